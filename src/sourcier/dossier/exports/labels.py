"""Who publishes a dossier, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Who publishes the reviews, and where. What verdicts are called is kept with each decision, not here."""

    newsroom: str = ""
    """Signs the questions to the author, and is the author of the reviews; where empty, the person who decided is."""
    page: str | None = None
    """Address of the page that will carry the reviews; a ClaimReview cannot be without one."""
