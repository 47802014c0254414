"""Words by what they do in a clause: prepositions, verbs that lend support, endings (`syntax.yaml`)."""

from functools import cache
from typing import Any

from app.extraction.words.loading import load


@cache
def syntax_words() -> dict[str, Any]:
    """The tables of `syntax.yaml`."""
    return load("syntax.yaml")


@cache
def _deeds() -> dict[str, Any]:
    return load("deeds.yaml")


def place_prepositions() -> frozenset[str]:
    """Prepositions that say where something happens."""
    return frozenset(syntax_words()["place"])


def within_prepositions() -> frozenset[str]:
    """Prepositions after which a place lies within another."""
    return frozenset(syntax_words()["within"])


def at_prepositions() -> frozenset[str]:
    """Prepositions after which an organisation can be where something happens."""
    return frozenset(syntax_words()["at"])


def along_prepositions() -> frozenset[str]:
    """Prepositions before the places that a road or a line runs by."""
    return frozenset(syntax_words()["along"])


def purpose_prepositions() -> frozenset[str]:
    """Prepositions between a verb and a bare noun for what its subject does («samla seg til protest»)."""
    return frozenset(syntax_words()["purpose"])


def governed_prepositions() -> frozenset[str]:
    """Prepositions that lead a verb to what it plans, asks for or denies («varsla om kutt»)."""
    return frozenset(syntax_words()["governed"])


def leading_prepositions() -> frozenset[str]:
    """Those of them that always do; the others lead to it only where the verb's sense asks for them."""
    return frozenset(syntax_words()["leading"])


def owner_prepositions() -> frozenset[str]:
    """Prepositions between a known thing and the one whose it is («besøket til kronprinsen»)."""
    return frozenset(syntax_words()["owners"])


def hearer_prepositions() -> frozenset[str]:
    """Prepositions between a message and who gets it."""
    return frozenset(syntax_words()["to_hearers"])


def concept_prepositions() -> frozenset[str]:
    """Prepositions that lead to a participant of a verb of the open class even where it is neither named nor acts."""
    return frozenset(syntax_words()["concept_prepositions"])


def oblique_roles() -> dict[str, dict[str, str]]:
    """Preposition → the role of what it governs under a verb of the open class, by «place» and «other»."""
    roles: dict[str, dict[str, str]] = syntax_words()["oblique_roles"]
    return roles


def support_verbs() -> frozenset[str]:
    """Verbs whose subject does what an event noun as their object says («gjennomføre ei gransking»)."""
    return frozenset(syntax_words()["support_verbs"])


def full_support_verbs() -> frozenset[str]:
    """Those of them that say so even of a definite noun («gjennomførte granskinga»)."""
    return frozenset(syntax_words()["full_support_verbs"])


def receiving_verbs() -> frozenset[str]:
    """Verbs whose subject suffers what an event noun as their object says («ha støtte frå Y»)."""
    return frozenset(syntax_words()["receiving_verbs"])


def occurrence_verbs() -> frozenset[str]:
    """Verbs that say of an event only that it happens («ulykka skjedde i Y»)."""
    return frozenset(syntax_words()["occurrence_verbs"])


def having_verbs() -> frozenset[str]:
    """Verbs that, negated, deny the event of a bare noun («har ikkje møte»)."""
    return frozenset(syntax_words()["having_verbs"])


def weak_verbs() -> frozenset[str]:
    """Verbs that tell nothing worth keeping by themselves."""
    return frozenset(syntax_words()["weak_verbs"])


def light_verbs() -> frozenset[str]:
    """Verbs that seldom tell something worth keeping, whoever takes part."""
    return frozenset(syntax_words()["light_verbs"])


def deed_verbs() -> frozenset[str]:
    """Verbs of no known class that tell a deed of their own."""
    return frozenset(_deeds()["deed_verbs"])


def idle_verbs() -> frozenset[str]:
    """Verbs that rather tell what somebody thinks, feels or is."""
    return frozenset(_deeds()["idle_verbs"])


def hollow_verbs() -> frozenset[str]:
    """Verbs that say with a hollow noun what is done («tok affære»)."""
    return frozenset(_deeds()["hollow_verbs"])


def hollow_nouns() -> frozenset[str]:
    """Nouns that take no part as objects of hollow verbs."""
    return frozenset(_deeds()["hollow_nouns"])


def message_nouns() -> tuple[str, ...]:
    """Ends of nouns for what somebody says something in («e-post»)."""
    return tuple(syntax_words()["messages"])


def no_compounds() -> frozenset[str]:
    """Nouns that end like others and are no sort of them («samarbeid»)."""
    return frozenset(syntax_words()["no_compounds"])


def scenes() -> tuple[str, ...]:
    """Ends of nouns for rooms, buildings and spots in which things happen («kjellargarasje»)."""
    return tuple(syntax_words()["scenes"])


def abstract_endings() -> tuple[str, ...]:
    """Ends of nouns for doings and qualities («samanlikning»)."""
    return tuple(syntax_words()["abstract"])


def definite_endings() -> tuple[str, ...]:
    """Endings that make nouns definite."""
    return tuple(syntax_words()["definite_endings"])
