"""Exports: the graph in files that other tools open."""

from app.export.files import ExportFormat, export, exported, write_whole
from app.export.graphml import graphml
from app.export.jsonld import context, jsonld

__all__ = ["ExportFormat", "context", "export", "exported", "graphml", "jsonld", "write_whole"]
