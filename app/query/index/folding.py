"""Names without what people leave out when they search: case, accents, punctuation."""

import re
import unicodedata

# What decomposition leaves whole.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe", "ı": "i"})
_BETWEEN = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Lower case, letters of the Latin alphabet without their marks, words with one space between."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return _BETWEEN.sub(" ", bare).strip()


def words(text: str) -> tuple[str, ...]:
    """The words of a name from the second on, since the first is found by the name itself."""
    return tuple(dict.fromkeys(folded(text).split()[1:]))
