"""Exports: the graph in files that other tools open."""

from app.export.files import ExportFormat, export, exported, refuse_unwritable, write_whole
from app.export.graphml import graphml
from app.export.jsonld import context, jsonld

__all__ = [
    "ExportFormat",
    "context",
    "export",
    "exported",
    "graphml",
    "jsonld",
    "refuse_unwritable",
    "write_whole",
]
