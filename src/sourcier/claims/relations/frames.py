"""The words that say who does what to whom, with their frames: read once from fr.tsv and en.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from spacy.tokens import Token

from sourcier.core.article import Lang
from sourcier.core.relations import RelationKind

DIRECT = "_"
"""The mark of an argument that needs none."""


class Effect(StrEnum):
    """What a governing verb makes of the one below it."""

    NEUTRAL = "neutral"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    NEGATED = "negated"
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
    verbs: Mapping[str, Frame]
    nouns: Mapping[str, Frame]
    governors: Mapping[str, Effect]
    supports: Mapping[str, tuple[Effect, str]]
    """Verbs that carry a noun: their effect, and a mark of the object that they lend it, or none."""
    forms: Mapping[str, str]
    """Forms of regular French verbs, for verbs whose lemma the tagger gets wrong."""
    regular: frozenset[str]
    """French verbs in -er among ours."""
    classes: Mapping[str, frozenset[str]]

    def lemma(self, token: Token) -> str:
        """Return the lemma of a verb, the one that its form shows where that is one of ours."""
        known = self.forms.get(token.lower_)
        lemma = token.lemma_.lower()
        if known is None and self.lang == "fr" and token.pos_ == "VERB" and lemma == token.lower_:
            known = lemma + "r" if lemma + "r" in self.regular else None
        return known or lemma

    def is_verb(self, token: Token) -> bool:
        """Say whether a word is a verb, also where the tagger took one of our forms for something else."""
        return token.pos_ in {"VERB", "AUX"} or (token.lower_ in self.forms and token.lower_.endswith(FINITE))

    def has(self, token: Token, name: str) -> bool:
        """Say whether a word belongs to a class."""
        words = self.classes[name]
        lemma = token.lemma_.lower()
        is_cut = token.pos_ == "VERB" and lemma.endswith("e")  # "demande" for "demander"
        return lemma in words or token.lower_ in words or (is_cut and lemma + "r" in words)

    def is_cue(self, token: Token) -> bool:
        """Say whether a word may tie two names together."""
        lemma = self.lemma(token)
        return lemma in self.verbs or f"se {lemma}" in self.verbs or lemma in self.nouns or token.lower_ in self.nouns


@cache
def words_of(lang: Lang) -> Words:
    """Return the words of a language."""
    verbs: dict[str, Frame] = {}
    nouns: dict[str, Frame] = {}
    governors: dict[str, Effect] = {}
    supports: dict[str, tuple[Effect, str]] = {}
    classes: dict[str, set[str]] = {}
    text = resources.files(__package__).joinpath(f"{lang}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith(("#", "class\t")):
            continue
        name, word, *rest = line.split("\t")
        if name == "verb":
            frame = _frame(rest)
            verbs[f"se {word}" if "reflexive" in frame.flags else word] = frame
        elif name == "noun":
            nouns[word] = _frame(rest)
        elif name == "governor":
            governors[word] = Effect(rest[0])
        elif name == "support":
            supports[word] = (Effect(rest[0]), rest[1] if len(rest) > 1 else "")
        else:
            classes.setdefault(name, set()).add(word)
    lemmas = {*(verb.removeprefix("se ") for verb in verbs), *governors, *supports} if lang == "fr" else set()
    return Words(
        lang=lang,
        verbs=verbs,
        nouns=nouns,
        governors=governors,
        supports=supports,
        forms={form: lemma for lemma in sorted(lemmas) for form in _forms(lemma)},
        regular=frozenset(lemma for lemma in lemmas if lemma.endswith("er")),
        classes={name: frozenset(found) for name, found in classes.items()},
    )


def _frame(columns: list[str]) -> Frame:
    kind, objects, agents, flags = columns
    given = frozenset(flags.split())
    return Frame(
        kind=RelationKind(kind),
        objects=frozenset(objects.split("|")),
        agents=frozenset(agents.split("|")) - {"-"},
        flags=given,
        theme=next((flag.removeprefix("theme=") for flag in sorted(given) if flag.startswith("theme=")), ""),
    )


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
