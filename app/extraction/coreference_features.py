"""What tells whether two mentions of an article are of one entity, for the ranking model.

Features are strings: what they are worth is learnt (`app.training.coreference_model`), what they say can be read.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from app.extraction.coreference import Mentioned
from app.extraction.syntax import children
from app.model.vocabulary import EntityType

_PRONOUN_REACH, _NOUN_REACH = 30, 14
"""How many mentions a pronoun and a noun look back to, beside those that share a word or a rule's referent."""
_MOST = 40
_LONGEST_SUFFIX = 4


def antecedents(mentions: Sequence[Mentioned], number: int) -> list[int]:
    """The numbers of the mentions before one that it may refer back to, the nearest first."""
    mention = mentions[number]
    reach = _PRONOUN_REACH if mention.is_pronoun else _NOUN_REACH
    found = []
    for other in reversed(mentions[:number]):
        near = number - other.number <= reach
        if mention.is_pronoun:
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
    m, a = mention, other
    kinds = f"{m.kind}>{a.kind}"
    distance = _bucket(m.sentence - a.sentence)
    genders = {c.gender for c in cluster if c.gender} or {""}
    types = {c.type for c in cluster if c.type and not c.is_pronoun} or {""}
    same_gender = "?" if not m.gender or genders == {""} else str(m.gender in genders)
    named = any(c.kind == "name" for c in cluster)
    found = [
        kinds,
        f"{kinds} d={distance}",
        f"{m.kind} md={_bucket(m.number - a.number)}",
        f"{kinds} same={m.form == a.form}",
        f"{m.kind} lemma={m.lemma == a.lemma} {a.kind}",
        f"{m.kind} any={any(c.lemma == m.lemma for c in cluster)}",
        f"{m.kind} suffix={_suffix(m, cluster)}",
        f"{m.kind} words={_overlap(m, cluster)}",
        f"{m.kind} g={same_gender}",
        f"{m.kind}{m.gender} g={'/'.join(sorted(genders))}",
        f"{m.kind} pl={m.plural} {a.plural} {a.kind}",
        f"{m.kind} t={m.type} {'/'.join(sorted(types)[:2])}",
        f"{m.kind} {m.role}>{a.role}",
        f"{m.kind} q={m.quoted} {a.quoted}",
        f"{m.kind} named={named} size={_bucket(len(cluster))}",
        f"{m.kind} rule={m.referent is not None and any(c.referent is m.referent for c in cluster)}",
        f"{m.kind} other={m.referent is not None and any(c.referent not in (None, m.referent) for c in cluster)}",
        f"{m.kind} par={_bucket(m.paragraph - a.paragraph)}",
        f"{m.kind} inside={_within(doc[m.top], doc[a.top])} {a.kind}",
        f"{m.kind} {m.role} clause={m.sentence == a.sentence and m.governor == a.governor} {a.role}",
    ]
    last = cluster[-1]
    found += [
        f"{m.kind} last={last is a} {_bucket(m.number - last.number)}",
        f"{m.kind} plurals={m.plural} {any(c.plural for c in cluster)} {any(not c.plural for c in cluster)}",
        f"{m.kind} kinds={'/'.join(_kinds_of(cluster))}",
        f"{m.kind} {m.role}>{a.role} d={distance}",
        f"{kinds} t={a.type} d={distance}",
    ]
    if not m.is_pronoun:
        found.append(f"{m.kind} clash={_clash(m, cluster)}")
        found.append(f"{m.kind} last part={_shares_end(m, cluster)}")
        if a.kind in ("speaker", "speakers"):
            found.append(f"{kinds} told={_speaks(doc, a, m)} q={m.quoted} d={distance}")
            found.append(f"{kinds} t={m.type} par={_bucket(m.paragraph - a.paragraph)} q={a.quoted}")
    if m.teller is not None:
        found.append(f"{m.kind} teller={any(c.referent is m.teller for c in cluster)}")
    if m.kind == "reflexive":
        found.append(f"refl subject={_is_subject_of(doc[m.top], doc[a.top])}")
    if m.kind in ("speaker", "speakers", "you"):
        found.append(f"{m.kind} says={_speaks(doc, m, a)}")
        found.append(f"{m.kind} f={m.form} {a.form if a.is_pronoun else a.kind}")
        found.append(f"{m.kind} {a.kind} t={a.type} q={m.quoted} {a.quoted} d={distance}")
    if m.kind == "def":
        found.append(f"def {m.lemma} {'/'.join(sorted(types)[:1])}")
        found.append(f"def suffix={_suffix(m, cluster)} d={distance}")
        found += [f"def {m.lemma} e={kind}" for kind in _entries(cluster)]
    if m.is_pronoun:
        found.append(f"{m.form} {a.kind} {a.type} {a.plural}")
        found += [f"{m.form} e={kind}" for kind in _entries(cluster)]
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


def _overlap(mention: Mentioned, cluster: Sequence[Mentioned]) -> str:
    best = max((len(mention.words & c.words) for c in cluster), default=0)
    return f"{min(best, 2)}/{min(len(mention.words), 3)}"


def _bucket(number: int) -> int:
    for bucket, limit in enumerate((0, 1, 2, 4, 8, 16)):
        if number <= limit:
            return bucket
    return 6


def _ancestors(token: Token) -> Iterator[Token]:
    while token.head.i != token.i:
        token = token.head
        yield token


def _within(token: Token, other: Token) -> str:
    if any(t.i == other.i for t in _ancestors(token)):
        return "in"
    return "around" if any(t.i == token.i for t in _ancestors(other)) else "no"


def _is_subject_of(token: Token, other: Token) -> bool:
    """Whether the other is the subject of the nearest verb above that has one."""
    for above in _ancestors(token):
        subjects = children(above, "nsubj", "nsubj:pass")
        if subjects:
            return any(s.i == other.i for s in subjects)
    return False


def _speaks(doc: Doc, mention: Mentioned, other: Mentioned) -> bool:
    """Whether the other is the subject of a verb that the mention's clause is told by."""
    if other.role != "nsubj":
        return False
    if any(t.i == other.governor for t in _ancestors(doc[mention.top])):
        return True
    return mention.quoted and not other.quoted and mention.sentence == other.sentence
