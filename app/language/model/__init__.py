"""The trained model: tags, features, lemmas, Universal Dependencies and names from one ONNX graph."""

from pathlib import Path

from spacy.language import Language

from app.errors import RunError
from app.language.model.component import NAME, LanguageModel

WEIGHTS = Path(__file__).parent / "weights"
"""The weights that ship with the package."""

__all__ = ["NAME", "WEIGHTS", "LanguageModel", "add_model"]


def add_model(nlp: Language, weights: Path | None = None, *, threads: int = 1) -> None:
    """Adds the model at the end of a pipeline that sets sentence starts.

    `weights` is a folder with FILES, the shipped one by default; RunError where there are none.
    """
    folder = weights or WEIGHTS
    if not (folder / "model.onnx").is_file():
        raise RunError(
            f"{folder}: no trained weights here. Reinstall nyhendegraf, or train them with: make train"
        )
    model = nlp.add_pipe(NAME, config={"threads": threads})
    assert isinstance(model, LanguageModel)
    model.from_disk(folder)
