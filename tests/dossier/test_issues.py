from datetime import date

import pytest

import factory
from sourcier.dossier.issues import find_issues

LONG = "mot " * 60 + "12."


def slugs(of, claims=None, **known):
    run = factory.dossier(of, **known).run
    found = [factory.claim(of, "12")] if claims is None else claims
    return [issue.slug for issue in find_issues(of, found, run)]


def test_issues_of_an_article_with_everything_are_none():
    assert slugs(factory.article(LONG)) == []


@pytest.mark.parametrize(
    ("text", "published", "claims", "now", "slug"),
    [
        (LONG, None, None, date(2024, 6, 30), "no-date"),
        (LONG, date(2031, 1, 1), None, date(2024, 6, 30), "future-date"),
        ("Il y en a 12.", date(2023, 1, 1), None, date(2024, 6, 30), "short-text"),
        (LONG, date(2023, 1, 1), [], date(2024, 6, 30), "no-claims"),
        (LONG, date(2023, 1, 1), None, None, "packs-without-date"),
    ],
)
def test_issues_say_what_is_missing(text, published, claims, now, slug):
    assert slugs(factory.article(text, published=published), claims, now=now) == [slug]


def test_issues_speak_the_articles_language():
    of = factory.article(LONG, lang="en", published=None)
    (issue,) = find_issues(of, [factory.claim(of, "12")], factory.dossier(of).run)
    assert issue.message.startswith("The article has no date")
