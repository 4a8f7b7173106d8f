"""The questions to put to the author before anything is published, as a letter in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcier.core.claims import Checkability, Commitment
from sourcier.core.dossier import Dossier
from sourcier.core.findings import Caveat, Verdict
from sourcier.core.revisions import Revision
from sourcier.core.spans import Span
from sourcier.dossier.exports.answers import answers
from sourcier.dossier.exports.labels import Labels
from sourcier.dossier.exports.markdown import escaped
from sourcier.dossier.exports.records import ClaimRecord, Gathered, gather
from sourcier.dossier.exports.words import export_words
from sourcier.dossier.report.claims import inside_sentence
from sourcier.dossier.report.context import quoted
from sourcier.dossier.report.typography import one_line
from sourcier.dossier.report.words import Words, words

_WORTH = 0.5
"""Open claims below it are not asked about: the odds are that no reader would want them checked."""
_MOST_OPEN = 10
"""Open claims asked about at most, those most worth checking: nobody answers a letter of forty questions."""
_LONGEST = 400
"""Letters of a sentence that is quoted whole; of a longer one, the claim's words alone."""
_HERE, _THERE = "\ue000", "\ue001"
"""Stand for the ends of the claim in its sentence until its signs are escaped; private to this module."""

_SECTIONS = ("refuted", "conflicting", "open")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The claims to ask about, by section, and how many open ones are left out."""

    sections: dict[str, list[ClaimRecord]]
    left: int


def reply(dossier: Dossier, revisions: Sequence[Revision], labels: Labels) -> bytes:
    """Return the letter, in the article's language. Claims that a person took out are not asked about."""
    gathered = gather(dossier, revisions)
    sections = _asked(gathered).sections
    say = export_words(dossier.article.lang)
    parts = [f"# {say('reply.title')}", *_head(dossier, say)]
    if not any(sections.values()):
        return _joined([parts[0], say("reply.nothing")])
    number = 0
    for name in _SECTIONS:
        if sections[name]:
            parts += [f"## {say(f'reply.{name}')}", say(f"reply.{name}_intro")]
        for group in _together(sections[name], name):
            number += 1
            parts.append(_question(group, number, gathered, say))
    signature = labels.newsroom and escaped(labels.newsroom)
    parts += [say("reply.closing"), say("reply.thanks"), "  \n".join(filter(None, [say("reply.signature"), signature]))]
    return _joined(parts)


def note(dossier: Dossier, revisions: Sequence[Revision]) -> str:
    """Return how many open claims the letter leaves out."""
    left = _asked(gather(dossier, revisions)).left
    return f"{left} open claims of less interest are not asked about" if left else ""


def _joined(parts: Sequence[str]) -> bytes:
    return ("\n\n".join(parts) + "\n").encode()


def _asked(gathered: Gathered) -> _Asked:
    by_section: dict[str, list[ClaimRecord]] = {name: [] for name in _SECTIONS}
    for claim in gathered.claims:
        if (section := _section(claim)) is not None:
            by_section[section].append(claim)
    ranked = sorted(by_section["open"], key=lambda claim: -_worth(claim))
    kept = [claim for claim in ranked if _worth(claim) >= _WORTH][:_MOST_OPEN]
    left = len(ranked) - len(kept)
    by_section["open"] = [claim for claim in by_section["open"] if claim in kept]
    return _Asked(by_section, left)


def _worth(claim: ClaimRecord) -> float:
    """Return what an editor would give for knowing: a claim that a person added or decided is always worth it."""
    return claim.shown.claim.worth if claim.shown and claim.standing.last is None else 1.0


def _section(claim: ClaimRecord) -> str | None:
    """Return where a claim is asked about: by the person's verdict where one stands, else by the program's.

    What the author rejects is asked about where it turns out to be right.
    """
    if claim.is_out:
        return None
    verdict = claim.standing.verdict if claim.standing.last else claim.verdict
    is_denied = claim.shown is not None and claim.shown.claim.commitment is Commitment.DENIES
    if verdict is Verdict.CONFLICTING:
        return "conflicting"
    if verdict in {Verdict.REFUTED, Verdict.SUPPORTED}:
        return "refuted" if (verdict is Verdict.REFUTED) != is_denied else None
    if claim.shown is not None and claim.shown.claim.checkability in {
        Checkability.NOT_CHECKABLE,
        Checkability.NOT_YET,
    }:
        return None
    return None if is_denied else "open"


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
    yield say("reply.opening", article=named)
    yield say("reply.deadline")


def _together(claims: Sequence[ClaimRecord], section: str) -> list[list[ClaimRecord]]:
    """Return the claims by question: open ones of one sentence are one question, any other claim is one of its own."""
    groups: dict[object, list[ClaimRecord]] = {}
    for claim in claims:
        key = (claim.sentence, _lead(claim)) if section == "open" and claim.sentence else claim.id
        groups.setdefault(key, []).append(claim)
    return list(groups.values())


def _question(claims: Sequence[ClaimRecord], number: int, gathered: Gathered, say: Words) -> str:
    key, name = _lead(claims[0])
    lines = [f"- {line}" for claim in claims for line in _found(claim, gathered, say)]
    asked = f"**{number}.** {say(key, name=name, words=_words(claims, gathered, say))}"
    return "\n\n".join([asked, "\n".join(lines)]) if lines else asked


def _lead(claim: ClaimRecord) -> tuple[str, str]:
    """Return how the letter leads to a claim: the words' key, and the name of who is made to say it."""
    if claim.shown is None:
        return "reply.says_author", ""
    said = claim.shown.claim
    is_denied = said.commitment is Commitment.DENIES
    if said.source.kind == "named":
        name = escaped(inside_sentence(one_line(said.source.name)))
        return ("reply.says_named_denied" if is_denied else "reply.says_named"), name
    if is_denied:
        return "reply.says_denied", ""
    if said.source.kind == "unnamed":
        return "reply.says_unnamed", ""
    return ("reply.says_hedged" if said.commitment is Commitment.HEDGES else "reply.says_author"), ""


def _words(claims: Sequence[ClaimRecord], gathered: Gathered, say: Words) -> str:
    """Return the claims' sentence, their words strong in it; the words alone where the sentence is long."""
    dossier, terms = gathered.dossier, words(say.lang)
    text = dossier.article.text.replace(_HERE, " ").replace(_THERE, " ")
    spans = _apart(claim.span for claim in claims)
    whole = dossier.sentences[claims[0].sentence - 1].span if claims[0].sentence else claims[0].span
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


def _found(claim: ClaimRecord, gathered: Gathered, say: Words) -> Iterator[str]:
    found = tuple(answers(claim, gathered, say))
    verdict = claim.standing.verdict if claim.standing.last else claim.verdict
    yield from found
    if not found and verdict in {Verdict.REFUTED, Verdict.CONFLICTING, Verdict.SUPPORTED}:
        yield say("reply.found_none")
    if claim.assessment is None or not found:
        return
    if Caveat.DEPENDS_ON_DEFINITION in claim.assessment.caveats:
        yield say("reply.definition")
    then = claim.assessment.at_publication
    if Caveat.ONLY_KNOWN_LATER in claim.assessment.caveats or (then is not None and then != claim.assessment.verdict):
        yield say("reply.later")
