"""Who speaks, in words: the publisher's profile, those of the outlets linked and cited, and what no register knows."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.core.profiles import MediaFact, Profile, Role, Standing
from sourcier.dossier.report.context import cited, safe_url
from sourcier.dossier.report.records import DossierView
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words

_DAY_ONLY = frozenset({"assessed_compliant_with", "suspension_decided_by"})
"""Relations of one day: an end the day after says nothing, and none does not mean that they last."""
_TOLD_IN_FULL = frozenset({Role.PUBLISHER, Role.CITED})
"""An unknown site that is only linked is one address among others; an unknown publisher is told by itself."""

_MOST_HOSTS = 20
"""Unknown sites that are named; the JSON has them all."""


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact about an outlet."""

    words: str
    is_aside: bool
    """It was not in force on the day of publication."""
    note: str
    source: str
    url: str | None
    relation: str


@dataclass(frozen=True, slots=True)
class OutletView:
    """One outlet; without facts where no register knows it."""

    name: str
    roles: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class OutletsView:
    """The whole section."""

    intro: str
    known: tuple[OutletView, ...]
    """The publisher, known or not, then the known outlets that are linked or cited."""
    others: str
    """The linked sites of which no register says anything, as a sentence; empty without any."""


def outlets(shown: DossierView) -> OutletsView:
    """Return what the reports say of an article's outlets."""
    say = shown.say
    profiles = shown.dossier.profiles
    told = [one for one in profiles if one.outlet_id or _TOLD_IN_FULL & set(one.roles)]
    hosts = [one_line(one.name) for one in profiles if not one.outlet_id and not _TOLD_IN_FULL & set(one.roles)]
    if len(hosts) > _MOST_HOSTS:
        hosts[_MOST_HOSTS:] = [say("media.more", n=len(hosts) - _MOST_HOSTS)]
    return OutletsView(
        intro=say("media.intro", day=_day(shown, profiles)) if profiles else "",
        known=tuple(_outlet(one, say) for one in told),
        others=say("media.others", hosts=", ".join(hosts)) if hosts else "",
    )


def _day(shown: DossierView, profiles: tuple[Profile, ...]) -> str:
    day = profiles[0].day
    if day is None:
        return shown.say("media.undated")
    dated = "media.on_day" if shown.dossier.article.published else "media.on_now"
    return shown.say(dated, day=shown.say.day(day))


def _outlet(profile: Profile, say: Words) -> OutletView:
    return OutletView(
        name=one_line(profile.name),
        roles=", ".join(say(f"media.role.{role}") for role in profile.roles),
        facts=tuple(_fact(fact, say) for fact in profile.facts),
    )


def _fact(fact: MediaFact, say: Words) -> FactView:
    shown, url = cited(fact.source, None)
    is_day = fact.relation in _DAY_ONLY
    words = _named(fact, say)
    times = _times(fact, say)
    if times:
        words = f"{words}, {times}"
    if fact.standing is Standing.LATER:
        words = say("media.later", fact=words)
    elif fact.standing is Standing.EARLIER and not is_day:
        words = say("media.earlier", fact=words)
    return FactView(
        words=words,
        is_aside=fact.standing is Standing.LATER or (fact.standing is Standing.EARLIER and not is_day),
        note=one_line(fact.note),
        source=shown or say("media.no_source"),
        url=safe_url(url),
        relation=fact.relation,
    )


def _named(fact: MediaFact, say: Words) -> str:
    label = one_line(fact.label)
    for key in (f"media.{fact.kind}_fact.{fact.relation}", f"media.fact.{fact.relation}"):
        if say.get(key, ""):
            return say(key, object=label)
    return f"{one_line(fact.relation.replace('_', ' '))}{say('label.colon')}{label}"


def _times(fact: MediaFact, say: Words) -> str:
    if fact.relation in _DAY_ONLY and fact.start:
        return say("media.on", day=say.day(fact.start))
    parts = []
    if fact.start:
        since = "media.since" if fact.end is None and fact.standing is Standing.THEN else "media.from"
        parts.append(say(since, day=say.day(fact.start)))
    if fact.end:
        parts.append(say("media.until", day=say.day(fact.end)))
    if not parts and fact.as_of:
        parts.append(say("media.as_of", day=say.day(fact.as_of)))
    return " ".join(parts)
