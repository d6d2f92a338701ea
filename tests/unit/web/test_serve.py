"""Where `gemello serve` says it is."""

import pytest

from service.web.serve import name_address


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("gemello.stadt.example", "http://gemello.stadt.example:8080"),
        ("0.0.0.0", "http://localhost:8080"),
        ("::", "http://localhost:8080"),
        ("::1", "http://[::1]:8080"),
    ],
)
def test_the_address_told_is_one_a_browser_can_open(host, address):
    assert name_address(host, 8080) == address
