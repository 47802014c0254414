"""Exports: the graph in files that other tools open."""

from app.export.attributes import Profile
from app.export.files import (
    ExportFormat,
    ExportOptions,
    export,
    exported,
    refuse_unwritable,
    whole_file,
    write_export,
    write_network,
    write_whole,
)
from app.export.jsonld import context, jsonld
from app.export.spool import Spool

__all__ = [
    "ExportFormat",
    "ExportOptions",
    "Profile",
    "Spool",
    "context",
    "export",
    "exported",
    "jsonld",
    "refuse_unwritable",
    "whole_file",
    "write_export",
    "write_network",
    "write_whole",
]
