"""Nouns that introduce the persons named after them («statsminister X»), and surnames that such nouns make known."""

from app.extraction.entities import Referent
from app.extraction.gazetteer import Gazetteer
from app.extraction.names import Name, NameTable
from app.extraction.syntax import children, conjuncts, has_feature
from app.extraction.words import reference_words
from app.language import Document
from app.language.tokens import Doc, Token

_APPOSITION_REACH = 20
"""Words between a title and the name that it introduces, at most."""
_APPOSITION_DEPTH = 3
_FOLLOWING_REACH = 6
"""… and between a comma behind a name and the title that follows it."""
_PARENTHESIS_REACH = 8
_APPOSED = ("appos", "nmod", "conj", "parataxis", "obl", "nsubj", "flat:name")
"""What the parser makes of an apposition."""


def last_part(token: Token) -> str:
    """The lemma in small letters, the last part of a hyphenated compound («Høgre-leiar» → «leiar»)."""
    lemma = token.lemma_.lower()
    if "-" not in lemma:
        return lemma
    part = lemma.rsplit("-", 1)[-1]
    # «Brann-trenar» in the singular is somebody, though the model takes the ending for that of a plural.
    whole = token.lower_.rsplit("-", 1)[-1]
    misread = whole == f"{part}ar" and has_feature(token, "Number", "Sing")
    return whole if misread else part


