"""What of an alignment is a difference: words changed, added or left out, and words under an ellipsis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.assessment.quoting.alignment import Step, fit
from sourcier.assessment.quoting.asides import incises, is_filler, is_incise, is_stage
from sourcier.assessment.quoting.restrictions import has_negation
from sourcier.assessment.quoting.shifts import forms, is_shift
from sourcier.assessment.quoting.words import Item, Kind, bare, quoted_items, words_under
from sourcier.core.article import Lang
from sourcier.core.spans import Span
from sourcier.core.testimony import Edit

_ENDS = re.compile(r"[.!?…;:]\s")
_PARTS = 3
"""Words that one may be written in, less one."""
_TELLING = 4
"""Letters of a word that says something."""
_NEAR_PARTICIPLE = 3
"""Words from an auxiliary to its participle: "nous les avons souvent refusées"."""
_AGREES = re.compile(r"(?P<stem>.+é)(?:e?s?)")
_QUOTES = re.compile(r"[«»“”‘\"]")
_CLOSES = re.compile(r"[»”\"]")
_OPENS = re.compile(r"[«“\"]")


@dataclass(frozen=True, slots=True)
class Omission:
    """Words of the source that the quotation leaves out between words that it keeps."""

    span: Span
    """In the source."""
    is_marked: bool
    """An ellipsis stands for them."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation beside its nearest words in a text."""

    found: Span
    """In the text, from the first word that agrees to the last."""
    words: int
    """Of the quotation, asides left out."""
    same: int
    """Of these, how many stand in the text."""
    edits: tuple[Edit, ...]
    omissions: tuple[Omission, ...]
    fitted: tuple[Edit, ...] = ()
    """What the author's own sentence asked for and no more: another person, another tense."""

    @property
    def likeness(self) -> float:
        """The share of the quotation's words that stand in the text."""
        return self.same / self.words if self.words else 0.0


def items_of(text: str, within: Span, lang: Lang) -> list[Item]:
    """Return the items of a quotation without who is said to speak inside of it, and without hesitations."""
    items = quoted_items(text, within, lang)
    asides = incises(text, within, [item for item in items if item.kind is Kind.WORD], lang)
    return [
        item
        for item in items
        if not any(aside.contains(item.span) for aside in asides)
        and not (item.kind is Kind.WORD and is_filler(item, lang))
    ]


def compare(
    quoted: str, items: Sequence[Item], source: str, within: Span, lang: Lang, *, is_woven: bool = False
) -> Comparison | None:
    """Return how a quotation compares with a stretch of a text; None where not one word agrees.

    Args:
        quoted: The article's text, that the items were read from.
        items: Of the quotation, as `items_of` gives them.
        source: The document's text.
        within: The stretch of it to look in.
        lang: Of both.
        is_woven: The quotation is part of a sentence of the author's, who speaks of its speaker as another.
    """
    words = [word for word in words_under(source, within, lang) if not is_filler(word, lang)]
    if lang == "fr":
        items, words = _whole(items), _whole(words)
    if _is_in_capitals(quoted, items):
        items, words = _bare(items), _bare(words)
    asides = incises(source, within, words, lang)
    free = {at for at, word in enumerate(words) if any(aside.contains(word.span) for aside in asides)}
    best = fit(items, words, free)
    if not best.same:
        return None
    beside = _Sides(quoted, source, items, words, lang, is_woven=is_woven)
    edits: list[Edit] = []
    fitted: list[Edit] = []
    omissions: list[Omission] = []
    reached = [best.words]
    for step in (beside.paired(one) for one in best.steps if not one.is_same):
        marked = step.items.stop - step.items.start == 1 and items[step.items.start].kind is not Kind.WORD
        if marked and items[step.items.start].kind is Kind.GAP:
            if step.words.start < step.words.stop:
                omissions.append(Omission(beside.original_span(step), is_marked=True))
        elif beside.is_fitted(step):
            reached.append(step.words)
            fitted.append(Edit(beside.quoted_words(step), beside.original_words(step)))
        elif not beside.is_no_difference(step):
            if step.items.start < step.items.stop and step.words.start < step.words.stop:
                reached.append(step.words)
            edits.append(beside.edit(step))
            if step.items.start == step.items.stop:
                omissions.append(Omission(beside.original_span(step), is_marked=False))
    counted = sum(item.kind is Kind.WORD for item in items)
    first, last = min(one.start for one in reached), max(one.stop for one in reached) - 1
    found = words[first].span.cover(words[last].span)
    return Comparison(found, counted, best.same + beside.excused, tuple(edits), tuple(omissions), tuple(fitted))


