"""Signs and symmetry of the kinds of relations."""

from sourcier.core.relations import RelationKind


def test_every_symmetric_kind_is_cooperative():
    assert {kind for kind in RelationKind if kind.is_symmetric} == {RelationKind.MEETS, RelationKind.ALLIES}
    assert all(kind.sign == 1 for kind in RelationKind if kind.is_symmetric)


def test_hostile_kinds_have_a_negative_sign():
    assert {kind for kind in RelationKind if kind.sign == -1} == {
        RelationKind.OPPOSES,
        RelationKind.ATTACKS,
        RelationKind.SANCTIONS,
    }
