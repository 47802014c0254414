"""What the Reconciliation API answers, from the index."""

from html import escape
from typing import Any

from rapidfuzz import fuzz

from app.api.problems import problem
from app.api.views import Document, View
from app.query.index import entities
from app.query.index.folding import folded
from app.query.index.rows import EntityRow, Hit
from app.query.index.types import RANKS

_VERSIONS = ["0.2"]
_MOST = 50
_SUGGESTED = 20
_SURE = 0.95
_ONTOLOGY = "https://w3id.org/nyhendegraf/ontology#"
PROPERTIES = {
    "label": "Name",
    "type": "Type",
    "aliases": "Other names",
    "wikidata": "Wikidata",
    "mentions": "Mentions",
    "articles": "Articles",
}
"""What is known of each entity: id → name."""


def manifest(address: str, base: str) -> Document:
    """What the service can."""
    service = f"{address}/api/reconcile"

    def suggest(kind: str) -> Document:
        return {"service_url": service, "service_path": f"/suggest/{kind}"}

    return {
        "versions": _VERSIONS,
        "name": "Nyhendegraf",
        "identifierSpace": base,
        "schemaSpace": _ONTOLOGY,
        "defaultTypes": [{"id": "Person", "name": "Person"}],
        "view": {"url": f"{address}/?entity={{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 400, "height": 160},
        "suggest": {kind: suggest(kind) for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": 50,
    }


def candidates(view: View, query: object) -> list[Document]:
    """The entities that a query may mean, best first; a problem where it is none."""
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        raise problem(422, "Invalid request", 'A query is an object with a text: {"query": "Kari Vik"}.')
    limit = query.get("limit", 10)
    limit = min(_MOST, limit) if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0 else 10
    given = query.get("type") or []
    types = [str(one) for one in (given if isinstance(given, list) else [given])]
    found = entities.by_name(view.connection, query["query"][:500], types=[t for t in types if t in RANKS])
    sure = [hit for hit in found if hit.score >= _SURE]
    return [
        {
            "id": view.local(hit.entity.iri),
            "name": view.name(hit.entity.iri),
            "type": [_type(view, hit.entity.type)],
            "score": round(100 * hit.score, 1),
            # The only one of that name.
            "match": len(sure) == 1 and hit is sure[0],
            "features": _features(query["query"], hit),
        }
        for hit in found[:limit]
    ]


def suggested_entities(view: View, prefix: str, skip: int) -> list[Document]:
    """Entities for a beginning."""
    found = entities.by_name(view.connection, prefix)[skip : skip + _SUGGESTED]
    return [
        {
            "id": view.local(hit.entity.iri),
            "name": view.name(hit.entity.iri),
            "description": f"{view.name(_ONTOLOGY + hit.entity.type)}, {hit.entity.articles}",
            "notable": [_type(view, hit.entity.type)],
        }
        for hit in found
    ]


def suggested_types(view: View, prefix: str, skip: int) -> list[Document]:
    """Types whose name in the preferred language, or id, begins so."""
    wanted = folded(prefix)
    types = [_type(view, name) for name in RANKS]
    found = [one for one in types if any(folded(text).startswith(wanted) for text in one.values())]
    return found[skip : skip + _SUGGESTED]


def suggested_properties(prefix: str, skip: int) -> list[Document]:
    """Properties whose name or id begins so."""
    wanted = folded(prefix)
    found = [
        {"id": name, "name": label}
        for name, label in PROPERTIES.items()
        if folded(label).startswith(wanted) or name.startswith(wanted)
    ]
    return found[skip : skip + _SUGGESTED]


def extended(view: View, asked: dict[str, Any]) -> Document:
    """Values of properties for entities; a problem where what is asked makes no sense."""
    ids, wanted = asked.get("ids"), asked.get("properties")
    if (
        not isinstance(ids, list)
        or not isinstance(wanted, list)
        or not all(isinstance(one, str) for one in ids)
        or not all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in wanted)
    ):
        raise problem(
            422,
            "Invalid request",
            'extend is {"ids": ["person/kari-vik"], "properties": [{"id": "label"}]}.',
        )
    names = [one["id"] for one in wanted]
    unknown = [name for name in names if name not in PROPERTIES]
    if unknown:
        known = ", ".join(PROPERTIES)
        raise problem(422, "Invalid request", f"{unknown[0][:100]!r} is no property. Known are {known}.")
    rows: Document = {}
    for one in ids[:1_000]:
        row = entities.entity(view.connection, view.full(one))
        rows[one] = {name: [] if row is None else _values(view, row, name) for name in names}
    return {"meta": [{"id": name, "name": PROPERTIES[name]} for name in names], "rows": rows}


def preview(view: View, id: str) -> str | None:  # noqa: A002 - as the parameter of addresses is called
    """A small page; None where there is no such entity."""
    row = entities.entity(view.connection, view.full(id))
    if row is None:
        return None
    name, kind = escape(view.name(row.iri)), escape(_type(view, row.type)["name"])
    others = escape(", ".join(entities.entity_names(view.connection, row.iri)[:5]))
    return (
        f'<!doctype html><html lang="{view.languages[0]}"><meta charset="utf-8"><title>{name}</title>'
        f'<body style="font:14px sans-serif"><b>{name}</b> <i>{kind}</i><br>{others}<br>'
        f"{escape(view.local(row.iri))} · {row.mentions} / {row.articles}</body></html>"
    )


def _type(view: View, name: str) -> dict[str, str]:
    label = view.name(_ONTOLOGY + name)
    return {"id": name, "name": label if label != name else name}


def _features(text: str, hit: Hit) -> list[Document]:
    best = max((fuzz.ratio(folded(text), folded(name)) for name in hit.entity.labels.values()), default=0.0)
    return [{"id": "name", "value": round(best, 1)}, {"id": "mentions", "value": hit.entity.mentions}]


def _values(view: View, row: EntityRow, name: str) -> list[Document]:
    if name == "label":
        return [{"str": view.name(row.iri)}]
    if name == "type":
        return [_type(view, row.type)]
    if name == "aliases":
        return [{"str": text} for text in entities.entity_names(view.connection, row.iri)]
    if name == "wikidata":
        return [] if row.wikidata is None else [{"str": row.wikidata.rsplit("/", 1)[-1]}]
    return [{"int": row.mentions if name == "mentions" else row.articles}]
