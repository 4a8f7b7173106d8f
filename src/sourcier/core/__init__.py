"""Records, spans, ids and errors: what every other part speaks. No model, no network, no numpy."""
