"""`make readme`: rewrite what README's commands print."""

import tempfile
from pathlib import Path

from tests.readme.examples import README, rewritten

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(rewritten(README.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
