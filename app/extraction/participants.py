"""From a word in the parse to the entity it refers to: names, titles, descriptions, pronouns, concepts."""

from app.extraction.antecedents import Antecedents
from app.extraction.entities import Referent
from app.extraction.expressions import fixed_words
from app.extraction.gazetteer import Entry, Gazetteer
from app.extraction.introductions import Introductions, last_part
from app.extraction.nameable import names_nothing, stands_for_body
from app.extraction.names import NameTable
from app.extraction.phrases import ends_in, long_words
from app.extraction.referents import Referents
from app.extraction.syntax import children, conjuncts, has_feature
from app.extraction.words import is_decade, reference_words, status_words, time_units
from app.extraction.words.syntax import syntax_words
from app.language import Document
from app.language.tokens import Doc, Token
from app.model.extraction import MentionKind, Span
from app.model.vocabulary import EntityType

_NOMINAL = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj")
"""Where an adjective stands as a noun does."""


class Participants:
    """Resolves words of one document; the same word always gets the same answer."""

    def __init__(self, document: Document, gazetteer: Gazetteer, names: NameTable) -> None:
        self._document = document
        self._doc: Doc = document.doc
        self._gazetteer = gazetteer
        self._names = names
        self.names = names.at
        """Index of a word of a name → whose name it is."""
        self._words = reference_words()
        self._people = long_words(self._words.people)
        self._bodies = long_words(self._words.bodies)
        self._known: dict[int, Referent | None] = {}
        self._fixed = fixed_words(self._doc)
        self._groups: dict[int, list[Referent]] = {}
        """Index of a plural pronoun → the several that it stands for."""
        self.cataphors: set[int] = set()
        """Indices of pronouns whose bearer is named after them."""
        self._concepts: dict[int, Referent] = {}
        """Index of a noun → the thing without a name that its chain is of."""
        self._referents = Referents(document, gazetteer, names, self._known)
        self.referents = self._referents.all
        self._introductions = Introductions(document, gazetteer, names)
        self.apposed = self._introductions.apposed
        """Index of a title noun behind a name → whose name it is."""
        self.title_of = self._introductions.title_of
        """Index of a title noun → the person it introduces."""
        self.holders = self._introductions.holders
        self._antecedents = Antecedents(document.doc, self.referents)
        # In text order, so that what refers back finds what was told before.
        for token in self._doc:
            if token.pos_ in ("NOUN", "PRON", "ADJ", "DET", "PROPN") and document.is_running(token.idx):
                self._early(token)

    def _early(self, token: Token) -> None:
        """What must be resolved in text order: pronouns, descriptions of persons and bodies, country adjectives."""
        if token.i in self._names.at or token.i in self._known or token.i in self._fixed:
            return
        if token.i in self.title_of:
            referent = self.title_of[token.i]
            self._known[token.i] = referent
            self._referents.describe(referent, token)
        elif token.i in self.apposed:
            self._known[token.i] = self.apposed[token.i]
            self._referents.mention(self.apposed[token.i], token, token.i, token.i, MentionKind.NOMINAL)
        elif token.pos_ == "PRON" and token.lower_ in self._words.pronouns:
            self._known[token.i] = self._pronoun(token)
        elif token.lower_ in self._words.reflexives:
            self._known[token.i] = None
        elif token.pos_ == "ADJ" and token.lemma_.lower() in self._gazetteer.adjectives:
            self._known[token.i] = self.place(self._gazetteer.adjectives[token.lemma_.lower()], token)
        elif (token.pos_ == "NOUN" and token.dep_ != "compound") or self._is_people(token):
            self._known[token.i] = self._noun(token)
            if self._known[token.i] is None:
                del self._known[token.i]

    def _is_people(self, token: Token) -> bool:
        """«dei tilsette», «den sikta»: an adjective that stands for persons."""
        alone = token.pos_ == "ADJ" and token.dep_ in _NOMINAL and not children(token, "cop")
        lemma = token.lemma_.lower()
        # «Tiltalte nektar»
        called = bool(children(token, "det")) or lemma in self._words.tried
        return alone and called and lemma in self._words.people

    def is_first_person(self, token: Token) -> bool:
        """Whether the word stands for whoever speaks («eg», «oss»)."""
        pronoun = self._words.pronouns.get(token.lower_)
        return token.pos_ == "PRON" and pronoun is not None and pronoun.speaker

    def resolve(self, token: Token) -> Referent | None:
        """The entity that a word refers to; None for an unresolved pronoun or a word that names nothing."""
        if token.i in self._names.at:
            return self._names.at[token.i]
        if token.i in self._known:
            return self._known[token.i]
        found: Referent | None = None
        lemma = token.lemma_.lower()
        if token.i in self._fixed or lemma in time_units() or is_decade(lemma):
            self._known[token.i] = None
            return None
        if lemma in self._words.partitives:
            # «ei rekkje land», «delar av Gaza»: what is counted takes part, not the count.
            counted = [c for c in children(token, "nmod") if c.i > token.i]
            if counted:
                self._known[token.i] = None
                self._known[token.i] = self.resolve(counted[0])
                return self._known[token.i]
        apposed = next(
            (c for c in children(token, "appos", "flat:name") if c.i in self._names.at and c.i > token.i),
            None,
        )
        if token.pos_ == "NOUN" and apposed is not None and apposed.i - token.i <= 3:
            # «nyheitsbyrået Reuters», «selskapet Equinor»: the noun introduces the name.
            found = self._names.at[apposed.i]
        elif token.pos_ in ("NOUN", "PROPN", "NUM", "X") or (
            token.pos_ == "ADJ" and token.dep_ not in ("amod", "advmod")
        ):
            found = self._concept(token)
        self._known[token.i] = found
        return found

    def resolve_all(self, token: Token) -> list[tuple[Token, Referent]]:
        """The entities of a word and of all coordinated with it; those that cannot be resolved are left out."""
        found: list[tuple[Token, Referent]] = []
        for part in conjuncts(token):
            if part != token and part.pos_ in ("VERB", "AUX"):
                continue
            group = self._groups.get(part.i, [])
            found.extend((part, member) for member in group if all(member is not r for _, r in found))
            referent = self.resolve(part) if not group else None
            if referent is not None and all(referent is not r for _, r in found):
                found.append((part, referent))
            for name, bearer in self._apposed_names(part):
                if all(bearer is not r for _, r in found):
                    found.append((name, bearer))
        return found

    def _apposed_names(self, noun: Token) -> list[tuple[Token, Referent]]:
        """«statsrådane Kari Vik og Per Nes», «statsråd Kari Vik og direktør Per Nes»: whom a noun introduces."""
        if noun.i in self._names.at:
            return []
        first = next(
            (c for c in children(noun, "appos", "flat:name") if c.i in self._names.at and c.i > noun.i), None
        )
        if first is None or self.resolve(noun) is not self._names.at[first.i]:
            return []
        bearers = ((t, self._names.at.get(t.i) or self.title_of.get(t.i)) for t in conjuncts(first)[1:])
        return [(word, bearer) for word, bearer in bearers if bearer is not None]

    def country(self, token: Token, referent: Referent | None) -> str | None:
        """The country that a noun for an inhabitant, or what somebody with a name was introduced as, tells."""
        if referent is not None and referent.named and (home := self._introductions.home(referent)):
            return home
        return self._introductions.inhabitant(token) if token.pos_ == "NOUN" else None

    def adopt(self, token: Token, referent: Referent, kind: MentionKind, *, takes_part: bool) -> None:
        """A word that the rules gave to nobody is a mention of a referent; with `takes_part`, in events too."""
        first, last = (token.i, token.i) if kind is MentionKind.PRONOUN else self._referents.phrase_of(token)
        self._referents.mention(referent, token, first, last, kind)
        if kind is MentionKind.NOMINAL and not referent.named:
            self._referents.note_about(referent, first, last)
            referent.titles.add(last_part(token))
        if not takes_part or self._groups.get(token.i):
            return
        if kind is MentionKind.PRONOUN or referent.type is not EntityType.CONCEPT:
            if self._known.get(token.i) is None:
                self._known[token.i] = referent
        else:
            self._concepts[token.i] = referent

    def release(self, token: Token) -> None:
        """What the rules took a word for does not hold."""
        referent = self._known.pop(token.i, None)
        if referent is not None:
            referent.drop(token.i, token.idx)

    def introduce(self, token: Token, kind: EntityType) -> Referent:
        """A new referent without a name, called as the word is with what belongs to it."""
        return self._referents.introduce(token, kind)

    def place(self, entry_id: str, token: Token) -> Referent | None:
        """The referent of a gazetteer entry that a word within another word or name stands for («norsk», «Ap-»)."""
        return self._referents.place(entry_id, token)

    def of_entry(self, entry: Entry) -> Referent:
        """The referent of a gazetteer entry, a new one without mentions where the article has none."""
        return self._referents.of_entry(entry)

    def span_of(self, token: Token) -> Span:
        """The words that put an entity into its role."""
        referent = self.resolve(token)
        if referent is not None:
            for span in referent.mentions:
                if span.start <= token.idx < span.end:
                    return span
        return Span(token.idx, token.idx + len(token))

    def _noun(self, token: Token) -> Referent | None:
        """Persons and bodies without names, and definite nouns that refer back; None for other nouns."""
        lemma = last_part(token)
        if token.lemma_.lower() in self._words.partitives:
            return None
        definite = has_feature(token, "Definite", "Def")
        single = not has_feature(token, "Number", "Plur")
        whole = token.lemma_.lower()
        if any(
            c.i in self._names.at for c in children(token, "appos", "flat:name") if 0 < c.i - token.i <= 2
        ):
            return None
        if definite and single:
            types = self._words.definite.get(token.lower_)
            found = None
            if types and not children(token, "nmod", "amod", "nmod:poss"):
                # «ein mann … mannen»: whom the same noun introduced comes before whoever has a name.
                introduced = self._referents.introduced(EntityType.PERSON, f"{whole}/{single}")
                found = introduced or self._antecedents.latest(types, token)
            if found is None and self._gazetteer.title(lemma):
                found = self._antecedents.holder(lemma, whole, token, self._held_for)
            if found is not None:
                self._referents.mention(found, token, token.i, token.i, MentionKind.NOMINAL)
                return found
        inhabitant = self._introductions.inhabitant(token)
        if inhabitant is not None and definite and single and not children(token, "nmod", "nmod:poss"):
            # «svensken»: who was just told of.
            home = self._introductions.home
            found = self._antecedents.person(token, lambda r: home(r) in (None, inhabitant))
            if found is not None:
                self._referents.mention(found, token, token.i, token.i, MentionKind.NOMINAL)
                return found
        is_person = (
            lemma in self._words.people
            or ends_in(whole, self._people)
            or lemma.endswith(self._words.people_ends)
            or self._gazetteer.title(lemma) is not None
            or inhabitant is not None
        )
        is_body = lemma in self._words.bodies or whole in self._words.bodies or ends_in(whole, self._bodies)
        if is_body and stands_for_body(token):
            return self._referents.unnamed(EntityType.ORGANIZATION, f"{whole}/{single}", token, reuse=True)
        if is_person:
            return self._referents.unnamed(EntityType.PERSON, f"{whole}/{single}", token, reuse=definite)
        return None

    def _held_for(self, title: Token) -> set[int]:
        """Whom a title is held for («toppkandidaten til X»), by identity; only who is certain to be no other's name."""
        phrases = (t for t in title.children if t.i > title.i and t.dep_ == "nmod")
        bodies = (self._names.at[t.i] for t in phrases if t.i in self._names.at)
        return {id(body) for body in bodies if body.entry is not None}

    def _pronoun(self, token: Token) -> Referent | None:
        if children(token, "acl:relcl"):
            # «dei som arbeider»: whoever the clause says, nobody told of before.
            return None
        following = self._names.at.get(token.i + 1)
        if following is not None and following.is_person and token.head.i == token.i + 1:
            # «han Olav»: the name stands beside it.
            return following
        if self._words.pronouns[token.lower_].plural:
            self._groups[token.i] = self._antecedents.group(token, self._names.at)
            if self._groups[token.i]:
                return None
        referent = self._antecedents.pronoun(token, self._words.pronouns[token.lower_])
        if referent is None:
            referent = self._antecedents.following(token, self._words.pronouns[token.lower_], self._names.at)
            if referent is not None:
                self.cataphors.add(token.i)
        if referent is not None:
            self._referents.mention(referent, token, token.i, token.i, MentionKind.PRONOUN)
        return referent

    def _concept(self, token: Token) -> Referent | None:
        """A participant that has no name; the ranking has told which nouns are of one."""
        if token.i in self._concepts:
            return self._concepts[token.i]
        if names_nothing(token):
            return None
        together = self._named_together(token)
        if token != together[0]:
            return self.resolve(together[0])
        return self._referents.concept(token, together[-1])

    def _named_together(self, token: Token) -> list[Token]:
        """«song, dans og musikk»: bare things in a row are one; otherwise only the word itself."""
        first = token
        while first.dep_ == "conj" and first.head != first and first.head.pos_ == "NOUN":
            first = first.head
        row = conjuncts(first)
        if len(row) < 2 or not all(self._is_bare_thing(part, first) for part in row):
            return [token]
        return row if self._referents.spans_row(row) else [token]

    def _is_bare_thing(self, token: Token, first: Token) -> bool:
        """Whether a noun names a thing nobody knows and, behind the first, has no article, owner or preposition."""
        if token.pos_ != "NOUN" or token.i in self._names.at or token.i in self._concepts:
            return False
        known = self._known.get(token.i)
        if (known is not None and known.type is not EntityType.CONCEPT) or names_nothing(token):
            return False
        if has_feature(token, "Definite", "Def"):
            # «brua og vegen» are two that the reader knows.
            return False
        apart = ("det", "nummod", "nmod:poss", "case", "acl:relcl")
        return token == first or not any(c.dep_ in apart or self._contrasts(c) for c in token.children)

    @staticmethod
    def _contrasts(word: Token) -> bool:
        """«sand og ikkje grus», «sand, men grus»."""
        negates = word.lower_ in status_words().negation
        return negates or (word.dep_ == "cc" and word.lower_ not in syntax_words()["joining"])
