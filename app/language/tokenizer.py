"""Tokens as the Norwegian treebanks have them, for both varieties."""

from functools import cache

import spacy
import yaml
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from app.resources import ontology_path


@cache
def token_data() -> dict[str, list[str]]:
    """The lists of `ontology/language/tokens.yaml`."""
    data: dict[str, list[str]] = yaml.safe_load(ontology_path("language", "tokens.yaml").read_text(encoding="utf-8"))
    return data


def _exceptions() -> dict[str, list[dict[int, str]]]:
    rules: dict[str, list[dict[int, str]]] = {}
    for word in token_data()["abbreviations"]:
        for form in {word, word[0].upper() + word[1:], word.upper()}:
            if len(form.rstrip(".")) > 1 or "." in form[:-1] or form[0].isupper():
                rules[form] = [{ORTH: form}]
    return rules


def blank_pipeline() -> Language:
    """An empty spaCy pipeline with our tokenizer; its language code is «no», which both varieties share."""
    nlp = spacy.blank("nb")
    defaults = nlp.Defaults
    quotes = CONCAT_QUOTES + "«»„”“’‘"
    prefixes = [p for p in (defaults.prefixes or []) if p not in ("-", "–")]
    # A dash that opens a line of dialogue stands for itself, also where no space follows («-Ja»).
    prefixes += [r"[-–—](?=[A-ZÆØÅ«\"])", r"[-–—]$", "–", "—", "§", r"\+(?=\d)"]
    # A full stop after a year or a sum ends a sentence; after one or two digits it makes an ordinal («5. mai»).
    suffixes = [*(defaults.suffixes or []), r"(?<=\d{3})\."]
    infixes = [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        rf"(?<=[{ALPHA_LOWER}])\.(?=[{ALPHA_UPPER}]{{2}})",
        rf"(?<=[{ALPHA}])[,!?](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])([{quotes}\)\]\(\[])(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}]{{2}})--(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}\d])[–—](?=[{ALPHA}])",
    ]
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules=_exceptions(),
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        url_match=nlp.tokenizer.url_match,
    )
    return nlp
