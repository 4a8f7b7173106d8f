"""Give numbers whose unit the text leaves out the one it means, and drop those that have none."""

from __future__ import annotations

from decimal import Decimal

from sourcier.core.language import Comparator
from sourcier.text.quantities.atoms import WORD
from sourcier.text.quantities.nouns import find_noun
from sourcier.text.quantities.page import Found, Page

_LARGE = 10**6
_THOUSAND = 1000
_FROM = frozenset({"de", "d'", "from"})
_EN_REACH = 5
"""Words before a part of the sum before: "n'en attend que 600"."""
_BESIDE = frozenset({"pour", "sur", "de", "d'", "par"})
"""Before a figure that is not what a verb was about: "deux cabinets pour 21 000 habitants"."""
_MONEY_REACH = 400
"""Atoms back to the sum that "9,8 millions" goes on from."""
_PARTITIVE = frozenset({"des", "de", "d'", "of", "parmi", "among"})
_OWNERS = frozenset(
    {
        "the",
        "its",
        "their",
        "his",
        "her",
        "les",
        "ses",
        "leurs",
        "ces",
        "nos",
        "our",
        "my",
        "mes",
        "vos",
        "those",
        "these",
    }
)
_LINKS = frozenset(
    {
        "contre",
        "against",
        "après",
        "after",
        "à",
        "to",
        "from",
        "de",
        "versus",
        "vs",
        "et",
        "and",
        "or",
        "ou",
        "puis",
        "dont",
        "including",
        "then",
        "mais",
        "but",
    }
)
_PARALLEL = frozenset({"et", "ou", "puis", "contre", "après", "and", "or", "then", "against", "after"})
_VERSUS = frozenset({"contre", "après", "against", "after"})
_LISTING = frozenset({",", "et", "ou", "contre", "après", "and", "or", "after"})
_RATED = frozenset({"money", "measure", "share"})
_OWN_RATE = frozenset({"par", "per", "a", "an", "le", "la", "l'", "/"})
_PLACED = frozenset({"à", "au", "aux", "en", "chez", "pour", "dans", "in", "at", "for"})
"""Behind a figure in a list, these say where or for whom it holds: "1,90 euro à Lyon, 2,10 à Paris"."""
_PARTITIVE_REACH = 6
_CARRIED = frozenset({"share", "money", "measure", "time", "count"})
_NEAR = 20
"""How many quantities back a unit may be taken from."""
_SENTENCE_REACH = 60
"""How many tokens back a plural noun may be taken from."""
_CHILDREN = {"fr": "enfants", "en": "children"}


def complete(page: Page) -> list[Found]:
    """Return the quantities of a page, each with a unit."""
    kept: list[Found] = []
    waiting: Found | None = None
    for index, found in enumerate(page.found):
        following = page.found[index + 1] if index + 1 < len(page.found) else None
        if found.is_shared:
            waiting = found  # for the unit behind the next figure
            continue
        if found.unit is not None or _resolve(page, found, kept, following):
            if waiting is not None:
                _copy(waiting, found)
                waiting.per = waiting.per or found.per
                kept.append(waiting)
            elif kept and _is_parallel(page, kept[-1], found):
                found.per = kept[-1].per
            elif kept and _is_from(page, kept[-1], found):
                kept[-1].per = found.per
            kept.append(found)
        waiting = None
    return kept


def _copy(found: Found, other: Found) -> None:
    found.unit, found.kind, found.factor, found.noun = other.unit, other.kind, other.factor, other.noun


