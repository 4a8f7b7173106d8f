"""Where a claim stands, in words: the report, the print view, the reviews and the annotations say it alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sourcier.core.article import Lang
from sourcier.core.revisions import DECIDING, Action, Revision
from sourcier.dossier.exports.standing import Stood
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.entries import BroughtView, DecidedView, OutcomeView
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.verdicts import against_denial
from sourcier.dossier.report.words import words

SIGNS: Mapping[str, str] = {**MARKS, "disputed": "!", "withheld": "–", "dismissed": "–", "split": "–"}
"""The sign of everything that a claim may count as."""


def verdict_told(one: Revision, lang: Lang) -> str:
    """Return a verdict as it was signed: the newsroom's own label where one was kept with it, else the verdict's words.

    Never the label of today's scale: a newsroom that renames a rating does not rename what people signed before.
    """
    return one_line(one.rating) if one.rating else words(lang)(f"verdict.{one.verdict}")


def outcome_told(one: Revision, lang: Lang) -> str:
    """Return what a decision comes to: "Faux (contredit)", "contredit", "verdict non publié"."""
    if one.verdict is None:
        return export_words(lang)(f"action.{one.action}")
    told, ours = verdict_told(one, lang), words(lang)(f"verdict.{one.verdict}")
    return told if told.casefold() == ours.casefold() else f"{told} ({ours})"


def decided_view(
    one: Stood, among: Sequence[Stood], program: str, lang: Lang, *, with_reasons: bool = True
) -> DecidedView:
    """Return where a claim stands.

    Args:
        one: The claim.
        among: All of the article, its parts and the claim that it is a part of among them.
        program: The program's verdict in words; empty where it saw no such claim.
        lang: Of the words around.
        with_reasons: The reasons of those who decided are told.
    """

    def outcome(each: Revision) -> OutcomeView:
        return _outcome(each, lang) if with_reasons else replace(_outcome(each, lang), reason="")

    def brought(each: Revision) -> BroughtView:
        return _brought(each, lang) if with_reasons else replace(_brought(each, lang), reason="")

    say, last = export_words(lang), one.standing.last
    standing = one.standing.rivals or ((last,) if last else ())
    is_hidden = one.standing.state in {"withheld", "dismissed"} and not one.is_disputed
    whole = next((each.number for each in among if each.id == one.part_of), "")
    before = [each for each in one.revisions if each.action in DECIDING and each not in standing]
    return DecidedView(
        say=say,
        colon=words(lang)("label.colon"),
        heading=_heading(one, standing, lang),
        outcomes=tuple(outcome(each) for each in standing),
        is_disputed=one.is_disputed,
        program=None if is_hidden or not program or not standing else _of_program(one, program),
        whole=whole,
        parts=tuple(each.number for each in among if each.part_of == one.id),
        added=tuple(outcome(each) for each in one.revisions if each.action is Action.ADD_CLAIM),
        evidence=tuple(brought(each) for each in one.revisions if each.evidence is not None),
        earlier=tuple(outcome(each) for each in reversed(before)),
        shows_grounds=not is_hidden,
    )


def _heading(one: Stood, standing: Sequence[Revision], lang: Lang) -> str:
    say = export_words(lang)
    if one.is_disputed:
        told = " / ".join(dict.fromkeys(outcome_told(each, lang) for each in standing))
        return f"{say('stands.disputed')}{words(lang)('label.colon')}{told}"
    if not standing:
        return say("stands.part" if one.part_of else "stands.added")
    if one.is_out:
        return say(f"stands.{one.counts_as}")
    told = outcome_told(standing[0], lang)
    return told + against_denial(one.verdict, words(lang)) if one.is_denied else told


def _of_program(one: Stood, told: str) -> OutcomeView:
    status = str(one.program or "none")
    return OutcomeView(status=status, mark=MARKS[status], what=told, signed="", reason="")


def _outcome(one: Revision, lang: Lang) -> OutcomeView:
    status = str(one.verdict or "none")
    key = "stands.added_by" if one.action is Action.ADD_CLAIM else "stands.by"
    return OutcomeView(
        status=status,
        mark=MARKS[status] if one.verdict else SIGNS["withheld"],
        what=outcome_told(one, lang),
        signed=_signed(one, lang, key),
        reason=one_line(one.reason),
    )


def _signed(one: Revision, lang: Lang, key: str = "stands.by") -> str:
    return export_words(lang)(key, name=one_line(one.author), day=words(lang).day(one.at.date()))


def _brought(one: Revision, lang: Lang) -> BroughtView:
    evidence = one.evidence
    assert evidence is not None
    url = safe_url(evidence.url)
    return BroughtView(
        status=str(evidence.stance or ""),
        mark=MARKS[evidence.stance] if evidence.stance else "",
        stance=export_words(lang)(f"stance.{evidence.stance}") if evidence.stance else "",
        passage=quoted(evidence.passage, words(lang)) if evidence.passage else "",
        title=one_line(evidence.title or evidence.url or ""),
        url=url,
        signed=_signed(one, lang),
        reason=one_line(one.reason),
    )
