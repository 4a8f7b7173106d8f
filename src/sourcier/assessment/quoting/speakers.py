"""Whether two texts name the same speaker: by surname, titles aside; roles and bodies by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from sourcier.assessment.quoting.names import plain, words_of
from sourcier.assessment.quoting.office_phrases import Office, office_in, stems
from sourcier.assessment.quoting.offices import fits, holdings
from sourcier.assessment.quoting.words import key_of
from sourcier.claims.quoted import Voice
from sourcier.core.article import Lang
from sourcier.core.claims import Source
from sourcier.core.language import Mention

_NAME = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")
_PERSON = "person"
_LONGEST_NAME = 6
"""Words: "Maria da Conceição de Almeida Santos"."""
_ARTICLE = 4
"""Characters of an article before a name."""
_UNRELATED = frozenset({"state", "former_state", "territory", "city"})
"""Kinds of entity of which one never is another: an organisation may speak through a person, or for a larger one."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as a text names them."""

    name: str
    """As written: "la ministre de l'Énergie, Marianne Keller"."""
    person: tuple[str, ...] = ()
    """The words of a person's name, given names first; empty where no person is named."""
    entity_id: str | None = None
    kind: str | None = None
    """Of the entity."""
    is_sure: bool = True
    """Not by a pronoun that might go back to another: only then are two different people two."""
    office: Office | None = None
    """Of a speaker that is named by it alone: "la maire de Corvel"."""
    offices: tuple[Office, ...] = ()
    """Those that the text gives to the person."""
    others: tuple[Office, ...] = ()
    """Those that it gives to somebody else."""


def is_same(one: Speaker, other: Speaker, lang: Lang) -> bool | None:
    """Say whether two speakers are one; None where the names do not tell.

    Two people of different names are two. A body and a person, a role and a name may be one: no answer.

    >>> paul = Speaker("M. Paul Orsini", ("paul", "orsini"))
    >>> is_same(paul, Speaker("Orsini", ("orsini",)), "fr"), is_same(paul, Speaker("Luc Roy", ("luc", "roy")), "fr")
    (True, False)
    >>> is_same(paul, Speaker("le maire"), "fr")
    """
    if one.person and other.person:
        return is_same_person(one.person, other.person)
    if one.entity_id is not None and other.entity_id is not None:
        if one.entity_id == other.entity_id:
            return True
        return False if one.kind == other.kind and one.kind in _UNRELATED else None
    if one.office is not None and other.office is not None:
        return True if fits(one.office, other.office) or fits(other.office, one.office) else None
    for person, role in ((one, other), (other, one)):
        if person.person and role.office is not None:
            return holds(person, role.office)
    if one.office is None and other.office is None and _contains(_words(one.name, lang), _words(other.name, lang)):
        return True
    return None


def holds(speaker: Speaker, office: Office) -> bool | None:
    """Say whether a text shows that a person holds an office, or that somebody else does; None where it does not tell.

    >>> mayor, prefect = Office("mair"), Office("prefet")
    >>> anne = Speaker("Anne Roy", ("anne", "roy"), offices=(mayor,), others=(prefect,))
    >>> holds(anne, mayor), holds(anne, prefect), holds(anne, Office("juge"))
    (True, False, None)
    """
    own = [one for one in speaker.offices if fits(office, one)]
    theirs = [one for one in speaker.others if fits(office, one)]
    if own and theirs and office.of:
        own = [one for one in own if office.of <= one.of]
        theirs = [one for one in theirs if office.of <= one.of]
    if own:
        return True if not theirs else None
    is_named = any(office.of and office.of == one.of for one in theirs)
    return False if theirs and (speaker.offices or is_named) else None


def settled(speaker: Speaker, text: str, lang: Lang, head: str = "") -> Speaker:
    """Return a speaker with the offices that a text gives: a role alone is its holder, where the text names one.

    Args:
        speaker: As the text names them.
        text: All of it that may say who they are.
        lang: Of the text.
        head: Its title and publisher, which show of what a "maire" without more is one.

    >>> settled(Speaker("la maire"), "La maire de Corvel, Lise Monnier, a signé.", "fr").person
    ('lise', 'monnier')
    >>> settled(Speaker("le maire"), "Paul Roy, maire de Lanvaux, et Luc Day, maire de Corvel, ont signé.", "fr").person
    ()
    """
    where = stems(head, lang) if head else frozenset()
    known = [
        one if one.office.of else replace(one, office=replace(one.office, where=where)) for one in holdings(text, lang)
    ]
    person, office = speaker.person, None if speaker.person else office_in(speaker.name, lang)
    if office is not None:
        fitting = [one for one in known if fits(office, one.office)]
        fitting = [one for one in fitting if office.of and office.of <= one.office.of] or fitting
        people = sorted({one.person for one in fitting}, key=lambda one: (-len(one), one))
        if any(is_same_person(people[0], one) is not True for one in people[1:]):
            return replace(speaker, is_sure=False)  # which of them, nothing tells
        person, office = (people[0], None) if people else ((), office)
    return replace(
        speaker,
        person=person,
        office=office,
        offices=tuple(one.office for one in known if person and is_same_person(person, one.person) is True),
        others=tuple(one.office for one in known if person and is_same_person(person, one.person) is False),
    )


