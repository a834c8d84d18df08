#!/usr/bin/env python3
"""Measures which cases each workaround for IREE mends and which it breaks.

usage: measure_workarounds.py [--seconds N] [--jobs N] [--write] JOURNAL

The cases of jax_surface.py and torch_opinfo.py are taken in a random order, always the same. Each
is compiled for llvm-cpu with all workarounds, without any but f64.py, and, where one of the two
fails, without each that changes it; one in ten is compiled without f64.py, by which f64 is f64.
JOURNAL gets a line of JSON a case; those that are in it already are not run again, so that a run
that --seconds ended is continued. --write puts the counts of all cases in the journal into
docs/Frontends.md.
"""

from __future__ import annotations

import argparse
import collections
import faulthandler
import itertools
import json
import multiprocessing
import random
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import jax_surface
import torch_opinfo
from workarounds import record_retries
from write_page import OUTSIDE, PAGE, ROOT

from milcomplex.backends.iree.workarounds import WORKAROUNDS

sys.path.append(str(ROOT / "benchmark"))

from report import table, write_section  # noqa: E402

TARGET = "llvm-cpu"
COMMAND = "test/Conformance/measure_workarounds.py --write JOURNAL"
# Of each op of PyTorch.
SAMPLES = 2
SECONDS = 120
ALL = "all"
# Without it every case of f64 differs: it is left out by itself only, of one case in so many.
F64 = "f64"
F64_PERIOD = 10
# The suite and what it is called there.
Case = tuple[str, Any]
# What a case comes to without a workaround: a status and a reason.
Outcome = tuple[str, str]
Record = dict[str, Any]


def list_cases() -> list[Case]:
    """Return the cases of both suites in the order in which they are run."""
    jax: list[Case] = [("jax", number) for number in range(len(jax_surface.list_all()))]
    names = torch_opinfo.load_database("complex64")
    torch: list[Case] = [("torch", list(x)) for x in itertools.product(names, range(SAMPLES))]
    cases = jax + torch
    random.Random(0).shuffle(cases)
    return cases


@contextmanager
def left_out(names: list[str]) -> Iterator[None]:
    """Compile without these workarounds meanwhile."""
    known = dict(WORKAROUNDS)
    for name in names:
        del WORKAROUNDS[name]
    try:
        yield
    finally:
        # The order is that in which they act.
        WORKAROUNDS.clear()
        WORKAROUNDS.update(known)


def serve(connection: Connection) -> None:
    """Run cases with some workarounds left out, and answer with an outcome and what concerns it."""
    warnings.simplefilter("ignore")
    jax = jax_surface.list_all()
    torch = torch_opinfo.load_database("complex64")
    kind = torch_opinfo.Kind("complex64", is_gradient=False, realizes=False, target=TARGET)
    retries = record_retries()
    connection.send(None)
    while True:
        (suite, what), without = connection.recv()
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        retries.clear()
        everything = [name for name in WORKAROUNDS if name != F64]
        with left_out(everything if ALL in without else without):
            if suite == "jax":
                result = jax_surface.run_case(*jax[int(what)], TARGET, retries)
                outcome = result["status"], result.get("reason", "")
            elif what[0] in torch_opinfo.UNDEFINED:
                outcome = "excluded", ""
            elif torch_opinfo.take_sample(torch[what[0]], what[1], "complex64") is None:
                outcome = "excluded", "there is no such sample"
            else:
                status, _, reason = torch_opinfo.run_sample(
                    torch[what[0]], what[1], kind, lambda whose: None, retries
                )
                outcome = status, reason
        faulthandler.cancel_dump_traceback_later()
        connection.send((outcome, list(dict.fromkeys(retries))))


