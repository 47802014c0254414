"""The API: REST, SPARQL 1.1 Protocol and exports over HTTP."""

from app.api.application import create_app

__all__ = ["create_app"]
