"""Relations that nouns beside and inside names tell: «nyheitsbyrået X», «Førde sjukehus», «rådhuset i Y»."""

import re

from app.extraction.entities import Referent
from app.extraction.gazetteer import Entry
from app.extraction.introductions import last_part
from app.extraction.names import Name
from app.extraction.relation_drafts import RelationContext
from app.extraction.syntax import children, conjuncts, has_feature, preposition, within_prepositions
from app.extraction.titles import Titles, home
from app.extraction.words import reference_words, relation_words
from app.language.tokens import Token
from app.model.vocabulary import EntityType, RelationType

_LOCATIONS = frozenset({EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE})
_NUMBER = re.compile(r"^\d+-")
_NEXT = 2
"""How far behind a noun the name stands that it describes: beside it, or after a quotation mark."""


class Descriptions:
    """What common nouns say of the names that they stand beside, and names of the places they are made with."""

    def __init__(self, context: RelationContext, titles: Titles) -> None:
        self._titles = titles
        self._document = context.document
        self._gazetteer = context.gazetteer
        self._names = context.names
        self._participants = context.participants
        self._found = context.found

    def find(self) -> None:
        """Adds the relations of the whole document."""
        starts = {name.start: (name, referent) for name, referent in self._names.names}
        for token in self._document.doc:
            if not self._document.is_running(token.idx):
                continue
            if token.pos_ == "NOUN" and token.i not in self._names.at:
                self._beside(token, starts)
                self._body(token)
                self._facility(token)
        for name, referent in self._names.names:
            self._made_with_place(name, referent)
            self._part_in_name(name, referent)

    def _beside(self, noun: Token, starts: dict[int, tuple[Name, Referent]]) -> None:
        """«provinsen X», «det svenske selskapet Y»: what X is, and where."""
        doc, described = self._document.doc, None
        for step in range(1, _NEXT + 1):
            described = starts.get(noun.i + step)
            if described is not None or doc[min(noun.i + step, len(doc) - 1)].text not in "«\"'":
                break
        if described is None:
            return
        name, referent = described
        head = doc[name.start]
        apposed = any(t.head == noun for t in doc[name.start : name.end]) or head.head == noun
        # «Kuben 360-spelet X»: the number belongs to a name before the noun.
        lemma = _NUMBER.sub("", noun.lemma_.lower())
        if not apposed or noun.sent.start != head.sent.start or noun.i in self._participants.title_of:
            return
        if self._gazetteer.title(last_part(noun)) or lemma in relation_words().nouns:
            return
        named = lemma.endswith(relation_words().name_nouns) or not lemma[:1].isalnum()
        if not has_feature(noun, "Number", "Plur") and lemma not in relation_words().no_kinds and not named:
            # What a person is called is what he does: «forskingsleiaren X».
            does = referent.is_person and lemma.endswith(reference_words().speakers)
            kind = RelationType.HOLDS_POSITION if does else RelationType.INSTANCE_OF
            self._found.add(kind, referent, noun, "noun before name", 0.75, literal=lemma)
        if referent.is_person:
            return
        for owner in self._owners(noun):
            if owner.is_location and (referent.is_location or referent.type.is_organization):
                self._found.add(
                    RelationType.LOCATED_IN, referent, noun, "noun before name, whose", 0.75, object=owner
                )

    def _body(self, noun: Token) -> None:
        """«israelske styrkar», «Stortingets presidentskap», «avdelinga ved X»: whose a body without a name is."""
        referent = self._participants.resolve(noun)
        if referent is None or not referent.type.is_organization or referent.named:
            return
        compound = self._titles.by_name(noun.text.split("-")[0], noun) if "-" in noun.text else None
        if compound is not None and not compound.is_person and compound is not referent:
            # «Nato-styrkane», «Ap-byrådet», but «Ålesund-reiarlaget» lies there.
            in_place = compound.is_location and home(compound) is RelationType.RESIDES_IN
            kind = RelationType.LOCATED_IN if in_place else RelationType.AFFILIATED_WITH
            if in_place or not compound.is_location:
                self._found.add(kind, referent, noun, "body, compound", 0.7, object=compound)
        for owner in self._owners(noun):
            if owner.is_location and noun.lemma_.lower().endswith(relation_words().unaffiliated):
                continue
            if owner.is_location:
                self._found.add(
                    RelationType.AFFILIATED_WITH, referent, noun, "body, whose", 0.65, object=owner
                )
            elif owner.type.is_organization and owner.named:
                self._found.add(RelationType.PART_OF, referent, noun, "body, whose", 0.65, object=owner)
        for child in children(noun, "nmod"):
            prep = preposition(child)
            for _, owner in self._participants.resolve_all(child):
                if owner.is_location and owner.named and prep in relation_words().of_origin:
                    # «regjeringsstyrkar frå X»
                    self._found.add(
                        RelationType.AFFILIATED_WITH, referent, noun, f"body, «{prep}»", 0.65, object=owner
                    )
                if owner.type.is_organization and owner.named and prep in relation_words().of_part:
                    self._found.add(
                        RelationType.PART_OF, referent, noun, f"body, «{prep}»", 0.65, object=owner
                    )

    def _owners(self, noun: Token) -> list[Referent]:
        """Genitives and country adjectives of a noun."""
        words: list[Token] = []
        for child in noun.children:
            if child.dep_ in ("nmod", "nmod:poss") and preposition(child) is None and child.i < noun.i:
                words.append(next((c for c in child.children if c.i in self._names.at), child))
            elif child.dep_ == "amod":
                words.append(child)
        found = (self._participants.resolve(word) for word in words)
        return [referent for referent in found if referent is not None and referent.named]

    def _facility(self, noun: Token) -> None:
        """«rådhuset i Y», «hovudkontoret på Z»: a building or an institution without a name, and its place."""
        lemma = noun.lemma_.lower()
        if not lemma.endswith(relation_words().facilities) or has_feature(noun, "Number", "Plur"):
            return
        for child in children(noun, "nmod"):
            if preposition(child) not in within_prepositions():
                continue
            referent = self._participants.resolve(noun)
            for part in conjuncts(child):
                place = self._names.at.get(part.i)
                if place is not None and place.is_location and referent is not None:
                    self._found.add(
                        RelationType.LOCATED_IN, referent, noun, "building with place", 0.7, object=place
                    )

    def _part_in_name(self, name: Name, referent: Referent) -> None:
        """«FNs hovedforsamling», «Senatets finanskomité»: a body whose name begins with that of the whole."""
        if not referent.type.is_organization or name.end - name.start < 2:
            return
        first = self._document.doc[name.start]
        form = first.text.rstrip("'’s")
        for entry in self._gazetteer.find(form) if first.text != form else ():
            if entry.type.is_organization and first.dep_ in ("nmod", "nmod:poss"):
                whole = self._participants.place(entry.id, first)
                if whole is not None:
                    self._found.add(
                        RelationType.PART_OF, referent, first, "whole in name", 0.75, object=whole
                    )
                return

    def _made_with_place(self, name: Name, referent: Referent) -> None:
        """«Førde sjukehus», «Universitetet i Bergen»: an organisation that has its place in its name."""
        if (
            not (referent.type.is_organization or referent.type is EntityType.PLACE)
            or name.end - name.start < 2
        ):
            return
        doc = self._document.doc
        words = [t.text for t in doc[name.start : name.end]]
        for index in range(len(words)):
            within = index > 0 and words[index - 1].lower() in within_prepositions()
            first = index == 0 and len(words) > 1 and words[1].lower() in relation_words().named_after_place
            places = self._places(words[index:]) if within or first else ()
            if places:
                token = doc[name.start + index]
                place = self._participants.place(places[0].id, token)
                if place is not None:
                    self._found.add(
                        RelationType.LOCATED_IN, referent, token, "place in name", 0.75, object=place
                    )

    def _places(self, words: list[str]) -> tuple[Entry, ...]:
        """The entries of the longest name of a place that the words begin with."""
        for length in range(len(words), 0, -1):
            found = self._gazetteer.find(" ".join(words[:length]), _LOCATIONS)
            if found:
                return found
        return ()
