"""The same claim, or one like it."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.assessment.factchecks import differences
from sourcier.assessment.vetoes import features_of
from sourcier.core.testimony import VetoKind

DAY = date(2023, 6, 1)


def told_apart(claim, reviewed, lang="fr", other="fr"):
    (ours,), (theirs,) = features_of([claim], lang, DAY), features_of([reviewed], other, DAY)
    return {one.kind for one in differences(ours, theirs)}


@pytest.mark.parametrize(
    ("claim", "reviewed", "lang", "other"),
    [
        ("Le port de Sète emploie 430 dockers.", "430 dockers travailleraient au port de Sète.", "fr", "fr"),
        ("Le port de Sète emploie 430 dockers.", "The port of Sète employs 430 dockers.", "fr", "en"),
        ("Norway never banned whaling.", "La Norvège n’a jamais interdit la chasse à la baleine.", "en", "fr"),
        ("The museum lost 12 paintings in 2019.", "In 2019, 12 paintings vanished from the museum.", "en", "en"),
    ],
)
def test_one_claim_in_other_words_is_the_same(claim, reviewed, lang, other):
    assert told_apart(claim, reviewed, lang, other) == set()


@pytest.mark.parametrize(
    ("claim", "reviewed", "lang", "other", "kind"),
    [
        ("Le port emploie 430 dockers.", "340 salariés travailleraient au port.", "fr", "fr", VetoKind.NUMBER),
        ("Le musée a fermé en mai 2019.", "En mai 2009, le musée aurait fermé.", "fr", "fr", VetoKind.DATE),
        ("Le Portugal a fermé ses mines.", "France has closed its mines.", "fr", "en", VetoKind.PLACE),
        ("Le thé guérit la grippe.", "Tea does not cure the flu.", "fr", "en", VetoKind.POLARITY),
        ("Tea cures the flu.", "Drinking tea has never cured influenza.", "en", "en", VetoKind.POLARITY),
    ],
)
def test_another_figure_date_place_or_sense_makes_another_claim(claim, reviewed, lang, other, kind):
    assert kind in told_apart(claim, reviewed, lang, other)


def test_a_long_post_may_deny_something_else():
    post = "Nobody asked us. The town has sold its theatre. I cannot believe it."
    assert told_apart(post, "The town sold its theatre.", "en", "en") == set()
