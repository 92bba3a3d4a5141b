"""The settings for asking a language model, and which addresses they allow."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from diptych.errors import DiptychError

_PORTS = {"http": 80, "https": 443}

HOW_TO = (
    "No language model is configured.",
    "Run one on this machine (Ollama, llama.cpp, LM Studio), or get a key for one elsewhere.",
    "Write its endpoint and model below [opinion] in your config file, and start diptych again:"
    " `diptych config` names the file, `diptych config --example` shows the lines.",
)
"""How to get a language model, a sentence for each line."""


class OpinionError(DiptychError):
    """The language model could not be asked, or gave no answer that can be read."""


@dataclass(frozen=True, slots=True)
class OpinionSettings:
    """Which language model to ask, and how."""

    endpoint: str
    """Address of a server of the OpenAI-compatible protocol, such as "http://localhost:11434/v1"."""
    model: str
    """Name of the model, as the server knows it."""
    key_variable: str | None = None
    """Name of the environment variable that holds the key; None for a server without keys."""
    timeout: float = 120.0
    """Seconds without anything from the server after which it is given up."""
    allow_hosts: tuple[str, ...] = ()
    """Hosts other than this machine to which articles may be sent without asking each time."""

    def __post_init__(self) -> None:
        """Check the address.

        Raises:
            OpinionError: it is not an address that may be used.
        """
        if (fault := fault_of(self.endpoint)) is not None:
            raise OpinionError(f"The endpoint {self.endpoint!r} {fault}.")

    @property
    def host(self) -> str:
        """The host that is asked, in lower case, with its port unless that is the usual one."""
        return host_of(self.endpoint)

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine."""
        return is_loopback(self.endpoint)

    @property
    def is_allowed(self) -> bool:
        """Whether articles may be sent there without asking: this machine, or a host of `allow_hosts`."""
        return self.is_loopback or self.host in map(str.lower, self.allow_hosts)


def fault_of(endpoint: str) -> str | None:
    """What is wrong with an address, as the end of a sentence; None if nothing is."""
    odd = not endpoint.isascii() or not endpoint.isprintable() or any(sign in endpoint for sign in " ?#")
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return "is not an address"
    if odd or parts.netloc.rpartition("@")[2].partition("]")[2][:1] not in ("", ":"):
        return "is not an address: it has signs that none has"
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        return "is not an address that begins with http:// or https://"
    if parts.username is not None:
        return "has more than a host and a path; name the key by key_variable"
    if parts.scheme == "http" and not is_loopback(endpoint):
        return "would send the articles unencrypted; use https, or a server on this machine"
    return None


def host_of(endpoint: str) -> str:
    """The host of an address, in lower case, with its port unless that is the usual one."""
    parts = urlsplit(endpoint)
    host = (parts.hostname or "").lower()
    name = f"[{host}]" if ":" in host else host
    return name if parts.port in (None, _PORTS.get(parts.scheme)) else f"{name}:{parts.port}"


def is_loopback(endpoint: str) -> bool:
    """Whether an address is on this machine, by its name alone: names are never looked up for this."""
    from ipaddress import ip_address

    host = (urlsplit(endpoint).hostname or "").lower()
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
