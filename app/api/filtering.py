"""The parameters by which facts are chosen, the same wherever facts are."""

from typing import Annotated

from fastapi import Depends, Query

from app.api.dependencies import SettingsDependency
from app.query.filters import FactFilter, Status, fact_filter

_MOST_VALUES = 100


def _chosen(
    settings: SettingsDependency,
    begin: Annotated[
        str | None,
        Query(
            alias="from",
            max_length=40,
            description="What may have been on or after this date: a year, a month or a day.",
            examples=["2024-03"],
        ),
    ] = None,
    to: Annotated[
        str | None, Query(max_length=40, description="What may have been on or before it.", examples=["2024"])
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
        Query(max_length=40, description="asserted (what is presented as so) or all; all by default here."),
    ] = None,
    lang: Annotated[
        str | None, Query(max_length=40, description="Of the article: nn or nb.", examples=["nn"])
    ] = None,
    dated: Annotated[
        str | None,
        Query(max_length=40, description="Whether from and to mean the date of the event or published."),
    ] = None,
) -> FactFilter:
    return fact_filter(
        begin=begin,
        end=to,
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
        default_status=Status.ALL,
    )


FilterDependency = Annotated[FactFilter, Depends(_chosen)]
