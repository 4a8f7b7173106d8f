"""Who says the words that were found: by the transcript's label, the sentence around them, or the document's title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcier.assessment.quoting.places import Place, article_of, paragraph_of
from sourcier.assessment.quoting.speakers import (
    Speaker,
    is_same,
    people_of,
    person_in,
    settled,
    speaker_of,
)
from sourcier.assessment.quoting.turns import labels, named_in_title
from sourcier.claims.quoted import who_says
from sourcier.core.article import Lang
from sourcier.core.library import Document
from sourcier.core.spans import Span
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text

_FEWEST_LABELS = 2
"""A document with a single line that starts like a label need not be a transcript."""
_BEFORE = 2
"""Paragraphs read before the one that holds the words, for the names that its pronouns go back to."""
_FEWEST_I = 3
"""How often a text says "I" outside quotation marks if it is a speech or a letter."""
_FIRST_PERSON: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\b(?:je\s|j['’])", re.IGNORECASE),
    "en": re.compile(r"\bI(?=\s|['’])"),
}
_MARKED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|(?<!\w)‘[^’\n]*’(?!\w)")
_HEAD = 300
"""Characters of a document in which it says of what place it speaks."""
_LONGEST = 6000
"""Characters read at most: some pages."""


@dataclass(slots=True)
class Attributions:
    """Finds who speaks in documents, each paragraph read once."""

    gazetteer: Gazetteer
    _known: dict[tuple[str, Span], Speaker | None] = field(default_factory=dict)
    _labels: dict[str, list[tuple[Span, str]]] = field(default_factory=dict)
    _voices: dict[str, bool] = field(default_factory=dict)

    def speaker(self, document: Document, place: Place) -> Speaker | None:
        """Return who says the words at a place; None where the document does not tell."""
        key = (document.digest, place.found)
        if key not in self._known:
            self._known[key] = self._find(document, place)
        return self._known[key]

    def frame(self, document: Document, place: Place) -> Speaker | None:
        """Return in whose voice a document is there, whatever it quotes: by its label or its title."""
        label = self._label(document, place)
        if label is not None:
            return self._settled(self._as_speaker(label, document.lang), document)
        named = named_in_title(document.title or "", document.lang)
        speaker = self._as_speaker(named, document.lang) if named else None
        # "Déclaration de Berlin", "Lettre de la ville": only a person, or who published it, surely speaks.
        is_known = speaker is not None and (speaker.person or is_publisher(speaker, document, document.lang))
        return self._settled(speaker, document) if speaker is not None and is_known else None

    def is_one_voice(self, document: Document, place: Place) -> bool:
        """Say whether what stands around the words is its speaker's own, and no reporter's: "je" outside of marks."""
        if self.frame(document, place) is not None:
            return True
        if document.digest not in self._voices:
            own = _MARKED.sub(" ", document.text)
            self._voices[document.digest] = len(_FIRST_PERSON[document.lang].findall(own)) >= _FEWEST_I
        return self._voices[document.digest]

    def _settled(self, speaker: Speaker, document: Document) -> Speaker:
        """Return a speaker with the offices that the document gives."""
        head = f"{document.title or ''}\n{document.publisher or ''}\n{document.text[:_HEAD]}"
        return settled(speaker, f"{document.title or ''}\n{speaker.name}\n{document.text}", document.lang, head)

    def _find(self, document: Document, place: Place) -> Speaker | None:
        if place.quote is None and self._label(document, place) is not None:
            return self.frame(document, place)
        told = self._told(document, place)
        if told is not None or place.quote is not None:
            return told
        return self.frame(document, place)

    def _label(self, document: Document, place: Place) -> str | None:
        """Return whose turn it is in a transcript."""
        if document.digest not in self._labels:
            self._labels[document.digest] = labels(document.text, document.lang)
        found = self._labels[document.digest]
        if len(found) < _FEWEST_LABELS:
            return None
        return next((name for span, name in reversed(found) if span.end <= place.found.start), None)

    def _told(self, document: Document, place: Place) -> Speaker | None:
        """Return whom the sentences around the words make say them."""
        start = place.paragraph.start
        for _ in range(_BEFORE):
            start = paragraph_of(document.text, Span(max(start - 1, 0), max(start - 1, 0))).start
        around = Span(max(start, place.paragraph.end - _LONGEST), place.paragraph.end)
        if place.found.start < around.start:
            around = Span(place.paragraph.start, min(place.paragraph.end, place.found.end + _LONGEST))
        draft = read_text(article_of(around.of(document.text), document.lang), self.gazetteer)
        said = place.quote if place.quote is not None and around.contains(place.quote) else place.found
        (voice,) = who_says(draft, [said.shift(-around.start)], is_whole=False)
        told = None if voice is None else speaker_of(voice, draft.mentions, document.lang)
        return None if told is None else self._settled(told, document)

    def _as_speaker(self, name: str, lang: Lang) -> Speaker:
        """Return the speaker that a label or a title names: a person where a title, a role or the parser shows it."""
        shown = name.title() if name.isupper() else name
        mentions = read_text(article_of(shown, lang), self.gazetteer).mentions
        return Speaker(shown, person_in(shown, lang, people_of(mentions, lang)))


def is_publisher(speaker: Speaker, document: Document, lang: Lang) -> bool:
    """Say whether a speaker is the body that published the document: its own words, where nobody else's."""
    return document.publisher is not None and is_same(speaker, Speaker(document.publisher), lang) is True
