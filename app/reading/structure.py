"""What each line of an article is: headline, heading, running text, caption, byline, link or list."""

import re
from functools import cache

import yaml

from app.model.article import Block, BlockKind
from app.resources import ontology_path

_LONGEST_HEADING = 90
_SENTENCE_END = re.compile(r"[.!?…:;,»\"”)]$")
_FULL_STOP_INSIDE = re.compile(r"[a-zæøå]{3}[.!?] +[«\"–-]?[A-ZÆØÅ]")


@cache
def _patterns() -> tuple[tuple[BlockKind, tuple[re.Pattern[str], ...]], ...]:
    data = yaml.safe_load(ontology_path("language", "structure.yaml").read_text(encoding="utf-8"))
    order = (BlockKind.BYLINE, BlockKind.LINK, BlockKind.CAPTION, BlockKind.LIST)
    return tuple((kind, tuple(re.compile(p, re.IGNORECASE) for p in data[kind.value])) for kind in order)


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a normalised text, in order; every character that is no newline lies in one."""
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line:
            lines.append((start, start + len(line)))
        start += len(line) + 1
    blocks = [Block(_kind(text[a:b], index, lines, text), a, b) for index, (a, b) in enumerate(lines)]
    return tuple(blocks)


def _kind(line: str, index: int, lines: list[tuple[int, int]], text: str) -> BlockKind:
    for kind, patterns in _patterns():
        for pattern in patterns:
            # A photo credit makes a caption only of a short paragraph; a long one is running text with a credit.
            if pattern.match(line) and not (kind is BlockKind.CAPTION and _sentences(line) > 2):
                return kind
    if index == 0 and len(lines) > 1 and _looks_like_headline(line, first=True):
        return BlockKind.HEADLINE
    if index > 0 and _looks_like_headline(line, first=False) and index + 1 < len(lines):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _sentences(line: str) -> int:
    return len(re.findall(r"[a-zæøå0-9»\")]{2}[.!?]+(?= |$)", line))


def _looks_like_headline(line: str, *, first: bool) -> bool:
    longest = 160 if first else _LONGEST_HEADING
    if len(line) > longest or _FULL_STOP_INSIDE.search(line):
        return False
    if line.endswith(("?", "!", "»", '"', "”", ")")):
        return first or (len(line) <= 60 and not line.startswith(("–", "—", "-")))
    return not _SENTENCE_END.search(line)
