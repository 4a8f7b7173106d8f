"""Whether what a quotation leaves out changes what was said: docs/quotes.md gives these rules in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.assessment.quoting.differences import Omission
from sourcier.assessment.quoting.places import Place, sentence_ends
from sourcier.assessment.quoting.restrictions import has, limits, opening
from sourcier.assessment.quoting.words import Item, source_words
from sourcier.claims.properties import is_rejection
from sourcier.core.article import Lang
from sourcier.core.spans import Span, trimmed

_LONGEST = 240
"""Characters of the words shown as left out."""
_CONTENT = 4
"""Letters of a word that says something: shorter ones stand in every sentence."""
_KEPT = 0.6
"""Share of the words left out that the article gives beside the quotation: it has told them in its own way."""
_LATE = 4
"""Words from the end of a quotation among which "all" or "none" still bears on the noun that ends it."""
_AUXILIARIES = 3
"""Words that may make a question of what follows: "Have", "Do you think", "Est-ce que"."""
_CLAUSE = re.compile(r"[;:]")
_PAUSE = re.compile(r"[,–—]")


@dataclass(frozen=True, slots=True)
class Quoting:
    """How the article gives a quotation."""

    keys: tuple[str, ...]
    """Its words."""
    beside: tuple[str, ...]
    """The words of its sentence and the next one, the quotation itself left out."""
    ahead: tuple[str, ...]
    """The words of its sentence that stand before it."""
    is_whole: bool
    """It is shown as a sentence of its own: a capital, and its full stop inside the marks."""
    asks: bool
    """It, or the sentence it stands in, ends with a question mark."""
    is_open: bool = False
    """It starts or ends with an ellipsis."""


def cut_of(place: Place, quoting: Quoting, omissions: Sequence[Omission], lang: Lang) -> Span | None:
    """Return the words of the source that the quotation should not have left out, or None.

    What the article says beside the quotation is not left out.
    """
    left = _inside(place, omissions, lang) or _behind(place, quoting, lang) or _before(place, quoting, lang)
    if left is None or _is_told(left, place, quoting, lang):
        return None
    return left if any(left == one.span for one in omissions) else trimmed(left, place.text, ",")


def shown(cut: Span, text: str) -> str:
    """Return words left out, on one line and not too many."""
    words = " ".join(cut.of(text).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


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
    if opening(keys, 0, "when", lang) and _is_promise(quoting.keys, lang):
        return rest
    only = lang == "fr" and keys[0] in {"que", "qu"} and _is_half_only(quoting.keys)
    if only or _is_limited_later(place.text, words, lang):
        return rest
    if not joint.strip() and opening(keys, 0, "narrows", lang):
        begins = place.found.start - place.said.start <= 1 and quoting.is_whole and not quoting.is_open
        if begins or has(quoting.keys[-_LATE:], "whole", lang):
            return rest
    return None


def _asks_whether(quoted: Sequence[str], keys: Sequence[str], joint: str, lang: Lang) -> bool:
    """Say whether "si" asks and sets no condition: "nous verrons | si", "we will know | if"."""
    return keys[0] in {"si", "s", "if"} and "," not in joint and has(quoted[-3:], "asks", lang)


def _is_promise(quoted: Sequence[str], lang: Lang) -> bool:
    """Say whether a quotation speaks of what will be: a "quand" or "when" behind it sets a condition."""
    if lang == "en":
        return bool({"will", "shall", "ll", "won"} & set(quoted))
    return any(len(key) > 4 and key.endswith(("ra", "rai", "ras", "rons", "rez", "ront")) for key in quoted)


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
    """Return the next sentence where it only limits this one, or throws it out: "Sauf si …", "C'est faux."."""
    limit = place.quote.end if place.quote is not None else place.paragraph.end
    if place.said.end >= limit:
        return None
    ends = [end for end in sentence_ends(place.text, place.paragraph) if end > place.said.end + 1]
    following = trimmed(Span(place.said.end, min([*ends, limit])), place.text)
    keys = _keys(place.text, following, lang)
    if opening(keys, 0, "fragment", lang) or is_rejection(following.of(place.text), lang):
        return following
    return None


def _before(place: Place, quoting: Quoting, lang: Lang) -> Span | None:
    """Return the start of the sentence where it denies, doubts, asks or sets a condition for what is quoted."""
    lead = Span(place.said.start, place.found.start)
    marks = [match.end() for match in _CLAUSE.finditer(place.text, lead.start, lead.end)]
    lead = trimmed(Span(marks[-1] if marks else lead.start, lead.end), place.text, '«“"–— ')
    words = source_words(place.text, lead, lang)
    if not words or has(quoting.ahead, "negation", lang) or has(quoting.ahead, "falsity", lang):
        return None
    keys = [word.key for word in words]
    first = 1 if opening(keys, 0, "joins", lang) and len(keys) > 1 else 0
    adjoins = lead.of(place.text).endswith(",") or not _PAUSE.search(lead.of(place.text))
    explains = quoting.keys[:2] == ("c", "est")  # "Si je suis là, c'est que …" sets no condition
    if opening(keys, first, "condition", lang) and adjoins and not explains:
        return None if has(quoting.ahead, "condition", lang) else lead
    if _is_question(place) and not quoting.asks and (has(keys[-1:], "that", lang) or len(keys) <= _AUXILIARIES):
        return lead
    if keys[-1] in {"si", "if", "whether"} and has(keys, "asks", lang) and not has(quoting.ahead, "asks", lang):
        return lead
    if has(keys, "hearsay", lang) and not has(quoting.ahead, "hearsay", lang):
        return lead
    return lead if _is_denied(place.text, lead, words, quoting, lang) else None


def _is_denied(text: str, lead: Span, words: Sequence[Item], quoting: Quoting, lang: Lang) -> bool:
    """Say whether the words that lead to the quotation, in its own clause, turn it round."""
    pauses = [match.end() for match in _PAUSE.finditer(text, lead.start, lead.end)]
    own = [word for word in words if word.span.start >= (pauses[-1] if pauses else lead.start)]
    joined = [at for at, word in enumerate(own) if opening([word.key], 0, "joins", lang)]
    keys = [word.key for word in (own[joined[-1] + 1 :] if joined else own)]
    turned = has(keys, "negation", lang) + has(keys, "falsity", lang)
    if lang == "fr":
        if _is_only(keys):
            return False
        if {"pas", "jamais", "plus", "rien", "que", "qu"} & set(quoting.keys[:3]):
            return False  # the quotation itself has the rest of the negation
    return turned == 1 and not has(keys, "cancels", lang)


def _is_only(keys: Sequence[str]) -> bool:
    """Say whether words have "ne … que", which denies nothing."""
    at = next((number for number, key in enumerate(keys) if key in {"ne", "n"}), len(keys))
    denies = {"pas", "jamais", "plus", "rien", "aucun", "aucune"} & set(keys)
    return bool({"que", "qu"} & set(keys[at:])) and not denies


def _is_question(place: Place) -> bool:
    return place.said.of(place.text).rstrip(' \u00a0\u202f»”"').endswith("?")


def _is_told(left: Span, place: Place, quoting: Quoting, lang: Lang) -> bool:
    """Say whether the article gives the words beside the quotation, or a condition of its own in their place."""
    keys = _keys(place.text, left, lang)
    telling = [key for key in keys if len(key) >= _CONTENT or key.isdigit()] or list(keys)
    kept = sum(key in quoting.beside for key in telling)
    conditional = has(keys, "condition", lang) and has(quoting.beside, "condition", lang)
    return conditional or kept >= _KEPT * len(telling)


def _keys(text: str, span: Span, lang: Lang) -> list[str]:
    return [word.key for word in source_words(text, span, lang)]
