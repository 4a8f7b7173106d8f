"""The page in a real browser: no error on the console, nothing fetched, the filters do what they say."""

import json
import shutil
import subprocess

import pytest
from lxml import html

import factory
from sourcier.dossier.report.page import page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--v=0"]


def loaded(tmp_path, source: str, *more: str):
    """The page's tree after its script ran, and what the console said."""
    path = tmp_path / "page.html"
    path.write_text(source, encoding="utf-8")
    command = [CHROMIUM, *ARGUMENTS, f"--user-data-dir={tmp_path / 'profile'}", *more, "--dump-dom", f"file://{path}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return html.document_fromstring(done.stdout), console


@pytest.mark.parametrize("made", [factory.column, factory.wire])
def test_page_says_nothing_on_the_console_and_runs_its_script(tmp_path, made):
    tree, console = loaded(tmp_path, page(made()))
    assert console == []
    assert tree.get("class") == "scripted"
    assert tree.xpath("//form[@id='filters']")[0].get("hidden") is None
    assert not tree.xpath("//details[@class='proof'][@open]")


def test_page_in_a_browser_runs_no_words_of_the_article(tmp_path):
    of = factory.article("<img src=x onerror=document.title='pris'><script>document.title='pris'</script> 12 %.")
    tree, console = loaded(tmp_path, page(factory.dossier(of, [factory.claim(of, "12 %")])))
    assert console == []
    assert "pris" not in tree.findtext("head/title")


def test_page_policy_forbids_a_script_that_is_not_ours(tmp_path):
    source = page(factory.wire()).replace("</body>", "<script>document.title='pris'</script></body>")
    tree, console = loaded(tmp_path, source)
    assert "pris" not in tree.findtext("head/title")
    assert console


def test_filters_hide_cards_and_fade_their_marks(tmp_path):
    # The same page, its policy opened for one script that plays the reader.
    act = """
      const box = document.querySelector('input[value="supported"]'); box.click();
      document.querySelector('select[name="kind"]').value = 'quantity';
      document.getElementById('filters').dispatchEvent(new Event('change'));
    """
    source = page(factory.column())
    policy = source[source.index("script-src ") :].split(";")[0]
    source = source.replace(policy, "script-src 'unsafe-inline'").replace("</body>", f"<script>{act}</script></body>")
    tree, _ = loaded(tmp_path, source)
    shown = [
        card.get("id") for card in tree.xpath("//article[starts-with(@class, 'card ')]") if card.get("hidden") is None
    ]
    assert shown == ["c1", "c4"]
    assert "off" in tree.xpath("//span[@data-c='2']")[0].get("class").split()
    assert "Affirmations affichées : 2 sur 9" in tree.xpath("//output")[0].text_content().replace(
        "\u00a0", " "
    ).replace("\u202f", " ")


@pytest.mark.parametrize("width", [360, 1280])
def test_page_is_never_wider_than_the_screen(tmp_path, width):
    (tmp_path / "inner.html").write_text(page(factory.column()), encoding="utf-8")
    # Chromium's windows are at least 500 pixels wide: a frame stands for the phone.
    outer = f"""<!DOCTYPE html><body><iframe id=f src="inner.html" width={width} height=800></iframe><script>
      onload = () => {{ const d = document.getElementById('f').contentDocument;
        for (const p of d.querySelectorAll('details')) p.open = true;
        document.title = JSON.stringify([d.documentElement.scrollWidth, d.documentElement.clientWidth]); }};
    </script></body>"""
    tree, _ = loaded(tmp_path, outer, "--allow-file-access-from-files", "--window-size=1400,900")
    content, screen = json.loads(tree.findtext("head/title"))
    assert content <= screen
