"""Facts as lines: `Lloyd Austin — met — Yoav Gallant   (article, sentence)`."""

from app.query import Fact

_LONGEST_SENTENCE = 90


def statement(fact: Fact) -> str:
    """Who, what, to whom; the event's own label where it has no direct triple."""
    if fact.predicate is None or not fact.subjects or not fact.objects:
        return fact.label
    subjects, objects = (", ".join(party.label for party in side) for side in (fact.subjects, fact.objects))
    return f"{subjects} — {fact.predicate.label} — {objects}"


def reservations(fact: Fact) -> str:
    """What keeps it from being plainly so (denied, planned, former, said by another); empty where nothing."""
    notes = []
    if fact.polarity != "Positive":
        notes.append("denied")
    if fact.modality != "Actual":
        notes.append(fact.modality.lower())
    if fact.tenure is not None:
        notes.append(fact.tenure.lower())
    if fact.source is not None:
        notes.append(f"according to {fact.source.label}")
    return f" [{', '.join(notes)}]" if notes else ""


def sentence(fact: Fact, longest: int = _LONGEST_SENTENCE) -> str:
    """The sentence that says so, in one line, shortened at a word."""
    words = " ".join(fact.sentence.text.split())
    if len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0] + " …"
    return f"«{words}»"


def line(fact: Fact) -> str:
    """A fact with its article and sentence."""
    return f"{statement(fact)}{reservations(fact)}   ({fact.article.identifier}, {sentence(fact)})"
