"""Answers kept for the next time they are asked for, the oldest dropped before they take too much room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(Generic[Key, Value]):
    """The values last asked for, up to a weight of all together. Threads may share it.

    >>> kept = Kept[str, str](most=5, weigh=len)
    >>> [kept.get(key, lambda key=key: key * 3) for key in ("a", "b")], len(kept)
    (['aaa', 'bbb'], 1)
    """

    def __init__(self, *, most: int, weigh: Callable[[Value], int]) -> None:
        """Keep nothing yet.

        Args:
            most: What all values may weigh; one that weighs more by itself is kept until the next comes.
            weigh: What a value weighs; it is asked once a value.
        """
        self._most, self._weigh = most, weigh
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._values)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made when it is not kept. Two threads at once may both make it."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        value = make()
        weight = self._weigh(value)
        with self._lock:
            if key not in self._values:
                self._values[key] = (value, weight)
                self._weight += weight
            while self._weight > self._most and len(self._values) > 1:
                _, (_, dropped) = self._values.popitem(last=False)
                self._weight -= dropped
        return value
