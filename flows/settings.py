"""Settings: defaults, then `narawatch.yaml`, then `NARAWATCH_*` variables. The only reader of the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How pages are asked for.

    Attributes:
        contact: address or URL in the User-Agent, so that a site can reach whoever runs this.
        user_agent: product part of the User-Agent.
        concurrency: requests under way at once, over all hosts.
        host_spacing_s: seconds between two requests to one host, unless robots.txt asks for more.
        connect_timeout_s: seconds until a connection stands.
        read_timeout_s: longest silence within an answer, in seconds.
        total_timeout_s: seconds for the whole of one answer, redirects included.
        max_received_bytes: most bytes taken off the wire for one answer.
        max_inflated_bytes: most bytes after content-encoding was removed.
        max_redirects: longest chain that is followed.
        unconditional_every: after so many 304s in a row a source is asked once without validators.
        allow_hosts: hosts or `host:port` that may resolve to addresses that are not public.
    """

    contact: str = ""
    user_agent: str = "narawatch/0.1"
    concurrency: int = 16
    host_spacing_s: float = 1.0
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 20.0
    total_timeout_s: float = 60.0
    max_received_bytes: int = 8_000_000
    max_inflated_bytes: int = 24_000_000
    max_redirects: int = 8
    unconditional_every: int = 48
    allow_hosts: tuple[str, ...] = field(default=())


def shipped_sources() -> Path:
    """The sources file that comes with the project."""
    return Path(__file__).with_name("sources.yaml")
