"""Whether a bare year, month or season is a time, by what stands around it."""

from __future__ import annotations

from sourcier.core.language import Grain
from sourcier.text.times.reader import Match, Reader
from sourcier.text.times.whens import When

_FIRST_YEAR, _LAST_YEAR = 1800, 2100


def stands_alone(when: When, reader: Reader, found: Match) -> bool:
    """Say whether a weak time counts without a preposition."""
    if when.is_holiday:
        # "Noël" is also a name and a market's; "lundi de Pâques" and "Noël 2022" are days.
        first = (reader.words.key(found.start), reader.words.key(found.start + 1))
        return when.period is not None or any(reader.lexicon.is_a("weekday", key) for key in first)
    if when.is_year:
        return _is_year(reader, found.start)
    if when.grain is Grain.MONTH:
        return _is_month(reader, found.start)
    return False


def _is_month(reader: Reader, at: int) -> bool:
    written, key = reader.words.written(at), reader.words.key(at)
    if reader.lang == "fr":
        # Months are lower-case in French: "Mars" is a planet, "Avril" a name.
        return written.islower() or (written.isupper() and len(written) > 3)
    # "May", "March" and "August" are also a name, a walk and a virtue.
    is_plain = reader.lexicon.value("doubtful_month", key) is None
    if not is_plain or not written[0].isupper():
        return False
    token = reader.tense.token(reader.words.starts[at])
    return token.ent_type_ not in {"PERSON", "PER"}


def _is_year(reader: Reader, at: int) -> bool:
    words = reader.words
    year = int(words.key(at))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return False
    before, after = words.key(at - 1), words.key(at + 1)
    if before == "(" and after in {")", ",", "-", ";"}:
        return True
    if before in {"et", "ou", "puis", "and", "or", ",", "à", "to"} and _is_dated(reader, at - 2):
        return True
    token = reader.tense.token(words.starts[at])
    if token.i and token.i + 1 < len(token.doc) and token.nbor().pos_ in {"VERB", "AUX"}:
        is_subject = token.dep_.startswith("nsubj") or token.nbor(-1).pos_ in {"CCONJ", "SCONJ", "PUNCT"}
        if is_subject:
            return True
    if token.i == 0 or token.is_sent_start:
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        return following is not None and following.pos_ in {"VERB", "AUX", "PRON"}
    previous = token.nbor(-1)
    if reader.lexicon.is_a("numbered", previous.lower_) or reader.lexicon.is_a("numbered", previous.lemma_.lower()):
        return False
    if previous.pos_ in {"NOUN", "PROPN"} and previous.text[-1:].isalpha():
        return after != "h"
    if reader.lang == "en" and previous.pos_ in {"DET", "PRON", "PART", "ADP"} and token.i + 1 < len(token.doc):
        # "the 2008 crisis", "its 2016 manifesto"
        return token.nbor().pos_ in {"NOUN", "PROPN", "ADJ"}
    return False


def _is_dated(reader: Reader, at: int) -> bool:
    """Say whether a year or a month stands at a word."""
    return at >= 0 and (reader.is_year(at) or reader.lexicon.is_a("month", reader.words.key(at)))
