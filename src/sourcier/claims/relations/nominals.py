"""Noun phrases that stand for an entity: its name, its government or army, its leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcier.claims.relations.frames import Words
from sourcier.core.language import Mention
from sourcier.text.tokens import Token

ACTORS = frozenset(
    {"state", "former_state", "territory", "organisation", "institution", "armed_group", "group", "person"}
)
"""Kinds of entities that can do something to others."""

OF = frozenset({"de", "d'", "du", "des", "of"})
TO = {"au": "à", "aux": "à", "à": "à"}
AND = frozenset({"et", "and", "ni", "nor", "ainsi"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
MODIFIER = "adj"
"""The marker of an adjective or a name that qualifies a noun which stands for nobody: "les sanctions américaines"."""
OWNER = "'s"
"""The marker of an English possessive: "China's support"."""

QUALIFIES = frozenset({"compound", "amod", "nmod", "poss"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:caus"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_TITLE = 8
"""Words of the longest title before a name: "le ministre allemand des Affaires étrangères, …"."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase, by the indices of its words in the sentence."""

    start: int
    end: int
    mention: Mention
    marker: str = ""
    """The preposition before it, `du` read as `de`; or what makes it part of another noun phrase."""
    is_leader: bool = False
    """A person: by name, or by an office."""
    is_land: bool = False
    """A part of the country: "le sud du Liban"."""
    is_force: bool = False
    """Armed: a group, or the army of a state."""

    @property
    def entity_id(self) -> str:
        """Return the entity that it stands for."""
        return self.mention.entity_id or ""


@dataclass(frozen=True, slots=True)
class Group:
    """Noun phrases that are listed: "la France et l'Allemagne"."""

    members: tuple[Nominal, ...]
    is_joined: bool = False
    """A conjunction stands before the last."""

    @property
    def start(self) -> int:
        """Return the index of its first word."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Return the index after its last word."""
        return self.members[-1].end

    @property
    def marker(self) -> str:
        """Return what stands before the list."""
        return self.members[0].marker


def form(token: Token) -> str:
    """Return a word in lower case with a straight apostrophe."""
    return token.lower_.replace("’", "'")


def nominals(tokens: Sequence[Token], mentions: Sequence[Mention], words: Words) -> list[Nominal]:
    """Return the noun phrases of a sentence that stand for an entity, in reading order."""
    places = {token.idx: at for at, token in enumerate(tokens)}
    ends = {token.idx + len(token): at + 1 for at, token in enumerate(tokens)}
    found: list[Nominal] = []
    named = {ends[one.span.end] for one in mentions if one.span.end in ends and not one.is_adjective}
    is_french = words.lang == "fr"
    demonyms = {places.get(one.span.start) for one in mentions if one.is_adjective and is_french}
    for mention in mentions:
        start, end = places.get(mention.span.start), ends.get(mention.span.end)
        if mention.entity_id is None or mention.kind not in ACTORS or start is None or end is None:
            continue
        is_behind = mention.is_adjective and is_french
        if start in named and is_behind:
            continue  # "le Hezbollah libanais": part of the name before it
        if end in demonyms and not is_behind:
            end += 1
        one = Nominal(start, end, mention, is_leader=mention.kind == "person", is_force=mention.kind == "armed_group")
        if start in named:  # another name stands directly before: "a rencontré à Moscou | Vladimir Poutine"
            grown: Nominal | None = one
        else:
            grown = _grown_en(tokens, one, words) if words.lang == "en" else _grown_fr(tokens, one, words)
        if grown is not None:
            found.append(grown if grown.marker else replace(grown, marker=marker_before(tokens, grown.start)))
    names = [one for one in found if one.mention.kind == "person"]
    free = [
        one for one in found if not any(other is not one and other.start <= one.start < other.end for other in names)
    ]
    return _with_names(tokens, free)


