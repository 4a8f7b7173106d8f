import pytest

import factory
from sourcier.core.language import Entity
from sourcier.text.gazetteer import Gazetteer
from sourcier.text.parsing import pipeline
from sourcier.text.reading import read_text
from sourcier.text.rhetoric.candidates import Tokens, find_candidates
from sourcier.text.rhetoric.lexicon import Lexicon
from sourcier.text.rhetoric.patterns import Cue, compile_cue

GAZETTEER = Gazetteer.of([Entity("NLA", "state", "Norlande", "Norland")])


def matched(expression, text, part="-"):
    """Return the words that an expression alone finds in a text."""
    cue = Cue(expression, "loaded_words", part, 3, is_literal=False)
    by_form, by_lemma = {}, {}
    tokenizer = pipeline("fr").tokenizer
    for pattern in compile_cue(
        cue, "fr", lambda form: [form] if form[:-1].isalpha() else [t.text for t in tokenizer(form)]
    ):
        for form in pattern.elements[pattern.anchor].forms:
            by_form.setdefault(form, []).append(pattern)
        for lemma in pattern.elements[pattern.anchor].lemmas:
            by_lemma.setdefault(lemma, []).append(pattern)
    lexicon = Lexicon(
        {key: tuple(found) for key, found in by_form.items()},
        {key: tuple(found) for key, found in by_lemma.items()},
        {"people": frozenset()},
    )
    draft = read_text(factory.article(text), GAZETTEER)
    found = find_candidates(draft, Tokens.of(draft), lexicon)
    return [draft.doc[one.start : one.end].text for one in found]


@pytest.mark.parametrize(
    ("expression", "part", "text", "words"),
    [
        ("mot", "-", "Un Mot de trop.", ["Mot"]),
        ("=brutal", "-", "Des coups brutaux, une main brutale.", ["brutaux", "brutale"]),
        ("bras cassé", "n", "Ces bras cassés arrivent.", ["bras cassés"]),
        ("se vautrer", "v", "Ils se vautrent dans le luxe.", ["se vautrent"]),
        ("soit * soit", "-", "Soit le rouge vif, soit le vert.", ["Soit le rouge vif, soit"]),
        ("soit * soit", "-", "Soit. Il viendra soit mardi.", []),
        ("un|deux camps|camp", "-", "Il reste deux camps.", ["deux camps"]),
        ("très? grand", "-", "Un très grand, un grand.", ["très grand", "grand"]),
        ("^ mais qui", "-", "Mais qui vient ?", ["Mais qui"]),
        ("^ mais qui", "-", "Il sait mais qui vient ?", []),
        ("n'y a_plus|reste rien", "-", "Il n’y a plus rien, il n'y reste rien.", ["n’y a plus rien", "n'y reste rien"]),
        ("clan de @place", "-", "Le clan de Norlande, le clan de deux hommes.", ["clan de Norlande"]),
    ],
)
def test_expression_matches(expression, part, text, words):
    assert matched(expression, text, part) == words
