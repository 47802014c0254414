"""Articles that a source has more than once."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator

from app.errors import ArticleError
from app.model.article import Article

_REMEMBERED = 100_000
"""So that a source may be longer than memory; repeats are near each other."""


def first_of_each(articles: Iterable[Article | ArticleError]) -> Iterator[Article | ArticleError]:
    """The articles without those whose id one before has; an error where that one has another text.

    The first is the newest in feeds.
    """
    seen: OrderedDict[str, bytes] = OrderedDict()
    for item in articles:
        if isinstance(item, ArticleError):
            yield item
            continue
        digest = content_digest(item)
        before = seen.get(item.id)
        if before is None:
            seen[item.id] = digest
            if len(seen) > _REMEMBERED:
                seen.popitem(last=False)
            yield item
        elif before != digest:
            yield ArticleError(
                item.source or item.id,
                f"its id {item.id!r} is that of an article before it with another text",
                "The first is taken; give the other an id of its own",
            )


def content_digest(article: Article) -> bytes:
    """What changes when an article does."""
    content = "\0".join((article.text, str(article.date or ""), article.url or ""))
    return hashlib.sha256(content.encode(errors="replace")).digest()[:16]
