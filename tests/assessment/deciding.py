"""What a text is checked to, with the starter pack."""

from __future__ import annotations

from datetime import date
from functools import cache

from sourcier.core.article import Lang
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.dossier import check
from sourcier.evidence.packs import Packs, open_packs
from sourcier.ingest import from_text

YES, NO = Verdict.SUPPORTED, Verdict.REFUTED
DECISIVE = {YES, NO, Verdict.CONFLICTING}


@cache
def starter() -> Packs:
    return open_packs()


def checked(text: str, lang: Lang, day: str = "2024-05-09") -> Dossier:
    return check(from_text(text, lang=lang, published=date.fromisoformat(day)), starter())


def decisive(dossier: Dossier) -> set[Verdict]:
    return {one.verdict for one in dossier.assessments if one.verdict} & DECISIVE


def decided(text: str, lang: Lang, day: str = "2024-05-09") -> set[Verdict]:
    return decisive(checked(text, lang, day))
