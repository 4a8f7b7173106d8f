"""What the words of a claim leave unsaid or say too much of, for a measure to be meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sourcier.assessment.lexicon import features, fold, neutral_words, read_table, read_words, stem
from sourcier.assessment.scope import Scope, Word
from sourcier.core.article import Lang
from sourcier.core.spans import Span
from sourcier.text.tokens import Token

MODIFIERS = frozenset("amod nmod compound acl nmod:poss poss nn appos obl:mod flat:name prep pobj".split())
"""Arcs by which a word qualifies another, in the labels of both languages' models."""
UNDERSTOOD = frozenset(
    "up down slower faster doubled tripled quadrupled halved stable multiplied sum share world greater smaller equal "
    "than first last still slight universal".split()
)
"""Cues whose words the operations read; what else a claim says, its measure must know."""
PASSIVE = frozenset({"nsubj:pass", "nsubjpass"})
SUBJECTS = PASSIVE | {"nsubj"}
RELATIVE = frozenset({"relcl", "acl:relcl", "acl"})
COUNTED = frozenset({"pobj", "prep", "nmod", "quantmod", "compound", "fixed", "nummod"})
"""Arcs by which what is counted hangs on its number: "hundreds of thousands of people"."""
OBJECTS = frozenset({"obj", "dobj"})
ASKED = frozenset({"obl:arg"})
"""Arcs to what a verb cannot do without: "vivent dans la pauvreté"."""
LEAVING = frozenset({"from", "of"})
UPHEAVALS = read_words("claim_words", "upheavals")
PER_HEAD = frozenset({":inhabitant"})
EACH: dict[Lang, tuple[str, ...]] = {
    "fr": ("chaque", "par", "un", "une"),
    "en": ("each", "every", "per", "average", "an", "a"),
}
"""Words before a people's name that speak of one of them."""


def own_features(word: Word) -> frozenset[str]:
    """Return a word's features; of a name only its sex ("les Japonaises"), never what else its letters mean."""
    if word.role not in {"entity", "unlinked"}:
        return word.features
    is_woman = (
        word.is_a_peoples
        and word.token.text[:1].isupper()
        and word.token.text.lower().endswith(
            (
                "aises",
                "ennes",
                "oises",
                "aines",
                "ines",
                "andes",
                "esses",
                "gnoles",
                "cques",
                "turques",
                "tonnes",
                "hanes",
            )
        )
    )
    return frozenset({":female"}) if is_woman else frozenset()


def concepts_of(found: frozenset[str]) -> frozenset[str]:
    """Return the concepts among some features."""
    return frozenset(each for each in found if each.startswith(":"))


def must_be_understood(word: Word, scope: Scope, at: int) -> bool:
    """Say whether a word of the claim says something that its measure has to know."""
    if word.role == "entity":
        return bool(own_features(word))
    if word.role in {"stop", "neutral", "time", "number", "unlinked"}:
        return False
    in_cue = any(start <= at < end for cue in UNDERSTOOD for start, end in scope.cues.get(cue, ()))
    is_telling = word.token.pos_ in {"NOUN", "ADJ", "PROPN"} or (
        word.token.pos_ == "VERB" and concepts_of(word.features)
    )
    return bool(is_telling) and not in_cue


def said_by(scope: Scope) -> tuple[frozenset[str], ...]:
    """Return the features of each word of a claim, with what a people's name says beside them.

    "Chaque Qatari", "the average American", "par Français", "un Indien" speak of one head; "une Russe" of women.
    """
    found = [own_features(word) for word in scope.words]
    heads = [at for at, word in enumerate(scope.words) if _is_one_head(scope, word, at)]
    women = {at for at in heads if scope.words[at - 1].folded == "une"}
    for at in heads:
        sex = {":female"} if at in women else {":male"} if women else set()
        found[at] = found[at] | PER_HEAD | sex
    return tuple(found)


def _is_one_head(scope: Scope, word: Word, at: int) -> bool:
    """Say whether a word is a people's name in the singular that stands for each of them."""
    token = word.token
    if word.role != "entity" or at == 0 or token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not token.text[:1].isupper():
        return False
    after = scope.words[at + 1] if at + 1 < len(scope.words) else None
    if after is not None and after.folded in {"moyen", "moyenne"}:
        return True
    is_alone = scope.lang == "fr" or after is None or after.token.pos_ not in {"NOUN", "PROPN", "ADJ"}
    return scope.words[at - 1].folded in EACH[scope.lang] and is_alone


def barring_word(scope: Scope, covered: Sequence[int], foreign: Sequence[int], unnamed: Sequence[int]) -> str:
    """Return an unknown word that changes what is measured or whose figure it is, empty when there is none.

    It does where it qualifies the measured thing ("inflation alimentaire"), where the measured thing qualifies it
    ("densité de population"), where it says what a share is taken of ("45 percent of energy demand"), where it is a
    verb that does something else to what is counted ("killed 15,000 people"), and where it, and not the country that
    it is of, is what the sentence is about ("l’aviation allemande a émis …").

    Args:
        scope: The claim.
        covered: Places of the words that name the measure.
        foreign: Places of telling words that the measure does not know at all.
        unnamed: Places of subjects that it does not know, or that only its definition knows.
    """
    mine = {scope.words[at].token.i for at in covered}
    shares = {
        word.token.i
        for one in scope.quantities
        if one.unit in {"%", "1"}
        for word in scope.words
        if one.span.contains(word.span)
    }
    unknown = {scope.words[at].token.i: scope.words[at].token.text for at in foreign}
    for at in foreign:
        token = scope.words[at].token
        if _qualifies(token, mine | shares):
            return token.text
        neighbours = {at - 1, at + 1} if scope.lang == "en" else {at - 1}
        if token.pos_ in {"ADJ", "NOUN"} and neighbours & set(covered):
            return token.text
        if token.pos_ == "VERB" and any(one.i in mine and one.dep_ in OBJECTS for one in token.children):
            return token.text
    verbs = {_verb(scope.words[at].token) for at in covered}
    for at in unnamed:
        token = scope.words[at].token
        is_subject = token.pos_ == "NOUN" and token.head.i in verbs
        if is_subject and _owns(token, scope) and not _is_agent(scope, at):
            return token.text
    for at in covered:
        token = scope.words[at].token
        upper = [one.i for one in _chain(token)]
        head = next((one for one in upper if one in unknown), None)
        if head is not None:
            return unknown[head]
    return ""


