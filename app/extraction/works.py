"""Who made a work that has no name: «boka til X», «Xs rapport», «X-rapporten»."""

from app.extraction.entities import Referent
from app.extraction.relation_drafts import RelationContext
from app.extraction.syntax import children, hearer_prepositions, message_nouns, preposition
from app.extraction.titles import Titles
from app.extraction.words import relation_words
from app.language.tokens import Token
from app.model.vocabulary import RelationType


class Works:
    """Rules for nouns of books, reports, films and their like."""

    def __init__(self, context: RelationContext, titles: Titles) -> None:
        self._context = context
        self._titles = titles

    def tell(self, noun: Token) -> None:
        """The maker of the work that a noun stands for."""
        if not noun.lemma_.lower().endswith(relation_words().works):
            return
        work = self._context.participants.resolve(noun)
        if work is None or work.is_actor:
            return
        for maker in self._makers(noun):
            if maker.is_actor and maker.named and not maker.is_location:
                self._context.found.add(
                    RelationType.CREATOR_OF, maker, noun, "work, whose", 0.65, object=work
                )

    def _makers(self, noun: Token) -> list[Referent]:
        participants = self._context.participants
        found: list[Referent | None] = []
        for child in children(noun, "nmod", "nmod:poss"):
            prep = preposition(child)
            if prep is None and child.i < noun.i:
                # «Kari sin roman»: the name stands under the possessive.
                holder = next((c for c in child.children if c.i in self._context.names.at), child)
                found.append(participants.resolve(holder))
            elif prep == "av" and noun.lemma_.lower().endswith(relation_words().depicting):
                # «fotografiet av Kari»: who is seen on it.
                continue
            elif prep in hearer_prepositions() and noun.lemma_.lower().endswith(message_nouns()):
                # «brevet til Kari»: who gets it.
                continue
            elif prep in relation_words().of_maker:
                found.append(participants.resolve(child))
        if "-" in noun.text:
            found.append(self._titles.by_name(noun.text.split("-")[0], noun))
        return [referent for referent in found if referent is not None]
