"""The article's text with its claims marked, and the list of these: made once for each state of the decisions."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup, escape

from sourcier.app.desk.web.context import templates
from sourcier.app.desk.web.editions import Edition, LaidSentence
from sourcier.app.desk.web.overlay import Overlay, Subject
from sourcier.app.desk.web.wording import interface_words
from sourcier.core.article import Lang
from sourcier.core.keeping import Kept
from sourcier.core.spans import Span
from sourcier.dossier.exports.standing import denied_css
from sourcier.dossier.report.marking import beside
from sourcier.dossier.report.parts import environment, weight
from sourcier.dossier.report.prose import Mark, rows
from sourcier.dossier.report.records import MARKS
from sourcier.dossier.report.verdicts import against_denial
from sourcier.dossier.report.words import Words

REVIEWS = ("open", "decided", "disputed")
"""Of the filter: claims that nobody examined, examined ones, those of which two decisions differ."""

# What changes with each decision is left out of the text that is kept, and filled in: the text is laid out once.
# Nobody who writes an article can know the sign that the gaps are made with.
_SIGN = f"gap-{secrets.token_hex(8)}-"
_GAP = re.compile(rf"{_SIGN}([a-z]+)(\d+)\.")

Places = tuple[tuple[str, Span, str, str], ...]
"""Of each claim its number, span, path and speaker."""
Pieces = tuple[tuple[str, int, str], ...]

_MOST_KEPT = 32_000_000
"""Letters of the texts and lists kept, each."""
_TEXTS: Kept[tuple[Edition, Places], Pieces] = Kept(
    most=_MOST_KEPT, weigh=lambda pieces: 2 * sum(len(words) for _, _, words in pieces)
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are to be shown."""

    verdicts: frozenset[str] = field(default_factory=frozenset)
    """All, where empty."""
    kind: str = ""
    speaker: str = ""
    review: str = ""

    def keeps(self, one: Subject) -> bool:
        """Say whether a claim is to be shown."""
        return (
            (not self.verdicts or one.status in self.verdicts)
            and (not self.kind or one.kind == self.kind)
            and (not self.speaker or (one.laid is not None and one.laid.speaker == self.speaker))
            and (not self.review or self.review in {one.state, "disputed" if one.is_disputed else "", _examined(one)})
        )

    @property
    def query(self) -> str:
        """The filter as the query of an address; empty where all are shown.

        >>> Filter(frozenset({"refuted"}), review="open").query
        '?verdict=refuted&review=open'
        """
        pairs = [("verdict", one) for one in MARKS if one in self.verdicts]
        pairs += [(name, getattr(self, name)) for name in ("kind", "speaker", "review") if getattr(self, name)]
        return f"?{urlencode(pairs)}" if pairs else ""


