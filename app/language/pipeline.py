"""The pipeline that everything else gets its analysis from."""

import itertools
from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language

from app.errors import ArticleError
from app.language.document import Document
from app.language.identification import identify_article
from app.language.model import add_model
from app.language.other_pipeline import load_other_pipeline
from app.language.sentences import NAME as SENTENCES
from app.language.tokenizer import blank_pipeline
from app.model.article import Article, Variety

DEFAULT_BATCH_SIZE = 16
_MAX_CHARACTERS = 1_000_000_000
"""How long a text may be is for reading to say; our components need memory for one sentence at a time."""

_MOST_STRINGS = 200_000
"""spaCy forgets no word that it has seen, half a kilobyte each, and there are new names as long as there is news."""


def load_pipeline(name: str | None = None, *, threads: int = 1) -> Language:
    """Our own pipeline, or another one with Universal Dependencies labels by package name or folder.

    RunError where there is none of that name, or where it gives no parse.
    """
    if name is None:
        nlp = blank_pipeline()
        nlp.add_pipe(SENTENCES)
        add_model(nlp, threads=threads)
    else:
        nlp = load_other_pipeline(name)
    nlp.max_length = _MAX_CHARACTERS
    return nlp


class Analyser:
    """Articles in, documents out, in the same order; what comes out does not depend on the batch size."""

    def __init__(
        self,
        nlp: Language,
        batch_size: int = DEFAULT_BATCH_SIZE,
        renew: Callable[[], Language] | None = None,
    ) -> None:
        """`renew` gives another pipeline like `nlp`, for when that one remembers too many words."""
        if batch_size < 1:
            raise ValueError(f"a batch has one article at least, not {batch_size}")
        self._nlp = nlp
        self._batch_size = batch_size
        self._renew = renew

    def analyse(self, articles: Iterable[Article | ArticleError]) -> Iterator[Document | ArticleError]:
        """Errors pass through in their places; an article in another language becomes one."""
        stream = iter(articles)
        while batch := list(itertools.islice(stream, self._batch_size)):
            if self._renew is not None and len(self._nlp.vocab.strings) > _MOST_STRINGS:
                self._nlp = self._renew()
            checked = [self._check(item) for item in batch]
            texts = [item[0].text for item in checked if not isinstance(item, ArticleError)]
            docs = self._nlp.pipe(texts, batch_size=self._batch_size)
            for item in checked:
                if isinstance(item, ArticleError):
                    yield item
                else:
                    article, variety = item
                    yield Document(article, variety, next(docs))

    @staticmethod
    def _check(item: Article | ArticleError) -> tuple[Article, Variety] | ArticleError:
        if isinstance(item, ArticleError):
            return item
        try:
            return item, identify_article(item)
        except ArticleError as error:
            return error
