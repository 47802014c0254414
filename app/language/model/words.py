"""What the training treebanks know of words: which lemma a form has, which lemmas there are, which tags go together."""

import gzip
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import RunError
from app.language.model.lemmas import apply_script

FILE = "words.json.gz"
KNOWN = 4.0
"""What a lemma that training had weighs, in the units of the model's scores: 50 times as likely."""
KNOWN_END = 0.6 * KNOWN
"""The same for a compound whose end training had as a word («fotballtrenar»)."""
OPEN = frozenset({"NOUN", "VERB", "ADJ"})
"""Of these the model's scripts leave a choice of endings («fange» or «fang» for «fangane»)."""
_SHORTEST_PART = 3
_SHORTEST_END = 4


@dataclass(frozen=True, slots=True)
class WordLists:
    """Forms, in small letters, by part of speech and lemma; and the pairs of part of speech and features."""

    lemmas: dict[str, dict[str, list[str]]]
    tags: list[tuple[str, str]]

    @classmethod
    def collect(cls, words: Iterable[tuple[str, str, str, str]]) -> "WordLists":
        """Of form, lemma, part of speech and features («_» = none), in an order that theirs does not change."""
        lemmas: dict[str, dict[str, set[str]]] = {}
        tags: set[tuple[str, str]] = set()
        for form, lemma, upos, feats in words:
            tags.add((upos, feats))
            # Names have the lemma that their capitals and endings tell: the model knows that better.
            if upos != "PROPN":
                lemmas.setdefault(upos, {}).setdefault(lemma, set()).add(form.lower())
        return cls(
            {
                upos: {lemma: sorted(forms) for lemma, forms in sorted(by_lemma.items())}
                for upos, by_lemma in sorted(lemmas.items())
            },
            sorted(tags),
        )

    def write(self, path: Path) -> None:
        """The same bytes for the same lists."""
        text = json.dumps(
            {"tags": self.tags, "lemmas": self.lemmas}, ensure_ascii=False, separators=(",", ":")
        )
        path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))

    @classmethod
    def read(cls, path: Path) -> "WordLists":
        """RunError where there is no such file, or another than `write` makes."""
        try:
            values = json.loads(gzip.decompress(path.read_bytes()))
            return cls(values["lemmas"], [(upos, feats) for upos, feats in values["tags"]])
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise RunError(
                f"{path}: {reason}. These weights are of an older version or damaged: export them "
                "again, or leave the setting out for the ones that come with nyhendegraf"
            ) from error


class Lemmatizer:
    """The lemma of a word from the model's best scripts and from what training had."""

    def __init__(self, lists: WordLists) -> None:
        self._known = {(lemma, upos) for upos, lemmas in lists.lemmas.items() for lemma in lemmas}
        only: dict[tuple[str, str], str | None] = {}
        for upos, lemmas in lists.lemmas.items():
            for lemma, forms in lemmas.items():
                for form in forms:
                    key = (form, upos)
                    only[key] = None if key in only else lemma
        self._only = {key: lemma for key, lemma in only.items() if lemma is not None}

    def lemma(self, form: str, upos: str, scripts: Sequence[str], scores: Sequence[float]) -> str:
        """A form that had one lemma only in training has it; else the best script, known lemmas preferred."""
        only = self._only.get((form.lower(), upos))
        if only is not None:
            return only
        if upos not in OPEN:
            return apply_script(form, scripts[0])
        best, highest = "", float("-inf")
        for script, score in zip(scripts, scores, strict=True):
            lemma = apply_script(form, script)
            score += self._weight(lemma, upos)
            if score > highest:
                best, highest = lemma, score
        return best

    def _weight(self, lemma: str, upos: str) -> float:
        if (lemma, upos) in self._known:
            return KNOWN
        if upos == "NOUN":
            for start in range(_SHORTEST_PART, len(lemma) - _SHORTEST_END + 1):
                if (lemma[start:], upos) in self._known:
                    return KNOWN_END
        return 0.0