def marker_before(tokens: Sequence[Token], start: int) -> str:
    """Return the preposition before a noun phrase, of several words where they make one; empty for none."""
    if start == 0:
        return ""
    last = form(tokens[start - 1])
    if last in OF and not (last == "des" and tokens[start - 1].pos_ == "DET"):
        before = [form(token) for token in tokens[max(start - 4, 0) : start - 1]]
        if before[-2:] == ["aux", "côtés"]:
            return "aux côtés de"
        if before[-2:] == ["en", "faveur"]:
            return "en faveur de"
        if before[-2:] == ["l'", "encontre"]:
            return "à l'encontre de"
        if before[-1:] == ["auprès"]:
            return "auprès de"
        if before[-3:] == ["à", "l'", "égard"]:
            return "à l'égard de"
        return "of" if last == "of" else "de"
    if last in TO:
        return TO[last]
    return last if tokens[start - 1].pos_ == "ADP" or last in {"to", "contre", "par", "avec", "visant"} else ""


def _grown_fr(tokens: Sequence[Token], one: Nominal, words: Words) -> Nominal | None:
    """Take in the noun that an adjective qualifies or a name completes, when it stands for the same entity."""
    if one.mention.is_adjective:
        at = _over(tokens, one.start - 1, {"ADJ"})
        if at >= 0 and (role := _role(tokens[at], words, one.mention.kind)):
            return _headed(tokens, replace(one, end=_office_end(tokens, one.end, role)), at, role, words)
        return replace(one, marker=MODIFIER)
    start = _determined(tokens, one.start)
    before = tokens[one.start - 1] if one.start else None
    if start == one.start and before is not None and before.pos_ in _NOMINAL and not words.is_verb(before):
        return _titled(tokens, one, words)
    one = replace(one, start=start)
    if start and form(tokens[start - 1]) in OF:
        at = _over(tokens, start - 2, {"ADJ"})
        if at >= 0 and (role := _role(tokens[at], words, one.mention.kind)):
            return _headed(tokens, one, at, role, words)
    return one


def _grown_en(tokens: Sequence[Token], one: Nominal, words: Words) -> Nominal | None:
    """Take in the noun that an English name or adjective qualifies, when it stands for the same entity."""
    end = one.end
    owns = end < len(tokens) and tokens[end].text in POSSESSIVE and tokens[end].pos_ == "PART"
    last = _run_end(tokens, end + owns)
    head = next((at for at in range(end + owns, last) if _role(tokens[at], words, one.mention.kind)), None)
    if head is not None and (head + 1 == last or tokens[head + 1].pos_ == "PROPN"):
        role = _role(tokens[head], words, one.mention.kind)
        is_former = any(words.has(token, "former") for token in tokens[max(one.start - 2, 0) : head])
        if is_former:
            return None
        return _in_role(replace(one, start=_determined(tokens, one.start), end=head + 1), role)
    if owns:
        return replace(one, start=_determined(tokens, one.start), end=end + 1, marker=OWNER)
    if (last > end and tokens[end - 1].dep_ in QUALIFIES) or one.mention.is_adjective:
        return replace(one, start=_determined(tokens, one.start), marker=MODIFIER)
    before = tokens[one.start - 1] if one.start else None
    if before is not None and before.pos_ in _NOMINAL and before.text[0].isalpha():
        return _titled(tokens, one, words)
    one = replace(one, start=_determined(tokens, one.start))
    if (
        one.start
        and form(tokens[one.start - 1]) == "of"
        and (role := _role(tokens[one.start - 2], words, one.mention.kind))
    ):
        return _headed(tokens, one, one.start - 2, role, words)
    return one


def _run_end(tokens: Sequence[Token], at: int) -> int:
    """Return the end of the nouns and adjectives that follow, at most four."""
    end = at
    while end < min(at + 4, len(tokens)) and tokens[end].pos_ in _NOMINAL:
        end += 1
    return end


