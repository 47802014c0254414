"""What sort of thing something is: «X er ein by», «X, Y og andre etatar», «byar som X og Y», «ein av landets byar»."""

from app.extraction.entities import Referent
from app.extraction.introductions import last_part
from app.extraction.relation_drafts import RelationContext
from app.extraction.status import Reality
from app.extraction.syntax import SUBJECTS, children, conjuncts, has_feature, preposition, relative_antecedent
from app.extraction.titles import Titles
from app.extraction.words import relation_words
from app.language.tokens import Token
from app.model.vocabulary import RelationType

_SHORT = 3


class Kinds:
    """Rules for nouns of sorts: of places, organisations and works by their ends, of persons by titles."""

    def __init__(self, context: RelationContext, titles: Titles) -> None:
        self._context = context
        self._titles = titles

    def tell(self, noun: Token) -> None:
        """What a noun says of the names in its sentence."""
        if not self._is_kind(noun):
            return
        if has_feature(noun, "Number", "Plur"):
            self._several(noun)
            self._among(noun)
            self._one_of(noun)
        else:
            self._predicate(noun)
            self._apposed(noun)
        self._such_as(noun)

    def _is_kind(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        if lemma in relation_words().nouns:
            return False
        title = self._context.gazetteer.title(last_part(noun))
        return lemma.endswith(relation_words().kinds) or (title is not None and title.kind != "family")

    def _named(self, word: Token) -> list[Referent]:
        """The bearers of names among coordinated words."""
        at = self._context.names.at
        return [at[part.i] for part in conjuncts(word) if part.i in at]

    def _add(self, noun: Token, referent: Referent, rule: str, reality: Reality | None = None) -> None:
        title = self._context.gazetteer.title(last_part(noun))
        lemma = noun.lemma_.lower()
        if referent.is_person:
            if title is not None:
                self._titles.tell(noun, referent, rule, reality)
        elif lemma.endswith(relation_words().kinds) and not _says(referent.name.lower(), lemma):
            self._context.found.add(
                RelationType.INSTANCE_OF, referent, noun, rule, 0.7, literal=lemma, reality=reality
            )

    def _several(self, noun: Token) -> None:
        """«skulane A, B og C»."""
        for name in children(noun, "appos", "flat:name"):
            if 0 < name.i - noun.i <= 2 and len(self._named(name)) > 1:
                for referent in self._named(name):
                    self._add(noun, referent, "noun before names")

    def _among(self, noun: Token) -> None:
        """«A, B og andre etatar»."""
        others = relation_words().others
        if noun.lemma_.lower() in relation_words().plain_kinds:
            # «i England og andre land» tells nothing.
            return
        if noun.dep_ == "conj" and any(c.lemma_.lower() in others for c in children(noun, "det", "amod")):
            for referent in self._named(noun.head):
                self._add(noun, referent, "and others")

    def _such_as(self, noun: Token) -> None:
        """«demokrati som A og B», «ein by som A»."""
        definite = has_feature(noun, "Definite", "Def")
        for name in children(noun, "nmod"):
            if not definite and preposition(name) in relation_words().of_capacity and name.i > noun.i:
                for referent in self._named(name):
                    self._add(noun, referent, "such as")

    def _one_of(self, noun: Token) -> None:
        """«A er ein av landets største byar», «A, ein av dei største byane»."""
        one = noun.head
        if noun.dep_ != "nmod" or one.lower_ not in relation_words().one or preposition(noun) != "av":
            return
        if children(one, "cop"):
            self._bearers(one, noun, "one of")
        elif one.dep_ == "appos" and one.head.i in self._context.names.at:
            self._add(noun, self._context.names.at[one.head.i], "one of")

    def _predicate(self, noun: Token) -> None:
        """«A er ein by»; persons are told of elsewhere."""
        if children(noun, "cop") and not has_feature(noun, "Definite", "Def") and preposition(noun) is None:
            self._bearers(noun, noun, "sort as predicate", persons=False)

    def _bearers(self, predicate: Token, noun: Token, rule: str, *, persons: bool = True) -> None:
        reality = self._context.verbal.reality(predicate)
        antecedent = relative_antecedent(predicate)
        subjects = children(predicate, *SUBJECTS) or ([antecedent] if antecedent is not None else [])
        for subject in subjects:
            for _, referent in self._context.participants.resolve_all(subject):
                if referent.named and (persons or not referent.is_person):
                    self._add(noun, referent, rule, reality)

    def _apposed(self, noun: Token) -> None:
        """«A, foreininga for fiskarar»."""
        name = noun.head
        if noun.dep_ != "appos" or noun.i < name.i or name.i not in self._context.names.at:
            return
        referent = self._context.names.at[name.i]
        if not referent.is_person and any(t.text == "," for t in noun.doc[name.i + 1 : noun.i]):
            self._add(noun, referent, "sort behind name")


def _says(name: str, lemma: str) -> bool:
    """Whether a name tells its sort itself («Verdas helseorganisasjon»); short words end many names («Nesby»)."""
    return lemma in (name if len(lemma) > _SHORT else name.split())
