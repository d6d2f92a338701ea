"""The figures `/metrics` shows; refuses labels that could carry text, addresses or tokens."""

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, disable_created_metrics, generate_latest

from service.domain.language import Language

disable_created_metrics()  # type: ignore[no-untyped-call]  # when a counter began to count is noise beside every figure

SEGMENTS_DECODED = Counter(
    "gemello_segments_decoded", "Segments decoded by a model, cache hits not counted.", ["language"]
)
REQUESTS = Counter("gemello_http_requests", "HTTP requests answered.", ["method", "route", "status"])
REQUEST_SECONDS = Histogram("gemello_http_request_seconds", "Time to answer an HTTP request.", ["route"])
QUEUE_LENGTH = Gauge("gemello_queue_length", "Articles waiting for a worker.")

for _language in Language:
    if _language is not Language.GERMAN:
        SEGMENTS_DECODED.labels(_language)  # a counter that has not counted yet shows 0, not nothing


def count_decoded(language: Language, segments: int) -> None:
    """The engine decoded so many segments into this language."""
    SEGMENTS_DECODED.labels(language).inc(segments)


def exposition() -> tuple[bytes, str]:
    """Every figure in the Prometheus text format, and its media type."""
    return generate_latest(), CONTENT_TYPE_LATEST
