"""Watching sources: what is new or changed in them since they were last read."""

from app.reading.watching.poller import New, Poll, Poller
from app.reading.watching.state import WatchState

__all__ = ["New", "Poll", "Poller", "WatchState"]
