"""Scale: the same pipeline here, in several processes, or on a cluster."""

from app.scale.machine import room_for_processes
from app.scale.processes import InProcess, Processes
from app.scale.running import build_graphs
from app.scale.shards import Shards
from app.scale.work import Engine, Factory

__all__ = ["Engine", "Factory", "InProcess", "Processes", "Shards", "build_graphs", "room_for_processes"]
