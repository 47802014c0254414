"""What belongs to whom or where: «Karis båt», «Stortingets kontrollorgan», «Islands hovudstad», «Voss, Noreg»."""

from collections.abc import Iterator
from functools import cache

from app.extraction.entities import Referent
from app.extraction.names import Name
from app.extraction.phrases import ends_in
from app.extraction.relation_drafts import RelationContext
from app.extraction.syntax import children, preposition
from app.extraction.titles import home
from app.extraction.words import relation_words
from app.language.tokens import Token
from app.model.vocabulary import EntityType, RelationType

_SHORTEST = 5
"""Shorter words end too many others («ring» in «regjering»): they count only by themselves."""


class Belongings:
    """Rules for nouns of things, of units and of places with a genitive or a preposition of the owner."""

    def __init__(self, context: RelationContext) -> None:
        self._context = context

    def tell(self, noun: Token) -> None:
        """The relations of one noun without a name to those that it belongs to."""
        lemma = noun.lemma_.lower()
        words = relation_words()
        is_unit, is_thing = _is_called(lemma, words.units), _is_called(lemma, words.possessions)
        is_facility = lemma.endswith(words.facilities)
        if not (is_unit or is_thing or is_facility):
            return
        thing = self._context.participants.resolve(noun)
        if thing is None or thing.is_person:
            return
        found = self._context.found
        for owner in self._owners(noun, within=is_unit):
            if owner.is_location:
                if is_facility and (not thing.named or thing.is_location):
                    found.add(RelationType.LOCATED_IN, thing, noun, "building, whose", 0.7, object=owner)
            elif is_unit and owner.type.is_organization and not thing.named:
                found.add(RelationType.PART_OF, thing, noun, "unit, whose", 0.7, object=owner)
            elif is_thing and owner.is_actor and not is_unit:
                found.add(RelationType.OWNER_OF, owner, noun, "thing, whose", 0.65, object=thing)

    def within_country(self, name: Name, place: Referent) -> None:
        """«Voss, Noreg» and «Paris (Frankrike)»: a place, and the country that it lies in."""
        doc = self._context.document.doc
        if not place.is_location or home(place) is RelationType.CITIZEN_OF or name.end + 1 >= len(doc):
            return
        mark, word = doc[name.end], doc[name.end + 1]
        country = self._context.names.at.get(word.i)
        if country is None or mark.text not in (",", "(") or home(country) is not RelationType.CITIZEN_OF:
            return
        end = next((t for t in doc[word.i :] if self._context.names.at.get(t.i) is not country), None)
        listed = end is not None and (end.lower_ in ("og", "eller") or end.pos_ == "CCONJ")
        if end is not None and end.text == "," and end.i + 1 < len(doc):
            # «X-byen, Noreg, Sverige og Danmark»
            further = self._context.names.at.get(end.i + 1)
            listed = listed or (further is not None and further.is_location)
        before = doc[name.start - 1] if name.start else None
        if not listed and (mark.text == "(" or before is None or before.text != ","):
            self._context.found.add(
                RelationType.LOCATED_IN, place, word, "country behind place", 0.75, object=country
            )

    def _owners(self, noun: Token, *, within: bool) -> Iterator[Referent]:
        """Who stands in the genitive («Kari sin båt» too) or behind «til», by name; if `within`, also behind «i»."""
        at = self._context.names.at
        words = relation_words()
        owning = words.of_owner | words.of_part if within else words.of_owner
        for child in children(noun, "nmod", "nmod:poss"):
            prep = preposition(child)
            held = next((c for c in child.children if c.i in at), child)
            if (prep is None and child.i < noun.i) or prep in owning:
                owner = at.get(held.i) or self._described(held)
                if owner is not None and owner.type is not EntityType.NAMED_EVENT:
                    yield owner

    def _described(self, word: Token) -> Referent | None:
        """«landets hovudstad», «kongens båt»: whom the text has named, told of by a noun."""
        referent = self._context.participants.resolve(word) if word.pos_ == "NOUN" else None
        return referent if referent is not None and referent.named else None


def _is_called(lemma: str, words: tuple[str, ...]) -> bool:
    return lemma in words or ends_in(lemma, _ends(words))


@cache
def _ends(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if len(w) >= _SHORTEST)
