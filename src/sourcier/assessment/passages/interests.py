"""Whose a passage is: a party's own word for its own cause never decides alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from sourcier.assessment.lexicon import fold, read_table, tokenise
from sourcier.assessment.vetoes import Features, features_of
from sourcier.assessment.vetoes.names import same
from sourcier.assessment.vetoes.records import Named
from sourcier.assessment.vetoes.vocabulary import words_of
from sourcier.core.library import Passage
from sourcier.text.gazetteer import Gazetteer

OFFICES = words_of("name_classes") | words_of("offices")
ARTICLE = 3
"""Letters of the longest article or short preposition: le, the, des."""


def is_interested(passage: Passage, claim: Features, speaker: str, gazetteer: Gazetteer) -> bool:
    """Say whether a passage's publisher is a party to what the claim says.

    It is when the claim names the publisher itself, or names a state whose government, army or office it is, or when
    the publisher is the one who is made to say it. A newspaper that carries a country's name is none of its offices;
    an office that does not say whose it is may serve any state that the claim names, or the one where it speaks.

    Args:
        passage: What is held against the claim.
        claim: The claim.
        speaker: Who is made to say it; empty for the author.
        gazetteer: What names are linked with.
    """
    publisher = passage.publisher or ""
    if speaker and _is_by(publisher, speaker):
        return True
    named = features_of([publisher], passage.lang, gazetteer=gazetteer)[0].names if publisher else ()
    alike = ((one, other) for one in named for other in claim.names if same(one, other))
    if any(_is_whole(publisher, other) for one, other in alike if not (one.ids and one.level == "state")):
        return True
    states = {each for one in named for each in one.ids} if _is_official(publisher) else set()
    states |= _state_of_host(passage.url)
    if _is_official(publisher) and not states:
        return True
    return any(states & one.ids for one in claim.names)


def _is_by(publisher: str, speaker: str) -> bool:
    """Say whether a publisher is who speaks, or their office: "Site de campagne de Nadia Kermel", Nadia Kermel."""
    ours = {word for word in tokenise(speaker) if len(word) > ARTICLE}
    return bool(ours) and (ours <= set(tokenise(publisher)) or _is_all(publisher, ours))


def _is_all(publisher: str, words: set[str]) -> bool:
    """Say whether a publisher's title has no other word than these, and those for an office of theirs."""
    theirs = {word for word in tokenise(publisher) if len(word) > ARTICLE} - OFFICES
    return bool(theirs) and theirs <= words


def _is_whole(publisher: str, name: Named) -> bool:
    """Say whether a name of the claim is the publisher, not a town in its title ("The Calder Post" on Calder)."""
    return _is_official(publisher) or _is_all(publisher, set(name.words))


def _is_official(publisher: str) -> bool:
    starts = tuple(row["starts"] for row in read_table("official") if row["kind"] == "word")
    return any(word.startswith(starts) for word in tokenise(publisher))


def _state_of_host(url: str | None) -> set[str]:
    """Return the state whose offices use an address: "www.defense.gouv.fr"."""
    try:
        host = fold(urlsplit(url or "").hostname or "")
    except ValueError:
        return set()
    rows = (row for row in read_table("official") if row["kind"] == "host")
    return {row["state"] for row in rows if host == row["starts"] or host.endswith(f".{row['starts']}")}
