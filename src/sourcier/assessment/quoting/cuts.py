"""Whether what a quotation leaves out changes what was said: docs/quotes.md gives these rules in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.assessment.quoting.differences import Omission
from sourcier.assessment.quoting.places import Place, sentence_ends
from sourcier.assessment.quoting.quoted import Left, Quoting
from sourcier.assessment.quoting.restrictions import has, is_superlative, limits, opening
from sourcier.assessment.quoting.turning import is_hearsay, throws_out, turned
from sourcier.assessment.quoting.words import Item, source_words
from sourcier.core.article import Lang
from sourcier.core.spans import Span, trimmed
from sourcier.core.testimony import QuoteTurn

_LONGEST = 240
"""Characters of the words shown as left out."""
_CONTENT = 4
"""Letters of a word that says something: shorter ones stand in every sentence."""
_KEPT = 0.6
"""Share of the words left out that the article gives beside the quotation: it has told them in its own way."""
_LATE = 4
"""Words from the end of a quotation among which "all" or "none" still bears on the noun that ends it."""
_BOUNDED = 8
"""Words from "for" to its bound: "pour les exploitations agricoles de moins de"."""
_WITHOUT = {"sans", "without"}
"""Sets a condition in an article's own words: "sans loi, « nous fermerons »" for "si la loi ne passe pas"."""
_FUTURE = 4
"""Letters that a verb in the future has more than."""
_BACK = ("rais", "rait", "rions", "riez", "raient")
"""What indirect speech makes of the future."""
_CLAUSE = re.compile(r"[;:]")
_REST_OF_WORD = re.compile(r"(?:[’']?\w+)*")
_PAUSE = re.compile(r"[,–—]")


def cut_of(
    place: Place, quoting: Quoting, omissions: Sequence[Omission], lang: Lang, *, is_one_voice: bool = True
) -> Left | None:
    """Return the words of the source that the quotation should not have left out, or None.

    What the article says beside the quotation is not left out.

    Args:
        place: Of the words in the document.
        quoting: How the article gives them.
        omissions: What the quotation leaves out between its first word and its last.
        lang: Of both.
        is_one_voice: As `turned` has it.
    """
    inside = _inside(place, omissions, lang)
    if inside is not None and not is_told(inside, place, quoting, lang):
        return Left(inside)
    turn = turned(place, quoting, lang, is_one_voice=is_one_voice)
    if turn is not None and not _is_turn_told(turn, place, quoting, lang):
        return turn
    limit = _behind(place, quoting, lang) or _before(place, quoting, lang)
    if limit is None or is_told(limit, place, quoting, lang):
        return None
    return Left(trimmed(limit, place.text, ","))


