"""One sentence with its noun phrases: what stands left and right of a cue."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sourcier.claims.relations.chains import Chain, read_chain
from sourcier.claims.relations.frames import DIRECT, Words
from sourcier.claims.relations.nominals import AND, OF, SUBJECTS, Group, Nominal, form
from sourcier.claims.relations.places import Places
from sourcier.text.tokens import Token

WHO = frozenset({"qui", "who", "which"})
WHOM = frozenset({"que", "qu'", "whom"})
NOUN_LINKS = frozenset({"de", "of", "'s"})
REACH = 14
"""Words between a cue and what it takes, at most: further off the small parsers and the surface both mislead."""


@dataclass(slots=True)
class Scene:
    """The words of a sentence without white space, and the noun phrases that stand for an entity."""

    tokens: Sequence[Token]
    groups: Sequence[Group]
    words: Words
    places: Places = field(init=False)
    _ending: dict[int, Group] = field(init=False)
    _starting: dict[int, Group] = field(init=False)
    _nominals: dict[int, Nominal] = field(init=False)
    _last_words: dict[int, Nominal] = field(init=False)

    def __post_init__(self) -> None:
        self._ending = {group.end: group for group in self.groups}
        self._starting = {group.start: group for group in self.groups}
        backwards = [one for group in reversed(self.groups) for one in reversed(group.members)]
        self._nominals = {one.start: one for one in backwards}
        self._last_words = {one.end: one for one in backwards}
        self.places = Places(self.tokens, parting=WHO | WHOM)

    def form(self, at: int) -> str:
        """Return a word in lower case; empty outside the sentence."""
        return form(self.tokens[at]) if 0 <= at < len(self.tokens) else ""

    def ending_at(self, end: int) -> Group | None:
        """Return the noun phrases whose last word stands before an index."""
        return self._ending.get(end)

    def starting_at(self, start: int) -> Group | None:
        """Return the noun phrases whose first word, preposition left out, stands at an index."""
        return self._starting.get(start)

    def nominal_at(self, start: int) -> Nominal | None:
        """Return the noun phrase that starts at an index, in a list or alone."""
        return self._nominals.get(start)

    def nominal_before(self, end: int) -> Nominal | None:
        """Return the noun phrase whose last word stands before an index, in a list or alone."""
        return self._last_words.get(end)

    def is_conjoined(self, start: int, end: int) -> bool:
        """Say whether a conjunction or a semicolon stands between two indices."""
        return any(self.form(at) in AND | {";", "while", "quand", "tandis"} for at in range(start, end))

    def antecedent(self, end: int) -> Group | None:
        """Return what a relative clause or a participle that starts at an index is about.

        None behind "de": "le frère de X, qui" may be the brother or X.
        """
        if self.form(end - 1) == ",":
            end -= 1
        found = self.ending_at(end)
        return None if found is None or found.marker in NOUN_LINKS | {"adj"} else found

    def subject(self, chain: Chain) -> Group | None:
        """Return who the verb group says does it, None where the surface does not decide."""
        at = chain.start
        verb = chain.highest
        if verb is None:
            return None
        before = self.form(at - 1)
        if before in WHO or (before == "that" and self.tokens[at - 1].dep_ in SUBJECTS):
            found = self.antecedent(at - 1)
            return self._agreeing(found, verb)
        found = self.ending_at(at)
        if found is None and before == "," and (beside := self.ending_at(at - 1)) and self._is_apposed(beside):
            found = beside  # "le ministre allemand, Boris Pistorius, a …", "les deux présidents, X et Y, ont …"
        elif found is None and before == ",":
            found = self._over_insertion(at - 1, verb)
        elif found is None and before in AND | {"mais", "but", "puis", "then"}:
            return self._shared(verb)
        elif found is not None and found.marker in NOUN_LINKS:
            found = self.ending_at(found.start - 1)
        if found is None:
            return None
        if found.marker or self._contradicts(found, verb):
            last = found.members[-1]
            return None if len(found.members) == 1 or self._contradicts(found, verb) else Group((last,))
        return self._agreeing(found, verb)

    def only_other(self, group: Group, before: int) -> Group | None:
        """Return the one entity that a sentence names before an index and outside a noun phrase, None for several."""
        ids = {one.entity_id for one in group.members}
        others = [one for each in self.groups for one in each.members if one.entity_id not in ids]
        first = others[0] if others else None
        if first is None or first.marker or first.start >= before or len({one.entity_id for one in others}) > 1:
            return None
        return Group((first,))

    def accused(self, start: int, end: int) -> Group | None:
        """Return the object of a verb of accusing: "accuse | la Chine | d'avoir"."""
        found = self.ending_at(end - 1) or self.ending_at(end)
        return found if found is not None and found.start >= start else None

    def is_restricted(self, start: int, end: int) -> bool:
        """Say whether "que" stands between two indices: "ne soutient que l'Ukraine" denies nothing."""
        return any(self.form(at) in {"que", "qu'"} for at in range(start, end))

    def _agreeing(self, group: Group | None, verb: Token) -> Group | None:
        """Keep the last of a list where the verb is in the singular, or where the list starts as another's object."""
        if group is None or len(group.members) == 1:
            return group
        before = self.tokens[group.start - 1] if group.start else None
        is_object = before is not None and before.pos_ in {"VERB", "ADP"}
        number = {n for token in (verb, *verb.children) if token.dep_ != "obj" for n in _finite_number(token)}
        is_neither = self.form(group.members[-1].start - 1) in {"ni", "nor"}
        if is_object or (number == {"Sing"} and not is_neither):
            return Group((group.members[-1],))
        return group

    def _over_insertion(self, comma: int, verb: Token) -> Group | None:
        """Return the noun phrase before an insertion that a comma closes: "La France, elle, soutient"."""
        for at in range(comma - 1, max(comma - 2 * REACH, 0), -1):
            if self.tokens[at].text in {";", ":", "."}:
                return None
            found = self.ending_at(at)
            if self.tokens[at].text == "," and found is not None and not found.marker:
                before = self.tokens[found.start - 1].pos_ if found.start else ""
                return None if before in {"VERB", "AUX"} or self._contradicts(found, verb) else found
        return None

    def _is_apposed(self, group: Group) -> bool:
        last = group.members[-1]
        if group.is_joined and self.form(group.start - 1) == "," and self.tokens[group.start - 2].pos_ == "NOUN":
            return True
        return any(self.tokens[at].text == "," for at in range(last.start, last.end))

    def _shared(self, verb: Token) -> Group | None:
        """Return the subject of the verb with which this one is coordinated: "a envahi X et menace Y"."""
        first = verb.head
        if verb.dep_ != "conj" or first.pos_ not in {"VERB", "AUX"} or any(c.dep_ in SUBJECTS for c in verb.children):
            return None
        at = self.places.of(first)
        if at is None or first.dep_ == "conj":
            return None
        chain = read_chain(self.tokens, at, self.words)
        return self.subject(chain) if chain is not None else None

    def _children(self, verb: Token) -> list[Token]:
        return [child for child in verb.children if child.dep_ in SUBJECTS and child.pos_ != "PRON"]

    def _contradicts(self, group: Group, verb: Token) -> bool:
        """Say whether the parser gives the verb another subject to its left."""
        own = [child for child in self._children(verb) if child.i < verb.i]
        if not own:
            return False
        return not any(self.tokens[group.start].i <= child.i <= self.tokens[group.end - 1].i for child in own)

    def complement(
        self, start: int, marks: AbstractSet[str], *, free: bool = False, tie: str = "", over_que: bool = False
    ) -> Group | None:
        """Return what stands right of a cue behind one of some marks.

        Args:
            start: Index of the first word after the cue.
            marks: Prepositions; `_` for a direct object.
            free: Other nouns may stand between ("livrer des chars à X").
            tie: A class of nouns that may.
            over_que: So may "que" at the start: "ne soutient | que la France".
        """
        at = start + (over_que and self.form(start) in {"que", "qu'"})
        at = self._over_verb(at)
        while at < min(start + REACH, len(self.tokens)):
            group = self._starting.get(at)
            if group is not None:
                if group.marker in marks or (not group.marker and DIRECT in marks):
                    return self.own(group)
                if (not group.marker or group.marker in {"adj", "'s"}) and not free:
                    return None
                at = group.end
                continue
            token = self.tokens[at]
            is_end = token.is_punct or token.pos_ in {"VERB", "AUX", "SCONJ"} or self.form(at) in WHO | WHOM
            is_passed = free and self._is_participle(at + (token.text == ","))
            if is_end and not is_passed:
                return None
            is_noun = token.pos_ in {"NOUN", "PROPN"}
            if is_noun and not (free or (tie and self.words.has(token, tie)) or self._is_aside(at, start)):
                return None
            at += 1
        return None

    def _is_participle(self, at: int) -> bool:
        is_verb = at < len(self.tokens) and self.tokens[at].pos_ == "VERB"
        return is_verb and "Part" in self.tokens[at].morph.get("VerbForm", [])

    def _over_verb(self, at: int) -> int:
        """Pass a second verb that shares what stands right of it: "soutient | et arme | X"."""
        if self.form(at) not in AND or at + 1 >= len(self.tokens):
            return at
        other = self.tokens[at + 1]
        is_known = self.words.is_verb(other) and self.words.lemma(other) in self.words.verbs
        return at + 2 if is_known else at

    def is_closed(self, at: int) -> bool:
        """Say whether a verb takes no object: what follows says where or when, or nothing does."""
        return (
            at >= len(self.tokens)
            or self.tokens[at].is_punct
            or (self.tokens[at].pos_ in {"ADP", "ADV", "SCONJ"} and self.form(at) != "with")
            or self.tokens[at].dep_ in {"npadvmod", "nmod:tmod"}
        )

    def _is_aside(self, at: int, start: int) -> bool:
        """Say whether a noun only says where or when: behind a preposition, or the name of a day."""
        back = at - 1
        while back >= start and self.tokens[back].pos_ in {"DET", "ADJ", "NUM", "NOUN"}:
            back -= 1
        is_behind = back >= start and self.tokens[back].pos_ == "ADP" and self.form(back) not in OF
        return is_behind or self.tokens[at].dep_ in {"obl:mod", "npadvmod", "obl:tmod", "nmod:tmod"}

    def own(self, group: Group) -> Group:
        """Leave out of a list what is the subject of the next clause: "arme X et Y soutient Z", "arme X et Y Z"."""
        if len(group.members) == 1:
            return group
        at = group.end
        while at < len(self.tokens) and (
            self.tokens[at].pos_ in {"ADV", "PART"}
            or self.form(at) in {"ne", "n'", "se", "s'", "le", "la", "l'", "les"}
        ):
            at += 1
        follows = at < len(self.tokens) and self.tokens[at].pos_ in {"VERB", "AUX"}
        is_finite = follows and "Part" not in self.tokens[at].morph.get("VerbForm", [])
        last = group.members[-1]
        is_subject = any(self.tokens[i].dep_ in SUBJECTS for i in range(last.start, last.end))
        gapped = group.end in self._starting or (
            group.end + 1 in self._starting and (self._is_marked(group.end) or self._closes(group.end))
        )
        # "qui soutiennent Israël, et l'Iran, qui …": a comma before "et" joins more than two objects.
        is_parted = len(group.members) == 2 and self.form(group.members[0].end) == ","
        if is_finite or is_subject or gapped or is_parted:
            return Group(group.members[:-1] if len(group.members) == 2 else group.members[:1])
        return group

    def _closes(self, at: int) -> bool:
        """Say whether a comma and a last noun phrase stand at an index: "arme X et Y |, Z."."""
        last = self._starting[at + 1]
        return self.form(at) == "," and not last.marker and self.form(last.end) in {"", ".", ";", "»"}

    def _is_marked(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].pos_ == "ADP" and self.form(at) not in OF

    def has_theme(self, name: str, start: int, end: int) -> bool:
        """Say whether a word of a class stands between two indices, expressions of two words included."""
        known = self.words.classes[name]
        for at in range(max(start, 0), min(end, len(self.tokens))):
            token = self.tokens[at]
            pair = f"{form(token)} {self.form(at + 1)}"
            if token.pos_ in {"NOUN", "PROPN", "ADJ", "X", "NUM"} and self.words.has(token, name):
                return True
            if pair in known or f"{pair} {self.form(at + 2)}" in known:
                return True
        return False

    def modifier(self, at: int) -> Nominal | None:
        """Return the adjective or possessive that says whose a noun is: "sanctions américaines", "China's support"."""
        for group in self.groups:
            for one in group.members:
                if one.marker == "adj" and self.words.lang == "fr":
                    if one.start > at and self._only_adjectives(at + 1, one.start):
                        return one
                elif one.marker in {"adj", "'s"} and one.end <= at and self._only_adjectives(one.end, at):
                    return one
        return None

    def _only_adjectives(self, start: int, end: int) -> bool:
        """Say whether nothing but adjectives, "de" and bare nouns part two words: "ventes d'armes françaises"."""
        return end - start <= 4 and all(
            token.pos_ in {"ADJ", "NOUN", "PROPN"} or form(token) in {"d'", "de"} for token in self.tokens[start:end]
        )


def _finite_number(token: Token) -> list[str]:
    is_finite = "Fin" in token.morph.get("VerbForm", []) or token.tag_ in {"VBZ", "VBP"}
    return token.morph.get("Number", []) if is_finite and token.pos_ in {"VERB", "AUX"} else []
