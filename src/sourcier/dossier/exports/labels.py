"""Who publishes a dossier, where, and whether with the reasons of those who decided."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Who publishes the reviews, and where. What verdicts are called is kept with each decision, not here."""

    newsroom: str = ""
    """Signs the questions to the author, and is the author of the reviews; where empty, the person who decided is."""
    page: str | None = None
    """Address of the page that will carry the reviews; a ClaimReview cannot be without one."""
    reasons: bool | None = None
    """The reasons of decisions and of added evidence are told; None leaves it to the format: what readers get (the
    report, annotations) is without them, what the newsroom works with (tables) has them."""

    def tells(self, *, by_default: bool) -> bool:
        """Say whether a format tells the reasons."""
        return by_default if self.reasons is None else self.reasons
