"""The words that say who does what to whom, with their frames: read once from fr.tsv and en.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sourcier.core.article import Lang
from sourcier.core.relations import RelationKind
from sourcier.core.rows import read_rows
from sourcier.text.tokens import Token

DIRECT = "_"
"""The mark of an argument that needs none."""


class Effect(StrEnum):
    """What a governing verb makes of the one below it."""

    NEUTRAL = "neutral"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    NEGATED = "negated"
    ENDED = "ended"
    """Negated, and plainly so where it is negated again: "n'a pas cessé de"."""
    DENIED = "denied"
    """Its subject says that it is not so."""
    THREATENED = "threatened"
    """Its subject says that it will do it to the other side, which is what it does to it now."""
    ACCUSED = "accused"
    """Its subject says that its object does it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a cue means, and what marks each side."""

    kind: RelationKind
    objects: frozenset[str]
    """What may stand before the other side; `_` for nothing."""
    agents: frozenset[str]
    """What may stand before the doer, of a noun or a passive; empty for none."""
    flags: frozenset[str]
    theme: str = ""
    """The class of words of which one must stand in the clause; empty for none."""


@dataclass(frozen=True, slots=True)
class Words:
    """All of this knowledge in one language."""

    lang: Lang
    verbs: Mapping[str, tuple[Frame, ...]]
    """By lemma, "se" before what is reflexive; frames that ask for a theme first."""
    nouns: Mapping[str, tuple[Frame, ...]]
    governors: Mapping[str, Effect]
    supports: Mapping[str, tuple[Effect, str]]
    """Verbs that carry a noun: their effect, and a mark of the object that they lend it, or none."""
    forms: Mapping[str, str]
    """Forms of French verbs, for those that the tagger takes for something else."""
    regular: frozenset[str]
    """French verbs in -er among ours."""
    classes: Mapping[str, frozenset[str]]

    def lemma(self, token: Token) -> str:
        """Return the lemma of a verb, the one that its form shows where that is one of ours."""
        known = self.forms.get(token.lower_)
        if known is None and self.is_present(token):
            return token.lower_ + "r"
        lemma = token.lemma_.lower()
        if known is None and self.lang == "fr" and token.pos_ == "VERB" and lemma == token.lower_:
            known = lemma + "r" if lemma + "r" in self.regular else None
        return known or lemma

    def is_verb(self, token: Token) -> bool:
        """Say whether a word is a verb, also where the tagger took one of our forms for something else."""
        if token.pos_ in {"VERB", "AUX"}:
            return True
        if token.lower_ not in self.forms:
            return self.is_present(token)
        return token.lower_.endswith(FINITE) or self.is_participle(token) or self.is_present(token)

    def is_present(self, token: Token) -> bool:
        """Say whether a word that the tagger took for a noun or an adjective is a verb: "Moscou livre des obus"."""
        if self.lang != "fr" or token.pos_ in {"VERB", "AUX", "DET", "ADP"} or token.is_title or not token.i:
            return False
        is_form = token.lower_.endswith("e") and token.lower_ + "r" in self.regular
        is_form = is_form or (token.lower_ in self.forms and token.lower_.endswith(("t", "d")))
        before = token.nbor(-1)
        is_after_name = before.text[:1].isupper() and before.pos_ not in {"DET", "ADP"}
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        return is_form and is_after_name and following is not None and not following.is_punct

    def is_participle(self, token: Token) -> bool:
        """Say whether a word is a past participle, or an adjective that is one where its doer follows: "armé par"."""
        if "Part" in token.morph.get("VerbForm", []):
            return "Pres" not in token.morph.get("Tense", []) and token.tag_ != "VBG"
        if token.lower_ not in self.forms or token.pos_ not in {"ADJ", "NOUN", "ADV"}:
            return False
        if token.i and token.lower_.endswith(PARTICIPLE) and token.nbor(-1).pos_ == "AUX":
            return True
        following = token.doc[token.i + 1 : token.i + 6]
        return token.lower_.endswith(PARTICIPLE) and any(one.lower_ == "par" for one in following)

    def has(self, token: Token, name: str) -> bool:
        """Say whether a word belongs to a class."""
        words = self.classes[name]
        lemma = token.lemma_.lower()
        is_cut = token.pos_ == "VERB" and lemma.endswith("e")  # "demande" for "demander"
        return lemma in words or token.lower_ in words or (is_cut and lemma + "r" in words)

    def noun(self, token: Token) -> tuple[Frame, ...]:
        """Return the frames of a noun; of a plural that the tagger left as it stands, too: "Frappes"."""
        low = token.lower_
        return self.nouns.get(low) or self.nouns.get(token.lemma_.lower()) or self.nouns.get(low.removesuffix("s"), ())

    def is_cue(self, token: Token) -> bool:
        """Say whether a word may tie two names together."""
        lemma = self.lemma(token)
        if lemma in self.verbs or f"se {lemma}" in self.verbs or lemma in self.nouns:
            return True
        return token.lower_ in self.nouns or token.lower_.removesuffix("s") in self.nouns


@cache
def words_of(lang: Lang) -> Words:
    """Return the words of a language."""
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    forms: dict[str, str] = {}
    governors: dict[str, Effect] = {}
    supports: dict[str, tuple[Effect, str]] = {}
    classes: dict[str, set[str]] = {}
    for name, word, *rest in read_rows(__package__, f"{lang}.tsv"):
        if name == "verb":
            frame = _frame(rest)
            verbs.setdefault(f"se {word}" if "reflexive" in frame.flags else word, []).append(frame)
        elif name == "noun":
            nouns.setdefault(word, []).append(_frame(rest))
        elif name == "form":
            inflected = (word, word + "e", word + "s", word + "es") if lang == "fr" else (word,)
            forms.update(dict.fromkeys(inflected, rest[0]))
        elif name == "governor":
            governors[word] = Effect(rest[0])
        elif name == "support":
            supports[word] = (Effect(rest[0]), rest[1] if len(rest) > 1 else "")
        else:
            classes.setdefault(name, set()).add(word)
    lemmas = {*(verb.removeprefix("se ") for verb in verbs), *governors, *supports} if lang == "fr" else set()
    return Words(
        lang=lang,
        verbs={word: tuple(sorted(frames, key=lambda one: not one.theme)) for word, frames in verbs.items()},
        nouns={word: tuple(frames) for word, frames in nouns.items()},
        governors=governors,
        supports=supports,
        forms={form: lemma for lemma in sorted(lemmas) for form in _forms(lemma)} | forms,
        regular=frozenset(lemma for lemma in lemmas if lemma.endswith("er")),
        classes={name: frozenset(found) for name, found in classes.items()},
    )


def _frame(columns: list[str]) -> Frame:
    kind, objects, agents, flags = columns
    given = frozenset(flags.split())
    return Frame(
        kind=RelationKind(kind),
        objects=frozenset(objects.split("|")) - {"-"},
        agents=frozenset(agents.split("|")) - {"-"},
        flags=given,
        theme=next((flag.removeprefix("theme=") for flag in sorted(given) if flag.startswith("theme=")), ""),
    )


PARTICIPLE = ("é", "ée", "és", "ées", "u", "ue", "us", "ues", "i", "ie", "is", "ies", "ert", "erts", "erte", "ertes")
FINITE = ("ent", "aient", "èrent", "era", "eront", "erait", "eraient")
ENDINGS = ("ent", "ait", "aient", "èrent", "era", "eront", "erait", "eraient", "é", "ée", "és", "ées", "er", "ant")


def _forms(lemma: str) -> tuple[str, ...]:
    """Return the forms of a regular French verb that are forms of nothing else.

    >>> _forms("armer")[:2], _forms("soutenir")
    (('arment', 'armait'), ())
    """
    if not lemma.endswith("er") or lemma == "aller":
        return ()
    stem = lemma[:-2]
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    return tuple((soft if ending[0] == "a" else stem) + ending for ending in ENDINGS)
