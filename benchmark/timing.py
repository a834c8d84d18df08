"""Times calls that take turns."""

import statistics
import time
from collections.abc import Callable

Call = Callable[[], object]


def medians(
    rivals: list[Call], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Time rivals in turn and return each one's median, in seconds.

    Every round starts with another rival, so that none always follows the same one. The
    clock `time.thread_time`, for rivals on one thread, does not run while others have the
    processor.
    """
    seconds: list[list[float]] = [[] for _ in rivals]
    for turn in range(rounds):
        for step in range(len(rivals)):
            index = (turn + step) % len(rivals)
            start = clock()
            rivals[index]()
            seconds[index].append(clock() - start)
    return [statistics.median(times) for times in seconds]
