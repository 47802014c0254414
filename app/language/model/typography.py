"""Typographic variants as the treebanks write them, so that the model knows them; offsets are untouched."""

_VARIANTS = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "´": "'",
    "‐": "-",
    "‑": "-",
    "‒": "–",
    "−": "-",
    "—": "–",
    "―": "–",
    "\N{NO-BREAK SPACE}": " ",
    "\N{SOFT HYPHEN}": "",
    "\N{ZERO WIDTH SPACE}": "",
}
_TABLE = str.maketrans(_VARIANTS)


def plain_form(form: str) -> str:
    """The form with plain quotes, hyphens and dashes; the form itself where nothing would be left."""
    return form.translate(_TABLE) or form
