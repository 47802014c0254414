"""States that participles and adjectives tell: «X er gift med Y», «selskapet, eigd av Y», «tilsette i Y»."""

from app.extraction.entities import Referent
from app.extraction.relation_drafts import RelationContext
from app.extraction.syntax import OBLIQUES, SUBJECTS, children, preposition, relative_antecedent
from app.extraction.words import StateWord, relation_words
from app.language.tokens import Token
from app.model.vocabulary import RelationType

_NOMINAL = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj")
_PAIR = 2


class States:
    """Rules for words of `states` in `relations.yaml`."""

    def __init__(self, context: RelationContext) -> None:
        self._context = context

    def tell(self, word: Token) -> None:
        """The relations of one participle or adjective."""
        state = relation_words().states.get(word.lemma_.lower()) or relation_words().states.get(word.lower_)
        if state is None or children(word, "obj"):
            return
        bearers = self._bearers(word)
        others = [
            referent
            for child in children(word, *OBLIQUES, "obl:agent")
            if preposition(child) in state.prepositions
            for _, referent in self._context.participants.resolve_all(child)
        ]
        if not others and state.together and len(bearers) == _PAIR:
            bearers, others = bearers[:1], bearers[1:]
        reality = self._context.verbal.reality(word)
        for bearer in bearers:
            for other in others:
                subject, object_ = (other, bearer) if state.flip else (bearer, other)
                if self._fits(state, subject, object_):
                    self._context.found.add(
                        state.relation, subject, word, "state", 0.75, object=object_, reality=reality
                    )

    def _bearers(self, word: Token) -> list[Referent]:
        participants = self._context.participants
        while word.dep_ == "conj" and word.head.pos_ in ("ADJ", "VERB") and not children(word, *SUBJECTS):
            word = word.head
        antecedent = relative_antecedent(word)
        if subjects := children(word, *SUBJECTS):
            words = subjects
        elif antecedent is not None or word.dep_ in ("acl", "amod", "appos"):
            # «Per Lund, busett i Oslo»
            bearer = antecedent or word.head
            if word.dep_ == "acl:relcl" and bearer != word.head:
                # «X og Y, som er gifte»
                return [referent for _, referent in participants.resolve_all(bearer)]
            described = participants.resolve(bearer)
            return [described] if described is not None else []
        elif word.dep_ in _NOMINAL and word.pos_ == "ADJ":
            # «tilsette i Tokke»
            words = [word]
        else:
            return []
        return [referent for w in words for _, referent in participants.resolve_all(w)]

    @staticmethod
    def _fits(state: StateWord, subject: Referent, object_: Referent) -> bool:
        if not (subject.named or object_.named) or not subject.is_actor:
            return False
        kind = state.relation
        if kind is RelationType.RESIDES_IN:
            return subject.is_person and object_.is_location
        if kind is RelationType.SPOUSE_OF:
            return subject.is_person and object_.is_person
        if kind is RelationType.EMPLOYED_BY:
            municipal = relation_words().municipal.intersection(object_.name.lower().split())
            return subject.is_person and (object_.type.is_organization or bool(municipal))
        if kind is RelationType.EDUCATED_AT:
            return subject.is_person and object_.type.is_organization
        if kind is RelationType.LEADER_OF:
            return subject.is_person and object_.type.is_organization
        if kind is RelationType.OWNER_OF:
            return not subject.is_location or object_.type.is_organization
        return object_.is_actor