def _headed(tokens: Sequence[Token], one: Nominal, at: int, role: str, words: Words) -> Nominal | None:
    """Return a noun phrase from its head noun on; None when its bearer no longer is what the noun says."""
    start = at
    while start and (tokens[start - 1].pos_ == "ADJ" or tokens[start - 1].lower_ in words.classes["former"]):
        start -= 1
        if words.has(tokens[start], "former"):
            return None
    grown = _in_role(replace(one, start=_determined(tokens, start)), role)
    if grown.start > 1 and form(tokens[grown.start - 1]) in OF:
        above = _over(tokens, grown.start - 2, {"ADJ"})
        higher = _role(tokens[above], words, one.mention.kind) if above >= 0 else ""
        if higher:
            return _headed(tokens, grown, above, higher, words)
    return grown


def _titled(tokens: Sequence[Token], one: Nominal, words: Words) -> Nominal | None:
    """Take in the office before a name; None when a noun stands there that is no office ("le porte-avions X")."""
    if one.mention.kind != "person":
        before = tokens[one.start - 1]  # "le mouvement Hezbollah", "Lebanese group Hezbollah"
        is_band = one.mention.kind in {"armed_group", "group", "organisation"} and words.has(before, "band")
        return replace(one, start=_determined(tokens, one.start - 1)) if is_band else None
    at = one.start - 1
    while at >= max(one.start - _TITLE, 0) and tokens[at].pos_ in {*_NOMINAL, "ADP", "DET"}:
        if words.has(tokens[at], "leader"):
            start = at
            while start and tokens[start - 1].pos_ in {"ADJ", "PROPN"}:
                start -= 1
            return replace(one, start=_determined(tokens, start))
        at -= 1
    return None


def _with_names(tokens: Sequence[Token], found: list[Nominal]) -> list[Nominal]:
    """Put the name for the office that it stands beside: "le ministre allemand de la Défense, Boris Pistorius, …"."""
    kept: list[Nominal] = []
    for one in found:
        last = kept[-1] if kept else None
        is_name = one.mention.kind == "person" and not one.marker
        is_beside = last is not None and one.start == last.end + 1 and tokens[last.end].text == ","
        if last and is_beside and is_name and last.is_leader and last.mention.kind != "person":
            kept[-1] = replace(last, end=one.end, mention=one.mention)
        else:
            kept.append(one)
    return kept


def _role(token: Token, words: Words, kind: str) -> str:
    """Return how a noun stands for a state: as its leader, its power, a part of its land; empty for not at all."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return ""
    names = ("leader", "power", "land", "band") if kind == "armed_group" else ("leader", "power", "land")
    return next((name for name in names if words.has(token, name)), "")


def _in_role(one: Nominal, role: str) -> Nominal:
    return replace(
        one,
        is_leader=one.is_leader or role == "leader",
        is_land=role == "land",
        is_force=role in {"power", "band"},
    )


def _office_end(tokens: Sequence[Token], end: int, role: str) -> int:
    """Return the end of an office behind its adjective: "le ministre chinois | des Affaires étrangères"."""
    if role != "leader" or end + 1 >= len(tokens) or form(tokens[end]) not in OF:
        return end
    at = end + 1
    while at < min(end + 5, len(tokens)) and tokens[at].pos_ in {*_NOMINAL, "DET"}:
        at += 1
    return at if at > end + 1 else end


def _determined(tokens: Sequence[Token], start: int) -> int:
    """Return where a noun phrase starts with its article; "du" and "des" are prepositions before a name."""
    while start and tokens[start - 1].pos_ == "DET" and form(tokens[start - 1]) not in {"des", "du"}:
        start -= 1
    return start


def _over(tokens: Sequence[Token], at: int, kinds: set[str]) -> int:
    """Return the index of the first word to the left that is of none of some parts of speech, or is a role noun."""
    while at > 0 and tokens[at].pos_ in kinds and tokens[at - 1].pos_ in {"NOUN", "PROPN", "ADJ"}:
        at -= 1
    return at
