"""Shared by all tests: where a skip is not allowed it is a failure."""

import io
import os

import pytest
import structlog

from service.logs import configure_logs


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def logs():
    """Logging set up as `gemello serve` does, and a function that tells what was written."""
    stream = io.StringIO()
    configure_logs("json", stream)
    yield stream.getvalue
    structlog.reset_defaults()
