"""What tells whether two mentions of an article are of one entity, for the ranking model.

Features are strings: what they are worth is learnt (`app.training.coreference_model`), what they say can be read.
"""

from collections.abc import Iterable, Sequence

from app.extraction.coreference import Mentioned
from app.extraction.syntax import children
from app.extraction.words.syntax import no_compounds
from app.language.tokens import Doc

SHORTEST_SUFFIX = 4
SPEAKERS = ("speaker", "speakers")
SPEECH = (*SPEAKERS, "you")


def new_features(mention: Mentioned, has_related: bool) -> list[str]:
    """What tells that a mention is the first of its entity."""
    kind = mention.kind
    return [
        f"k={kind}",
        f"k={kind} f={mention.form}" if mention.is_pronoun else f"k={kind} t={mention.type}",
        f"k={kind} l={mention.lemma}" if kind == "def" else f"k={kind}",
        f"k={kind} r={mention.role}",
        f"k={kind} rel={has_related}",
        f"k={kind} n={min(mention.number, 30) // 5}",
        f"k={kind} w={min(len(mention.words), 4)}",
        f"k={kind} q={mention.quoted}",
        f"k={kind} known={mention.referent is not None}",
    ]


def nouns_of(features: Iterable[str]) -> frozenset[str]:
    """The lemmas of definite nouns that features speak of, and perhaps words that are none."""
    found = set()
    for feature in features:
        if feature.startswith("def "):
            found.add(feature.removeprefix("def ").rpartition(" ")[0])
        elif feature.startswith("k=def l="):
            found.add(feature.removeprefix("k=def l="))
    return frozenset(found)


def pair_features(mention: Mentioned, other: Mentioned, doc: Doc, cluster: Sequence[Mentioned]) -> list[str]:
    """What tells whether a mention refers back to another; `cluster` is all that the other is one with so far."""
    return [*cluster_features(mention, cluster), *link_features(mention, other, doc, cluster)]


def cluster_features(mention: Mentioned, cluster: Sequence[Mentioned]) -> list[str]:
    """What all the mentions of a cluster together tell, whichever of them a mention refers back to."""
    return [
        *state_features(mention, cluster),
        *match_features(mention, cluster),
        *lexical_features(mention, cluster),
    ]


def state_features(m: Mentioned, cluster: Sequence[Mentioned]) -> list[str]:
    """What the cluster is."""
    genders = {c.gender for c in cluster if c.gender}
    types = sorted({c.type for c in cluster if c.type and not c.is_pronoun} or {""})
    plurals = {c.plural for c in cluster}
    is_named = any(c.kind == "name" for c in cluster)
    same_gender = str(m.gender in genders) if m.gender and genders else "?"
    return [
        f"{m.kind} g={same_gender}",
        f"{m.kind}{m.gender} g={'/'.join(sorted(genders))}",
        f"{m.kind} t={m.type} {'/'.join(types[:2])}",
        f"{m.kind} named={is_named} size={bucket(len(cluster))}",
        f"{m.kind} plurals={m.plural} {True in plurals} {False in plurals}",
        f"{m.kind} kinds={'/'.join(kinds_of(cluster))}",
    ]


def match_features(m: Mentioned, cluster: Sequence[Mentioned]) -> list[str]:
    """What the mention has in common with the cluster."""
    shared = max(len(m.words & c.words) for c in cluster)
    referents = [c.referent for c in cluster if c.referent is not None and m.referent is not None]
    found = [
        f"{m.kind} any={any(c.lemma == m.lemma for c in cluster)}",
        f"{m.kind} suffix={_suffix(m, cluster)}",
        f"{m.kind} words={min(shared, 2)}/{min(len(m.words), 3)}",
        f"{m.kind} rule={any(r is m.referent for r in referents)}",
        f"{m.kind} other={any(r is not m.referent for r in referents)}",
    ]
    if not m.is_pronoun:
        found.append(f"{m.kind} clash={clash_of(m, cluster)}")
        found.append(f"{m.kind} last part={_shares_end(m, cluster)}")
    if m.teller is not None:
        found.append(f"{m.kind} teller={any(c.referent is m.teller for c in cluster)}")
    return found


def lexical_features(mention: Mentioned, cluster: Sequence[Mentioned]) -> list[str]:
    """Those that speak of the mention's own word."""
    m = mention
    if m.kind == "def":
        first = min((c.type for c in cluster if c.type and not c.is_pronoun), default="")
        return [f"def {m.lemma} {first}", *(f"def {m.lemma} e={kind}" for kind in entries_of(cluster))]
    return [f"{m.form} e={kind}" for kind in entries_of(cluster)] if m.is_pronoun else []


def link_features(mention: Mentioned, other: Mentioned, doc: Doc, cluster: Sequence[Mentioned]) -> list[str]:
    """What tells whether it is this one of the cluster that a mention refers back to."""
    m, a = mention, other
    found = [
        *kind_features(m, a),
        *role_features(m, a),
        *place_features(m, a),
        *form_features(m, a),
        *speech_features(m, a, doc),
        *last_features(m, cluster[-1] is a, cluster[-1].number),
    ]
    if m.kind == "def":
        found += suffix_features(m, a, _suffix(m, cluster))
    return found


def kind_features(m: Mentioned, a: Mentioned) -> list[str]:
    """What sorts of mentions they are."""
    kinds = f"{m.kind}>{a.kind}"
    distance = bucket(m.sentence - a.sentence)
    return [
        kinds,
        f"{kinds} d={distance}",
        f"{kinds} same={m.form == a.form}",
        f"{m.kind} lemma={m.lemma == a.lemma} {a.kind}",
        f"{m.kind} pl={m.plural} {a.plural} {a.kind}",
        f"{kinds} t={a.type} d={distance}",
    ]


