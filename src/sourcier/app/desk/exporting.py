"""A dossier of the desk as a file: one of the forms of `sourcier.dossier.exports`, in the newsroom's words."""

from __future__ import annotations

from collections import Counter

from sourcier.app.desk.store.decisions import fitting, revisions_of
from sourcier.app.desk.store.dossiers import Stored
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.settings import ratings
from sourcier.core.findings import Verdict
from sourcier.dossier.exports import EXPORTS, Labels


def export(store: Store, stored: Stored, name: str, *, newsroom: str = "", page: str | None = None) -> bytes:
    """Return a dossier in a form.

    Args:
        store: Where its decisions are.
        stored: The dossier.
        name: Of the form, one of `EXPORTS`.
        newsroom: Who signs reviews and questions; where empty, the person who decided.
        page: Address of the page that will carry the reviews.

    Raises:
        NoReviewPage: There are reviews, and no page to carry them.
    """
    revisions = fitting(stored.dossier, revisions_of(store, stored.summary.article_id))
    labels = Labels(newsroom=newsroom, page=page, ratings=_ratings(store))
    return EXPORTS[name].make(stored.dossier, revisions, labels)


def note(store: Store, stored: Stored, name: str) -> str:
    """Return what whoever exports should know beside the file; empty where there is nothing."""
    revisions = fitting(stored.dossier, revisions_of(store, stored.summary.article_id))
    return EXPORTS[name].note(stored.dossier, revisions)


def _ratings(store: Store) -> dict[Verdict, str]:
    """Return the newsroom's word for each verdict that has one and no more: of several, only a person can choose."""
    scale = ratings(store)
    times = Counter(one.verdict for one in scale)
    return {one.verdict: one.label for one in scale if times[one.verdict] == 1}
