"""The example's page in a real browser: it draws, its scripts run, and nothing complains."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine"),
]


def browse(page: Path, profile: Path, *options: str) -> subprocess.CompletedProcess[str]:
    line = [
        str(BROWSER),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--enable-logging=stderr",
        f"--user-data-dir={profile}",
        "--virtual-time-budget=4000",
        *options,
        page.as_uri(),
    ]
    return subprocess.run(line, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def page(tmp_path_factory, request) -> Path:
    """Return the page of the French example."""
    from sourcier.dossier.report.page import page as page_of

    path = tmp_path_factory.mktemp("page") / "demo.html"
    path.write_text(page_of(request.getfixturevalue("checked")("colonne.md")), encoding="utf-8")
    return path


def test_page_runs_without_a_console_error(page, tmp_path):
    done = browse(page, tmp_path, "--dump-dom")
    assert done.returncode == 0, done.stderr[-2000:]
    assert [line for line in done.stderr.splitlines() if "CONSOLE" in line] == []
    assert "877 milliards" in done.stdout.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("size", ["1280,2000", "390,2000"])
def test_page_draws_on_a_desk_and_on_a_phone(page, tmp_path, size):
    shot = tmp_path / "page.png"
    done = browse(page, tmp_path / "profile", f"--window-size={size}", "--hide-scrollbars", f"--screenshot={shot}")
    assert done.returncode == 0, done.stderr[-2000:]
    assert shot.stat().st_size > 20_000, "a blank page"


def test_page_asks_nothing_of_the_network(page):
    html = page.read_text(encoding="utf-8")
    assert re.findall(r"<(?:script|link|img|iframe|source)[^>]*(?:src|href)=[\"'](?!data:)[^\"']*", html) == []
    assert "@import" not in html
    assert re.findall(r"url\([\"']?(?!data:|#)", html) == []
