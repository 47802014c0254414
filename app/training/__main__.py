"""`python -m app.training`: train, and export what was trained."""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.training.config import load_config

app = typer.Typer(help="Train the language pipeline on treebanks and export it for run time.", no_args_is_help=True)

Encoder = Annotated[Path, typer.Option(help="Folder with encoder.safetensors and tokenizer.json.")]
Folder = Annotated[Path, typer.Option(help="Where checkpoints lie; a stopped run goes on from there.")]
Corpus = Annotated[Path, typer.Option(help="Folder with nno/ and nob/ in CoNLL-U, names in MISC.")]


def _report(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@app.command()
def train(
    corpus: Corpus,
    encoder: Encoder,
    folder: Folder = Path("build/training"),
    config: Annotated[Path | None, typer.Option(help="TOML file; see app/training/config/default.toml.")] = None,
) -> None:
    """Train, or go on with a run that was stopped."""
    from app.training.trainer import Trainer

    logging.basicConfig(level=logging.INFO)
    Trainer(load_config(config), corpus, encoder, folder).run(_report)


@app.command()
def export(
    encoder: Encoder,
    folder: Folder = Path("build/training"),
    output: Annotated[Path, typer.Option(help="Where the weights go.")] = Path("app/language/model/weights"),
) -> None:
    """Write the run-time graph, quantised, with labels and tokenizer."""
    from app.training.export import export_model

    export_model(folder, encoder, output)
    _report(f"wrote {output}")


@app.command()
def evaluate(
    corpus: Corpus,
    folder: Folder = Path("build/training"),
    card: Annotated[Path | None, typer.Option(help="Also write a model card here.")] = None,
) -> None:
    """Score the exported pipeline on the development files, per variety and label."""
    from app.training.model_card import evaluate_pipeline, write_card

    results = evaluate_pipeline(corpus)
    for result in results:
        _report(f"{result.variety} {result.scores.summary()} {result.scores.per_label()} {result.words_per_second:.0f} words/s")
    if card:
        write_card(card, results, folder)


if __name__ == "__main__":
    app()
