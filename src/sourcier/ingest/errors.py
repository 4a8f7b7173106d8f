"""What can go wrong between a source and an article: one class a kind."""

from __future__ import annotations

from sourcier.core.errors import SourcierError


class SourceNotFound(SourcierError, LookupError):
    """There is no such file or page."""

    slug = "not-found"


class SourceForbidden(SourceNotFound):
    """A file or folder is there, and may not be read."""

    slug = "not-readable"

    @classmethod
    def at(cls, path: str, error: PermissionError) -> SourceForbidden:
        """Return the error for a path, with what the system says."""
        return cls(f"{path!r} cannot be read: {error.strerror or error}; change its permissions", source=path)


class EmptyText(SourcierError):
    """There is nothing to read in the source."""

    slug = "empty-text"


class BinaryInput(SourcierError):
    """The bytes are not text in any encoding we know."""

    slug = "binary-input"


class BrokenText(SourcierError):
    """The text has half a character: a surrogate without its other half."""

    slug = "broken-text"


class ImpossibleDate(SourcierError):
    """The day of publication given is of a year in which no article came out."""

    slug = "impossible-date"


class UnsupportedLanguage(SourcierError):
    """The text is neither French nor English."""

    slug = "unsupported-language"


class UnsupportedMediaType(SourcierError):
    """The source is of a kind that is not read: an image, a sheet, an archive."""

    slug = "unsupported-media-type"


class TooLarge(SourcierError):
    """The source, or what it unpacks to, passes the size that is read."""

    slug = "too-large"


class FetchFailed(SourcierError):
    """The page could not be had."""

    slug = "fetch-failed"
    retryable = True


class BlockedAddress(SourcierError):
    """The address leads, or redirects, to a place that is not on the public web."""

    slug = "blocked-address"


class PdfWithoutText(SourcierError):
    """The PDF holds pictures of pages only."""

    slug = "pdf-without-text"


class EncryptedPdf(SourcierError):
    """The PDF opens with a password only."""

    slug = "encrypted-pdf"


class BrokenDocument(SourcierError):
    """The file is damaged, or not what it says it is."""

    slug = "broken-document"


class NotAnArticlePage(SourcierError):
    """The page has no main text: a front page, a form, a script."""

    slug = "not-an-article-page"
