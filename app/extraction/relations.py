"""Relations that titles, appositions, possessives, parentheses and predicates tell."""

from app.extraction.after_names import AfterNames
from app.extraction.ages import Ages
from app.extraction.before_names import BeforeNames
from app.extraction.belongings import Belongings
from app.extraction.descriptions import Descriptions
from app.extraction.entities import Referent
from app.extraction.gazetteer import Gazetteer
from app.extraction.introductions import last_part
from app.extraction.kinds import Kinds
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.predicates import Predicates, becomes, in_capacity, predicates
from app.extraction.relation_drafts import RelationContext, RelationDraft
from app.extraction.relational_nouns import RelationalNouns
from app.extraction.states import States
from app.extraction.syntax import children, has_feature, preposition, within_prepositions
from app.extraction.titles import Titles, home, tenure_of
from app.extraction.verbal import VerbalEvents
from app.extraction.words import relation_words
from app.extraction.works import Works
from app.language import Document
from app.language.tokens import Token
from app.model.vocabulary import EntityType, RelationType, Role

_HELD = frozenset(
    {
        RelationType.HOLDS_POSITION,
        RelationType.AFFILIATED_WITH,
        RelationType.MEMBER_OF,
        RelationType.LEADER_OF,
        RelationType.EMPLOYED_BY,
    }
)
"""What a title tells, which can be a former one."""


