"""The address guard: nothing private is ever dialled, whatever its form."""

from __future__ import annotations

import ipaddress
import socket

import httpcore
import pytest

from flows.addresses import choose, is_allowed, is_public, read_target, safe_url
from flows.dialing import GuardedBackend
from flows.errors import BlockedAddress, FetchError, TransientFetchError
from flows.http import Fetcher, FetchRequest
from flows.settings import HttpSettings
from tests.flows.loopback import answer, serving

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
    "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1",
    "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "100::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told(address) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_told(address) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_only_public_addresses_of_a_name_are_chosen() -> None:
    found = ["fe80::1%eth0", "2001:4860:4860::8888", "10.0.0.1", "8.8.8.8", "8.8.8.8"]
    assert choose(found) == ["8.8.8.8", "2001:4860:4860::8888"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://2130706433:{port}/",
        "http://0177.0.0.1:{port}/", "http://0x7f.0.0.1:{port}/", "http://127.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/", "http://[::1]:{port}/",
        "http://127.0.0.1.:{port}/", "http://0.0.0.0:{port}/", "http://169.254.169.254/latest",
        "http://10.0.0.1/", "http://[fe80::1]/", "http://①②⑦.0.0.1:{port}/",
    ],
)  # fmt: skip
async def test_no_form_of_a_private_address_is_asked(url) -> None:
    """A server listens there, and hears nothing."""
    async with serving({"/": answer(b"secret")}) as server, Fetcher(HttpSettings()) as fetcher:
        with pytest.raises(FetchError):
            await fetcher.get(FetchRequest(url.format(port=server.port)))
    assert server.heads == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "http:///x", "http://", "//host/x",
        "http://user:pass@example.org/", "http://user@example.org/", "javascript:alert(1)", "",
        "http://exa mple.org/", "http://a\\b/", "http://h:0/", "http://h:99999/", "http://[::1/",
    ],
)  # fmt: skip
def test_addresses_that_are_none_are_refused(url) -> None:
    with pytest.raises(BlockedAddress):
        read_target(url)


async def test_a_redirect_to_a_private_address_is_refused() -> None:
    """The first hop is allowed by name, the second is not."""
    async with serving({"/": answer(b"secret")}) as inner:
        hop = answer(status="302 Found", headers={"Location": f"{inner.base}/"})
        async with serving({"/": hop}) as outer, outer.fetcher() as fetcher:
            with pytest.raises(BlockedAddress):
                await fetcher.get(FetchRequest(f"{outer.base}/"))
    assert inner.heads == []


async def test_a_redirect_to_another_scheme_is_refused() -> None:
    hop = answer(status="302 Found", headers={"Location": "file:///etc/passwd"})
    async with serving({"/": hop}) as server, server.fetcher() as fetcher:
        with pytest.raises(BlockedAddress):
            await fetcher.get(FetchRequest(f"{server.base}/"))


def answering(*addresses: str):
    """A resolver that gives these addresses, one answer for each call; the last for ever."""
    calls = []

    def getaddrinfo(host, port, *_args, **_kwargs):
        calls.append(host)
        address = addresses[min(len(calls), len(addresses)) - 1]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    return getaddrinfo, calls


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "::1", "::ffff:192.168.0.1"])
async def test_a_name_that_leads_home_is_refused(monkeypatch, address) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering(address)[0])
    async with Fetcher(HttpSettings()) as fetcher:
        with pytest.raises(BlockedAddress):
            await fetcher.get(FetchRequest("http://news.example.org/"))


async def test_the_address_checked_is_the_address_dialled(monkeypatch) -> None:
    """A name server that changes its mind between check and connection changes nothing."""
    resolver, calls = answering("8.8.8.8", "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    dialled = []

    async def refuse(_self, host, *_args):
        dialled.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", refuse)
    with pytest.raises(TransientFetchError):
        await GuardedBackend().connect_tcp("news.example.org", 80)
    assert (calls, dialled) == (["news.example.org"], ["8.8.8.8"])


async def test_socket_files_are_refused() -> None:
    with pytest.raises(BlockedAddress):
        await GuardedBackend().connect_unix_socket("/run/docker.sock")


async def test_a_name_without_address_may_be_tried_again(monkeypatch) -> None:
    def fail(*_args, **_kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(TransientFetchError, match="does not resolve"):
        await GuardedBackend().connect_tcp("nowhere.example.org", 80)


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [((), False), (("127.0.0.1",), True), (("127.0.0.1:80",), True), (("127.0.0.1:81",), False)],
)
def test_the_allow_list_names_hosts_or_ports(allowed, expected) -> None:
    assert is_allowed("127.0.0.1", 80, allowed) is expected


def test_credentials_do_not_show() -> None:
    shown = safe_url(
        "https://me:hunter2@h.example/x?access_token=hunter2&sig=hunter2&oid=015&idx=3"
    )
    assert shown == "https://h.example/x?access_token=***&sig=***&oid=015&idx=3"
