"""Mentions of an article and what tells whether two of them are of one entity, for the ranking model.

Features are strings: what they are worth is learnt (`app.training.coreference_model`), what they say can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from app.extraction.entities import Referent
from app.extraction.introductions import last_part
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.syntax import children
from app.extraction.words import reference_words
from app.language import Document

_PRONOUN_REACH, _NOUN_REACH = 30, 14
"""How many mentions a pronoun and a noun look back to, beside those that share a word or a rule's referent."""
_MOST = 40
_TITLE_REACH = 3
_QUOTES = frozenset('«»"“”')
_DASHES = frozenset("–—-−")
_LONGEST_SUFFIX = 4


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention by its head, with what features are made of."""

    index: int
    """Of the head's token."""
    number: int
    """Its place among the mentions."""
    kind: str
    """`name`, `def`, `indef`, or the pronoun's class."""
    form: str
    lemma: str
    words: frozenset[str]
    """Lemmas of its content words."""
    sentence: int
    paragraph: int
    gender: str
    plural: bool
    type: str
    role: str
    quoted: bool
    governor: int
    referent: Referent | None
    """Whom the rules take it to be."""

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun or a possessive."""
        return self.kind not in ("name", "def", "indef")


def mentions_of(document: Document, names: NameTable, participants: Participants) -> tuple[Mentioned, ...]:
    """Names, nouns and pronouns of a document, in text order."""
    doc = document.doc
    sentences = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}
    quoted = _quoted(doc)
    heads: dict[int, tuple[str, Referent | None]] = {}
    skipped: set[int] = set()
    for name, referent in names.names:
        inside = range(name.start, name.end)
        head = next((t for t in doc[name.start : name.end] if t.head.i not in inside), doc[name.start])
        skipped.update(inside)
        heads[_title(head).i] = ("name", referent)
    by_head = {head: referent for referent in participants.referents for head in referent.heads}
    for token in doc:
        if token.i in heads or token.i in skipped or not document.is_running(token.idx):
            continue
        if (kind := _kind(token)) is not None:
            heads[token.i] = (kind, by_head.get(token.i))
    found = []
    for number, index in enumerate(sorted(heads)):
        token = doc[index]
        mentioned, known = heads[index]
        found.append(
            Mentioned(
                index,
                number,
                mentioned,
                token.lower_,
                (known.name if mentioned == "name" and known is not None else token.lemma_).lower(),
                _words(token),
                sentences.get(index, 0),
                document.article.text.count("\n\n", 0, token.idx),
                _gender(token, known),
                "Number=Plur" in str(token.morph) or (known is not None and known.plural),
                _type(mentioned, known),
                token.dep_.split(":")[0],
                quoted[index],
                token.head.i,
                known,
            )
        )
    return tuple(found)


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
        f"{m.kind} inside={_within(doc[m.index], doc[a.index])} {a.kind}",
        f"{m.kind} {m.role} clause={m.sentence == a.sentence and m.governor == a.governor} {a.role}",
    ]
    if m.kind == "reflexive":
        found.append(f"refl subject={_is_subject_of(doc[m.index], doc[a.index])}")
    if m.kind in ("speaker", "speakers", "you"):
        found.append(f"{m.kind} says={_speaks(doc, m, a)}")
        found.append(f"{m.kind} f={m.form} {a.form if a.is_pronoun else a.kind}")
    if m.kind == "def":
        found.append(f"def {m.lemma} {'/'.join(sorted(types)[:1])}")
        found.append(f"def suffix={_suffix(m, cluster)} d={distance}")
    if m.is_pronoun:
        found.append(f"{m.form} {a.kind} {a.type} {a.plural}")
    return found


def _kind(token: Token) -> str | None:
    words = reference_words()
    form = token.lower_
    if token.pos_ == "NOUN":
        if token.dep_ in ("compound", "flat:name", "fixed"):
            return None
        return "def" if "Definite=Def" in str(token.morph) or children(token, "nmod:poss") else "indef"
    if token.pos_ not in ("PRON", "DET"):
        return None
    if form in words.reflexives:
        return "reflexive"
    pronoun = words.pronouns.get(form)
    if pronoun is None:
        if "PronType=Prs" in str(token.morph) or "Poss=Yes" in str(token.morph):
            return "you"
        return "dem" if token.pos_ == "PRON" and "PronType=Dem" in str(token.morph) else None
    if token.pos_ == "DET" and "Poss=Yes" not in str(token.morph):
        return None
    if token.dep_ == "expl":
        return None
    if pronoun.speaker:
        return "speakers" if "Number=Plur" in str(token.morph) or form in ("vi", "oss", "me") else "speaker"
    if pronoun.plural:
        return "they"
    return pronoun.gender or "it"


def _title(head: Token) -> Token:
    """«statsminister Kari Vik»: the head of the whole is the noun that the name hangs on."""
    above = head.head
    near = 0 < head.i - above.i <= _TITLE_REACH
    is_apposed = head.dep_ in ("appos", "flat:name", "nmod") and above.pos_ == "NOUN" and near
    between = any(t.is_punct or t.pos_ == "ADP" for t in head.doc[above.i + 1 : head.i])
    return above if is_apposed and not between and not children(head, "case") else head


def _quoted(doc: Doc) -> list[bool]:
    """Which tokens stand in quotation marks, or in a paragraph that a dash opens."""
    found, inside, dashed = [], False, False
    for token in doc:
        if token.i == 0 or "\n" in doc[token.i - 1].text_with_ws:
            dashed, inside = token.text in _DASHES, False
        if token.text in _QUOTES:
            inside = token.text != "»" and not inside
        found.append(inside or dashed)
    return found


def _words(token: Token) -> frozenset[str]:
    own = [token, *children(token, "amod", "nmod", "nmod:poss", "flat:name", "compound", "appos")]
    return frozenset(t.lemma_.lower() for t in own if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"))


def _gender(token: Token, referent: Referent | None) -> str:
    if referent is not None and referent.gender:
        return referent.gender
    pronoun = reference_words().pronouns.get(token.lower_)
    if pronoun is not None and token.pos_ in ("PRON", "DET"):
        return pronoun.gender or ""
    return (reference_words().gender(last_part(token)) or "") if token.pos_ == "NOUN" else ""


def _type(kind: str, referent: Referent | None) -> str:
    if referent is not None:
        return "Org" if referent.type.is_organization else referent.type.value
    return "Name" if kind == "name" else ""


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
    if any(t.i == other.governor for t in _ancestors(doc[mention.index])):
        return True
    return mention.quoted and not other.quoted and mention.sentence == other.sentence
