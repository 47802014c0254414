"""Every error the project raises on purpose.

    NyhendegrafError
    ├── ArticleError   this article cannot be used: skip it, count it, go on
    └── RunError       the run cannot go on: stop, nothing half written

A message names the value, the place and the remedy, in that order.
"""


class NyhendegrafError(Exception):
    """The root of all errors raised on purpose; anything else is a defect."""


class ArticleError(NyhendegrafError):
    """One article cannot be used; the others still can.

    `place` is what the user knows it by (a path), `reason` what is wrong and `remedy` what to do about it.
    """

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        self.place = place
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{place}: {reason}. {remedy}")

    def __reduce__(self) -> tuple[type["ArticleError"], tuple[str, str, str]]:
        """So that it survives the way from one process to another."""
        return type(self), (self.place, self.reason, self.remedy)


class RunError(NyhendegrafError):
    """The whole run must stop: a missing store, a broken lexicon, an unknown setting."""
