"""How often something may be done in a minute, counted in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from sourcier.app.desk.web.errors import TooManyRequests

_MINUTE_S = 60.0
_MOST_KEYS = 10_000
"""Kept at most; those that came least lately are forgotten first."""


class Limit:
    """A number of times a minute for each key: a bucket that fills up again evenly. Threads may share it."""

    def __init__(self, a_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        """What is left of each key, and when that was so."""
        self._lock = threading.Lock()

    def take(self, key: str) -> None:
        """Count one. Raises TooManyRequests."""
        now = self._clock()
        with self._lock:
            left, then = self._left.pop(key, (self._most, now))
            left = min(self._most, left + (now - then) * self._most / _MINUTE_S)
            self._left[key] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > _MOST_KEYS:
                self._left.popitem(last=False)
        if left < 1:
            raise TooManyRequests("more was sent than a person sends; wait a minute and try again")
