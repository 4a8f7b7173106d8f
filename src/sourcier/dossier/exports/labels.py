"""What a newsroom calls things, and where it publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcier.core.findings import Verdict


@dataclass(frozen=True, slots=True)
class Labels:
    """Who publishes the reviews, where, and in which words."""

    newsroom: str = ""
    """Signs the questions to the author, and is the author of the reviews; where empty, the person who decided is."""
    page: str | None = None
    """Address of the page that will carry the reviews; a ClaimReview cannot be without one."""
    ratings: Mapping[Verdict, str] = field(default_factory=dict)
    """The newsroom's own word for a verdict, where a decision gives none; ours where neither does."""
