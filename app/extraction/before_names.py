"""What stands before a name and is no title: «amerikanske X», «SVs X», and the country in «dronning X av Y»."""

from app.extraction.entities import Referent
from app.extraction.names import Name
from app.extraction.relation_drafts import RelationContext
from app.extraction.syntax import children, preposition
from app.extraction.words import relation_words
from app.model.vocabulary import EntityType, RelationType


class BeforeNames:
    """Rules for words that modify a name directly."""

    def __init__(self, context: RelationContext) -> None:
        self._context = context

    def tell(self, name: Name, referent: Referent) -> None:
        """The relations of one name at one place."""
        doc, participants = self._context.document.doc, self._context.participants
        if referent.is_person:
            self._realm(name, referent)
        for token in doc[name.start : name.end]:
            for child in children(token, "amod", "nmod", "nmod:poss"):
                if child.i >= name.start or (child.dep_ != "amod" and preposition(child) is not None):
                    continue
                owner = participants.resolve(child)
                if owner is None or owner is referent or not owner.named:
                    continue
                if child.dep_ == "amod" and owner.is_location:
                    kind = RelationType.CITIZEN_OF if referent.is_person else RelationType.LOCATED_IN
                    if referent.is_actor or referent.is_location:
                        self._context.found.add(
                            kind, referent, child, "adjective before name", 0.75, object=owner
                        )
                elif child.dep_ != "amod" and owner.type.is_organization and referent.is_person:
                    party = owner.type is EntityType.PARTY
                    kind = RelationType.MEMBER_OF if party else RelationType.AFFILIATED_WITH
                    self._context.found.add(kind, referent, child, "genitive before name", 0.7, object=owner)

    def _realm(self, name: Name, referent: Referent) -> None:
        """«dronning Margrethe av Danmark»: the name of a country within that of a person."""
        doc = self._context.document.doc
        for token in doc[name.start + 1 : name.end]:
            if token.nbor(-1).lower_ not in relation_words().of_realm:
                continue
            for entry in self._context.gazetteer.find(token.text):
                if entry.id.startswith("country/"):
                    owner = self._context.participants.place(entry.id, token)
                    if owner is not None:
                        self._context.found.add(
                            RelationType.AFFILIATED_WITH, referent, token, "realm in name", 0.8, object=owner
                        )