class Worker:
    """A process that runs cases, restarted when one crashes it."""

    def __init__(self) -> None:
        """Start it."""
        self.start()

    def start(self) -> None:
        """Start a process and wait until it is ready."""
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.connection.recv()

    def run(self, case: Case, without: list[str]) -> tuple[Outcome, list[str]]:
        """Return the outcome of a case and the workarounds that concern it."""
        try:
            self.connection.send((case, without))
            answer: tuple[Outcome, list[str]] = self.connection.recv()
            return answer
        except (EOFError, ConnectionError):
            self.process.join()
            outcome = "failed", f"the process ended with {self.process.exitcode}"
            self.start()
            return outcome, []

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()


def run(worker: Worker, case: Case) -> Record:
    """Return what a case comes to with all workarounds, without any, and without each."""
    whole, changes = worker.run(case, [])
    record: Record = {"case": case, "with": whole, "workarounds": changes, "without": {}}
    if whole[0] in OUTSIDE:
        return record
    bare, _ = worker.run(case, [ALL])
    record["without"][ALL] = bare
    if "failed" in (whole[0], bare[0]) and whole != bare:
        for name in changes:
            if name != F64:
                record["without"][name], _ = worker.run(case, [name])
    if F64 in changes and random.Random(str(case)).randrange(F64_PERIOD) == 0:
        record["without"][F64], _ = worker.run(case, [F64])
    return record


def run_all(cases: list[Case], journal: Path, seconds: float, jobs: int) -> None:
    """Append the records of cases to a journal until time is over."""
    pending = iter(cases)
    end = time.monotonic() + seconds
    lock = threading.Lock()

    def drain() -> None:
        worker = Worker()
        while time.monotonic() < end:
            with lock:
                case = next(pending, None)
            if case is None:
                break
            record = run(worker, case)
            with lock, journal.open("a") as file:
                file.write(json.dumps(record) + "\n")
        worker.stop()

    threads = [threading.Thread(target=drain) for _ in range(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def read_journal(path: Path) -> list[Record]:
    """Return the records of a journal."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


def summarize(records: list[Record], known: int) -> str:
    """Return the counts, as text and a table."""
    inside = [record for record in records if record["with"][0] not in OUTSIDE]
    counts = {name: collections.Counter[str]() for name in [ALL, *WORKAROUNDS]}
    for record in inside:
        before = record["with"][0]
        for name in record["workarounds"]:
            counts[name]["changes"] += 1
        for name, (after, _) in record["without"].items():
            counts[name]["run"] += 1
            if {before, after} == {"passed", "failed"}:
                counts[name]["mends" if before == "passed" else "breaks"] += 1
                case = " ".join(map(str, record["case"]))
                print(name, "mends" if before == "passed" else "breaks", case)
    counts[ALL]["changes"] = sum(bool(record["workarounds"]) for record in inside)
    passed = sum(record["with"][0] == "passed" for record in inside)
    bare = sum(record["without"][ALL][0] == "passed" for record in inside)
    rows = [
        [ALL if name == ALL else f"{name}.py", *(str(count[x]) for x in columns)]
        for name, count in counts.items()
        if count["changes"]
        for columns in [("changes", "run", "mends", "breaks")]
    ]
    header = ["workaround", "cases it changes", "run without it", "mends", "breaks"]
    return (
        f"{len(records)} of {known} cases were run, in a random order, of which {len(inside)} are"
        f" applicable: {passed} pass with all workarounds, {bare} without any.\n\n"
        + table(header, rows, 1)
    )


def main() -> None:
    """Run, and print or write the table."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("journal", type=Path)
    options = parser.parse_args()
    cases = list_cases()
    done = {json.dumps(record["case"]) for record in read_journal(options.journal)}
    missing = [case for case in cases if json.dumps(case) not in done]
    if missing and options.seconds:
        run_all(missing, options.journal, options.seconds, options.jobs)
    text = summarize(read_journal(options.journal), len(cases))
    print(text)
    if options.write:
        write_section(COMMAND, text, PAGE)


if __name__ == "__main__":
    main()
