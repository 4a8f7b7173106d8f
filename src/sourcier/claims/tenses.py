"""When a clause says that things are: past, present, to come, on a condition, or as an order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sourcier.claims.lexicon import Lexicon, form_of, running
from sourcier.claims.pieces import Chunk, Opener
from sourcier.claims.verbs import is_present
from sourcier.text.tokens import Token

ENGLISH_FUTURE = frozenset({"will", "wo", "'ll", "’ll", "shall"})
AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "auxpass", "cop"})
PERFECT = frozenset({"avoir", "être", "have"})
PARTICIPLES = tuple("é ée és ées i ie is ies u ue us ues t te ts tes ert".split())
ENGLISH_CONDITIONAL = frozenset({"would", "could", "might", "'d"})


def is_past(verbs: list[Token], finite: list[Token], lang: str) -> bool:
    """Say whether a verb is in a past tense, simple or compound; "est fermée", "is expected", "céderait" are not."""
    verbs = [token for token in verbs if not is_present(token)]
    finite = [token for token in finite if not (is_present(token) or (lang == "fr" and _is_simple_conditional(token)))]
    if any(token.morph.get("Tense", []) in (["Past"], ["Imp"]) for token in finite):
        return True
    for token in verbs:
        if "Part" not in token.morph.get("VerbForm", []) or "Past" not in token.morph.get("Tense", []):
            continue
        auxiliaries = [child for child in token.children if child.dep_ in AUXILIARIES]
        if lang == "en" and not auxiliaries:
            return True
        if any(child.dep_ in {"aux:tense", "aux"} and child.lemma_ in PERFECT for child in auxiliaries):
            return True
        if any(child.morph.get("Tense", []) in (["Past"], ["Imp"]) for child in auxiliaries):
            return True
    return any(token.dep_ == "aux:tense" for token in finite) or any(token.tag_ == "VBD" for token in verbs)


def _is_simple_conditional(token: Token) -> bool:
    """Say whether a form ends like a conditional with no participle behind it: "céderait", not "aurait cédé"."""
    if not _looks_conditional(token):
        return False
    ahead = [one for one in token.doc[token.i + 1 : token.i + 4] if one.pos_ != "ADV"][:1]
    return not (token.lemma_ in PERFECT | {"être"} and any(one.lower_.endswith(PARTICIPLES) for one in ahead))


def has_moved(body: Sequence[Token], lang: str, words: Lexicon) -> bool:
    """Read a French compound past with "être": "sont parties", "s'en est ému", whatever the parser made of it."""
    if lang != "fr":
        return False
    for at, token in enumerate(body):
        if token.lemma_ != "être" or "Pres" not in token.morph.get("Tense", []):
            continue
        ahead = [one for one in body[at + 1 : at + 4] if one.pos_ != "ADV"][:1]
        reflexive = any(form_of(one) in {"se", "s'"} for one in body[max(at - 3, 0) : at])
        if any(words.has(one, "moved") or (reflexive and one.pos_ in {"VERB", "ADJ"}) for one in ahead):
            return True
    return False


def is_future(body: list[Token], finite: list[Token], lang: str) -> bool:
    """Say whether a verb is in the future, simple or near, or an English headline's: "Council tax to rise 5%"."""
    if any(_is_tagged_future(token, lang) for token in finite) or _is_near_future(body, lang):
        return True
    if lang == "fr":
        return any(_looks_future(token) for token in finite)
    if any(token.lower_ in ENGLISH_FUTURE for token in body):
        return True
    return not finite and any(one.lower_ == "to" and other.tag_ == "VB" for one, other in pairwise(body))


def is_conditional(body: list[Token], finite: list[Token], lang: str) -> bool:
    """Say whether a verb is in the conditional."""
    if any("Cnd" in token.morph.get("Mood", []) for token in finite):
        return True
    if lang == "en":
        return any(token.lower_ in ENGLISH_CONDITIONAL and token.pos_ == "AUX" for token in body)
    return any(_looks_conditional(token) for token in finite)


def is_hearsay_mood(body: Sequence[Token], finite: Sequence[Token], words: Lexicon) -> bool:
    """Say whether a French conditional may be one of hearsay: no modal verb, and nothing that it would follow from."""
    if is_supposing(body, words):
        return False
    verbs = [token for token in finite if is_conditional([], [token], "fr")]
    return bool(verbs) and not any(words.has(token, "ability", "duty_mood") for token in verbs)


def is_supposing(body: Sequence[Token], words: Lexicon) -> bool:
    """Say whether words suppose what the clause would follow from: "en cas de", "à supposer"."""
    text = running(body).replace("qu'", "qu' ")
    return any(phrase in text for phrase in words.spaced("supposing"))


