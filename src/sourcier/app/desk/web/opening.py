"""An article of the desk, opened for one request: its last edition laid out, and where its claims stand."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from fastapi import Request

from sourcier.app.desk.store.decisions import latest
from sourcier.app.desk.store.dossiers import edition_of
from sourcier.app.desk.store.errors import NoClaim, NoDossier
from sourcier.app.desk.web.addresses import dossier_path
from sourcier.app.desk.web.editions import Edition, Shelf
from sourcier.app.desk.web.overlay import Overlay, Subject, overlay_of
from sourcier.app.desk.web.settings import desk_of

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Opened:
    """An article of the desk as it stands for one request."""

    edition: Edition
    overlay: Overlay

    @property
    def path(self) -> str:
        """Address of its page."""
        return dossier_path(self.edition.article.id)

    def subject(self, claim_id: str) -> Subject:
        """Return one claim. Raises NoClaim."""
        found = self.overlay.find(claim_id)
        if found is None:
            raise NoClaim(f"the article has no claim {claim_id[:100]}", claim_id=claim_id)
        return found


def open_article(request: Request, article_id: str) -> Opened:
    """Return an article of the desk. Raises NoDossier."""
    store = desk_of(request).store
    id_ = edition_of(store, article_id)
    if id_ is None:
        raise NoDossier(f"the desk has no article {article_id[:100]}", article_id=article_id)
    edition = _shelf(request).edition(store, article_id, id_)
    return Opened(edition, overlay_of(store, edition, latest(store, article_id)))


def _shelf(request: Request) -> Shelf:
    """Return the application's shelf, made by whoever comes first."""
    state = request.app.state
    with _lock:
        if not hasattr(state, "shelf"):
            state.shelf = Shelf()
    shelf: Shelf = state.shelf
    return shelf
