"""Who stands behind a deed that a verb takes: "condamne les frappes russes", "slams Iran's test"."""

from __future__ import annotations

from sourcier.claims.relations.frames import Frame
from sourcier.claims.relations.nominals import MODIFIER, OF, OWNER, Group
from sourcier.claims.relations.scene import Scene

CLASSES = ("deed", "asset", "envoy")
"""Nouns whose "de" brings in the doer, the owner of what is taken, or the state that an envoy speaks for."""
BY = frozenset({"par", "by"})
SPAN = 8
_BEFORE = frozenset({"DET", "ADJ", "NUM", "ADV"})


def doer(scene: Scene, at: int, frame: Frame) -> Group | None:
    """Return the entity whose deed stands right of a verb; None where it may have suffered the deed."""
    name = next((one for one in CLASSES if one in frame.flags), None)
    if name is None:
        return None
    place = at + 1
    owner: Group | None = None
    while place < min(at + 1 + SPAN, len(scene.tokens)):
        group = scene.starting_at(place)
        if group is not None and group.marker in {MODIFIER, OWNER} and scene.words.lang == "en":
            owner, place = group, group.end
        elif group is not None:
            return None
        elif scene.tokens[place].pos_ in _BEFORE or scene.form(place) in OF | {"contre", "against"}:
            place += 1
        elif owner is not None and scene.tokens[place].pos_ == "NOUN" and scene.tokens[place].dep_ == "compound":
            place += 1  # "Iran's missile test"
        else:
            break
    if place >= len(scene.tokens) or not scene.words.has(scene.tokens[place], name):
        return None
    if scene.tokens[place].pos_ not in {"NOUN", "PROPN"}:
        return None
    return owner or _behind(scene, place)


def _behind(scene: Scene, head: int) -> Group | None:
    """Return the doer that stands right of the noun, behind "par" alone where "de" brings in who suffers it."""
    suffers = scene.words.has(scene.tokens[head], "passive")
    place = head + 1
    while place < min(head + 1 + SPAN, len(scene.tokens)):
        group = scene.starting_at(place)
        if group is not None:
            is_doer = group.marker in BY or group.marker == MODIFIER or (group.marker in OF and not suffers)
            if is_doer:
                return scene.own(group)
            if not group.marker:
                return None
            place = group.end
            continue
        token = scene.tokens[place]
        is_bare = token.pos_ == "NOUN" and scene.form(place - 1) in {"de", "d'"} and not suffers  # "tirs de missiles"
        if not (is_bare or token.pos_ in {"ADP", "DET", "ADJ"}):
            return None
        place += 1
    return None
