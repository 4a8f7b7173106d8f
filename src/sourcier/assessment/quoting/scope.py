"""Whether a quotation makes its words hold for more than they did: "les familles | les plus modestes"."""

from __future__ import annotations

from sourcier.assessment.quoting.cuts import is_told
from sourcier.assessment.quoting.places import Place, article_of
from sourcier.assessment.quoting.quoted import Left, Quoting
from sourcier.assessment.quoting.restrictions import has, is_superlative, opening
from sourcier.assessment.quoting.words import source_words
from sourcier.core.article import Lang
from sourcier.core.spans import Span, trimmed
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.reading import read_text
from sourcier.text.tokens import Token

_LONGEST_LEAD = 3
"""Words of the longest expression that weakens what follows: "à peu près"."""
_BOUND = 4
"""Words from "under" to its figure: "under the age of twelve"."""
_KINDS: dict[Lang, frozenset[str]] = {
    "fr": frozenset({"les", "aux", "tous", "toutes", "nos", "mes", "vos", "leurs", "ses"}),
    "en": frozenset({"the", "all", "our", "my", "your", "their", "every", "any"}),
}
"""Before a noun that stands for all of a kind."""
_ALL = frozenset({"tous", "toutes", "all", "every", "any"})
_CLOSING = ' \u00a0\u202f,;:.!?…–—»”"’'
_OPENING = '«“"‘–— '


def narrowed(place: Place, quoting: Quoting, lang: Lang, gazetteer: Gazetteer) -> Left | None:
    """Return the words right before or right behind the found ones that keep them to a part, or None.

    Behind: what limits the noun that a quotation breaks off at: a superlative, a participle or an adjective with words
    of its own, a bound ("under twelve"). A bare adjective does so only where the quotation speaks of all of a kind.
    What the article says beside the quotation is not left out.
    """
    limit = _ahead(place, quoting, lang) or _behind(place, lang, gazetteer)
    return Left(limit) if limit is not None and not is_told(limit, place, quoting, lang) else None


def _ahead(place: Place, quoting: Quoting, lang: Lang) -> Span | None:
    lead = trimmed(Span(place.said.start, place.found.start), place.text, _OPENING)
    if not len(lead) or place.text[lead.end : place.found.start].strip(_OPENING):
        return None
    words = source_words(place.text, lead, lang)
    keys = [word.key for word in words]
    first = quoting.keys[:1]
    for at in range(max(len(keys) - _LONGEST_LEAD, 0), len(keys)):
        weakens = (
            (at == 0 and opening(keys, at, "alone", lang))
            or (has(first, "whole", lang) and opening(keys, at, "nearly", lang))
            or (first and first[0][0].isdigit() and opening(keys, at, "at_most", lang))
        )
        if weakens and at + weakens == len(keys):
            return Span(words[at].span.start, lead.end)
    return None


def _behind(place: Place, lang: Lang, gazetteer: Gazetteer) -> Span | None:
    rest = trimmed(Span(place.found.end, place.said.end), place.text, _CLOSING)
    joint = place.text[place.found.end : rest.start]
    words = source_words(place.text, rest, lang)
    if not words or joint.strip() or not joint:
        return None
    keys = [word.key for word in words]
    if opening(keys, 0, "bound", lang) and any(key[0].isdigit() for key in keys[1:_BOUND]):
        return rest
    noun = _noun(place, lang, gazetteer)
    return rest if noun is not None and (is_superlative(keys, 0, lang) or _is_narrowed(noun)) else None


def _noun(place: Place, lang: Lang, gazetteer: Gazetteer) -> Token | None:
    """Return the noun for all of a kind that the found words end with."""
    draft = read_text(article_of(place.said.of(place.text), lang), gazetteer)
    at = place.found.end - place.said.start
    tokens = [token for one in draft.sentences for token in draft.tokens(one.span)]
    last = next((token for token in reversed(tokens) if token.idx + len(token.text) <= at and not token.is_punct), None)
    if last is None or last.pos_ != "NOUN" or "Plur" not in last.morph.get("Number", []):
        return None
    before = [child.lower_ for child in last.children if child.i < last.i]
    is_counted = any(child.dep_ == "nummod" for child in last.children)
    is_kind = bool(_KINDS[lang] & {*before}) or (lang == "en" and not any(_is_some(one) for one in last.children))
    return last if is_kind and not is_counted else None


def _is_some(child: Token) -> bool:
    return child.dep_ in {"det", "nummod", "poss"} or child.lower_ in {"some", "many", "few", "several"}


def _is_narrowed(noun: Token) -> bool:
    """Say whether what follows a noun right away limits it."""
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    for one in noun.children:
        if one.i <= noun.i or following is None or min(word.i for word in one.subtree) != following.i:
            continue
        if one.dep_ in {"acl", "acl:relcl", "relcl"} or (one.dep_ == "amod" and _is_participle(one)):
            return True
        has_own = any(not child.is_punct for child in one.children)
        is_all = bool(_ALL & {child.lower_ for child in noun.children})
        if one.dep_ == "amod" and (has_own or is_all):
            return True
    return False


def _is_participle(token: Token) -> bool:
    return "Part" in token.morph.get("VerbForm", [])
