"""Times calls that take turns."""

import random
import statistics
import time
from collections.abc import Callable

Call = Callable[[], object]


def medians(
    rivals: list[Call], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Time rivals in turn and return each one's median, in seconds.

    Every round has an order of its own, drawn by lot, so that none always follows the same one: a
    call pays for the memory that the one before it gave back to the system. The clock
    `time.thread_time`, for rivals on one thread, does not run while others have the processor.
    """
    seconds: list[list[float]] = [[] for _ in rivals]
    order, lots = list(range(len(rivals))), random.Random(0)
    for _ in range(rounds):
        lots.shuffle(order)
        for index in order:
            start = clock()
            rivals[index]()
            seconds[index].append(clock() - start)
    return [statistics.median(times) for times in seconds]
