"""`sourcier library search`: what it prints, what it leaves out, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evidence.library.shelves import Directions, checked, note
from sourcier.evidence.library import open_library

LOSS = note("Le port a perdu douze grues.", published=date(2023, 2, 1), publisher="Le Quai")
GAIN = note("The strike of the bakers ended.\x1b[31m", lang="en", name="b", published=date(2024, 2, 1))
CHECK = checked("Le port a perdu toutes ses grues", rating="Plutôt faux", published=date(2023, 5, 6))


@pytest.fixture
def search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sourcier_command: Callable[..., Any]) -> Callable[..., Any]:
    monkeypatch.setattr("sourcier.evidence.library.store.chosen_encoder", Directions)
    monkeypatch.setenv("SOURCIER_LIBRARY", str(tmp_path / "library"))
    open_library().add([LOSS, GAIN, CHECK])
    return lambda *arguments: sourcier_command("library", "search", *arguments)


def test_passages_are_shown_with_where_they_come_from(search: Callable[..., Any]) -> None:
    outcome = search("grues", "du", "port")
    assert outcome.code == 0
    first, text, place = outcome.out.splitlines()[:3]
    assert first.split() == ["1.", "Le", "Quai", "·", "2023-02-01"]
    assert (text.strip(), place.strip()) == (LOSS.text, "/texts/a")
    assert "\x1b" not in outcome.out


def test_what_has_no_word_of_the_query_is_marked_or_left_out(search: Callable[..., Any]) -> None:
    lines = [json.loads(line) for line in search("grues port grève boulangers", "--json").out.splitlines()]
    assert [line["by_sense"] for line in lines] == [False, True]
    assert "(by sense)" in search("grues port grève boulangers").out
    nothing = search("zzzz")
    assert (nothing.code, nothing.out, nothing.err) == (1, "", "nothing found\n")


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ((), [LOSS.text, GAIN.text]),
        (("--limit", 1), [LOSS.text]),
        (("--lang", "en"), [GAIN.text]),
        (("--before", "2023-12-31"), [LOSS.text]),
        (("--publisher", "Le Quai"), [LOSS.text]),
    ],
)
def test_options_leave_out_what_they_say(
    search: Callable[..., Any], options: tuple[Any, ...], texts: list[str]
) -> None:
    lines = [json.loads(line) for line in search("grues port grève boulangers", "--json", *options).out.splitlines()]
    assert [line["passage"]["text"] for line in lines] == texts
    assert [line["rank"] for line in lines] == list(range(1, len(texts) + 1))


def test_fact_checks_come_with_their_publishers_words(search: Callable[..., Any]) -> None:
    assert "→ Plutôt faux" in search("grues", "--fact-checks").out
    (line,) = search("grues", "--fact-checks", "--json").out.splitlines()
    assert json.loads(line)["fact_check"]["claim"] == CHECK.claim


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("grues", "--before", "1900-01-01"), 1),
        (("grues", "--before", "hier"), 2),
        (("grues", "--lang", "de"), 2),
        (("   ",), 2),
        ((), 2),
    ],
)
def test_nothing_found_and_wrong_use_have_their_codes(
    search: Callable[..., Any], arguments: tuple[str, ...], code: int
) -> None:
    outcome = search(*arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err
