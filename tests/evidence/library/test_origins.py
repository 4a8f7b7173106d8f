"""Copies have one origin, others have their own, in whatever order they come."""

from __future__ import annotations

import random
from datetime import date

import pytest

from evidence.library.written import document
from sourcier.evidence.library.cutting import cut
from sourcier.evidence.library.origins import (
    SignedDocument,
    SignedPassage,
    origins_of,
    own_origin,
    sign_documents,
    sign_passages,
)

WIRE = (
    "PARIS - Le ministre des transports a annoncé mardi la fermeture de douze gares du nord du pays, "
    "faute de voyageurs et de crédits.\n\n"
    "Les syndicats, reçus dans la matinée, ont dénoncé une décision prise sans consulter les communes concernées "
    "et promis une journée d'action.\n\n"
    "Selon la direction, ces gares accueillaient en moyenne moins de vingt voyageurs par jour depuis trois ans, "
    "contre plus de cent auparavant.\n\n"
    "Un service d'autocars sera mis en place à partir du mois de mars, a précisé le cabinet du ministre."
)
REPRINT = WIRE.replace("PARIS - ", "").replace("a annoncé mardi", "a annoncé ce mardi") + (
    "\n\nAvec AFP, tous droits réservés. Abonnez-vous pour lire la suite."
)
OWN_REPORT = (
    "Douze gares vont fermer dans le nord. À la sortie de la réunion, les élus ne cachaient pas leur colère.\n\n"
    "« On nous enlève tout », dit la maire d'une commune de huit cents âmes, qui prenait le train de sept heures.\n\n"
    "Des cars remplaceront les trains au printemps, promet le ministère, qui met en avant la faible fréquentation."
)
QUOTING = (
    "Notre enquête commence loin de la capitale, dans une salle d'attente aux vitres brisées.\n\n"
    + WIRE.split("\n\n")[2]
    + "\n\nPersonne ici ne croit à ces chiffres, que l'association des usagers a fait recompter par un huissier."
)
OTHER = (
    "La récolte de pommes s'annonce bonne cette année dans la vallée, où le gel n'a touché que deux vergers.\n\n"
    "Les producteurs craignent davantage le prix du transport que la sécheresse de l'été dernier."
)


def origins(documents):
    passages = [passage for one in documents for passage in cut(one)]
    signed = [
        SignedDocument(one.id, one.digest, one.published, signature)
        for one, signature in zip(documents, sign_documents([one.text for one in documents]), strict=True)
    ]
    marks = [
        SignedPassage(one.id, one.document_id, signature)
        for one, signature in zip(passages, sign_passages([one.text for one in passages]), strict=True)
    ]
    found = origins_of(signed, marks)
    return {one.id: [found[passage.id] for passage in passages if passage.document_id == one.id] for one in documents}


def texts():
    return [
        document(REPRINT, name="reprint", published=date(2023, 3, 8)),
        document(WIRE, name="wire", published=date(2023, 3, 7)),
        document(OWN_REPORT, name="own", published=date(2023, 3, 7)),
        document(QUOTING, name="quoting", published=date(2023, 3, 12)),
        document(OTHER, name="other"),
    ]


def test_a_reprint_has_the_origin_of_the_wire_story():
    reprint, wire, *_ = documents = texts()
    found = origins(documents)
    assert set(found[reprint.id]) == {own_origin(wire.digest)} == set(found[wire.id])


def test_a_report_of_the_same_event_has_its_own():
    documents = texts()
    found = origins(documents)
    for one in (documents[2], documents[4]):
        assert set(found[one.id]) == {own_origin(one.digest)}


def test_a_paragraph_of_the_wire_inside_an_inquiry_has_the_wire_s_origin():
    documents = texts()
    wire, quoting = documents[1], documents[3]
    found = origins(documents)[quoting.id]
    assert found == [own_origin(quoting.digest), own_origin(wire.digest), own_origin(quoting.digest)]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_adding_does_not_count(seed):
    documents = texts()
    expected = origins(documents)
    random.Random(seed).shuffle(documents)
    assert origins(documents) == expected


def test_an_earlier_copy_found_later_becomes_the_origin():
    documents = texts()
    earlier = document(WIRE + "\n\n(dépêche de 18 heures)", name="earlier", published=date(2023, 3, 6))
    found = origins([*documents, earlier])
    assert set(found[documents[1].id]) == {own_origin(earlier.digest)}


def test_a_copy_without_a_date_is_never_the_origin_of_one_that_has_it():
    undated, dated = document(WIRE, name="b"), document(REPRINT, name="a", published=date(2024, 1, 1))
    found = origins([undated, dated])
    assert set(found[undated.id]) == {own_origin(dated.digest)}


def test_short_sentences_that_many_write_make_no_copies():
    one = document(OTHER + "\n\nIl n'a pas répondu.", name="one")
    two = document(OWN_REPORT + "\n\nIl n'a pas répondu.", name="two")
    found = origins([one, two])
    assert set(found[one.id]) == {own_origin(one.digest)}
    assert set(found[two.id]) == {own_origin(two.digest)}


def test_what_a_publisher_puts_around_every_text_makes_no_copies():
    around = "\n\nAbonnez-vous pour lire tous nos articles sans publicité dès un euro par mois. " * 3
    one, two = document(OTHER + around, name="one"), document(OWN_REPORT + around, name="two")
    found = origins([one, two])
    assert set(found[one.id]).isdisjoint(found[two.id])


def test_an_empty_library_has_no_origins():
    assert origins_of([], []) == {}


def test_a_document_without_passages_changes_nothing():
    bare = document("Un titre", name="bare", headings=("Un titre",))
    assert origins([bare, *texts()])[bare.id] == []
