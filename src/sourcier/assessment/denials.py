"""How a negation bears on a claim: on the whole of it, on nothing of it, or on what nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from sourcier.assessment.lexicon import read_words
from sourcier.assessment.scope import Scope, Word
from sourcier.core.claims import Polarity

PLAIN = {"fr": frozenset({"pas", "nullement", "guere", "aucunement", "plus", "point"}), "en": frozenset({"not", "n't"})}
SWEEPING = {"fr": frozenset({"jamais", "ni", "rien"}), "en": frozenset({"never", "neither", "nor", "hardly", "barely"})}
"""Words that deny more than one period or thing: only an operation that reads them itself may answer."""
ONLY = frozenset({"que", "qu", "qu'"})
LIMITS = read_words("claim_words", "other_denials")
"""With these a denial says something else: "did not join until 2023" says that it joined then."""
AS = frozenset({"comme", "as", "ainsi"})
NAMED = frozenset({"entity", "unlinked", "time", "number", "unit"})
APART = frozenset({",", ";", ":", "(", ")", "–", "—"})
NOUNS = ("obl", "obj", "nmod", "nsubj")
"""Arcs of the noun "pas", a step."""
STOPS = frozenset({":", ";", "?", "!", "–", "—"})
TELLING = frozenset({"NOUN", "VERB", "ADJ"})
REACH = 6
"""Words that may part "ne" from what completes it."""


def is_conceded(folded: Sequence[str], at: int) -> bool:
    """Say whether a negation only insists: "n’en fait pas moins partie de", "is no less a member".

    >>> is_conceded(["n", "en", "fait", "pas", "moins", "partie"], 3), is_conceded(["n", "en", "fait", "pas"], 3)
    (True, False)
    """
    after = list(folded[at + 1 : at + 3])
    if folded[at] == "pas":
        return after[:1] == ["moins"] and "en" in folded[max(at - REACH, 0) : at]
    if folded[at] in {"n", "n'", "ne"}:
        later = [n for n in range(at + 1, min(at + REACH, len(folded))) if folded[n] == "pas"]
        return bool(later) and is_conceded(folded, later[0])
    return (folded[at] == "no" and after[:1] == ["less"]) or (folded[at] == "none" and after == ["the", "less"])


class Denial(Enum):
    """How a negation bears on a claim."""

    NONE = auto()
    WHOLE = auto()
    UNCLEAR = auto()


def denial_of(scope: Scope) -> Denial:
    """Say whether a negation bears on what the claim asserts.

    WHOLE where its only verb is denied; UNCLEAR where it has other verbs, or the words deny something narrower or
    wider. A negation inside a figure ("pas moins de 32") and "ne … que" are none.
    """
    if scope.has("disputed") or (scope.claim.polarity is Polarity.NEGATIVE and not _denies(scope)):
        return Denial.UNCLEAR  # "Moscou dément avoir …": the denial may stand outside the claim's words
    denied: list[Word] = []
    folded = [word.folded for word in scope.words]
    start, end = _start_of_figures(scope), _end_of_figures(scope)
    for at, word in enumerate(scope.words[:end]):
        if at < start:
            continue
        if any(one.span.contains(word.span) for one in scope.quantities):
            continue
        if is_conceded(folded, at) or (word.folded == "pas" and word.token.dep_.startswith(NOUNS)):
            continue  # "à petits pas"
        if _is_contrast(scope, at):
            continue
        if word.folded in SWEEPING[scope.lang]:
            return Denial.UNCLEAR
        if word.folded not in PLAIN[scope.lang]:
            continue
        if scope.lang == "fr" and not {"ne", "n"} & set(folded[max(at - REACH, 0) : at]):
            if word.folded == "pas":
                return Denial.UNCLEAR
            continue
        if word.folded == "plus" and not _is_no_more(scope, at):
            continue
        denied.append(word)
    if not denied:
        return Denial.NONE
    verbs = [word for at, word in enumerate(scope.words) if _is_clause(word) and not _is_aside(scope, at)]
    if (
        len(denied) > 1
        or len(verbs) > 1
        or LIMITS & set(folded)
        or _is_set_apart(scope, denied[0])
        or any(w.folded in ONLY for w in _after(scope, denied))
    ):
        return Denial.UNCLEAR
    return Denial.WHOLE


def _is_aside(scope: Scope, at: int) -> bool:
    """Say whether a word stands in an aside that names nothing: "…, comme on le lit partout, …"."""
    commas = [n for n, word in enumerate(scope.words) if word.folded == ","]
    start = max((n for n in commas if n < at), default=-1)
    end = min((n for n in commas if n > at), default=-1)
    inside = scope.words[start + 1 : end] if start >= 0 and end >= 0 else ()
    return bool(inside) and inside[0].folded in AS and not any(word.role in NAMED for word in inside)


def _is_contrast(scope: Scope, at: int) -> bool:
    """Say whether a negation only sets one name against another: "l’Ukraine, et non l’Afghanistan", "X, not Y"."""
    before, after = scope.words[max(at - 2, 0) : at], scope.words[at + 1 : at + 4]
    if scope.words[at].folded not in {"not", "non", "pas"} or not before:
        return False
    led = before[-1].folded in {",", "and", "et", "mais", "but", "non"}
    named = next((n for n, word in enumerate(after) if word.role == "entity"), None)
    return led and named is not None and all(word.token.pos_ in {"DET", "ADP", "ADV"} for word in after[:named])


def _start_of_figures(scope: Scope) -> int:
    """Return where the clause with the figures starts behind a heading without a verb: "Pas d’éclaircie en 2022 : "."""
    first = min((scope.at(one.span) for one in scope.quantities), default=0)
    colon = next((at for at in range(first) if scope.words[at].folded == ":"), -1)
    has_verb = any(word.token.pos_ in {"VERB", "AUX"} for word in scope.words[: max(colon, 0)])
    return 0 if has_verb else colon + 1


def _end_of_figures(scope: Scope) -> int:
    """Return where the part of a claim ends that holds its figures: what follows a colon denies nothing of them.

    "11 % du courant en 2021 : le charbon n’a pas reculé, il s’est effondré."
    """
    last = max((scope.at(one.span) for one in scope.quantities), default=len(scope.words))
    breaks = (at for at, word in enumerate(scope.words) if at > last and word.folded in STOPS)
    return next(breaks, len(scope.words))


def _is_set_apart(scope: Scope, denial: Word) -> bool:
    """Say whether the claim also says something outside of the denial ("la Pologne, entrée en 2004, n’a pas …").

    Between other commas than the denial's own stand a verb, a noun or an adjective that no name, date or figure is
    part of, or a verb's participle hangs on a noun: what was checked may be that, which nobody denies.
    """
    at, marks = scope.at(denial.span), [place for place, word in enumerate(scope.words) if word.folded in APART]
    start = max((place for place in marks if place < at), default=-1)
    end = min((place for place in marks if place > at), default=len(scope.words))
    outside = (*_without_opening(scope.words[: max(start, 0)]), *scope.words[end:])
    outside = tuple(word for word in outside if not _is_aside(scope, scope.at(word.span)))
    return any(word.role in {"", "neutral"} and word.token.pos_ in TELLING for word in outside) or any(
        word.token.dep_ == "acl" and word.token.morph.get("VerbForm", []) == ["Part"] for word in scope.words
    )


def _without_opening(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words before a denial without those that only say where or when: "Chez nos voisins espagnols, …"."""
    is_opening = bool(words) and words[0].token.pos_ in {"ADP", "ADV", "CCONJ", "SCONJ"}
    has_verb = any(word.token.pos_ in {"VERB", "AUX"} for word in words)
    return () if is_opening and not has_verb else words


def _denies(scope: Scope) -> bool:
    """Say whether a word of the claim denies, whatever it denies."""
    return scope.has("negation", "universal")


def _is_no_more(scope: Scope, at: int) -> bool:
    """Say whether "plus" ends something ("ne compte plus"), and compares nothing ("le plus", "plus que")."""
    rest = (word for word in scope.words[at + 1 :] if word.role != "time")  # "n’était plus en 2023 que la quatrième"
    following = next((word.folded for word in rest), "")
    return scope.words[at - 1].token.pos_ in {"VERB", "AUX"} and following not in ONLY


def _after(scope: Scope, denied: Sequence[Word]) -> Sequence[Word]:
    """Return the words after the denial; a "que" of comparison, after "plus", "inférieur", is no "ne … que"."""
    return [] if scope.has("greater", "smaller", "equal") else scope.words[scope.at(denied[-1].span) + 1 :]


def _is_clause(word: Word) -> bool:
    """Say whether a word heads a clause of its own: no auxiliary, and no bare participle or infinitive."""
    token = word.token
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass", "aux:tense", "aux:pass", "cop"}:
        return False
    return token.dep_ == "ROOT" or token.dep_ in {"acl:relcl", "relcl", "advcl", "ccomp", "conj", "parataxis"}
