"""Names, nouns and pronouns of an article, from which the ranking makes chains (`app.extraction.ranking`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.extraction.age_words import age_behind_name, age_told, ages_beside, ages_of_noun
from app.extraction.entities import Referent
from app.extraction.introductions import last_part
from app.extraction.nameable import is_nobody
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.syntax import abstract_endings, children
from app.extraction.words import reference_words
from app.language import Document
from app.language.tokens import Doc, Token
from app.model.article import Variety

_TITLE_REACH = 3
_QUOTES = frozenset('«»"“”')
_DASHES = frozenset("–—-−")
_STANDING = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod")
"""What a name or «dei to» is in the clause that stands there by itself."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention by its head, with what features are made of."""

    index: int
    """Of the head's token: of a name with a title before it, that of the name."""
    top: int
    """Of the token that stands in the clause: the title where the parse hangs the name on it."""
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
    above: frozenset[int]
    """The tokens above `top` in the parse."""
    referent: Referent | None
    """Whom the rules take it to be."""
    country: str | None = None
    """Of a noun for an inhabitant, or of somebody who was introduced with one («svensken», «svensken Kari Vik»)."""
    teller: Referent | None = None
    """Of a first person, who by the rules says the words that it stands in."""
    age: str | None = None
    """In years, where the words tell it: «67-åringen», «ein mann på 67 år», «Kari Vik (67)»."""
    is_thing: bool = False
    """Whether no «han» and no «ho» can stand for it, as far as its form tells."""
    is_nobody: bool = False
    """«ingen inspektør»: whom no definite noun refers back to."""

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
    tops: dict[int, Token] = {}
    skipped: set[int] = set()
    lasts: dict[int, Token] = {}
    for name, referent in names.names:
        inside = range(name.start, name.end)
        head = next((t for t in doc[name.start : name.end] if t.head.i not in inside), doc[name.start])
        skipped.update(inside)
        tops[head.i] = _title(head)
        lasts[head.i] = doc[name.end - 1]
        # «statsminister Kari Vik» is one mention.
        skipped.update(t.i for t in (tops[head.i], *_before(doc[name.start], head)))
        heads[head.i] = ("name", referent)
    by_head = {head: referent for referent in participants.referents for head in referent.heads}
    for token in doc:
        if token.i in heads or token.i in skipped or not document.is_running(token.idx):
            continue
        if (kind := _kind(token)) is not None:
            heads[token.i] = (kind, by_head.get(token.i))
    tellers = _tellers(doc, quoted, by_head | {i: r for i, (_, r) in heads.items() if r is not None})
    found = []
    above: dict[int, frozenset[int]] = {}
    for number, index in enumerate(sorted(heads)):
        token, top = doc[index], tops.get(index, doc[index])
        mentioned, known = heads[index]
        found.append(
            Mentioned(
                index,
                top.i,
                number,
                mentioned,
                token.lower_,
                (known.name if mentioned == "name" and known is not None else token.lemma_).lower(),
                _words(token) | _words(top),
                sentences.get(index, 0),
                document.article.text.count("\n\n", 0, token.idx),
                _gender(token, known),
                "Number=Plur" in str(token.morph) or (known is not None and known.plural),
                _type(mentioned, known),
                top.dep_.split(":")[0],
                quoted[index],
                top.head.i,
                _above(top, above),
                known,
                participants.country(token, known if mentioned == "name" else None),
                tellers.get(index),
                age=_age(token, top, lasts.get(index)),
                is_nobody=is_nobody(token),
                is_thing=mentioned in ("def", "indef") and _is_thing(token, known, document.variety),
            )
        )
    return tuple(found)


