"""A person's age beside the year of birth that the same article gives."""

from __future__ import annotations

import re
from decimal import Decimal

from sourcier.assessment.comparison import Bounds, compare_number, show_day
from sourcier.assessment.desk import Desk, Part, Run, make_finding
from sourcier.assessment.numbers import THIN
from sourcier.assessment.operations.figures.around import whole_of
from sourcier.assessment.operations.own.own_figures import ARTICLE
from sourcier.assessment.scope import Scope
from sourcier.assessment.wording import join, say
from sourcier.core.article import Lang
from sourcier.core.findings import Cell, Finding, Operation, Query
from sourcier.core.language import Comparator, Mention, TimeInterval
from sourcier.core.spans import Span
from sourcier.text.draft import Draft

AGE: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"(?:,\s+|\(|[âa]gée?\s+de\s+)(\d{2,3})\s+ans(?=\s*[,).])"),
    "en": re.compile(r"(?:,\s+(\d{2,3})(?=\s*,\s)|\((\d{2,3})\)|\baged\s+(\d{2,3})\b|\b(\d{2,3})-year-old\b)"),
}
"""An age beside a name, as it is today: "Jean Valmont, 71 ans, …", "71-year-old". "À 71 ans, il …" may be any day."""
BORN: dict[Lang, re.Pattern[str]] = {
    "fr": re.compile(r"\bnée?\s+(?:à\s+[\w-]+(?:\s+[\w-]+)?\s*,?\s+)?(?:en|le)\s*$", re.IGNORECASE),
    "en": re.compile(r"\bborn\s+(?:in\s+[A-Z]\w+\s+)?(?:in|on)\s*$", re.IGNORECASE),
}
BEFORE = 40
"""Characters before a date in which "né à Toulouse en" stands."""
OFF = 5
"""Years from which on two figures rather tell of two people, or of another time: an article that errs, errs by few."""
PAST = frozenset(
    {"avait", "était", "étaient", "mort", "morte", "décédé", "décédée", "was", "had", "died", "dead", "aurait"}
)


def check(scope: Scope, desk: Desk) -> list[Part]:
    """Return the part that sets an age against the year of birth of the same person, where they do not agree."""
    today = desk.draft.article.published
    whole = whole_of(scope, desk)
    if today is None or not any(word.token.like_num for word in whole.words):
        return []
    said = [word.token.lower_ for word in whole.words]
    if any(word in PAST and after != "born" for word, after in zip(said, [*said[1:], ""], strict=True)):
        return []
    start = whole.words[0].span.start if whole.words else 0
    text = desk.draft.article.text
    end = whole.words[-1].span.end if whole.words else 0
    hits = list(AGE[scope.lang].finditer(text, start, end))
    if len(hits) != 1 or any(one.start and one.start.year >= today.year - OFF for one in whole.times):
        return []
    hit = hits[0]
    age_text = next(group for group in hit.groups() if group)
    age = Span(hit.start(hit.lastindex or 1), hit.end(hit.lastindex or 1))
    if not scope.claim.span.overlaps(age) and scope.text == scope.claim.anchor.exact:
        return []
    birth = _birth(desk.draft, whole, age)
    if birth is None or birth.start is None:
        return []
    years = today.year - birth.start.year
    given = int(age_text)
    if given in {years, years - 1} or abs(years - given) > OFF:
        return []
    shown = Span(hit.end() - len(hit[0].lstrip(",( ")), hit.end())
    return [_part(scope, desk, shown, given, birth)]


def _birth(draft: Draft, whole: Scope, age: Span) -> TimeInterval | None:
    """Return the only birth that the article dates for the one whom an age stands beside."""
    dated = [one for one in draft.times if one.start is not None and _is_birth(draft, one)]
    here = [one for one in dated if whole.words[0].span.start <= one.span.start < whole.words[-1].span.end]
    people = [one for one in draft.mentions if one.kind == "person"]
    mine = _nearest(people, age)
    if mine is None:
        return None
    if len(here) == 1 and len({_name(one) for one in people if _is_in(whole, one)}) == 1:
        return here[0]
    if here:
        return None
    found = []
    for one in dated:
        around = next((s.span for s in draft.sentences if s.span.contains(one.span)), one.span)
        named = {_name(each) for each in people if around.contains(each.span)}
        if named == {_name(mine)}:
            found.append(one)
    return found[0] if len(found) == 1 else None


def _is_in(whole: Scope, mention: Mention) -> bool:
    return whole.words[0].span.start <= mention.span.start < whole.words[-1].span.end


def _is_birth(draft: Draft, time: TimeInterval) -> bool:
    words = time.text.casefold()
    before = draft.article.text[max(time.span.start - BEFORE, 0) : time.span.start]
    head = re.match(r"(?:en|le|in|on)\s", words)
    return any(pattern.search(before + (head[0] if head else "")) is not None for pattern in BORN.values())


def _nearest(people: list[Mention], age: Span) -> Mention | None:
    before = [one for one in people if 0 <= age.start - one.span.end <= OFF]
    after = [one for one in people if 0 <= one.span.start - age.end <= 2 * OFF]
    return before[-1] if before else after[0] if after else None


def _name(mention: Mention) -> str:
    return mention.text.split()[-1].casefold()


def _part(scope: Scope, desk: Desk, age: Span, given: int, birth: TimeInterval) -> Part:
    today, lang = desk.today, scope.lang
    born = birth.start.year if birth.start else today.year
    year = Query(ARTICLE, ARTICLE, "", (), ("text", "value", "start"), ((str(today.year), str(today.year), "0"),))
    since = Query(
        ARTICLE, ARTICLE, "", (), ("text", "value", "start"), ((birth.text, str(born), str(birth.span.start)),)
    )
    run = Run.of("difference", year, since)
    figure = Decimal(given)
    # Who was born in a year is, on any day, as old as the years tell, or one less.
    bounds = Bounds(figure, figure + 1, Comparator.EQ, figure)
    comparison = compare_number(bounds, run.outcome.numbers, tolerance=Decimal(0), unit="years", lang=lang, is_own=True)
    places = sorted((age, birth.span))
    text = desk.draft.article.text
    quoted = join([say("quoted_words", lang, words=span.of(text)) for span in places], lang)
    expression = f"{today.year} − {born} = {today.year - born}"
    finding: Finding = make_finding(
        scope.claim,
        run,
        comparison,
        operation=Operation.INTERNAL,
        resource=desk.tables.packs.resources[0],
        lang=lang,
        statement=say(
            "own_age", lang, quoted=quoted, day=show_day(today, lang), born=str(born),
            low=str(today.year - born - 1), high=str(today.year - born),
        ),
        expression=expression,
        cells=[_cell(age, str(given), text), _cell(birth.span, str(born), text)],
        measure=say("own_figures", lang),
        definition="",
        unit="years",
    )  # fmt: skip
    return Part((finding,), finding.verdict, (), finding.verdict, reads_negation=True)


def _cell(span: Span, value: str, text: str) -> Cell:
    key = (("start", str(span.start)),)
    return Cell(ARTICLE, ARTICLE, key, "value", value, "years", span.of(text).replace(THIN, " "), ARTICLE)
