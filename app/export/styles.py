"""How kinds of nodes look in tools that take colours and shapes from a file."""

import math

from app.query.network import GraphNode

_OTHER = (153, 153, 153)
# Told apart in the usual kinds of colour blindness (after Okabe and Ito).
_COLOURS = {
    "Person": (0, 114, 178),
    "GeopoliticalEntity": (0, 158, 115),
    "Place": (86, 180, 233),
    "NamedEvent": (240, 228, 66),
    "CreativeWork": (204, 121, 167),
    "Product": (204, 121, 167),
    "Concept": _OTHER,
}
_ORGANISATION, _EVENT = (230, 159, 0), (213, 94, 0)
_ORGANISATIONS = frozenset({"Organization", "GovernmentBody", "Company", "Party", "NewsMedium", "SportsTeam"})
_SHAPES = {
    "Person": "ellipse",
    "GeopoliticalEntity": "hexagon",
    "Place": "diamond",
    "Concept": "roundrectangle",
}


def colour(node: GraphNode) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    if node.is_event:
        return _EVENT
    return _ORGANISATION if node.type in _ORGANISATIONS else _COLOURS.get(node.type, _OTHER)


def hexadecimal(rgb: tuple[int, int, int]) -> str:
    """As web pages and yEd write it."""
    return "#{:02X}{:02X}{:02X}".format(*rgb)


def shape(node: GraphNode) -> str:
    """The name of a shape, as yEd has it."""
    if node.is_event:
        return "octagon"
    return "rectangle" if node.type in _ORGANISATIONS else _SHAPES.get(node.type, "roundrectangle")


def size(node: GraphNode) -> float:
    """Larger with the number of mentions, but slowly: the most mentioned would cover the rest."""
    return round(10 + 6 * math.log1p(node.mentions), 2)
