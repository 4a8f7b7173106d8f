"""The questions to put to the author before anything is published, as a letter in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sourcier.core.article import BlockKind
from sourcier.core.claims import ClaimKind, Commitment
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Caveat
from sourcier.core.revisions import Revision
from sourcier.core.spans import Span
from sourcier.core.testimony import QuoteStatus
from sourcier.dossier.exports.answers import answers, quotation_answers
from sourcier.dossier.exports.asking import Matter, Question, asked, charged
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.markdown import escaped, linked
from sourcier.dossier.exports.records import ClaimRecord, Gathered, gather
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.claims import inside_sentence
from sourcier.dossier.report.context import quoted, safe_url
from sourcier.dossier.report.records import QuoteView
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words, words

_LONGEST = 400
"""Letters of a sentence that is quoted whole; of a longer one, the claim's words alone."""
_HERE, _THERE = "\ue000", "\ue001"
"""Stand for the ends of the claim in its sentence until its signs are escaped; private to this module."""
_NAMED_BLOCKS = frozenset({BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.HEADING, BlockKind.CAPTION})
"""Blocks that are called by what they are; the others by the number of their paragraph."""


def reply(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return the letter, in the article's language: what is still open after people's decisions (`asking`)."""
    gathered = gather(dossier, revisions)
    questions = asked(gathered).questions
    say = export_words(dossier.article.lang)
    parts = [f"# {say('reply.title')}", *_head(dossier, say)]
    if not questions:
        return _joined([parts[0], say("reply.nothing")])
    before: Matter | None = None
    for number, question in enumerate(questions, start=1):
        if question.matter is not before:
            parts.append(f"## {say(f'reply.{question.matter}')}")
            before = question.matter
        parts.append(_question(question, number, gathered, say))
    signature = labels.newsroom and escaped(labels.newsroom)
    parts += [say("reply.closing"), say("reply.thanks"), "  \n".join(filter(None, [say("reply.signature"), signature]))]
    return _joined(parts)


def note(dossier: Dossier, revisions: Sequence[Revision]) -> str:
    """Return what the letter leaves out, and what nobody has signed yet."""
    found = asked(gather(dossier, revisions))
    told = (
        (found.minor, "open claims not asked about, of less interest"),
        (found.undecided, "asked about before anybody has decided them, with evidence against them"),
        (found.unsettled, "not asked about, added and not decided or decided in two ways"),
    )
    return "; ".join(f"{what}: {number}" for number, what in told if number)


def _joined(parts: Sequence[str]) -> bytes:
    return ("\n\n".join(parts) + "\n").encode()


def _head(dossier: Dossier, say: Words) -> Iterator[str]:
    article = dossier.article
    names = escaped(", ".join(name for name in article.byline if name.strip()))
    if names:
        yield say("reply.to", names=names)
    elif article.publisher:
        yield say("reply.to_editors", publisher=escaped(article.publisher))
    else:
        yield say("reply.to_nobody")
    title = one_line(article.title or "")
    named = say("reply.your_article", title=escaped(title)) if title else say("reply.your_untitled")
    dated = say("reply.published", day=words(say.lang).day(article.published)) if article.published else ""
    yield f"**{say('reply.subject', article=named + dated)}**"
    yield say("reply.greeting", names=names) if names else say("reply.greeting_none")
    yield say("reply.opening")
    yield say("reply.deadline")


def _question(question: Question, number: int, gathered: Gathered, say: Words) -> str:
    """Return the article's words with their place, what was found, and the one question on them."""
    key, name = _lead_to_quotation(question.quote) if question.quote else _lead(question.claims[0])
    told = say(key, name=name, words=_words(question, gathered, say))
    place = _place(min(question.spans), gathered.dossier, say)
    told = f"{place}{told}" if place else f"{told[:1].upper()}{told[1:]}"
    found = list(_found(question, gathered, say))
    parts = [f"**{number}.** {told}", "\n".join(f"- {line}" for line in found), _ask(question, gathered, say)]
    return "\n\n".join(filter(None, parts))


def _place(span: Span, dossier: Dossier, say: Words) -> str:
    """Return where in the article some words stand, as its author finds them; empty where nothing tells."""
    paragraph = 0
    for block in dossier.article.blocks:
        paragraph += block.kind is BlockKind.PARAGRAPH
        if block.span.overlaps(span):
            if block.kind in _NAMED_BLOCKS:
                return say(f"reply.in_{block.kind}")
            return say("reply.in_paragraph", n=paragraph) if paragraph else ""
    return ""


def _lead(claim: ClaimRecord) -> tuple[str, str]:
    """Return how the letter leads to a claim: the words' key, and the name of who is made to say it."""
    if claim.shown is None:
        return "reply.says_author", ""
    said = claim.shown.claim
    is_denied = said.commitment is Commitment.DENIES
    if said.source.kind == "named":
        return ("reply.says_named_denied" if is_denied else "reply.says_named"), _inside(said.source.name)
    if is_denied:
        return "reply.says_denied", ""
    if said.source.kind == "unnamed":
        return "reply.says_unnamed", ""
    return ("reply.says_hedged" if said.commitment is Commitment.HEDGES else "reply.says_author"), ""


def _lead_to_quotation(quote: QuoteView) -> tuple[str, str]:
    speaker = quote.finding.speaker
    return ("reply.quotes_named", _inside(speaker)) if speaker else ("reply.quotes", "")


def _inside(name: str) -> str:
    return escaped(inside_sentence(one_line(name)))


def _ask(question: Question, gathered: Gathered, say: Words) -> str:
    """Return the question itself."""
    if question.quote is not None:
        return _ask_of_quotation(question.quote, say)
    claim, matter = question.claims[0], question.matter
    said = claim.shown.claim if claim.shown else None
    told_by = said.source.kind if said else "author"
    if matter is Matter.REFUTED and said is not None and said.commitment is Commitment.DENIES:
        return say("ask.denied")
    if matter is Matter.REFUTED:
        return say("ask.refuted" if told_by == "author" else "ask.refuted_told")
    if matter is Matter.CONFLICTING:
        return say("ask.conflicting")
    if matter is Matter.ACCUSATION:
        return say(f"ask.accusation_{charged(claim, gathered)}")
    if matter is Matter.WHO:
        is_quoted = said is not None and said.kind is ClaimKind.QUOTE and told_by != "unnamed"
        return say("ask.where_said" if is_quoted else "ask.who")
    if (link := _link(claim)) and told_by == "author":
        return say("ask.linked", url=linked(link))
    if told_by == "named":
        return say("ask.where_told")
    if matter is Matter.FACT:
        return say("ask.fact")
    figures = {one.span for held in question.claims if held.shown for one in held.shown.claim.quantities}
    return say("ask.figures" if len(figures) > 1 else "ask.figure")


def _link(claim: ClaimRecord) -> str | None:
    """Return the address that the article gives beside a claim, where it gives one and no more."""
    links = claim.shown.links if claim.shown else ()
    return safe_url(links[0]) if len(links) == 1 else None


def _ask_of_quotation(quote: QuoteView, say: Words) -> str:
    status, cut = quote.finding.status, quote.finding.cut
    if status is QuoteStatus.MISATTRIBUTED:
        return say("ask.misattributed")
    if status is QuoteStatus.ALTERED:
        return say("ask.altered")
    return say("ask.truncated", cut=escaped(quoted(cut, words(say.lang)))) if cut else say("ask.cut")


def _words(question: Question, gathered: Gathered, say: Words) -> str:
    """Return the sentence of some words, these strong in it; the words alone where the sentence is long."""
    dossier, terms = gathered.dossier, words(say.lang)
    text = dossier.article.text.replace(_HERE, " ").replace(_THERE, " ")
    spans = _apart(question.spans)
    whole = next((one.span for one in dossier.sentences if one.span.contains(spans[0])), spans[0])
    if len(whole) > _LONGEST or spans == [whole] or not all(whole.contains(span) for span in spans):
        return "; ".join(escaped(quoted(span.of(text), terms)) for span in spans)
    marked, at = "", whole.start
    for span in spans:
        marked += f"{text[at : span.start]}{_HERE}{span.of(text)}{_THERE}"
        at = span.end
    told = escaped(quoted(marked + text[at : whole.end], terms))
    return told.replace(_HERE, "**").replace(_THERE, "**")


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans in reading order, those that share letters as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and found[-1].overlaps(span):
            found[-1] = found[-1].cover(span)
        else:
            found.append(span)
    return found


def _found(question: Question, gathered: Gathered, say: Words) -> Iterator[str]:
    if question.quote is not None:
        yield from quotation_answers(question.quote, say)
    for claim in question.claims:
        yield from _found_on(claim, question.matter, gathered, say)


def _found_on(claim: ClaimRecord, matter: Matter, gathered: Gathered, say: Words) -> Iterator[str]:
    found = tuple(answers(claim, gathered, say))
    yield from found
    if not found and matter in {Matter.REFUTED, Matter.CONFLICTING}:
        yield say("reply.found_none")
    if claim.assessment is None or not found:
        return
    if Caveat.DEPENDS_ON_DEFINITION in claim.assessment.caveats:
        yield say("reply.definition")
    then = claim.assessment.at_publication
    if Caveat.ONLY_KNOWN_LATER in claim.assessment.caveats or (then is not None and then != claim.assessment.verdict):
        yield say("reply.later")
