"""Which addresses may be asked."""

from __future__ import annotations

import pytest

from diptych.opinion.settings import OpinionError, OpinionSettings


@pytest.mark.parametrize(
    ("endpoint", "host", "loopback"),
    [
        ("http://localhost:11434/v1", "localhost:11434", True),
        ("http://127.0.0.1/v1", "127.0.0.1", True),
        ("http://[::1]:8080/v1", "[::1]:8080", True),
        ("https://Models.Example.org/v1", "models.example.org", False),
        ("https://models.example.org:443", "models.example.org", False),
        ("https://localhost.example.org:8443/v1", "localhost.example.org:8443", False),
        ("https://127.0.0.1.example.org/", "127.0.0.1.example.org", False),
    ],
)
def test_an_address_names_its_host(endpoint: str, host: str, loopback: bool) -> None:  # noqa: FBT001
    settings = OpinionSettings(endpoint, "m")
    assert (settings.host, settings.is_loopback, settings.is_allowed) == (host, loopback, loopback)


@pytest.mark.parametrize(
    ("endpoint", "why"),
    [
        ("http://models.example.org/v1", "unencrypted"),
        ("http://192.168.1.2/v1", "unencrypted"),
        ("http://localhost.example.org/v1", "unencrypted"),
        ("ftp://localhost/", "http:// or https://"),
        ("localhost:11434", "http:// or https://"),
        ("https://", "http:// or https://"),
        ("http://localhost:99999/", "is not an address"),
        ("https://user:pass@models.example.org/", "more than a host and a path"),
        ("https://models.example.org/?key=1", "signs that none has"),
        ("http://[::1]evil.com/v1", "signs that none has|is not an address"),
        ("http://localhost/v1\x1b", "signs that none has"),
        (" http://localhost/v1", "signs that none has"),
        ("http://[::1", "is not an address"),
    ],
)
def test_addresses_that_may_not_be_used_are_refused(endpoint: str, why: str) -> None:
    with pytest.raises(OpinionError, match=why):
        OpinionSettings(endpoint, "m")


def test_hosts_can_be_allowed() -> None:
    endpoint = "https://models.example.org:8443/v1"
    assert OpinionSettings(endpoint, "m", allow_hosts=("Models.example.org:8443",)).is_allowed
    assert not OpinionSettings(endpoint, "m", allow_hosts=("models.example.org", "example.org")).is_allowed
