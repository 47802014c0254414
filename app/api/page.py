"""The page that browsers get at the SPARQL endpoint: a form, samples and answers, all from this server."""

import json
from functools import cache
from html import escape
from pathlib import Path
from string import Template

import yaml
from fastapi import Request, Response

from app.api.negotiation import choose
from app.graph.serialisation import prefixes
from app.query.samples import samples

STATIC_FOLDER = Path(__file__).parent / "static"
STATIC_PATH = "/static/sparql"
_LANGUAGES = ("nn", "nb", "en")
# Browsers that ask for Norwegian often say «no».
_CALLED = {"nn": "nn", "nb": "nb", "no": "nb", "en": "en"}
# Nothing from elsewhere, nothing inline, and nobody may frame it.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def sparql_page(request: Request, default_language: str, base: str) -> Response:
    """The page in the language that the browser prefers, or else the default one."""
    language = _language(request.headers.get("accept-language"), default_language)
    headers = {
        "Content-Security-Policy": _POLICY,
        "Content-Language": language,
        "Referrer-Policy": "no-referrer",
        "Vary": "Accept, Accept-Language",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(_page(language, base), media_type="text/html", headers=headers)


@cache
def _page(language: str, base: str) -> str:
    words = yaml.safe_load((STATIC_FOLDER / "words.yaml").read_text(encoding="utf-8"))[language]
    options = "\n".join(
        f'<option value="{escape(one.query)}" data-about="{escape(one.description(language))}">'
        f"{escape(one.title(language))}</option>"
        for one in samples()
    )
    values = {name: escape(text) for name, text in words.items()}
    return Template((STATIC_FOLDER / "sparql.html").read_text(encoding="utf-8")).substitute(
        values,
        language=language,
        options=options,
        first=escape(samples()[0].query),
        prefixes=escape(json.dumps(prefixes(base))),
    )


def _language(accepted: str | None, default: str) -> str:
    """Of those that the page has, the one that RFC 9110, section 12.5.4 gives."""
    if not accepted or not accepted.strip():
        return default
    order = [default, *(language for language in _LANGUAGES if language != default)]
    offers = [tag for language in order for tag, meant in _CALLED.items() if meant == language]
    # As media types are chosen, with the region left out: «nn-NO;q=0.9» is «l/nn;q=0.9».
    ranges = [part.strip().partition(";") for part in accepted.split(",")]
    wanted = ",".join(
        f"{'*/*' if tag == '*' else 'l/' + tag.strip().partition('-')[0]};{rest}" for tag, _, rest in ranges
    )
    chosen = choose(wanted, [f"l/{tag}" for tag in offers])
    return default if chosen is None else _CALLED[chosen.removeprefix("l/")]
