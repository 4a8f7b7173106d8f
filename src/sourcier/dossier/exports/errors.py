"""What can go wrong with an export."""

from __future__ import annotations

from typing import ClassVar

from sourcier.core.errors import SourcierError


class BadDecision(SourcierError, ValueError):
    """A line of a file of decisions is not one."""

    slug: ClassVar[str] = "bad-decision"


class StrayDecision(SourcierError, LookupError):
    """A decision is about another article, or about a claim or words that the dossier does not have."""

    slug: ClassVar[str] = "stray-decision"


class NoReviewPage(SourcierError):
    """There are reviews to publish, and no address of the page that will carry them."""

    slug: ClassVar[str] = "no-review-page"
