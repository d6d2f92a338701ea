from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects.sqlite import dialect

from service.store.columns import Instant

SQLITE = dialect()


def test_a_moment_comes_back_in_utc_whatever_its_zone():
    noon = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    kept = Instant().process_bind_param(noon, SQLITE)
    found = Instant().process_result_value(kept, SQLITE)
    assert (kept, found, found.tzinfo) == (datetime(2026, 7, 1, 10), noon, UTC)  # noqa: DTZ001


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        Instant().process_bind_param(datetime(2026, 7, 1), SQLITE)  # noqa: DTZ001
