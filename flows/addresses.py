"""Which addresses may be asked at all: schemes, hosts, networks. Pure; nothing here opens a socket."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from flows.errors import BlockedAddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Values of query parameters with such names are keys that search services hand out.
_SECRET = re.compile(
    r"(?i)([?&;](?:[\w.-]*(?:key|token|secret|passw|signature|credential|auth)[\w.-]*|sig|pwd)=)[^&;#]*"
)


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked, taken apart.

    Attributes:
        url: the address without its fragment.
        scheme: `http` or `https`.
        host: lower case, without brackets.
        port: the port that will be dialled.
    """

    url: str
    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """`host:port`; politeness counts by it."""
        return f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port in the form an address has; robots.txt holds for one origin."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        suffix = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{suffix}"


def safe_url(url: str) -> str:
    """Return `url` fit for logs and error rows: no user, no password, no keys in the query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(unreadable address)"
    clean = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return _SECRET.sub(r"\1***", clean)


def read_target(url: str) -> Target:
    """Take an address apart.

    Raises:
        BlockedAddress: it is not http(s), names no host, carries a user or password, or cannot be read.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise BlockedAddress(f"not an address: {safe_url(url)}") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise BlockedAddress(f"neither http nor https: {safe_url(url)}")
    if "@" in parts.netloc:
        raise BlockedAddress(f"addresses with a user or password are refused: {safe_url(url)}")
    host = parts.hostname or ""
    if not host or port == 0 or re.search(r"[\x00-\x20\x7f\\]", parts.netloc):
        raise BlockedAddress(f"names no usable host: {safe_url(url)}")
    return _target(parts, host, port)


def _target(parts: SplitResult, host: str, port: int | None) -> Target:
    url = urlunsplit(parts._replace(fragment=""))
    return Target(url, parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme])


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the public internet, also when it is wrapped in an IPv6 one."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.is_reserved:
            return False
    return address.is_global and not (address.is_multicast or address.is_unspecified)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for (mapped, NAT64, 6to4, Teredo)."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.teredo[1] if address.teredo else None


def is_allowed(host: str, port: int, allow_hosts: Iterable[str]) -> bool:
    """Whether the settings let this very host (as written in the address) be a private one.

    Args:
        host: host of the address, lower case, without brackets.
        port: its port.
        allow_hosts: `host` or `host:port` entries.
    """
    bracketed = f"[{host}]" if ":" in host else host
    return bool({host, bracketed, f"{bracketed}:{port}"} & {name.lower() for name in allow_hosts})


def choose(addresses: Iterable[str]) -> list[str]:
    """Return those of a name's addresses that are public, IPv4 first, without repeats."""
    public = [ip for text in dict.fromkeys(addresses) if is_public(ip := _parse(text))]
    return [str(ip) for ip in sorted(public, key=lambda ip: ip.version)]


def _parse(text: str) -> IPAddress:
    return ipaddress.ip_address(text.partition("%")[0])
