"""Names in a text: those of the language model, of the gazetteer, and roads with numbers."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from app.extraction.gazetteer import Gazetteer
from app.extraction.names.name import QUOTES, Name
from app.extraction.syntax import has_feature
from app.extraction.words import reference_words
from app.language import Document
from app.language.tokens import Doc
from app.model.vocabulary import EntityType

LABEL_TYPES = {
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE_LOC": EntityType.GEOPOLITICAL_ENTITY,
    "GPE_ORG": EntityType.GEOPOLITICAL_ENTITY,
    "LOC": EntityType.PLACE,
    "PROD": EntityType.PRODUCT,
    "EVT": EntityType.NAMED_EVENT,
    "MISC": EntityType.CONCEPT,
}
_ADDRESSES = ("www.", "http")
_LONGEST_SHIP = 3
"""Words in the name of a ship, at most."""
_COMPLETING_REACH = 4
"""Words between a cut-off name and the one that completes it, at most."""
_ROAD_NUMBER = re.compile(r"[1-9]\d{0,3}$")


class NameRecognizer:
    """Finds the names of one document."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._document = document
        self._doc: Doc = document.doc
        self._gazetteer = gazetteer

    def names(self) -> list[Name]:
        """The names in text order, none over another, each as the type that its finder gives it."""
        return sorted((n for n in self._find() if not self._is_common(n)), key=lambda n: n.start)

    def _find(self) -> list[Name]:
        taken: set[int] = set()
        names: list[Name] = []
        # A ship may be called after somebody whom the gazetteer knows.
        phrases = (n for n in self._phrases() if not self._within_longer(n))
        for name in chain(self._ships(), phrases):
            if not taken.intersection(range(name.start, name.end)):
                names.append(name)
                taken.update(range(name.start, name.end))
        for ent in self._doc.ents:
            if taken.intersection(range(ent.start, ent.end)) or not self._document.is_running(ent.start_char):
                continue
            if ent.label_ == "DRV" or ent.label_ not in LABEL_TYPES:
                continue
            start, end = ent.start, ent.end
            while start < end and (self._doc[start].text in QUOTES or self._doc[start].is_space):
                start += 1
            while end > start and (self._doc[end - 1].text in QUOTES or self._doc[end - 1].is_space):
                end -= 1
            while end - start > 1 and self._is_preposition(end - 1):
                # «Union i» of «Union i helga» is no name.
                end -= 1
            if start == end:
                continue
            form = self._form(start, end)
            if not any(c.isalnum() for c in form) or (ent.label_ == "PER" and form.islower()):
                continue
            if form.lower().startswith(_ADDRESSES):
                continue
            if form.endswith("-") and (whole := self._completed(start, end)) is not None:
                form = whole
            names.append(Name(start, end, form, LABEL_TYPES[ent.label_]))
            taken.update(range(start, end))
        for name in self._roads():
            if not taken.intersection(range(name.start, name.end)):
                names.append(name)
                taken.update(range(name.start, name.end))
        for token in self._doc:
            if token.i not in taken and token.pos_ == "PROPN" and self._document.is_running(token.idx):
                entries = self._gazetteer.find(self._form(token.i, token.i + 1))
                entries = tuple(e for e in entries if "ambiguous" not in e.note)
                if len(entries) == 1 and entries[0].type is not EntityType.PERSON:
                    names.append(
                        Name(token.i, token.i + 1, self._form(token.i, token.i + 1), entries[0].type)
                    )
        return names

    def _is_common(self, name: Name) -> bool:
        """«Brann i Storvika»: with a capital only where a sentence begins, and a noun elsewhere in the article."""
        form = name.form.lower()
        if name.end - name.start > 1 or name.form in self._capital_inside:
            return False
        return form in self._nouns

    @cached_property
    def _capital_inside(self) -> frozenset[str]:
        """Words with a capital that are not the first of their sentence."""
        return frozenset(t.text for t in self._doc if not t.is_sent_start and t.text[:1].isupper())

    @cached_property
    def _nouns(self) -> frozenset[str]:
        """Lemmas of nouns that the article writes in small letters."""
        return frozenset(t.lemma_.lower() for t in self._doc if t.pos_ == "NOUN" and t.text.islower())

    def _within_longer(self, name: Name) -> bool:
        """Whether the words go on into a longer name, without a word between («Western Norway Film Commission»)."""
        for ent in self._doc.ents:
            if ent.start <= name.start and name.end < ent.end and ent.label_ in LABEL_TYPES:
                return self._doc[name.end].text[:1].isupper() and self._doc[name.end].text.isalpha()
        return False

    def _completed(self, start: int, end: int) -> str | None:
        """«Nord-» of «Nord- og Sør-Korea» is «Nord-Korea»; None where nothing completes it."""
        first = self._doc[end - 1]
        following = next(
            (t for t in first.sent if t.i >= end and t.text[-1:].isalpha() and "-" in t.text), None
        )
        if following is None or following.i - end > _COMPLETING_REACH or not following.text[:1].isupper():
            return None
        return self._form(start, end) + following.text.rsplit("-", 1)[1]

    def _is_preposition(self, index: int) -> bool:
        return self._doc[index].pos_ == "ADP" and self._doc[index].text.islower()

    def _roads(self) -> list[Name]:
        """«fylkesveg 55», «E 39»: a road by its number."""
        roads = reference_words().roads
        return [
            Name(token.i, token.i + 2, self._form(token.i, token.i + 2), EntityType.PLACE)
            for token in self._doc[:-1]
            if token.lower_ in roads
            and _ROAD_NUMBER.match(token.nbor().text)
            and self._document.is_running(token.idx)
        ]

    def _ships(self) -> Iterator[Name]:
        """«KNM «Roald Amundsen»», «M/S Nordlys»: what the ship is called, with what stands before the name."""
        for token in self._doc:
            if token.lower_ not in reference_words().ships or not token.text[:1].isupper():
                continue
            quoted = token.i + 1 < len(self._doc) and token.nbor().text in QUOTES
            first = token.i + 1 + quoted
            end = first
            while end < len(self._doc) and end - first < _LONGEST_SHIP and self._doc[end].text[:1].isupper():
                end += 1
            if end == first or not self._document.is_running(token.idx):
                continue
            name = f"{token.text} {self._form(first, end)}"
            yield Name(token.i, end, name, EntityType.PRODUCT)

    def _phrases(self) -> list[Name]:
        """Names of several words that the gazetteer knows («Tryggingsrådet i FN»)."""
        found: list[Name] = []
        all_texts = [token.text for token in self._doc]
        for start, first in enumerate(all_texts):
            phrases = self._gazetteer.phrases.get(first, ())
            if not phrases or not self._document.is_running(self._doc[start].idx):
                continue
            for words in phrases:
                end = start + len(words)
                if end > len(all_texts) or (len(words) > 2 and all_texts[start + 1] != words[1]):
                    # Of names of three and more words the second settles most.
                    continue
                texts = all_texts[start:end]
                last = texts[-1]
                genitive = last.endswith("s") and last[:-1] == words[-1]
                if texts[:-1] == list(words[:-1]) and (last == words[-1] or genitive):
                    form = self._written(start, end, genitive=genitive)
                    entries = self._gazetteer.find(form)
                    found.append(
                        Name(start, end, form, entries[0].type, entries[0] if len(entries) == 1 else None)
                    )
                    break
        return found

    def _written(self, start: int, end: int, *, genitive: bool) -> str:
        """The name as the gazetteer writes it."""
        text = self._document.article.text[
            self._doc[start].idx : self._doc[end - 1].idx + len(self._doc[end - 1])
        ]
        return " ".join(text.split()).removesuffix("s" if genitive else "")

    def _form(self, start: int, end: int) -> str:
        """The name as written, without quotation marks and genitive -s."""
        last = self._doc[end - 1]
        text = self._document.article.text[self._doc[start].idx : last.idx + len(last)].strip(QUOTES + " ")
        text = re.sub(r"\s+", " ", text)
        if last.text[-1] in "'’" and text[-1:] in ("s", "x", "z"):
            # «Senators' målmann»: the apostrophe is the genitive.
            return text
        if len(text) > 2 and text[-1] in "s'’" and not self._gazetteer.names.get(text):
            bare = text.rstrip("'’")
            bare = bare.removesuffix("s") if bare.endswith("s") and bare == text else bare
            bare = bare.rstrip("-:'’.")
            known = bare in self._gazetteer.names
            genitive = last.dep_ in ("nmod", "nmod:poss", "flat:name") and has_feature(last, "Case", "Gen")
            if known or genitive or (text[-1] in "'’") or self._seen_without(bare):
                return bare
        return text

    def _seen_without(self, bare: str) -> bool:
        """Whether the article has the last word without its -s elsewhere, as a name."""
        word = bare.split()[-1]
        return any(t.text == word and t.pos_ == "PROPN" for t in self._doc)
