"""The entities of one article while they are being found."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.extraction.gazetteer import Entry
from app.model.extraction import Entity, EntityKey, Mention, MentionKind, Span
from app.model.vocabulary import EntityType

_YEAR = re.compile(r" (?:19|20)\d\d$")


@dataclass(slots=True, eq=False)
class Referent:
    """An entity in the making; identity is the object itself."""

    type: EntityType
    name: str
    mentions: dict[Span, Mention] = field(default_factory=dict)
    entry: Entry | None = None
    gender: str | None = None
    plural: bool = False
    titles: set[str] = field(default_factory=set)
    about: list["Referent"] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Token indices of its mentions' heads, in text order."""

    @property
    def named(self) -> bool:
        """Whether the text names it."""
        return self.entry is not None or any(m.kind is MentionKind.NAME for m in self.mentions.values())

    @property
    def is_person(self) -> bool:
        """Whether it is a person or a group of persons."""
        return self.type is EntityType.PERSON

    @property
    def is_actor(self) -> bool:
        """Whether it can act of its own will."""
        return self.is_person or self.type.is_organization or self.type is EntityType.GEOPOLITICAL_ENTITY

    @property
    def is_location(self) -> bool:
        """Whether things can happen in it."""
        return self.type in (EntityType.GEOPOLITICAL_ENTITY, EntityType.PLACE)

    def add(self, mention: Mention, head: int) -> None:
        """Adds a mention; `head` is the token index of its head word."""
        self.mentions.setdefault(mention.span, mention)
        if head not in self.heads:
            self.heads.append(head)
            self.heads.sort()

    def drop(self, head: int, offset: int) -> None:
        """Takes back the mention whose head is the token with an index and an offset in the text."""
        self.heads = [h for h in self.heads if h != head]
        around = [
            s
            for s, m in self.mentions.items()
            if s.start <= offset < s.end and m.kind is not MentionKind.NAME
        ]
        if around:
            del self.mentions[min(around, key=lambda s: s.end - s.start)]

    def last_before(self, index: int) -> int | None:
        """The last head before a token index."""
        return max((h for h in self.heads if h < index), default=None)


def freeze(
    referents: list[Referent], needed: set[int], standing: Mapping[tuple[int, Span], Referent] | None = None
) -> tuple[dict[int, EntityKey], tuple[Entity, ...]]:
    """Keys (by `id` of the referent) and entities in text order.

    Kept are those with a name, those whose ids are needed, and those that the text speaks of more than once. `standing`
    has, by `id` of a referent and span of a mention, whom a place stands for there.
    """
    standing = standing or {}
    wanted = set(needed)
    for referent in referents:
        if id(referent) in needed:
            wanted.update(id(r) for r in referent.about)
    meant = {id(r) for r in standing.values()}
    kept = [
        r
        for r in referents
        if id(r) in meant or (r.mentions and (r.named or id(r) in wanted or len(r.mentions) > 1))
    ]
    # Whom a place only stands for comes last.
    kept.sort(key=lambda r: (not r.mentions, min(r.mentions, default=Span(0, 0)), r.type, r.name))
    keys = {id(r): EntityKey(f"e{number}") for number, r in enumerate(kept, start=1)}

    def mention(referent: Referent, span: Span) -> Mention:
        other = standing.get((id(referent), span))
        plain = referent.mentions[span]
        return plain if other is None else replace(plain, stands_for=keys[id(other)])

    entities = tuple(
        Entity(
            keys[id(r)],
            r.type,
            r.name,
            tuple(mention(r, span) for span in sorted(r.mentions)),
            r.entry.id if r.entry else None,
            tuple(dict.fromkeys(keys[id(a)] for a in r.about if id(a) in keys and a is not r)),
        )
        for r in kept
    )
    return keys, entities


def best_name(referent: Referent, names: list[str]) -> str:
    """The fullest of a referent's names, the most frequent where two are as long.

    A year behind a name does not make it fuller: «Fjordfesten 2008» is one year's.
    """
    counts = Counter(names)
    if not counts:
        return referent.name
    return max(
        counts, key=lambda n: (len(_YEAR.sub("", n).split()), not _YEAR.search(n), counts[n], len(n), n)
    )
