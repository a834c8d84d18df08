"""Measures the rivals of one program in a process of its own, which a crash ends alone."""

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

import numpy as np
from memory import measure_peak
from programs import find_program
from programs.program import Array, Case
from rivals import FRAMEWORKS, Built, Framework
from timing import Call, medians

# Of compiling a program, or of running it, in seconds.
LIMIT = 600
# A rival whose second call takes as long, in seconds, is not called again.
SLOW = 1
TURNS = "taking turns"


@dataclass
class Figures:
    """What was measured of one program, by rival.

    Attributes
    ----------
    seconds : dict of str to float
        The median of a call.
    compile_seconds : dict of str to float
        How long it took to compile.
    peak : dict of str to int
        The bytes that a call has at once.
    failures : dict of str to str
        Why a rival was not measured.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    compile_seconds: dict[str, float] = field(default_factory=dict)
    peak: dict[str, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """The child's message that a rival begins a step."""

    rival: str
    step: str


def describe(error: Exception) -> str:
    """Return the type of an error and why it is raised, without where and the op concerned."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    line = next((line for line in lines if "error: " in line), "".join(lines[:1]))
    reason = line.rpartition("error: ")[2].partition(": %")[0]
    return f"{type(error).__name__}: {reason}"


def check(found: Sequence[Array], expected: Sequence[Array], tolerance: float) -> None:
    """Compare results with the reference's.

    Raises
    ------
    ValueError
        If they differ in type or shape, or by more than `tolerance`, relative to the norm.
    """
    for x, y in zip(found, expected, strict=True):
        if (x.dtype, x.shape) != (y.dtype, y.shape):
            raise ValueError(f"expected {y.dtype}{y.shape}, but found {x.dtype}{x.shape}")
        error = float(np.linalg.norm((x - y).ravel())) / float(np.linalg.norm(y.ravel()))
        if not error <= tolerance:
            raise ValueError(f"the relative error must be at most {tolerance}, but is {error:.1e}")


def build(
    framework: Framework,
    rivals: Sequence[str],
    case: Case,
    tolerance: float,
    figures: Figures,
    connection: Connection,
) -> dict[str, Built]:
    """Compile a case for each rival, and check the results against those of the first one.

    Where that fails, there is nothing to check with, and none is compiled.
    """
    built: dict[str, Built] = {}
    expected: list[Array] | None = None
    for rival in rivals:
        try:
            connection.send(Begun(rival, "compiling"))
            one = framework.build(rival, case)
            connection.send(Begun(rival, "running"))
            result = framework.to_numpy(one.call())
            if expected is None:
                expected = result
            check(result, expected, tolerance)
            figures.peak[rival] = measure_peak(one.call)
        except Exception as error:
            figures.failures[rival] = describe(error)
            if expected is None:
                break
            continue
        figures.compile_seconds[rival] = one.seconds
        built[rival] = one
    return built


def mark(call: Call, turn: ctypes.c_int, index: int) -> Call:
    """Return a call that first says whose turn it is."""

    def run() -> object:
        turn.value = index
        return call()

    return run


def serve(
    connection: Connection,
    turn: ctypes.c_int,
    suite: str,
    name: str,
    rivals: Sequence[str],
    rounds: int,
) -> None:
    """Measure rivals, the first one the reference, in this process; send what was measured.

    `turn` holds the index of the rival that is called.
    """
    framework = FRAMEWORKS[suite]()
    if suite == "torch":
        import torch

        torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    # What the first program imports and starts is not of the second one.
    warm = find_program(suite, "empty").make()
    build(framework, rivals, warm, 1e-5, Figures(), connection)
    program = find_program(suite, name)
    figures = Figures()
    built = build(framework, rivals, program.make(), program.tolerance, figures, connection)
    for rival, one in built.items():
        connection.send(Begun(rival, "running"))
        (figures.seconds[rival],) = medians([one.call], 1)
    fast = [rival for rival, seconds in figures.seconds.items() if seconds < SLOW]
    connection.send(Begun("", TURNS))
    calls = [mark(built[rival].call, turn, rivals.index(rival)) for rival in fast]
    times = medians(calls, rounds)
    figures.seconds.update(zip(fast, times, strict=True))
    connection.send(figures)


def run_child(suite: str, name: str, rivals: Sequence[str], rounds: int) -> Figures | Begun:
    """Measure rivals in a new process; return where it ended, if it did not come to its end."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    turn = context.RawValue(ctypes.c_int, 0)
    child = context.Process(target=serve, args=(sender, turn, suite, name, rivals, rounds))
    child.start()
    sender.close()
    last = Begun(rivals[0], "starting")
    try:
        while receiver.poll(LIMIT):
            message: Figures | Begun = receiver.recv()
            if isinstance(message, Figures):
                return message
            last = message
        reason = f"{last.step} takes more than {LIMIT} s"
    except EOFError:
        child.join()
        code = child.exitcode or 0
        status = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        reason = f"the process ends while {last.step}: {status}"
    finally:
        child.kill()
        child.join()
    return Begun(last.rival or rivals[turn.value], reason)


def measure(suite: str, name: str, rivals: Sequence[str], rounds: int) -> Figures:
    """Measure rivals, without those that end their process; none where the reference fails."""
    ended: dict[str, str] = {}
    while True:
        left = [rival for rival in rivals if rival not in ended]
        figures = run_child(suite, name, left, rounds)
        if isinstance(figures, Figures):
            figures.failures.update(ended)
            return figures
        ended[figures.rival] = figures.step
        if figures.rival == rivals[0]:
            return Figures(failures=ended)
