"""How old somebody is: the ages that the words for a person tell become relations."""

from collections.abc import Iterable

from app.extraction.age_words import Age, ages_beside, ages_of_noun
from app.extraction.entities import Referent
from app.extraction.names import Name
from app.extraction.relation_drafts import RelationContext
from app.language.tokens import Token
from app.model.vocabulary import RelationType


class Ages:
    """Rules for ages of persons, with and without names."""

    def __init__(self, context: RelationContext) -> None:
        self._context = context

    def of_noun(self, noun: Token, referent: Referent) -> None:
        """The age that a noun, or what hangs on it, tells of the person it stands for."""
        self._add(ages_of_noun(noun), referent)

    def of_name(self, name: Name, referent: Referent) -> None:
        """«åtte år gamle Ilda»."""
        for token in self._context.document.doc[name.start : name.end]:
            self._add(ages_beside(token), referent)

    def _add(self, ages: Iterable[Age], referent: Referent) -> None:
        for age in ages:
            self._context.found.add(RelationType.AGED, referent, age.word, age.rule, 0.9, literal=age.years)
