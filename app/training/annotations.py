"""Annotated articles: JSON beside the text, with entities by the names they have, events and relations."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import RunError
from app.model.vocabulary import Role

ROLE_GROUPS: Mapping[Role, str] = {
    Role.AGENT: "party",
    Role.COAGENT: "party",
    Role.PATIENT: "object",
    Role.THEME: "object",
    Role.RECIPIENT: "object",
    Role.PLACE: "location",
    Role.ORIGIN: "location",
    Role.DESTINATION: "location",
    Role.OFFICE: "office",
}
"""Annotators tell no more than these groups apart; topics they leave out."""
_MARKS = re.compile(r"[«»\"“”'’.,:;!?()]")
_CONTENT, _STEM = 3, 6
"""Longer words than this tell what a description is of, by so many of their first letters."""


@dataclass(frozen=True, slots=True)
class Naming:
    """All that something is called, made comparable."""

    forms: frozenset[str]
    contents: tuple[frozenset[str], ...]

    def matches(self, other: "Naming", *, loosely: bool) -> bool:
        """Whether a name is shared; loosely, whether half the content words of two descriptions are."""
        if self.forms & other.forms:
            return True
        return loosely and any(
            a and b and len(a & b) >= 0.5 * max(len(a), len(b)) for a in self.contents for b in other.contents
        )


def naming(names: Iterable[str]) -> Naming:
    """Names with and without a genitive -s, in small letters and without marks, and the stems of their words."""
    plain = sorted({" ".join(_MARKS.sub(" ", name).lower().split()) for name in names})
    forms = {*plain, *(name[:-1] for name in plain if name.endswith("s") and len(name) > 3)}
    words = (frozenset(w[:_STEM] for w in name.split() if len(w) > _CONTENT) for name in plain)
    return Naming(frozenset(forms), tuple(words))


@dataclass(frozen=True, slots=True)
class AnnotatedEntity:
    """An entity of an annotation; unnamed ones are compared loosely."""

    naming: Naming
    unnamed: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """The facts of one article as a reader found them."""

    text: Path
    entities: Mapping[str, AnnotatedEntity]
    participations: frozenset[tuple[str, str, str]]
    """(event class, role group, entity); all classes that the annotator accepts."""
    relations: tuple[tuple[frozenset[str], str, str], ...]
    """(accepted relations, entity, entity or literal)."""
    together: frozenset[frozenset[str]] = frozenset()
    """The pairs of entities that take part in the same event or relation."""

    def entities_called(self, names: Naming) -> frozenset[str]:
        """The entities that something with these names can be."""
        return frozenset(
            key for key, e in self.entities.items() if e.naming.matches(names, loosely=e.unnamed)
        )


def read_annotations(folder: Path) -> Iterator[Annotation]:
    """The annotations of a folder in the order of their names; RunError where there is none or one is wrong."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise RunError(
            f"{folder}: no annotated articles here. Give a folder with ARTICLE.json beside ARTICLE.txt"
        )
    for path in paths:
        text = path.with_suffix(".txt")
        if not text.is_file():
            raise RunError(f"{path}: {text.name} is missing beside it")
        try:
            yield _annotation(json.loads(path.read_text(encoding="utf-8")), text)
        except (ValueError, KeyError, TypeError) as error:
            raise RunError(
                f"{path}: no annotation of an article ({type(error).__name__}: {error})"
            ) from error


def _annotation(data: dict[str, Any], text: Path) -> Annotation:
    entities = {
        entity["id"]: AnnotatedEntity(
            naming(entity["names"]),
            entity["type"] == "Concept" or not any(name[:1].isupper() for name in entity["names"]),
        )
        for entity in data["entities"]
    }
    participations = {
        (event_class, group, entity)
        for event in data["events"]
        for event_class in event["types"]
        for role, group in ROLE_GROUPS.items()
        for entity in event.get(role, ())
    }
    relations = tuple(
        (frozenset(relation["types"]), str(relation["subject"]), str(relation["object"]))
        for relation in data["relations"]
    )
    taking_part = [[e for role in ROLE_GROUPS for e in event.get(role, ())] for event in data["events"]]
    taking_part += [[subject, object_] for _, subject, object_ in relations if object_ in entities]
    together = frozenset(
        frozenset((one, other)) for group in taking_part for one in group for other in group if one != other
    )
    return Annotation(text, entities, frozenset(participations), relations, together)
