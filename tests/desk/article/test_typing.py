"""No typed word and no click is lost, however slow the desk answers and in whatever order."""

from __future__ import annotations

import pytest

from desk.article.browsing import CHROMIUM, LOOK, choose, decide_as, open_claim, slow
from sourcier.app.desk.store.decisions import revisions_of
from sourcier.app.desk.store.jobs import Wish, add_job, claim_job, finish
from sourcier.core.findings import Verdict

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

PANELS, SAVING, NEWS = "**/panel", "**/decisions", "**/news?*"
WORDS = "La table donne 76,4 %."


def typed(page) -> tuple[str, bool]:
    """What the form of the decision holds: the reason, and whether "contredit" is chosen."""
    return page.input_value("#reason"), page.is_checked("#decide input[value=refuted]")


def saved(store, address: str) -> list[tuple[str, str | None]]:
    return [(one.reason, one.verdict) for one in revisions_of(store, address.rsplit("/", 1)[1])]


@pytest.fixture
def filled(tab):
    """Open a page on claim 2, its form filled with WORDS and "contredit", not sent."""

    def show(**options):
        page = tab(**options)
        open_claim(page, "2")
        choose(page, "refuted", WORDS)
        return page

    return show


def test_second_click_on_a_mark_does_not_bring_an_empty_form_over_typed_words(tab):
    page = tab()
    with slow(page, PANELS) as line:
        page.dblclick(".ref[data-c='2']")
        line.asked()
        line.let_through()
        page.wait_for_selector("#claim[data-c='2']")
        choose(page, "refuted", WORDS)
        page.wait_for_timeout(200)
        while line.waiting:
            line.let_through()
    assert typed(page) == (WORDS, True)


def test_the_last_claim_that_was_asked_for_is_shown_whichever_comes_first(tab):
    page = tab()
    with slow(page, PANELS) as line:
        page.click(".ref[data-c='2']")
        page.click(".ref[data-c='4']")
        line.asked(2)
        line.let_through(1)
        page.wait_for_selector("#claim[data-c='4']")
        line.let_through()
    assert page.get_attribute("#claim", "data-c") == "4"
    assert page.url.endswith(page.get_attribute("#claim", "data-page"))


def test_claim_that_comes_late_does_not_replace_what_is_being_typed(tab):
    page = tab()
    open_claim(page, "2")
    with slow(page, PANELS) as line:
        page.click(".ref[data-c='4']")
        line.asked()
        choose(page, "refuted", WORDS)
        line.let_through()
    assert page.get_attribute("#claim", "data-c") == "2"
    assert typed(page) == (WORDS, True)
    open_claim(page, "4")
    open_claim(page, "2")
    assert typed(page) == (WORDS, True)


def test_saving_slowly_does_not_take_the_words_of_the_next_claim(filled, store, address):
    page = filled()
    with slow(page, SAVING) as line:
        page.click("#decide button[value=stay]")
        line.asked()
        open_claim(page, "4")
        choose(page, "refuted", "Autre chose.")
        line.let_through()
        page.wait_for_selector(".ref.is-decided[data-c='2']")
    assert page.get_attribute("#claim", "data-c") == "4"
    assert typed(page) == ("Autre chose.", True)
    assert page.inner_text("#progress").startswith("1 examinée")
    page.click("#decide button[value=stay]")
    page.wait_for_selector(".standing")
    assert saved(store, address) == [(WORDS, "refuted"), ("Autre chose.", "refuted")]


def test_words_typed_while_a_decision_is_saved_stay_in_the_form(filled, store, address):
    page = filled()
    with slow(page, SAVING) as line:
        page.click("#decide button[value=next]")
        line.asked()
        page.focus("#reason")
        page.keyboard.press("End")
        page.keyboard.type(" Vu aussi")
        line.let_through()
        page.wait_for_selector(".ref.is-decided[data-c='2']")
        page.keyboard.type(" ailleurs.")
    assert page.get_attribute("#claim", "data-c") == "2"
    assert typed(page) == (f"{WORDS} Vu aussi ailleurs.", True)
    choose(page, "supported", f"{WORDS} Non.")
    page.click("#decide button[value=stay]")
    page.wait_for_selector(".standing")
    assert page.locator(".conflict").count() == 0, "nobody differs with themselves"
    assert saved(store, address) == [(WORDS, "refuted"), (f"{WORDS} Non.", "supported")]


def test_button_pressed_twice_saves_once_and_leaves_the_next_form_alone(filled, store, address):
    page = filled()
    with slow(page, SAVING) as line:
        page.dblclick("#decide button[value=next]")
        line.asked()
        line.let_through()
        page.wait_for_selector("#claim[data-c='4']")
        choose(page, "refuted", "Autre chose.")
        page.wait_for_timeout(200)
        while line.waiting:
            line.let_through()
    assert typed(page) == ("Autre chose.", True)
    assert saved(store, address) == [(WORDS, "refuted")]


