"""Whether the words around some words of a text keep them from being the speaker's own: denied, repeated, supposed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sourcier.assessment.quoting.asides import is_saying
from sourcier.assessment.quoting.places import Place, sentence_ends
from sourcier.assessment.quoting.quoted import Left, Quoting
from sourcier.assessment.quoting.restrictions import has, opening
from sourcier.assessment.quoting.words import Item, source_words
from sourcier.claims.rejecting import is_rejection
from sourcier.core.article import Lang
from sourcier.core.spans import Span, trimmed
from sourcier.core.testimony import QuoteTurn

_AUXILIARIES = 5
"""Words that may make a question of what follows: "Have", "Do you think", "Est-ce que"."""
_SAYS_SOON = 5
"""Words from who is said to say something to the verb: "on", "raconte"; "plusieurs journaux ont", "écrit"."""
_PREDICATE = 7
"""Words among which "is a lie" stands behind what it throws out: "cette promesse, à mes yeux, est une illusion"."""
_DENIED_SOON = 7
"""Words before a quotation among which the article itself denies it: « a démenti que “…” »."""
_SECOND = {"pas", "jamais", "plus", "rien", "aucun", "aucune", "personne", "guere", "nul", "nulle"}
"""Of a negation, beside "ne"."""
_WITHOUT = {"sans", "without"}
_OF_WHAT = {"de", "d", "que", "qu", "to", "that", "of"}
"""Says what is false: another thing than the sentence before."""
_THIS = {"ce", "cet", "cette", "ces", "that", "this", "these", "those"}
_STANDS_ALONE = re.compile(r"[^\w]*\w+\s*[.!,;:…–—]")
"""One word, then a mark: "Faux.", not "Faux départ"."""
_CLAUSE = re.compile(r"[;:]")
_PAUSE = re.compile(r"[,–—]")
_EDGES = '«“"‘–— '
_CLOSING = ' \u00a0\u202f,;:.!?…–—»”"’'


def turned(place: Place, quoting: Quoting, lang: Lang, *, is_one_voice: bool) -> Left | None:
    """Return the words around the found ones that turn them round, or None.

    Args:
        place: Of the words in the document.
        quoting: How the article gives them.
        lang: Of both.
        is_one_voice: The document is a speech, a letter, a turn of a transcript: what stands around words between
            marks is the speaker's own. In a report it is the reporter's, who throws nothing out in a speaker's name.
    """
    ahead = _ahead(place, quoting, lang, is_one_voice=is_one_voice)
    behind = _behind(place, quoting, lang, is_one_voice=is_one_voice, is_others=ahead is not None)
    if ahead is not None and behind is not None and behind.turn is QuoteTurn.DENIED:
        return replace(ahead, turn=behind.turn, beyond=behind.span)  # « On dit que … : c'est faux. »
    return ahead or behind


def _ahead(place: Place, quoting: Quoting, lang: Lang, *, is_one_voice: bool) -> Left | None:
    """Return the start of the sentence where it denies, doubts, asks, supposes or leaves to others what follows."""
    is_outside = place.quote is not None and place.found.start - place.quote.start <= 1
    lead = Span(place.whole.start if is_outside else place.said.start, place.found.start)
    marks = [match.end() for match in _CLAUSE.finditer(place.text, lead.start, lead.end)]
    lead = trimmed(Span(marks[-1] if marks else lead.start, lead.end), place.text, _EDGES)
    words = source_words(place.text, lead, lang)
    keys = [word.key for word in words]
    if not words:
        return _before_colon(place, marks, quoting, lang, is_one_voice=is_one_voice)
    if is_outside and not has(keys[-1:], "that", lang):
        return None  # the reporter's words, and no part of what was said
    turn = _turn(place, lead, words, quoting, lang, is_one_voice=is_one_voice)
    return Left(lead, turn) if turn is not None else None


def _turn(
    place: Place, lead: Span, words: Sequence[Item], quoting: Quoting, lang: Lang, *, is_one_voice: bool
) -> QuoteTurn | None:
    keys = [word.key for word in words]
    brings_in = has(keys[-1:], "that", lang)
    is_one_clause = not _PAUSE.search(lead.of(place.text))
    adjoins = brings_in or is_one_clause or lead.of(place.text).endswith(",")
    if _is_question(place) and not quoting.asks and (brings_in or (is_one_clause and len(keys) <= _AUXILIARIES)):
        return QuoteTurn.ASKED
    if keys[-1] in {"si", "if", "whether"} and has(keys, "asks", lang) and not has(quoting.ahead, "asks", lang):
        return QuoteTurn.ASKED
    if (
        adjoins
        and _supposes(keys, lang, brings_in=brings_in and is_one_clause)
        and not has(quoting.ahead, "supposes", lang)
    ):
        return QuoteTurn.SUPPOSED
    if adjoins and is_hearsay(keys, lang) and not is_hearsay(quoting.ahead, lang):
        return QuoteTurn.REPORTED
    if (
        is_one_voice
        and (place.quote is not None or brings_in)
        and _is_cited(keys, lang, in_marks=place.quote is not None)
    ):
        return QuoteTurn.REPORTED
    told = quoting.ahead[-_DENIED_SOON:]
    if has(told, "negation", lang) or has(told, "falsity", lang):
        return None
    return QuoteTurn.DENIED if _is_denied(place.text, lead, words, quoting, lang) else None


def _supposes(keys: Sequence[str], lang: Lang, *, brings_in: bool) -> bool:
    """Say whether words only suppose what follows: "supposons que", "si je disais que"."""
    first = 1 if len(keys) > 1 and opening(keys, 0, "joins", lang) else 0
    starts = bool(opening(keys, first, "supposes", lang))
    return starts or (brings_in and keys[-1] not in {"si", "s", "if"} and bool(opening(keys, first, "condition", lang)))


def is_hearsay(keys: Sequence[str], lang: Lang) -> bool:
    """Say whether words leave what follows to others who are not named: "on raconte que", "some have claimed that".

    >>> is_hearsay("plusieurs journaux ont ecrit que".split(), "fr"), is_hearsay("j ai ecrit que".split(), "fr")
    (True, False)
    """
    if has(keys, "hearsay", lang):
        return True
    for at in range(len(keys)):
        length = opening(keys, at, "others", lang)
        if length and any(opening(keys, one, "tells", lang) for one in range(at + length, at + length + _SAYS_SOON)):
            return True
    return False


def _is_cited(keys: Sequence[str], lang: Lang, *, in_marks: bool) -> bool:
    """Say whether a speaker quotes another: "il m'a écrit que", "the prefect told me", not "j'ai écrit que".

    What a report or a court says he makes his own, and what everybody "recognises", unless it stands between marks.
    """
    says = (opening(keys, at, "tells", lang) or (in_marks and is_saying(keys[at], lang)) for at in range(len(keys)))
    at = next((at for at, one in enumerate(says) if one), None)
    if not at or has(keys[:at], "papers", lang):
        return False
    return not ({"je", "j", "i", "we"} & {*keys[:at]} or (keys[at - 1 : at] == ["nous"] and keys[at].endswith("ons")))


def _before_colon(
    place: Place, marks: Sequence[int], quoting: Quoting, lang: Lang, *, is_one_voice: bool
) -> Left | None:
    """Return who else is said to say so, right before a colon: « On raconte ceci : … »."""
    if not marks or place.text[marks[-1] - 1] != ":":
        return None
    start = marks[-2] if len(marks) > 1 else place.whole.start
    lead = trimmed(Span(start, marks[-1] - 1), place.text, _EDGES)
    keys = [word.key for word in source_words(place.text, lead, lang)]
    is_cited = is_one_voice and place.quote is not None and _is_cited(keys, lang, in_marks=True)
    if len(keys) > _PREDICATE or not (is_cited or is_hearsay(keys, lang)) or is_hearsay(quoting.ahead, lang):
        return None
    return Left(lead, QuoteTurn.REPORTED)


def _is_denied(text: str, lead: Span, words: Sequence[Item], quoting: Quoting, lang: Lang) -> bool:
    """Say whether the words that lead to the quotation, in its own clause, turn it round."""
    pauses = [match.end() for match in _PAUSE.finditer(text, lead.start, lead.end)]
    own = [word for word in words if word.span.start >= (pauses[-1] if pauses else lead.start)]
    joined = [at for at, word in enumerate(own) if opening([word.key], 0, "joins", lang)]
    keys = [word.key for word in (own[joined[-1] + 1 :] if joined else own)]
    brings_in = has(keys[-1:], "that", lang)
    turned = has([key for key in keys if brings_in or key not in _WITHOUT], "negation", lang) + has(
        keys, "falsity", lang
    )
    if lang == "fr":
        if _is_only(keys):
            return False
        if not _SECOND & set(keys) and (_SECOND | {"que", "qu"}) & set(quoting.keys[:3]):
            return False  # the quotation itself has the rest of the negation
    cancels = has(keys, "negation", lang) and has(keys, "cancels", lang)  # not "it is simply untrue"
    return turned == 1 and not cancels


def _is_only(keys: Sequence[str]) -> bool:
    """Say whether words have "ne … que", which denies nothing."""
    at = next((number for number, key in enumerate(keys) if key in {"ne", "n"}), len(keys))
    return bool({"que", "qu"} & set(keys[at:])) and not _SECOND & set(keys)


def _is_question(place: Place) -> bool:
    return place.whole.of(place.text).rstrip(_CLOSING.replace("?", "")).endswith("?")


def _behind(place: Place, quoting: Quoting, lang: Lang, *, is_one_voice: bool, is_others: bool) -> Left | None:
    """Return what follows where it throws the words out, leaves them to others, or takes them back as a joke.

    Args:
        place: Of the words in the document.
        quoting: How the article gives them.
        lang: Of both.
        is_one_voice: As `turned` has it.
        is_others: What leads to the words asks, or leaves them to others.
    """
    if is_hearsay(quoting.keys, lang) or has(quoting.keys, "falsity", lang):
        return None  # what is thrown out is what the quotation itself leaves to others
    is_reported = place.quote is not None and not is_one_voice
    around = (*quoting.ahead, *quoting.after)
    for one in _following(place, within_marks=is_reported):
        keys = [word.key for word in source_words(place.text, one, lang)]
        if opening(keys, 0, "unmeant", lang):
            return Left(one, QuoteTurn.NOT_MEANT)
        if one.start < place.whole.end and opening(keys, 0, "said_by_others", lang) and not is_hearsay(around, lang):
            return Left(one, QuoteTurn.REPORTED)
        if throws_out(one.of(place.text), keys, lang, is_others=is_others or _is_question(place)):
            return Left(one, QuoteTurn.DENIED)
        if one.start < place.whole.end and _is_predicate(place, keys, lang):
            return Left(one, QuoteTurn.DENIED)
    return None


def _following(place: Place, *, within_marks: bool) -> list[Span]:
    """Return what follows the found words: the rest of the sentence, its last clause, the next sentence."""
    text = place.text
    limit, whole = place.paragraph.end, place.whole
    if within_marks and place.quote is not None:
        limit, whole = place.quote.end, place.said
    rest = trimmed(Span(place.found.end, max(whole.end, place.found.end)), text, _CLOSING)
    clauses = [match.end() for match in _CLAUSE.finditer(text, place.found.end, whole.end)]
    last = trimmed(Span(clauses[-1], whole.end), text, _EDGES) if clauses else rest
    ends = [end for end in sentence_ends(text, place.paragraph) if end > whole.end + 1]
    following = trimmed(Span(whole.end, max(min([*ends, limit]), whole.end)), text, _EDGES)
    return [one for one in dict.fromkeys((rest, last, following)) if len(one)]


def throws_out(text: str, keys: Sequence[str], lang: Lang, *, is_others: bool = True) -> bool:
    """Say whether words do nothing but throw out what stands before them: "C'est faux.", "Cette idée est absurde.".

    Args:
        text: The words.
        keys: The same as they are compared.
        lang: Of the text.
        is_others: What stands before asks, or leaves its words to others. Otherwise "C'est une erreur" or "That is
            wrong" judges a fact that the speaker states himself.
    """
    first = 1 if len(keys) > 1 and opening(keys, 0, "joins", lang) else 0
    length = opening(keys, first, "rejects", lang) or (is_others and opening(keys, first, "rejects_others", lang))
    goes_on = keys[first + length : first + length + 1]
    if length and (not goes_on or (goes_on[0] not in _OF_WHAT and (length > 1 or _STANDS_ALONE.match(text)))):
        return True
    if not length and is_others and is_rejection(text, lang):
        return True
    if keys[first : first + 1] and keys[first] in _THIS:
        saying = has(keys[first + 1 : first + 3], "sayings", lang)
        return _is_said_false(keys[first + 1 : first + _PREDICATE], lang, is_others=is_others or saying)
    return False


def _is_said_false(keys: Sequence[str], lang: Lang, *, is_others: bool = True) -> bool:
    """Say whether words have "is", not "is not", and then what is false: "promesse est une illusion"."""
    at = next((number for number, key in enumerate(keys) if key in {"est", "sont", "etait", "is", "are", "was"}), None)
    if at is None or not is_others or has(keys, "negation", lang):
        return False
    return has(keys[at:], "falsity", lang) or has(keys[at:], "worthless", lang)


def _is_predicate(place: Place, keys: Sequence[str], lang: Lang) -> bool:
    """Say whether the rest of the sentence throws out what its start brings in: "The idea that … | is absurd"."""
    lead = [word.key for word in source_words(place.text, Span(place.whole.start, place.found.start), lang)]
    if not has(lead[-1:], "that", lang) or keys[:1] not in (["est"], ["is"], ["relève"], ["releve"]):
        return False
    return _is_said_false(keys[:_PREDICATE], lang)
