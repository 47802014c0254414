"""`make golden`: rewrite the expected facts, and show what changed so that it can be judged."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from app.bootstrap import Factory
from app.errors import NyhendegrafError
from tests.golden.accounts import FOLDER, PATHS, accounts, difference, expected

REFUSED, FAILED = 2, 1


def main(folder: Path = FOLDER, paths: Iterable[Path] = PATHS, factory: Factory | None = None) -> int:
    """Prints the differences; the exit code is not 0 where nothing could be written."""
    if os.environ.get("CI"):
        sys.stderr.write(
            "CI is set: what is expected is not rewritten where nobody reads the difference. "
            "Run make golden on your own machine, read what it prints, and commit the files\n"
        )
        return REFUSED
    try:
        found = accounts(paths, factory)
    except NyhendegrafError as error:
        sys.stderr.write(f"nothing rewritten: {error}\n")
        return FAILED
    known = {path.stem for path in folder.glob("*.txt")}
    changed = 0
    for article in sorted(known | found.keys()):
        new = found.get(article, "")
        shown = difference(article, expected(article, folder), new)
        sys.stdout.write(shown)
        changed += bool(shown)
        if article in found:
            (folder / f"{article}.txt").write_text(new, encoding="utf-8")
        else:
            (folder / f"{article}.txt").unlink()
    sys.stderr.write(f"{len(found)} articles, {changed} changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