class Introductions:
    """Which title noun introduces whom."""

    def __init__(self, document: Document, gazetteer: Gazetteer, names: NameTable) -> None:
        self._document = document
        self._doc: Doc = document.doc
        self._gazetteer = gazetteer
        self._names = names
        self._words = reference_words()
        self.title_of: dict[int, Referent] = {}
        """Index of a title noun → the person it introduces («statsminister» in «statsminister Jonas Gahr Støre»)."""
        self.apposed: dict[int, Referent] = {}
        """Index of a title noun behind a name → whose name it is («Kari Vik, leiar i X»)."""
        self._register_titles()
        for name, referent in names.names:
            if referent.is_person:
                self._register_following(name, referent)
        self._link_surnames()

    def _register_titles(self) -> None:
        for name, referent in self._names.names:
            if not referent.is_person:
                continue
            self._register_apposed(name.start, name.end, referent)
            index = name.start - 1
            while index >= 0 and self._doc[index].text in "«\"'":
                index -= 1
            if index < 0 or index in self._names.at:
                continue
            noun = self._doc[index]
            # «hevda Kulturminister X»: a title in capitals is a name to the model.
            if noun.pos_ not in ("NOUN", "PROPN") or noun.sent.start != self._doc[name.start].sent.start:
                continue
            lemma = last_part(noun)
            if self._gazetteer.title(lemma) or lemma in self._words.people or self.inhabitant(noun):
                for title in (noun, *self._titles_before(noun)):
                    self.title_of[title.i] = referent
                    referent.titles |= {last_part(title), title.lemma_.lower()}
                    if title.i not in referent.heads:
                        referent.heads.append(title.i)
                self._register_above(noun, name, referent)

    def _titles_before(self, noun: Token) -> list[Token]:
        """«Forskar og forfattar Kari Vik»: the bare title before hers is hers too."""
        before = noun.head
        if noun.dep_ != "conj" or noun.i - before.i != 2 or children(before, "det", "nmod:poss", "nmod"):
            return []
        free = before.i not in self._names.at and before.i not in self.title_of and before.pos_ == "NOUN"
        return [before] if free and self._is_bare_title(before) and self._is_bare_title(noun) else []

    def _register_above(self, title: Token, name: Name, referent: Referent) -> None:
        """«leiaren i Havdrift, professor Kari Vik, …»: the first title is hers too, where a comma follows her name."""
        noun, after = title.head, self._doc[name.end] if name.end < len(self._doc) else None
        between = title.dep_ == "appos" and noun.i < title.i and self._doc[title.i - 1].text == ","
        if not between or after is None or after.text not in ",." or noun.i in self._names.at:
            return
        singular = noun.pos_ == "NOUN" and not has_feature(noun, "Number", "Plur")
        if singular and title.i - noun.i <= _APPOSITION_REACH and self._gazetteer.title(last_part(noun)):
            self.title_of.setdefault(noun.i, referent)
            referent.titles |= {last_part(noun), noun.lemma_.lower()}
            referent.heads.append(noun.i)

    def _register_apposed(self, start: int, end: int, referent: Referent) -> None:
        """«leiaren i Naturvernforbundet, Kari Vik»: the name stands after what the title governs."""
        while start and self._doc[start - 1].lower_ in self._words.honorifics:
            start -= 1
        inside = range(start, end)
        for token in self._doc[start:end]:
            noun = token.head
            if token.dep_ not in ("appos", "flat:name") or noun.i in inside or noun.i >= start:
                continue
            if self._doc[start - 1].text == ",":
                noun = self._described(noun)
            if noun.text.endswith("-"):
                # «helse- og omsorgsminister, X»: the whole title stands last.
                noun = next((t for t in conjuncts(noun) if t.i > noun.i and not t.text.endswith("-")), noun)
            near = noun.i not in self._names.at and start - noun.i <= _APPOSITION_REACH
            lemma = last_part(noun)
            is_title = self._gazetteer.title(lemma) is not None
            # «kvalitetsansvarleg i X, Kari Vik»: an adjective can be a title as well.
            known = is_title or (noun.pos_ == "NOUN" and lemma in self._words.people)
            if near and known and noun.pos_ in ("NOUN", "ADJ"):
                for title in (noun, *self._coordinated(noun, start)):
                    self.title_of.setdefault(title.i, referent)
                    referent.titles |= {last_part(title), title.lemma_.lower()}
                    referent.heads.append(title.i)
            return

    def _described(self, noun: Token) -> Token:
        """«leiaren for landets største fagforeining, Kari Vik»: the title above what the parse hung the name on."""
        for _ in range(_APPOSITION_DEPTH):
            known = self._gazetteer.title(last_part(noun)) or last_part(noun) in self._words.people
            if known or noun.dep_ not in ("nmod", "appos", "flat:name") or noun.head.i > noun.i:
                break
            noun = noun.head
        return noun

    def _coordinated(self, noun: Token, end: int) -> list[Token]:
        """«leiar i X og talsmann for Y, Kari Vik»: the other titles before the name; each has one holder."""
        return [
            other
            for other in conjuncts(noun)
            if other.i != noun.i
            and other.i < end
            and other.pos_ == "NOUN"
            and (self._is_bare_title(other) or last_part(other) in self._words.people)
            and not children(other, "appos", "flat:name")
        ]

    def holders(self, noun: Token) -> list[Referent]:
        """Whom a title before names introduces; in the plural all that are coordinated («statsrådane X og Y»)."""
        first = self.title_of[noun.i]
        if not has_feature(noun, "Number", "Plur"):
            return [first]
        name = next((t for t in self._doc[noun.i + 1 :] if self._names.at.get(t.i) is first), None)
        others = [self._names.at.get(t.i) for t in conjuncts(name)] if name is not None else []
        return list(dict.fromkeys([first, *(r for r in others if r is not None and r.is_person)]))

    def _is_bare_title(self, noun: Token) -> bool:
        return (
            self._gazetteer.title(last_part(noun)) is not None
            and not has_feature(noun, "Definite", "Def")
            and not has_feature(noun, "Number", "Plur")
        )

    def _register_following(self, name: Name, referent: Referent) -> None:
        """«Kari Vik (34), leiar i X og talsmann for Y»; «…, sa ordføraren» tells another's title."""
        doc, index = self._doc, name.end
        if index < len(doc) and doc[index].text == "(":
            closing = (t.i for t in doc[index : index + _PARENTHESIS_REACH] if t.text == ")")
            index = next(closing, index - 1) + 1
        if index + 1 >= len(doc) or doc[index].text != ",":
            return
        for noun in doc[index + 1 : min(index + _FOLLOWING_REACH, doc[name.start].sent.end)]:
            if noun.pos_ == "NOUN" and noun.i not in self._names.at:
                if self._is_bare_title(noun) and noun.dep_ in _APPOSED and noun.i not in self.title_of:
                    later = [t for t in conjuncts(noun) if t.i > noun.i and self._is_bare_title(t)]
                    later += self._next_title(noun, doc[name.start].sent.end)
                    for title in (noun, *later):
                        if title.i not in self.title_of:
                            self.apposed.setdefault(title.i, referent)
                            referent.titles |= {last_part(title), title.lemma_.lower()}
                return
            if noun.pos_ in ("VERB", "AUX", "PROPN", "PRON", "PUNCT"):
                return

    def _next_title(self, title: Token, end: int) -> list[Token]:
        """«…, tidlegare sjef for X, no direktør i Y»: the title after the next comma, where it is bare as well."""
        comma = next((t for t in self._doc[title.i : end] if t.text == ","), None)
        after = self._doc[comma.i + 1 : min(comma.i + 4, end)] if comma is not None else ()
        if not after or after[0].pos_ != "ADV":
            return []
        noun = next((t for t in after[1:] if t.pos_ not in ("ADV", "ADJ")), None)
        bare = noun is not None and noun.pos_ == "NOUN" and noun.i not in self._names.at
        return [noun] if noun is not None and bare and self._is_bare_title(noun) else []

    def _link_surnames(self) -> None:
        """«Forsvarsminister Gallant»: a surname is a known person where title or country and the date agree."""
        countries = {r.entry.id for r in self._names.referents if r.entry is not None}
        for referent in self._names.referents:
            if not referent.is_person or referent.entry is not None or " " in referent.name:
                continue
            fits = []
            for entry in self._gazetteer.surnames.get(referent.name, ()):
                titled = [t for t in entry.terms if referent.titles.intersection(t.offices)]
                # «utanriksminister X»: that office counts, whatever else X has been.
                held = [t.covers(self._document.article.date) for t in titled or entry.terms]
                known = [so for so in held if so is not None]
                in_office = any(known) if known else None
                by_title = bool(titled)
                by_country = entry.country in countries or any(t.of in countries for t in entry.terms)
                # «Harald» may be anybody; only with his title is he the king.
                by_surname = by_country and in_office and referent.name not in entry.forms
                if in_office is not False and (by_surname or (by_title and (in_office or by_country))):
                    fits.append(entry)
            ids = {entry.id for entry in fits}
            if len(ids) == 1:
                referent.entry = fits[0]
                referent.name = fits[0].nn or referent.name

    def inhabitant(self, token: Token) -> str | None:
        """The country that the noun is an inhabitant of («svenske»)."""
        return self._gazetteer.inhabitants.get(token.lemma_.lower())

    def home(self, referent: Referent) -> str | None:
        """The country of somebody who was introduced as its inhabitant («amerikanaren Kari Vik»); None of others."""
        countries = {c for t in referent.titles if (c := self._gazetteer.inhabitants.get(t)) is not None}
        return countries.pop() if len(countries) == 1 else None
