"""Room for processes, on machines that are made up."""

import os
from pathlib import Path

import pytest

from app.scale.machine import room_for_processes


@pytest.mark.parametrize(
    ("files", "room"),
    [
        ({}, 4),
        ({"proc/meminfo": "MemTotal: 9000000 kB\nMemFree: 100000 kB\nMemAvailable: 8000000 kB\n"}, 4),
        ({"proc/meminfo": "MemTotal: 4000000 kB\nMemAvailable: 2000000 kB\n"}, 2),
        ({"proc/meminfo": "MemAvailable: 90000 kB\n"}, 1),
        ({"sys/fs/cgroup/memory.max": "max\n", "sys/fs/cgroup/memory.current": "5\n"}, 4),
        ({"sys/fs/cgroup/memory.max": "4000000000\n", "sys/fs/cgroup/memory.current": "900000000\n"}, 3),
        (
            # A group whose memory is full of files that were read has room all the same.
            {
                "sys/fs/cgroup/memory.max": "3000000000\n",
                "sys/fs/cgroup/memory.current": "2900000000\n",
                "sys/fs/cgroup/memory.stat": "anon 500000000\nactive_file 400000000\ninactive_file 2000000000\n",
            },
            2,
        ),
        (
            {
                "proc/meminfo": "MemAvailable: 64000000 kB\n",
                "sys/fs/cgroup/memory.max": "1500000000\n",
                "sys/fs/cgroup/memory.current": "100000000\n",
            },
            1,
        ),
    ],
)
def test_one_for_each_core_as_long_as_there_is_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], room: int
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3})
    assert room_for_processes(tmp_path) == room
