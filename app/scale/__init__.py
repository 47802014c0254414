"""Scale: the same pipeline in several processes."""

from app.scale.pool import build_graphs

__all__ = ["build_graphs"]