def _examined(one: Subject) -> str:
    return "" if one.state == "open" else "decided"


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence's cell of the strip."""

    css: str
    words: str
    """In the words of the interface; the reason for carrying no claim in those of the article."""
    href: str
    """Empty where it carries no claim."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the page shows of an article and of where its claims stand."""

    text: Markup
    claims: Markup
    """The list of claims."""
    strip: tuple[Cell, ...]
    speakers: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many letters are kept of it, and of the edition that it is kept under."""
        return 2 * (len(self.text) + len(self.claims))


_STORIES: Kept[tuple[Edition, Overlay, Lang, Filter], Story] = Kept(most=_MOST_KEPT, weigh=lambda one: one.weight)


def story(edition: Edition, overlay: Overlay, lang: Lang, wanted: Filter) -> Story:
    """Return the text and the list of claims, in the words of one language of the interface."""
    if wanted.speaker and all(claim.speaker != wanted.speaker for claim in edition.claims):
        return _tell(edition, overlay, lang, wanted)  # anybody can ask for a name, so this is not worth keeping
    return _STORIES.get((edition, overlay, lang, wanted), lambda: _tell(edition, overlay, lang, wanted))


def _tell(edition: Edition, overlay: Overlay, lang: Lang, wanted: Filter) -> Story:
    say = interface_words(lang)
    listed = templates().get_template("article_claims.html")
    speakers = tuple(dict.fromkeys(claim.speaker for claim in edition.claims))
    given = {"say": say, "edition": edition, "subjects": overlay.subjects, "wanted": wanted, "speakers": speakers}
    return Story(
        text=_text(edition, overlay, lang, wanted),
        claims=Markup(listed.render(given)),  # noqa: S704 - a template's, escaped there
        strip=_strip(edition, overlay, lang),
        speakers=speakers,
        kinds=tuple(dict.fromkeys(claim.kind for claim in edition.claims)),
    )


def _strip(edition: Edition, overlay: Overlay, lang: Lang) -> tuple[Cell, ...]:
    names = {slug: name for slug, name, _ in edition.reasons}
    subjects = [one for one in overlay.subjects if _is_in(one)]
    carried = beside([sentence.span for sentence in edition.sentences], [one.span for one in subjects])
    return tuple(
        _cell(sentence, [subjects[index] for index, _ in found], names, lang)
        for sentence, found in zip(edition.sentences, carried, strict=True)
    )


def cells(edition: Edition, overlay: Overlay, lang: Lang, changed: Sequence[Subject]) -> tuple[tuple[int, Cell], ...]:
    """Return the cells of the strip that some claims may have changed, each with its place."""
    spans = [sentence.span for sentence in edition.sentences]
    carrying = beside(spans, [one.span for one in changed])
    strip = story(edition, overlay, lang, Filter()).strip
    return tuple((at, strip[at]) for at, found in enumerate(carrying) if found)


def _cell(sentence: LaidSentence, carried: Sequence[Subject], names: Mapping[str, str], lang: Lang) -> Cell:
    say = interface_words(lang)
    if not carried:
        return Cell("reason", f"{sentence.number}. {names.get(sentence.slug, '')}", "")
    worst = min(carried, key=lambda one: weight("disputed" if one.is_disputed else one.status, is_denied=one.is_denied))
    state = "is-open" if any(one.state == "open" for one in carried) else "is-decided"
    told = say("claim.disputed") if worst.is_disputed else _verdict(worst, say)
    denied = denied_css(worst.status, is_denied=worst.is_denied)
    css = f"{worst.status}{denied} {state}{' is-disputed' if worst.is_disputed else ''}"
    return Cell(css, f"{sentence.number}. {told}", f"#r{worst.number}")


def _is_in(one: Subject) -> bool:
    return one.state not in {"dismissed", "split"}


def _text(edition: Edition, overlay: Overlay, lang: Lang, wanted: Filter) -> Markup:
    subjects = overlay.subjects
    fills: Mapping[str, Sequence[str]] = {
        "css": [one.css if wanted.keeps(one) else f"{one.css} off" for one in subjects],
        "sign": [one.sign for one in subjects],
        "label": [label_of(one, lang) for one in subjects],
        "query": [wanted.query] * len(subjects),
        "lang": [lang] * len(subjects),
    }
    pieces = _with_gaps(edition, tuple((one.number, one.span, one.path, _speaker(one)) for one in subjects))
    filled = [str(escape(fills[name][at])) if name else piece for name, at, piece in pieces]
    return Markup("".join(filled))  # noqa: S704 - the report's template, escaped there, with escaped words in its gaps


def label_of(one: Subject, lang: Lang) -> str:
    """Return where a claim stands, in the words of the interface: "contredit, décidé"."""
    say = interface_words(lang)
    if one.is_disputed:
        return say("claim.disputed")
    if one.state in {"dismissed", "split", "withheld"}:
        return say(f"claim.state.{one.state}")
    return ", ".join([_verdict(one, say), *([say("claim.state.decided")] if one.state == "decided" else [])])


def _verdict(one: Subject, say: Words) -> str:
    told = say(f"verdict.{one.status}")
    return told + against_denial(one.status, say) if one.is_denied else told


def _speaker(one: Subject) -> str:
    return one.laid.speaker if one.laid else ""


def _with_gaps(edition: Edition, places: Places) -> Pieces:
    """Return the text as pieces of markup, and between them gaps: the name of what goes there, and of which claim."""
    return _TEXTS.get((edition, places), lambda: _lay_text(edition, places))


def _lay_text(edition: Edition, places: Places) -> Pieces:
    marks = [
        Mark(
            css=f"{_SIGN}css{at}.",
            number=number,
            sign=f"{_SIGN}sign{at}.",
            label=f"{_SIGN}label{at}.",
            href=f"{path}{_SIGN}query{at}.",
            attributes=Markup(' data-n="{}" data-s="{}" hx-get="{}/panel" lang="{}"').format(
                at, speaker, path, f"{_SIGN}lang{at}."
            ),
        )
        for at, (number, _, path, speaker) in enumerate(places)
    ]
    prose = environment().get_template("prose.html").make_module(dict(edition.text)).prose  # type: ignore[attr-defined]
    laid = rows(
        edition.article, edition.title, [span for _, span, *_ in places], [one.span for one in edition.passages]
    )
    whole = "".join(prose(row, marks, edition.passages, placed=True) for row in laid if not row.is_said)
    pieces, end = [], 0
    for gap in _GAP.finditer(whole):
        pieces += [("", 0, whole[end : gap.start()]), (gap[1], int(gap[2]), "")]
        end = gap.end()
    return (*pieces, ("", 0, whole[end:]))
