"""The errors of reading: one tree, and each class says whether fetching again may help.

`retry` is about the bytes: True means that the same address may well answer with something
readable next time (a consent wall, an error page), False that it will not (an image, an index page).
"""

from __future__ import annotations

from typing import ClassVar


class ExtractionError(Exception):
    """Something that was read is not what it should be.

    Args:
        detail: what was seen, for the source's row; one line.
        url: the address of the page, or empty.
    """

    retry: ClassVar[bool] = False

    def __init__(self, detail: str, url: str = "") -> None:
        super().__init__(f"{detail} ({url})" if url else detail)
        self.detail = detail
        self.url = url

    def __reduce__(self) -> tuple[type[ExtractionError], tuple[str, str]]:
        """Errors cross from worker processes with both of their fields."""
        return type(self), (self.detail, self.url)


class UnreadableBytes(ExtractionError):
    """The bytes are not text at all, or no text that could be used."""


class BinaryContent(UnreadableBytes):
    """An image, an archive, a PDF: no text."""


class TooLarge(UnreadableBytes):
    """Larger than any article or listing; reading it would cost more than it is worth."""


class Mojibake(UnreadableBytes):
    """Garbled characters: the bytes were read, here or by the publisher, in a wrong encoding."""


class BadCompression(UnreadableBytes):
    """Gzip data that is wrong from the start or inflates beyond the cap."""

    retry = True


class NotAFeed(ExtractionError):
    """A listing was expected and something else came."""


class MalformedFeed(NotAFeed):
    """It claims to be a listing, but cannot be read even leniently."""

    retry = True


class NotAnArticle(ExtractionError):
    """The page was read, and is something other than an article."""


class EmptyText(NotAnArticle):
    """No article text was found in the page or in its scripts."""

    retry = True


class ConsentWall(NotAnArticle):
    """A page that asks for consent to cookies before it shows anything."""

    retry = True


class Paywall(NotAnArticle):
    """The text is kept for subscribers."""


class PaywallStub(Paywall):
    """The first lines of an article, and then an offer to subscribe."""


class LoginPage(NotAnArticle):
    """A form to sign in."""


class ErrorPage(NotAnArticle):
    """An apology, whatever the status says: not found, removed, under maintenance, blocked."""

    retry = True


class IndexPage(NotAnArticle):
    """A list of articles: a front page, a section, search results."""
