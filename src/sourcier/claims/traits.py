"""What a clause shows on its surface: tense, mood, negation, comparison, persons.

Read once, used by every judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcier.claims.comparing import (
    has_both_ends,
    has_cause,
    has_change,
    has_comparison,
    has_factor,
    has_gap,
    has_trend,
    is_caused,
    is_measured,
)
from sourcier.claims.denial import is_flat, is_only, is_restriction, negations
from sourcier.claims.lexicon import Lexicon, form_of, running
from sourcier.claims.pieces import Chunk, contents, has_subject
from sourcier.claims.tenses import (
    has_moved,
    is_conditional,
    is_expected,
    is_future,
    is_hearsay_mood,
    is_imperative,
    is_past,
    is_stative,
)
from sourcier.claims.verbs import is_finite
from sourcier.core.language import Mention
from sourcier.core.spans import Span
from sourcier.text.tokens import Token, Tokens

HEDGING = frozenset({"VERB", "AUX", "ADV"})


@dataclass(frozen=True, slots=True)
class Traits:
    """The surface of one clause."""

    is_past: bool
    is_future: bool
    is_conditional: bool
    is_doubtful: bool
    """A French conditional that vouches for nothing: "aurait tué", not "devrait", "pourrait", nor what would follow."""
    is_able: bool
    """A conditional of what could be: "pourrait", "might"."""
    is_urging: bool
    """Says what to do: "il est temps de", "we should"."""
    is_expected: bool
    """Gives a plan or a forecast: "devrait rapporter", "may close"."""
    is_stative: bool
    """Its verb tells how things are: "était ministre"."""
    is_imperative: bool
    is_negative: bool
    has_flat_denial: bool
    """A universal negative: never, nobody, none."""
    is_restricted: bool
    """Says "only": "ne livre que"."""
    has_trend: bool
    has_change: bool
    """A figure in it is the size of a change: "a grimpé de 90 euros"."""
    has_factor: bool
    """One thing is so many times another, or so much more or less."""
    has_both_ends: bool
    """Says from where to where: "de 900 à 640 millions"."""
    has_comparison: bool
    is_measured: bool
    """Both sides of the comparison are there: "plus … que"."""
    has_cause: bool
    is_caused: bool
    """Its verb is one of making happen."""
    has_name: bool
    """A name stands in it, linked or not."""
    has_link: bool
    """A name that a reference knows."""
    has_first_person: bool
    has_evaluation: bool
    is_vague: bool
    """Its verb links to an adjective that nothing can measure."""
    is_hedged: bool
    is_hearsay: bool
    is_accused: bool
    """People unnamed are made to say it: "est accusé de", "is accused of"."""
    is_generic: bool
    """Its subject is anybody of a kind, in the present: "une dictature fait …"."""
    is_intention: bool
    """Its verb is one of wishing or fearing: what somebody has in mind."""
    is_duty: bool
    """Says what ought to be."""
    has_subject: bool
    words: int


def read_traits(
    piece: Chunk, sentence: Tokens, lang: str, words: Lexicon, mentions: Sequence[Mention], span: Span
) -> Traits:
    """Return the traits of a clause."""
    tokens = contents(piece, sentence)
    body = [token for token in tokens if not token.is_punct]
    verbs = [token for token in body if token.pos_ in {"VERB", "AUX"}]
    finite = [token for token in verbs if is_finite(token)]
    own = [mention for mention in mentions if span.overlaps(mention.span)]
    text = running(body)
    denying = negations(body, lang, words)
    known = [words.names(token) for token in body]
    """The classes of each word, looked up once."""
    classes = frozenset().union(*known)
    measured = is_measured(piece, body, known, lang)
    moved = has_moved(body, lang, words)
    past = moved or is_past(verbs, finite, lang)
    conditional = is_conditional(body, finite, lang)
    return Traits(
        is_past=past,
        is_future=is_future(body, finite, lang),
        is_conditional=conditional,
        is_doubtful=lang == "fr" and is_hearsay_mood(body, finite, words),
        is_able=conditional and any(words.has(token, "ability") for token in verbs),
        is_urging=any(phrase in text for phrase in words.spaced("exhort")),
        is_expected=is_expected(body, finite, lang, words),
        is_stative=not moved and is_stative(piece, finite, lang, words),
        is_imperative=is_imperative(piece, body, lang),
        is_negative=bool(denying) and not is_restriction(body, denying, lang, words),
        has_flat_denial=is_flat(body, denying, lang, words),
        is_restricted=is_only(body, lang),
        has_trend=has_trend(piece, body, known),
        has_change=has_change(piece, body, known),
        has_factor=has_factor(piece, body, words) or has_gap(piece, body, words),
        has_both_ends=has_both_ends(piece, body),
        has_comparison=measured or has_comparison(piece, body, text, words),
        is_measured=measured,
        has_cause=has_cause(body, known, text, words),
        is_caused=is_caused(piece, body, words),
        has_name=bool(own) or any(token.pos_ == "PROPN" for token in body),
        has_link=any(mention.entity_id for mention in own),
        has_first_person="first_person" in classes
        and any(form_of(token) in words.words("first_person") for token in body),
        has_evaluation="evaluative" in classes,
        is_vague=("vague" in classes and _is_vague(body, words)) or (not own and _leaves_nothing(body, piece)),
        is_hedged=any(phrase in text for phrase in words.spaced_phrases("hedge"))
        or ("hedge" in classes and any(words.has(token, "hedge") and token.pos_ in HEDGING for token in body)),
        is_hearsay=any(phrase in text for phrase in words.spaced("hearsay")),
        is_accused=any(phrase in text for phrase in words.spaced_phrases("accused")),
        is_generic=not past and _is_generic(body, finite, lang, words),
        is_intention=piece.verb is not None
        and any(words.has(token, "intention") and token.i <= piece.verb.i for token in finite[:1]),
        is_duty="modal_duty" in classes
        and not piece.quantities
        and (lang == "en" or any("Inf" in token.morph.get("VerbForm", []) for token in verbs))
        and any(words.has(token, "modal_duty") for token in finite),
        has_subject=has_subject(piece, sentence),
        words=len(body),
    )


def _is_vague(body: list[Token], words: Lexicon) -> bool:
    for token in body:
        if token.pos_ in {"ADJ", "NOUN"} and words.has(token, "vague"):
            copula = any(child.dep_ == "cop" or words.has(child, "copula") for child in [*token.children, token.head])
            if copula:
                return True
    return False


def _leaves_nothing(body: list[Token], piece: Chunk) -> bool:
    """Say whether a clause only tells what is left to do: "il n'y a aucune illusion à avoir"."""
    forms = [form_of(token) for token in body]
    at = next((at for at, form in enumerate(forms) if form == "y" and at + 1 < len(body)), None)
    if at is None or body[at + 1].lemma_ != "avoir" or piece.quantities or piece.times:
        return False
    return any(
        form == "à" and "Inf" in other.morph.get("VerbForm", [])
        for form, other in zip(forms[at + 2 :], body[at + 3 :], strict=False)
    )


def _is_generic(body: list[Token], finite: list[Token], lang: str, words: Lexicon) -> bool:
    """Say whether the subject stands for a whole kind and the verb is in the present."""
    subject = next((token for token in body if token.dep_.split(":")[0] in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.pos_ not in {"NOUN", "PRON"} or not finite or words.has(finite[0], "say"):
        return False  # "une source évoque un rachat" is somebody
    if not any("Pres" in token.morph.get("Tense", []) for token in finite):
        return False
    if subject.lower_ == "qui" and subject.i == subject.sent.start + 2 and subject.nbor(-1).pos_ == "NOUN":
        subject = subject.nbor(-1)  # "une presse qui se tait | n'informe plus"
    determiners = [child for child in subject.children if child.dep_ == "det"]
    if subject.pos_ == "PRON":
        return subject.lower_.lstrip("-") in words.words("anybody")
    indefinite = any(child.lower_ in words.words("indefinite_article") for child in determiners)
    bare = (
        lang == "en"
        and not determiners
        and not any(child.dep_ in {"poss", "nummod", "amod"} for child in subject.children)
    )
    return indefinite or (bare and subject.tag_ == "NNS")