def duration_of_another(scope: Scope, known: frozenset[str]) -> str:
    """Return what years or months are said to be years of, where the measure does not know it: "six ans de salaire"."""
    for quantity in scope.quantities:
        after = [word for word in scope.words if word.span.start >= quantity.span.end][:2]
        if quantity.unit in {"a", "mo"} and len(after) == 2 and after[0].folded in {"de", "d", "of"}:
            is_noun = after[1].token.pos_ == "NOUN" and not after[1].role
            if is_noun and not after[1].features & known:
                return after[1].token.text
    return ""


def undergone(scope: Scope, covered: Sequence[int], known: frozenset[str]) -> str:
    """Return the verb by which something else does something to those counted, empty when there is none.

    "An earthquake affected 68 million people in France", "a genocide that has killed hundreds of thousands of people":
    where no word but the one counted names the measure, its figure is that of those who underwent it, or did it.

    Args:
        scope: The claim.
        covered: Places of the words that name the measure.
        known: Features of the measure's own words.
    """
    named = [scope.words[at] for at in covered if not _is_left(scope.words[at])]
    if any(not any(one.span.contains(word.span) for one in scope.quantities) for word in named):
        return ""
    inside = named or [word for word in scope.words if word.role == "unit" and word.token.pos_ == "NOUN"]
    for word in inside:
        token = word.token
        while token.dep_ in COUNTED and token.head is not token:
            token = token.head
        verb = token.head
        if verb.pos_ != "VERB" or token.dep_ not in OBJECTS | SUBJECTS or _is_listed(verb, "has", scope.lang):
            continue
        if verb.lemma_ == "voir":
            return verb.text  # "a vu partir six millions de personnes"
        if token.dep_ == "nsubj" and not _is_listed(verb, "dwells", scope.lang):
            return verb.text
        is_upheaval = any(one.folded in UPHEAVALS and one.token.i < verb.i for one in scope.words)
        if token.dep_ in PASSIVE or is_upheaval or any(_is_another(one, verb, scope, known) for one in verb.children):
            return verb.text
    return ""


def _is_left(word: Word) -> bool:
    """Say whether a word is what people are put out of: "drove two million people from their homes"."""
    before = word.token.head
    is_owned = any(one.dep_ in {"poss", "nmod:poss"} for one in word.token.children)
    return is_owned and before.lower_ in LEAVING and word.token.dep_ in {"pobj", "obl:mod", "obl:arg"}


@cache
def _verbs(sense: str, lang: Lang) -> frozenset[str]:
    return frozenset(
        fold(verb) for row in read_table("counted_verbs") if row["sense"] == sense for verb in row[lang].split(", ")
    )


def _is_listed(verb: Token, sense: str, lang: Lang) -> bool:
    return fold(verb.lemma_) in _verbs(sense, lang)


def _is_another(token: Token, verb: Token, scope: Scope, known: frozenset[str]) -> bool:
    """Say whether a verb's subject is a thing of its own, and neither a state nor a word for one or for its people."""
    if token.dep_ not in SUBJECTS:
        return False
    doer = verb.head if token.pos_ == "PRON" and verb.dep_ in RELATIVE else token
    named = any(one.span.overlaps(Span(doer.idx, doer.idx + len(doer))) for one in scope.mentions)
    words = features([fold(doer.text)], scope.lang)[0]
    if doer.pos_ != "NOUN" or named or words & known:
        return False
    return fold(doer.text) in UPHEAVALS or stem(fold(doer.text)) not in neutral_words()


def _verb(token: Token) -> int:
    """Return the place of the verb that a word stands under, its own where it is one."""
    above = (one.i for one in (token, *token.ancestors) if one.pos_ in {"VERB", "AUX"} or one.head is one)
    return next(above, token.i)


def _chain(token: Token) -> list[Token]:
    """Return the two words above that a word qualifies, nearest first."""
    found: list[Token] = []
    while len(found) < 2 and token.dep_ in MODIFIERS and token.head is not token:
        token = token.head
        found.append(token)
    return found


def _qualifies(token: Token, mine: set[int]) -> bool:
    """Say whether a word qualifies one of the measure's, or stands in a place that its verb asks for."""
    if any(one.i in mine for one in _chain(token)):
        return True
    return token.dep_ in ASKED and token.head.i in mine


def _owns(token: Token, scope: Scope) -> bool:
    """Say whether a subject takes its country as a qualifier: "l’aviation allemande", "the industry of Germany"."""
    named = {word.token.i for word in scope.words if word.role == "entity"}
    return any(one.i in named and token in _chain(one) for one in token.subtree)


def _is_agent(scope: Scope, at: int) -> bool:
    """Say whether a subject only stands for its country: its president, its army's chief, its leaders."""
    return any(start <= at < end for start, end, _ in scope.find("titles", "relation"))
