"""Structured logging, set up once; refuses article text and tokens (callers pass ids, counts and milliseconds only)."""

import logging
import sys
import traceback
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor


def configure_logs(log_format: str, stream: TextIO | None = None) -> None:
    """Log events to `stream`, else to standard error, as lines for people ("console") or as JSON objects ("json")."""
    stream = stream or sys.stderr
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            name_frames,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", stream=stream)


def name_frames(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Instead of an exception its kind and where it went through, for its message may quote an article.

    ``UnicodeEncodeError``'s message, for one, holds the whole text: ``where=['steps.py:41 extract', …]`` does not.
    """
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["where"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return event
