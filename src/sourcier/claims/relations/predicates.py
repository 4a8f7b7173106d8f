"""What one side is to the other: "X, allié de Y", "X, dont le parrain est Y", "aux côtés de Y"."""

from __future__ import annotations

from sourcier.claims.relations.chains import read_chain
from sourcier.claims.relations.frames import Frame
from sourcier.claims.relations.nominals import OF, Group
from sourcier.claims.relations.scene import REACH, Scene
from sourcier.claims.relations.ties import Tie
from sourcier.claims.relations.verbs import tie_of

WHOSE = frozenset({"dont", "whose"})
THEIR = frozenset({"son", "sa", "ses", "leur", "leurs", "its", "their", "his", "her"})
BEFORE = frozenset({"parmi", *OF, "un", "-", "time", *THEIR})


def predicate(scene: Scene, at: int, start: int, frame: Frame) -> Tie | None:
    """Read "X, allié de Y", "X est l'allié de Y", "Allié de Y, X …", "X et Y sont alliés", "X, son allié"."""
    if frame.theme and not scene.has_theme(frame.theme, at + 1, at + 6):
        return None
    objects = scene.complement(at + 1, frame.objects, free=bool(frame.theme), tie="tenure")
    back = start
    while back and (scene.tokens[back - 1].pos_ in {"ADV", "DET", "ADJ"} or scene.form(back - 1) in BEFORE):
        back -= 1
    if objects is None and (whose := _whose(scene, at, back, frame)) is not None:
        return whose
    if objects is not None and back == 0 and scene.form(objects.end) == ",":
        return _allied(frame, scene.complement(objects.end + 1, {"_"}), objects)
    if scene.form(back - 1) == "," and (subjects := scene.antecedent(back)) is not None:
        is_theirs = any(scene.form(n) in THEIR for n in range(back, at)) or scene.form(back) in THEIR
        if objects is None and is_theirs:
            return _allied(frame, subjects, scene.only_other(subjects, before=subjects.start))
        if objects is None:
            is_pair = subjects.is_joined and frame.kind.is_symmetric and scene.tokens[at].text.endswith(("s", "d"))
            return (
                Tie(kind=frame.kind, subjects=subjects.members, objects=(), flags=frame.flags, is_mutual=True)
                if (is_pair)
                else None
            )
        return _allied(frame, subjects, objects) if len(subjects.members) == 1 else None
    verb = scene.tokens[back - 1] if back else None
    if verb is None or not scene.words.has(verb, "copula") or verb.pos_ not in {"AUX", "VERB"}:
        return None
    chain = read_chain(scene.tokens, back - 1, scene.words)
    subjects = scene.subject(chain) if chain is not None else None
    if chain is None or subjects is None:
        return None
    if objects is None and scene.form(subjects.start - 1) in WHOSE:  # "Y, dont X est l'allié"
        objects = scene.antecedent(subjects.start - 1)
        return tie_of(scene, frame, chain, subjects, objects) if objects is not None else None
    if objects is None and not (subjects.is_joined and frame.kind.is_symmetric):
        return None
    return tie_of(scene, frame, chain, subjects, objects)


def _whose(scene: Scene, at: int, back: int, frame: Frame) -> Tie | None:
    """Read "Y, dont le principal allié est X"."""
    if scene.form(back - 1) not in WHOSE and scene.form(back) not in WHOSE:
        return None
    mark = back if scene.form(back) in WHOSE else back - 1
    others = scene.antecedent(mark)
    verb = scene.tokens[at + 1] if at + 1 < len(scene.tokens) else None
    if others is None or verb is None or not scene.words.has(verb, "copula"):
        return None
    chain = read_chain(scene.tokens, at + 1, scene.words)
    subjects = scene.complement(at + 2, {"_"})
    if chain is None or subjects is None:
        return None
    return tie_of(scene, frame, chain, subjects, others)


def beside(scene: Scene, at: int, frame: Frame) -> Tie | None:
    """Read "X combat aux côtés de Y"."""
    objects = scene.starting_at(at + 2) or scene.starting_at(at + 1)
    if objects is None or objects.marker not in frame.objects:
        return None
    for back in range(at - 2, max(at - 2 - REACH // 2, -1), -1):
        token = scene.tokens[back]
        if token.is_punct or token.pos_ == "SCONJ":
            return None
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        chain = read_chain(scene.tokens, back, scene.words) if scene.words.has(token, "beside") else None
        subjects = scene.subject(chain) if chain is not None and not chain.is_passive else None
        if chain is None or subjects is None:
            return None
        return tie_of(scene, frame, chain, subjects, scene.own(objects))
    return None


def _allied(frame: Frame, subjects: Group | None, objects: Group | None) -> Tie | None:
    if subjects is None or objects is None:
        return None
    return Tie(kind=frame.kind, subjects=subjects.members, objects=objects.members, flags=frame.flags)
