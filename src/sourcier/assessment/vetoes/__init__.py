"""What two texts must not differ in if one is to bear on the other: figures, dates, names, polarity."""

from sourcier.assessment.vetoes.comparing import agreements, vetoes
from sourcier.assessment.vetoes.reading import features_by_day, features_of, features_of_claim
from sourcier.assessment.vetoes.records import Features

__all__ = ["Features", "agreements", "features_by_day", "features_of", "features_of_claim", "vetoes"]
