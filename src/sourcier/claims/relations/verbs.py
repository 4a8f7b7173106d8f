"""Relations that a verb asserts: active, passive, in relative clauses, governed by other verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcier.claims.relations.chains import WHILE, Chain, read_chain
from sourcier.claims.relations.deeds import doer
from sourcier.claims.relations.frames import Frame
from sourcier.claims.relations.nominals import Group, Nominal
from sourcier.claims.relations.scene import REACH, WHOM, Scene
from sourcier.claims.relations.ties import Tie
from sourcier.core.relations import Modality, RelationKind

IF = frozenset({"si", "s'", "if", "unless", "sauf", "whether"})
DOUBT = frozenset({"que", "qu'", "that"})
NO = frozenset({"ne", "n'", "not", "n't", "never", "nobody", "no"})
NEITHER = frozenset({"ni", "neither", "nor", "aucun", "aucune"})


def verb_ties(scene: Scene, at: int) -> Iterator[Tie]:
    """Yield what a verb ties together."""
    token = scene.tokens[at]
    lemma = scene.words.lemma(token)
    if not scene.words.is_verb(token) or not ({lemma, f"se {lemma}"} & scene.words.verbs.keys()):
        return
    chain = read_chain(scene.tokens, at, scene.words)
    if chain is None:
        return
    frames = scene.words.verbs.get(lemma, ())
    if chain.is_reflexive:
        frames = scene.words.verbs.get(f"se {lemma}", frames)
    for frame in frames:
        found = list(_in_frame(scene, at, frame, replace(chain)))
        yield from found
        if found and frame.theme:
            return  # "frappe l'Iran de sanctions": no attack


def _in_frame(scene: Scene, at: int, frame: Frame, chain: Chain) -> Iterator[Tie]:
    if chain.is_participle:
        found = _reduced(scene, at, frame, chain)
    elif chain.is_passive and frame.theme != "help":
        found = _passive(scene, at, frame, chain)
    else:
        found = _active(scene, at, frame, chain)
    for subjects, objects in found:
        tie = tie_of(scene, frame, chain, subjects, objects, is_inverse="inverse" in frame.flags)
        if tie is not None and not any(one.is_land for one in tie.subjects):
            yield tie


def tie_of(
    scene: Scene, frame: Frame, chain: Chain, subjects: Group, objects: Group | None, *, is_inverse: bool = False
) -> Tie | None:
    """Return a tie with the negation and the mood of its verb; None where a doubted clause holds it.

    Inverse, the subject of the verb is the one to whom it is done: "X a acheté des chars à Y".
    """
    start = min(subjects.start, chain.start)
    modality = Modality.FUTURE if "future" in frame.flags else chain.modality
    if _is_doubted(scene, start) or (
        objects is not None and objects.start < start and _is_doubted(scene, objects.start)
    ):
        return None
    if scene.form(start - 1) in IF:
        return None
    if scene.form(start - 1) in DOUBT and chain.highest is not None and "Sub" in chain.highest.morph.get("Mood", []):
        return None
    accuser = accuser_of(scene, chain, subjects)
    is_negative = chain.is_negative or (
        scene.form(start - 1) in NEITHER or (objects is not None and scene.form(objects.start - 1) in NEITHER)
    )
    if is_inverse and objects is not None:
        subjects, objects = objects, subjects
    return Tie(
        kind=RelationKind.OPPOSES if chain.is_threat else frame.kind,
        subjects=subjects.members,
        objects=objects.members if objects is not None else (),
        flags=frame.flags,
        is_negative=is_negative,
        modality=modality,
        accuser=accuser,
        is_mutual=objects is None,
    )


def accuser_of(scene: Scene, chain: Chain, subjects: Group) -> Nominal | None:
    """Return who says so, where the clause has a verb of accusing or denying."""
    if chain.is_denied:
        return subjects.members[0]
    if chain.accused_by is None:
        return None
    outer = Chain(start=chain.accused_by, end=chain.accused_by + 1, highest=scene.tokens[chain.accused_by])
    if chain.is_accused_passive:
        found = scene.complement(outer.end, {"par", "by"})
    else:
        again = read_chain(scene.tokens, chain.accused_by, scene.words)
        found = scene.subject(again) if again is not None else None
    return found.members[0] if found is not None else None


def _is_doubted(scene: Scene, start: int) -> bool:
    """Say whether a clause is what somebody asks for, fears or does not think: "personne ne croit que …"."""
    if scene.form(start - 1) not in DOUBT:
        return False
    before = range(max(start - 8, 0), start - 1)
    is_wished = any(scene.words.has(scene.tokens[at], "unreal") for at in before[-4:])
    return start == 1 or is_wished or any(scene.form(at) in NO for at in before)


def _subject(scene: Scene, chain: Chain) -> Group | None:
    if chain.is_gerund:
        return _shared_subject(scene, chain)
    if chain.accused_by is not None and not chain.is_accused_passive:
        return scene.accused(chain.accused_by + 1, chain.start)
    if chain.accused_by is not None:
        return scene.antecedent(chain.start) or scene.subject(chain)
    return scene.subject(chain)


def _shared_subject(scene: Scene, chain: Chain) -> Group | None:
    """Return who does what a gerund says: the subject of the verb over it."""
    if scene.form(chain.start - 1) not in WHILE:
        found = scene.antecedent(chain.start) if scene.form(chain.start - 1) == "," else None
        return found if found is not None and not found.marker else None
    if chain.start == 1:
        comma = next((n for n in range(chain.end, len(scene.tokens)) if scene.form(n) == ","), None)
        return scene.complement(comma + 1, {"_"}) if comma is not None else None
    if chain.highest is None:
        return None
    over = chain.highest.head if chain.highest.head.pos_ != "ADP" else chain.highest.head.head
    at = scene.places.of(over)
    if at is None or at > chain.start:
        return None
    if over.pos_ not in {"VERB", "AUX"}:  # the tagger missed the verb: the sentence must open with its subject
        first = scene.groups[0] if scene.groups else None
        return first if first is not None and first.start == 0 and not first.marker else None
    main = read_chain(scene.tokens, at, scene.words)
    if main is None or main.is_negative or main.is_passive or main.is_gerund or main.accused_by is not None:
        return None
    chain.modality = main.modality if chain.modality is Modality.ASSERTED else chain.modality
    return scene.subject(main)


def _gapped(scene: Scene, objects: Group) -> tuple[Group, Group] | None:
    """Read the second half of "X soutient Y, et Z, W": the verb is that of the first."""
    at = objects.end
    while scene.form(at) in {",", ";", "et", "and", "while", "quand", "tandis", "que"}:
        at += 1
    first = scene.nominal_at(at)
    if first is None or first.marker or at == objects.end or not scene.is_conjoined(objects.end, at):
        return None
    end = first.end + (scene.form(first.end) == ",") + bool(objects.marker)
    second = scene.nominal_at(end)
    if second is None or second.marker != objects.marker or scene.form(second.end) not in {"", ".", ";", "»", ","}:
        return None
    return Group((first,)), Group((second,))


def _active(scene: Scene, at: int, frame: Frame, chain: Chain) -> Iterator[tuple[Group, Group | None]]:
    if scene.form(chain.start - 1) in WHOM and (relative := _inverted(scene, at, chain)):
        yield relative
        return
    subjects = _subject(scene, chain)
    if subjects is None:
        return
    if chain.is_reflexive and "reflexive" not in frame.flags:
        if "pair" in frame.flags and subjects.is_joined:
            yield subjects, None
        return
    if scene.form(subjects.start - 1) in WHOM | {"which"} and "_" in frame.objects:
        behind = scene.complement(at + 1, frame.objects)
        others = scene.antecedent(subjects.start - 1) if behind is None else None
        if others is not None:
            if len(others.members) == 1:
                yield subjects, others
            return
    if frame.theme and not scene.has_theme(frame.theme, at + 1, at + 1 + REACH):
        return
    objects = scene.complement(at + 1, frame.objects, free=bool(frame.theme), tie="tie", over_que=chain.is_negative)
    is_alone = chain.is_reflexive or (scene.words.lang == "en" and scene.is_closed(at + 1))
    if objects is None and "pair" in frame.flags and is_alone and subjects.is_joined:
        yield subjects, None  # "X et Y se sont entretenus", "X and Y met in Paris"
    if objects is None and not frame.theme:
        objects = doer(scene, at, frame)
    if objects is not None:
        chain.is_negative = chain.is_negative and not scene.is_restricted(at + 1, objects.start)
        yield subjects, objects
        if gapped := _gapped(scene, objects):
            yield gapped


def _inverted(scene: Scene, at: int, chain: Chain) -> tuple[Group, Group] | None:
    """Read "le Pakistan, que soutient la Chine"."""
    subjects = scene.complement(at + 1, {"_"})
    others = scene.antecedent(chain.start - 1)
    if subjects is None or others is None or len(others.members) > 1 or subjects.start != at + 1:
        return None
    return subjects, others


def _passive(scene: Scene, at: int, frame: Frame, chain: Chain) -> Iterator[tuple[Group, Group | None]]:
    agents = scene.complement(at + 1, frame.agents, free=True) if frame.agents else None
    if agents is None:
        return
    if "inverse" in frame.flags:
        return
    if frame.theme and "_" in frame.objects and scene.has_theme(frame.theme, at + 1, at + 1 + REACH):
        patients = _subject(scene, chain)  # "was hit with sanctions by"
        if patients is not None:
            yield agents, patients
        return
    if frame.theme:
        objects = scene.complement(at + 1, frame.objects, free=True)
        if objects is not None and scene.has_theme(frame.theme, chain.start - REACH // 2, chain.start):
            yield agents, objects
        return
    patients = _subject(scene, chain)
    if patients is not None:
        yield agents, patients


def _backed(scene: Scene, at: int) -> tuple[Group, Group] | None:
    """Read "Moscow-backed X"."""
    owner = scene.nominal_before(at - 1)
    end = next((n for n in range(at + 1, min(at + 5, len(scene.tokens))) if scene.starting_at(n)), None)
    other = scene.starting_at(end) if end is not None else None
    if owner is None or other is None or other.marker not in {"", "-"} or end is None:
        return None
    is_near = all(token.pos_ in {"ADJ", "NOUN", "PROPN"} for token in scene.tokens[at + 1 : end])
    return (Group((owner,)), Group((other.members[0],))) if is_near else None


def _reduced(scene: Scene, at: int, frame: Frame, chain: Chain) -> Iterator[tuple[Group, Group | None]]:
    """Read "X, soutenu par Y", "Soutenu par Y, X …", "Y-backed X", "les chars livrés par Y à X"."""
    if scene.form(at - 1) == "-" and not frame.theme and "_" in frame.objects:
        if (backed := _backed(scene, at)) is not None:
            yield backed
        return
    if not frame.agents or "inverse" in frame.flags:
        return
    agents = scene.complement(at + 1, frame.agents, free=bool(frame.theme))
    if agents is None:
        return
    if frame.theme:
        others = scene.complement(at + 1, frame.objects - {"_"}, free=True)
        if others is not None and scene.has_theme(frame.theme, at - 5, at):
            yield agents, others
        return
    start = min(at, chain.start)
    while start and scene.tokens[start - 1].pos_ == "ADV":
        start -= 1
    patients = scene.antecedent(start)
    if start == 0 and scene.form(agents.end) == ",":
        patients = scene.complement(agents.end + 1, {"_"})
    if patients is not None and patients.end <= start + 1:
        last = patients if len(patients.members) == 1 else None
        if last is not None:
            yield agents, last
    elif patients is not None and start == 0:
        yield agents, patients
