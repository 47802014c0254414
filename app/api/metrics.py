"""What the server counts, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import Scope

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0)
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


class Metrics:
    """The measures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "nyhendegraf_requests",
            "Requests that were answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "nyhendegraf_request_seconds",
            "Seconds until an answer was sent whole.",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.articles = Gauge("nyhendegraf_articles", "Articles in the store.", registry=self.registry)
        self.quads = Gauge("nyhendegraf_quads", "Quads in the store.", registry=self.registry)
        self.changes = Gauge(
            "nyhendegraf_changes", "Changes that the store has seen.", registry=self.registry
        )
        self.jobs = Gauge("nyhendegraf_jobs", "Jobs by state.", ("state",), registry=self.registry)

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """A request was answered."""
        # The pattern of the address, since each value of a label is a series of its own.
        route = getattr(scope.get("route"), "path", None) or "other"
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self.registry)
