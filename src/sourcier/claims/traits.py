"""What a clause shows on its surface: tense, mood, negation, comparison, persons.

Read once, used by every judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from sourcier.claims.chunks import NEVER
from sourcier.claims.lexicon import Lexicon, form_of
from sourcier.claims.pieces import Chunk, Opener, contents, has_subject
from sourcier.claims.verbs import is_finite
from sourcier.core.language import Mention
from sourcier.core.spans import Span

NOT = {
    "fr": frozenset({"pas", "point", "guère", "ni", "sans", "nullement", "non"}) | NEVER,
    "en": frozenset(
        {
            "not",
            "n't",
            "n’t",
            "never",
            "no",
            "nobody",
            "nothing",
            "none",
            "neither",
            "nor",
            "without",
            "cannot",
        }
    ),
}
HEDGING = frozenset({"VERB", "AUX", "ADV"})
NOUNS_TOO = frozenset({"personne", "point", "rien"})
"""French words that deny, and are nouns after an article."""

TRENDS = frozenset({"rise", "fall", "trend_noun"})
SUPERLATIVE = frozenset({"JJS", "RBS"})
COPULAS = frozenset({"être", "be", "rester", "demeurer", "remain", "become", "devenir", "sembler", "seem", "look"})


@dataclass(frozen=True, slots=True)
class Traits:
    """The surface of one clause."""

    is_past: bool
    is_future: bool
    is_conditional: bool
    is_imperative: bool
    is_negative: bool
    has_flat_denial: bool
    """A universal negative: never, nobody, none."""
    has_trend: bool
    has_comparison: bool
    has_cause: bool
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
    text = " " + " ".join(form_of(token) for token in body) + " "
    negations = _negations(body, lang)
    known = [words.names(token) for token in body]
    """The classes of each word, looked up once."""
    classes = frozenset().union(*known)
    return Traits(
        is_past=_is_past(verbs, finite, lang),
        is_future=any("Fut" in token.morph.get("Tense", []) or _looks_future(token, lang) for token in finite)
        or (lang == "en" and any(token.lower_ in {"will", "wo", "'ll", "’ll", "shall"} for token in body))
        or _is_near_future(body, lang),
        is_conditional=any("Cnd" in token.morph.get("Mood", []) for token in finite)
        or (lang == "fr" and any(_looks_conditional(token) for token in finite))
        or (
            lang == "en"
            and any(token.lower_ in {"would", "could", "might", "'d"} and token.pos_ == "AUX" for token in body)
        ),
        is_imperative=_is_imperative(piece, body, lang),
        is_negative=bool(negations) and not _is_restriction(body, negations, lang),
        has_flat_denial=any(token.lower_ in NEVER for token in negations),
        has_trend=any(
            not names.isdisjoint(TRENDS) and (piece.quantities or "loose_trend" not in names) for names in known
        ),
        has_comparison=_has_comparison(body, text, lang),
        has_cause=_has_cause(body, known, text, words),
        has_name=bool(own) or any(token.pos_ == "PROPN" for token in body),
        has_link=any(mention.entity_id for mention in own),
        has_first_person="first_person" in classes
        and any(form_of(token) in words.words("first_person") for token in body),
        has_evaluation="evaluative" in classes,
        is_vague="vague" in classes and _is_vague(body, words),
        is_hedged=any(f" {phrase} " in text for phrase in words.phrases("hedge"))
        or ("hedge" in classes and any(words.has(token, "hedge") and token.pos_ in HEDGING for token in body)),
        is_hearsay=any(f" {phrase} " in text for phrase in words.words("hearsay")),
        is_generic=_is_generic(body, finite, lang),
        is_intention=piece.verb is not None
        and any(words.has(token, "intention") and token.i <= piece.verb.i for token in finite[:1]),
        is_duty="modal_duty" in classes
        and not piece.quantities
        and any(words.has(token, "modal_duty") for token in finite),
        has_subject=has_subject(piece, sentence),
        words=len(body),
    )


def _is_past(verbs: list[Token], finite: list[Token], lang: str) -> bool:
    if any("Past" in token.morph.get("Tense", []) or "Imp" in token.morph.get("Tense", []) for token in finite):
        return True
    participles = [
        token for token in verbs if "Part" in token.morph.get("VerbForm", []) and "Past" in token.morph.get("Tense", [])
    ]
    if lang == "fr":
        return any(
            child.dep_ in {"aux:tense", "aux:pass", "cop"} for token in participles for child in token.children
        ) or any(token.dep_ in {"aux:tense", "aux:pass"} for token in finite)
    return any(token.tag_ == "VBD" for token in verbs) or any(token.tag_ == "VBN" for token in participles)


def _looks_conditional(token: Token) -> bool:
    form = token.lower_
    return form.endswith(("rait", "raient", "rais")) and not token.lemma_.endswith(("rer", "aître", "raire", "ruire"))


def _looks_future(token: Token, lang: str) -> bool:
    """Read a French future that the tagger missed, by its ending; the past of verbs in -rer has the same one."""
    form, lemma = token.lower_, token.lemma_.lower()
    return (
        lang == "fr"
        and form.endswith(("ra", "ront", "rons"))
        and len(form) > 4
        and form != lemma.removesuffix("er") + "a"
        and (not lemma.endswith("rer") or form.endswith("rera"))
    )


def _is_near_future(body: list[Token], lang: str) -> bool:
    """Read "va rouvrir", "is going to", "is to reopen"."""
    for one, other in zip(body, body[1:], strict=False):
        if (
            lang == "fr"
            and one.lemma_ == "aller"
            and "Fin" in one.morph.get("VerbForm", [])
            and "Inf" in other.morph.get("VerbForm", [])
        ):
            return True
        if lang == "en" and one.lower_ == "going" and other.lower_ == "to":
            return True
    return False


def _is_imperative(piece: Chunk, body: list[Token], lang: str) -> bool:
    if not body:
        return False
    first = next((token for token in body if token.pos_ not in {"CCONJ", "ADV", "INTJ"}), body[0])
    if lang == "fr":
        return "Imp" in first.morph.get("Mood", [])
    return (
        first.tag_ == "VB"
        and first.dep_ in {"ROOT", "conj", "ccomp"}
        and piece.opener in {Opener.START, Opener.COMMA, Opener.COORDINATION}
    )


def _negations(body: list[Token], lang: str) -> list[Token]:
    """Return the words that deny.

    In French "plus" denies only after "ne", "sans doute" denies nothing, and neither does "sans" before a noun
    ("40 usines sans syndicat" are 40 usines); "personne", "point" and "rien" deny only where no article makes nouns
    of them.
    """
    texts = [form_of(token) for token in body]
    has_ne = lang == "fr" and any(text in {"ne", "n'"} for text in texts)
    found: list[Token] = []
    for at, token in enumerate(body):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        if texts[at] == "sans" and not (at + 1 < len(body) and body[at + 1].pos_ in {"VERB", "AUX", "PRON"}):
            continue
        if texts[at] in NOUNS_TOO and (
            (at and body[at - 1].pos_ in {"DET", "NUM"}) or not (has_ne or following in {"ne", "n'"})
        ):
            continue
        if texts[at] in NOT[lang] or (has_ne and texts[at] == "plus"):
            found.append(token)
    return found


def _is_restriction(body: list[Token], negations: list[Token], lang: str) -> bool:
    """Tell "ne … que" (only), which denies nothing, and records ("jamais autant") from a negation."""
    texts = [form_of(token) for token in body]
    if lang == "fr" and "jamais" in texts and any(word in texts for word in ("autant", "aussi")):
        return True
    has_ne = any(text in {"ne", "n'"} for text in texts)
    return (
        lang == "fr"
        and not has_ne
        and all(token.lower_ in {"personne", "point", "rien", "non", "jamais"} for token in negations)
    )


def _has_comparison(body: list[Token], text: str, lang: str) -> bool:
    if any(token.tag_ in SUPERLATIVE | {"JJR", "RBR"} for token in body):
        return True
    if lang == "fr":
        marks = (
            " le plus ",
            " la plus ",
            " les plus ",
            " le moins ",
            " la moins ",
            " moins de ",
            " autant ",
            " que la moyenne ",
            " davantage ",
            " le double ",
            " le triple ",
        )
        pairs = any(
            one.lower_ in {"plus", "moins", "aussi", "autant", "davantage"}
            and any(form_of(other) in {"que", "qu'"} for other in body[at + 1 : at + 9])
            for at, one in enumerate(body)
        )
        return (
            pairs
            or any(mark in text for mark in marks)
            or any(
                token.lemma_ in {"dépasser", "devancer", "surpasser", "record", "supérieur", "inférieur"}
                for token in body
            )
        )
    return (
        any(token.lemma_ in {"exceed", "outnumber", "surpass", "record", "double", "twice"} for token in body)
        or " than " in text
    )


def _has_cause(body: list[Token], known: Sequence[frozenset[str]], text: str, words: Lexicon) -> bool:
    if any(f" {phrase}" in text for phrase in words.phrases("cause")):
        return True
    return any("cause" in names and token.lemma_ != "devoir" for token, names in zip(body, known, strict=True))


def _is_vague(body: list[Token], words: Lexicon) -> bool:
    for token in body:
        if token.pos_ in {"ADJ", "NOUN"} and words.has(token, "vague"):
            copula = any(child.dep_ == "cop" or child.lemma_ in COPULAS for child in [*token.children, token.head])
            if copula:
                return True
    return False


def _is_generic(body: list[Token], finite: list[Token], lang: str) -> bool:
    """Say whether the subject stands for a whole kind and the verb is in the present."""
    subject = next((token for token in body if token.dep_.split(":")[0] in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.pos_ not in {"NOUN", "PRON"} or not finite:
        return False
    if not any("Pres" in token.morph.get("Tense", []) for token in finite):
        return False
    determiners = [child for child in subject.children if child.dep_ == "det"]
    if subject.pos_ == "PRON":
        return subject.lower_.lstrip("-") in {"on", "one", "chacun", "everyone", "quelqu'un"}
    indefinite = any(
        child.lower_ in {"un", "une", "des", "a", "an", "chaque", "every", "tout", "toute"} for child in determiners
    )
    bare = (
        lang == "en"
        and not determiners
        and not any(child.dep_ in {"poss", "nummod", "amod"} for child in subject.children)
    )
    return indefinite or (bare and subject.tag_ == "NNS")