def is_expected(body: list[Token], finite: list[Token], lang: str, words: Lexicon) -> bool:
    """Say whether a clause gives a plan or a forecast: "devrait rapporter", "may close", "is expected to reach"."""
    if any(words.has(token, "forecasts") and not _is_undergone(token) for token in finite):
        return True
    if lang == "fr":
        foreseen = any(words.has(token, "expected") and is_conditional(body, [token], lang) for token in finite)
        return foreseen or any(words.has(token, "prepares") and _governs_infinitive(token, body) for token in finite)
    modal = any(token.lower_ in {"may", "might", "could", "would"} and token.pos_ == "AUX" for token in body)
    perfect = any(token.lower_ == "have" and token.pos_ == "AUX" for token in body)
    if modal:
        return not perfect
    if any(token.lower_ in {"expected", "due"} and token.i and token.nbor(-1).lemma_ == "be" for token in body):
        return True
    return any(words.has(token, "expected", "prepares") and _governs_infinitive(token, body) for token in body)


def _is_undergone(verb: Token) -> bool:
    return any(child.dep_ in {"aux:pass", "auxpass"} for child in verb.children)


def _governs_infinitive(token: Token, body: list[Token]) -> bool:
    """Say whether an infinitive follows within four words: "s'apprête à fermer", "is due to open"."""
    last = body[-1].i
    return any(
        "Inf" in other.morph.get("VerbForm", []) for other in token.doc[token.i + 1 : min(token.i + 5, last + 1)]
    )


def is_imperative(piece: Chunk, body: list[Token], lang: str) -> bool:
    """Say whether a clause gives an order."""
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


def is_stative(piece: Chunk, finite: list[Token], lang: str, words: Lexicon) -> bool:
    """Say whether the verb tells how things are rather than what happened: "était ministre", "comptait trois sièges".

    A compound past of such a verb tells a change ("a été élu", "a eu") and is not stative; the imperfect and the
    present are. English "has been" goes on to the present.
    """
    verb = piece.verb
    if verb is None or not finite:
        return False
    copula = next((child for child in verb.children if child.dep_ == "cop"), None)
    if lang == "fr":
        main = copula or verb
        tenses = {"Imp", "Pres", "Past"} if main.lemma_ == "être" else {"Imp", "Pres"}
        simple = main in finite and not tenses.isdisjoint(main.morph.get("Tense", []))
        simple = simple or (main in finite and _is_simple_conditional(main))  # "compterait", by hearsay
        return simple and (copula is not None or words.has(main, "stative")) and not _has_participle(main)
    is_be = verb.lemma_ == "be" and not any(child.dep_ == "auxpass" for child in verb.children)
    return is_be or (words.has(verb, "stative") and verb.tag_ in {"VBZ", "VBP", "VBD"} and verb.dep_ != "auxpass")


def _has_participle(auxiliary: Token) -> bool:
    """Say whether a participle follows within four words: "n'a ni confirmé", whatever the parser made of it."""
    if auxiliary.dep_ == "aux:tense":
        return True
    ahead = auxiliary.doc[auxiliary.i + 1 : auxiliary.i + 5]
    if auxiliary.lemma_ == "avoir":
        first = next((token for token in ahead if token.pos_ not in {"ADV", "CCONJ"}), None)
        return first is not None and first.pos_ not in {"DET", "NUM", "ADP", "PRON"}
    return auxiliary.lemma_ == "être" and any("Part" in token.morph.get("VerbForm", []) for token in ahead)


def _looks_conditional(token: Token) -> bool:
    form = token.lower_
    if token.lemma_.endswith("rer"):
        return form.endswith(("rerait", "reraient", "rerais"))
    return form.endswith(("rait", "raient", "rais")) and not token.lemma_.endswith(("aître", "raire", "ruire"))


def _is_tagged_future(token: Token, lang: str) -> bool:
    """Say whether the tagger sees a future, and in French one that its ending does not rule out: not "accueille"."""
    if "Fut" not in token.morph.get("Tense", []):
        return False
    return lang != "fr" or token.lower_.endswith(("rai", "ras", "ra", "rons", "rez", "ront"))


def _looks_future(token: Token) -> bool:
    """Read a French future that the tagger missed, by its ending; the past of verbs in -rer has the same one."""
    form, lemma = token.lower_, token.lemma_.lower()
    return (
        form.endswith(("ra", "ront", "rons"))
        and len(form) > 4
        and form != lemma.removesuffix("er") + "a"
        and (not lemma.endswith("rer") or form.endswith("rera"))
    )


def _is_near_future(body: list[Token], lang: str) -> bool:
    """Read "va rouvrir", "is going to"."""
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
