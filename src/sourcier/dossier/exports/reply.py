"""The questions to put to the author before anything is published, as a letter in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sourcier.core.article import BlockKind, Lang
from sourcier.core.claims import ClaimKind, Commitment
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Assessment, Caveat
from sourcier.core.revisions import Revision
from sourcier.core.spans import Span
from sourcier.core.testimony import QuoteStatus
from sourcier.dossier.exports.answers import answers, quotation_answers, tempering
from sourcier.dossier.exports.asking import Matter, Question, asked
from sourcier.dossier.exports.charging import charged
from sourcier.dossier.exports.editor import claims_told, left_out, points_told
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
_MOST = 3
"""Sources told on a point: nobody reads thirteen."""
_SHOWN = {Matter.REFUTED: 1, Matter.CONFLICTING: 2}
"""How many things must be shown for what somebody has signed: sources that differ are two."""
_NAMED_BLOCKS = frozenset({BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.HEADING, BlockKind.CAPTION})
"""Blocks that are called by what they are; the others by the number of their paragraph."""


def reply(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return the letter, in the article's language: what is still open after people's decisions (`asking`).

    Where nobody has signed a point, or one is to be completed, it begins with a line that tells the editor so.
    """
    gathered = gather(dossier, revisions)
    found = asked(gathered)
    questions, say = found.questions, export_words(dossier.article.lang)
    title = f"# {say('reply.title')}"
    if not questions:
        return _joined([title, say("reply.nothing"), *left_out(found, say)])
    warned = " ".join(_to_do(questions, gathered, say))
    parts = [*([f"> **{say('editor.line')}** {warned}"] if warned else []), title, *_head(dossier, say)]
    before: Matter | None = None
    for number, question in enumerate(questions, start=1):
        if question.matter is not before:
            parts.append(f"## {say(f'reply.{question.matter}')}")
            before = question.matter
            if before is Matter.UNVERIFIED:
                parts.append(say("reply.unverified_means"))
        parts.append(_question(question, number, gathered, say))
    later = [number for number, question in enumerate(questions, start=1) if _is_later(question, gathered, say)]
    parts += [say.count("reply.later", len(later), points=points_told(later, say))] if later else []
    signature = labels.newsroom and escaped(labels.newsroom)
    parts += [say("reply.closing"), say("reply.thanks"), "  \n".join(filter(None, [say("reply.signature"), signature]))]
    return _joined(parts)


def note(dossier: Dossier, revisions: Sequence[Revision], lang: Lang | None = None) -> str:
    """Return what an editor should know before the letter is sent: what nobody has signed, what it leaves out.

    Args:
        dossier: Of the letter.
        revisions: What people decided.
        lang: The editor's language; None for the letter's.
    """
    gathered = gather(dossier, revisions)
    found, say = asked(gathered), export_words(lang or dossier.article.lang)
    return " ".join([*_to_do(found.questions, gathered, say), *left_out(found, say)])


def _to_do(questions: Sequence[Question], gathered: Gathered, say: Words) -> Iterator[str]:
    """Return what is to be done about the questions before they are sent: sign them, complete them."""
    numbered = list(enumerate(questions, start=1))
    unsigned = [number for number, question in numbered if not question.is_signed]
    lacking = [number for number, question in numbered if _is_lacking(question, gathered, say)]
    for key, points in (("editor.unsigned", unsigned), ("editor.lacking", lacking)):
        if points:
            claims = claims_told([questions[point - 1] for point in points], gathered, say)
            yield say.count(key, len(points), points=points_told(points, say), claims=claims)


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
    key, name = _lead_of(question)
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


def _lead_of(question: Question) -> tuple[str, str]:
    """Return how the letter leads to what is asked about: the words' key, and the name of who is made to say it."""
    if question.quote is not None:
        return _lead_to_quotation(question.quote)
    if question.sentence is not None:
        return "reply.says_so", ""
    key, name = _lead(question.claims[0])
    is_hedged = all(one.shown and one.shown.claim.commitment is Commitment.HEDGES for one in question.claims)
    return ("reply.says_author" if key == "reply.says_hedged" and not is_hedged else key), name


def _lead(claim: ClaimRecord) -> tuple[str, str]:
    """Return how the letter leads to a claim: the words' key, and the name of who is made to say it."""
    if claim.shown is None:
        return "reply.says_author", ""
    said = claim.shown.claim
    is_denied = said.commitment is Commitment.DENIES
    if said.is_contradicted and not is_denied:
        return f"reply.says_{said.source.kind}_contradicted", _inside(said.source.name)
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
        return _ask_of_quotation(question.quote, say) if question.is_signed else say("ask.quotation")
    if question.sentence is not None:
        return say("ask.accusation_vague")
    claim, matter = question.claims[0], question.matter
    said = claim.shown.claim if claim.shown else None
    told_by = said.source.kind if said else "author"
    against = matter in {Matter.REFUTED, Matter.UNVERIFIED}
    if against and said is not None and said.commitment is Commitment.DENIES:
        return say("ask.denied")
    if against and told_by != "author":
        return say("ask.refuted_told")
    if against:
        return say(f"ask.{matter}")
    if matter in {Matter.CONFLICTING, Matter.NUANCED}:
        return say(f"ask.{matter}")
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
        yield from quotation_answers(question.quote, say, is_signed=question.is_signed)
        return
    tell = tempering if question.matter is Matter.NUANCED else answers
    found = [line for claim in question.claims for line in tell(claim, gathered, say)]
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield say.count("reply.more", len(found) - _MOST)
    if _is_lacking(question, gathered, say):
        yield say("reply.found_none")
    if any(Caveat.DEPENDS_ON_DEFINITION in one.caveats for one in _told(question, gathered, say)):
        yield say("reply.definition")


def _is_lacking(question: Question, gathered: Gathered, say: Words) -> bool:
    """Say whether somebody has signed that evidence is against a claim, or differs, and that cannot be shown."""
    wanted = _SHOWN.get(question.matter, 0)
    return wanted > 0 and sum(1 for claim in question.claims for _ in answers(claim, gathered, say)) < wanted


def _told(question: Question, gathered: Gathered, say: Words) -> list[Assessment]:
    """Return the assessments of the claims of which the letter tells what was found."""
    if question.quote is not None:
        return []
    told = (claim.assessment for claim in question.claims if any(True for _ in answers(claim, gathered, say)))
    return [assessment for assessment in told if assessment is not None]


def _is_later(question: Question, gathered: Gathered, say: Words) -> bool:
    """Say whether some of what is told on a question became known only after the article was published."""
    return any(
        Caveat.ONLY_KNOWN_LATER in one.caveats or (one.at_publication is not None and one.at_publication != one.verdict)
        for one in _told(question, gathered, say)
    )
