"""Times calls that take turns."""

import statistics
import time
from collections.abc import Callable

Call = Callable[[], object]


def medians(rivals: list[Call], rounds: int) -> list[float]:
    """Time rivals in turn and return each one's median, in seconds.

    Every round starts with another rival, so that none always follows the same one.
    """
    seconds: list[list[float]] = [[] for _ in rivals]
    for turn in range(rounds):
        for step in range(len(rivals)):
            index = (turn + step) % len(rivals)
            start = time.perf_counter()
            rivals[index]()
            seconds[index].append(time.perf_counter() - start)
    return [statistics.median(times) for times in seconds]
