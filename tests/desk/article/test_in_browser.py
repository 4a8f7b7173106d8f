"""The reviewing page in a browser: open, read, filter, decide, conflict, history, add a claim; by keys and by mouse."""

from __future__ import annotations

import pytest

import factory
from desk.article.browsing import CHROMIUM, LOOK, PHONE, SCRIPTLESS, choose, decide_as
from sourcier.app.desk.store.settings import set_language
from sourcier.core.findings import Verdict

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


def number(page) -> str:
    return page.get_attribute("#claim", "data-c")


def test_keys_lead_from_claim_to_claim_and_decide(tab):
    page = tab()
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.c") == "2"
    page.keyboard.press("Enter")
    page.wait_for_selector("#claim[data-c='2']")
    assert "/claims/" in page.url
    page.keyboard.press("2")
    page.keyboard.press("r")
    page.keyboard.type("La table donne 76,4 %.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#claim[data-c='4']")  # the program could say nothing of 3: those come last
    assert "is-decided" in page.get_attribute(".ref[data-c='2']", "class")
    assert page.inner_text("#progress").startswith("1 examinée sur 9")
    page.keyboard.press("k")
    page.wait_for_selector("#claim[data-c='3']")
    page.keyboard.press("k")
    page.wait_for_selector("#claim[data-c='2']")
    assert "La table donne 76,4 %." in page.inner_text(".standing")
    page.keyboard.press("Escape")
    page.wait_for_selector(".claims")
    assert page.url.endswith(page.get_attribute("h1 a", "href"))


def test_keys_can_be_turned_off(tab):
    page = tab()
    page.uncheck("#use-keys")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.c") is None


def test_filter_leaves_what_is_asked_for_and_keys_keep_to_it(tab):
    page = tab()
    assert page.locator(".claims li:visible").count() == 9
    page.check("#filters input[value=refuted]", force=True)
    assert page.locator(".claims li:visible").count() == 2
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#claim[data-c='2']")
    page.click("#claim a[rel=next]")
    page.wait_for_selector("#claim[data-c='5']")


def test_two_reviewers_at_once_keep_both_decisions_and_see_it(tab):
    one = tab()
    one.click(".ref[data-c='2']")
    one.wait_for_selector("#claim[data-c='2']")
    two = tab(one.url)
    choose(two, "supported", "L'ordre de grandeur y est.")
    two.click("#decide button[value=stay]")
    two.wait_for_selector(".standing")
    choose(one, "refuted", "Ce n'est pas le chiffre.")
    one.click("#decide button[value=next]")
    one.wait_for_selector(".conflict")
    told = one.inner_text(".conflict")
    assert "L'ordre de grandeur y est." in told
    assert "Ce n'est pas le chiffre." in told
    one.click("#past summary")
    assert one.locator("#past .decisions > li").count() == 2


def test_another_s_decision_reaches_an_open_page_and_no_typed_word_is_lost(tab, store):
    page = tab()
    page.click(".ref[data-c='2']")
    page.wait_for_selector("#claim[data-c='2']")
    choose(page, "refuted", "Ce n'est pas encore")
    decide_as(store, Verdict.SUPPORTED, 2)
    decide_as(store, Verdict.REFUTED, 1)
    page.evaluate(LOOK)
    page.wait_for_selector("#fresh .fresh-one")
    assert "Paul vient de décider de ce point." in page.inner_text("#fresh")
    assert "Vu ailleurs." in page.inner_text("#fresh")
    assert "Affirmation 1" in page.inner_text("#news")
    assert "Affirmation 2" not in page.inner_text("#news")
    assert page.input_value("#reason") == "Ce n'est pas encore"
    assert page.is_checked("#decide input[value=refuted]")
    assert page.evaluate("document.activeElement.id") == "reason"
    for name in ("1", "2"):
        assert "is-decided" in page.get_attribute(f".ref[data-c='{name}']", "class")
    assert page.inner_text("#progress").startswith("2 examinées sur 9")
    page.click("#fresh [data-take]")
    page.click("#decide button[value=stay]")
    page.wait_for_selector(".standing")
    assert page.locator(".conflict").count() == 0, "whoever has taken note of it decides in sight of it"


def test_the_strip_of_sentences_follows_what_is_decided(tab, store):
    page = tab()
    before = page.locator("#strip > *").count()
    assert page.get_attribute("#strip a[href='#r4']", "class") == "supported is-open"
    decide_as(store, Verdict.REFUTED, 4)
    page.evaluate(LOOK)
    page.wait_for_selector("#strip a[href='#r4'].refuted")
    assert page.get_attribute("#strip a[href='#r4']", "aria-label") == "4. contredit"
    page.click(".ref[data-c='6']")
    page.wait_for_selector("#claim[data-c='6']")
    choose(page, "refuted", "Vu.")
    page.click("#decide button[value=stay]")
    page.wait_for_selector("#strip a[href='#r6'].refuted")
    assert page.locator("#strip > *").count() == before


def test_a_decision_that_was_not_taken_note_of_conflicts_as_ever(tab, store):
    page = tab()
    page.click(".ref[data-c='2']")
    page.wait_for_selector("#claim[data-c='2']")
    choose(page, "refuted", "La table le dit.")
    decide_as(store, Verdict.SUPPORTED, 2)
    page.evaluate(LOOK)
    page.wait_for_selector("#fresh .fresh-one")
    page.click("#decide button[value=stay]")
    page.wait_for_selector(".conflict")


