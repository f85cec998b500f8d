"""What can go wrong in the shell; each class says whether trying again may help."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class FlowError(Exception):
    """Root of the tree.

    Attributes:
        retry: True when the same call may succeed later without anybody's doing.
    """

    retry: ClassVar[bool] = False


class UserError(FlowError):
    """Something a user can mend; the command line prints it as one message and exits with 2."""


class SettingsError(UserError):
    """A setting that cannot be used.

    Args:
        problem: what is wrong, in words.
        where: file or environment variable it stands in.
        line: line in that file, from 1; 0 when it has none.
    """

    def __init__(self, problem: str, where: Path | str, line: int = 0) -> None:
        self.problem = problem
        self.where = str(where)
        self.line = line
        place = f"{where}:{line}" if line else str(where)
        super().__init__(f"{place}: {problem}")


class SourcesError(SettingsError):
    """A sources file that cannot be used; names file and line like a wrong setting."""


class InputError(UserError):
    """A file or argument given on the command line that cannot be read."""


class DeliveryError(FlowError):
    """A channel did not take an alert."""

    retry: ClassVar[bool] = True


class ArchiveError(FlowError):
    """A page that the archive cannot keep, or does not have."""


class FetchError(FlowError):
    """A page did not come."""


class TransientFetchError(FetchError):
    """It may come later.

    Args:
        message: what happened, without credentials.
        retry_after_s: seconds the server asked us to wait, or None.
    """

    retry: ClassVar[bool] = True

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class PermanentFetchError(FetchError):
    """Asking again in the same way gives the same answer."""


class RobotsForbidden(PermanentFetchError):  # noqa: N818 - reads as what it is
    """The site's robots.txt does not want this agent there."""


class BlockedAddress(PermanentFetchError):  # noqa: N818
    """The name leads to an address that is not public, or the scheme is not http(s)."""


class TooLarge(PermanentFetchError):  # noqa: N818
    """More bytes than the caps allow, received or inflated."""


class BadContentEncoding(PermanentFetchError):  # noqa: N818
    """The body cannot be inflated, or is in an encoding we did not ask for."""


class TooManyRedirects(PermanentFetchError):  # noqa: N818
    """The chain of redirects is longer than the settings allow, or a circle."""


class DeadlineExceeded(TransientFetchError):  # noqa: N818
    """The whole answer took longer than the settings allow."""


class HttpStatusError(PermanentFetchError):
    """A status that trying again will not change (404, 410, 401 …).

    Args:
        status: the HTTP status.
        url: address asked for, without credentials.
    """

    def __init__(self, status: int, url: str) -> None:
        super().__init__(f"HTTP {status} from {url}")
        self.status = status


class TransientHttpStatusError(TransientFetchError):
    """A status that may pass (429, 403 from a guard, 5xx).

    Args:
        status: the HTTP status.
        url: address asked for, without credentials.
        retry_after_s: seconds of the Retry-After header, or None.
    """

    def __init__(self, status: int, url: str, *, retry_after_s: float | None = None) -> None:
        wish = f", to be asked again in {retry_after_s:.0f} s" if retry_after_s else ""
        super().__init__(f"HTTP {status} from {url}{wish}", retry_after_s=retry_after_s)
        self.status = status


class EndpointTrouble(FlowError):  # noqa: N818 - reads as what it is
    """A model's endpoint did not answer, or not in a way that can be used; it may next time.

    Args:
        message: what happened, without key or body.
        retry_after_s: seconds it asked us to wait, or None.
    """

    retry: ClassVar[bool] = True

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class EndpointRefusal(FlowError):  # noqa: N818
    """A model's endpoint will not answer this however often it is asked.

    Args:
        status: the HTTP status.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class AnswerError(FlowError):
    """A model's answer has not the form that was asked for."""
