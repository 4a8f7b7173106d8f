"""Quotations looked up in the library: exact, altered, truncated, somebody else's, or not found.

For the dossier: `check_quotes` gives the findings, after the claims are found; `verdict_of_saying` turns those that lie
in a claim of kind `quote` into its verdict, once for each clock. See docs/quotes.md.
"""

from sourcier.assessment.quoting.checking import check_quotes
from sourcier.assessment.quoting.choosing import why_unsought
from sourcier.assessment.quoting.searching import QuoteLibrary
from sourcier.assessment.quoting.verdicts import is_cut, verdict_of_saying

__all__ = ["QuoteLibrary", "check_quotes", "is_cut", "verdict_of_saying", "why_unsought"]
