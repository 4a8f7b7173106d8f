"""Series: values, ranks, comparisons, trends, totals and shares."""
