"""What tells whether two mentions of an article are of one entity, for the ranking model.

Features are strings: what they are worth is learnt (`app.training.coreference_model`), what they say can be read.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from app.extraction.coreference import Mentioned
from app.extraction.syntax import children
from app.model.vocabulary import EntityType

_REACH = {"reflexive": 6, "you": 12, "name": 8, "def": 8}
_PRONOUN_REACH = 20
"""How many mentions each kind looks back to, beside those that share a word or a rule's referent."""
_MOST = 30
_LONGEST_SUFFIX = 4


def antecedents(mentions: Sequence[Mentioned], number: int) -> list[int]:
    """The numbers of the mentions before one that it may refer back to, the nearest first."""
    mention = mentions[number]
    reach = _REACH.get(mention.kind, _PRONOUN_REACH)
    is_pronoun = mention.is_pronoun
    found = []
    for other in reversed(mentions[:number]):
        near = number - other.number <= reach
        if is_pronoun:
            wanted = near or other.kind == mention.kind
        else:
            wanted = (near and mention.kind != "indef") or related(mention, other)
        if wanted:
            found.append(other.number)
        if len(found) >= _MOST:
            break
    return found


def clashes(mention: Mentioned, cluster: Sequence[Mentioned]) -> bool:
    """Whether grammar rules it out: «han» a woman, «dei» one person, «sjukehuset» «sjukehusa»."""
    if mention.kind in ("m", "f"):
        return any(c.kind == "they" or (c.gender and c.gender != mention.gender) for c in cluster)
    if mention.kind == "they":
        return any(c.gender or (c.kind == "name" and c.type == EntityType.PERSON) for c in cluster)
    if mention.kind in ("def", "indef"):
        return any(
            c.lemma == mention.lemma and c.plural != mention.plural for c in cluster if not c.is_pronoun
        )
    return False


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


def pair_features(mention: Mentioned, other: Mentioned, doc: Doc, cluster: Sequence[Mentioned]) -> list[str]:
    """What tells whether a mention refers back to another; `cluster` is all that the other is one with so far."""
    return [*cluster_features(mention, cluster), *link_features(mention, other, doc, cluster)]


def cluster_features(mention: Mentioned, cluster: Sequence[Mentioned]) -> list[str]:
    """What all the mentions of a cluster together tell, whichever of them a mention refers back to."""
    m = mention
    genders, types, plurals = set[str](), set[str](), set[bool]()
    is_named = has_lemma = has_suffix = has_referent = has_another = False
    shared = 0
    # One pass: this is asked of every cluster that every mention may belong to.
    for c in cluster:
        if c.gender:
            genders.add(c.gender)
        plurals.add(c.plural)
        is_named = is_named or c.kind == "name"
        has_lemma = has_lemma or c.lemma == m.lemma
        if not c.is_pronoun:
            if c.type:
                types.add(c.type)
            has_suffix = has_suffix or _is_suffix(m.lemma, c.lemma)
        if c.words:
            shared = max(shared, len(m.words & c.words))
        if c.referent is not None and m.referent is not None:
            has_referent = has_referent or c.referent is m.referent
            has_another = has_another or c.referent is not m.referent
    some_types = sorted(types or {""})
    same_gender = str(m.gender in genders) if m.gender and genders else "?"
    found = [
        f"{m.kind} any={has_lemma}",
        f"{m.kind} suffix={has_suffix}",
        f"{m.kind} words={min(shared, 2)}/{min(len(m.words), 3)}",
        f"{m.kind} g={same_gender}",
        f"{m.kind}{m.gender} g={'/'.join(sorted(genders))}",
        f"{m.kind} t={m.type} {'/'.join(some_types[:2])}",
        f"{m.kind} named={is_named} size={_bucket(len(cluster))}",
        f"{m.kind} rule={has_referent}",
        f"{m.kind} other={has_another}",
        f"{m.kind} plurals={m.plural} {True in plurals} {False in plurals}",
        f"{m.kind} kinds={'/'.join(_kinds_of(cluster))}",
    ]
    if not m.is_pronoun:
        found.append(f"{m.kind} clash={_clash(m, cluster)}")
        found.append(f"{m.kind} last part={_shares_end(m, cluster)}")
    if m.teller is not None:
        found.append(f"{m.kind} teller={any(c.referent is m.teller for c in cluster)}")
    if m.kind == "def":
        found.append(f"def {m.lemma} {some_types[0]}")
        found += [f"def {m.lemma} e={kind}" for kind in _entries(cluster)]
    if m.is_pronoun:
        found += [f"{m.form} e={kind}" for kind in _entries(cluster)]
    return found


