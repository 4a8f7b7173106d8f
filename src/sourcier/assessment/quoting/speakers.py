"""Whether two texts name the same speaker: by surname, titles aside; roles and bodies by their words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from sourcier.assessment.quoting.words import key_of, rows_of
from sourcier.claims.quoted import Voice
from sourcier.core.article import Lang
from sourcier.core.claims import Source
from sourcier.core.language import Mention
from sourcier.core.spans import Span

_NAME = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")
_PERSON = "person"
_LONGEST_NAME = 6
"""Words: "Maria da Conceição de Almeida Santos"."""
_ROLE_WORDS = 4
"""Words behind a name among which its role stands: "Paul Roy, le nouveau directeur du musée"."""
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
    roles: frozenset[str] = frozenset()
    """What the text says that the person is: "maire", "director"."""


def is_same(one: Speaker, other: Speaker, lang: Lang) -> bool | None:
    """Say whether two speakers are one; None where the names do not tell.

    Two people of different names are two. A body and a person, a role and a name may be one: no answer.

    >>> paul = Speaker("M. Paul Orsini", ("paul", "orsini"))
    >>> is_same(paul, Speaker("Orsini", ("orsini",)), "fr"), is_same(paul, Speaker("Luc Roy", ("luc", "roy")), "fr")
    (True, False)
    >>> is_same(paul, Speaker("le maire"), "fr")
    """
    if one.person and other.person:
        return _is_same_person(one.person, other.person)
    if one.entity_id is not None and other.entity_id is not None:
        if one.entity_id == other.entity_id:
            return True
        return False if one.kind == other.kind and one.kind in _UNRELATED else None
    if _contains(_words(one.name, lang), _words(other.name, lang)):
        return True
    for person, role in ((one, other), (other, one)):
        if person.person and not role.person and person.roles & roles_in(role.name, lang):
            return True
    return None


def roles_in(name: str, lang: Lang) -> frozenset[str]:
    """Return the roles that words name.

    >>> sorted(roles_in("le directeur du Grand Théâtre", "fr"))
    ['directeur']
    """
    return frozenset(map(_plain, re.findall(r"[^\W\d_]+", name))) & _class("role", lang)


def roles_of(person: tuple[str, ...], text: str, lang: Lang) -> frozenset[str]:
    """Return what a text says that a person is, right beside the name.

    >>> sorted(roles_of(("paul", "roy"), "Entretien avec Paul Roy, directeur du musée. Le maire aime Paul Roy.", "fr"))
    ['directeur']
    >>> sorted(roles_of(("ann", "roe"), "Mayor Ann Roe met the director.", "en"))
    ['mayor']
    """
    if not person:
        return frozenset()
    found: set[str] = set()
    for match in re.finditer(rf"\b{re.escape(person[-1])}\b", _plain(text)):
        after = re.match(r",\s(?P<role>[^,.;:«»“”()\n]{1,60})", text[match.end() :])
        before = re.search(r"(?P<role>[^\W\d_]+),?\s(?:[^\W\d_]+[-.]?\s?){0,3}$", text[: match.start()])
        for near in (after, before):
            found |= roles_in(" ".join(near["role"].split()[:_ROLE_WORDS]), lang) if near else frozenset()
    return frozenset(found)


def _is_same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
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
    plain = {key_of(word, lang) for word in re.findall(r"[^\W_]+", name)}
    return frozenset(plain - _class("function", lang) - _class("civility", lang))


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
    has_role = any(_plain(word) in _class("role", lang) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name))
    for part in parts:
        found = _bare_name(part, lang, people, beside_role=has_role and len(parts) > 1)
        if found:
            full = (one for one in people if len(one) > len(found) and one[-1] == found[-1] and found[0] in one)
            return next(full, found)
    return ()


def _bare_name(part: str, lang: Lang, people: tuple[tuple[str, ...], ...], *, beside_role: bool) -> tuple[str, ...]:
    """Return the person's name in words without a comma."""
    words = [word for whole in part.split() for word in re.split(r"(?<=^[dlDL]['’])", whole)]
    plain = [_plain(word.strip(".’'")) for word in words]
    roles, civil = _class("role", lang), _class("civility", lang)
    last = max((at for at, word in enumerate(plain) if word in roles or word in civil), default=-1)
    rest = words[last + 1 :]
    keys = name_keys(" ".join(rest), lang)
    is_name = bool(keys) and len(rest) <= _LONGEST_NAME and rest[0][:1].isupper()
    is_name = is_name and all(word[:1].isupper() or _plain(word) in _class("particle", lang) for word in rest)
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
    words = [(_plain(match[0]), match.end()) for match in re.finditer(r"[^\W\d_]+", name)]
    at = next((number for number, (word, _) in enumerate(words) if word == known[0]), 0)
    civil = _class("civility", lang)
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
    left_aside = _class("civility", lang) | _class("particle", lang)
    words = [part for match in _NAME.finditer(name) for part in re.split(r"[-.]", match[0]) if part]
    keys = [_plain(word) for word in words if word[:1].isupper()]
    return tuple(key for key in keys if key not in left_aside)


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in apart if not unicodedata.combining(char))


