"""Language: articles get tokens, sentences, tags, a parse and names."""

from app.language.document import Document
from app.language.pipeline import Analyser, load_pipeline

__all__ = ["Analyser", "Document", "load_pipeline"]
