"""Any other spaCy pipeline with Universal Dependencies labels in the place of our own."""

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from app.errors import RunError
from app.language.sentences import NAME as SENTENCES
from app.resources import load_yaml

NAME_MAPPING = "nyhendegraf_name_mapping"
_SENTENCE_FACTORIES = frozenset({"senter", "sentencizer"})
_REMEDY = (
    "Give one with a parser trained on Universal Dependencies, or leave --pipeline out for the built-in one"
)


@cache
def _labels() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("language", "names.yaml")
    return data


def load_other_pipeline(name: str) -> Language:
    """A pipeline by package name or folder, with our sentences and name types; RunError where it cannot serve.

    Sentences are ours because its own could run across headlines and paragraphs; its parser keeps to them.
    """
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise RunError(
            f"there is no spaCy pipeline {name!r}. Install its package (python -m spacy download {name}), "
            "give the folder of one, or leave --pipeline out for the one that is built in"
        ) from error
    except (ImportError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise RunError(f"the spaCy pipeline {name!r} does not load: {reason}. {_REMEDY}") from error
    for pipe in nlp.pipe_names:
        if nlp.get_pipe_meta(pipe).factory in _SENTENCE_FACTORIES:
            nlp.disable_pipe(pipe)
    if SENTENCES not in nlp.pipe_names:
        nlp.add_pipe(SENTENCES, first=True)
    nlp.add_pipe(NAME_MAPPING, last=True)
    return nlp


@Language.component(NAME_MAPPING, requires=["token.dep", "token.lemma", "doc.ents"], assigns=["doc.ents"])
def map_names(doc: Doc) -> Doc:
    """Another pipeline's name labels as NorNE's; labels that the table does not know are left out.

    RunError where the pipeline gives no parse, or one in other labels: no fact would be found, and nobody told.
    """
    _check(doc)
    table: dict[str, str] = _labels()["names"]
    doc.ents = tuple(
        Span(doc, entity.start, entity.end, table[entity.label_.upper()])
        for entity in doc.ents
        if entity.label_.upper() in table
    )
    return doc


def _check(doc: Doc) -> None:
    if all(token.is_space for token in doc):
        return
    for attribute, what in (
        ("DEP", "no dependencies"),
        ("POS", "no parts of speech"),
        ("LEMMA", "no lemmas"),
    ):
        if not doc.has_annotation(attribute):
            raise RunError(f"the spaCy pipeline gives {what}. {_REMEDY}")
    known = set(_labels()["relations"])
    found = {token.dep_ for token in doc if not token.is_space}
    if strange := sorted(label for label in found if label.lower().split(":")[0] not in known):
        raise RunError(
            f"the spaCy pipeline gives other labels than Universal Dependencies: {', '.join(strange)}. {_REMEDY}"
        )
