"""The console blocks of README, and what their commands print."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
ADDRESS = "http://127.0.0.1:8000"
ARTICLE = """date 2024-06-12
Ordføraren møtte statsråden

Ordførar Kari Nesvik (Sp) møtte statsråd Per Vollan i Oslo onsdag.
Ho kritiserte regjeringa for å ha utsett tunnelen.
– Vi har venta lenge nok, sa Nesvik.
"""
_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_LINES, _ENDING, _LONGEST = 24, 3, 160


def blocks(text: str) -> list[str]:
    """The console blocks in text order: lines that begin with «$ » and what follows them."""
    return _BLOCK.findall(text)


def commands(block: str) -> list[str]:
    """The commands of a block, without the dollar sign."""
    return [line[2:] for line in block.splitlines() if line.startswith("$ ")]


def rewritten(text: str, folder: Path) -> str:
    """README with every block as its commands print it now, run in the folder one after the other."""
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    pieces, position = [], 0
    for match in _BLOCK.finditer(text):
        pieces += [text[position : match.start()], *(_answer(c, folder) for c in commands(match[0]))]
        position = match.end()
    return "".join([*pieces, text[position:]])


def _answer(command: str, folder: Path) -> str:
    with _server(folder) if ADDRESS in command else _nothing() as address:
        output = _run(command.replace(ADDRESS, address), folder).replace(address, ADDRESS)
    lines = [line if len(line) <= _LONGEST else line[:_LONGEST] + "…" for line in output.splitlines()]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - _ENDING], "…", *lines[-_ENDING:]]
    return "\n".join([f"$ {command}", *lines]).rstrip() + "\n"


def _environment() -> dict[str, str]:
    scripts = str(Path(sys.executable).parent)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NYHENDEGRAF_")}
    return {**kept, "PATH": scripts + os.pathsep + os.environ["PATH"], "COLUMNS": "110", "NO_COLOR": "1"}


def _run(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace("curl ", "curl --silent --show-error ")],
        cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise AssertionError(f"README's command failed ({done.returncode}): {command}\n{done.stderr}")
    return done.stdout


@contextmanager
def _nothing() -> Iterator[str]:
    yield ADDRESS


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """The API over the folder's store, on a free port."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", "0"],
        cwd=folder, env={**_environment(), "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                break
        else:
            raise AssertionError("the server ended before it said where it listens")
    finally:
        process.terminate()
        process.communicate(timeout=30)
