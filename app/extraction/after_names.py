"""What stands behind the name of a person: «(Ap)», «(34)», «frå Y»."""

import re

from app.extraction.age_words import AGE
from app.extraction.entities import Referent
from app.extraction.names import Name
from app.extraction.predicates import is_assembly
from app.extraction.relation_drafts import RelationContext
from app.extraction.syntax import children, has_feature, preposition
from app.extraction.titles import Titles, home, is_of_old
from app.extraction.words import relation_words
from app.language.tokens import Token
from app.model.vocabulary import EntityType, RelationType

_SCORE = re.compile(r"\b\d{1,3}\s?[-–]\s?\d{1,3}:?\s+$")
_SCORE_REACH = 12


class AfterNames:
    """Rules for what follows the names of persons."""

    def __init__(self, context: RelationContext, titles: Titles) -> None:
        self._context = context
        self._titles = titles

    def tell(self, name: Name, referent: Referent) -> None:
        """The relations of one person's name at one place."""
        if not referent.is_person:
            return
        doc, index = self._context.document.doc, name.end
        if index < len(doc) and doc[index].text == "(" and index + 2 < len(doc):
            inner: list[Token] = []
            for token in doc[index + 1 : index + 8]:
                if token.text == ")":
                    break
                inner.append(token)
            self._parenthesis(referent, inner, scored=self._scored(name))
        if index < len(doc):
            self._phrases(name, referent)

    def _scored(self, name: Name) -> bool:
        """«2–0 Jon Dal (34)»: who scores behind the score, and when."""
        text, start = self._context.document.article.text, self._context.document.doc[name.start].idx
        return _SCORE.search(text[max(0, start - _SCORE_REACH) : start]) is not None

    def _parenthesis(self, referent: Referent, inner: list[Token], *, scored: bool) -> None:
        """«(34)», «(Ap)», «(H)», «(Førde)»."""
        found = self._context.found
        age = inner[0] if inner and AGE.match(inner[0].text) and 0 < int(inner[0].text) < 120 else None
        if (
            age is not None
            and not scored
            and (len(inner) == 1 or inner[1].text == "," or inner[1].lower_ in relation_words().behind_age)
        ):
            found.add(RelationType.AGED, referent, age, "parenthesis", 0.95, literal=age.text)
        for token in inner:
            owner = self._context.names.at.get(token.i)
            letter = token.text.rstrip(".")
            if owner is None and len(inner) <= 2 and token.text[:1].isupper():
                owner = self._titles.party(letter, token) or self._titles.by_name(letter, token)
            elif owner is not None and owner.entry is None and len(inner) == 1:
                # «(H)» is the party, though the model takes the letter for a name.
                owner = self._titles.party(letter, token) or owner
            if owner is not None and not owner.is_person and owner.type is not EntityType.NAMED_EVENT:
                kind = (
                    RelationType.MEMBER_OF if owner.type is EntityType.PARTY else RelationType.AFFILIATED_WITH
                )
                if owner.is_location:
                    kind = RelationType.RESIDES_IN
                found.add(kind, referent, token, "parenthesis", 0.9, object=owner)
                return

    def _phrases(self, name: Name, referent: Referent) -> None:
        """«X frå Y», «X i Havforskingsinstituttet»."""
        found = self._context.found
        inside = self._context.document.doc[name.start : name.end]
        phrases = [child for token in inside for child in token.children]
        for child in (*phrases, *self._shared(inside[0])):
            prep = preposition(child)
            if child.dep_ == "nmod" and child.i >= name.end and prep in relation_words().after_name:
                for _, owner in self._context.participants.resolve_all(child):
                    if owner.is_location:
                        if prep in relation_words().of_origin and not (
                            is_of_old(child) and home(owner) is RelationType.RESIDES_IN
                        ):
                            found.add(home(owner), referent, child, "name with place", 0.75, object=owner)
                    elif owner.type.is_organization and owner.named:
                        kind = RelationType.AFFILIATED_WITH
                        found.add(kind, referent, child, "name with organisation", 0.7, object=owner)
                    elif is_assembly(child, owner) and has_feature(child, "Definite", "Def"):
                        # «X (Ap) i finanskomiteen»
                        kind = RelationType.MEMBER_OF
                        found.add(kind, referent, child, "name with assembly", 0.65, object=owner)

    @staticmethod
    def _shared(name: Token) -> list[Token]:
        """«stortingsrepresentantane X og Y frå Z», «X og Y, begge frå Z»: what is said of the last is said of all."""
        if name.dep_ == "conj" and name.head.pos_ == "PROPN":
            name = name.head
        several = [c for c in children(name, "conj") if c.pos_ == "PROPN"]
        if not several:
            return []
        last = several[-1]
        title = name.head if name.dep_ in ("appos", "flat:name") else None
        if title is not None and title.i < name.i and has_feature(title, "Number", "Plur"):
            return children(last, "nmod")
        both = [c for t in (name, last) for c in children(t, "appos") if c.lower_ in relation_words().both]
        return [phrase for word in both for phrase in children(word, "nmod")]
