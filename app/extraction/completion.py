"""The chains of the ranking become entities: what the rules gave to nobody or another goes to whom the chain is of."""

from app.extraction.chain import Chain
from app.extraction.coreference import Mentioned, mentions_of
from app.extraction.entities import Referent
from app.extraction.names import NameTable
from app.extraction.participants import Participants
from app.extraction.ranking import chains, load_ranking
from app.extraction.words import reference_words
from app.language import Document
from app.language.tokens import Token
from app.model.article import Variety
from app.model.extraction import MentionKind
from app.model.vocabulary import EntityType

_THIRD_PERSON = ("m", "f", "they")
"""Pronouns that take part in events: «seg» repeats who does already, and who «eg» is the reporting knows."""
_SOMEBODY = ("m", "f", "speaker")


def complete(document: Document, names: NameTable, participants: Participants) -> None:
    """Give every mention to the entity that its chain is of; of chains without any, one comes into being."""
    taken: set[int] = set()
    for chain in chains(mentions_of(document, names, participants), document.doc, load_ranking()):
        referent = _referent(chain, participants, document, taken)
        if referent is None:
            for mention in chain.mentions:
                if mention.referent is not None and not _is_settled(mention, participants):
                    participants.release(document.doc[mention.index])
            continue
        taken.add(id(referent))
        for mention in chain.mentions:
            _give(mention, referent, chain, participants, document)


def _referent(
    chain: Chain, participants: Participants, document: Document, taken: set[int]
) -> Referent | None:
    """Whom the names are of, else whom the rules made first; no two chains are of one."""
    known = [m.referent for m in chain.mentions if m.referent is not None]
    bearers = [m.referent for m in chain.mentions if m.referent is not None and m.kind == "name"]
    unnamed = [r for r in known if not r.named]
    found = next((r for r in (*bearers, *unnamed) if id(r) not in taken), None)
    if found is not None:
        return found
    # «partiet», «statsministeren»: the rules know of what sort the bearer is; «seier leiar i X, Kari Vik» is she.
    beside = participants.title_of.keys() | participants.apposed.keys()
    told = [
        r
        for m in chain.mentions
        if (m.kind == "def" or m.index in beside) and (r := m.referent) is not None and r.named
    ]
    if told:
        return told[0]
    if len(chain.mentions) == 1 and not unnamed:
        return None
    first = next((m for m in chain.mentions if not m.is_pronoun), None)
    if first is None:
        # «eg», «meg» and «min» of one who says so and is named elsewhere; pronouns alone are nobody that can be told.
        return next((m.teller for m in chain.mentions if m.kind == "speaker" and m.teller is not None), None)
    noun = document.doc[first.index]
    kind = EntityType.PERSON if _is_somebody(chain, noun, document) else EntityType.CONCEPT
    if unnamed:
        kind = unnamed[0].type
    return participants.introduce(noun, kind)


def _is_somebody(chain: Chain, noun: Token, document: Document) -> bool:
    """Whether a pronoun of the chain stands for persons; in Nynorsk «han» and «ho» stand for things as well."""
    kinds = {m.kind for m in chain.mentions}
    if "speaker" in kinds or document.variety is not Variety.NYNORSK:
        return not kinds.isdisjoint(_SOMEBODY)
    called = noun.pos_ == "PROPN" or noun.lemma_.lower().endswith(reference_words().speakers)
    return called and not kinds.isdisjoint(_SOMEBODY)


def _is_settled(mention: Mentioned, participants: Participants) -> bool:
    """Whether the rules know best: names, titles beside names, «dei» for what was just spoken of, «før ho kom, …»."""
    is_title = mention.index in participants.title_of or mention.index in participants.apposed
    return is_title or mention.kind in ("name", "they") or mention.index in participants.cataphors


def _give(
    mention: Mentioned, referent: Referent, chain: Chain, participants: Participants, document: Document
) -> None:
    token = document.doc[mention.index]
    if mention.referent is referent or (mention.referent is not None and _is_settled(mention, participants)):
        return
    if mention.referent is not None:
        participants.release(token)
    kind = MentionKind.PRONOUN if mention.is_pronoun else MentionKind.NOMINAL
    # In facts a wrong link costs more than a missing one.
    is_sure = mention.number in chain.sure
    takes_part = not mention.is_pronoun or (mention.kind in _THIRD_PERSON and is_sure)
    participants.adopt(token, referent, kind, takes_part=takes_part)