def named_in_title(title: str, lang: Lang) -> str | None:
    """Return whose words a document holds, where its title says so.

    >>> named_in_title("Discours de Marianne Keller, ministre de l'Énergie", "fr")
    "Marianne Keller, ministre de l'Énergie"
    >>> named_in_title("Remarks by Governor Ellen Marsh at the Port of Halden", "en")
    'Governor Ellen Marsh'
    >>> named_in_title("Le tramway attendra", "fr")
    """
    match = _title_pattern(lang).search(title)
    if match is None:
        return None
    name = re.split(rf"\s(?:{'|'.join(sorted(_class('stop', lang)))})\s|\s[–—|-]\s|[:(;]", match["name"])[0]
    name = name.strip(" ,.’'\"»”")
    if match["lead"].lower().endswith(" du"):
        return f"le {name}"
    is_name = name[:1].isupper() or re.match(r"(?:l[ea]s?\s|l['’]|the\s)", name)
    return name if is_name else None  # not "Un discours de trop"


@cache
def _title_pattern(lang: Lang) -> re.Pattern[str]:
    leads = sorted((row[2] for row in rows_of("names") if row[:2] == (lang, "title")), key=len, reverse=True)
    return re.compile(rf"\b(?P<lead>{'|'.join(map(re.escape, leads))})(?:\s|[’'])(?P<name>.+)", re.IGNORECASE)


@cache
def _class(name: str, lang: Lang) -> frozenset[str]:
    return frozenset(_plain(row[2]) for row in rows_of("names") if row[:2] == (lang, name))


_LABEL = re.compile(
    r"(?:^|\n)[^\S\n]*(?P<name>[^\W\d_][^\n:!?«»“”\"]{1,90}?)[^\S\n]*(?::|\.\s?[–—-])(?=\s)(?!\s*[«“\"])"
)
_LABEL_WORDS = 8
_ABBREVIATION = 5
"""Letters of the longest title that a full stop shortens: "Cllr."."""


def labels(text: str, lang: Lang) -> list[tuple[Span, str]]:
    r"""Return where somebody's turn starts in a transcript, with who it is: "Paul Orsini : …", "MR. ROY: …".

    >>> [name for _, name in labels("M. Roy : Non.\nMme Gall, adjointe aux sports : Si.\nIl dit : non.", "fr")]
    ['M. Roy', 'Mme Gall, adjointe aux sports']
    """
    found: list[tuple[Span, str]] = []
    allowed = _class("particle", lang) | _class("function", lang) | _class("civility", lang) | _class("role", lang)
    for match in _LABEL.finditer(text):
        head, _, role = match["name"].partition(", ")
        words = re.findall(r"[^\W\d_]+\.?", head if role[:1].islower() else match["name"])
        named = all(word[:1].isupper() or _plain(word) in allowed for word in words)
        short = all(len(word) <= _ABBREVIATION + 1 for word in words if word.endswith("."))
        if 0 < len(words) <= _LABEL_WORDS and words[0][:1].isupper() and named and short:
            found.append((Span(*match.span("name")), match["name"].strip()))
    return found
