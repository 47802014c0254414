"""What each line of an article is: headline, heading, running text, caption, byline, link or list."""

import re
from collections.abc import Sequence
from functools import cache

from app.model.article import Block, BlockKind
from app.resources import load_yaml

_LONGEST_HEADING, _LONGEST_HEADLINE, _LONGEST_KICKER = 90, 160, 40
"""Code points."""
_CAPTION_SENTENCES = 2
_SENTENCE_END = re.compile(r"[.!?…:;,»\"”)]$")
_FULL_STOP_INSIDE = re.compile(r"(?:[a-zæøå]{3}|\d)[.!?…] +[«\"–-]? ?[A-ZÆØÅ]")
_SENTENCE = re.compile(r"[a-zæøå0-9»\")]{2}[.!?]+(?= |$)")
_CREDIT_TO_COME = re.compile(r"(?:^|[.!?»)] )\(?(?:Foto|Illustrasjon|Arkivfoto):$", re.IGNORECASE)
_LABELLED = re.compile(r"[A-ZÆØÅ][^:.!?]{0,30}: [A-ZÆØÅ«]")
"""«I retten: Tiltalte …», as a picture's caption begins."""
_FURNITURE = frozenset({BlockKind.BYLINE, BlockKind.LINK, BlockKind.CAPTION})
"""What may stand above a headline."""
_ENUMERATION = "enumeration"


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    data = load_yaml("language", "structure.yaml")
    return {kind: tuple(re.compile(p, re.IGNORECASE) for p in patterns) for kind, patterns in data.items()}


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a normalised text, in order; every character that is no newline lies in one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    lines = [text[a:b] for a, b in spans]
    kinds = _with_neighbours(lines, _kinds(lines))
    return tuple(Block(kind, a, b) for kind, (a, b) in zip(kinds, spans, strict=True))


def _kinds(lines: Sequence[str]) -> list[BlockKind]:
    numbered = [_fits(_ENUMERATION, line) for line in lines]
    kinds: list[BlockKind] = []
    before_headline = True
    for index, line in enumerate(lines):
        last = index + 1 == len(lines)
        kind = _kind_by_form(line)
        if kind is None and numbered[index] and (numbered[index - 1 : index] or [False])[0]:
            kind = BlockKind.LIST
        if kind is None and numbered[index] and not last and numbered[index + 1]:
            kind = BlockKind.LIST
        if kind is None and before_headline and not last:
            if _looks_like_headline(line):
                kind = BlockKind.HEADLINE
            elif _is_kicker(line) and _looks_like_headline(lines[index + 1]):
                kind = BlockKind.HEADING
                kinds.append(kind)
                continue
        if kind is None and index > 0 and not last and _looks_like_heading(line):
            kind = BlockKind.HEADING
        kind = kind or BlockKind.PARAGRAPH
        before_headline = before_headline and kind in _FURNITURE
        kinds.append(kind)
    return kinds


def _with_neighbours(lines: Sequence[str], kinds: list[BlockKind]) -> list[BlockKind]:
    """The kinds with what only the line before or after can tell."""
    for index in range(1, len(lines)):
        line, before = lines[index], lines[index - 1]
        if _CREDIT_TO_COME.search(before) and len(line) <= _LONGEST_HEADING:
            kinds[index] = BlockKind.CAPTION
        elif (
            kinds[index - 1] is BlockKind.LINK and before.endswith(":") and kinds[index] is BlockKind.HEADING
        ):
            kinds[index] = BlockKind.LINK
        elif (
            kinds[index] is BlockKind.CAPTION
            and kinds[index - 1] is BlockKind.PARAGRAPH
            and _LABELLED.match(before)
            and len(_SENTENCE.findall(before)) <= _CAPTION_SENTENCES
            and not _SENTENCE_END.search(line)
        ):
            # The text of a caption stands on a line above its credit.
            kinds[index - 1] = BlockKind.CAPTION
    return kinds


def _kind_by_form(line: str) -> BlockKind | None:
    for kind in (BlockKind.BYLINE, BlockKind.LINK, BlockKind.CAPTION, BlockKind.LIST):
        if _fits(kind.value, line):
            # A photo credit makes a caption only of a short paragraph; a long one is running text with a credit.
            if kind is BlockKind.CAPTION and len(_SENTENCE.findall(line)) > _CAPTION_SENTENCES:
                continue
            return kind
    return None


def _fits(kind: str, line: str) -> bool:
    return any(pattern.match(line) for pattern in _patterns()[kind])


def _looks_like_headline(line: str) -> bool:
    if len(line) > _LONGEST_HEADLINE or _FULL_STOP_INSIDE.search(line):
        return False
    return not _SENTENCE_END.search(line) or line.endswith(("?", "!", "»", '"', "”", ")"))


def _looks_like_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING or _FULL_STOP_INSIDE.search(line):
        return False
    if line.endswith(("?", "!", "»", '"', "”", ")")):
        return len(line) <= 60 and not line.startswith(("–", "—", "-"))
    return not _SENTENCE_END.search(line)


def _is_kicker(line: str) -> bool:
    """Whether a line is a word or two above the headline («Terrorsaka:»)."""
    return len(line) <= _LONGEST_KICKER and line.endswith(":")
