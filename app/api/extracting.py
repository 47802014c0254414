"""The graph of a text that is not stored, or not yet."""

from fastapi import Request

from app.api.analysis import Analysis, BusyError, TooSlowError
from app.api.bodies import not_taken
from app.api.problems import problem
from app.api.rates import Rates
from app.errors import ArticleError, RunError
from app.model.article import Article
from app.pipeline import ArticleGraph


async def graph_of(analysis: Analysis, article: Article) -> ArticleGraph:
    """The graph of an article; the problem that stands in its way."""
    try:
        return await analysis.graph(article)
    except ArticleError as error:
        raise not_taken(error) from error
    except BusyError as error:
        raise problem(
            503, "Too many texts", "Other texts are waiting. Send it again in a while.", {"Retry-After": "10"}
        ) from error
    except TooSlowError as error:
        raise problem(
            503, "Text took too long", f"{str(error)[:1].upper()}{str(error)[1:]}. Send less."
        ) from error
    except RunError as error:
        raise problem(503, "No analysis", "The text could not be analysed; see the server's log.") from error


def limited(request: Request) -> None:
    """A problem where a client has texts analysed too often."""
    rates: Rates = request.app.state.extract_rates
    wait = rates.wait(request.client.host if request.client else "")
    if wait is not None:
        raise problem(
            429,
            "Too many texts",
            f"More texts than this server analyses for one address. Send it again in {wait} seconds.",
            {"Retry-After": str(wait)},
        )
