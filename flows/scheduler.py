"""A Prefect server of our own for `serve`: its ephemeral one runs flows but schedules none."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows import tied
from flows.errors import FlowError

HOST = "127.0.0.1"
START_S = 120.0  # 5 to 13 s on an idle machine; many times that on a busy one
STOP_S = 15.0
NO_SERVER = "ephemeral Prefect API server"  # stands in what Prefect raises when it does not start
_START = ("server", "start", "--no-ui", "--host", HOST)


class SchedulerError(FlowError):
    """The Prefect server did not come up."""


@contextmanager
def prefect_server(log: Path) -> Iterator[str]:
    """Run a server on a free port of this machine while the block runs.

    Args:
        log: file that takes its output.

    Yields:
        The address for PREFECT_API_URL.

    Raises:
        SchedulerError: it ended, or did not answer within two minutes.
    """
    port = free_port()
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - our own words
            tied.command("prefect", *_START, "--port", str(port)),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us first, so that runs end before their server
        )
        try:
            wait_until_healthy(server, port, log)
            yield f"http://{HOST}:{port}/api"
        finally:
            end(server)


@contextmanager
def server_awaited() -> Iterator[None]:
    """Say what to do when Prefect's server does not start in time, for which Prefect has no error of its own."""
    try:
        yield
    except RuntimeError as error:
        if NO_SERVER not in str(error):
            raise
        raise SchedulerError(
            "Prefect's server did not start in time, and nothing was fetched. If it complains above, of a full disk"
            " say, mend that; else try again when this machine is less busy, or raise"
            " PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"
        ) from error


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait_until_healthy(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when the server answers; raises SchedulerError."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SchedulerError(f"Prefect's server ended at once; its words are in {log}")
        if is_healthy(port):
            return
        time.sleep(0.2)
    raise SchedulerError(f"Prefect's server did not answer within {START_S:g} s; see {log}")


def is_healthy(port: int) -> bool:
    """Whether the server says that it is."""
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask it to stop, and insist after a while."""
    server.terminate()
    try:
        server.wait(STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