def role_features(m: Mentioned, a: Mentioned) -> list[str]:
    """What they are in their clauses."""
    return [
        f"{m.kind} {m.role}>{a.role}",
        f"{m.kind} {m.role} clause={in_one_clause(m, a)} {a.role}",
        f"{m.kind} {m.role}>{a.role} d={bucket(m.sentence - a.sentence)}",
    ]


def place_features(m: Mentioned, a: Mentioned) -> list[str]:
    """Where in the text they stand."""
    return [
        f"{m.kind} md={bucket(m.number - a.number)}",
        f"{m.kind} q={m.quoted} {a.quoted}",
        f"{m.kind} par={bucket(m.paragraph - a.paragraph)}",
        f"{m.kind} inside={within(m, a)} {a.kind}",
    ]


def form_features(m: Mentioned, a: Mentioned) -> list[str]:
    """What sort of mention stands before just this pronoun."""
    return [f"{m.form} {a.kind} {a.type} {a.plural}"] if m.is_pronoun else []


def speech_features(m: Mentioned, a: Mentioned, doc: Doc) -> list[str]:
    """Who says whose words, and whether a reflexive stands for its subject."""
    kinds = f"{m.kind}>{a.kind}"
    distance = bucket(m.sentence - a.sentence)
    if m.kind == "reflexive":
        return [f"refl subject={is_subject_of(m, a, doc)}"]
    if m.kind in SPEECH:
        return [
            f"{m.kind} says={speaks(m, a)}",
            f"{m.kind} f={m.form} {a.form if a.is_pronoun else a.kind}",
            f"{m.kind} {a.kind} t={a.type} q={m.quoted} {a.quoted} d={distance}",
        ]
    if not m.is_pronoun and a.kind in SPEAKERS:
        paragraphs = bucket(m.paragraph - a.paragraph)
        return [
            f"{kinds} told={speaks(a, m)} q={m.quoted} d={distance}",
            f"{kinds} t={m.type} par={paragraphs} q={a.quoted}",
        ]
    return []


def last_features(m: Mentioned, is_last: bool, last: int) -> list[str]:
    """Where the last mention of the cluster, of which the number is given, stands."""
    return [f"{m.kind} last={is_last} {bucket(m.number - last)}"]


def suffix_features(m: Mentioned, a: Mentioned, has_suffix: bool) -> list[str]:
    """Whether it is a shorter word for something in the cluster."""
    return [f"def suffix={has_suffix} d={bucket(m.sentence - a.sentence)}"]


def entries_of(cluster: Sequence[Mentioned]) -> list[str]:
    """What the gazetteer has the bearers of the names for («country», «party»)."""
    entries = (c.referent.entry for c in cluster if c.referent is not None)
    return sorted({entry.id.partition("/")[0] for entry in entries if entry is not None})


def kinds_of(cluster: Sequence[Mentioned]) -> list[str]:
    """The classes of its pronouns."""
    return sorted({c.kind for c in cluster if c.is_pronoun and c.kind not in ("reflexive", "dem")})


def clash_of(mention: Mentioned, cluster: Sequence[Mentioned]) -> str:
    """Whether the same noun has other words beside it there («den nye skulen», «den gamle skulen»)."""
    same = [c for c in cluster if c.lemma == mention.lemma]
    own = mention.words - {mention.lemma}
    if not same or not own:
        return f"{bool(same)}"
    others = [c.words - {c.lemma} for c in same]
    if any(own & other for other in others):
        return "shared"
    return "clash" if any(others) else "more"


def _shares_end(mention: Mentioned, cluster: Sequence[Mentioned]) -> bool:
    """«Ap-leiaren» where a leader is told of."""
    part = mention.lemma.rsplit("-", 1)[-1]
    return any(part == word.rsplit("-", 1)[-1] for c in cluster for word in c.words)


def _is_suffix(one: str, other: str) -> bool:
    if {one, other} & no_compounds():
        # «samarbeidet» is no «arbeid».
        return False
    return len(one) >= SHORTEST_SUFFIX and one != other and (other.endswith(one) or one.endswith(other))


def _suffix(mention: Mentioned, cluster: Sequence[Mentioned]) -> bool:
    return any(_is_suffix(mention.lemma, c.lemma) for c in cluster if not c.is_pronoun)


def bucket(number: int) -> int:
    """A number of steps in one of seven sizes."""
    for size, limit in enumerate((0, 1, 2, 4, 8, 16)):
        if number <= limit:
            return size
    return 6


def in_one_clause(m: Mentioned, a: Mentioned) -> bool:
    """Whether both hang on one word."""
    return m.sentence == a.sentence and m.governor == a.governor


def within(m: Mentioned, a: Mentioned) -> str:
    """Whether one stands inside the other."""
    if a.top in m.above:
        return "in"
    return "around" if m.top in a.above else "no"


def is_subject_of(m: Mentioned, a: Mentioned, doc: Doc) -> bool:
    """Whether the other is the subject of the nearest verb above that has one."""
    token = doc[m.top]
    while token.head.i != token.i:
        token = token.head
        subjects = children(token, "nsubj", "nsubj:pass")
        if subjects:
            return any(s.i == a.top for s in subjects)
    return False


def speaks(m: Mentioned, a: Mentioned) -> bool:
    """Whether the other is the subject of a verb that the mention's clause is told by."""
    if a.role != "nsubj" or m.sentence != a.sentence:
        return False
    return a.governor in m.above or (m.quoted and not a.quoted)
