"""What a title tells of its holder: the position, and whom it is held for."""

from app.extraction.entities import Referent
from app.extraction.gazetteer import Title
from app.extraction.introductions import last_part
from app.extraction.relation_drafts import RelationContext
from app.extraction.status import Reality
from app.extraction.syntax import children, preposition
from app.extraction.words import reference_words, relation_words
from app.language.tokens import Token
from app.model.vocabulary import EntityType, Modality, RelationType, Tenure

_SHORTEST_PLACE = 4
"""Letters of a place's name before a title that is written together with it: «skipresident» is no president of Ski."""
_ACTS_FOR = (RelationType.AFFILIATED_WITH, RelationType.LEADER_OF, RelationType.EMPLOYED_BY)


class Titles:
    """Rules for title nouns, wherever they stand."""

    def __init__(self, context: RelationContext) -> None:
        self._context = context

    def tell(self, noun: Token, person: Referent, rule: str, reality: Reality | None = None) -> None:
        """A title noun and whom its holder acts for: «USAs forsvarsminister», «Høgre-leiar», «leiar i SV»."""
        if reality is None and any(c.lower_ in relation_words().designated for c in children(noun, "amod")):
            # «påtroppande leiar X» does not lead yet.
            reality = Reality(modality=Modality.PLANNED)
        lemma = last_part(noun)
        title = self._two_words(noun, lemma) or self._context.gazetteer.title(lemma)
        country = self._context.gazetteer.inhabitants.get(noun.lemma_.lower())
        if country is not None and (entry := self._context.gazetteer.entries.get(country)) is not None:
            referent = self._context.participants.place(entry.id, noun)
            if referent is not None:
                self._context.found.add(
                    RelationType.CITIZEN_OF, person, noun, rule, 0.8, object=referent, reality=reality
                )
            return
        if title is not None and title.kind != "family":
            self.position(noun, title, person, rule, 0.9, reality)
        elif title is None:
            self._of_person(noun, person, rule, reality)
            return
        self.body_in_title(noun, person, rule, reality)
        for owner, how in self.owners(noun):
            kind = self.office_relation(title, owner, how)
            self._context.found.add(kind, person, noun, f"{rule}, {how}", 0.85, object=owner, reality=reality)

    def position(
        self,
        noun: Token,
        title: Title,
        person: Referent,
        rule: str,
        sure: float,
        reality: Reality | None = None,
    ) -> None:
        """The position that a title names; «medlem» and its like name none."""
        literal = title.lemma if " " in title.lemma else self._literal(noun, title)
        if literal not in relation_words().vague_titles:
            self._context.found.add(
                RelationType.HOLDS_POSITION, person, noun, rule, sure, literal=literal, reality=reality
            )

    def body_in_title(self, noun: Token, person: Referent, rule: str, reality: Reality | None) -> None:
        """«stortingsrepresentant X»: a title that is made with the name of one body."""
        lemma = noun.lemma_.lower()
        entry = next(
            (e for first, e in relation_words().title_bodies.items() if lemma.startswith(first)), None
        )
        body = self._context.participants.place(entry, noun) if entry is not None else None
        if body is not None:
            self._context.found.add(
                RelationType.MEMBER_OF, person, noun, f"{rule}, body", 0.75, object=body, reality=reality
            )

    def _of_person(self, noun: Token, person: Referent, rule: str, reality: Reality | None) -> None:
        """«den islandske kollegaen, X», «kvinna frå Voss, X»: of a noun that is no title."""
        for owner, how in self.owners(noun):
            origin = how.strip("«»") in relation_words().of_origin
            if owner.is_location and (origin or how == "adjective"):
                kind = home(owner) if origin else RelationType.CITIZEN_OF
                self._context.found.add(
                    kind, person, noun, f"{rule}, {how}", 0.65, object=owner, reality=reality
                )

    def _two_words(self, noun: Token, lemma: str) -> Title | None:
        """«dagleg leiar», «administrerande direktør»: a title of its own."""
        before = next((c for c in children(noun, "amod") if c.i == noun.i - 1), None)
        if before is None:
            return None
        forms = (f"{word} {lemma}" for word in (before.lower_, before.lemma_.lower()))
        return next(
            (
                self._context.gazetteer.titles[form]
                for form in forms
                if form in self._context.gazetteer.titles
            ),
            None,
        )

    def known_office(self, noun: Token, person: Referent) -> None:
        """«Forsvarsminister X»: of which country, where the text does not say it but the gazetteer knows the office."""
        if person.entry is None or self._context.found.of(person, *_ACTS_FOR):
            return
        date, home = self._context.document.article.date, relation_words().home_country
        term = next(
            (
                t
                for t in person.entry.terms
                if last_part(noun) in t.offices
                and t.of not in (None, "", home)
                and t.covers(date) is not False
            ),
            None,
        )
        if term is None:
            return
        owner = next(
            (r for r in self._context.participants.referents if r.entry and r.entry.id == term.of),
            None,
        )
        if owner is not None and owner.mentions:
            self._context.found.add(
                RelationType.AFFILIATED_WITH,
                person,
                noun,
                "office known to the gazetteer",
                0.75,
                object=owner,
            )

    def _literal(self, noun: Token, title: Title) -> str:
        """The title as a bare lemma.

        Of a compound the last part, where its holder serves what the first part names («Ap-leiar»); what an expert is
        expert in («Asia-ekspert») belongs to the title.
        """
        whole = noun.lemma_.lower()
        first = first_of_compound(noun)
        serves = title.kind == "office" or title.relation in (
            RelationType.EMPLOYED_BY,
            RelationType.MEMBER_OF,
        )
        if "-" in whole and serves and first[:1].isupper() and (" " in first or self.by_name(first, noun)):
            return last_part(noun)
        if title.kind == "office" and (place := self._place_in(noun)) is not None:
            return place[1]
        return reference_words().before_name.get(whole, whole)

    def owners(self, noun: Token) -> list[tuple[Referent, str]]:
        """Whom a title is held for, and what says so: a genitive, an adjective, a compound or a preposition."""
        found: list[tuple[Referent, str]] = []
        is_sent = noun.lemma_.lower().endswith(relation_words().sent_titles)
        for child in noun.children:
            prep = preposition(child)
            if child.dep_ in ("nmod", "nmod:poss") and prep is None:
                holder = next((c for c in child.children if c.i in self._context.names.at), child)
                if (referent := self._context.participants.resolve(holder)) is not None and self._may_own(
                    referent
                ):
                    found.append((referent, "genitive"))
            elif child.dep_ in ("nmod", "obl") and prep in relation_words().of_office:
                for _, referent in self._context.participants.resolve_all(child):
                    # «skreiv generalsekretær N på X», «møtte utanriksministeren i X»: where it was.
                    elsewhere = prep == "på" and referent.type is EntityType.NEWS_MEDIUM
                    elsewhere |= prep != "for" and self._is_abroad(noun, referent)
                    # «den svenske ambassadøren i Oslo» serves whoever sent her.
                    elsewhere |= prep == "i" and is_sent and referent.is_location
                    if self._may_own(referent) and not elsewhere:
                        found.append((referent, f"«{prep}»"))
                    elif not referent.named:
                        found.extend((owner, "within") for owner in self._within(child))
            elif (
                child.dep_ == "amod"
                and (referent := self._context.participants.resolve(child)) is not None
                and referent.type is EntityType.GEOPOLITICAL_ENTITY
            ):
                found.append((referent, "adjective"))
        if "-" in noun.text and not (found and is_sent):
            owner = self.by_name(first_of_compound(noun), noun)
            if owner is not None and self._may_own(owner):
                found.append((owner, "compound"))
        elif not found and (place := self._place_in(noun)) is not None:
            found.append((place[0], "compound"))
        return found

    def _place_in(self, noun: Token) -> tuple[Referent, str] | None:
        """«Fyresdalrådmann X»: the place that an office is written together with, and the office alone."""
        if not noun.text[:1].isupper():
            return None
        lemma = noun.lemma_.lower()
        for start in range(_SHORTEST_PLACE, len(lemma) - 3):
            title = self._context.gazetteer.titles.get(lemma[start:])
            if title is None or title.kind != "office":
                continue
            place = self.by_name(noun.text[:start], noun)
            if place is not None and place.is_location:
                return place, lemma[start:]
        return None

    @staticmethod
    def _is_abroad(noun: Token, place: Referent) -> bool:
        """«utanriksministeren i Washington»: a town, which no minister is held for."""
        is_country = place.entry is not None and place.entry.id.startswith("country/")
        national = noun.lemma_.lower().endswith(relation_words().national_titles)
        return national and place.is_location and not is_country

    def _within(self, word: Token) -> list[Referent]:
        """«leiar for drift i X»: the organisation that what somebody leads belongs to."""
        found = (
            self._context.participants.resolve(child)
            for child in children(word, "nmod")
            if preposition(child) in relation_words().of_part
        )
        return [
            r
            for r in found
            if r is not None
            and r.named
            and (r.type.is_organization or relation_words().municipal.intersection(r.name.lower().split()))
        ]

    def by_name(self, form: str, noun: Token) -> Referent | None:
        """The referent of a name that stands only as the first part of a compound."""
        # «Lærdals-ordførar», as older spelling has it.
        forms = dict.fromkeys((form, form.removesuffix("s")))
        for spelt in forms:
            for name, referent in self._context.names.names:
                if name.form == spelt:
                    return referent
        for spelt in (*forms, *_definite_parties(form)):
            entries = self._context.gazetteer.find(spelt)
            entries = tuple(e for e in entries if e.type is not EntityType.PERSON)
            if len(entries) == 1:
                return self._context.participants.place(entries[0].id, noun)
        return None

    def party(self, letter: str, token: Token) -> Referent | None:
        """«(H)»: the party of a letter, which nowhere else stands for it."""
        known = self._context.gazetteer.parties.get(letter)
        return self._context.participants.place(known, token) if known is not None else None

    @staticmethod
    def _may_own(referent: Referent) -> bool:
        return referent.type.is_organization or referent.is_location

    @staticmethod
    def office_relation(title: Title | None, owner: Referent, how: str) -> RelationType:
        """What an office makes of its holder to those that it is held for; `how` is as `owners` says it."""
        if title is None or how == "within":
            return RelationType.AFFILIATED_WITH
        try:
            kind = RelationType(title.relation)
        except ValueError:
            kind = RelationType.AFFILIATED_WITH
        if owner.is_location:
            if how.strip("«»") in relation_words().of_residence and title.kind == "profession":
                return RelationType.RESIDES_IN
            if how == "adjective" and title.kind == "profession":
                return RelationType.CITIZEN_OF
            if how == "genitive" and title.lemma in relation_words().leaders:
                return RelationType.LEADER_OF
            return RelationType.AFFILIATED_WITH
        if kind in (RelationType.LEADER_OF, RelationType.MEMBER_OF, RelationType.EMPLOYED_BY):
            return kind
        if owner.type is EntityType.PARTY:
            return RelationType.MEMBER_OF
        return RelationType.AFFILIATED_WITH


