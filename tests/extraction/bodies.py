"""An extractor that knows two bodies and a few titles, and what it found as tuples of names."""

from app.extraction import Extractor
from app.extraction.gazetteer import Entry, Gazetteer, Title
from app.extraction.lexicon import load_lexicon
from app.model.extraction import Extraction
from app.model.vocabulary import EntityType

_TITLES = ("statsråd", "utanriksminister", "stortingsrepresentant", "medlem", "leiar", "ambassadør")


def _entry(id_: str, name: str) -> Entry:
    return Entry(id_, EntityType.GOVERNMENT_BODY, name, name, name, (), None, None, {})


def bodies_extractor() -> Extractor:
    entries = [_entry("org/stortinget", "Stortinget"), _entry("org/havradet", "Havrådet")]
    titles = {word: Title(word, word, "office", "affiliatedWith") for word in _TITLES}
    return Extractor(
        load_lexicon(),
        Gazetteer({e.id: e for e in entries}, {e.nn: (e.id,) for e in entries}, {}, {}, titles, {}, {}, {}),
    )


def arguments(extraction: Extraction) -> set[tuple[str, str, str]]:
    names = {e.key: e.name for e in extraction.entities}
    return {
        (v.event_class.value, a.role.value, names[a.entity]) for v in extraction.events for a in v.arguments
    }


def relations(extraction: Extraction) -> set[tuple[str, str, str]]:
    names = {e.key: e.name for e in extraction.entities}
    return {
        (r.type.value, names[r.subject], names[r.object] if r.object else r.literal or "")
        for r in extraction.relations
    }
