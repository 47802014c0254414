"""HTML pages: the article in them, without what stands around it."""

import logging

from app.errors import ArticleError
from app.reading.sources.drafts import Draft
from app.reading.sources.encodings import page_text
from app.reading.sources.moments import partial_date

_REMEDY = "Look whether it is an article's page, and whether its text is there without JavaScript"


def read_page(
    data: bytes,
    place: str,
    *,
    identifier: str | None = None,
    address: str | None = None,
    encoding: str | None = None,
) -> Draft:
    """The article of a page; ArticleError where it has none.

    `identifier` is what it is known by, else the address that the page itself gives or `address`; `encoding` is what
    the server said. Links are not followed and scripts not run.
    """
    # Here, because it takes a second to load and plain text needs it not.
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page_text(data, encoding),
            url=address,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # the library's parsers fail on some damaged pages in ways of their own
        raise ArticleError(place, f"the page cannot be read ({type(error).__name__})", _REMEDY) from error
    # The annotation of the library allows for a dictionary, which it gives only on demand.
    text = None if found is None or isinstance(found, dict) else found.text
    if found is None or isinstance(found, dict) or text is None or not text.strip():
        raise ArticleError(place, "no article is found in the page", _REMEDY)
    url = found.url or address
    date = partial_date(found.date)
    return Draft(place, text, id=identifier or url, headline=found.title, date=date, url=url)
