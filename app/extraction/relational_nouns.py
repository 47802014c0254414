"""Nouns that say what somebody is to somebody: «X, son til Y», «Ys allierte», «medlem av Y»."""

from itertools import combinations, product

from app.extraction.entities import Referent
from app.extraction.relation_drafts import RelationContext
from app.extraction.syntax import SUBJECTS, children, conjuncts, has_feature, preposition
from app.extraction.titles import Titles, home
from app.extraction.words import reference_words, relation_words
from app.language.tokens import Token
from app.model.vocabulary import SYMMETRIC_RELATIONS, EntityType, RelationType


class RelationalNouns:
    """Rules for nouns of family, membership, alliance, ownership and parts."""

    def __init__(self, context: RelationContext, titles: Titles) -> None:
        self._context = context
        self._titles = titles

    def tell(self, noun: Token) -> None:
        """«X, son til Y», «Ys mor X», «kona hans»."""
        if "-" in noun.text:
            self._member(noun)
        word = relation_words().nouns.get(noun.lemma_.lower())
        if word is None:
            return
        if word.relation in SYMMETRIC_RELATIONS and self._each_other(noun, word.relation):
            return
        others: list[Referent] = []
        if word.needs == "person" and noun.dep_ == "conj" and not children(noun, "nmod", "nmod:poss"):
            # «Per og kona»: hers is whom she stands beside.
            first = self._context.participants.resolve(noun.head)
            # «Per, Kari og kona»: whose she is, nobody can tell.
            pair = len(conjuncts(noun.head)) == _PAIR
            if pair and first is not None and first.is_person and has_feature(noun, "Definite", "Def"):
                others.append(first)
        for child in noun.children:
            prep = preposition(child)
            is_genitive = child.dep_ in ("nmod", "nmod:poss") and prep is None
            if is_genitive or prep in relation_words().of_relational:
                # «medlem av styret ved X»: who sits in the board there is no member of the whole.
                held = (c for c in child.children if c.i in self._context.names.at)
                base = next((c for c in held if preposition(c) not in relation_words().of_workplace), child)
                if child.lower_ in reference_words().reflexives:
                    base = self._clause_subject(noun) or child
                others.extend(r for _, r in self._context.participants.resolve_all(base))
        for holder, other in product(self._holders_of(noun), others):
            if word.needs == "person" and not other.is_person:
                continue
            if word.needs == "work" and other.type not in (EntityType.CREATIVE_WORK, EntityType.PRODUCT):
                continue
            if word.needs == "org" and not other.type.is_organization:
                continue
            if not (holder.named or other.named or _are_kin(word.relation, holder, other)):
                continue
            subject, object_ = (other, holder) if word.flip else (holder, other)
            kind = word.relation
            if kind is RelationType.CITIZEN_OF:
                if not other.is_location:
                    continue
                kind = home(other)
            if kind in SYMMETRIC_RELATIONS and not children(noun, "cop"):
                # «Kari og mannen hennar, Per»: in the order of the text.
                subject, object_ = object_, subject
            reality = self._context.verbal.reality(noun) if children(noun, "cop") else None
            rule, sure = ("relational noun", 0.8) if holder.named or other.named else ("kin", 0.65)
            self._context.found.add(kind, subject, noun, rule, sure, object=object_, reality=reality)

    def _member(self, noun: Token) -> None:
        """«Nato-land», «Al-Qaida-medlemmene»: a compound that begins with what its bearers are members of."""
        if noun.lemma_.lower().rsplit("-", 1)[-1] not in relation_words().members:
            return
        body = self._titles.by_name(noun.text.rsplit("-", 1)[0], noun)
        if body is None or not body.type.is_organization:
            return
        # «Voss er eit Nato-land» tells it of the subject.
        words = children(noun, *SUBJECTS) if children(noun, "cop") else [noun]
        for word in words:
            bearer = self._context.participants.resolve(word)
            if bearer is not None:
                reality = self._context.verbal.reality(noun) if word != noun else None
                self._context.found.add(
                    RelationType.MEMBER_OF,
                    bearer,
                    noun,
                    "member, compound",
                    0.7,
                    object=body,
                    reality=reality,
                )

    def _each_other(self, noun: Token, kind: RelationType) -> bool:
        """«brørne Odd og Tor»: what two who are named together are to each other."""
        for name in children(noun, "appos", "flat:name"):
            parts = [t for t in conjuncts(name) if t.i > noun.i]
            at = self._context.names.at
            named = list(dict.fromkeys(at[t.i] for t in parts if t.i in at and at[t.i].is_person))
            if len(named) > 1:
                for first, second in combinations(named, 2):
                    self._context.found.add(kind, first, noun, "of each other", 0.75, object=second)
                return True
        return False

    def _clause_subject(self, noun: Token) -> Token | None:
        head = noun.head
        for _ in range(5):
            frame = self._context.verbal.frames.get(head.i)
            if frame is not None and frame.subj:
                return frame.subj[0]
            head = head.head
        return None

    def _holders_of(self, noun: Token) -> list[Referent]:
        """Whom a relational noun describes: its subjects, its apposition, or whom it introduces or stands for."""
        subjects: list[Token] | None = None
        if children(noun, "cop"):
            subjects = children(noun, *SUBJECTS)
        elif noun.dep_ == "xcomp" and noun.head.lemma_.lower() in relation_words().becoming:
            # «X blei medlem i Y»
            frame = self._context.verbal.frames.get(noun.head.i)
            subjects = frame.subj if frame is not None else []
        if subjects is not None:
            return [r for s in subjects[:1] for _, r in self._context.participants.resolve_all(s)]
        holder = self._held(noun)
        return [holder] if holder is not None else []

    def _held(self, noun: Token) -> Referent | None:
        """Whom it describes that is no subject."""
        for child in children(noun, "appos", "flat:name"):
            if child.i in self._context.names.at:
                return self._context.names.at[child.i]
        if noun.dep_ == "appos":
            return self._context.participants.resolve(noun.head)
        following = noun.nbor() if noun.i + 1 < len(self._context.document.doc) else None
        if (
            following is not None
            and following.i in self._context.names.at
            and self._context.names.at[following.i].is_person
        ):
            return self._context.names.at[following.i]
        referent = self._context.participants.resolve(noun)
        return referent if referent is not None and referent.is_person else None


_PAIR = 2
_KINSHIP = frozenset({RelationType.PARENT_OF, RelationType.SPOUSE_OF, RelationType.SIBLING_OF})


def _are_kin(kind: RelationType, holder: Referent, other: Referent) -> bool:
    """«mannen og dottera hans»: families are worth telling of without names."""
    return kind in _KINSHIP and holder.is_person and other.is_person
