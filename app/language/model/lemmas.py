"""Lemmas as edit scripts: what to cut off a form's end and what to put there, and whether its capitals stay.

A script is one of

- `=`            the form itself, capitals and all
- `n|suffix`     the form in small letters, its last n letters replaced by the suffix
- `^n|suffix`    the same with the form's capitals kept
- `!lemma`       the lemma as such, for forms that share no beginning with it
"""


def make_script(form: str, lemma: str) -> str:
    """The script that turns the form into the lemma; `apply_script` is its inverse."""
    if form == lemma:
        return "="
    for mark, base in (("", form.lower()), ("^", form)):
        length = 0
        while length < min(len(base), len(lemma)) and base[length] == lemma[length]:
            length += 1
        if length or (mark == "" and not base):
            return f"{mark}{len(base) - length}|{lemma[length:]}"
    return "!" + lemma


def apply_script(form: str, script: str) -> str:
    """The lemma that a script gives for a form, also for one it was not made from."""
    if script == "=":
        return form
    if script.startswith("!"):
        return script[1:]
    base = form.lower()
    if script.startswith("^"):
        script, base = script[1:], form
    cut, _, suffix = script.partition("|")
    # A script from a longer word may leave nothing of a short one: then the form is the better guess.
    return base[: max(0, len(base) - int(cut))] + suffix or base
