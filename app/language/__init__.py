"""Language: articles get tokens, sentences, tags, a parse and names."""

from app.language.document import Document
from app.language.identification import ForeignPassage, OtherLanguage
from app.language.pipeline import DEFAULT_BATCH_SIZE, Analyser, load_pipeline

__all__ = ["DEFAULT_BATCH_SIZE", "Analyser", "Document", "ForeignPassage", "OtherLanguage", "load_pipeline"]
