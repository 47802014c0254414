"""Relations that titles, appositions, possessives, parentheses and predicates tell."""

import re

from spacy.tokens import Token

from app.extraction.descriptions import Descriptions
from app.extraction.entities import Referent
from app.extraction.gazetteer import Gazetteer, Title
from app.extraction.names import Name, NameTable
from app.extraction.participants import Participants
from app.extraction.relation_drafts import RelationDraft, RelationDrafts
from app.extraction.status import Reality
from app.extraction.syntax import SUBJECTS, children, has_feature, preposition, within_prepositions
from app.extraction.verbal import VerbalEvents
from app.extraction.words import reference_words, relation_words, time_units
from app.language import Document
from app.model.vocabulary import EntityType, RelationType

_AGE = re.compile(r"\d{1,3}$")
_ACTS_FOR = (RelationType.AFFILIATED_WITH, RelationType.LEADER_OF, RelationType.EMPLOYED_BY)
_AGED_NOUN = re.compile(r"(\d{1,3})-?åring")


class Relations:
    """Finds the relations of one document."""

    def __init__(
        self,
        document: Document,
        gazetteer: Gazetteer,
        names: NameTable,
        participants: Participants,
        verbal: VerbalEvents,
    ) -> None:
        self._document = document
        self._doc = document.doc
        self._gazetteer = gazetteer
        self._names = names
        self._participants = participants
        self._verbal = verbal
        self._found = RelationDrafts()

    def drafts(self) -> list[RelationDraft]:
        """All relations, each once per sentence, in text order."""
        for index, person in sorted(self._participants.title_of.items()):
            self._title(self._doc[index], person, "title before name")
        for name, referent in self._names.names:
            self._after(name, referent)
        for index, person in sorted(self._participants.title_of.items()):
            self._known_office(self._doc[index], person)
        for token in self._doc:
            if not self._document.is_running(token.idx):
                continue
            if token.pos_ == "NOUN":
                self._noun(token)
            elif token.pos_ == "VERB":
                self._verb(token)
            elif token.pos_ == "ADJ" and token.i not in self._names.at:
                # «USA er Israels viktigaste allierte»: an adjective used as a noun.
                self._family(token)
            if (token.pos_ in ("NOUN", "ADJ") and children(token, "cop")) or self._becomes(token):
                self._predicate(token)
            if token.i in self._names.at:
                self._located(token)
        Descriptions(self._document, self._gazetteer, self._names, self._participants, self._found).find()
        return self._found.ordered()

    def _title(self, noun: Token, person: Referent, rule: str, reality: Reality | None = None) -> None:
        """A title noun and whom its holder acts for: «USAs forsvarsminister», «Høgre-leiar», «leiar i SV»."""
        lemma = self._participants.lemma(noun)
        title = self._two_words(noun, lemma) or self._gazetteer.title(lemma)
        country = self._gazetteer.inhabitants.get(noun.lemma_.lower())
        if country is not None and (entry := self._gazetteer.entries.get(country)) is not None:
            referent = self._participants.place(entry.id, noun)
            if referent is not None:
                self._found.add(
                    RelationType.CITIZEN_OF, person, noun, rule, 0.8, object=referent, reality=reality
                )
            return
        if title is not None and title.kind != "family":
            literal = title.lemma if " " in title.lemma else self._literal(noun, lemma)
            self._found.add(
                RelationType.HOLDS_POSITION, person, noun, rule, 0.9, literal=literal, reality=reality
            )
        elif title is None:
            return
        for owner, how in self._owners(noun):
            kind = self._office_relation(title, owner, how)
            self._found.add(kind, person, noun, f"{rule}, {how}", 0.85, object=owner, reality=reality)

    def _two_words(self, noun: Token, lemma: str) -> Title | None:
        """«dagleg leiar», «administrerande direktør»: a title of its own."""
        before = next((c for c in children(noun, "amod") if c.i == noun.i - 1), None)
        if before is None:
            return None
        forms = (f"{word} {lemma}" for word in (before.lower_, before.lemma_.lower()))
        return next((self._gazetteer.titles[form] for form in forms if form in self._gazetteer.titles), None)

    def _known_office(self, noun: Token, person: Referent) -> None:
        """«Forsvarsminister X»: of which country, where the text does not say it but the gazetteer knows the office."""
        entry = person.entry
        if entry is None or not entry.note.get("of") or entry.in_office(self._document.article.date) is False:
            return
        lemma, office = self._participants.lemma(noun), entry.note.get("office", "")
        if lemma not in office.split("|") or self._found.of(person, *_ACTS_FOR):
            return
        owner = next(
            (r for r in self._participants.referents if r.entry and r.entry.id == entry.note["of"]), None
        )
        if owner is not None and owner.mentions:
            self._found.add(
                RelationType.AFFILIATED_WITH,
                person,
                noun,
                "office known to the gazetteer",
                0.75,
                object=owner,
            )

    def _literal(self, noun: Token, lemma: str) -> str:
        """The title as a bare lemma; the first part of a compound stays unless it is a name («Ap-leiar»)."""
        whole = noun.lemma_
        if "-" in whole and whole.split("-")[0][:1].isupper():
            return lemma
        return reference_words().before_name.get(whole.lower(), whole.lower())

    def _owners(self, noun: Token) -> list[tuple[Referent, str]]:
        found: list[tuple[Referent, str]] = []
        for child in noun.children:
            prep = preposition(child)
            if child.dep_ in ("nmod", "nmod:poss") and prep is None:
                holder = next((c for c in child.children if c.i in self._names.at), child)
                if (referent := self._participants.resolve(holder)) is not None and self._may_own(referent):
                    found.append((referent, "genitive"))
            elif child.dep_ in ("nmod", "obl") and prep in ("i", "for", "av", "ved", "på", "frå", "til"):
                for _, referent in self._participants.resolve_all(child):
                    # «skreiv generalsekretær N på X»: that is where he wrote it.
                    if self._may_own(referent) and not (
                        prep == "på" and referent.type is EntityType.NEWS_MEDIUM
                    ):
                        found.append((referent, f"«{prep}»"))
            elif (
                child.dep_ == "amod"
                and (referent := self._participants.resolve(child)) is not None
                and referent.type is EntityType.GEOPOLITICAL_ENTITY
            ):
                found.append((referent, "adjective"))
        if "-" in noun.text:
            first = noun.text.split("-")[0]
            owner = self._by_name(first, noun)
            if owner is not None and self._may_own(owner):
                found.append((owner, "compound"))
        return found

    def _by_name(self, form: str, noun: Token) -> Referent | None:
        """The referent of a name that stands only as the first part of a compound."""
        for name, referent in self._names.names:
            if name.form == form:
                return referent
        entries = self._gazetteer.find(form)
        entries = tuple(e for e in entries if e.type is not EntityType.PERSON)
        if len(entries) != 1:
            return None
        return self._participants.place(entries[0].id, noun)

    def _party(self, letter: str, token: Token) -> Referent | None:
        """«(H)»: the party of a letter, which nowhere else stands for it."""
        known = self._gazetteer.parties.get(letter)
        return self._participants.place(known, token) if known is not None else None

    @staticmethod
    def _may_own(referent: Referent) -> bool:
        return referent.type.is_organization or referent.is_location

    @staticmethod
    def _office_relation(title: Title | None, owner: Referent, how: str) -> RelationType:
        if title is None:
            return RelationType.AFFILIATED_WITH
        try:
            kind = RelationType(title.relation)
        except ValueError:
            kind = RelationType.AFFILIATED_WITH
        if owner.is_location:
            if how in ("«i»", "«på»", "«frå»") and title.kind == "profession":
                return RelationType.RESIDES_IN
            if how == "adjective" and title.kind == "profession":
                return RelationType.CITIZEN_OF
            return RelationType.AFFILIATED_WITH
        if kind in (RelationType.LEADER_OF, RelationType.MEMBER_OF, RelationType.EMPLOYED_BY):
            return kind
        if owner.type is EntityType.PARTY:
            return RelationType.MEMBER_OF
        return RelationType.AFFILIATED_WITH

    def _after(self, name: Name, referent: Referent) -> None:
        """What stands behind a name: «(Ap)», «(34)», «, leiar i Y», «frå Y»."""
        doc, index = self._doc, name.end
        if index >= len(doc) or not referent.is_person:
            return
        head = doc[name.start]
        if doc[index].text == "(" and index + 2 < len(doc):
            inner = []
            for token in doc[index + 1 : index + 8]:
                if token.text == ")":
                    break
                inner.append(token)
            for token in inner:
                if _AGE.match(token.text) and 0 < int(token.text) < 120:
                    self._found.add(
                        RelationType.AGED, referent, token, "parenthesis", 0.95, literal=token.text
                    )
                    break
            for token in inner:
                owner = self._names.at.get(token.i)
                if owner is None and len(inner) <= 2 and token.text[:1].isupper():
                    letter = token.text.rstrip(".")
                    owner = self._party(letter, token) or self._by_name(letter, token)
                if owner is not None and not owner.is_person:
                    kind = (
                        RelationType.MEMBER_OF
                        if owner.type is EntityType.PARTY
                        else RelationType.AFFILIATED_WITH
                    )
                    if owner.is_location:
                        kind = RelationType.RESIDES_IN
                    self._found.add(kind, referent, token, "parenthesis", 0.9, object=owner)
                    break
        if doc[index].text == "," and index + 1 < len(doc):
            for token in doc[index + 1 : min(index + 6, head.sent.end)]:
                if token.pos_ == "NOUN" and token.i not in self._names.at:
                    is_title = self._gazetteer.title(self._participants.lemma(token)) is not None
                    # «…, sa ordføraren» tells another's title.
                    if (
                        is_title
                        and not has_feature(token, "Definite", "Def")
                        and token.dep_ in ("appos", "nmod", "conj", "parataxis", "obl", "nsubj", "flat:name")
                        and token.i not in self._participants.title_of
                    ):
                        self._title(token, referent, "apposition")
                    break
                if token.pos_ in ("VERB", "AUX", "PROPN", "PRON", "PUNCT"):
                    break
        for token in doc[name.start : name.end]:
            for child in token.children:
                prep = preposition(child)
                if child.dep_ != "nmod" or child.i < name.end or prep not in ("frå", "i", "på", "ved"):
                    continue
                for _, owner in self._participants.resolve_all(child):
                    if owner.is_location:
                        if prep == "frå":
                            kind = self._home(owner)
                            self._found.add(kind, referent, child, "name with place", 0.75, object=owner)
                    elif owner.type.is_organization and owner.named:
                        kind = RelationType.AFFILIATED_WITH
                        self._found.add(kind, referent, child, "name with organisation", 0.7, object=owner)

    @staticmethod
    def _home(place: Referent) -> RelationType:
        """«X frå Y»: of a country one is a citizen, elsewhere one lives."""
        is_country = place.entry is not None and place.entry.id.startswith("country/")
        return RelationType.CITIZEN_OF if is_country else RelationType.RESIDES_IN

    def _noun(self, noun: Token) -> None:
        """Nouns that describe persons without a name before them, ages, and family."""
        if noun.i in self._participants.title_of or noun.i in self._names.at:
            return
        # A predicate tells what its subject is: «Sverige er medlem av Nato».
        is_predicate = bool(children(noun, "cop")) or self._becomes(noun)
        referent = self._participants.resolve(noun) if not is_predicate else None
        if referent is not None and referent.is_person:
            if match := _AGED_NOUN.match(noun.lemma_.lower()) or _AGED_NOUN.match(noun.lower_):
                self._found.add(RelationType.AGED, referent, noun, "aged noun", 0.9, literal=match[1])
            for adjective in children(noun, "amod"):
                years = [t for t in adjective.subtree if _AGE.match(t.text)]
                if years and adjective.lemma_.lower() in ("gammal", "gammel"):
                    self._found.add(RelationType.AGED, referent, years[0], "aged", 0.9, literal=years[0].text)
            lemma = self._participants.lemma(noun)
            title = self._gazetteer.title(lemma)
            for owner, how in self._owners(noun):
                if (
                    title is not None
                    and title.kind == "office"
                    and (how == "genitive" or has_feature(noun, "Number", "Sing"))
                ):
                    self._found.add(
                        self._office_relation(title, owner, how),
                        referent,
                        noun,
                        f"description, {how}",
                        0.7,
                        object=owner,
                    )
                elif how == "adjective":
                    is_office = title is not None and title.kind == "office"
                    kind = RelationType.AFFILIATED_WITH if is_office else RelationType.CITIZEN_OF
                    self._found.add(kind, referent, noun, "description, adjective", 0.65, object=owner)
                elif how == "«frå»" and owner.is_location and owner.named:
                    self._found.add(
                        self._home(owner), referent, noun, f"description, {how}", 0.55, object=owner
                    )
        elif referent is not None and referent.type.is_organization:
            for child in children(noun, "nmod"):
                other = self._participants.resolve(child)
                if other is not None and other.is_location and preposition(child) in within_prepositions():
                    self._found.add(
                        RelationType.LOCATED_IN, referent, child, "body with place", 0.6, object=other
                    )
        self._family(noun)

    def _family(self, noun: Token) -> None:
        """«X, son til Y», «Ys mor X», «kona hans»."""
        word = relation_words().nouns.get(noun.lemma_.lower())
        if word is None:
            return
        holder = self._holder_of(noun)
        others: list[Referent] = []
        for child in noun.children:
            prep = preposition(child)
            if (child.dep_ in ("nmod", "nmod:poss") and prep is None) or prep in ("til", "av", "i", "for"):
                base = next((c for c in child.children if c.i in self._names.at), child)
                if child.lower_ in reference_words().reflexives:
                    base = self._clause_subject(noun) or child
                others.extend(r for _, r in self._participants.resolve_all(base))
        for other in others:
            if word.needs == "person" and not other.is_person:
                continue
            if word.needs == "work" and other.type not in (EntityType.CREATIVE_WORK, EntityType.PRODUCT):
                continue
            if word.needs == "org" and not other.type.is_organization:
                continue
            if holder is None or not (holder.named or other.named):
                continue
            subject, object_ = (other, holder) if word.flip else (holder, other)
            reality = self._verbal.reality(noun) if children(noun, "cop") else None
            self._found.add(
                word.relation, subject, noun, "relational noun", 0.8, object=object_, reality=reality
            )

    def _clause_subject(self, noun: Token) -> Token | None:
        head = noun.head
        for _ in range(5):
            frame = self._verbal.frames.get(head.i)
            if frame is not None and frame.subj:
                return frame.subj[0]
            head = head.head
        return None

    def _holder_of(self, noun: Token) -> Referent | None:
        """Whom a relational noun describes: its subject, its apposition, or the person it introduces or stands for."""
        if children(noun, "cop"):
            subjects = children(noun, *SUBJECTS)
            return self._participants.resolve(subjects[0]) if subjects else None
        for child in children(noun, "appos", "flat:name"):
            if child.i in self._names.at:
                return self._names.at[child.i]
        if noun.dep_ == "appos":
            return self._participants.resolve(noun.head)
        following = noun.nbor() if noun.i + 1 < len(self._doc) else None
        if following is not None and following.i in self._names.at and self._names.at[following.i].is_person:
            return self._names.at[following.i]
        referent = self._participants.resolve(noun)
        return referent if referent is not None and referent.is_person else None

    def _predicate(self, noun: Token) -> None:
        """«X er leiar i Y», «X er eit selskap»."""
        head = noun.head if self._becomes(noun) else noun
        frame = self._verbal.frames.get(head.i) if head != noun else None
        words = frame.subj if frame is not None else children(noun, *SUBJECTS)
        subjects = [r for s in words for _, r in self._participants.resolve_all(s)]
        if not subjects or noun.pos_ != "NOUN":
            return
        lemma = self._participants.lemma(noun)
        reality = self._verbal.reality(head)
        if (
            relation_words().nouns.get(noun.lemma_.lower()) is not None
            and self._gazetteer.title(lemma) is None
        ):
            return
        definite = has_feature(noun, "Definite", "Def")
        plural = has_feature(noun, "Number", "Plur")
        for subject in subjects:
            if not subject.named:
                continue
            if noun.lemma_.lower() in time_units():
                self._years(noun, subject, reality)
            elif self._gazetteer.title(lemma) is not None and subject.is_person:
                self._title(noun, subject, "predicate", reality)
            elif not definite and not plural and preposition(noun) is None:
                self._found.add(
                    RelationType.INSTANCE_OF,
                    subject,
                    noun,
                    "predicate",
                    0.5,
                    literal=noun.lemma_.lower(),
                    reality=reality,
                )

    @staticmethod
    def _becomes(noun: Token) -> bool:
        """«X blei leiar»: a noun that the subject of the verb above becomes."""
        is_complement = noun.pos_ == "NOUN" and noun.dep_ == "xcomp"
        return is_complement and noun.head.lemma_.lower() in relation_words().becoming

    def _years(self, noun: Token, subject: Referent, reality: Reality) -> None:
        """«X er 80 år»; other measures of time tell nothing lasting."""
        number = next((c.text for c in children(noun, "nummod") if _AGE.match(c.text)), None)
        if subject.is_person and number is not None and noun.lemma_.lower() == "år":
            self._found.add(
                RelationType.AGED, subject, noun, "predicate", 0.85, literal=number, reality=reality
            )

    def _verb(self, verb: Token) -> None:
        """«X leier Y», «X eig Y», «X bur i Y»."""
        word = relation_words().verbs.get(verb.lemma_.lower())
        frame = self._verbal.frames.get(verb.i)
        if word is None or frame is None:
            return
        subjects = [r for s in frame.subj for _, r in self._participants.resolve_all(s)]
        targets = list(frame.obj) if word.needs_object else []
        targets += [head for prep, head in frame.oblique if prep in word.prepositions]
        for target in targets:
            for _, other in self._participants.resolve_all(target):
                for subject in subjects:
                    if not (subject.named or other.named) or (
                        not subject.is_actor and word.subject == "person"
                    ):
                        continue
                    if word.object == "organization" and not other.type.is_organization:
                        continue
                    if (
                        word.relation in (RelationType.RESIDES_IN, RelationType.LOCATED_IN)
                        and not other.is_location
                    ):
                        continue
                    if word.subject == "person" and not subject.is_person:
                        continue
                    self._found.add(
                        word.relation,
                        subject,
                        verb,
                        "verb",
                        0.75,
                        object=other,
                        reality=self._verbal.reality(verb),
                    )

    def _located(self, token: Token) -> None:
        """«Universitetet i Bergen», «Skøyen i Oslo»: a named place or organisation within a place."""
        referent = self._names.at[token.i]
        if referent.is_person or not (referent.type.is_organization or referent.is_location):
            return
        for child in children(token, "nmod"):
            other = self._names.at.get(child.i)
            if (
                other is not None
                and preposition(child) in within_prepositions()
                and other.is_location
                and other is not referent
            ):
                self._found.add(
                    RelationType.LOCATED_IN, referent, child, "name within place", 0.75, object=other
                )
