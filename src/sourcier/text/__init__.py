"""From an article to a draft: sentences, mentions, quantities, times, quotes. The way in is `sourcier.text.reading`."""
