"""Desks in a state to look at: a dossier with decisions of every kind, jobs at every turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from sourcier.app.desk.store import decisions, jobs, people
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import Store
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, AddedEvidence, Revision, added_key

PASSWORD = "une phrase de plusieurs mots"
ADMIN = "Awa Diop"

_DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def fill(store: Store) -> dict[str, str]:
    """Put all that there is to show into a store; return its addresses by name."""
    return {**_examined(store), **_sent(store)}


def staff(store: Store) -> None:
    """Give accounts to two people, one of whom may no longer log in."""
    people.add_person(store, ADMIN, PASSWORD, "admin")
    people.add_person(store, "Bruno Kessel", PASSWORD, "reviewer")
    people.deactivate(store, "Bruno Kessel")


def _examined(store: Store) -> dict[str, str]:
    of = factory.column()
    id_ = add_dossier(store, of, name="colonne.md", tags=("énergie", "défense"))
    text, claims = of.article.text, of.claims
    minutes = iter(range(1000))

    def save(claim_id: str, action: Action, author: str = "Jeanne Ferrand", **more: Any) -> None:
        at, reason = _DAY + timedelta(minutes=next(minutes)), "Relu dans la série d'origine."
        key = Revision.key(id_, claim_id, action, author, at, reason)
        decisions.save(store, Revision(key, id_, claim_id, action, reason, author, at, **more))

    save(claims[0].id, Action.CONFIRM, verdict=Verdict.SUPPORTED)
    found = AddedEvidence("https://institut.example/serie", "La série", "63,1 % en 2023.", Verdict.SUPPORTED)
    save(claims[0].id, Action.ADD_EVIDENCE, evidence=found)
    save(claims[1].id, Action.CHANGE, verdict=Verdict.REFUTED)
    save(claims[1].id, Action.CHANGE, "Paul Aubry", verdict=Verdict.SUPPORTED)
    save(claims[2].id, Action.DISMISS)
    save(claims[3].id, Action.WITHHOLD)
    words = factory.find(text, "La guerre")
    save(added_key(id_, words), Action.ADD_CLAIM, spans=(words,))
    halves = tuple(factory.find(text, part) for part in ("une cinquantaine de pays", "ont refusé de voter le texte"))
    split = next(one for one in claims if one.anchor.exact.startswith("une cinquantaine"))
    save(split.id, Action.SPLIT, spans=halves)
    here = f"/dossiers/{id_}"
    return {
        "article": here,
        "claim": f"{here}/claims/{claims[0].id}",
        "disputed": f"{here}/claims/{claims[1].id}",
        "part": f"{here}/claims/{added_key(id_, halves[0], part_of=split.id)}",
        "carry": f"/dossiers/{_corrected(store, of)}/versions/{id_}",
    }


def _corrected(store: Store, of: Dossier) -> str:
    """Add the article once more, one figure corrected; return its id."""
    known = of.article
    text = known.text.replace("400 000", "40 000")
    later = factory.article(text, title=known.title, publisher=known.publisher, published=known.published)
    words = ("contre 74 % dix ans plus tôt", of.claims[2].anchor.exact, "La guerre aurait fait 40 000 morts")
    claims = [factory.claim(later, one) for one in words]
    return add_dossier(store, factory.dossier(later, claims), name="corrigée.md")


def _sent(store: Store) -> dict[str, str]:
    """Send four articles: one is done, one failed, one is being checked, one waits."""
    sent = {}
    for name in ("done", "failed", "running", "waiting"):
        wish = jobs.Wish(name=f"{name}.md", content=b"# Titre", media_type="text/markdown")
        sent[name] = id_ = jobs.add_job(store, wish, by="Jeanne Ferrand").id
        if name != "waiting":
            jobs.claim_job(store, "ouvrier", datetime.now(UTC) + timedelta(hours=1))  # its silence is not noticed
        if name == "done":
            jobs.finish(store, id_, factory.column().article.id)
        elif name == "failed":
            jobs.fail(store, id_, "pdf-without-text", "images of pages only")
        elif name == "running":
            jobs.beat(store, id_, "ouvrier", "claims", done=3, total=6)
    return {name: f"/jobs/{id_}" for name, id_ in sent.items()}
