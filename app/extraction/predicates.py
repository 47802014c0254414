"""What clauses say that somebody is, becomes, owns, leads or lives in."""

from app.extraction.age_words import AGE, years_in
from app.extraction.entities import Referent
from app.extraction.frames import Frame
from app.extraction.introductions import last_part
from app.extraction.relation_drafts import RelationContext
from app.extraction.status import Reality
from app.extraction.syntax import SUBJECTS, children, has_feature, preposition, relative_antecedent
from app.extraction.titles import Titles, home, is_of_old
from app.extraction.words import relation_words, time_units
from app.extraction.words.syntax import syntax_words
from app.language.tokens import Token
from app.model.vocabulary import EntityType, EventClass, RelationType

_PROPOSING = frozenset({EventClass.NOMINATION, EventClass.PROPOSAL, EventClass.REQUEST, EventClass.SUPPORT})
"""Whoever is proposed for an office does not hold it."""


class Predicates:
    """Rules for predicative nouns and for verbs of state."""

    def __init__(self, context: RelationContext, titles: Titles) -> None:
        self._context = context
        self._titles = titles

    def tell(self, noun: Token) -> None:
        """«X er leiar i Y», «X er eit selskap»."""
        head = noun.head if becomes(noun) else noun
        frame = self._context.verbal.frames.get(head.i) if head != noun else None
        words = self._bearers(noun, head, frame)
        subjects = [r for s in words for _, r in self._context.participants.resolve_all(s)]
        if noun.pos_ == "ADJ":
            self._nationality(noun, subjects)
            self._aged(noun, subjects)
        if not subjects or noun.pos_ != "NOUN":
            return
        lemma = last_part(noun)
        reality = self._context.verbal.reality(head)
        if (
            relation_words().nouns.get(noun.lemma_.lower()) is not None
            and self._context.gazetteer.title(lemma) is None
        ):
            return
        definite = has_feature(noun, "Definite", "Def")
        plural = has_feature(noun, "Number", "Plur")
        for subject in subjects:
            if not subject.named:
                continue
            if noun.lemma_.lower() in time_units():
                self._years(noun, subject, reality)
            elif self._context.gazetteer.title(lemma) is not None and subject.is_person:
                self._titles.tell(noun, subject, "predicate", reality)
            elif not definite and not plural and preposition(noun) is None:
                self._context.found.add(
                    RelationType.INSTANCE_OF,
                    subject,
                    noun,
                    "predicate",
                    0.5,
                    literal=noun.lemma_.lower(),
                    reality=reality,
                )

    def _aged(self, adjective: Token, subjects: list[Referent]) -> None:
        """«X er trettifire år gammal»."""
        if adjective.lemma_.lower() not in relation_words().aged or children(adjective, "mark"):
            return
        if has_feature(adjective, "Degree", "Cmp") or has_feature(adjective, "Degree", "Sup"):
            # «eldst av sju sysken»
            return
        for measure in children(adjective, "obl", "obl:tmod"):
            for count in children(measure, "nummod"):
                number = years_in(count)
                for subject in subjects:
                    if number is not None and subject.is_person and subject.named:
                        reality = self._context.verbal.reality(adjective)
                        self._context.found.add(
                            RelationType.AGED,
                            subject,
                            count,
                            "predicate",
                            0.85,
                            literal=number,
                            reality=reality,
                        )

    def _nationality(self, adjective: Token, subjects: list[Referent]) -> None:
        """«X er norsk»."""
        country = self._context.gazetteer.adjectives.get(adjective.lemma_.lower())
        place = self._context.participants.place(country, adjective) if country is not None else None
        for subject in subjects:
            if place is not None and subject.is_person and not subject.plural:
                self._context.found.add(
                    RelationType.CITIZEN_OF,
                    subject,
                    adjective,
                    "predicate",
                    0.75,
                    object=place,
                    reality=self._context.verbal.reality(adjective),
                )

    def origin(self, place: Token) -> None:
        """«X er frå Voss»: where the subject is at home."""
        if preposition(place) not in relation_words().of_origin:
            return
        reality = self._context.verbal.reality(place)
        owners = [r for _, r in self._context.participants.resolve_all(place) if r.is_location]
        if is_of_old(place):
            owners = [owner for owner in owners if home(owner) is RelationType.CITIZEN_OF]
        for word in self._bearers(place, place, None):
            for _, subject in self._context.participants.resolve_all(word):
                for owner in owners:
                    if subject.is_actor and not subject.is_location:
                        if is_of_old(place) and not subject.is_person:
                            continue
                        kind = home(owner) if subject.is_person else RelationType.LOCATED_IN
                        self._context.found.add(
                            kind, subject, place, "predicate", 0.75, object=owner, reality=reality
                        )

    @staticmethod
    def _bearers(noun: Token, head: Token, frame: Frame | None) -> list[Token]:
        """Whom a predicative noun tells of: the subject of its clause, or what a relative clause describes."""
        if frame is not None:
            return frame.subj
        if not children(noun, "cop") and predicates(noun):
            noun = head = noun.head
        found = children(noun, *SUBJECTS)
        antecedent = relative_antecedent(head) or _described_by(head)
        return found or ([antecedent] if antecedent is not None else [])

    def capacity(self, noun: Token) -> None:
        """«Kari er tilsett som dagleg leiar», «dei valde Kari til leiar»: what the verb makes of object or subject."""
        head = noun.head
        frame = self._context.verbal.frames.get(head.i)
        if frame is None or noun.dep_ not in ("obl", "xcomp", "advcl") or noun.i in self._context.names.at:
            return
        if not in_capacity(noun):
            return
        title = self._context.gazetteer.title(last_part(noun))
        if title is None or title.kind == "family":
            return
        match = self._context.verbal.matches.get(head.i)
        proposed = match is not None and match.sense.event_class in _PROPOSING
        if proposed and not noun.lemma_.lower().endswith(relation_words().candidates):
            # «foreslått som leiar»
            return
        for word in frame.obj or frame.subj:
            for _, person in self._context.participants.resolve_all(word):
                if person.is_person and person.named:
                    reality = self._context.verbal.reality(head)
                    self._titles.tell(noun, person, "capacity", reality)

    def _years(self, noun: Token, subject: Referent, reality: Reality) -> None:
        """«X er 80 år»; other measures of time tell nothing lasting."""
        number = next((c.text for c in children(noun, "nummod") if AGE.match(c.text)), None)
        if children(noun, "mark") and any(has_feature(c, "Tense", "Past") for c in children(noun, "cop")):
            # «då ho var 16 år»: how old somebody was once.
            return
        if subject.is_person and number is not None and noun.lemma_.lower() in relation_words().years:
            self._context.found.add(
                RelationType.AGED, subject, noun, "predicate", 0.85, literal=number, reality=reality
            )

    def state(self, verb: Token) -> None:
        """«X leier Y», «X eig Y», «X bur i Y»."""
        word = relation_words().verbs.get(verb.lemma_.lower())
        frame = self._context.verbal.frames.get(verb.i)
        if word is None or frame is None:
            return
        subjects = [r for s in frame.subj for _, r in self._context.participants.resolve_all(s)]
        targets = list(frame.obj) if word.needs_object else []
        targets += [head for prep, head in frame.oblique if prep in word.prepositions]
        if word.relation is RelationType.OWNER_OF:
            targets = [whole for target in targets for whole in _of_share(target)]
        for target in targets:
            for _, other in self._context.participants.resolve_all(target):
                for subject in subjects:
                    if not (subject.named or other.named) or (
                        not subject.is_actor and word.subject == "person"
                    ):
                        continue
                    if word.object == "organization" and not other.type.is_organization:
                        continue
                    if word.object == "assembly" and not is_assembly(target, other):
                        continue
                    if word.object == "work" and not _is_work(target, other):
                        continue
                    if (
                        word.relation in (RelationType.RESIDES_IN, RelationType.LOCATED_IN)
                        and not other.is_location
                    ):
                        continue
                    if word.subject == "person" and not subject.is_person:
                        continue
                    self._context.found.add(
                        word.relation,
                        subject,
                        verb,
                        "verb",
                        0.75,
                        object=other,
                        reality=self._context.verbal.reality(verb),
                    )


