"""Who speaks about whom, and what is said to be so by some and not by others."""

from dataclasses import dataclass, replace

from app.model.vocabulary import Modality, Polarity, Role
from app.query.filters import EVERYTHING, FactFilter, classes_named
from app.query.network.claims import Claim, Key
from app.query.network.questions.asking import Actor, Asking, Report

_SPOKEN_OF = (Role.PATIENT.value, Role.TOPIC.value, Role.THEME.value)


@dataclass(frozen=True, slots=True)
class Speech:
    """What one says of another."""

    speaker: Actor
    about: Actor
    facts: int
    quoted: int
    """How many quotations are among them."""
    articles: int
    classes: tuple[tuple[str, int], ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Speeches:
    """Pairs of speakers and those spoken of, most facts first."""

    count: int
    truncated: bool
    speeches: tuple[Speech, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim that some report as so and others deny or doubt."""

    subject: Actor
    predicate: str
    label: str
    object: Actor
    affirmed: int
    denied: int
    doubted: int
    """Told as possible, alleged, demanded or planned only."""
    articles: int
    score: float
    """How many stand on the weaker side; doubts count half."""
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Contests:
    """Claims that are not told alike everywhere, the most contested first."""

    count: int
    truncated: bool
    claims: tuple[Contested, ...]


def speeches(
    asking: Asking, *, speaker: str | None = None, about: str | None = None, limit: int = 20
) -> Speeches:
    """Who says something about whom: the source of a fact about its parties, and who acts in communication.

    With `speaker` or `about`, of that entity alone. What somebody says of themselves is left out.
    """
    found: dict[tuple[str, str], dict[str, Claim]] = {}
    for claim in asking.network.claims(asking.chosen):
        for pair in sorted(_spoken(claim)):
            if (speaker is None or pair[0] == speaker) and (about is None or pair[1] == about):
                found.setdefault(pair, {})[claim.iri] = claim
    ranked = sorted(found, key=lambda pair: (-len(found[pair]), pair))
    return Speeches(
        len(ranked), len(ranked) > limit, tuple(_speech(asking, p, found[p]) for p in ranked[:limit])
    )


def contested(asking: Asking, *, limit: int = 20) -> Contests:
    """The claims of which some reports say the contrary; status, polarity and modality of the filter have no say."""
    chosen = _any_status(asking)
    found: list[tuple[float, Key, tuple[Claim, ...]]] = []
    for key in asking.network.all_keys():
        claims = asking.network.held(key, chosen)
        score = _contest(claims)
        if score:
            found.append((-score, key, claims))
    found.sort(key=lambda item: (item[0], -len(item[2]), item[1]))
    told = tuple(_contested(asking, key, claims) for _, key, claims in found[:limit])
    return Contests(len(found), len(found) > limit, told)


def _spoken(claim: Claim) -> set[tuple[str, str]]:
    pairs = set()
    if claim.source is not None:
        pairs |= {(claim.source, party) for party in claim.parties if party != claim.source}
    if claim.category in classes_named("Communication"):
        speakers = [party for role, party in claim.roles if role == Role.AGENT]
        of = [party for role, party in claim.roles if role in _SPOKEN_OF]
        pairs |= {(s, o) for s in speakers for o in of if s != o}
    return pairs


def _speech(asking: Asking, pair: tuple[str, str], claims: dict[str, Claim]) -> Speech:
    classes: dict[str, int] = {}
    for claim in claims.values():
        classes[claim.category] = classes.get(claim.category, 0) + 1
    return Speech(
        asking.actor(pair[0]),
        asking.actor(pair[1]),
        len(claims),
        sum(claim.quoted for claim in claims.values()),
        len({claim.article for claim in claims.values()}),
        tuple(sorted(classes.items(), key=lambda item: (-item[1], item[0]))),
        asking.reports(claims.values(), 3),
    )


def _any_status(asking: Asking) -> FactFilter:
    return replace(asking.chosen, status=EVERYTHING.status, polarity=None, modalities=frozenset())


def _sides(claims: tuple[Claim, ...]) -> tuple[list[Claim], list[Claim], list[Claim]]:
    affirmed = [c for c in claims if c.asserted]
    denied = [c for c in claims if c.polarity == Polarity.NEGATIVE]
    doubted = [c for c in claims if c.polarity == Polarity.POSITIVE and c.modality != Modality.ACTUAL]
    return affirmed, denied, doubted


def _contest(claims: tuple[Claim, ...]) -> float:
    affirmed, denied, doubted = (len(side) for side in _sides(claims))
    # Where nobody says that it is so, a doubt still stands against a denial.
    return min(affirmed, denied + doubted / 2) if affirmed else min(denied, doubted / 2)


def _contested(asking: Asking, key: Key, claims: tuple[Claim, ...]) -> Contested:
    affirmed, denied, doubted = _sides(claims)
    # One or two of each side, the surest first.
    reports = [r for side in (affirmed, denied, doubted) for r in asking.reports(side, 2)]
    return Contested(
        asking.actor(key[0]),
        key[1],
        asking.network.predicate_label(key[1], asking.languages),
        asking.actor(key[2]),
        len(affirmed),
        len(denied),
        len(doubted),
        len({c.article for c in claims}),
        _contest(claims),
        tuple(reports),
    )
