from __future__ import annotations

import pytest

from assessment.quoting.shelves import document, look_up
from sourcier.core.testimony import QuoteStatus

SPEECH = document(
    "Nous paierons la cantine aux enfants les plus pauvres. Les bains seront gratuits pour les foyers les moins aisés. "
    "Nous relogerons les locataires expulsés en mars. Seuls les bateaux de pêche pourront accoster au vieux port. "
    "Presque toutes les digues du canton ont tenu cette nuit. Nous planterons des haies autour des écoles communales. "
    "Jusqu'à 300 saisonniers seront logés au camping cet été. Les bus de nuit rouleront entre la gare et le port. "
    "Nous remercions les pompiers volontaires du canton.",
    title="Discours d'Inès Caro, présidente du canton",
    publisher="Canton de Lorme",
)
ENGLISH = document(
    "We will pay the rent of tenants evicted last March. Ferry tickets will be free for islanders over 65. Nearly all of "
    "our schools have a nurse. Only the fishing boats will be allowed into the old harbour. We will light the "
    "streets around the station.",
    lang="en",
    title="Statement by Una Doyle, leader of the island council",
    publisher="Island Council",
)


@pytest.mark.parametrize(
    ("words", "beside", "cut"),
    [
        ("Nous paierons la cantine aux enfants", "", "les plus pauvres"),
        ("Nous paierons la cantine aux enfants", " Elle parle des plus pauvres.", None),
        ("Les bains seront gratuits", "", "pour les foyers les moins aisés"),
        ("Nous relogerons les locataires", "", "expulsés en mars"),
        ("Les bateaux de pêche pourront accoster au vieux port", "", "Seuls"),
        ("Toutes les digues du canton ont tenu cette nuit", "", "Presque"),
        ("300 saisonniers seront logés au camping cet été", "", "Jusqu'à"),
        ("Nous planterons des haies", "", None),
        ("Nous planterons des haies autour des écoles", "", None),
        ("Les bus de nuit rouleront", "", None),
        ("Nous remercions les pompiers", "", None),
    ],
)
def test_what_kept_words_to_a_part_is_not_left_out(words, beside, cut):
    (found,) = look_up(f"« {words} », a dit Inès Caro.{beside}", [SPEECH])
    assert (found.status, found.cut) == (QuoteStatus.EXACT if cut is None else QuoteStatus.TRUNCATED, cut)


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("We will pay the rent of tenants", "evicted last March"),
        ("Ferry tickets will be free for islanders", "over 65"),
        ("All of our schools have a nurse", "Nearly"),
        ("The fishing boats will be allowed into the old harbour", "Only"),
        ("We will light the streets", None),
    ],
)
def test_what_kept_english_words_to_a_part_is_not_left_out(words, cut):
    (found,) = look_up(f"“{words},” Una Doyle said.", [ENGLISH], lang="en")
    assert (found.status, found.cut) == (QuoteStatus.EXACT if cut is None else QuoteStatus.TRUNCATED, cut)