def test_the_list_of_an_open_page_follows_and_keeps_its_place(tab, store):
    page = tab()
    for status in ("supported", "refuted", "conflicting", "not_enough_evidence"):
        page.check(f"#filters input[value={status}]", force=True)
    page.focus(".claims li[data-c='4'] a")
    decide_as(store, Verdict.SUPPORTED, 2)
    page.evaluate(LOOK)
    page.wait_for_selector(".claims li[data-c='2'] .done")
    assert page.evaluate("document.activeElement.closest('li').dataset.c") == "4"
    assert page.locator(".claims li[data-c='3']:visible").count() == 0
    page.click(".claims li[data-c='2'] a")
    page.wait_for_selector("#claim[data-c='2']")
    page.evaluate(LOOK)
    page.wait_for_timeout(300)
    assert not page.inner_text("#fresh"), "what the panel shows is no news"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_button_fits_on_a_telephone(tab, store, address, language):
    set_language(store, language)
    page = tab(**PHONE)
    claim = page.get_attribute(".ref[data-c='7']", "href")
    for path in (claim[claim.index("/claims") :], "/add", "/export", "/tags"):
        page.goto(address + path)
        for more in page.locator("details.more > summary").all():
            more.click()
        cut = page.evaluate(
            """() => [...document.querySelectorAll("button, .button, .chip > span")].filter((one) => {
                const box = one.getBoundingClientRect();
                return box.width && (box.right > innerWidth || box.left < 0 || one.scrollWidth > one.clientWidth + 1);
            }).map((one) => one.textContent)"""
        )
        assert cut == [], path
        assert page.get_attribute("html", "lang") == language


def test_words_that_are_selected_become_a_claim(tab):
    page = tab()
    words = page.locator("#article p", has_text="relire l'histoire")
    box = words.bounding_box()
    page.mouse.dblclick(box["x"] + 40, box["y"] + 15)
    page.keyboard.press("a")
    chosen = page.inner_text("#chosen")
    assert chosen.strip()
    page.keyboard.type("À vérifier.")
    page.keyboard.press("Enter")
    page.wait_for_selector("#claim[data-c='A1']")
    assert page.inner_text("#claim mark#words") == chosen


def test_selection_over_marks_counts_the_article_s_own_letters(tab):
    page = tab()
    page.evaluate(
        """() => {
          const block = [...document.querySelectorAll("#article [data-at]")].find((p) => p.textContent.includes("renaissance"));
          const range = document.createRange();
          const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          let last;
          while (nodes.nextNode()) last = nodes.currentNode;
          const at = last.data.indexOf("renaissance");
          range.setStart(last, at);
          range.setEnd(last, at + "renaissance".length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("a")
    start = int(page.input_value("#adding input[name=start]"))
    assert factory.COLUMN[start:].startswith("renaissance")


def test_back_and_forward_lead_through_the_claims(tab):
    page = tab()
    page.click(".ref[data-c='2']")
    page.wait_for_selector("#claim[data-c='2']")
    page.click(".ref[data-c='4']")
    page.wait_for_selector("#claim[data-c='4']")
    page.go_back()
    page.wait_for_selector("#claim[data-c='2']")
    page.go_back()
    page.wait_for_selector(".claims")
    page.go_forward()
    page.wait_for_selector("#claim[data-c='2']")


def test_everything_can_be_done_without_script(tab):
    page = tab(**SCRIPTLESS)
    page.click(".ref[data-c='2']")
    page.wait_for_selector("#claim[data-c='2']")
    choose(page, "refuted", "Vu.")
    page.click("#decide button[value=next]")
    page.wait_for_selector("#claim:not([data-c='2'])")  # the next that awaits somebody
    page.click("#bring summary")
    page.fill("#e-passage", "Un passage.")
    page.fill("#e-reason", "Il dit le contraire.")
    page.click("#bring button.strong")
    assert "Un passage." in page.inner_text(".brought")
    page.click("a.to-list")
    page.click("a.miss >> nth=0")
    page.fill("#a-reason", "À vérifier.")
    page.click("form.plainly button.strong")
    page.wait_for_selector("#claim[data-c='A1']")
    page.select_option("#filters select[name=review]", "decided")
    page.click("#filters button")
    assert page.locator(".claims li:visible").count() == 1
    page.click(".ways a >> nth=0")
    assert page.locator(".decisions > li").count() == 3


def test_on_a_telephone_the_claim_takes_the_place_of_the_text(tab):
    page = tab(**PHONE)
    page.locator(".ref[data-c='4']").scroll_into_view_if_needed()
    page.click(".ref[data-c='4']")
    page.wait_for_selector("#claim[data-c='4']")
    assert not page.is_visible("#article")
    assert page.evaluate("scrollY") == 0
    page.click("a.to-list")
    page.wait_for_selector(".claims")
    assert page.is_visible(".ref[data-c='4']")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_window_and_nothing_serious_shuts_anybody_out(tab, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    page = tab(**options)
    claim = page.get_attribute(".ref[data-c='7']", "href")
    for path in ("", claim[claim.index("/claims") :], "/history", "/print", "/add"):
        page.goto(page.url.split("/claims")[0].removesuffix("/history").removesuffix("/print") + path)
        for more in page.locator("details.more > summary").all():
            more.click()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        found = axe.run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == [], path


def test_words_of_two_paragraphs_are_not_silently_no_claim(tab):
    page = tab()
    page.evaluate("""() => {
        const parts = document.querySelectorAll("#article p");
        getSelection().setBaseAndExtent(parts[0], 0, parts[2], 1);
        document.querySelector("#article").dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
    }""")
    page.wait_for_selector("#across:visible")
    assert page.is_hidden("#adding")