def _is_parallel(page: Page, other: Found, found: Found) -> bool:
    """Say whether a figure takes the rate of the one before: "12 euros par mois pour A et 15 euros pour B"."""
    if found.per is not None or other.per is None or found.kind != other.kind or found.unit != other.unit:
        return False
    link, before = page.atoms.word(found.first - 1), page.atoms.word(found.first - 2)
    listed = (link in {"de", "d'", "by"} and before in _LISTING) or (
        link == "," and page.atoms.word(found.last) in _PLACED
    )
    rated = found.kind in _RATED or (found.kind == "count" and link in _VERSUS)
    if not rated or not (listed or link in _PARALLEL):
        return False
    if page.atoms.word(found.last) in _OWN_RATE:
        return False
    first, last = page.token(other.last), page.token(found.first)
    if first is None or last is None or page.sentence(other.first) != page.sentence(found.first):
        return False
    return all(token.pos_ not in {"VERB", "AUX"} for token in page.doc[first.i : last.i])


def _is_from(page: Page, other: Found, found: Found) -> bool:
    """Say whether the figure before is where this one comes from: "from $71 to $74 a barrel"."""
    if found.per is None or other.per is not None or found.unit != other.unit or other.last != found.first - 1:
        return False
    return page.atoms.word(other.last) in {"à", "to"} and page.atoms.word(other.first - 1) in {"de", "d'", "from"}


def _resolve(page: Page, found: Found, kept: list[Found], following: Found | None) -> bool:
    if _from_partitive(page, found, following):
        return True
    if page.atoms.word(found.first - 1) in {"of", "de"} and page.words.is_role(
        "parent", page.atoms.word(found.first - 2)
    ):
        found.unit, found.kind = _CHILDREN[page.words.lang], "count"
        return True
    is_bare = page.pos(found.last) not in {"ADJ", "NOUN", "PROPN"}
    if found.numeral.scale >= _LARGE and is_bare and not _counts_people(page, found) and _from_money(found, kept):
        return True
    if kept and is_bare and _from_scaled(page, found, kept):
        return True
    if kept and is_bare and _from_pronoun(page, found, kept):
        return True
    if kept and _from_earlier(page, found, kept):
        return True
    if _is_of_people(page, found):
        found.unit, found.kind = "1", "number"
        return True
    if _from_plural(page, found):
        return True
    if found.comparator is not Comparator.EQ or found.numeral.scale >= _LARGE or found.highest >= 1000:
        found.unit, found.kind = "1", "number"
        return True
    return False


def _from_partitive(page: Page, found: Found, following: Found | None) -> bool:
    """Read "12 des 40 pays", "eleven of them children", "18 of the group's 164 stores"."""
    atoms, at = page.atoms, found.last
    word = atoms.word(at)
    if word not in _PARTITIVE or (word in {"de", "d'", "of"} and atoms.word(at + 1) not in _OWNERS | {"them", "entre"}):
        return False
    if (
        following is not None
        and following.kind in {"count", "time"}
        and following.first - at <= _PARTITIVE_REACH
        and following.unit is not None
    ):
        found.unit, found.kind, found.factor = following.unit, following.kind, following.factor
        return True
    start = at + 1 if word in {"des", "parmi", "among"} else at + 2
    noun = find_noun(page, start, linked=False)
    if noun is None:
        return False
    found.unit, found.kind, found.noun = noun.text, "count", noun.head
    return True


def _from_money(found: Found, kept: list[Found]) -> bool:
    """Read "9,8 millions en 2020" after a sum of euros as euros."""
    for other in reversed(kept[-_NEAR:]):
        if found.first - other.first > _MONEY_REACH:
            return False
        if other.kind == "money":
            _copy(found, other)
            found.factor = Decimal(1)
            return True
        if other.kind == "count" and other.numeral.scale >= _LARGE:
            _copy(found, other)
            return True
    return False


def _from_scaled(page: Page, found: Found, kept: list[Found]) -> bool:
    """Give a difference or a part the unit and the scale of the sum before: "62 milliards, soit onze de plus"."""
    atoms, end, other = page.atoms, found.number_end, kept[-1]
    near = page.sentence(found.first) - page.sentence(other.first) <= 1
    if not near or found.upper is not None or other.kind not in {"money", "count"}:
        return False
    is_gap = page.starts_role("gap", end)
    if other.kind == "count":
        same = is_gap and page.sentence(found.first) == page.sentence(other.first)
        if same:
            _copy(found, other)
        return same
    is_part = atoms.kind(end) != WORD and any(
        one in {"en", "only"} for one in atoms.words[max(found.first - 5, 0) : found.first]
    )
    if found.highest >= _THOUSAND or other.numeral.scale < _LARGE or not (is_gap or is_part):
        return False
    _copy(found, other)
    found.factor = other.factor * other.numeral.scale
    return True