class Relations:
    """Finds the relations of one document."""

    def __init__(
        self,
        document: Document,
        gazetteer: Gazetteer,
        names: NameTable,
        participants: Participants,
        verbal: VerbalEvents,
    ) -> None:
        self._context = RelationContext(document, gazetteer, names, participants, verbal)
        self._titles = Titles(self._context)
        self._after_names = AfterNames(self._context, self._titles)
        self._ages = Ages(self._context)
        self._before_names = BeforeNames(self._context)
        self._belongings = Belongings(self._context)
        self._predicates = Predicates(self._context, self._titles)
        self._works = Works(self._context, self._titles)
        self._relational_nouns = RelationalNouns(self._context, self._titles)
        self._states = States(self._context)
        self._descriptions = Descriptions(self._context, self._titles)
        self._kinds = Kinds(self._context, self._titles)

    def drafts(self) -> list[RelationDraft]:
        """All relations, each once per sentence, in text order."""
        doc, participants = self._context.document.doc, self._context.participants
        introduced = sorted(participants.title_of.items())
        for index, _ in introduced:
            for person in participants.holders(doc[index]):
                self._titles.tell(doc[index], person, "title before name")
        for name, referent in self._context.names.names:
            self._after_names.tell(name, referent)
        for index, person in sorted(participants.apposed.items()):
            self._titles.tell(doc[index], person, "apposition")
        for index, person in introduced:
            self._titles.known_office(doc[index], person)
        for name, referent in self._context.names.names:
            self._before_names.tell(name, referent)
            self._belongings.within_country(name, referent)
            if referent.is_person:
                self._ages.of_name(name, referent)
        for token in doc:
            if self._context.document.is_running(token.idx):
                self._word(token)
        self._descriptions.find()
        found = self._context.found.ordered()
        for draft in found:
            if draft.type in _HELD:
                draft.tenure = tenure_of(draft.trigger)
        return found

    def _word(self, token: Token) -> None:
        is_name = token.i in self._context.names.at
        if token.pos_ == "NOUN":
            self._noun(token)
            self._predicates.capacity(token)
            self._works.tell(token)
            if not is_name:
                self._belongings.tell(token)
            self._kinds.tell(token)
        elif token.pos_ == "VERB":
            self._predicates.state(token)
        if token.pos_ in ("ADJ", "VERB") and not is_name:
            self._states.tell(token)
        if token.pos_ == "ADJ" and not is_name:
            # «USA er Israels viktigaste allierte»: an adjective used as a noun.
            self._relational_nouns.tell(token)
        if (token.pos_ in ("NOUN", "ADJ") and predicates(token)) or becomes(token):
            self._predicates.tell(token)
        if is_name and children(token, "cop"):
            self._predicates.origin(token)
        if is_name:
            self._located(token)

    def _noun(self, noun: Token) -> None:
        """Nouns that describe persons without a name before them, ages, and family."""
        participants = self._context.participants
        if noun.i in participants.title_of or noun.i in participants.apposed:
            self._ages.of_noun(noun, participants.title_of.get(noun.i) or participants.apposed[noun.i])
            self._relational_nouns.tell(noun)
            return
        if noun.i in self._context.names.at:
            return
        # A predicate tells what its subject is: «Sverige er medlem av Nato».
        is_predicate = predicates(noun) or becomes(noun) or in_capacity(noun) or self._is_office(noun)
        referent = participants.resolve(noun) if not is_predicate else None
        if referent is not None and referent.is_person:
            self._ages.of_noun(noun, referent)
            if referent.named:
                self._inhabitant(noun, referent)
            self._described(noun, referent)
        elif referent is not None and referent.type.is_organization:
            self._body(noun, referent)
        self._relational_nouns.tell(noun)

    def _is_office(self, noun: Token) -> bool:
        """«nominert til leiar i Y», «kandidat til leiar»: an office, which nobody is told to hold."""
        if has_feature(noun, "Definite", "Def"):
            return False
        # «stiller som kandidat til leiar»: below a noun of the expression too.
        matches = (self._context.verbal.matches.get(word.i) for word in (noun.head, noun.head.head))
        return any(
            Role.OFFICE in roles and noun in match.slots.get(slot, [])
            for match in matches
            if match is not None
            for slot, roles in match.sense.roles.items()
        )

    def _inhabitant(self, noun: Token, referent: Referent) -> None:
        """«svensken» of somebody who has a name."""
        country = self._context.gazetteer.inhabitants.get(noun.lemma_.lower())
        place = self._context.participants.place(country, noun) if country is not None else None
        if place is not None:
            self._context.found.add(RelationType.CITIZEN_OF, referent, noun, "inhabitant", 0.7, object=place)

    def _described(self, noun: Token, referent: Referent) -> None:
        """«USAs president», «ein svensk lege», «ei kvinne frå Voss»."""
        found = self._context.found
        title = self._context.gazetteer.title(last_part(noun))
        is_office = title is not None and title.kind == "office"
        owners = self._titles.owners(noun)
        self._from_compound(noun, referent)
        if is_office and not referent.named:
            self._titles.body_in_title(noun, referent, "description", None)
        if (
            is_office
            and title is not None
            and not referent.named
            and owners
            and has_feature(noun, "Number", "Sing")
        ):
            self._titles.position(noun, title, referent, "description", 0.6)
        for owner, how in owners:
            rule = f"description, {how}"
            origin = how.strip("«»") in relation_words().of_origin
            if is_office and origin and owner.is_location:
                # «ambassadørane frå USA»: whom they act for.
                found.add(RelationType.AFFILIATED_WITH, referent, noun, rule, 0.6, object=owner)
            elif is_office and (how == "genitive" or has_feature(noun, "Number", "Sing")):
                kind = self._titles.office_relation(title, owner, how)
                found.add(kind, referent, noun, rule, 0.7, object=owner)
            elif origin and owner.type.is_organization and owner.named:
                found.add(RelationType.AFFILIATED_WITH, referent, noun, rule, 0.65, object=owner)
            elif title is not None and how.strip("«»") in relation_words().of_workplace:
                if owner.type.is_organization:
                    found.add(RelationType.EMPLOYED_BY, referent, noun, rule, 0.65, object=owner)
            elif noun.lemma_.lower() in relation_words().staff and owner.type.is_organization:
                # «tilsette i Equinor»
                found.add(RelationType.EMPLOYED_BY, referent, noun, rule, 0.65, object=owner)
            elif (
                how.strip("«»") in relation_words().of_company and owner.type.is_organization and owner.named
            ):
                found.add(RelationType.AFFILIATED_WITH, referent, noun, rule, 0.6, object=owner)
            elif how == "adjective":
                kind = RelationType.AFFILIATED_WITH if is_office else RelationType.CITIZEN_OF
                found.add(kind, referent, noun, rule, 0.65, object=owner)
            elif owner.is_location and owner.named and origin:
                found.add(home(owner), referent, noun, rule, 0.55, object=owner)

    def _from_compound(self, noun: Token, person: Referent) -> None:
        """«Voss-hopparen»: where somebody comes from, before what he does."""
        title = self._context.gazetteer.title(last_part(noun))
        if title is None or title.kind == "office" or "-" not in noun.text:
            return
        place = self._titles.by_name(noun.text.split("-")[0], noun)
        if place is not None and place.is_location:
            self._context.found.add(home(place), person, noun, "place, compound", 0.65, object=place)

    def _body(self, noun: Token, referent: Referent) -> None:
        """«politiet i Y»."""
        for child in children(noun, "nmod"):
            other = self._context.participants.resolve(child)
            if other is not None and other.is_location and preposition(child) in within_prepositions():
                self._context.found.add(
                    RelationType.LOCATED_IN, referent, child, "body with place", 0.6, object=other
                )

    def _located(self, token: Token) -> None:
        """«Universitetet i Bergen», «Skøyen utanfor Oslo», «Duke i delstaten X»: what has a name, and its place."""
        referent = self._context.names.at[token.i]
        placed = (
            referent.type.is_organization or referent.is_location or referent.type is EntityType.NAMED_EVENT
        )
        if referent.is_person or not placed:
            return
        for child in children(token, "nmod"):
            prep = preposition(child)
            if prep not in within_prepositions() and prep not in relation_words().of_place:
                continue
            for _, other in self._context.participants.resolve_all(child):
                if other.named and other.is_location:
                    self._context.found.add(
                        RelationType.LOCATED_IN, referent, child, "name within place", 0.75, object=other
                    )
