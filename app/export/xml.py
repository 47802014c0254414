"""XML written piece by piece, well-formed whatever the text."""

from app.export.attributes import clean

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def text(value: str) -> str:
    """As the content of an element."""
    return clean(value).translate(_TEXT)


def attributes(**values: object) -> str:
    """Attributes with a space before each; what is None is left out, `type_` is `type`."""
    return "".join(
        f' {name.rstrip("_").replace("__", ":")}="{clean(str(value)).translate(_ATTRIBUTE)}"'
        for name, value in values.items()
        if value is not None
    )


def literal(value: str | int | float | bool) -> str:
    """A value as XML Schema writes it, escaped as content."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value) if isinstance(value, str) else repr(value)
