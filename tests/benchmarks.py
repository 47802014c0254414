"""`make bench`: every benchmark, one after the other, into `docs/benchmarks.md`.

What is compared is measured in the same run; figures of different sections may be of different hours.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "docs" / "benchmarks.md"
SECTIONS = {
    "bench": ("The pipeline", []),
    "bench_memory": ("Memory over ten thousand articles", []),
    "bench_store": ("The store", []),
    "bench_endpoint": ("The SPARQL endpoint", []),
    "bench_rest": ("The REST API", []),
    "bench_graph": ("The network and exports", []),
    "bench_explorer": ("The explorer", []),
    "bench_identity": ("Identity across articles", ["--articles", "10000"]),
}
_HEAD = """# Benchmarks

Written by `make bench`; one section alone: `python -m tests.benchmarks bench_store`. Times are the fastest of the
rounds, ratios are of the same run.

"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; all by default"
    )
    wanted = parser.parse_args().sections or list(SECTIONS)
    unknown = sorted(set(wanted) - set(SECTIONS))
    if unknown:
        parser.error(f"no such section: {', '.join(unknown)}")
    kept = present()
    for name in wanted:
        kept[name] = measured(name)
        PLACE.write_text(
            _HEAD + "\n\n".join(kept[known] for known in SECTIONS if known in kept) + "\n", encoding="utf-8"
        )


def measured(name: str) -> str:
    """A section: its title, the machine, and the tables that its benchmark prints."""
    title, arguments = SECTIONS[name]
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", f"tests.{name}", *arguments],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "110", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    print(done.stdout, flush=True)  # noqa: T201
    if done.returncode:
        sys.exit(f"tests.{name} failed with {done.returncode}")
    minutes = (time.monotonic() - began) / 60
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, commit {commit or 'unknown'}"
    machine += f", {minutes:.0f} minutes"
    tables = "\n".join(line.rstrip() for line in done.stdout.strip("\n").split("\n"))
    return f"## {title}\n\n<!-- {name} -->\n{machine}\n\n```\n{tables}\n```"


def present() -> dict[str, str]:
    """The sections that the file has."""
    if not PLACE.is_file():
        return {}
    found: dict[str, str] = {}
    for part in PLACE.read_text(encoding="utf-8").split("\n## ")[1:]:
        name = part.partition("<!-- ")[2].partition(" -->")[0]
        if name in SECTIONS:
            found[name] = "## " + part.strip()
    return found


if __name__ == "__main__":
    main()
