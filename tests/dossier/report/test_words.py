from datetime import date
from string import Formatter

import pytest

from sourcier.core.article import BlockKind
from sourcier.core.claims import Checkability, ClaimKind, Commitment, Reason
from sourcier.core.findings import Caveat, Operation, Verdict, WhyNone
from sourcier.dossier.report.typography import NNBSP
from sourcier.dossier.report.words import words

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])


def test_languages_say_the_same_things():
    french, english = words("fr").table, words("en").table
    assert set(french) == set(english)


def test_languages_leave_the_same_blanks():
    def blanks(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for key, text in words("fr").table.items():
        if key in {"coverage.all", "coverage.none"}:
            continue
        assert blanks(text) == blanks(words("en").table[key]), key


@BOTH
@pytest.mark.parametrize(
    ("prefix", "members", "suffix"),
    [
        ("verdict", Verdict, ""),
        ("kind", ClaimKind, ""),
        ("caveat", Caveat, ""),
        ("operation", Operation, ""),
        ("checkability", Checkability, ""),
        ("why_reason", Reason, ""),
        ("reason", Reason, ".one"),
        ("reason", Reason, ".many"),
        ("reason", Reason, ".name"),
        ("verdict.none_", WhyNone, ""),
        ("says.author", Commitment, ""),
        ("says.named", Commitment, ""),
        ("says.unnamed", Commitment, ""),
        ("summary", Verdict, ".one"),
    ],
)
def test_every_member_has_its_words(lang, prefix, members, suffix):
    for member in members:
        joint = "" if prefix.endswith("_") else "."
        assert words(lang)(f"{prefix}{joint}{member}{suffix}", n=1, name="X")


@pytest.mark.parametrize(
    ("lang", "n", "counted"),
    [
        ("fr", 0, "0 opinion"),
        ("fr", 1, "1 opinion"),
        ("fr", 2, "2 opinions"),
        ("en", 0, "0 opinions"),
        ("en", 1, "1 opinion"),
        ("en", 2, "2 opinions"),
    ],
)
def test_count_follows_the_language(lang, n, counted):
    assert words(lang).count("reason.opinion", n) == counted


@pytest.mark.parametrize(
    ("lang", "day", "written"),
    [
        ("fr", date(2023, 9, 14), "14 septembre 2023"),
        ("fr", date(2024, 5, 1), "1er mai 2024"),
        ("en", date(2023, 9, 14), "14 September 2023"),
    ],
)
def test_day_is_written_as_a_newspaper_does(lang, day, written):
    assert words(lang).day(day) == written


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2022", "2022"),
        ("2022-03", "mars 2022"),
        ("2022-03-02", "2 mars 2022"),
        ("2014/2021", "2014 à 2021"),
        ("2014/2014", "2014"),
        ("2022-13", "2022-13"),
        ("2022-02-30", "2022-02-30"),
        ("été", "été"),
        ("/", "/"),
    ],
)
def test_period_says_what_it_can(iso, written):
    assert words("fr").period(iso) == written


@pytest.mark.parametrize(
    ("raw", "unit", "written"),
    [
        ("14200", "deaths", f"14{NNBSP}200 morts"),
        ("62.7", "%", f"62,7{NNBSP}%"),
        ("3", "zorgs", "3 zorgs"),
        ("3", "1", "3"),
        ("1949-04-04", "events", "4 avril 1949"),
        ("récession", "events", "récession"),
        ("", "states", ""),
        ("1950-06-25/1953-07-27", "events", "25 juin 1950 à 27 juillet 1953"),
    ],
)
def test_value_has_its_unit_when_it_is_a_figure(raw, unit, written):
    assert words("fr").value(raw, unit) == written


def test_french_strings_hold_no_plain_space_before_a_sign():
    for key, text in words("fr").table.items():
        assert not any(f" {sign}" in text for sign in ";:!?»"), key


def test_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        words("fr")(f"no.{BlockKind.TITLE}")
