"""Named entities of an article: names found by the model or the gazetteer, and which of them are the same."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from app.language.tokens import Doc, Token

from app.extraction.entities import Referent, best_name
from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.syntax import has_feature
from app.extraction.words import reference_words, relation_words
from app.language import Document
from app.model.extraction import Mention, MentionKind, Span
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
_PLACES = frozenset({EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE})
_QUOTES = "«»\"“”'’‘"
_ALIAS_WORDS = 3
_ADDRESSES = ("www.", "http")
_TERRITORIES = frozenset({"kommune", "fylkeskommune", "bispedøme", "bispedømme", "menighet"})
"""Bodies that are called as what they govern is."""
_COMPLETING_REACH = 4
"""Words between a cut-off name and the one that completes it, at most."""
_ROAD_NUMBER = re.compile(r"[1-9]\d{0,3}$")
_COMPANY = re.compile(r" (?:ASA?|AB|Inc\.?|Ltd\.?|GmbH|SA|BA|DA|ANS)$")


@dataclass(slots=True)
class Name:
    """A name at one place: token indices [start, end), its form without genitive, and what it seems to be."""

    start: int
    end: int
    form: str
    type: EntityType
    entry: Entry | None = None


class NameTable:
    """The named referents of a document, by the tokens they stand on."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._document = document
        self._doc: Doc = document.doc
        self._gazetteer = gazetteer
        self.referents: list[Referent] = []
        self.at: dict[int, Referent] = {}
        """Token index → the referent that a name on it refers to."""
        self.names: list[tuple[Name, Referent]] = []
        self._build()

    def _build(self) -> None:
        names = sorted((n for n in self._find() if not self._is_common(n)), key=lambda n: n.start)
        self._settle_types(names)
        for name, referent in self._cluster(names):
            first, last = self._doc[name.start], self._doc[name.end - 1]
            span = Span(first.idx, last.idx + len(last))
            kind = (
                MentionKind.NAME
                if name.type is not EntityType.CONCEPT or name.entry is None
                else MentionKind.NOMINAL
            )
            surface = self._document.article.text[span.start : span.end]
            head = self._head(name)
            referent.add(Mention(span, surface, kind), head.i)
            for index in range(name.start, name.end):
                self.at[index] = referent
            self.names.append((name, referent))

    def _head(self, name: Name) -> Token:
        inside = range(name.start, name.end)
        return next(
            (t for t in self._doc[name.start : name.end] if t.head.i not in inside), self._doc[name.start]
        )

    def _find(self) -> list[Name]:
        taken: set[int] = set()
        names: list[Name] = []
        for name in self._phrases():
            if self._within_longer(name):
                # «Western Norway Film Commission» is no region.
                continue
            if not taken.intersection(range(name.start, name.end)):
                names.append(name)
                taken.update(range(name.start, name.end))
        for ent in self._doc.ents:
            if taken.intersection(range(ent.start, ent.end)) or not self._document.is_running(ent.start_char):
                continue
            if ent.label_ == "DRV" or ent.label_ not in LABEL_TYPES:
                continue
            start, end = ent.start, ent.end
            while start < end and (self._doc[start].text in _QUOTES or self._doc[start].is_space):
                start += 1
            while end > start and (self._doc[end - 1].text in _QUOTES or self._doc[end - 1].is_space):
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
        """Whether the words go on into a longer name that the model has found, without a word between."""
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
        text = self._document.article.text[self._doc[start].idx : last.idx + len(last)].strip(_QUOTES + " ")
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

    def _settle_types(self, names: list[Name]) -> None:
        """One type for one form, by the gazetteer, by the persons that are named in full, or by majority."""
        votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
        for name in names:
            votes[name.form][name.type] += 1
        surnames = {n.form.split()[-1] for n in names if n.type is EntityType.PERSON and " " in n.form}
        for name in names:
            entry = name.entry or self._unique_entry(name) or self._team(name, names)
            if entry is not None:
                name.entry, name.type = entry, entry.type
            elif name.form in surnames and " " not in name.form:
                name.type = EntityType.PERSON
            else:
                counts = votes[name.form]
                name.type = max(counts, key=lambda t: (counts[t], t is name.type, t.value))
                if name.type is EntityType.ORGANIZATION and _COMPANY.search(name.form):
                    name.type = EntityType.COMPANY
                elif name.type is EntityType.PRODUCT and (self._quoted(name) or self._called_work(name)):
                    name.type = EntityType.CREATIVE_WORK
                elif name.type is EntityType.GEOPOLITICAL_ENTITY and self._ends_in_body(name):
                    name.type = EntityType.ORGANIZATION

    def _team(self, name: Name, names: list[Name]) -> Entry | None:
        """«trenaren i Brann»: the team that the article names elsewhere, where no place is called so."""
        if name.type not in _PLACES or any(e.type in _PLACES for e in self._gazetteer.find(name.form)):
            return None
        others = (self._unique_entry(n) for n in names if n.form == name.form and n.type not in _PLACES)
        return next((e for e in others if e is not None and e.type is EntityType.SPORTS_TEAM), None)

    def _quoted(self, name: Name) -> bool:
        before = self._doc[name.start - 1].text if name.start else ""
        return before in ("«", '"', "“", "”", "'")

    def _called_work(self, name: Name) -> bool:
        """«romanen X», «filmen X»."""
        before = self._doc[name.start - 1] if name.start else None
        return before is not None and before.lemma_.lower().endswith(relation_words().works)

    def _ends_in_body(self, name: Name) -> bool:
        """«Vik formannskap», «Vik heradsstyre»; but «Vik kommune» is the place as well."""
        last = self._doc[name.end - 1]
        lemma = last.lemma_.lower()
        is_body = lemma in reference_words().bodies and lemma not in _TERRITORIES
        return is_body and last.text.islower() and name.end - name.start > 1

    def _unique_entry(self, name: Name) -> Entry | None:
        entries = self._gazetteer.find(name.form)
        if not entries:
            return None
        if name.type is EntityType.PERSON:
            # A surname alone («Katz») is not enough here; titles.py looks at what else the text says.
            entries = tuple(e for e in entries if e.type is EntityType.PERSON and " " in name.form)
            return entries[0] if len(entries) == 1 else None
        entries = tuple(e for e in entries if e.type is not EntityType.PERSON)
        same = tuple(e for e in entries if _agree(e.type, name.type))
        if len(same) == 1:
            return same[0]
        if len(entries) == 1 and "ambiguous" not in entries[0].note:
            return entries[0]
        # A country before a town, a capital before a village of the same name.
        ranked = sorted(
            same, key=lambda e: (not e.id.startswith("country/"), not e.id.startswith("capital/"))
        )
        return ranked[0] if ranked and ranked[0].id.startswith(("country/", "capital/")) else None

    def _cluster(self, names: list[Name]) -> list[tuple[Name, Referent]]:
        by_key: dict[str, Referent] = {}
        forms: dict[int, list[str]] = defaultdict(list)
        assigned: list[tuple[Name, Referent]] = []
        persons = [n for n in names if n.type is EntityType.PERSON and " " in n.form]
        for name in names:
            key = self._key(name, persons)
            referent = by_key.get(key)
            if referent is None:
                referent = Referent(name.type, name.form, entry=name.entry)
                by_key[key] = referent
                self.referents.append(referent)
            if referent.entry is None and name.entry is not None:
                referent.entry, referent.type = name.entry, name.entry.type
            forms[id(referent)].append(name.form)
            assigned.append((name, referent))
        self._merge_short(assigned, forms)
        self._merge_aliases(assigned)
        for referent in self.referents:
            referent.name = best_name(referent, forms[id(referent)])
            if referent.is_person:
                referent.gender = self._gazetteer.genders.get(re.split(r"[ -]", referent.name)[0])
        return assigned

    def _key(self, name: Name, persons: list[Name]) -> str:
        if name.entry is not None:
            return name.entry.id
        if name.type is EntityType.PERSON and " " not in name.form:
            before = [p for p in persons if name.form in (p.form.split()[-1], p.form.split()[0])]
            by_surname = [p for p in before if p.form.split()[-1] == name.form] or before
            if by_surname:
                # Of several bearers the one named last; a name that comes only later is better than none.
                earlier = [p for p in by_surname if p.start <= name.start]
                chosen = earlier[-1] if earlier else by_surname[0]
                return self._key(chosen, [])
        return f"{_group(name.type)}\t{name.form.casefold()}"

    def _merge_aliases(self, assigned: list[tuple[Name, Referent]]) -> None:
        """«Kari Vik, betre kjend som Kvitveis»: two names of one bearer."""
        for (name, referent), (other_name, other) in pairwise(list(assigned)):
            between = self._doc[name.end : other_name.start]
            words = [t.lower_ for t in between if not t.is_punct and t.text not in _QUOTES]
            if not words or len(words) > _ALIAS_WORDS or " ".join(words) not in reference_words().aliases:
                continue
            same = _group(referent.type) == _group(other.type)
            free = referent.is_person and not _is_place(other)
            if referent is other or other.entry is not None or not (same or free):
                continue
            for index, (found, holder) in enumerate(assigned):
                if holder is other:
                    assigned[index] = (found, referent)
            if other in self.referents:
                self.referents.remove(other)

    def _merge_short(self, assigned: list[tuple[Name, Referent]], forms: dict[int, list[str]]) -> None:
        """«Brann» and «SK Brann», «A. Berg» and «Arne Berg»: a short form joins the one long form it fits."""
        for short in list(self.referents):
            if short.entry is not None or short.type in (EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE):
                continue
            words = short.name.split()
            fits = [
                long
                for long in self.referents
                if long is not short
                and _group(long.type) == _group(short.type)
                and len(long.name.split()) > len(words)
                and (
                    long.name.split()[-len(words) :] == words
                    or (not short.is_person and long.name.split()[: len(words)] == words)
                )
            ]
            if len(fits) != 1:
                continue
            for index, (name, referent) in enumerate(assigned):
                if referent is short:
                    assigned[index] = (name, fits[0])
                    forms[id(fits[0])].append(name.form)
            self.referents.remove(short)


def _is_place(referent: Referent) -> bool:
    return referent.type in (EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE)


def _group(kind: EntityType) -> str:
    return "Organization" if kind.is_organization else kind.value


def _agree(entry: EntityType, label: EntityType) -> bool:
    if entry is label or (entry.is_organization and label.is_organization):
        return True
    return entry in _PLACES and label in _PLACES