def _age(token: Token, top: Token, last: Token | None) -> str | None:
    """The age that the words of a mention tell; of a name, `last` is its last word."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    told = [age.years for age in (ages_of_noun(token) if last is None else ages_beside(token))]
    if last is not None and (behind := age_behind_name(last)) is not None:
        told.append(behind)
    if top is not token:
        told += [age.years for age in ages_of_noun(top)]
    if (said := age_told(top)) is not None:
        told.append(said)
    return told[0] if told else None


def _above(token: Token, known: dict[int, frozenset[int]]) -> frozenset[int]:
    """The tokens above one; `known` has those of others."""
    path = []
    while token.i not in known:
        path.append(token)
        if token.head.i == token.i:
            break
        token = token.head
    found = known.get(token.i, frozenset())
    for below in reversed(path):
        if below.head.i != below.i:
            found = found | {below.head.i}
        known[below.i] = found
    return found


def _kind(token: Token) -> str | None:
    words = reference_words()
    form = token.lower_
    if token.pos_ == "NOUN":
        if token.dep_ in ("compound", "flat:name", "fixed"):
            return None
        return "def" if "Definite=Def" in str(token.morph) or children(token, "nmod:poss") else "indef"
    if token.pos_ in ("ADJ", "NUM"):
        stands_alone = token.dep_ in _STANDING and children(token, "det")
        return "def" if stands_alone else None
    if token.pos_ == "PROPN":
        # A name that nothing knows the bearer of.
        return "name" if token.dep_ in _STANDING else None
    if token.pos_ not in ("PRON", "DET"):
        return None
    if token.pos_ == "PRON" and form in words.generic:
        return "you"
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
        return "speakers" if "Number=Plur" in str(token.morph) or form in words.we else "speaker"
    if pronoun.plural:
        return "they"
    return pronoun.gender or "it"


def _is_thing(token: Token, known: Referent | None, variety: Variety) -> bool:
    """Whether a noun is nobody: «det eine», and in Bokmål, where things are «den», what no rule takes for somebody."""
    if known is not None and known.is_actor:
        return False
    if token.pos_ != "NOUN":
        return any("Gender=Neut" in str(d.morph) for d in children(token, "det"))
    if variety is not Variety.BOKMAAL:
        return False
    lemma = token.lemma_.lower()
    words = reference_words()
    if words.gender(lemma) is not None or lemma.endswith(words.perhaps_somebody):
        return lemma.endswith(abstract_endings())
    return not lemma.endswith(words.speakers)


def _tellers(doc: Doc, quoted: Sequence[bool], of: Mapping[int, Referent]) -> dict[int, Referent]:
    """Index of a first person → who says so: «– Eg kjem, seier ho», also later in what is said."""
    found: dict[int, Referent] = {}
    waiting: list[int] = []
    last: Referent | None = None
    apart = 0
    for token in doc:
        if "\n\n" in token.text_with_ws or (token.is_space and "\n\n" in token.text):
            waiting, apart = [], apart + 1
            last = last if apart <= 1 else None
        teller = _teller(token, of) if token.pos_ in ("VERB", "AUX") else None
        if teller is not None:
            found.update(dict.fromkeys(waiting, teller))
            waiting, last, apart = [], teller, 0
        pronoun = reference_words().pronouns.get(token.lower_)
        if quoted[token.i] and pronoun is not None and pronoun.speaker:
            waiting.append(token.i)
            if last is not None:
                found[token.i] = last
    return found


def _teller(verb: Token, of: Mapping[int, Referent]) -> Referent | None:
    """«…, seier ho»: the subject behind the verb of a clause that what is said hangs on."""
    if not any(c.dep_ in ("ccomp", "parataxis", "xcomp") and c.i < verb.i for c in verb.children):
        return None
    subjects = [s for s in children(verb, "nsubj") if s.i > verb.i]
    named = (of.get(t.i) for s in subjects for t in (s, *children(s, "appos", "flat:name")))
    return next((r for r in named if r is not None and r.is_actor), None)


def _before(first: Token, head: Token) -> list[Token]:
    """The noun that a name follows at once and that belongs to it."""
    noun = first.doc[first.i - 1] if first.i else first
    return [noun] if noun.i != first.i and noun.pos_ == "NOUN" and noun.head.i == head.i else []


def _title(head: Token) -> Token:
    """«statsminister Kari Vik»: the head of the whole is the noun that the name hangs on."""
    above = head.head
    near = 0 < head.i - above.i <= _TITLE_REACH
    is_apposed = head.dep_ in ("appos", "flat:name", "nmod") and above.pos_ == "NOUN" and near
    if not is_apposed or children(head, "case"):
        return head
    between = any(t.is_punct or t.pos_ == "ADP" for t in head.doc[above.i + 1 : head.i])
    return head if between else above


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