def is_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Compare names of people: equal surnames, and given names that are equal or shortened."""
    short, long = sorted((one, other), key=len)
    if set(short) <= set(long) or "".join(one) == "".join(other):
        return True
    if short[-1] != long[-1]:
        # A middle name or half of a double surname, dropped on either side, does not tell.
        return None if set(short[1:]) & set(long[1:]) else False
    given, full = short[0], long[0]
    return full.startswith(given) or given.startswith(full)


def _contains(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


@cache
def _words(name: str, lang: Lang) -> frozenset[str]:
    keys = {key_of(word, lang) for word in re.findall(r"[^\W_]+", name)}
    return frozenset(keys - words_of("function", lang) - words_of("civility", lang))


def speaker_of(voice: Voice, mentions: tuple[Mention, ...], lang: Lang) -> Speaker | None:
    """Return the speaker that a source of a text is; None for the author and for the unnamed.

    A surname alone takes the given name by which the text names that person elsewhere.
    """
    source = voice.source
    if source.kind != "named":
        return None
    linked = _linked(source, mentions)
    entity_id = source.entity_id or (linked.entity_id if linked else None)
    person = person_in(source.name, lang, people_of(mentions, lang))
    return Speaker(source.name, person, entity_id, linked.kind if linked else None, is_sure=voice.is_sure)


def _linked(source: Source, mentions: tuple[Mention, ...]) -> Mention | None:
    """Return the mention of an entity that a source is, an article before it left aside: "le Portugal"."""
    if source.span is None:
        return None
    inside = [one for one in mentions if source.span.contains(one.span) and not one.is_adjective]
    return next((one for one in inside if one.entity_id and len(source.span) - len(one.span) <= _ARTICLE), None)


def people_of(mentions: tuple[Mention, ...], lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Return the people that a text names, in the order in which it does."""
    names = [name_keys(one.text, lang) for one in mentions if one.kind == _PERSON and not one.is_adjective]
    return tuple(dict.fromkeys(name for name in names if name))


def person_in(name: str, lang: Lang, people: tuple[tuple[str, ...], ...] = ()) -> tuple[str, ...]:
    """Return the words of the person's name in the words that name a source; empty where no person is named.

    Args:
        name: The words: "la ministre, Marianne Keller", "M. Roy", "l'ONU".
        lang: Of the text.
        people: Whom the text names, as words.

    >>> person_in("M. Henri Valmont", "fr"), person_in("le Conseil régional", "fr")
    (('henri', 'valmont'), ())
    >>> known = (("paul", "orsini"),)
    >>> person_in("Orsini", "fr", known), person_in("l'avocat de Paul Orsini", "fr", known)
    (('paul', 'orsini'), ())
    >>> person_in("Agriculture Minister Fiona Tierney", "en"), person_in("le maire de Lanvaux, Luc Roy", "fr")
    (('fiona', 'tierney'), ('luc', 'roy'))
    """
    parts = re.split(r",\s", name)
    has_role = any(plain(word) in words_of("role", lang) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name))
    for part in parts:
        found = _bare_name(part, lang, people, beside_role=has_role and len(parts) > 1)
        if found:
            full = (one for one in people if len(one) > len(found) and one[-1] == found[-1] and found[0] in one)
            return next(full, found)
    return ()


def _bare_name(part: str, lang: Lang, people: tuple[tuple[str, ...], ...], *, beside_role: bool) -> tuple[str, ...]:
    """Return the person's name in words without a comma."""
    words = [word for whole in part.split() for word in re.split(r"(?<=^[dlDL]['’])", whole)]
    bare = [plain(word.strip(".’'")) for word in words]
    roles, civil = words_of("role", lang), words_of("civility", lang)
    last = max((at for at, word in enumerate(bare) if word in roles or word in civil), default=-1)
    rest = words[last + 1 :]
    keys = name_keys(" ".join(rest), lang)
    is_name = bool(keys) and len(rest) <= _LONGEST_NAME and rest[0][:1].isupper()
    is_name = is_name and all(word[:1].isupper() or plain(word) in words_of("particle", lang) for word in rest)
    known = next((one for one in people if set(one) & set(keys)), None)
    if (
        is_name
        and not re.search(r"['’]s$", part)
        and (last >= 0 or known is not None or (beside_role and len(keys) > 1))
    ):
        return keys
    # "le ministre de l'Économie Bruno Roy": the name alone, unless it says whose: "l'avocat de Bruno Roy".
    keys = name_keys(part, lang)
    return next((one for one in people if set(one) <= set(keys) and _is_head(one, part, lang)), ())


def _is_head(known: tuple[str, ...], name: str, lang: Lang) -> bool:
    """Say whether a name is of who is meant, and not of whose he is: "l'avocat de M. Roy", "Roy's lawyer"."""
    words = [(plain(match[0]), match.end()) for match in re.finditer(r"[^\W\d_]+", name)]
    at = next((number for number, (word, _) in enumerate(words) if word == known[0]), 0)
    civil = words_of("civility", lang)
    before = at - 1
    while before > 0 and words[before][0] in civil:
        before -= 1
    is_owned = before >= 0 and words[before][0] in {"de", "d", "du", "des", "of", "pour", "for"}
    if is_owned and before > 0 and words[before - 1][0] not in civil:
        return False
    last = next((end for word, end in reversed(words) if word == known[-1]), 0)
    return not re.match(r"['’]s\s", name[last:])


def name_keys(name: str, lang: Lang) -> tuple[str, ...]:
    """Return the words of a name that tell people apart: with a capital, no titles, no particles, no accents.

    >>> name_keys("Mme Hélène de La Tour", "fr"), name_keys("MR. HOLLOWAY", "en"), name_keys("Jean-Luc Roy", "fr")
    (('helene', 'tour'), ('holloway',), ('jean', 'luc', 'roy'))
    """
    left_aside = words_of("civility", lang) | words_of("particle", lang)
    words = [part for match in _NAME.finditer(name) for part in re.split(r"[-.]", match[0]) if part]
    keys = [plain(word) for word in words if word[:1].isupper()]
    return tuple(key for key in keys if key not in left_aside)
