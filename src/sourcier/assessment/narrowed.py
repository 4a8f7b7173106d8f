"""What makes a table's figure one of fewer: a people or a tongue inside a state, a kind of goods among all prices."""

from __future__ import annotations

from sourcier.assessment.lexicon import fold, read_words, stem
from sourcier.assessment.measures import Match
from sourcier.assessment.scope import Scope, Word
from sourcier.core.language import Mention, Quantity

PEOPLED = frozenset({":population", ":inhabitant", ":person"})
PRICES = ":inflation"
TONGUES = read_words("claim_words", "tongues")
"""Behind a state's adjective and a hyphen, say of whom among a people: "French-speaking"."""
GENERAL = frozenset(map(stem, read_words("claim_words", "all_prices")))
"""Before or behind "inflation", leave it that of all prices."""
COMMUNITIES = frozenset(map(stem, read_words("claim_words", "communities")))
HYPHENS = frozenset({"-", "‑", "–"})
LINKS = frozenset("of in living within de d d' du des en au aux vivant la le l l' les the".split())
BETWEEN = 3
"""Words between a people and the name of the state that it is in."""
HAVING = frozenset("have host include count avoir compter abriter accueillir".split())
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
POPULATION, HOME = ":population", ":home"
SOME = read_words("claim_words", "some_people")
NATION = read_words("claim_words", "nation")
ALL = read_words("claim_words", "all_people") | NATION
FOR = frozenset({"a", "aux", "pour", "to", "for"})
OBJECTS = frozenset({"obj", "dobj"})
ASIDE = frozenset({"acl", "amod", "acl:relcl", "relcl"})
REST = 6
"""Words behind those counted within which the country’s name may stand."""
OF = frozenset({"de", "du", "des", "d", "d'", "of", "for", "pour"})
ARTICLES = frozenset({"la", "le", "l", "l'", "les", "the"})


def one_people_of(scope: Scope) -> str:
    """Return the word that makes a people one of a state’s: "the Turkish population of Germany", else nothing.

    It is not the state's people, and still less a figure of the two states by each other.
    """
    states = [one for one in scope.mentions if one.kind == "state"]
    for one in states:
        start, end = _places(scope, one)
        after = [word.folded for word in scope.words[end : end + 2]]
        if len(after) == 2 and after[0] in HYPHENS and after[1] in TONGUES:
            return scope.words[end + 1].token.text
        noun = _people_beside(scope, start, end)
        others = [other for other in states if other.entity_id != one.entity_id]
        if noun is not None and any(_is_its_state(scope, other, start, end, noun) for other in others):
            return one.text
    return ""


def kind_of_prices(scope: Scope, match: Match) -> str:
    """Return the goods whose prices alone a claim speaks of: "l’inflation des produits frais", else nothing."""
    measure = match.measure
    if PRICES not in frozenset().union(*measure.label, frozenset()):
        return ""
    for at in match.covered:
        if PRICES not in scope.words[at].features:
            continue
        beside = _complement(scope, at) if scope.lang == "fr" else _complement(scope, at) or _premodifier(scope, at)
        if beside is not None and not beside.features & measure.named and stem(beside.folded) not in GENERAL:
            return beside.token.text
    return ""


