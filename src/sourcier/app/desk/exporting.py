"""A dossier of the desk as a file: one of the forms of `sourcier.dossier.exports`."""

from __future__ import annotations

from sourcier.app.desk.store.decisions import fitting, revisions_of
from sourcier.app.desk.store.dossiers import Stored
from sourcier.app.desk.store.engine import Store
from sourcier.core.article import Lang
from sourcier.dossier.exports import EXPORTS, Labels, reply


def export(
    store: Store, stored: Stored, name: str, *, newsroom: str = "", page: str | None = None, reasons: bool | None = None
) -> bytes:
    """Return a dossier in a form.

    Args:
        store: Where its decisions are.
        stored: The dossier.
        name: Of the form, one of `EXPORTS`.
        newsroom: Who signs reviews and questions; where empty, the person who decided.
        page: Address of the page that will carry the reviews.
        reasons: The reasons of those who decided are told; None leaves it to the form.

    Raises:
        NoReviewPage: There are reviews, and no page to carry them.
    """
    revisions = fitting(stored.dossier, revisions_of(store, stored.summary.article_id))
    labels = Labels(newsroom=newsroom, page=page, reasons=reasons)
    return EXPORTS[name].make(stored.dossier, revisions, labels)


def note(store: Store, stored: Stored, name: str) -> str:
    """Return what whoever exports should know beside the file; empty where there is nothing."""
    revisions = fitting(stored.dossier, revisions_of(store, stored.summary.article_id))
    return EXPORTS[name].note(stored.dossier, revisions)


def letter_note(store: Store, stored: Stored, lang: Lang) -> str:
    """Return what is to be known before the letter to the author is sent, in the reader's language; often empty."""
    revisions = fitting(stored.dossier, revisions_of(store, stored.summary.article_id))
    return reply.note(stored.dossier, revisions, lang)