@pytest.mark.parametrize("leave", ["claim", "reload", "list", "page"])
def test_words_that_were_not_saved_are_found_again(filled, address, leave):
    page = filled()
    page.click("#bring summary")
    page.fill("#e-passage", "Un passage.")
    if leave == "claim":
        open_claim(page, "4")
        assert typed(page) == ("", False)
        open_claim(page, "2")
    elif leave == "reload":
        page.reload()
    elif leave == "list":
        page.click("a.to-list")
        open_claim(page, "2")
    else:
        page.click(".ways a >> nth=0")
        page.wait_for_selector("ol.decisions, .intro")
        page.goto(address)
        open_claim(page, "2")
    assert typed(page) == (WORDS, True)
    assert page.input_value("#e-passage") == "Un passage."
    assert page.is_visible("#e-passage")
    page.click("#decide button[value=stay]")
    page.wait_for_selector(".standing")
    assert typed(page) == ("", False), "what was saved is no draft any more"
    assert page.input_value("#e-passage") == "Un passage."
    page.reload()
    assert typed(page) == ("", False)


def test_decision_that_could_not_be_saved_is_told_beside_another_claim_and_keeps_its_words(filled, store, address):
    page = filled(may_fail=True)
    with slow(page, SAVING) as line:
        page.click("#decide button[value=stay]")
        line.asked()
        open_claim(page, "4")
        line.let_through(fails=True)
        page.wait_for_selector("#unsaved:visible")
    assert "affirmation 2" in page.inner_text("#unsaved")
    assert page.get_attribute("#claim", "data-c") == "4"
    page.click("#unsaved a")
    page.wait_for_selector("#claim[data-c='2']")
    assert typed(page) == (WORDS, True)
    page.click("#decide button[value=stay]")
    page.wait_for_selector(".standing")
    assert page.is_hidden("#unsaved")
    assert saved(store, address) == [(WORDS, "refuted")]


def test_refusal_is_not_written_into_the_form_of_another_claim(filled):
    page = filled(may_fail=True)
    page.evaluate("document.querySelector('#decide [name=csrf]').value = 'x'")
    with slow(page, SAVING) as line:
        page.click("#decide button[value=stay]")
        line.asked()
        open_claim(page, "4")
        line.let_through()
        page.wait_for_selector("#unsaved:visible")
    assert not page.inner_text("#problem").strip()
    open_claim(page, "2")
    assert typed(page) == (WORDS, True)


def test_link_that_is_being_pressed_is_not_exchanged_under_the_pointer(tab, store):
    page = tab()
    decide_as(store, Verdict.SUPPORTED, 1)
    page.hover(".claims li[data-c='4'] a")
    page.mouse.down()
    with page.expect_response(NEWS):
        page.evaluate(LOOK)
    page.wait_for_timeout(300)
    assert page.locator(".claims .done").count() == 0
    page.mouse.up()
    page.wait_for_selector("#claim[data-c='4']")
    page.wait_for_selector(".ref.is-decided[data-c='1']")


def test_keys_pressed_before_the_next_claim_has_come_are_about_that_claim(tab, store, address):
    page = tab()
    open_claim(page, "2")
    with slow(page, PANELS) as line:
        page.keyboard.press("j")
        line.asked()
        page.keyboard.press("2")
        page.keyboard.press("r")
        page.keyboard.type("Vu 1 fois ici.")
        page.keyboard.press("Control+Enter")
        assert typed(page) == ("", False)
        line.let_through()
        page.wait_for_selector(".ref.is-decided[data-c='3']")
    assert saved(store, address) == [("Vu 1 fois ici.", "refuted")]
    assert page.locator(".ref.is-decided[data-c='2']").count() == 0


def test_pressing_back_shows_the_claim_before_with_its_words(filled):
    page = filled()
    open_claim(page, "4")
    choose(page, "refuted", "Autre chose.")
    page.go_back()
    page.wait_for_selector("#claim[data-c='2']")
    assert typed(page) == (WORDS, True)
    page.go_forward()
    page.wait_for_selector("#claim[data-c='4']")
    assert typed(page) == ("Autre chose.", True)


def test_words_for_the_parts_of_a_claim_outlive_a_desk_that_does_not_answer(tab):
    page = tab(may_fail=True)
    open_claim(page, "2")
    page.click("#split summary")
    page.fill("#s-parts", "contre 74 %")
    page.fill("#s-reason", "Deux faits.")
    page.route("**/split", lambda route: route.abort())
    page.click("#split button.strong")
    page.wait_for_timeout(300)
    page.unroute("**/split")
    page.go_back()
    page.wait_for_selector("#claim[data-c='2']")
    assert (page.input_value("#s-parts"), page.input_value("#s-reason")) == ("contre 74 %", "Deux faits.")


def test_page_of_a_job_that_is_done_goes_to_its_dossier_once_however_slowly_that_comes(tab, store, address):
    job = add_job(store, Wish("atome.md", b"# Le texte"))
    claim_job(store, "w1")
    page = tab(address.rsplit("/dossiers/", 1)[0] + f"/jobs/{job.id}")
    with slow(page, f"{address}*") as line:
        finish(store, job.id, address.rsplit("/", 1)[1])
        line.asked()
        page.wait_for_timeout(3000)  # it asks each second how far the work has come
        assert len(line.waiting) == 1
        line.waiting.pop().continue_()
        page.wait_for_url(f"{address}*")
