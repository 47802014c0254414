"""Linking: which entity of the world each local entity is, and why."""

from app.linking.linker import Linker

__all__ = ["Linker"]
