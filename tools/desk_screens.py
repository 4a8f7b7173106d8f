"""Make the pictures of docs/bureau.md and docs/desk.md again, from the articles that these pages give to try.

    tools/desk_screens.py    # writes docs/images/desk/{fr,en}-*.png; needs Chromium and Playwright

The desk is the program's own, with a store of its own in a folder that is thrown away.
"""

from __future__ import annotations

import base64
import re
import shutil
import socket
import struct
import tempfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

import sourcier
from sourcier.app.desk.store.decisions import save
from sourcier.app.desk.store.dossiers import add_dossier
from sourcier.app.desk.store.engine import Store, open_store
from sourcier.app.desk.web.application import DeskSettings, create_app
from sourcier.core.article import Lang
from sourcier.core.claims import Claim
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Verdict
from sourcier.core.revisions import Action, Revision
from sourcier.ingest import from_bytes

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: dict[Lang, str] = {"fr": "bureau.md", "en": "desk.md"}
FIRST, SECOND = "Camille Renaud", "Bruno Kessel"
REASONS: dict[Lang, tuple[str, str, str]] = {
    "fr": (
        "Taux annuel moyen, France : la série le donne.",
        "La Norvège n'a jamais adhéré : deux référendums, deux refus.",
        "La base ne dit rien des accords de 1994.",
    ),
    "en": (
        "Annual average for France: the series has it.",
        "Norway never joined: two referendums, two refusals.",
        "The pack says nothing of the agreements of 1994.",
    ),
}
WORDS: dict[Lang, tuple[str, str, str]] = {
    "fr": ("L'inflation", "La Suède", "la Norvège"),
    "en": ("Inflation", "Sweden", "Norway"),
}
"""Claims that are shown: one that was decided, one that is open, one on which two people differ."""
WIDE, PHONE = (1180, 800), (360, 740)
LARGEST = 120_000
"""Bytes of a picture: the documentation is read over slow lines too."""

# The colours of a screenshot, in steps that nobody sees, the rare ones as the nearest of 256.
_INDEXED = """async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const data = context.getImageData(0, 0, image.width, image.height).data;
    const step = (value) => Math.min(255, Math.round(value / 8) * 8);
    const colours = new Uint32Array(data.length / 4);
    const counted = new Map();
    for (let at = 0; at < colours.length; at++) {
        const colour = (step(data[4 * at]) << 16) | (step(data[4 * at + 1]) << 8) | step(data[4 * at + 2]);
        colours[at] = colour;
        counted.set(colour, (counted.get(colour) || 0) + 1);
    }
    const palette = [...counted].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 256).map(([colour]) => colour);
    const places = new Map(palette.map((colour, place) => [colour, place]));
    const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
    const nearest = (colour) => {
        const distance = (other) => parts(other).reduce((sum, part, at) => sum + (part - parts(colour)[at]) ** 2, 0);
        return palette.reduce((best, other, place) => (distance(other) < distance(palette[best]) ? place : best), 0);
    };
    const indexed = new Uint8Array(colours.length);
    for (let at = 0; at < colours.length; at++) {
        if (!places.has(colours[at])) places.set(colours[at], nearest(colours[at]));
        indexed[at] = places.get(colours[at]);
    }
    let text = "";
    for (let at = 0; at < indexed.length; at += 8192) text += String.fromCharCode(...indexed.subarray(at, at + 8192));
    return {width: image.width, height: image.height, palette, pixels: btoa(text)};
}"""


def main() -> None:
    """Write the pictures of both pages."""
    folder = DOCS / "images" / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for lang in PAGES:
            for name, picture in pictures(browser, lang):
                path = folder / f"{lang}-{name}.png"
                path.write_bytes(picture)
                print(f"{path.relative_to(DOCS.parent)}: {len(picture)} bytes")
                if len(picture) > LARGEST:
                    raise SystemExit(f"{path} is larger than {LARGEST} bytes; show less of the page")
        browser.close()


def pictures(browser: Browser, lang: Lang) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of one language by name."""
    of = checked(lang)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"{folder}/desk.sqlite")
        try:
            add_dossier(store, of, name=None)
            decided, open_, disputed = (with_words(of, words) for words in WORDS[lang])
            decide(store, of, lang, decided, disputed)
            here = f"/dossiers/{of.article.id}"
            with served(store, lang) as url:
                for name, path, size in (
                    ("article", here, WIDE),
                    ("claim", f"{here}/claims/{open_.id}", WIDE),
                    ("conflict", f"{here}/claims/{disputed.id}", WIDE),
                    ("export", f"{here}/export", WIDE),
                    ("phone", f"{here}/claims/{open_.id}", PHONE),
                ):
                    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale=lang)
                    page.goto(url + path)
                    yield name, small(page, page.screenshot())
                    page.close()
        finally:
            store.close()


def checked(lang: Lang) -> Dossier:
    """Return the dossier of the article that a page gives to try."""
    (text,) = re.findall(
        r"^```text\n(# .*?)^```$", (DOCS / PAGES[lang]).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return sourcier.check(from_bytes(text.encode(), name=f"{lang}.md", lang=lang))


def with_words(of: Dossier, words: str) -> Claim:
    """Return the first claim with some words."""
    return next(one for one in of.claims if words in one.anchor.exact)


def decide(store: Store, of: Dossier, lang: Lang, decided: Claim, disputed: Claim) -> None:
    """Save three decisions; the last two differ."""
    told = (
        (decided, Action.CONFIRM, Verdict.SUPPORTED, FIRST),
        (disputed, Action.CONFIRM, Verdict.REFUTED, FIRST),
        (disputed, Action.CHANGE, Verdict.NOT_ENOUGH_EVIDENCE, SECOND),
    )
    for number, ((claim, action, verdict, author), reason) in enumerate(zip(told, REASONS[lang], strict=True)):
        at = datetime(2026, 11, 23, 9, 41, tzinfo=UTC) + timedelta(minutes=number)
        key = Revision.key(of.article.id, claim.id, action, author, at, reason)
        save(store, Revision(key, of.article.id, claim.id, action, reason, author, at, verdict=verdict))


@contextmanager
def served(store: Store, lang: Lang) -> Iterator[str]:
    """Serve a desk from a thread; give its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = create_app(store, DeskSettings(port=port, person=FIRST, language=lang))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def small(page: Page, screenshot: bytes) -> bytes:
    """Return a screenshot as a PNG with 256 colours, a third of its size."""
    page.goto("about:blank")
    found = page.evaluate(_INDEXED, base64.b64encode(screenshot).decode())
    width, height, pixels = found["width"], found["height"], base64.b64decode(found["pixels"])
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    palette = b"".join(struct.pack(">I", colour)[1:] for colour in found["palette"])
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    main()
