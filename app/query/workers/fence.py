"""What a worker is kept from: the network, more memory than it may have, and outliving the server."""

import ctypes
import multiprocessing
import os
import resource
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

_PARENT_DEATH_SIGNAL = 1
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_SECONDS_BETWEEN_LOOKS = 1.0


def leave_network() -> bool:
    """Go where there is no network, for good; whether the system lets this process do so.

    Sockets that are open stay, and so does what comes in at one that listens. Threads that run already are left behind.
    A user who is not root needs a user namespace for it, which some systems do not give, and no other thread.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) == 0:
        return True
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    # Without them, files that are made would belong to nobody, and could not be made.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with suppress(OSError):
            Path("/proc/self", name).write_bytes(text.encode())
    return True


def limit_memory(more_bytes: int) -> None:
    """Let this process take so much more memory than it has now, and end where it takes more."""
    limit = data_bytes() + more_bytes
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def end_with_parent(parent: int | None = None) -> None:
    """End this process with the thread that started it, also where it is paused; or soon after the process of that.

    `parent` as for `end_soon_after_parent`.
    """
    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    end_soon_after_parent(parent)


def end_soon_after_parent(parent: int | None = None) -> None:
    """End this process within seconds after the one that started it, or at once where that has ended already.

    `parent` is its number. Without, and where multiprocessing does not tell, it is whoever is the parent now: where
    the one that started this process has ended already, that is another one, and goes on.
    """
    starter = multiprocessing.parent_process()
    watched = parent or (os.getppid() if starter is None else starter.pid)

    def watch() -> None:
        if starter is not None:
            # Told by a pipe, and so at once.
            starter.join()
        while os.getppid() == watched:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def data_bytes() -> int:
    """The memory that this process has for data, as the limit counts it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name == "VmData":
            return int(value.split()[0]) * 1024
    raise OSError("the system does not tell how much memory a process has")
