"""Relations that a noun asserts: "le soutien de X à Y", "les sanctions américaines contre Y", "X, allié de Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcier.claims.relations.chains import Chain, read_chain
from sourcier.claims.relations.frames import Effect, Frame
from sourcier.claims.relations.nominals import OF, SUBJECTS, Group
from sourcier.claims.relations.predicates import THEIR, beside, predicate
from sourcier.claims.relations.scene import REACH, WHO, WHOM, Scene
from sourcier.claims.relations.ties import Tie
from sourcier.claims.relations.verbs import tie_of
from sourcier.claims.vocabulary import read_words
from sourcier.core.relations import Modality, RelationKind
from sourcier.text.tokens import Token

WITH = frozenset({"avec", "with"})
AT = frozenset({"en", "at"})
UNDER = frozenset({"sous", "under"})
BETWEEN = frozenset({"entre", "between"})
HAPPENS = read_words("happens")
BY = frozenset({"par", "by"})


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
    for frame in scene.words.noun(token):
        is_predicate = "predicate" in frame.flags
        if token.pos_ not in ({"NOUN", "PROPN", "VERB", "ADJ"} if is_predicate else {"NOUN", "PROPN"}):
            continue
        start = _start(scene, at)
        if "beside" in frame.flags:
            tie = beside(scene, at, frame)
        elif _is_unreal(scene, start, at):
            return
        else:
            tie = predicate(scene, at, start, frame) if is_predicate else _event(scene, at, start, frame)
        if tie is not None and not any(one.is_land for one in tie.subjects):
            yield tie
            return


def _start(scene: Scene, at: int) -> int:
    """Return where the noun phrase of a noun starts, a quantity before it included: "une série de frappes"."""
    start = at
    while start and (scene.tokens[start - 1].pos_ in {"ADJ", "DET", "NUM"} or scene.form(start - 1) in THEIR):
        start -= 1
    if scene.words.lang == "en" and start and scene.tokens[start - 1].pos_ in {"NOUN", "PROPN"}:
        while start and scene.tokens[start - 1].pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"}:
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
    early = scene.ending_at(start) if verb is None else None
    if early is not None and early.marker not in {"", *OF}:
        verb = _verb_before(scene, early.start - 1)  # "a imposé | à la Russie | des sanctions"
    lent = scene.words.supports[scene.words.lemma(scene.tokens[verb])][1] if verb is not None else ""
    marks = frame.objects | ({lent} if lent else set())
    sides = _sides(scene, at, frame, marks)
    if sides.other is None and early is not None and verb is not None and early.marker in marks:
        sides.other = scene.own(early)
    if frame.theme and not scene.has_theme(frame.theme, at - 1, at + 6):
        return None
    owner = scene.modifier(at)
    agent = Group((owner,)) if owner is not None else sides.agent
    other = sides.other
    if other is None and "patient" in frame.flags and sides.agent is not None and sides.agent is not sides.of:
        other = sides.of
    if verb is None and frame.kind is RelationKind.ALLIES and _is_unmade(scene, start):
        return None
    if "pair" in frame.flags and sides.pair is not None and len(sides.pair.members) > 1:
        return _plain(scene, at, frame, sides.pair, None)
    if "pair" in frame.flags and other is None and sides.of is not None and sides.of.is_joined:
        return _plain(scene, at, frame, sides.of, None)
    if agent is not None and other is None and (helped := _helped(scene, at, start, frame, agent)) is not None:
        return helped
    if "pair" in frame.flags and other is None and agent is None and verb is not None:
        return _carried(scene, verb, frame, None)
    if other is not None and agent is not None:
        return _plain(scene, at, frame, agent, other)
    if other is not None and verb is not None:
        return _carried(scene, verb, frame, other)
    if other is not None and scene.form(start - 1) in AT:
        return _at_war(scene, start - 1, frame, other)
    if other is not None and any(scene.form(n) in THEIR for n in range(start, at)):
        holder = scene.only_other(other, before=start)
        return _plain(scene, at, frame, holder, other) if holder is not None else None
    if other is None and agent is not None:
        return _targeted(scene, start, frame, agent)
    return None


def _is_unmade(scene: Scene, start: int) -> bool:
    return any(scene.words.has(token, "unmade") for token in scene.tokens[max(start - 3, 0) : start])


def _helped(scene: Scene, at: int, start: int, frame: Frame, agent: Group) -> Tie | None:
    """Read "X bénéficie du soutien de Y" and "avec l'appui de Y, X …"."""
    if frame.kind is not RelationKind.SUPPORTS:
        return None
    back = start - 1
    if scene.form(back) in {*OF, "sur", "on", "from"}:
        back -= 1
    token = scene.tokens[back] if back >= 0 else None
    if token is not None and token.pos_ in {"VERB", "AUX"} and scene.words.has(token, "gain"):
        chain = read_chain(scene.tokens, back, scene.words)
        subjects = scene.subject(chain) if chain is not None and not chain.is_passive else None
        if chain is None or subjects is None:
            return None
        return tie_of(scene, frame, chain, subjects, agent, is_inverse=True)
    if token is None or scene.form(back) not in WITH:
        return None
    if back == 0:
        end = max(agent.end, at + 1)
        others = scene.complement(end + 1, {"_"}) if scene.form(end) == "," else None
    else:
        others = scene.antecedent(back) if scene.form(back - 1) == "," else None
    return _plain(scene, at, frame, agent, others) if others is not None else None


def _at_war(scene: Scene, at: int, frame: Frame, other: Group, *, is_inverse: bool = False) -> Tie | None:
    """Read "X est en guerre contre Y" and "X, en guerre contre Y"; inverse, "X, sous embargo de Y"."""
    verb = scene.tokens[at - 1] if at else None
    if verb is not None and verb.pos_ in {"AUX", "VERB"} and scene.words.has(verb, "copula"):
        chain = read_chain(scene.tokens, at - 1, scene.words)
        subjects = scene.subject(chain) if chain is not None else None
        if chain is None or subjects is None:
            return None
        return tie_of(scene, frame, chain, subjects, other, is_inverse=is_inverse)
    subjects = scene.antecedent(at) if scene.form(at - 1) == "," else None
    if subjects is None:
        return None
    return _plain(scene, at, frame, *((other, subjects) if is_inverse else (subjects, other)))


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
        if token.pos_ == "AUX" and _is_carrier(scene, token, at):
            place += 1  # "des sanctions | ont été imposées à X par Y"
            continue
        if token.is_punct or scene.form(place) in WHO | WHOM or token.pos_ in {"AUX", "SCONJ"}:
            break
        if token.pos_ == "VERB":
            verb = scene.words.supports.get(scene.words.lemma(token))
            if verb is None or "Part" not in token.morph.get("VerbForm", []):
                break
            if _is_carrier(scene, token, at) or frame.agents:
                frame = replace(frame, agents=frame.agents | BY)
            marks = marks | ({verb[1]} if verb[1] else set())
        place += 1
    return found


def _is_carrier(scene: Scene, token: Token, at: int) -> bool:
    """Say whether a word belongs to the passive of a carrying verb whose subject the noun is."""
    noun = scene.tokens[at]
    verb = noun.head
    is_ours = verb.i in {token.i, token.head.i}
    return is_ours and noun.dep_ in SUBJECTS and scene.words.lemma(verb) in scene.words.supports


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
    if token.dep_ in SUBJECTS and token.head.pos_ in {"VERB", "AUX"}:
        number = scene.places.of(token.head)
        above = read_chain(scene.tokens, number, scene.words) if number is not None else None
        is_beyond = any(one.start > (number or 0) for one in (subjects, objects) if one is not None)
        is_carried = is_beyond and scene.words.lemma(token.head) in scene.words.supports
        if above is not None and (token.head.lemma_ in HAPPENS or is_carried):
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


def _carried(scene: Scene, verb: int, frame: Frame, objects: Group | None) -> Tie | None:
    """Return the tie of a noun that a verb carries: its subject does it, or its subjects to each other."""
    chain = read_chain(scene.tokens, verb, scene.words)
    if chain is None or chain.is_passive or chain.is_participle:
        return None
    subjects = scene.subject(chain)
    if subjects is None or (objects is None and not subjects.is_joined):
        return None
    effect = scene.words.supports[scene.words.lemma(scene.tokens[verb])][0]
    if effect is Effect.NEGATED:
        chain.is_negative = True
    elif effect is Effect.FUTURE:
        chain.modality = Modality.FUTURE
    return tie_of(scene, frame, chain, subjects, objects)


def _targeted(scene: Scene, start: int, frame: Frame, agent: Group) -> Tie | None:
    """Read "X est visé par des sanctions américaines"."""
    if start > 1 and scene.form(start - 1) in UNDER:
        return _at_war(scene, start - 1, frame, agent, is_inverse=True)
    back = start - 1 if start and scene.form(start - 1) in BY | {"à"} else start - 2  # "par | de nouvelles sanctions"
    if back < 1 or scene.form(back) not in BY | {"à"}:
        return None
    verb = scene.tokens[back - 1]
    if not scene.words.has(verb, "target"):
        return None
    if back == 1 and scene.form(agent.end) == ",":  # "Visée par des sanctions de X, Y …"
        patients = scene.complement(agent.end + 1, {"_"})
        return _plain(scene, start, frame, agent, patients) if patients is not None else None
    if verb.pos_ != "VERB":
        return None
    start = back + 1
    chain = read_chain(scene.tokens, start - 2, scene.words)
    if chain is None or not (chain.is_passive or chain.is_participle):
        return None
    patients = scene.antecedent(chain.start) if chain.is_participle else scene.subject(chain)
    return tie_of(scene, frame, chain, agent, patients) if patients is not None else None