def shown(cut: Span, text: str) -> str:
    """Return words left out, whole, on one line and not too many.

    >>> text = "Nous n’avons rien promis."
    >>> shown(Span(5, 6), text)
    'n’avons'
    """
    words = " ".join(_whole(cut, text).of(text).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _whole(cut: Span, text: str) -> Span:
    """Return a span with the rest of the words that it begins and ends in; what an apostrophe joins is one word."""
    start, end = cut.start, cut.end
    while start and (text[start - 1].isalnum() or text[start - 1] in "'’") and text[start].isalnum():
        start -= 1
    rest = (
        _REST_OF_WORD.match(text, end) if text[end - 1 : end].isalnum() or text[end - 1 : end] in {"'", "’"} else None
    )
    return Span(start, rest.end() if rest else end)


def _inside(place: Place, omissions: Sequence[Omission], lang: Lang) -> Span | None:
    """Return words left out between others that turn these round, or that lie between two halves of two sentences."""
    ends = sentence_ends(place.text, place.paragraph)
    turning: Span | None = None
    for one in omissions:
        crossed = [end for end in ends if one.span.start < end <= one.span.end]
        begins, stops = _closes(place.text, one.span.start), place.text[one.span.end :][:1] in set(".!?…")
        if (crossed or begins) and one.is_marked:
            if crossed and not begins and not stops:
                return one.span
        elif _turns(place.text, one.span, _keys(place.text, one.span, lang), lang):
            turning = one.span if turning is None else turning.cover(one.span)
    return turning


def _closes(text: str, at: int) -> bool:
    """Say whether a sentence is over just before a place."""
    return not text[:at].strip() or text[:at].rstrip(' \u00a0\u202f»”"')[-1:] in set(".!?…")


def _turns(text: str, span: Span, keys: Sequence[str], lang: Lang) -> bool:
    """Say whether words hold a condition, a restriction or a negation that reaches beyond them."""
    if any(limits(keys, at, lang) and (at == 0 or opening(keys, at, "condition", lang) > 1) for at in range(len(keys))):
        return True
    set_off = text[: span.start].rstrip()[-1:] in set(",–—(") and text[span.end :].lstrip()[:1] in set(",–—)")
    return not set_off and (has(keys, "negation", lang) or has(keys, "falsity", lang))


def _behind(place: Place, quoting: Quoting, lang: Lang) -> Span | None:
    """Return the rest of the sentence where it limits what is quoted."""
    rest = trimmed(Span(place.found.end, place.said.end), place.text, ' ,;:.!?…–—»”"')
    words = source_words(place.text, rest, lang)
    if place.further is not None and not words:
        rest = trimmed(place.further, place.text, ",;:.–—")
        words = source_words(place.text, rest, lang)
    keys = [word.key for word in words]
    if not keys:
        return _next_sentence(place, lang)
    joint = place.text[place.found.end : words[0].span.start]
    if _CLAUSE.search(joint):
        return None
    if limits(keys, 0, lang) and not _asks_whether(quoting.keys, keys, joint, lang):
        return rest
    if opening(keys, 0, "when", lang) and _is_promise(quoting, lang):
        return rest
    only = lang == "fr" and keys[0] in {"que", "qu"} and _is_half_only(quoting.keys)
    if only or _is_limited_later(place.text, words, lang):
        return rest
    if joint.strip():
        return None
    if _bounds(keys, lang) and (_is_promise(quoting, lang) or has(quoting.keys, "holds", lang)):
        return rest
    return rest if opening(keys, 0, "narrows", lang) and _narrows(place, quoting, keys, lang) else None


def _narrows(place: Place, quoting: Quoting, keys: Sequence[str], lang: Lang) -> bool:
    """Say whether what follows limits the noun at the end: "tous les élèves | qui ont triché"."""
    begins = place.found.start - place.said.start <= 1 and quoting.is_whole and not quoting.is_open
    if begins or has(quoting.keys[-_LATE:], "whole", lang):
        return True
    return bool(opening(keys, 0, "relative", lang)) and _ends_with_kind(quoting.keys, lang)


def _ends_with_kind(quoted: Sequence[str], lang: Lang) -> bool:
    """Say whether a quotation ends with all of a kind: "les élèves", "aux petites communes", "the farms"."""
    at = next(
        (at for at in range(len(quoted) - 2, max(len(quoted) - _LATE, 0) - 1, -1) if quoted[at] in _KINDS[lang]), None
    )
    is_many = quoted[-1].endswith(("s", "x")) or (lang == "en" and quoted[-1] in _MANY)
    return at is not None and is_many and not any(key[0].isdigit() for key in quoted[at:])


_KINDS: dict[Lang, frozenset[str]] = {"fr": frozenset({"les", "aux"}), "en": frozenset({"the"})}
_MANY = frozenset({"people", "children", "men", "women"})


def _bounds(keys: Sequence[str], lang: Lang) -> bool:
    """Say whether words limit a promise to some: "pour les fermes de moins de cinquante hectares"."""
    if keys[0] in {"de", "d", "of", "with"}:
        return bool(opening(keys, 1, "bound", lang))
    if not opening(keys, 0, "for", lang):
        return False
    return has(keys[:_BOUNDED], "bound", lang) or any(
        is_superlative(keys, at, lang) for at in range(1, len(keys[:_BOUNDED]))
    )


def _asks_whether(quoted: Sequence[str], keys: Sequence[str], joint: str, lang: Lang) -> bool:
    """Say whether "si" asks and sets no condition: "nous verrons | si", "we will know | if"."""
    return keys[0] in {"si", "s", "if"} and "," not in joint and has(quoted[-3:], "asks", lang)


def _is_promise(quoting: Quoting, lang: Lang) -> bool:
    """Say whether a quotation speaks of what will be: a "quand" or "when" behind it sets a condition.

    Woven into the author's sentence it may have lost its future, or left it before the marks: "she would “not sell”".
    """
    if lang == "en":
        keys = {*quoting.keys, *quoting.ahead[-1:]} if quoting.is_woven else {*quoting.keys}
        return bool(keys & ({"will", "shall", "ll", "won"} | ({"would"} if quoting.is_woven else set())))
    future = ("ra", "rai", "ras", "rons", "rez", "ront") + (_BACK if quoting.is_woven else ())
    return any(len(key) > _FUTURE and key.endswith(future) for key in quoting.keys)


def _is_half_only(quoted: Sequence[str]) -> bool:
    """Say whether a quotation has the first half of "ne … que" alone."""
    return bool({"ne", "n"} & set(quoted)) and not {"pas", "jamais", "plus", "rien", "aucun", "aucune", "que"} & set(
        quoted
    )


def _is_limited_later(text: str, words: Sequence[Item], lang: Lang) -> bool:
    """Say whether a condition comes further on, in the clause that the quotation breaks off: "dès mai, si …"."""
    keys = [word.key for word in words]
    for at in range(1, len(words)):
        joint = text[words[at - 1].span.end : words[at].span.start]
        if _CLAUSE.search(joint) or opening(keys, at - 1, "joins", lang):
            return False
        length = opening(keys, at, "condition", lang)
        if length > 1 or (length and _PAUSE.search(joint)):
            return opening(keys, at, "no_restriction", lang) < length
    return False


def _next_sentence(place: Place, lang: Lang) -> Span | None:
    """Return the next sentence where it only limits this one: "Sauf si …"."""
    limit = place.quote.end if place.quote is not None else place.paragraph.end
    if place.said.end >= limit:
        return None
    ends = [end for end in sentence_ends(place.text, place.paragraph) if end > place.said.end + 1]
    following = trimmed(Span(place.said.end, min([*ends, limit])), place.text)
    keys = _keys(place.text, following, lang)
    if opening(keys, 0, "fragment", lang):
        return following
    return None


def _before(place: Place, quoting: Quoting, lang: Lang) -> Span | None:
    """Return the start of the sentence where it sets a condition for what is quoted."""
    lead = Span(place.said.start, place.found.start)
    marks = [match.end() for match in _CLAUSE.finditer(place.text, lead.start, lead.end)]
    lead = trimmed(Span(marks[-1] if marks else lead.start, lead.end), place.text, '«“"‘–— ')
    keys = _keys(place.text, lead, lang)
    if not keys or has(quoting.ahead, "condition", lang):
        return None
    first = 1 if opening(keys, 0, "joins", lang) and len(keys) > 1 else 0
    adjoins = lead.of(place.text).endswith(",") or not _PAUSE.search(lead.of(place.text))
    explains = quoting.keys[:2] == ("c", "est")  # "Si je suis là, c'est que …" sets no condition
    limits_promise = opening(keys, first, "when", lang) and _is_promise(quoting, lang)
    return lead if (opening(keys, first, "condition", lang) or limits_promise) and adjoins and not explains else None


def _is_turn_told(left: Left, place: Place, quoting: Quoting, lang: Lang) -> bool:
    """Say whether the article itself says that the words are denied, or others'."""
    around = (*quoting.ahead, *quoting.after)
    if left.turn is QuoteTurn.REPORTED:
        keys = _keys(place.text, left.span, lang)
        named = {key for at, key in enumerate(keys) if len(key) >= _CONTENT and not opening(keys, at, "tells", lang)}
        return is_hearsay(around, lang) or has(around, "cites", lang) or bool(named & {*around})
    if left.turn is QuoteTurn.DENIED:
        return has(quoting.after, "falsity", lang) or throws_out("", quoting.after, lang)
    return False


def is_told(left: Span, place: Place, quoting: Quoting, lang: Lang) -> bool:
    """Say whether the article gives the words beside the quotation, or a condition of its own in their place."""
    keys = _keys(place.text, left, lang)
    telling = [key for key in keys if len(key) >= _CONTENT or key.isdigit()] or list(keys)
    kept = sum(key in quoting.beside for key in telling)
    around = (*quoting.ahead, *quoting.after)
    conditional = has(keys, "condition", lang) and (has(around, "condition", lang) or bool(_WITHOUT & {*around}))
    return conditional or kept >= _KEPT * len(telling)


def _keys(text: str, span: Span, lang: Lang) -> list[str]:
    return [word.key for word in source_words(text, span, lang)]