def _is_in_capitals(text: str, items: Sequence[Item]) -> bool:
    """Say whether a quotation is set in capitals, which often go without their accents."""
    words = [item.span.of(text) for item in items if item.kind is Kind.WORD]
    return all(not any(letter.islower() for letter in word) for word in words)


_APOSTROPHES = ("'", "’")
_CUT_SHORT = {"j": "je", "n": "ne", "d": "de", "qu": "que", "c": "ce", "m": "me", "t": "te"}
"""Words that lose their vowel before another: "j'irai", "je n'irai pas"."""


def _whole(items: Sequence[Item]) -> list[Item]:
    return [
        replace(item, key=_CUT_SHORT[item.key]) if item.kind is Kind.WORD and item.key in _CUT_SHORT else item
        for item in items
    ]


def _bare(items: Sequence[Item]) -> list[Item]:
    return [replace(item, key=bare(item.key)) for item in items]


class _Sides:
    """Both texts, to ask what a step is."""

    def __init__(
        self, quoted: str, source: str, items: Sequence[Item], words: Sequence[Item], lang: Lang, *, is_woven: bool
    ) -> None:
        self.quoted, self.source, self.items, self.words, self.lang = quoted, source, items, words, lang
        self.is_woven = is_woven
        self.excused = 0
        """Words of the quotation that agree in another spelling."""

    def quoted_words(self, step: Step) -> str:
        """Return the words of the quotation, as written."""
        items = self.items[step.items]
        return _one_line(_elided(Span(items[0].span.start, items[-1].span.end), self.quoted)) if items else ""

    def original_words(self, step: Step) -> str:
        """Return the words of the source, as written, on one line."""
        return _one_line(_elided(self.original_span(step), self.source)) if step.words.start < step.words.stop else ""

    def edit(self, step: Step) -> Edit:
        """Return the words of both sides; a word without its vowel comes with the next one: "J’ai", not "J’"."""
        quoted, original = self.quoted_words(step), self.original_words(step)
        if quoted.endswith(_APOSTROPHES) or original.endswith(_APOSTROPHES):
            following = self.items[step.items.stop : step.items.stop + 1]
            if following and following[0].kind is Kind.WORD and step.words.stop < len(self.words):
                wider = Step(slice(step.items.start, step.items.stop + 1), slice(step.words.start, step.words.stop + 1))
                return Edit(self.quoted_words(wider), self.original_words(wider))
        return Edit(quoted, original)

    def paired(self, step: Step) -> Step:
        """Return a step with words at an end of the quotation beside those that stand there in the source.

        The alignment stops at the last word that agrees; "à vélo" for "à pied" is a word changed, not one added.
        """
        count = step.items.stop - step.items.start
        if step.words.start != step.words.stop or self.items[step.items.start].kind is not Kind.WORD:
            return step
        at = step.words.start
        if step.items.stop == len(self.items) and step.items.start > 0:
            beside = slice(at, min(at + count, len(self.words)))
        elif step.items.start == 0 and step.items.stop < len(self.items):
            beside = slice(max(at - count, 0), at)
        else:
            return step
        words, items = self.words[beside], self.items[step.items]
        joined = "".join(item.key for item in items)
        for more in range(1, _PARTS):
            wider = slice(at, at + count + more) if beside.start == at else slice(max(at - count - more, 0), at)
            if "".join(word.key for word in self.words[wider]) == joined:
                return Step(step.items, wider)  # "forever", "for ever"
        keys, others = [item.key for item in items], [word.key for word in words]
        may_fit = self.is_woven and is_shift(keys, others, self.lang, is_first=step.items.start == 0)
        if len(words) != count or not (may_fit or all(map(_is_telling_pair, items, words))):
            return step
        around = slice(at - 1, beside.stop) if beside.start == at else slice(beside.start, at + 1)
        held = self.words[around]
        if _ENDS.search(self.source[held[0].span.start : held[-1].span.end]):
            return step
        return Step(step.items, beside)

    def original_span(self, step: Step) -> Span:
        """Return where the words of the source stand; a step without any is empty at its place."""
        words = self.words[step.words]
        if not words:
            at = self.words[step.words.start - 1].span.end if step.words.start else 0
            return Span(at, at)
        return words[0].span.cover(words[-1].span)

    def is_fitted(self, step: Step) -> bool:
        """Say whether a step is what indirect speech asks for: « qu'il “refusait” » for "je refuse"."""
        keys = [item.key for item in self.items[step.items] if item.kind is Kind.WORD]
        others = [word.key for word in self.words[step.words]]
        if not self.is_woven or not is_shift(keys, others, self.lang, is_first=step.items.start == 0):
            return False
        self.excused += len(keys)
        return True

    def is_no_difference(self, step: Step) -> bool:
        """Say whether a step changes nothing that was said."""
        items, words = self.items[step.items], self.words[step.words]
        if any(item.kind is Kind.GLOSS for item in items):
            return not has_negation([word.key for word in words], self.lang) or has_negation(
                items[0].key.split(), self.lang
            )
        if not items:
            return is_stage(words, self.lang) or self._is_reporting(step)
        is_same = _is_same(self.quoted_words(step), self.original_words(step), items, words)
        if is_same or self._is_agreement(step):
            self.excused += len(items)
            return True
        return False

    def _is_agreement(self, step: Step) -> bool:
        """Say whether only the silent ending of a participle differs: "je l'ai refusé", "refusée"."""
        items, words = self.items[step.items], self.words[step.words]
        if self.lang != "fr" or len(items) != 1 or len(words) != 1:
            return False
        stems = [_AGREES.fullmatch(one.key) for one in (*items, *words)]
        if not all(stems) or len({stem["stem"] for stem in stems if stem}) != 1:
            return False
        before = self.words[max(step.words.start - _NEAR_PARTICIPLE, 0) : step.words.start]
        return any(form.verb in {"avoir", "etre"} for word in before for form in forms(bare(word.key), "fr"))

    def _is_reporting(self, step: Step) -> bool:
        """Say whether the source's words are those of who reports: outside its marks, or an incise inside of them."""
        before = self.words[step.words.start - 1].span.end if step.words.start else 0
        after = self.words[step.words.stop].span.start if step.words.stop < len(self.words) else len(self.source)
        own = self.original_span(step)
        ahead, behind = self.source[before : own.start], self.source[own.end : after]
        if _CLOSES.search(ahead) and _OPENS.search(behind):
            return True
        parted = any(mark in ahead for mark in ",–—") and any(mark in behind for mark in ',–—.!?»”"')
        return parted and is_incise(self.words[step.words], self.source, self.lang)


