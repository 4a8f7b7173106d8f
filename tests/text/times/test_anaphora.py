"""Words that point back to a year named before."""

from datetime import date

import pytest

from sourcier.text.parsing import pipeline
from sourcier.text.times import find_times

CASES = [
    ("fr", "Le taux a monté en 2022 ; à Ormeau, il a baissé la même année.", 2022),
    ("fr", "Élu le 3 mai 2019, il démissionne l'année suivante.", 2020),
    ("fr", "La digue cède en mars 2011. Cette année-là, le port ferme.", 2011),
    ("en", "Prices rose in 2022 and wages fell that same year.", 2022),
    ("en", "Elected in May 2019, she resigned the following year.", 2020),
]


@pytest.mark.parametrize(("lang", "text", "year"), CASES)
def test_a_pointing_phrase_takes_the_year_before_it(lang, text, year):
    last = find_times(pipeline(lang)(text), lang, date(2024, 5, 15))[-1]
    assert (last.start, last.end) == (date(year, 1, 1), date(year + 1, 1, 1))


@pytest.mark.parametrize("text", ["La même année, le port ferme.", "Depuis 1990, rien. La même année, le port ferme."])
def test_without_one_year_to_point_to_the_words_stay_unplaced(text):
    times = find_times(pipeline("fr")(text), "fr", date(2024, 5, 15))
    assert all("année" not in time.text for time in times)
