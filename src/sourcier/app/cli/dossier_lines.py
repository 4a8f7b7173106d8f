"""Dossiers of the desk as lines on the terminal, and files of dossiers as dossiers of the desk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text

from sourcier.app.desk.store.decisions import revisions_of, save
from sourcier.app.desk.store.dossiers import Stored, add_dossier
from sourcier.app.desk.store.engine import Store
from sourcier.app.desk.store.listing import Summary
from sourcier.app.desk.web.wording import interface_words
from sourcier.core.revisions import Revision
from sourcier.dossier.errors import BadDossier
from sourcier.dossier.exports import embedded
from sourcier.dossier.exports.deciding import SIGNS, outcome_told
from sourcier.dossier.exports.deeds import deeds
from sourcier.dossier.exports.records import found_claims
from sourcier.dossier.exports.standing import Stood, made_by_people, stood
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.context import quoted
from sourcier.dossier.report.lines import wrapped
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.views import view
from sourcier.dossier.report.words import Words, words
from sourcier.dossier.storing import load_all

_ENDING = ".json"
_PAD = " " * 5


def line(row: Summary, width: int) -> str:
    """Return a dossier: id, day, claims decided of all, title, tags.

    A title too long for its line is cut, and ends in "…"; tags that do not fit stand below it.
    """
    day = (row.published or row.added_at.date()).isoformat()
    head = f"{row.article_id}  {day}  {f'{row.decided}/{row.claims}':>7}  "
    title, tags = one_line(row.title or row.name or ""), " ".join(f"[{one_line(tag)}]" for tag in row.tags)
    first = f"{head}{_cut(title, width - len(head))}"
    if not tags:
        return first
    if cell_len(f"{first} {tags}") <= width:
        return f"{first} {tags}"
    return f"{first}\n{_PAD}{_cut(tags, width - len(_PAD))}"


def _cut(text: str, room: int) -> str:
    """Return a text in so many columns, its end marked where it is cut.

    >>> _cut("Nucléaire", 9), _cut("Nucléaire et dette", 10)
    ('Nucléaire', 'Nucléaire…')
    """
    if cell_len(text) <= room:
        return text
    while text and cell_len(text) > room - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def as_json(row: Summary) -> str:
    """Return a dossier's line as JSON."""
    return json.dumps(asdict(row), default=_day, ensure_ascii=False)


def standing_lines(store: Store, stored: Stored, width: int) -> list[Text]:
    """Return where a dossier stands: how many claims were examined, and the outcome of each of these."""
    dossier, say = stored.dossier, interface_words(stored.dossier.article.lang)
    row, subjects = stored.summary, _subjects(store, stored)
    told = [say.count("story.decided", row.decided, total=row.claims)]
    if unsigned := row.claims - row.decided - row.open:
        told.append(say.count("story.unsigned" if row.decided else "story.unchecked", unsigned))
    if row.conflicts:
        told.append(say.count("story.disputed", row.conflicts))
    lines = [*wrapped(" · ".join(told), width)]
    for one in subjects:
        last = one.standing.last
        if last is None:
            continue
        if one.is_disputed:
            rivals = " / ".join(
                f"{outcome_told(each, say.lang)} {say('claim.by', name=one_line(each.author))}"
                for each in one.standing.rivals
            )
            outcome = f"{SIGNS[one.counts_as]} {say('claim.disputed')}{say('label.colon')}{rivals}"
        elif one.verdict is None:
            outcome = say(f"claim.state.{one.standing.state}")
        else:
            outcome = f"{MARKS[one.verdict]} {one_line(last.rating) if last.rating else say(f'verdict.{one.verdict}')}"
        by = "" if one.is_disputed else f" {say('claim.by', name=one_line(last.author))}"
        words = quoted(one.span.of(dossier.article.text), say)
        lines += wrapped(f"{outcome}{by} – {words}", width, first=f"{one.number:>4} ", rest=_PAD)
    return [*lines, Text()]


def decision_lines(store: Store, stored: Stored, width: int) -> list[Text]:
    """Return what people decided, in the order of saving and in the article's language."""
    article, programs = stored.dossier.article, {one.claim_id: one.verdict for one in stored.dossier.assessments}
    revisions, terms = revisions_of(store, article.id), words(article.lang)
    done = deeds(revisions, {claim.id: programs.get(claim.id) for claim in stored.dossier.claims})
    spans = {**{claim.id: claim.span for claim in stored.dossier.claims}, **made_by_people(revisions)}
    told = {id_: quoted(span.of(article.text), terms) for id_, span in spans.items()}
    return [
        text
        for one in revisions
        for text in (
            *wrapped(_decision(one, done[one.id], terms), width, rest=_PAD),
            *wrapped(told.get(one.claim_id, one.claim_id), width, first=_PAD, rest=_PAD),
        )
    ]


def _subjects(store: Store, stored: Stored) -> Sequence[Stood]:
    return stood(found_claims(view(stored.dossier)), revisions_of(store, stored.summary.article_id))


def is_dossier(source: str) -> bool:
    """Say whether an argument names a saved dossier rather than an article."""
    return source.lower().endswith(_ENDING) and "://" not in source


def add_saved(store: Store, path: Path, tags: Sequence[str]) -> list[str]:
    """Add the dossiers of a file, and the decisions that they were exported with. Returns the articles' ids.

    Raises:
        BadDossier: It cannot be read, or is none.
        BadDecision: It holds decisions that do not fit it.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadDossier(f"cannot read {path}: {error.strerror or error}", path=str(path)) from error
    dossiers = load_all(raw, str(path))
    found = embedded(raw, str(path), dossiers[0]) if len(dossiers) == 1 else ()
    added = [add_dossier(store, dossier, name=path.name, tags=tags) for dossier in dossiers]
    for revision in found:
        save(store, revision)
    return added


def _decision(one: Revision, done: str, terms: Words) -> str:
    say, colon = export_words(terms.lang), terms("label.colon")
    told = say(f"action.{done}")
    if one.verdict is not None:
        ours = terms(f"verdict.{one.verdict}")
        told += colon + (f"{one_line(one.rating)} ({ours})" if one.rating else ours)
    if one.evidence is not None:
        told += colon + one_line(one.evidence.title or one.evidence.url or one.evidence.passage or "")
    when = f"{terms.day(one.at.date())}, {one.at:%H:%M} {say('page.utc')}"
    return f"{when}, {one_line(one.author)}{colon}{told} – {one_line(one.reason)}"


def _day(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
