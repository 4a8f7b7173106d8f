from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.quoting.shelves import read
from sourcier.assessment.quoting import is_cut, verdict_of_saying
from sourcier.core.claims import ClaimKind
from sourcier.core.findings import Verdict
from sourcier.core.testimony import QuoteFinding, QuoteStatus, QuoteTurn

TEXT = "« Le canal sera fermé jusqu’au mois de mars », a annoncé Aude Quéré."


def _claim():
    draft, claims = read(TEXT)
    return next(one for one in claims if one.kind is ClaimKind.QUOTE), draft.quotes[0].content


def _finding(status, same, clock="publication", turn=None):
    _, quote = _claim()
    return QuoteFinding("quo-1", quote, "Aude Quéré", status, clock, "…", is_same_speaker=same, turn=turn)


@pytest.mark.parametrize(
    ("status", "same", "verdict"),
    [
        (QuoteStatus.EXACT, True, Verdict.SUPPORTED),
        (QuoteStatus.EXACT, None, None),
        (QuoteStatus.ALTERED, True, Verdict.CONFLICTING),
        (QuoteStatus.ALTERED, None, Verdict.CONFLICTING),
        (QuoteStatus.TRUNCATED, True, Verdict.CONFLICTING),
        (QuoteStatus.TRUNCATED, None, Verdict.CONFLICTING),
        (QuoteStatus.MISATTRIBUTED, False, Verdict.CONFLICTING),
        (QuoteStatus.NOT_FOUND, None, None),
    ],
)
def test_verdict_of_saying(status, same, verdict):
    claim, _ = _claim()
    assert verdict_of_saying(claim, [_finding(status, same)]) is verdict


def test_what_is_only_known_later_counts_now_only():
    claim, _ = _claim()
    later = [_finding(QuoteStatus.EXACT, True, clock="now")]
    assert verdict_of_saying(claim, later) is Verdict.SUPPORTED
    assert verdict_of_saying(claim, later, clock="publication") is None


@pytest.mark.parametrize("turn", QuoteTurn)
def test_words_said_only_to_deny_or_repeat_them_bear_nothing_out(turn):
    claim, _ = _claim()
    assert verdict_of_saying(claim, [_finding(QuoteStatus.TRUNCATED, True, turn=turn)]) is Verdict.CONFLICTING
    assert verdict_of_saying(claim, [_finding(QuoteStatus.TRUNCATED, None, turn=turn)]) is Verdict.CONFLICTING


def test_a_quotation_that_is_only_cut_short_is_told_apart():
    claim, _ = _claim()
    exact, cut = _finding(QuoteStatus.EXACT, True), _finding(QuoteStatus.TRUNCATED, True)
    turned = _finding(QuoteStatus.TRUNCATED, True, turn=QuoteTurn.DENIED)
    assert [is_cut(claim, [one]) for one in (exact, cut, turned)] == [False, True, False]


def test_of_two_findings_the_later_counts_now():
    claim, _ = _claim()
    turned = _finding(QuoteStatus.TRUNCATED, True, clock="now", turn=QuoteTurn.DENIED)
    both = [_finding(QuoteStatus.EXACT, True), turned]
    assert verdict_of_saying(claim, both) is Verdict.CONFLICTING
    assert verdict_of_saying(claim, both, clock="publication") is Verdict.SUPPORTED


def test_a_later_document_that_does_not_say_who_speaks_takes_nothing_back():
    claim, _ = _claim()
    both = [_finding(QuoteStatus.EXACT, True), _finding(QuoteStatus.EXACT, None, clock="now")]
    assert verdict_of_saying(claim, both) is Verdict.SUPPORTED


def test_other_claims_and_other_quotations_have_no_verdict_here():
    claim, quote = _claim()
    exact = _finding(QuoteStatus.EXACT, True)
    assert verdict_of_saying(replace(claim, kind=ClaimKind.EVENT), [exact]) is None
    far = replace(exact, quote=type(quote)(quote.end + 500, quote.end + 520))
    assert verdict_of_saying(claim, [far]) is None
