"""The words of the interface: whole in both languages, and there for everything that a page says."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module, resources
from pkgutil import iter_modules

import pytest
from starlette.routing import Mount

import sourcier.app.desk.store
import sourcier.app.desk.web
import sourcier.ingest
from sourcier.app.desk.web.context import templates
from sourcier.app.desk.web.wording import interface_words
from sourcier.app.desk.worker import STEPS
from sourcier.core.errors import SourcierError
from sourcier.dossier.report.words import words

WEB = resources.files("sourcier.app.desk.web")


def keys(table, prefix=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from keys(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def own(lang):
    return dict.fromkeys(keys(tomllib.loads((WEB / f"words.{lang}.toml").read_text(encoding="utf-8"))))


def test_both_languages_have_the_same_words_and_blanks():
    french, english = interface_words("fr").table, interface_words("en").table

    assert set(own("fr")) == set(own("en"))
    for key in own("fr"):
        blanks = [sorted(set(re.findall(r"\{(\w+)\}", table[key]))) for table in (french, english)]
        assert blanks[0] == blanks[1], key


def test_no_word_of_the_desk_takes_the_place_of_one_of_the_reports():
    assert set(own("fr")) & set(words("fr").table) == set()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_step_has_its_name(lang):
    assert {step for step in STEPS if f"step.{step}" not in interface_words(lang).table} == set()


def slugs():
    """Of every error of the desk and of reading."""
    for package in (sourcier.app.desk.store, sourcier.app.desk.web, sourcier.ingest):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            if not module.ispkg:
                import_module(module.name)
    left, found = list(SourcierError.__subclasses__()), set()
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if kind.__module__.startswith(("sourcier.app.desk", "sourcier.ingest")):
            found.add(kind.slug)
    return (
        found
        - {"desk-needs-accounts", "desk-address-taken", "desk-driver-missing"}
        - {
            "desk-store-newer",
            "desk-store-foreign",
        }
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_error_that_a_page_can_show_has_its_words(lang):
    table = interface_words(lang).table

    assert {
        slug for slug in slugs() if f"error.{slug}.what" not in table or f"error.{slug}.title" not in table
    } == set()


def test_every_template_asks_for_words_that_there_are():
    asked = set()
    folder = WEB / "templates"
    for file in folder.iterdir():
        if file.name.endswith(".html") and not file.name.startswith(("article", "claim")):
            text = file.read_text(encoding="utf-8")
            asked |= set(re.findall(r"say(?:\.count)?\('([a-z0-9_.-]+)'(?! ~)", text))
            templates().get_template(file.name)
    table = interface_words("fr").table

    assert len(asked) > 80
    assert {key for key in asked if key not in table and f"{key}.one" not in table} == set()


def test_french_is_set_as_french_is():
    table = interface_words("fr").table

    for key in own("fr"):
        assert "'" not in table[key].replace("l'", "l'") or key.endswith("fixed"), key
        assert not re.search(r"(?<=\S) [;:!?»]|« ", table[key]), key


def test_a_page_that_the_framework_mounts_is_static_files_alone(browser):
    assert [route.path for route in browser.app.routes if isinstance(route, Mount)] == ["/static"]
