"""Accuracy per layer of annotation and per label, as the CoNLL shared tasks count."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.training.corpus import Sentence

SCHEMES = ("nine types", "GPE folded")
FOLDED = {"GPE_LOC": "LOC", "GPE_ORG": "ORG"}


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a pipeline says of one sentence, one item per word; heads as in CoNLL-U."""

    upos: Sequence[str]
    feats: Sequence[str]
    lemma: Sequence[str]
    heads: Sequence[int]
    deprel: Sequence[str]
    name: Sequence[str]


@dataclass(slots=True)
class Scores:
    """Counts that add up over sentences."""

    words: int = 0
    right: Counter[str] = field(default_factory=Counter)
    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    labels: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, gold: Sentence, predicted: Prediction) -> None:
        """Counts one sentence; all columns have the sentence's length."""
        self.words += len(gold)
        for i, word in enumerate(gold):
            self.right["upos"] += predicted.upos[i] == word.upos
            self.right["feats"] += predicted.feats[i] == word.feats
            self.right["lemma"] += predicted.lemma[i] == word.lemma
            attached = predicted.heads[i] == word.head
            labelled = attached and predicted.deprel[i] == word.deprel
            self.right["uas"] += attached
            self.right["las"] += labelled
            self.labels[word.deprel]["gold"] += 1
            self.labels[word.deprel]["right"] += labelled
        for scheme in SCHEMES:
            found = name_spans(predicted.name, folded=scheme == "GPE folded")
            wanted = name_spans([w.name for w in gold], folded=scheme == "GPE folded")
            for label, spans in (("right", found & wanted), ("found", found), ("wanted", wanted)):
                self.names[scheme][label] += len(spans)
                if scheme == "nine types":
                    for span in spans:
                        self.names[span[2]][label] += 1

    def share(self, key: str) -> float:
        """Per cent of words right."""
        return 100 * self.right[key] / max(self.words, 1)

    def name_f1(self, key: str) -> float:
        """Per cent F1 over exact spans, for a scheme or one label."""
        counts = self.names[key]
        return 200 * counts["right"] / max(counts["found"] + counts["wanted"], 1)

    def summary(self) -> dict[str, float]:
        """The figures that are quoted."""
        figures = {key: round(self.share(key), 2) for key in ("upos", "feats", "lemma", "uas", "las")}
        for scheme in SCHEMES:
            figures[f"names, {scheme}"] = round(self.name_f1(scheme), 2)
        return figures

    def per_name_type(self) -> dict[str, float]:
        """F1 of each name type."""
        return {key: round(self.name_f1(key), 1) for key in sorted(self.names) if key not in SCHEMES}

    def per_relation(self) -> dict[str, tuple[int, float]]:
        """How often each gold relation occurs, and per cent of these with head and label right."""
        return {
            key: (counts["gold"], round(100 * counts["right"] / counts["gold"], 1))
            for key, counts in sorted(self.labels.items())
        }


def name_spans(tags: Iterable[str], *, folded: bool) -> set[tuple[int, int, str]]:
    """Spans of a BIO column, (first word, one past the last, type); a stray I- opens a span."""
    spans: set[tuple[int, int, str]] = set()
    start, current = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        label = tag[2:]
        if current and not (tag.startswith("I-") and label == current):
            spans.add((start, i, FOLDED.get(current, current) if folded else current))
            current = ""
        if tag.startswith("B-") or (tag.startswith("I-") and not current):
            start, current = i, label
    return spans
