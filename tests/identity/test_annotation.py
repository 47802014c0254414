"""The annotated sets are as they say: enough decisions, places and ids that can be, and no text."""

from app.identity.decisions import pair_of
from app.model.vocabulary import EventClass
from tests.measure_identity import DATA, gold_mentions, rows


def test_mentions() -> None:
    mentions = gold_mentions()
    assert len(mentions) >= 300
    assert len({article for article, _, _ in mentions}) >= 20
    assert all(0 <= begin < end <= begin + 60 for _, begin, end in mentions)
    shared = {e for e in mentions.values() if len({p[0] for p, of in mentions.items() if of == e}) > 1}
    assert len(shared) >= 30


def test_event_pairs() -> None:
    pairs = list(rows("events.tsv"))
    assert len(pairs) >= 40
    assert {row["same"] for row in pairs} == {"0", "1"}
    assert {row["class"] for row in pairs} <= {c.value for c in EventClass}
    assert len(
        {pair_of(*(f"{r[n]} {r[n + '_begin']} {r['class']}" for n in ("one", "other"))) for r in pairs}
    ) == len(pairs)


def test_no_text_is_in_them() -> None:
    for path in sorted(DATA.glob("*.tsv")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        assert all(" " not in line for line in lines)
