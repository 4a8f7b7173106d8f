"""What is believed, hoped or made up is never judged; anniversaries name a day; fixed groups stand for their states."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.isles import claim_of, draft_of, isles
from sourcier.assessment import assess
from sourcier.assessment.groups import fixed_groups
from sourcier.assessment.scope import scope_of
from sourcier.assessment.supposed import Supposed, supposed
from sourcier.assessment.tables import tables_of
from sourcier.core.article import Lang
from sourcier.core.findings import Verdict

DAY = date(2023, 9, 1)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Les Calvaniens pensent que la Calvanie est membre de la Ligue du Nord.", Supposed.BELIEVED),
        ("fr", "Beaucoup s’imaginent que la Dorlande appartient à la Ligue du Nord.", Supposed.BELIEVED),
        ("fr", "Selon un sondage, la Calvanie est membre de la Ligue du Nord.", Supposed.MADE_UP),
        ("fr", "Dans ce roman, la Dorlande est membre de la Ligue du Nord.", Supposed.MADE_UP),
        ("fr", "Imaginons que la Dorlande soit membre de la Ligue du Nord.", Supposed.MADE_UP),
        ("fr", "Si la Dorlande était membre de la Ligue du Nord, elle paierait.", Supposed.MADE_UP),
        ("en", "Many Calvanians think Calvania is a member of the Northern League.", Supposed.BELIEVED),
        ("en", "If Dorland were a member of the Northern League, it would pay.", Supposed.MADE_UP),
        ("en", "In the novel, Dorland is a member of the Northern League.", Supposed.MADE_UP),
        ("fr", "Le ministre affirme que la Calvanie est membre de la Ligue du Nord.", Supposed.NO),
        ("fr", "Contrairement à ce que croient certains, la Calvanie n’est pas membre de la Ligue.", Supposed.NO),
        ("fr", "Si l’Ardénie compte 46 millions d’habitants, la Borélie en compte 23 millions.", Supposed.NO),
        ("en", "The novel coronavirus reached Ardenia.", Supposed.NO),
    ],
)
def test_beliefs_and_fictions(lang: Lang, text: str, expected: Supposed) -> None:
    draft = draft_of(text, lang, DAY)
    assert supposed(scope_of(draft, claim_of(draft), tables_of(isles()), span=draft.sentences[0].span)) is expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Les Calvaniens croient que la Calvanie est membre de la Ligue du Nord.", None),
        ("Dans ce film, la Calvanie est membre de la Ligue du Nord.", None),
        ("Le ministre affirme que la Calvanie est membre de la Ligue du Nord.", Verdict.REFUTED),
        ("La Calvanie est membre de la Ligue du Nord.", Verdict.REFUTED),
    ],
)
def test_only_what_is_asserted_is_judged(text: str, verdict: Verdict | None) -> None:
    draft = draft_of(text, "fr", DAY)
    _, (found,) = assess(draft, [claim_of(draft)], isles())
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        ("fr", "Il y a dix ans jour pour jour, la paix du Lac était signée.", "2013-09-01", "2013-09-02"),
        ("en", "Ten years ago today, the Peace of the Lake was signed.", "2013-09-01", "2013-09-02"),
        ("en", "Ten years ago this week, the Peace of the Lake was signed.", "2013-08-28", "2013-09-04"),
        ("fr", "Il y a dix ans, la paix du Lac était signée.", "2013-01-01", "2014-01-01"),
    ],
)
def test_anniversaries(lang: Lang, text: str, start: str, end: str) -> None:
    draft = draft_of(text, lang, DAY)
    (time,) = scope_of(draft, claim_of(draft), tables_of(isles())).times
    assert (time.start, time.end) == (date.fromisoformat(start), date.fromisoformat(end))


def test_fixed_groups_have_two_names_and_members_of_their_own() -> None:
    for name, group in fixed_groups().items():
        assert group.label("fr"), name
        assert group.label("en"), name
        assert len(set(group.members)) == len(group.members) > 1, name
        assert all(len(one) == len("ARD") and one.isupper() for one in group.members), name
