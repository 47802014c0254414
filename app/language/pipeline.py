"""The pipeline that everything else gets its analysis from."""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
import yaml
from spacy.language import Language
from spacy.tokens import Doc, Span

from app.errors import ArticleError, RunError
from app.language.document import Document
from app.language.identification import identify_article
from app.language.model import add_model
from app.language.sentences import NAME as SENTENCES
from app.language.tokenizer import blank_pipeline
from app.model.article import Article, Variety
from app.resources import ontology_path

DEFAULT_BATCH_SIZE = 16
NAME_MAPPING = "nyhendegraf_name_mapping"


def load_pipeline(name: str | None = None, *, threads: int = 1) -> Language:
    """Our own pipeline, or another one with Universal Dependencies labels by package name or folder."""
    if name is None:
        nlp = blank_pipeline()
        nlp.add_pipe(SENTENCES)
        add_model(nlp, threads=threads)
        return nlp
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise RunError(
            f"there is no spaCy pipeline {name!r}. Install its package, give the folder of one, "
            "or leave --pipeline out for the one that is built in"
        ) from error
    nlp.add_pipe(NAME_MAPPING, last=True)
    return nlp


@Language.component(NAME_MAPPING, requires=["doc.ents"], assigns=["doc.ents"])
def map_names(doc: Doc) -> Doc:
    """Another pipeline's name labels as NorNE's; labels that the table does not know are left out."""
    path: Path = ontology_path("language", "names.yaml")
    table: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    doc.ents = tuple(Span(doc, e.start, e.end, table[e.label_]) for e in doc.ents if e.label_ in table)
    return doc


class Analyser:
    """Articles in, documents out, in the same order."""

    def __init__(self, nlp: Language, batch_size: int = DEFAULT_BATCH_SIZE) -> None:
        self._nlp = nlp
        self._batch_size = batch_size

    def analyse(self, articles: Iterable[Article | ArticleError]) -> Iterator[Document | ArticleError]:
        """Errors pass through; an article in another language becomes one."""
        stream = iter(articles)
        while batch := list(itertools.islice(stream, self._batch_size)):
            checked: list[tuple[Article, Variety] | ArticleError] = []
            for item in batch:
                if isinstance(item, ArticleError):
                    checked.append(item)
                    continue
                try:
                    checked.append((item, identify_article(item)))
                except ArticleError as error:
                    checked.append(error)
            texts = [item[0].text for item in checked if not isinstance(item, ArticleError)]
            docs = self._nlp.pipe(texts, batch_size=self._batch_size)
            for item in checked:
                if isinstance(item, ArticleError):
                    yield item
                else:
                    article, variety = item
                    yield Document(article, variety, next(docs))
