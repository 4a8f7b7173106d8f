"""What a reviewer does at the desk, in a browser with or without scripts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from desk.story.scenes import PASSWORD

CHECK_MS = 240_000
"""For a check of an article, models loaded and all, on a machine that has other work."""

# The middle of the first and of the last letter of some words, from a text node of a paragraph.
_PLACE_OF = """(block, words) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        const box = (offset) => {
            range.setStart(node, offset);
            range.setEnd(node, offset + 1);
            return range.getBoundingClientRect();
        };
        const [first, last] = [box(at), box(at + words.length - 1)];
        return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
    }
    return null;
}"""


def plain(text: str) -> str:
    """Return text without what typography adds: fixed spaces, curly apostrophes.

    >>> plain("l’Alliance\\u202f?")
    "l'Alliance ?"
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).replace("’", "'").strip()


@dataclass
class Reviewer:
    """One person and their browser."""

    page: Page
    path: str
    """Of the dossier."""

    def log_in(self, name: str) -> None:
        """Log in, from wherever the desk sends whoever is not."""
        self.page.goto(self.path)
        self.page.get_by_label("Nom").fill(name)
        self.page.get_by_label("Mot de passe").fill(PASSWORD)
        self.page.get_by_role("button", name="Se connecter").click()
        expect(self.page.get_by_role("button", name="Se déconnecter")).to_be_visible()

    def facts(self, path: str = "") -> dict[str, Any]:
        """Return the JSON behind the dossier or a page of it."""
        answer = self.page.request.get(f"{self.path}{path}.json")
        assert answer.ok, answer.status
        return answer.json()

    def claim(self, words: str) -> dict[str, Any]:
        """Return what is known of the claim with these words."""
        return next(one for one in self.facts()["claims"] if words in one["words"])

    def open(self, words: str) -> dict[str, Any]:
        """Open the panel of a claim by the mark in the text."""
        found = self.claim(words)
        self.page.goto(self.path)
        self.page.locator(f"#article a.ref[data-c='{found['number']}']").click()
        expect(self.panel(found["number"])).to_be_visible()
        return found

    def panel(self, number: str) -> Locator:
        """Return the open panel of a claim."""
        return self.page.locator(f"#claim[data-c='{number}']")

    def choose(self, verdict: str, reason: str, button: str = "Enregistrer") -> None:
        """Decide with the pointer."""
        form = self.page.locator("#decide")
        form.locator("label.chip", has_text=verdict).click()
        form.get_by_label("Motif").fill(reason)
        form.get_by_role("button", name=button, exact=True).click()

    def select(self, block: Locator, words: str) -> None:
        """Select words with the pointer, from their first letter to their last."""
        block.scroll_into_view_if_needed()
        place = block.evaluate(_PLACE_OF, words)
        assert place, f"{words!r} is not in one piece of the text"
        mouse = self.page.mouse
        mouse.move(*place[:2])
        mouse.down()
        mouse.move(*place[2:], steps=4)
        mouse.up()

    def unfold(self, summary: str) -> None:
        """Open a part of the panel."""
        self.page.locator("#claim summary", has_text=summary).click()
