"""Tokens as the Norwegian treebanks have them, for both varieties."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, LIST_ELLIPSES, LIST_ICONS
from spacy.lang.nb import Norwegian
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry
from spacy.vocab import Vocab

from app.language.full_stops import FullStops, Piece
from app.resources import load_yaml

NAME = "nyhendegraf.Tokenizer.v1"
_DOUBLE_QUOTES = '"«»„”“‟'


@cache
def token_data() -> dict[str, frozenset[str]]:
    """The lists of `ontology/language/tokens.yaml`."""
    data = load_yaml("language", "tokens.yaml")
    return {key: frozenset(_flatten(values)) for key, values in data.items()}


def _flatten(values: Iterable[str | list[str]]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        else:
            yield from value


def _rules() -> dict[str, list[dict[str, str]]]:
    """The strings that stay whole, in every way they are written."""
    data = token_data()
    forms = set(data["whole"])
    for word in data["abbreviations"] | data["ambiguous"]:
        forms |= {word, word[0].upper() + word[1:]}
        if "." in word[:-1]:
            parts = word.split(".")
            forms |= {word.upper(), ".".join(part[:1].upper() + part[1:] for part in parts)}
            forms.add(".".join([parts[0], *(part[:1].upper() + part[1:] for part in parts[1:])]))
    return {form: [{"ORTH": form}] for form in sorted(forms)}


def _is_address(text: str) -> bool:
    """Whether a string is the address of a page or a mailbox; «kom.Han» is none."""
    if not URL_MATCH(text):
        return False
    if "://" in text or "@" in text or text.lower().startswith("www."):
        return True
    host = re.split(r"[/:?#]", text, maxsplit=1)[0]
    return host.rpartition(".")[2] in token_data()["top_level_domains"]


def _affix_rules(vocab: Vocab) -> Tokenizer:
    """What spaCy's own rules can do: affixes, and strings that stay whole."""
    defaults = Norwegian.Defaults
    # A dash that opens a line of dialogue stands for itself, also where no space follows («-Ja»).
    prefixes = [p for p in (defaults.prefixes or []) if p not in ("-", "–", "§", "©")]
    prefixes += [r"[-–—](?=[A-ZÆØÅ«\"])", r"[-–—]$", "–", "—", "§+"]
    # «20km» is a number with its unit, «M2M» is not.
    unit = r"(?<=[0-9])(?:"
    # «FrP.», «M2M.», «'slik'.»: spaCy knows these ends only of plain words.
    # «Guterres’ tale»: an apostrophe after s, x or z is a genitive.
    suffixes = [
        *(p.replace(unit, rf"(?<![{ALPHA}]\d){unit}") for p in (defaults.suffixes or []) if p != "’"),
        r"(?<=[^sSxXzZ])’",
        rf"(?<=[{ALPHA_LOWER}\d][{ALPHA_UPPER}])\.",
        rf"(?<=[{ALPHA_LOWER}][’'])\.",
        rf"(?<=[{ALPHA_LOWER}])[’'](?=\.$)",
    ]
    infixes = [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        rf"(?<=[{ALPHA_LOWER}])\.(?=[{ALPHA_UPPER}]{{2}})",
        rf"(?<=[{ALPHA}]{{3}})\.(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])",
        rf"(?<=[{ALPHA}])[,!?](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])([{_DOUBLE_QUOTES}\)\]\(\[])(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}\d.!?])[»”\"](?=[-–—])",
        rf"(?<=[{ALPHA}]{{2}})--(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}\d])—(?=[{ALPHA}\d])",
        rf"(?<=[{ALPHA}\d»\"\)])/(?=[{ALPHA}\d«\"\(])",
        # Scores and spans of years are three tokens, compounds such as «2-0-siger» and dates such as «2024-03-25» one.
        r"(?<=\d)(?<!-\d)(?<!-\d\d)[-–](?=\d+(?:[.,:]\d+)*(?![\w-]))",
        # «19.plass», «22.juli» and «ca.20» want a space between.
        rf"(?<=[^\w.]\d\.)(?=[{ALPHA_LOWER}]{{3}})|(?<=^\d\.)(?=[{ALPHA_LOWER}]{{3}})|(?<=\d\d\.)(?=[{ALPHA_LOWER}]{{3}})",
        r"(?<=\b[Cc]a\.)(?=\d)|(?<=\b[Kk]l\.)(?=\d)|(?<=\b[Nn]r\.)(?=\d)",
        r"(?<=\d\.)[-–](?=\d)",
        rf"(?<=[{ALPHA}])[»”](?=[.,;:!?])|(?<=[»”])[.,;:!?](?=[{ALPHA_UPPER}])",
    ]
    return Tokenizer(
        vocab,
        rules=_rules(),
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        url_match=_is_address,
    )


class NorwegianTokenizer:
    """spaCy's affix rules, then a look at the neighbours for what only they can tell: full stops and hyphens."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._affix_rules = _affix_rules(vocab)
        data = token_data()
        self._full_stops = FullStops(data["ambiguous"], data["after_hyphen"])

    def __call__(self, text: str) -> Doc:
        """The tokens of a text; together with the spaces between them they are the text."""
        doc: Doc = self._affix_rules(text)
        before = [Piece(token.text, bool(token.whitespace_)) for token in doc]
        after = self._full_stops.resolve(before)
        if after == before:
            return doc
        return Doc(self._vocab, words=[p.text for p in after], spaces=[p.space_after for p in after])

    def __reduce__(self) -> tuple[Callable[[Vocab], "NorwegianTokenizer"], tuple[Vocab]]:
        """For `nlp.pipe(n_process=2)`: a worker compiles the rules itself."""
        return NorwegianTokenizer, (self._vocab,)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing is learned, so nothing is written."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "NorwegianTokenizer":
        """Nothing is learned, so nothing is read."""
        return self

    def to_disk(self, _path: Path | str, **_: object) -> None:
        """Nothing is learned, so nothing is written."""

    def from_disk(self, _path: Path | str, **_: object) -> "NorwegianTokenizer":
        """Nothing is learned, so nothing is read."""
        return self


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]  # made at run time by catalogue
def create_tokenizer() -> Callable[[Language], NorwegianTokenizer]:
    """The tokenizer as a spaCy configuration names it."""

    def build(nlp: Language) -> NorwegianTokenizer:
        return NorwegianTokenizer(nlp.vocab)

    return build


def blank_pipeline() -> Language:
    """An empty spaCy pipeline with our tokenizer; its language code is «nb», spaCy's own for Norwegian."""
    return spacy.blank(Norwegian.lang, config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
