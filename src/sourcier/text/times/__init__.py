"""Times: every expression of time in a text, resolved against the day of publication."""

from sourcier.text.times.finder import find_times

__all__ = ["find_times"]
