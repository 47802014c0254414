"""The parameters by which facts are chosen, the same wherever facts are."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Query

from app.api.dependencies import SettingsDependency
from app.query.filters import FactFilter, Status, fact_filter

_MOST_VALUES = 100


def _choosing(
    default_status: Status, *, begin_name: str = "from", end_name: str = "to"
) -> Callable[..., Awaitable[FactFilter]]:
    """The dependency that reads a filter from the address."""

    async def _chosen(
        settings: SettingsDependency,
        begin: Annotated[
            str | None,
            Query(
                alias=begin_name,
                max_length=40,
                description="What may have been on or after this date: a year, a month or a day.",
                examples=["2024-03"],
            ),
        ] = None,
        end: Annotated[
            str | None,
            Query(
                alias=end_name,
                max_length=40,
                description="What may have been on or before it.",
                examples=["2024"],
            ),
        ] = None,
        classes: Annotated[
            list[str] | None,
            Query(
                alias="class",
                max_length=_MOST_VALUES,
                description="Event classes, groups of them, or names of relations.",
                examples=[["Meeting"]],
            ),
        ] = None,
        min_confidence: Annotated[float | None, Query(ge=0, le=1, description="At least so sure.")] = None,
        source: Annotated[
            str | None,
            Query(
                max_length=2_000,
                description="Who says so: an id or an IRI, or «article» for the articles themselves.",
            ),
        ] = None,
        article: Annotated[
            list[str] | None,
            Query(max_length=_MOST_VALUES, description="Ids of articles.", examples=[["hamna-2024"]]),
        ] = None,
        polarity: Annotated[
            str | None, Query(max_length=40, description="positive or negative.", examples=["positive"])
        ] = None,
        modality: Annotated[
            list[str] | None,
            Query(max_length=_MOST_VALUES, description="actual, planned and so on.", examples=[["actual"]]),
        ] = None,
        status: Annotated[
            str | None,
            Query(
                max_length=40,
                description=f"asserted (what is presented as so) or all; {default_status} by default here.",
                examples=["asserted"],
            ),
        ] = None,
        lang: Annotated[
            str | None, Query(max_length=40, description="Of the article: nn or nb.", examples=["nn"])
        ] = None,
        dated: Annotated[
            str | None,
            Query(
                max_length=40,
                description=f"Whether {begin_name} and {end_name} mean the date of the event or published.",
            ),
        ] = None,
    ) -> FactFilter:
        return fact_filter(
            begin=begin,
            end=end,
            classes=classes or (),
            min_confidence=min_confidence,
            source=source,
            articles=article or (),
            polarity=polarity,
            modalities=modality or (),
            status=status,
            language=lang,
            dated=dated,
            base=settings.base_iri,
            default_status=default_status,
        )

    return _chosen


FilterDependency = Annotated[FactFilter, Depends(_choosing(Status.ALL))]
GraphFilterDependency = Annotated[FactFilter, Depends(_choosing(Status.ASSERTED))]
"""Of the graph, which is what is presented as so unless one asks for more."""
PathFilterDependency = Annotated[
    FactFilter, Depends(_choosing(Status.ASSERTED, begin_name="since", end_name="until"))
]
"""Where `from` and `to` are the ends of a path."""
