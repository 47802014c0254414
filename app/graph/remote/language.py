"""What has to be known of a query before it is sent: its kind, and the prefixes that it leaves undeclared."""

import re
from collections.abc import Mapping

# IRIs, comments and strings may hold any word.
_PASSED_OVER = re.compile(r"<[^<>\s]*>|#[^\n\r]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_KIND = re.compile(r"(?<![\w:?$.-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:.-])", re.IGNORECASE)
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w:])([\w-]+):")


def is_graph_query(query: str) -> bool:
    """Whether the answer is a graph (CONSTRUCT, DESCRIBE), and not a table or a truth value."""
    found = _KIND.search(_PASSED_OVER.sub(" ", query))
    return found is not None and found[1].upper() in ("CONSTRUCT", "DESCRIBE")


def declared(text: str, prefixes: Mapping[str, str] | None, base_iri: str | None = None) -> str:
    """A query or an update with the base and the prefixes that it uses and does not declare, in its first line."""
    used = set(_USED.findall(text)) - set(_DECLARED.findall(_PASSED_OVER.sub(" ", text)))
    lines = [f"PREFIX {name}: <{iri}> " for name, iri in (prefixes or {}).items() if name in used]
    base = "" if base_iri is None else f"BASE <{base_iri}> "
    return base + "".join(lines) + text
