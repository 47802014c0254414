"""The words that name a participant without a name."""

from functools import cache

from app.extraction.syntax import has_feature
from app.extraction.words import reference_words
from app.language.tokens import Token

_CUT = (
    *("acl:relcl", "appos", "conj", "cc", "punct", "parataxis"),
    *("acl", "advcl", "cop", "nsubj", "mark", "advmod"),
)
_ASIDES = ("acl:relcl", "parataxis", "advcl", "ccomp")
_OF_CLAUSES = ("cop", "nsubj", "nsubj:pass", "expl", "aux", "aux:pass")
"""Dependents that only clauses have."""
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"), ("[", "]"))
_CLOSING = frozenset(closing for _, closing in _PAIRS)
LONGEST_PHRASE = 12
_SHORTEST_END = 5


def phrase(token: Token) -> tuple[int, int]:
    """First and last token of the words that name a participant, without clauses, appositions and prepositions."""
    doc = token.doc
    first, last = _without_clauses(token)
    case = next((c for c in token.children if c.dep_ == "case"), None)
    while case is not None and first <= case.i < token.i:
        first = case.i + 1
        case = next((c for c in token.children if c.dep_ == "case" and c.i >= first), None)
    for count in token.children:
        if (
            count.dep_ == "nummod"
            and first <= count.i < token.i
            and any(c.dep_ == "obl" for c in count.children)
        ):
            # «om lag 300 menneske», «i alt åtte»: the measure is no part of the name.
            first = count.i
    while first < token.i and (
        doc[first].is_punct or doc[first].is_space or doc[first].pos_ in ("CCONJ", "ADV", "SCONJ", "ADP")
    ):
        first += 1
    following = doc[last + 1] if last == token.i and last + 1 < len(doc) else None
    if following is not None and following.pos_ == "NUM" and following.head == token:
        # «resolusjon 2728»: the number is its name.
        last += 1
    if last - first >= LONGEST_PHRASE:
        first, last = max(first, token.i - 3), token.i
    return first, _closed(token, first, last)


def _without_clauses(token: Token) -> tuple[int, int]:
    """The phrase around a word as far as it goes without a clause or an apposition in or under it."""
    inside = {token.i}

    def collect(head: Token) -> None:
        for child in head.children:
            if (head == token and child.dep_ in _CUT) or _is_aside(child):
                continue
            inside.add(child.i)
            collect(child)

    collect(token)
    first = last = token.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last


def _is_aside(word: Token) -> bool:
    """«… som er frå Voss», «…, ein by i Noreg», «… enn før»: what says more of a phrase than belongs to its name."""
    if word.dep_ in _ASIDES or any(c.dep_ in _OF_CLAUSES for c in word.children):
        return True
    opener = word.doc[min([word.i, *(c.i for c in word.children)])]
    return word.dep_ == "appos" and opener.i > 0 and word.nbor(opener.i - word.i - 1).text == ","


def _closed(token: Token, first: int, last: int) -> int:
    """The last word of a phrase that ends neither within brackets or quotation marks nor in a preposition."""
    doc = token.doc
    for opening, closing in _PAIRS:
        texts = [t.text for t in doc[first : last + 1]]
        if opening in texts and texts.count(opening) > texts.count(closing):
            behind = doc[last + 1].text if last + 1 < len(doc) else ""
            at = first + len(texts) - 1 - texts[::-1].index(opening)
            last = last + 1 if behind == closing else max(token.i, at - 1)
    while last > token.i and doc[last].text not in _CLOSING:
        final = doc[last]
        bare = final.pos_ in ("DET", "PRON") and doc[last - 1].pos_ == "ADP"
        cut_off = final.pos_ in ("ADP", "CCONJ", "SCONJ") or final.is_punct or final.is_space
        if not (bare or cut_off or final.text.endswith("-")):
            break
        last -= 1
    return last


def label_of(token: Token, text: str, first: int, last: int) -> str:
    """What a participant without a name is called: the words of its phrase, as they would stand by themselves.

    «sine utslepp» is «utslepp», «rådets» of «rådets møte» is «rådet», and «Familien» is «familien».
    """
    doc = token.doc
    if first < token.i and doc[first].head == token and doc[first].lower_ in reference_words().reflexives:
        # But in «sin barndoms helt» it belongs to another word.
        first += 1
    label = phrase_text(text, doc[first], doc[last])
    if (
        last == token.i
        and has_feature(token, "Case", "Gen")
        and label.endswith("s")
        and token.lemma_ != token.text
    ):
        label = label[:-1]
    opening = doc[first]
    # «Nato-styrkane» begins with a name.
    common = opening.pos_ != "PROPN" and not opening.ent_type_ and "-" not in opening.text
    return (
        label[:1].lower() + label[1:]
        if common and opening.text[1:].islower() and opening.lemma_[:1].islower()
        else label
    )


def phrase_text(text: str, first: Token, last: Token) -> str:
    """The words of an article's text from the first to the last token, with single spaces."""
    return " ".join(text[first.idx : last.idx + len(last)].split())


@cache
def long_words(words: frozenset[str]) -> tuple[str, ...]:
    """Those that can end a compound; short ones end too many other words («kor», «far»)."""
    return tuple(sorted(w for w in words if len(w) >= _SHORTEST_END))


def ends_in(lemma: str, words: tuple[str, ...]) -> bool:
    """Whether a compound ends in one of the words."""
    # All at once first, because few do.
    return lemma.endswith(words) and any(lemma.endswith(w) and len(lemma) > len(w) + 2 for w in words)
