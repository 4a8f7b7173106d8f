from __future__ import annotations

import pytest

from reading import read
from sourcier.claims.quoted import who_says


def _voices(text, lang):
    draft = read(text, lang).draft
    return who_says(draft, [one.content for one in draft.quotes if one.depth == 0])


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("fr", "« Le lac a gelé cette nuit », a dit Jean Perrin.", ["Jean Perrin"]),
        ("fr", "« Le lac a gelé cette nuit », s’émerveille Jean Perrin.", ["Jean Perrin"]),
        ("fr", "« Les barques ont été vendues », écrit l’expert Jean Perrin.", ["l’expert Jean Perrin"]),
        ("fr", "Le maire de Lanvaux, Jean Perrin, le répète : « Le lac a gelé cette nuit. »", None),
        ("en", "“The lake froze overnight,” said Jane Perrin.", ["Jane Perrin"]),
        ("en", "‘The lake froze overnight,’ said Jane Perrin.", ["Jane Perrin"]),
        ("fr", "« Le lac a gelé cette nuit », plaide Marc Le Goff.", ["Marc Le Goff"]),
        ("fr", "« Le lac a gelé cette nuit », a estimé Jean Perrin.", ["Jean Perrin"]),
        ("en", "“Three boats, three holes,” its chief secretary, Jane Perrin, told the court.", ["Jane Perrin"]),
    ],
)
def test_the_speaker_beside_a_quotation(lang, text, names):
    voices = _voices(text, lang)
    found = [one.source.name for one in voices if one is not None]
    assert found == names if names else "Jean Perrin" in found[0]
    assert all(one.is_sure for one in voices if one is not None)


def test_a_pronoun_goes_back_to_whom_the_paragraph_is_about():
    text = (
        "Jeanne Roy salue la foule. « Le lac a gelé cette nuit », a-t-elle dit. « Il gèlera demain », a-t-elle ajouté."
    )
    assert [(one.source.name, one.is_sure) for one in _voices(text, "fr") if one] == [("Jeanne Roy", True)] * 2


def test_another_subject_ends_it():
    text = "Jeanne Roy salue la foule. Le préfet s’approche. « Le lac a gelé cette nuit », a-t-il dit."
    (voice,) = _voices(text, "fr")
    assert voice is None or not voice.is_sure


def test_a_quotation_that_follows_another_goes_on_with_its_speaker():
    text = "“The lake froze overnight,” said Jane Perrin, who rents boats. “We shall skate to school tomorrow.”"
    assert [one.source.name for one in _voices(text, "en") if one] == ["Jane Perrin", "Jane Perrin"]


def test_nobody_says_what_stands_alone():
    assert _voices("Le panneau porte « Baignade interdite toute l’année ».", "fr") == (None,)


def test_who_is_questioned_by_another_speaks():
    text = "Interrogée par Jean Perrin, Jeanne Roy a parlé du lac. « Il a gelé cette nuit », a-t-elle répété."
    assert [one.source.name for one in _voices(text, "fr") if one] == ["Jeanne Roy"]


def test_the_only_person_named_is_whom_a_pronoun_means():
    text = "Jeanne Roy tient la barque.\n\n« Le lac a gelé cette nuit », a-t-elle dit."
    assert [(one.source.name, one.is_sure) for one in _voices(text, "fr") if one] == [("Jeanne Roy", True)]
