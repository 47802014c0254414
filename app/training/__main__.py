"""`python -m app.training`: train, export and evaluate the language pipeline; learn the heads of extraction."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.errors import RunError
from app.training.config import load_config

app = typer.Typer(
    help="Train the language pipeline, export it, evaluate it; learn what extraction learns.",
    no_args_is_help=True,
)

Encoder = Annotated[str, typer.Option(help="Folder with encoder.safetensors, tokenizer.json; or hub name.")]
Folder = Annotated[Path, typer.Option(help="Where checkpoints lie; a stopped run goes on from there.")]
Corpus = Annotated[Path, typer.Option(help="Folder with nno/ and nob/ in CoNLL-U, names in MISC.")]
Config = Annotated[Path, typer.Option(help="Settings of the run, TOML.")]
Weights = Annotated[Path, typer.Option(help="Where the run-time graph lies.")]

DEFAULT_ENCODER = "intfloat/multilingual-e5-small"
DEFAULT_FOLDER = Path("build/training")
DEFAULT_CONFIG = Path(__file__).parent / "config" / "default.toml"
DEFAULT_WEIGHTS = Path(__file__).parents[1] / "language" / "model" / "weights"


def _report(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@app.command()
def train(
    corpus: Corpus,
    encoder: Encoder = DEFAULT_ENCODER,
    folder: Folder = DEFAULT_FOLDER,
    config: Config = DEFAULT_CONFIG,
    start: Annotated[
        Path | None,
        typer.Option(help="Begin with the exported weights of this folder, not from the encoder."),
    ] = None,
    lessons: Annotated[Path | None, typer.Option(help="Learn from what `teach` wrote here, too.")] = None,
) -> None:
    """Train, or go on with a run that was stopped."""
    from app.training.trainer import Trainer  # torch is slow to load, and only this command needs it

    Trainer(load_config(config), corpus, encoder, folder, start, lessons).run(_report)


@app.command()
def teach(
    corpus: Corpus,
    lessons: Annotated[Path, typer.Option(help="Folder to write to.")],
    weights: Weights = DEFAULT_WEIGHTS,
    text: Annotated[
        list[Path] | None, typer.Option(help="Articles without annotation, to be read by the weights too.")
    ] = None,
) -> None:
    """Write what exported weights say of the training files and of other text, for runs with --lessons."""
    from app.model.article import Variety
    from app.training.corpus import read_split
    from app.training.teacher import teach as write_lessons

    documents = [document for variety in Variety for document in read_split(corpus, variety, "train")]
    known, new = write_lessons(weights, documents, text or (), lessons)
    _report(f"wrote {lessons}: {known} sentences of the training files, {new} of other text")


@app.command()
def export(
    encoder: Encoder = DEFAULT_ENCODER,
    folder: Folder = DEFAULT_FOLDER,
    weights: Weights = DEFAULT_WEIGHTS,
    quantise: Annotated[bool, typer.Option(help="In 8 bits: a quarter of the size.")] = True,
    context: Annotated[
        int | None,
        typer.Option(help="Pieces of a window of several sentences, where fewer than in training."),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option(help="Exported weights that the run began with: what is written lies between both."),
    ] = None,
    share: Annotated[float, typer.Option(help="How far from --start to what the run came to, 0 to 1.")] = 0.6,
) -> None:
    """Write the run-time graph with its labels and tokenizer."""
    from app.training.export import Blend, export_model

    blend = Blend(start, share) if start else None
    export_model(folder, encoder, weights, quantise=quantise, context_pieces=context, blend=blend)
    _report(f"wrote {weights}")


@app.command()
def evaluate(
    corpus: Corpus,
    weights: Weights = DEFAULT_WEIGHTS,
    run: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of a run that led here, for the card; the first one first."),
    ] = None,
    card: Annotated[Path | None, typer.Option(help="Also write a model card here.")] = None,
) -> None:
    """Score the exported graph on the development files, per variety and label."""
    from app.training.model_card import evaluate_weights, write_card

    results = evaluate_weights(corpus, weights)
    for result in results:
        figures = {**result.scores.summary(), "types": result.scores.per_name_type()}
        raw = {key: round(result.raw.f1(key), 2) for key in result.raw.wanted}
        _report(f"{result.variety} {figures}")
        _report(f"{result.variety} from raw text {raw} {result.raw.words_per_second:.0f} words/s")
    if card:
        write_card(card, results, weights, run or ())


@app.command()
def heads(
    annotated: Annotated[
        Path, typer.Option(help="Folder of annotated articles: ARTICLE.json by ARTICLE.txt.")
    ],
    held_out: Annotated[Path | None, typer.Option(help="Others like these, to measure on only.")] = None,
    output: Annotated[Path | None, typer.Option(help="Another file than the one that ships.")] = None,
) -> None:
    """Learn the confidences of extraction from annotated articles."""
    from app.extraction.learned import WEIGHTS
    from app.training.heads import learn

    learn(annotated, output or WEIGHTS, _report, held_out)


@app.command()
def company(
    annotated: Annotated[
        Path, typer.Option(help="Folder of annotated articles: ARTICLE.json by ARTICLE.txt.")
    ],
    held_out: Annotated[Path | None, typer.Option(help="Others like these, to measure on only.")] = None,
    output: Annotated[Path | None, typer.Option(help="Another file than the one that ships.")] = None,
) -> None:
    """Learn from annotated articles which mentions of a sentence take part in the same event."""
    from app.extraction.learned import COMPANY_WEIGHTS
    from app.training.company import learn_company  # torch is slow to load

    learn_company(annotated, output or COMPANY_WEIGHTS, _report, held_out)


Coref = Annotated[
    Path, typer.Option(help="Folder with nn/ and nb/, each with train/ and dev/ in CorefUD's layout.")
]


@app.command()
def train_coreference(corpus: Coref) -> None:
    """Train the ranking of antecedents, some minutes on one core, and write the weights that ship."""
    from app.extraction.gazetteer import load_gazetteer
    from app.extraction.ranking import WEIGHTS
    from app.language.tokenizer import blank_pipeline
    from app.training.coreference_model import (
        FeatureTable,
        TrainingConfig,
        examples_of,
        gold_document,
        write_weights,
    )
    from app.training.coreference_model import train as train_ranking
    from app.training.coreference_scores import training_documents

    # A bare vocabulary would know no small letters, which pronouns are known by.
    vocab, gazetteer, table = blank_pipeline().vocab, load_gazetteer(), FeatureTable()
    documents = [
        table.packed(examples_of(document, gold_document(document, vocab), gazetteer))
        for document in training_documents(corpus)
    ]
    known, model = train_ranking(documents, table, TrainingConfig(), _report)
    write_weights(known, model, WEIGHTS)
    _report(f"wrote {WEIGHTS}")


@app.command()
def evaluate_coreference(corpus: Coref) -> None:
    """Score chains on the development files, from raw text: head match, without singletons."""
    from app.training.coreference_scores import score_corpus

    for result in score_corpus(corpus):
        for line in result.lines():
            _report(line)


if __name__ == "__main__":
    try:
        app()
    except RunError as error:
        _report(str(error))
        sys.exit(1)
