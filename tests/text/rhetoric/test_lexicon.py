import re
from importlib import resources

import pytest

import sourcier.text.rhetoric
from sourcier.core.rhetoric import Technique
from sourcier.text.parsing import pipeline
from sourcier.text.rhetoric.candidates import TENSES
from sourcier.text.rhetoric.lexicon import NEUTRAL, cues, lexicon
from sourcier.text.rhetoric.model import model
from sourcier.text.rhetoric.patterns import compile_cue

BOTH = pytest.mark.parametrize("lang", ["fr", "en"])


@BOTH
def test_every_cue_is_read_and_compiles(lang):
    tokenizer = pipeline(lang).tokenizer
    for cue in cues(lang):
        assert cue.technique in {*Technique, NEUTRAL}, cue
        assert cue.part in {"n", "a", "v", "-"}, cue
        assert cue.intensity in ({0} if cue.technique == NEUTRAL else {1, 2, 3}), cue
        patterns = list(compile_cue(cue, lang, lambda form: [token.text for token in tokenizer(form)]))
        assert patterns, cue
        assert len(patterns) < 200, cue


@BOTH
def test_no_cue_stands_twice(lang):
    seen = [(cue.expression, cue.technique, cue.part) for cue in cues(lang)]
    assert len(seen) == len(set(seen))


@BOTH
def test_no_cue_and_no_surrounding_names_a_state_a_capital_or_a_leader(lang):
    # Neutral expressions may: "régime de Vichy" is a term of history.
    named = re.compile(
        r"\b(france|français|russ|ukrain|chin[ae]|chinois|isra[eé]l|palestin|am[eé]ric|britain|british|europe|the west|occident"
        r"|iran|poutine|putin|trump|macron|biden|otan|nato|bruxelles|brussels|washington|moscou|moscow|kiev|kyiv)"
    )
    table = (resources.files(sourcier.text.rhetoric) / f"surroundings.{lang}.tsv").read_text(encoding="utf-8")
    assert named.findall(table) == []
    assert [
        one.expression for one in cues(lang) if one.technique != NEUTRAL and named.search(one.expression.lower())
    ] == []


def test_languages_have_the_same_surroundings():
    assert set(lexicon("fr").surroundings) == set(lexicon("en").surroundings)


def test_weights_are_of_features_that_exist():
    source = (resources.files(sourcier.text.rhetoric) / "features.py").read_text(encoding="utf-8")
    computed = {f"is_{technique}" for technique in Technique} | set(lexicon("fr").surroundings)
    computed |= {f"has_{tense}" for tense in TENSES}
    assert {name for name in model().weights if f'"{name}"' not in source} <= computed


def test_a_technique_without_a_threshold_is_off():
    from sourcier.text.rhetoric.model import Model

    off = Model(bias=0.0, weights={}, thresholds={Technique.LOADED_WORDS: 0.5})
    assert off.shows(Technique.LOADED_WORDS, 0.5)
    assert not off.shows(Technique.EXAGGERATION, 1.0)