def link_features(mention: Mentioned, other: Mentioned, doc: Doc, cluster: Sequence[Mentioned]) -> list[str]:
    """What tells whether it is this one of the cluster that a mention refers back to."""
    m, a = mention, other
    kinds = f"{m.kind}>{a.kind}"
    distance = _bucket(m.sentence - a.sentence)
    paragraphs = _bucket(m.paragraph - a.paragraph)
    last = cluster[-1]
    found = [
        kinds,
        f"{kinds} d={distance}",
        f"{m.kind} md={_bucket(m.number - a.number)}",
        f"{kinds} same={m.form == a.form}",
        f"{m.kind} lemma={m.lemma == a.lemma} {a.kind}",
        f"{m.kind} pl={m.plural} {a.plural} {a.kind}",
        f"{m.kind} {m.role}>{a.role}",
        f"{m.kind} q={m.quoted} {a.quoted}",
        f"{m.kind} par={paragraphs}",
        f"{m.kind} inside={_within(doc, m, a)} {a.kind}",
        f"{m.kind} {m.role} clause={m.sentence == a.sentence and m.governor == a.governor} {a.role}",
        f"{m.kind} last={last is a} {_bucket(m.number - last.number)}",
        f"{m.kind} {m.role}>{a.role} d={distance}",
        f"{kinds} t={a.type} d={distance}",
    ]
    if not m.is_pronoun and a.kind in ("speaker", "speakers"):
        found.append(f"{kinds} told={_speaks(doc, a, m)} q={m.quoted} d={distance}")
        found.append(f"{kinds} t={m.type} par={paragraphs} q={a.quoted}")
    if m.kind == "reflexive":
        found.append(f"refl subject={_is_subject_of(doc[m.top], doc[a.top])}")
    if m.kind in ("speaker", "speakers", "you"):
        found.append(f"{m.kind} says={_speaks(doc, m, a)}")
        found.append(f"{m.kind} f={m.form} {a.form if a.is_pronoun else a.kind}")
        found.append(f"{m.kind} {a.kind} t={a.type} q={m.quoted} {a.quoted} d={distance}")
    if m.kind == "def":
        found.append(f"def suffix={_suffix(m, cluster)} d={distance}")
    if m.is_pronoun:
        found.append(f"{m.form} {a.kind} {a.type} {a.plural}")
    return found


def _entries(cluster: Sequence[Mentioned]) -> list[str]:
    """What the gazetteer has the bearers of the names for («country», «party»)."""
    entries = (c.referent.entry for c in cluster if c.referent is not None)
    return sorted({entry.id.partition("/")[0] for entry in entries if entry is not None})


def _kinds_of(cluster: Sequence[Mentioned]) -> list[str]:
    return sorted({c.kind for c in cluster if c.is_pronoun and c.kind not in ("reflexive", "dem")})


def _clash(mention: Mentioned, cluster: Sequence[Mentioned]) -> str:
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


def related(mention: Mentioned, other: Mentioned) -> bool:
    """Whether two mentions share a word, or the rules hold them to be one."""
    if mention.referent is not None and mention.referent is other.referent:
        return True
    if mention.lemma == other.lemma or (mention.words & other.words and mention.kind != "indef"):
        return True
    return mention.kind == "def" and _is_suffix(mention.lemma, other.lemma)


def _is_suffix(one: str, other: str) -> bool:
    return len(one) >= _LONGEST_SUFFIX and one != other and (other.endswith(one) or one.endswith(other))


def _suffix(mention: Mentioned, cluster: Sequence[Mentioned]) -> bool:
    return any(_is_suffix(mention.lemma, c.lemma) for c in cluster if not c.is_pronoun)


def _bucket(number: int) -> int:
    for bucket, limit in enumerate((0, 1, 2, 4, 8, 16)):
        if number <= limit:
            return bucket
    return 6


def _ancestors(token: Token) -> Iterator[Token]:
    while token.head.i != token.i:
        token = token.head
        yield token


def _within(doc: Doc, mention: Mentioned, other: Mentioned) -> str:
    if mention.sentence != other.sentence:
        return "no"
    if any(t.i == other.top for t in _ancestors(doc[mention.top])):
        return "in"
    return "around" if any(t.i == mention.top for t in _ancestors(doc[other.top])) else "no"


def _is_subject_of(token: Token, other: Token) -> bool:
    """Whether the other is the subject of the nearest verb above that has one."""
    for above in _ancestors(token):
        subjects = children(above, "nsubj", "nsubj:pass")
        if subjects:
            return any(s.i == other.i for s in subjects)
    return False


def _speaks(doc: Doc, mention: Mentioned, other: Mentioned) -> bool:
    """Whether the other is the subject of a verb that the mention's clause is told by."""
    if other.role != "nsubj" or mention.sentence != other.sentence:
        return False
    if any(t.i == other.governor for t in _ancestors(doc[mention.top])):
        return True
    return mention.quoted and not other.quoted