def _is_telling_pair(one: Item, other: Item) -> bool:
    """Say whether one word may stand for another: one word but for accents, two figures, two that say something."""
    if bare(one.key) == bare(other.key):
        return True
    if one.key[0].isdigit() or other.key[0].isdigit():
        return one.key[0].isdigit() and other.key[0].isdigit()
    return min(len(one.key), len(other.key)) >= _TELLING


def _elided(span: Span, text: str) -> str:
    """Return words with the apostrophe that ends them: "n'"."""
    return text[span.start : span.end + (text[span.end : span.end + 1] in set("'’"))]


def _one_line(words: str) -> str:
    """Return words without line breaks, and without quotation marks that would stand alone."""
    return " ".join(_QUOTES.sub("", words).split())


def _is_same(quoted: str, original: str, items: Sequence[Item], words: Sequence[Item]) -> bool:
    """Say whether two runs of words are one in two spellings: "week-end" and "weekend", "A" and "À"."""
    if not words:
        return False
    keys, others = [item.key for item in items], [word.key for word in words]
    joined, beside = "".join(keys), "".join(others)
    return joined == beside or (_has_capitals(quoted, original) and bare(joined) == bare(beside))


def _has_capitals(quoted: str, original: str) -> bool:
    """Say whether one of two runs is a capital or two: "A" may stand for "À"."""
    return any(run.isupper() and len(run) < 3 for run in (quoted, original))
