"""`nyhendegraf graph`: what lies between entities, who is central, who stands with whom."""

import typer

from app.cli import comparisons, questions
from app.cli.asking import command
from app.cli.terminal import Group

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
        cls=Group,
        help=_HELP,
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for question in (
        questions.neighbours,
        questions.paths,
        questions.centrality,
        questions.communities,
        questions.stats,
        questions.components,
        questions.bridges,
        questions.cores,
        comparisons.balance,
        comparisons.speakers,
        comparisons.contested,
        comparisons.changes,
        comparisons.similar,
        comparisons.together,
    ):
        asked.command(question.__name__)(command(question))
    group.add_typer(asked, name="graph")
