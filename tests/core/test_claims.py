"""Ledger."""

import pytest

from sourcier.core.claims import Ledger, LedgerEntry, Reason


def test_ledger_entry_has_claims_or_a_reason_and_never_both():
    with pytest.raises(ValueError, match="claims or a reason"):
        LedgerEntry("sen-1")
    with pytest.raises(ValueError, match="claims or a reason"):
        LedgerEntry("sen-1", claim_ids=("clm-1",), reason=Reason.VAGUE)


def test_ledger_counts_reasons_commonest_first():
    ledger = Ledger(
        (
            LedgerEntry("s1", claim_ids=("c1",)),
            LedgerEntry("s2", reason=Reason.QUESTION),
            LedgerEntry("s3", reason=Reason.OPINION),
            LedgerEntry("s4", reason=Reason.OPINION),
        )
    )
    assert ledger.with_claims == 1
    assert list(ledger.reasons().items()) == [(Reason.OPINION, 2), (Reason.QUESTION, 1)]
