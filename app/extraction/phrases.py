"""The words that name a participant without a name."""

from functools import cache

from spacy.tokens import Token

from app.extraction.syntax import subtree_span

_CUT = (
    *("acl:relcl", "appos", "conj", "cc", "punct", "parataxis"),
    *("acl", "advcl", "cop", "nsubj", "mark", "advmod"),
)
_LONGEST_PHRASE = 12
_SHORTEST_END = 5


def phrase(token: Token) -> tuple[int, int]:
    """First and last token of the words that name a participant, without clauses, appositions and prepositions."""
    doc = token.doc
    first, last = subtree_span(token, cut=_CUT)
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
    while last > token.i and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return (first, last) if last - first < _LONGEST_PHRASE else (max(first, token.i - 3), token.i)


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