def tenure_of(noun: Token) -> Tenure | None:
    """«tidlegare statsminister», «fungerande leiar», «eks-ordførar»: how the position is held, where a word says so."""
    tenures = relation_words().tenures
    before = (c.lower_ for c in children(noun, "amod", "advmod", "det", "compound") if c.i < noun.i)
    first = noun.lower_.split("-")[0] if "-" in noun.text else ""
    return next((tenures[word] for word in (*before, first) if word in tenures), None)


def first_of_compound(noun: Token) -> str:
    """«Høgre» of «Høgre-leiar», «Fritt Ord» of «Fritt Ord-leiar»."""
    first = noun.text.split("-")[0]
    start = noun.i
    while start > noun.sent.start and first[:1].isupper():
        before = noun.doc[start - 1]
        if before.head.i != noun.i or before.dep_ not in ("compound", "flat:name", "flat"):
            break
        first, start = f"{before.text} {first}", before.i
    return first


def home(place: Referent) -> RelationType:
    """«X frå Y»: of a country one is a citizen, elsewhere one lives."""
    is_country = place.entry is not None and place.entry.id.startswith("country/")
    return RelationType.CITIZEN_OF if is_country else RelationType.RESIDES_IN


def is_of_old(place: Token) -> bool:
    """«opphavleg frå Voss»: where somebody comes from and need not live any more."""
    beside = [*children(place, "advmod"), *children(place.head, "advmod")]
    return any(word.lower_ in relation_words().originally for word in beside)


def _definite_parties(form: str) -> tuple[str, ...]:
    """«Senterparti-leiar»: the name of a party, which is definite where it stands alone."""
    return (f"{form}et",) if form.endswith(relation_words().parties) else ()