def _from_pronoun(page: Page, found: Found, kept: list[Found]) -> bool:
    """Give "en" and a verb the unit of the last figure: "deux cabinets ; elle en avait sept"."""
    if (
        page.words.lang == "en"
        or found.numeral.kind != "cardinal"
        or "en" not in page.atoms.words[max(found.first - _EN_REACH, 0) : found.first]
    ):
        return False
    told = [other for other in kept[-3:] if page.atoms.word(other.first - 1) not in _BESIDE]
    last = told[-1] if told else kept[-1]
    near = page.sentence(found.first) - page.sentence(last.first) <= 1
    if not near or last.kind not in {"count", "time"} or page.pos(found.number_end) in {"NUM", "SYM"}:
        return False
    _copy(found, last)
    return True


def _from_earlier(page: Page, found: Found, kept: list[Found]) -> bool:
    """Take the unit of the count before, in the same sentence: "40 nations, dont 25 militairement"."""
    sentence = page.sentence(found.numeral.first)
    back = 1 if found.numeral.kind == "article" else 0
    same = [other for other in kept[-_NEAR:] if sentence - page.sentence(other.numeral.first) <= back]
    if not same:
        return False
    last = same[-1]
    link = page.atoms.word(found.first - 1)
    listed = link == "," and page.atoms.word(found.number_end) in _PLACED
    if link in {"to", "à"} and last.kind == "share" and page.atoms.word(last.first - 1) not in _FROM:
        return False  # "jumped 23 per cent to 1,906": the level has another unit
    if (link in _LINKS or listed) and last.kind in _CARRIED:
        _copy(found, last)
        return True
    counts = [other for other in reversed(same) if other.kind == "count"]
    if found.numeral.kind == "article":  # "Pékin en possède une": of what was had, not of where
        counts.sort(key=lambda other: other.noun is None or page.doc[other.noun].dep_ not in {"obj", "dobj"})
    for other in counts:
        if other.kind == "count":
            _copy(found, other)
            return True
    return False


def _counts_people(page: Page, found: Found) -> bool:
    """Say whether the noun before a bare number tells that it is no sum: "its population was 144 million"."""
    before = [page.atoms.word(at) for at in range(found.first - 4, found.first)]
    return any(page.words.is_role("populace", word) for word in before)


def _is_of_people(page: Page, found: Found) -> bool:
    """Say whether a number says how many did something, whoever they were: "ils étaient 97 à signer"."""
    atoms = page.atoms
    if page.words.lang == "en" or atoms.word(found.number_end) not in {"à", "contre"}:
        return False
    before = page.token(found.first - 1)
    return before is not None and before.lemma_ == "être" and page.pos(found.number_end + 1) == "VERB"


def _from_plural(page: Page, found: Found) -> bool:
    """Take the nearest plural noun before, in the same sentence: "the jackets: there were 24"."""
    token = page.token(found.numeral.first)
    if token is None or found.highest < 2:
        return False
    if found.highest != found.highest.to_integral_value():
        return False
    for index in range(token.i - 1, max(token.i - _SENTENCE_REACH, -1), -1):
        before = page.doc[index]
        if before.lower_ in page.words.numbers:
            continue
        is_plural = before.pos_ == "NOUN" and "Plur" in before.morph.get("Number", []) and before.text[0].isalpha()
        if is_plural and page.words.units.starting([before.lower_], 0) is None:
            found.unit, found.kind, found.noun = before.text, "count", before.i
            return True
        if before.is_sent_start:
            return False
    return False
