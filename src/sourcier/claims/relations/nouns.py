"""Relations that a noun asserts: "le soutien de X à Y", "les sanctions américaines contre Y", "X, allié de Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcier.claims.relations.chains import Chain, read_chain
from sourcier.claims.relations.frames import Effect, Frame
from sourcier.claims.relations.nominals import OF, Group
from sourcier.claims.relations.scene import REACH, WHO, WHOM, Scene
from sourcier.claims.relations.ties import Tie
from sourcier.claims.relations.verbs import tie_of
from sourcier.core.relations import Modality

BETWEEN = frozenset({"entre", "between"})
HAPPENS = frozenset({"avoir", "tenir", "prévoir", "take", "be", "hold", "schedule"})
BY = frozenset({"par", "by"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})


@dataclass(slots=True)
class Sides:
    """What stands right of a noun."""

    agent: Group | None = None
    other: Group | None = None
    pair: Group | None = None
    of: Group | None = None
    """What "de" brings in, whichever side that is."""


def noun_ties(scene: Scene, at: int) -> Iterator[Tie]:
    """Yield what a noun ties together."""
    token = scene.tokens[at]
    frame = scene.words.nouns.get(token.lower_) or scene.words.nouns.get(token.lemma_.lower())
    kinds = {"NOUN", "PROPN", "VERB", "ADJ"} if frame is not None and "predicate" in frame.flags else {"NOUN", "PROPN"}
    if frame is None or token.pos_ not in kinds:
        return
    start = _start(scene, at)
    if _is_unreal(scene, start, at):
        return
    tie = _predicate(scene, at, start, frame) if "predicate" in frame.flags else _event(scene, at, start, frame)
    if tie is not None:
        yield tie


def _start(scene: Scene, at: int) -> int:
    """Return where the noun phrase of a noun starts, a quantity before it included: "une série de frappes"."""
    start = at
    while start and scene.tokens[start - 1].pos_ in {"ADJ", "DET", "NUM"}:
        start -= 1
    while start and scene.tokens[start - 1].pos_ in {"NOUN", "PROPN"} and scene.words.lang == "en":
        start -= 1
    if start > 1 and scene.form(start - 1) in OF and scene.tokens[start - 2].pos_ == "NOUN" and start == at:
        return _start(scene, start - 2)
    return start - 1 if start and scene.form(start - 1) in {"de", "des", "d'"} and start < at else start


def _is_unreal(scene: Scene, start: int, at: int) -> bool:
    """Say whether the thing is feared, demanded or ended rather than there."""
    around = [*scene.tokens[max(start - 4, 0) : at], *scene.tokens[at + 1 : at + 2]]
    return any(scene.words.has(token, "unreal") for token in around if not token.is_punct)


def _event(scene: Scene, at: int, start: int, frame: Frame) -> Tie | None:
    verb = _verb_before(scene, start)
    lent = scene.words.supports[scene.words.lemma(scene.tokens[verb])][1] if verb is not None else ""
    marks = frame.objects | ({lent} if lent else set())
    sides = _sides(scene, at, frame, marks)
    if frame.theme and not scene.has_theme(frame.theme, at - 1, at + 6):
        return None
    owner = scene.modifier(at)
    agent = Group((owner,)) if owner is not None else sides.agent
    other = sides.other
    if other is None and "patient" in frame.flags and sides.agent is not None and sides.agent is not sides.of:
        other = sides.of
    if "pair" in frame.flags and sides.pair is not None and len(sides.pair.members) > 1:
        return _plain(scene, at, frame, sides.pair, None)
    if other is not None and agent is not None:
        return _plain(scene, at, frame, agent, other)
    if other is not None and verb is not None:
        return _carried(scene, verb, frame, other)
    if other is None and agent is not None:
        return _targeted(scene, start, frame, agent)
    return None


def _sides(scene: Scene, at: int, frame: Frame, marks: frozenset[str]) -> Sides:
    """Read what follows a noun, up to the end of its phrase."""
    found = Sides()
    place = at + 1
    while place < min(at + 1 + REACH, len(scene.tokens)):
        group = scene.starting_at(place)
        if group is not None:
            if group.marker in marks and found.other is None:
                found.other = scene.own(group)
            elif group.marker in BETWEEN:
                found.pair = group
            elif group.marker in frame.agents and found.agent is None:
                found.agent = group
            elif not group.marker:
                break
            if group.marker in {"de", "of"} and found.of is None:
                found.of = group
            place = group.end
            continue
        token = scene.tokens[place]
        if token.is_punct or scene.form(place) in WHO | WHOM or token.pos_ in {"AUX", "SCONJ"}:
            break
        if token.pos_ == "VERB":
            verb = scene.words.supports.get(scene.words.lemma(token))
            if verb is None or "Part" not in token.morph.get("VerbForm", []):
                break
            marks = marks | ({verb[1]} if verb[1] else set())
        place += 1
    return found


def _verb_before(scene: Scene, start: int) -> int | None:
    """Return the index of the verb that carries a noun: "a apporté | mardi | son soutien"."""
    at = start - 1
    while at >= max(start - 3, 0) and (scene.tokens[at].pos_ == "ADV" or scene.tokens[at].dep_ in {"obl:mod"}):
        at -= 1
    if at > 1 and scene.form(at) == ",":  # "a annoncé, mardi, des sanctions"
        opening = next((n for n in range(at - 1, max(at - 8, 0), -1) if scene.form(n) == ","), None)
        at = opening - 1 if opening is not None else at
    if at >= 0 and scene.form(at) in {"out", "de", "d'", "des"}:
        at -= 1
    if at < 0 or scene.tokens[at].pos_ not in {"VERB", "AUX"}:
        return None
    return at if scene.words.lemma(scene.tokens[at]) in scene.words.supports else None


def _plain(scene: Scene, at: int, frame: Frame, subjects: Group, objects: Group | None) -> Tie | None:
    """Return the tie that a noun phrase makes by itself, with the mood of the verb whose subject it is."""
    chain = Chain(start=min(at, subjects.start), end=at + 1, highest=scene.tokens[at])
    token = scene.tokens[at]
    if token.dep_ in _SUBJECTS and token.head.pos_ in {"VERB", "AUX"}:
        number = next((n for n, one in enumerate(scene.tokens) if one.i == token.head.i), None)
        above = read_chain(scene.tokens, number, scene.words) if number is not None else None
        if above is not None and token.head.lemma_ in HAPPENS:
            if above.is_negative:
                return None
            chain.modality = above.modality
    return Tie(
        kind=frame.kind,
        subjects=subjects.members,
        objects=objects.members if objects is not None else (),
        flags=frame.flags,
        modality=chain.modality,
        is_mutual=objects is None,
    )


def _carried(scene: Scene, verb: int, frame: Frame, objects: Group) -> Tie | None:
    """Return the tie of a noun that a verb carries: its subject does it."""
    chain = read_chain(scene.tokens, verb, scene.words)
    if chain is None or chain.is_passive or chain.is_participle:
        return None
    subjects = scene.subject(chain)
    if subjects is None:
        return None
    effect = scene.words.supports[scene.words.lemma(scene.tokens[verb])][0]
    if effect is Effect.NEGATED:
        chain.is_negative = True
    elif effect is Effect.PLANNED:
        chain.modality = Modality.PLANNED
    return tie_of(scene, frame, chain, subjects, objects)


def _targeted(scene: Scene, start: int, frame: Frame, agent: Group) -> Tie | None:
    """Read "X est visé par des sanctions américaines"."""
    if start < 2 or scene.form(start - 1) not in BY | {"à"}:
        return None
    verb = scene.tokens[start - 2]
    if verb.pos_ != "VERB" or not scene.words.has(verb, "target"):
        return None
    chain = read_chain(scene.tokens, start - 2, scene.words)
    if chain is None or not (chain.is_passive or chain.is_participle):
        return None
    patients = scene.antecedent(chain.start) if chain.is_participle else scene.subject(chain)
    return tie_of(scene, frame, chain, agent, patients) if patients is not None else None


def _predicate(scene: Scene, at: int, start: int, frame: Frame) -> Tie | None:
    """Read "X, allié de Y", "X est l'allié de Y", "Allié de Y, X …", "X et Y sont alliés"."""
    objects = scene.complement(at + 1, frame.objects)
    back = start
    while back and (
        scene.tokens[back - 1].pos_ in {"ADV", "DET", "ADJ"} or scene.form(back - 1) in {"parmi", *OF, "un"}
    ):
        back -= 1
    if objects is not None and back == 0 and scene.form(objects.end) == ",":
        subjects = scene.complement(objects.end + 1, {"_"})
        return _allied(frame, subjects, objects)
    if objects is not None and scene.form(back - 1) == ",":
        subjects = scene.antecedent(back)
        is_list = subjects is not None and len(subjects.members) > 1
        return None if is_list else _allied(frame, subjects, objects)
    verb = scene.tokens[back - 1] if back else None
    if verb is None or not scene.words.has(verb, "copula") or verb.pos_ not in {"AUX", "VERB"}:
        return None
    chain = read_chain(scene.tokens, back - 1, scene.words)
    subjects = scene.subject(chain) if chain is not None else None
    if chain is None or subjects is None or (objects is None and not subjects.is_joined):
        return None
    return tie_of(scene, frame, chain, subjects, objects)


def _allied(frame: Frame, subjects: Group | None, objects: Group) -> Tie | None:
    if subjects is None:
        return None
    return Tie(kind=frame.kind, subjects=subjects.members, objects=objects.members, flags=frame.flags)
