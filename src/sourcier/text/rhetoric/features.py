"""What the words around a cue say for and against its being meant to persuade: numbers between 0 and 1, by name.

No feature knows who or what is named: that a sentence names a state counts, never which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.symbols import PROPN

from sourcier.core.article import HEADLINES
from sourcier.core.language import Quote
from sourcier.core.spans import Span
from sourcier.text.draft import Draft
from sourcier.text.rhetoric.candidates import PARTS, Candidate, Tokens
from sourcier.text.rhetoric.lexicon import Lexicon

PLAIN = ("law", "arts", "incident", "reporting")
"""Classes of words that a plain account uses."""
HEATED = ("public", "stakes")
BESIDE = 3
"""How many tokens before a cue are looked at for a word that points at it or mentions it."""
ALONE = 5
"""Tokens of an exclamation that is nothing but its cue: "C'est honteux."."""
SCARE = 4
"""Tokens of a quotation that only mentions a word."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with cues, as every one of its candidates sees it."""

    first: int
    last: int
    counts: Mapping[str, int]
    """Words of each class of surroundings, those of the cues left out."""
    strong: int
    """Cues that a plain report does not use."""
    common: Mapping[str, float]
    """Features that are the same for all its candidates."""


def setting_of(draft: Draft, tokens: Tokens, lexicon: Lexicon, candidates: Sequence[Candidate]) -> Setting:
    """Return the setting of the candidates of one sentence."""
    sentence = draft.sentences[candidates[0].sentence]
    first, last = tokens.sentences[candidates[0].sentence]
    cued = {at for one in candidates for at in range(one.start, one.end) if not one.extends}
    words = {tokens.lower[at] for at in range(first, last) if at not in cued}
    words |= {tokens.lemma[at] for at in range(first, last) if at not in cued}
    counts = {name: len(words & known) for name, known in lexicon.surroundings.items()}
    ending = sentence.span.of(draft.article.text).rstrip(" »”\"'’)\u00a0\u202f")[-1:]
    whole = frozenset(range(first, last))
    common = {
        "exclaims": float(ending == "!"),
        "asks": float(ending == "?"),
        "is_headline": float(sentence.block in HEADLINES),
        "is_short": float(last - first <= ALONE),
        "has_figure": float(not whole.isdisjoint(tokens.figures)),
        "has_time": float(not whole.isdisjoint(tokens.times)),
        "has_person": float(not whole.isdisjoint(tokens.persons)),
        "has_state": float(not whole.isdisjoint(tokens.states)),
        "has_first_person": _share(counts["first"], 1),
        "has_second_person": _share(counts["second"], 1),
        "names": _share(counts["naming"], 1),
    }
    common |= {
        f"has_{name}": float(any(at in verbs for at in range(first, last))) for name, verbs in tokens.tenses.items()
    }
    common |= {
        "reported": common["has_past"] * (1.0 - common["has_present"]),
    }
    strong = sum(not one.cue.is_literal for one in candidates)
    return Setting(first, last, counts, strong, common)


def features_of(
    candidate: Candidate, setting: Setting, tokens: Tokens, lexicon: Lexicon, quote: Quote | None, span: Span
) -> dict[str, float]:
    """Return the features of a candidate that are not 0.

    Args:
        candidate: The cue where it stands.
        setting: Of its sentence.
        tokens: Of the text.
        lexicon: Of the language.
        quote: The innermost quotation around it.
        span: Its words.
    """
    cue = candidate.cue
    literal = float(cue.is_literal)
    before = range(max(setting.first, candidate.start - BESIDE), candidate.start)
    near = {tokens.lower[at] for at in before} | {tokens.lemma[at] for at in before}
    plain = _share(sum(setting.counts[name] for name in PLAIN), 4)
    heated = _share(sum(setting.counts[name] for name in HEATED), 3)
    others = _share(setting.strong - (not cue.is_literal), 2)
    within = range(candidate.start, candidate.end)
    found = dict(setting.common)
    found |= {name: _share(setting.counts[name], 2) for name in (*PLAIN, *HEATED)}
    found |= {
        f"is_{cue.technique}": 1.0,
        "intensity": (cue.intensity - 1) / 2,
        "literal": literal,
        "others": others,
        "in_quote": float(quote is not None),
        "mentions": float(bool(near & lexicon.surroundings["meta"]) or (quote is not None and _fills(span, quote))),
        "points": float(bool(near & lexicon.surroundings["pointing"])),
        "predicate": float(bool(near & lexicon.surroundings["copula"])),
        "named_in_quote": float(quote is not None) * found["names"],
        "quote_filled": float(quote is not None and _fills(span, quote)),
        "extends": float(candidate.extends),
        "is_structure": float(cue.part == "-"),
        "is_verb": float(cue.part == "v"),
        "is_adjective": float(cue.part == "a"),
        "literal_reported": literal * found["reported"],
        "literal_verb": literal * float(cue.part == "v"),
        "literal_predicate": literal * float(bool(near & lexicon.surroundings["copula"])),
        "opens": float(candidate.start == setting.first),
        "fits_part": float(cue.part in PARTS and tokens.pos[candidate.start] in PARTS[cue.part]),
        "is_name": float(
            any(tokens.pos[at] == PROPN or at in tokens.named for at in within) and "@" not in cue.expression
        ),
        "literal_plain": literal * plain,
        "literal_heated": literal * heated,
        "literal_others": literal * others,
        "literal_figure": literal * max(found["has_figure"], found["has_time"]),
        "literal_points": literal * float(bool(near & lexicon.surroundings["pointing"])),
        "literal_cold": literal * float(not heated and not others and not found["exclaims"]),
    }
    return {name: value for name, value in found.items() if value}


def _fills(span: Span, quote: Quote) -> bool:
    """Say whether a quotation is nothing but the cue: a word mentioned, or kept at arm's length."""
    return len(quote.content) <= len(span) + SCARE


def _share(count: int, full: int) -> float:
    return min(count, full) / full
