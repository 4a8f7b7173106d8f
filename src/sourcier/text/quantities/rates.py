"""Attach to a quantity what it is counted by: "par mois", "chaque année", "a head", "pour 100 000 habitants"."""

from __future__ import annotations

from sourcier.text.quantities.atoms import FIGURE, WORD
from sourcier.text.quantities.nouns import find_noun
from sourcier.text.quantities.numerals import read_numeral
from sourcier.text.quantities.page import Found, Page

_REACH = 5
_SPANS = frozenset({"year", "month", "week", "day", "night", "hour", "minute"})
_LATER = frozenset({"after", "later", "before", "earlier", "ago", "on", "last", "dernier", "passé", "prochain"})
"""Behind a span of time, these make it a moment: "a day after", "l'an dernier"."""
_EACH = frozenset({"chaque", "every", "each", "tous", "toutes", "par", "per"})
"""Rates that start with these may stand apart from the figure."""
_ARTICLES = frozenset({"l'", "le", "la", "du", "de"})
_INSIDE = frozenset({"ADP", "NOUN", "ADJ", "PROPN"})
_VERBS = frozenset({"VERB", "AUX", "ADV"})
_PLACES = frozenset({"en", "in", "à", "to", "by"})


def add_rate(page: Page, found: Found) -> None:
    """Give a quantity its denominator: behind it, right before it, or at the head of its sentence."""
    if found.per is None and not found.is_shared and not _behind(page, found) and not _add_base(page, found):
        _before(page, found)


def _behind(page: Page, found: Found) -> bool:
    """Read "20 000 soldats par mois", "300 tonnes de boues par an", "20 000 soldats sont tués chaque mois"."""
    atoms, rates = page.atoms, page.words.rates
    past_verb = False
    for at in range(found.last, min(found.last + _REACH, len(atoms))):
        rate = rates.starting(atoms.words, at) or _per_noun(page, at)
        if rate is not None:
            per, end = rate
            is_moment = atoms.word(end) in _LATER and per in _SPANS and found.kind not in {"times", "ratio"}
            is_price = atoms.words[at] in _ARTICLES or per == "each"
            if is_moment or (is_price and found.kind not in {"money", "measure"}):
                return False
            if past_verb and (per not in _SPANS or atoms.words[at] not in _EACH):
                return False
            found.per = per
            found.last = found.last if past_verb else end
            return True
        if atoms.kinds[at] != WORD or page.is_number(at) or atoms.words[at] in _PLACES:
            return False
        pos = page.pos(at)
        past_verb = past_verb or pos in _VERBS
        if pos not in _INSIDE and pos not in _VERBS:
            return False
    return False


def _per_noun(page: Page, at: int) -> tuple[str, int] | None:
    """Read "per couple": any noun behind the English "per", and there only, makes a rate."""
    if page.words.lang == "fr" or page.atoms.words[at] != "per" or page.pos(at + 1) != "NOUN":
        return None
    return page.atoms.words[at + 1], at + 2


def _before(page: Page, found: Found) -> None:
    """Read "perd chaque mois 20 000 soldats", "Chaque mois, l'armée perd 20 000 soldats"."""
    atoms, rates = page.atoms, page.words.rates
    end = found.first - 1 if atoms.word(found.first - 1) == "," else found.first
    each = rates.ending(atoms.words, end)
    if each is not None and atoms.words[each[1]] in _EACH:
        found.per = each[0]
        return
    if found.kind not in {"count", "money", "measure", "times"}:
        return
    sentence = page.sentence(found.first)
    if page.found and page.sentence(page.found[-1].first) == sentence:
        return
    start = page.atom_from(page.sentences[sentence])
    head = rates.starting(atoms.words, start)
    if head is not None and head[0] in _SPANS and atoms.words[start] in _EACH:
        found.per = head[0]


def _add_base(page: Page, found: Found) -> bool:
    """Read "pour 100 000 habitants", "per 1,000 people": a round number of what the figure is out of."""
    atoms, at = page.atoms, found.last
    if atoms.word(at) not in {"pour", "per"} or atoms.kind(at + 1) != FIGURE or found.kind not in {"count", "share"}:
        return False
    base = read_numeral(atoms, at + 1, page.words)
    noun = find_noun(page, base.last, linked=False) if base is not None else None
    if base is None or noun is None or base.value < 100:
        return False
    if str(base.value).strip("0") != "1" and found.numeral.kind != "article":
        return False  # "40 places pour 300 élèves" are two counts
    found.per = " ".join(atoms.text[atoms.starts[base.first] : atoms.ends[noun.last - 1]].split())
    found.last = noun.last
    return True
