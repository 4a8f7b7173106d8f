"""The desk from end to end: `sourcier desk` in a process of its own, its worker, and two people with browsers.

The article is the one that the newcomer's page gives to try. Each test takes claims of its own, so that their order
does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from desk.story.acting import CHECK_MS, Reviewer, plain
from desk.story.conftest import WAIT_MS, Watch
from desk.story.opening import OPENED, WITHOUT_REASONS, of_csv
from desk.story.running import RunningDesk, article
from desk.story.scenes import PASSWORD

AWA, BRUNO = "Awa Diop", "Bruno Kessel"
SHORT = (
    "# Le Danube à sec\n\nécrit par Ilona Weiss | 3 mai 2024\n\nLa Hongrie a rejoint l'OTAN en 2004. "
    "Les péniches de Mohács attendent depuis trois semaines. Qui s'en étonne ?\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """Run a desk on which two people have accounts."""
    running = RunningDesk(tmp_path_factory.mktemp("desk"), ("--accounts", "--lang", "fr"))
    for name, role in ((AWA, "admin"), (BRUNO, "reviewer")):
        running.run("person", "add", name, "--role", role, stdin=f"{PASSWORD}\n")
    running.start()
    yield running
    running.stop()


@dataclass(frozen=True)
class Upload:
    """What was seen while an article was checked."""

    path: str
    steps: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def upload(desk: RunningDesk, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Upload:
    """Upload the article as a file, and watch until its dossier opens."""
    file = tmp_path_factory.mktemp("article") / "baltique.md"
    file.write_text(article("bureau.md"), encoding="utf-8")
    context, watch = chromium.new_context(base_url=desk.url, locale="fr-FR"), Watch()
    context.set_default_timeout(WAIT_MS)
    watch.over(context)
    page = context.new_page()
    Reviewer(page, "/").log_in(AWA)
    page.get_by_role("link", name="Soumettre un premier article").click()
    page.get_by_label("Un fichier").set_input_files(file)
    page.get_by_label("Étiquettes").fill("Baltique")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", re.compile("[1-9]"), timeout=CHECK_MS)
    steps = [plain(one) for one in page.locator(".steps li").all_inner_texts()]
    page.wait_for_url(re.compile("/dossiers/art-"), timeout=CHECK_MS)
    seen = Upload(page.url.removeprefix(desk.url), steps, watch.complaints())
    context.close()
    return seen


@pytest.fixture
def enter(desk: RunningDesk, upload: Upload, visitor) -> Callable[..., Reviewer]:
    """Return a function that brings one person before the dossier."""

    def entered(name: str = AWA, **options: object) -> Reviewer:
        somebody = Reviewer(visitor(desk.url, **options), upload.path)
        somebody.log_in(name)
        expect(somebody.page.locator("#article")).to_be_visible()
        return somebody

    return entered


def test_upload_shows_each_step_and_opens_the_dossier(upload, enter):
    assert [step.split(" ")[0] for step in upload.steps].count("✓") >= 1
    assert len(upload.steps) >= 5
    assert upload.complaints == []
    awa = enter()
    expect(awa.page.get_by_role("heading", level=1)).to_contain_text("lac de l'Alliance")
    assert awa.facts()["published"] == "2024-09-12"
    wrong = {plain(one["words"]) for one in awa.facts()["claims"] if one["program"] == "refuted"}
    assert any("Suède" in words for words in wrong)
    assert any("Norvège" in words for words in wrong)


def test_filter_leaves_what_is_wrong(enter):
    awa = enter()
    awa.page.locator("label.chip.refuted").click()
    shown = awa.page.locator(".claims li:visible")
    expect(shown.filter(has_text="La Suède a rejoint")).to_be_visible()
    expect(shown.filter(has_text="L'Autriche, elle")).to_have_count(0)
    expect(awa.page.locator("#article .ref.off")).not_to_have_count(0)


def test_deciding_by_keys_leads_to_the_next_claim(enter):
    awa = enter()
    found = awa.claim("5,2 %")
    awa.page.locator(f".claims li[data-c='{found['number']}'] a").click()
    expect(awa.panel(found["number"])).to_contain_text("5,2")
    awa.page.keyboard.press("1")
    awa.page.keyboard.press("r")
    awa.page.keyboard.type("Même taux dans la série de l'Insee.")
    awa.page.keyboard.press("Control+Enter")
    expect(awa.page.locator(f"#claim:not([data-c='{found['number']}'])")).to_be_visible()
    expect(awa.page.locator(f"#article .ref.is-decided[data-c='{found['number']}']")).to_be_visible()
    expect(awa.page.locator("#progress")).to_contain_text("examinée")
    assert awa.claim("5,2 %")["state"] == "decided"
    assert awa.page.url.endswith(awa.page.locator("#claim").get_attribute("data-page"))


def test_two_reviewers_at_once_see_that_they_differ(enter):
    awa, bruno = enter(AWA), enter(BRUNO)
    number = awa.open("Norvège")["number"]
    bruno.open("Norvège")
    awa.choose("contredit", "La Norvège n'a jamais adhéré.")
    expect(awa.page.locator(".standing")).to_contain_text(AWA)
    bruno.choose("preuves insuffisantes", "Je ne trouve pas la liste des membres.")
    conflict = bruno.page.locator(".conflict")
    expect(conflict).to_contain_text("La Norvège n'a jamais adhéré.")
    expect(conflict).to_contain_text("Je ne trouve pas la liste des membres.")
    awa.page.reload()
    expect(awa.page.locator(".conflict")).to_contain_text(BRUNO)
    expect(awa.page.locator("#progress .disputed")).to_be_visible()
    awa.choose("contredit", "Vu ensemble : la table de l'Union est complète.")
    expect(awa.page.locator(".standing")).to_contain_text("Vu ensemble")
    expect(awa.page.locator(".conflict")).to_have_count(0)
    awa.page.get_by_role("link", name="Historique").first.click()
    told = awa.page.locator("ol.decisions > li", has_text=f"Affirmation {number}")
    expect(told).to_have_count(3)
    expect(told.first).to_contain_text("Vu ensemble")


def test_decision_without_a_reason_is_not_sent(enter):
    awa = enter()
    before = awa.open("L'Autriche")
    awa.choose("confirmé", "")
    assert awa.page.locator("#reason").evaluate("field => field.validity.valueMissing")
    assert awa.claim("L'Autriche")["state"] == before["state"]


def test_missed_claim_is_added_by_selecting_its_words(enter):
    awa = enter()
    words = "Ce basculement a un prix"
    awa.select(awa.page.locator("#article p", has_text=words), words)
    expect(awa.page.locator("#chosen")).to_have_text(words)
    awa.page.locator("#add-reason").fill("Le prix se chiffre : budgets et patrouilles.")
    awa.page.locator("#adding").get_by_role("button", name="Ajouter", exact=True).click()
    added = awa.panel("A1")
    expect(added).to_contain_text("ajoutée par une personne")
    assert awa.claim(words)["state"] == "open"
    awa.page.goto(awa.path)
    expect(awa.page.locator("#article .ref[data-c='A1']")).to_be_visible()


def test_what_is_no_claim_is_dismissed(enter):
    awa = enter()
    before = len(awa.facts()["claims"])
    awa.open("Sur les quais de Tallinn")
    awa.unfold("Écarter")
    awa.page.locator("#d-reason").fill("Une image, rien qui se vérifie.")
    awa.page.get_by_role("button", name="Écarter", exact=True).click()
    expect(awa.page.locator(".standing")).to_contain_text("n'est pas une affirmation".replace("'", "’"))
    assert awa.claim("Sur les quais de Tallinn")["state"] == "dismissed"
    assert len(awa.facts()["claims"]) == before


def test_claim_is_split_by_selecting_its_parts(enter):
    awa = enter()
    number = awa.open("en même temps que")["number"]
    awa.unfold("Scinder")
    whole = awa.page.locator("#whole")
    for part in ("L'Estonie a rejoint l'OTAN en 2004", "en même temps que la Lettonie et la Lituanie"):
        awa.select(whole, part)
        awa.page.get_by_role("button", name="Prendre la sélection").click()
    awa.page.locator("#s-reason").fill("Deux faits, deux sources.")
    awa.page.get_by_role("button", name="Scinder", exact=True).click()
    expect(awa.page.locator(".standing")).to_contain_text("affirmation scindée")
    awa.page.locator(".standing a", has_text=f"{number}b").click()
    expect(awa.panel(f"{number}b")).to_contain_text("la Lettonie")


def test_evidence_is_added_and_shown(enter):
    awa = enter()
    awa.open("32 pays membres")
    awa.unfold("Ajouter une preuve")
    form = awa.page.locator("#bring form")
    form.get_by_label("Lien").fill("https://alliance.example/membres")
    form.get_by_label("Passage cité").fill("L'Alliance réunit trente-deux pays.")
    form.get_by_label("Ce qu").first.select_option(label="confirme")
    form.get_by_label("Ce qu’elle apporte").fill("Le décompte de l'Alliance elle-même.")
    form.get_by_role("button", name="Ajouter la preuve").click()
    brought = awa.page.locator(".brought")
    expect(brought).to_contain_text("trente-deux pays")
    link = brought.get_by_role("link")
    expect(link).to_have_attribute("href", "https://alliance.example/membres")
    expect(link).to_have_attribute("rel", re.compile("noopener"))


REASON = "L'Inde s'est abstenue, le procès-verbal le dit."


def test_every_form_of_export_downloads_and_opens(enter):
    from sourcier.dossier.exports import EXPORTS

    awa = enter()
    awa.open("L'Inde a voté contre")
    awa.choose("contredit", REASON)
    expect(awa.page.locator(".standing")).to_contain_text("abstenue")
    awa.page.get_by_role("link", name="Exporter").first.click()
    awa.page.locator("#page-claimreview").fill("https://redaction.example/baltique")
    assert set(OPENED) == set(EXPORTS)
    told = {name: OPENED[name](downloaded(awa, name)) for name in OPENED}
    assert {name for name, text in told.items() if "abstenue" not in text} == WITHOUT_REASONS
    assert [
        name for name, text in told.items() if name != "findings-csv" and "a voté contre ce texte" not in text
    ] == []


def downloaded(one: Reviewer, name: str) -> bytes:
    """Return the file behind one of the buttons of the page of exports."""
    link = one.page.locator(f"a[href$='/export/{name}']")
    button = link if link.count() else one.page.locator(f"form[action$='/export/{name}'] button")
    with one.page.expect_download() as begun:
        button.click()
    assert re.fullmatch(r"(la-baltique|le-danube)-[a-z-]+-2024-\d\d-\d\d[a-z-]*\.\w+", begun.value.suggested_filename)
    return Path(begun.value.path()).read_bytes()


def test_everything_is_found_again_after_a_restart(desk, enter):
    awa = enter()
    found = awa.open("9,9 %")
    awa.choose("contredit", "Le chômage était de 7,3 %.")
    expect(awa.page.locator(".standing")).to_contain_text("7,3")
    before = awa.facts("/history")
    desk.kill()
    desk.start()
    awa.page.reload()  # still logged in
    expect(awa.panel(found["number"]).locator(".standing")).to_contain_text("Le chômage était de")
    assert awa.facts("/history") == before
    awa.page.goto("/")
    expect(awa.page.locator(".entry")).to_have_count(1)
    expect(awa.page.locator(".entry")).to_contain_text("Baltique")
    awa.page.get_by_role("searchbox").fill("chômage français")
    awa.page.get_by_role("searchbox").press("Enter")
    awa.page.locator(".matches a", has_text="chômage").click(position={"x": 60, "y": 8})
    expect(awa.panel(found["number"])).to_be_visible()
    awa.page.goto("/jobs")
    expect(awa.page.locator("main")).to_contain_text("terminé")


def test_main_story_without_script(desk, visitor):
    """Paste, wait, read, filter, decide, add, split, export: links and forms alone."""
    awa = Reviewer(visitor(desk.url, java_script_enabled=False), "/new")
    page = awa.page
    awa.log_in(AWA)
    page.get_by_label("Un texte").fill(SHORT)
    page.get_by_role("button", name="Vérifier").click()
    ready = page.get_by_role("link", name="Ouvrir le dossier")
    for _ in range(CHECK_MS // 500):
        if ready.count():
            break
        page.wait_for_timeout(500)  # nothing changes on the page until it is asked for again
        page.get_by_role("link", name="Actualiser").click()
    ready.click()
    awa.path = page.url.removeprefix(desk.url)
    page.get_by_label("Examen").select_option("open")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator(".claims li:visible", has_text="La Hongrie")).to_be_visible()
    awa.open("La Hongrie")
    awa.choose("contredit", "Adhésion le 12 mars 1999.", "Enregistrer, puis suivante")
    assert awa.claim("La Hongrie")["state"] == "decided"
    page.goto(f"{awa.path}/add")
    page.get_by_label("Mots exacts").fill("attendent depuis trois semaines")
    page.get_by_label("Motif").fill("Se demande au port.")
    page.get_by_role("button", name="Ajouter").click()
    expect(awa.panel("A1")).to_be_visible()
    page.get_by_role("link", name="Historique").first.click()
    expect(page.locator("ol.decisions > li")).to_have_count(2)
    page.goto(f"{awa.path}/export")
    assert "12 mars 1999" in of_csv(downloaded(awa, "csv"))
