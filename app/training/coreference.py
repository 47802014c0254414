"""Coreference within an article: a corpus in CorefUD layout, and how well a pipeline's entities agree with it.

Scored as CRAC and CoNLL-2012 do with head match: a mention is known by the place of its head word, chains of one
mention are left out on both sides, and the CoNLL figure is the mean F1 of MUC, B³ and CEAFe over all documents.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from app.errors import RunError
from app.identity.scores import Counted, b_cubed, ceaf_e, muc, without_singletons
from app.model.article import Article, ArticleId, Block, BlockKind, Variety
from app.training.corpus import Word, word_of

_BRACKET = re.compile(r"\(([^()]+)\)?|([^()]+)\)")
_PART = re.compile(r"\[(\d+)/\d+\]$")
VARIETIES = {Variety.NYNORSK: "nn", Variety.BOKMAAL: "nb"}


class MentionClass(StrEnum):
    """What the head of a mention is."""

    NAME = "names"
    PRONOUN = "pronouns"
    DESCRIPTION = "descriptions"


@dataclass(frozen=True, slots=True)
class CorefMention:
    """One mention: offsets of its words and of its head in the text."""

    begin: int
    end: int
    head: int
    kind: MentionClass


@dataclass(frozen=True, slots=True)
class CorefDocument:
    """An article with its chains, the singletons too."""

    article: Article
    variety: Variety
    chains: tuple[tuple[CorefMention, ...], ...]
    words: tuple["PlacedWord", ...]


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with its annotation at its place in the text; `head` is the index of the governing word, or its own."""

    begin: int
    end: int
    word: Word
    head: int
    opens: bool
    """Whether it is the first of its sentence."""


def read_corpus(folder: Path, variety: Variety, split: str) -> Iterator[CorefDocument]:
    """The documents of one variety's `train` or `dev`, by name; RunError where there are none."""
    directory = folder / VARIETIES[variety] / split
    paths = sorted(directory.glob("*.conllu"))
    if not paths:
        raise RunError(f"{directory}: no *.conllu. Give the folder that holds nn/ and nb/ with --corpus")
    for path in paths:
        yield read_document(path, variety)


def read_document(path: Path, variety: Variety) -> CorefDocument:
    """One file; its text is put together from the words, a paragraph a line."""
    text = ""
    words: list[PlacedWord] = []
    blocks: list[Block] = []
    open_at: dict[str, list[int]] = defaultdict(list)
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    first = 0
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in (*lines, ""):
            line = line.rstrip("\n")
            if line.startswith("# newpar") and text:
                text = text.rstrip() + "\n\n"
            if line.startswith("#"):
                continue
            if line:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
                continue
            for columns in rows:
                word = word_of(columns)
                begin = len(text)
                text += word.form
                head = first + word.head - 1 if word.head else len(words)
                words.append(PlacedWord(begin, len(text), word, head, len(words) == first))
                text += " " if word.space_after else ""
                misc = dict(part.partition("=")[::2] for part in columns[9].split("|"))
                _brackets(misc.get("Entity", ""), len(words) - 1, open_at, spans)
            if rows and not text.endswith((" ", "\n")):
                text += " "
            rows, first = [], len(words)
    text = text.rstrip()
    start = 0
    for part in text.split("\n\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(part)))
        start += len(part) + 2
    chains = tuple(
        tuple(sorted((_mention(words, *span) for span in its), key=lambda m: (m.begin, m.end)))
        for _, its in sorted(spans.items())
    )
    return CorefDocument(Article(ArticleId(path.stem), text, tuple(blocks)), variety, chains, tuple(words))


def _brackets(
    text: str, index: int, open_at: dict[str, list[int]], spans: dict[str, list[tuple[int, int]]]
) -> None:
    for match in _BRACKET.finditer(text):
        # «(id-type-head» opens, and «id)» closes.
        name = match[1].rsplit("-", 2)[0] if match[1] is not None else match[2]
        part = _PART.search(name)
        entity = _PART.sub("", name)
        if part is not None and part[1] != "1":
            # Of a mention in parts the first has the head, as a rule.
            if match[1] is None:
                open_at[name].clear()
            continue
        if match[1] is not None:
            open_at[name].append(index)
        if match[0].endswith(")") and open_at[name]:
            spans[entity].append((open_at[name].pop(), index))


def _mention(words: Sequence[PlacedWord], first: int, last: int) -> CorefMention:
    inside = range(first, last + 1)
    head = next((i for i in inside if words[i].head not in inside or words[i].head == i), first)
    kinds = {"PROPN": MentionClass.NAME, "PRON": MentionClass.PRONOUN, "DET": MentionClass.PRONOUN}
    kind = kinds.get(words[head].word.upos, MentionClass.DESCRIPTION)
    return CorefMention(words[first].begin, words[last].end, words[head].begin, kind)


Heads = frozenset[int]
Predict = Callable[[CorefDocument], Sequence[Heads]]
"""Gives the chains of a document, each as the places of its heads."""


@dataclass(slots=True)
class CorefScores:
    """Sums over documents."""

    muc: Counted = field(default_factory=Counted)
    b_cubed: Counted = field(default_factory=Counted)
    ceaf_e: Counted = field(default_factory=Counted)
    linked: dict[MentionClass, Counted] | None = None
    """Of each class: how many are linked to an earlier mention of their chain, of those that have one."""

    @property
    def conll(self) -> float:
        """The CoNLL figure, per cent."""
        return 100 * (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def add(self, gold: CorefDocument, predicted: Sequence[Heads]) -> None:
        """Counts one document."""
        key = without_singletons([frozenset(m.head for m in chain) for chain in gold.chains])
        response = without_singletons(list(predicted))
        tagged = [frozenset((gold.article.id, h) for h in group) for group in key]
        found = [frozenset((gold.article.id, h) for h in group) for group in response]
        self.muc += muc(tagged, found)
        self.b_cubed += b_cubed(tagged, found)
        self.ceaf_e += ceaf_e(tagged, found)
        self.linked = self.linked or {kind: Counted() for kind in MentionClass}
        for kind, counted in _links(gold, response).items():
            self.linked[kind] += counted


def _links(gold: CorefDocument, response: Sequence[frozenset[object]]) -> dict[MentionClass, Counted]:
    """Backward links: right where the nearest earlier mention of the predicted chain is of the right chain."""
    chain_of: dict[object, int] = {}
    kind_of: dict[object, MentionClass] = {}
    first: set[object] = set()
    for number, chain in enumerate(gold.chains):
        for mention in chain:
            chain_of[mention.head], kind_of[mention.head] = number, mention.kind
        first.add(min(m.head for m in chain))
    counts = {kind: [0, 0, 0] for kind in MentionClass}
    for head, kind in kind_of.items():
        if head not in first:
            counts[kind][1] += 1
    for group in response:
        ordered = sorted(h for h in group if isinstance(h, int))
        for before, head in pairwise(ordered):
            if head in kind_of:
                counts[kind_of[head]][2] += 1
                counts[kind_of[head]][0] += chain_of.get(before) == chain_of[head]
    return {kind: Counted(right, wanted, right, found) for kind, (right, wanted, found) in counts.items()}


def evaluate(documents: Sequence[CorefDocument], predict: Predict) -> CorefScores:
    """Scores of all documents together."""
    scores = CorefScores()
    for document in documents:
        scores.add(document, predict(document))
    return scores
