"""How many processes this machine has room for."""

import os
from pathlib import Path

BYTES_PER_PROCESS = 1_000_000_000
"""A process that analyses takes a quarter to a half of it, more while it holds a long article."""


def room_for_processes(root: Path = Path("/")) -> int:
    """One process for each core that this one may use, as long as there is memory for each; at least one.

    `root` is where the system tells about itself, below `proc` and `sys`.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limits = [
        number // BYTES_PER_PROCESS
        for number in (_free(root), _left_to_the_group(root))
        if number is not None
    ]
    return max(1, min([cores, *limits]))


def _free(root: Path) -> int | None:
    """Bytes that the machine can give, what it keeps of files included, since it gives that up when asked."""
    for line in _text(root / "proc" / "meminfo").splitlines():
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    return None


def _left_to_the_group(root: Path) -> int | None:
    """Bytes that a container's limit leaves; None where there is no limit."""
    group = root / "sys" / "fs" / "cgroup"
    limit, used = _text(group / "memory.max").strip(), _text(group / "memory.current").strip()
    if not limit.isdigit() or not used.isdigit():
        return None
    kept = [
        int(line.split()[1])
        for line in _text(group / "memory.stat").splitlines()
        if line.startswith(("inactive_file ", "active_file "))
    ]
    return max(0, int(limit) - int(used) + sum(kept))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