def _described_by(noun: Token) -> Token | None:
    """«X, som er leiar i Y»: whom the clause describes, where the parse takes the title for an apposition."""
    opened = any(c.lower_ in syntax_words()["relatives"] for c in children(noun, "mark", "nsubj"))
    described = noun.dep_ in ("nmod", "appos") and noun.head.i < noun.i
    return noun.head if opened and described and children(noun, "cop") else None


def in_capacity(noun: Token) -> bool:
    """«som dagleg leiar»: whether the noun tells what somebody is or is made, and nobody else."""
    return preposition(noun) in relation_words().of_capacity and not has_feature(noun, "Definite", "Def")


def predicates(word: Token) -> bool:
    """Whether it tells what the subject is: «X er leiar», and «rådgivar» of «X er leiar og rådgivar»."""
    if children(word, "cop"):
        return True
    first = word.head
    return (
        word.dep_ == "conj"
        and first.pos_ == word.pos_ == "NOUN"
        and bool(children(first, "cop"))
        and not children(word, *SUBJECTS)
    )


def becomes(noun: Token) -> bool:
    """«X blei leiar»: whether the subject of the verb above becomes what the noun says."""
    is_complement = noun.pos_ == "NOUN" and noun.dep_ == "xcomp"
    return is_complement and noun.head.lemma_.lower() in relation_words().becoming


def _of_share(word: Token) -> list[Token]:
    """«40 prosent av X»: what the share is of; any other thing as it is."""
    if word.lemma_.lower() not in relation_words().shares:
        return [word]
    return [c for c in children(word, "nmod") if preposition(c) in ("av", "i")] or [word]


def _is_work(word: Token, referent: Referent) -> bool:
    works = (EntityType.CREATIVE_WORK, EntityType.PRODUCT)
    return referent.type in works or word.lemma_.lower().endswith(relation_words().works)


def is_assembly(word: Token, referent: Referent) -> bool:
    """What one has a seat in: «kommunestyret», a party."""
    ends = relation_words().assemblies
    called = word.lemma_.lower().endswith(ends) or referent.name.lower().endswith(ends)
    return referent.type is EntityType.PARTY or (referent.type.is_organization and called)