def some_people(scope: Scope, quantity: Quantity, match: Match) -> str:
    """Return the word that makes people counted some of a country’s, or those something is done for, else nothing.

    "Two million people living in towns", "3 millions de personnes qui louent", "ouvrir ses portes à 3 millions de
    personnes" give no population; "84 million people living in Germany" does.
    """
    if POPULATION not in frozenset().union(*match.measure.label, frozenset()):
        return ""
    start = scope.at(quantity.span)
    end = start + sum(quantity.span.contains(word.span) for word in scope.words)
    if not any(word.features & PEOPLED for word in scope.words[start:end]):
        return ""
    rest = scope.words[end : end + REST]
    if quantity.per:
        return quantity.per  # "3 million people a year"
    is_countrys = start > 1 and scope.words[start - 2].folded in NATION  # "un pays de 84 millions d’habitants qui pèse"
    if rest and _narrows(rest[0]) and not is_countrys and not any(_is_all(word) for word in rest[1:]):
        return rest[0].token.text
    before = scope.words[start - 1] if start else None
    if start > 1 and HOME in scope.words[start - 2].features:
        return ""  # "home to 84 million people"
    names_it = any(POPULATION in word.features for word in (*scope.words[:start], *scope.words[end:]))
    moves = scope.has("up", "down", "share")
    is_for = before is not None and before.folded in FOR and before.token.pos_ == "ADP"  # no "a" that is a verb
    given = next((one for one in scope.words[:start] if one.token.dep_ in OBJECTS and one.token.pos_ == "NOUN"), None)
    return given.token.text if given is not None and is_for and not (names_it or moves) else ""


def _narrows(word: Word) -> bool:
    """Say whether a word right behind those counted says which of them: "living", "who", "without"."""
    form = word.token.morph.get("VerbForm", [])
    is_participle = word.token.pos_ == "VERB" and ("Part" in form or "Ger" in form) and word.token.dep_ in ASIDE
    return word.folded in SOME or is_participle


def _is_all(word: Word) -> bool:
    """Say whether what follows still takes in everybody: the state’s name, its soil, a time."""
    return word.role in {"entity", "time"} or word.folded in ALL


def _complement(scope: Scope, at: int) -> Word | None:
    """Return the plain noun that a measure is said to be of: "des produits"; no name, no time, nothing general."""
    rest = scope.words[at + 1 : at + 4]
    if not rest or rest[0].folded not in OF:
        return None
    noun = next((word for word in rest[1:] if word.folded not in ARTICLES), None)
    is_plain = noun is not None and noun.token.pos_ in {"NOUN", "ADJ"} and _is_plain(noun)
    return noun if is_plain else None


def _premodifier(scope: Scope, at: int) -> Word | None:
    """Return the plain noun right before a measure: "goods inflation"."""
    before = scope.words[at - 1] if at else None
    is_noun = before is not None and before.token.pos_ == "NOUN" and before.token.dep_ == "compound"
    return before if before is not None and is_noun and _is_plain(before) else None


def _is_plain(word: Word) -> bool:
    """Say whether a noun names things: one that is often only filler ("produits") does so in the plural."""
    return word.role == "" or (word.role == "neutral" and word.token.morph.get("Number", []) == ["Plur"])


def _people_beside(scope: Scope, start: int, end: int) -> int | None:
    """Return the place of the noun for people that a state's adjective stands beside."""
    at = end if scope.lang == "en" else start - 1
    if not 0 <= at < len(scope.words) or scope.words[at].token.pos_ != "NOUN":
        return None
    word = scope.words[at]
    return at if word.features & PEOPLED or stem(word.folded) in COMMUNITIES else None


def _is_its_state(scope: Scope, other: Mention, start: int, end: int, noun: int) -> bool:
    """Say whether a people is told of inside another state: "of Germany", "Germany’s", "Germany has a …"."""
    low, high = _places(scope, other)
    last = max(noun + 1, end)
    between = scope.words[last:low] if low >= last else ()
    if between and len(between) <= BETWEEN and all(word.folded in LINKS for word in between):
        return True
    if high <= start and (high == start or [word.folded for word in scope.words[high:start]] in (["'s"], ["'"])):
        return True
    verb = scope.words[noun].token.head
    subject = next((one for one in verb.children if one.dep_ in SUBJECTS), None)
    return fold(verb.lemma_) in HAVING and subject is not None and other.span.start <= subject.idx < other.span.end


def _places(scope: Scope, mention: Mention) -> tuple[int, int]:
    """Return the places of the first word of a name and of that behind it."""
    start = scope.at(mention.span)
    return start, start + sum(mention.span.contains(word.span) for word in scope.words)
