"""Sample queries, `ontology/queries/*.rq`: what the endpoint's page offers and the guide shows."""

import re
from dataclasses import dataclass
from functools import cache

from app.resources import ontology_path

_LANGUAGES = ("nn", "nb", "en")
_HEAD = re.compile(r"# (title|about)-(nn|nb|en): (.+)\n")


@dataclass(frozen=True, slots=True)
class Sample:
    """A query with what it answers, said in each language."""

    name: str
    titles: tuple[tuple[str, str], ...]
    """Language tag and title."""
    descriptions: tuple[tuple[str, str], ...]
    query: str

    def title(self, language: str) -> str:
        """The title in `nn`, `nb` or `en`."""
        return dict(self.titles)[language]

    def description(self, language: str) -> str:
        """What the answer holds, and what to change, in `nn`, `nb` or `en`."""
        return dict(self.descriptions)[language]


@cache
def samples() -> tuple[Sample, ...]:
    """All of them, in the order of their files."""
    return tuple(
        sample(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(ontology_path("queries").glob("*.rq"))
    )


def sample(name: str, text: str) -> Sample:
    """A sample from the text of its file; ValueError names what is missing at its head."""
    said: dict[tuple[str, str], str] = {}
    position = 0
    while match := _HEAD.match(text, position):
        said[match[1], match[2]] = match[3].strip()
        position = match.end()
    for kind in ("title", "about"):
        for language in _LANGUAGES:
            if (kind, language) not in said:
                raise ValueError(f"the sample {name} has no line «# {kind}-{language}: …» at its head")
    titles, descriptions = (
        tuple((language, said[kind, language]) for language in _LANGUAGES) for kind in ("title", "about")
    )
    return Sample(name, titles, descriptions, text[position:].strip() + "\n")
