"""`nyhendegraf graph`: what lies between entities, who is central, who stands with whom."""

import typer

from app.cli import questions
from app.cli.filters import with_filter

_HELP = """Ask the graph what SPARQL cannot answer: paths, centrality, communities, camps, who speaks about whom.

Every question takes the same filters: --from, --to, --class, --min-confidence, --source, --article, --polarity,
--modality, --status and --lang. Only what the articles present as having happened counts, unless told otherwise. The
same store gives the same answer every time.

\b
Examples:
  nyhendegraf graph neighbours "Jens Stoltenberg" --depth 2
  nyhendegraf graph paths "Lloyd Austin" Hamas
  nyhendegraf graph centrality --measure pagerank --window year
"""


def register(group: typer.Typer) -> None:
    """Adds the commands."""
    asked = typer.Typer(
        help=_HELP,
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for command in (
        questions.neighbours,
        questions.paths,
        questions.centrality,
        questions.communities,
        questions.stats,
        questions.components,
        questions.bridges,
        questions.cores,
        questions.balance,
        questions.speakers,
        questions.contested,
        questions.changes,
        questions.similar,
        questions.together,
    ):
        asked.command(command.__name__)(with_filter(command))
    group.add_typer(asked, name="graph")
