"""Worth: would a reader or an editor want it checked, and why?"""

from sourcier.claims.worth.judging import worth_of, worth_of_quote
from sourcier.claims.worth.sentences import SentenceWorth, surfaces, worth_of_sentences

__all__ = ["SentenceWorth", "surfaces", "worth_of", "worth_of_quote", "worth_of_sentences"]
