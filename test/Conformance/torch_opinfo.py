#!/usr/bin/env python3
"""Compares compiled PyTorch ops with eager ones, over PyTorch's own samples.

usage: torch_opinfo.py [--dtype TYPE] [--only PATTERN] [--every N] [--samples N]
                       [--timeout SECONDS] [--gradients] [--realize] [--target TARGET]
                       [--without WAY]... [--output FILE]

The ops are those of PyTorch's OpInfo database that accept TYPE, by default complex64, on the CPU;
of those whose name matches PATTERN, every N-th. Each of the first samples of an op is exported,
lowered, compiled for TARGET, native by default, with each WAY, the name of a file of
milcomplex.backends.iree.workarounds or "all", left out, run, and compared. This is done in another
process, which is restarted if a sample crashes it or takes too long. With --realize, PyTorch runs
what milcomplex.torch.realize returns instead. With --gradients it is the gradient of each sample,
by its first tensor, of the squares of all results. The results are written as JSON, a list of
objects:

    suite   "torch-opinfo", followed by a TYPE other than complex64, by "gradients" with --gradients
            and by "realized" with --realize
    name    the op and, after a slash, its variant
    case    the number of the sample
    status  "passed", "failed" or "excluded", which torch.export cannot export or whose values
            are random or undefined
    whose   whose fault: "exporter" (torch.export, torch-mlir), "iree" or "milcomplex"; a rejection
            is the exporter's if torch-mlir also rejects the same sample of reals
    reason  why it failed or is excluded
    workarounds  for targets of IREE: those that change the module or its flags, and those that
            compile it again
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import fnmatch
import importlib.util
import itertools
import json
import multiprocessing
import multiprocessing.connection
import pathlib
import sys
import types
import unittest
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from workarounds import add_options, blame_target, leave_out, list_changes, record_retries

SUITE = "torch-opinfo"
# Of results, relative to the largest.
TOLERANCE = 1e-4
# The status of a sample, whose fault it is, the reason, and the workarounds that concern it.
Outcome = tuple[str, str, str, list[str]]
# Ops whose results are random or uninitialized.
UNDEFINED = """
bernoulli cauchy empty empty_like empty_permuted empty_strided exponential geometric log_normal
multinomial new_empty new_empty_strided nn.functional.feature_alpha_dropout/with_train
nn.functional.rrelu normal normal/in_place normal/number_mean pca_lowrank rand_like randint
randint_like randn randn_like resize_ resize_as_ svd_lowrank uniform
""".split()


@dataclasses.dataclass(frozen=True)
class Kind:
    """What is run of each sample.

    Attributes
    ----------
    dtype : str
        The type of its operands.
    is_gradient : bool
        Whether it is the gradient.
    realizes : bool
        Whether PyTorch runs what milcomplex.torch.realize returns.
    target : str
        What it is compiled for otherwise.
    """

    dtype: str
    is_gradient: bool
    realizes: bool
    target: str

    def name_suite(self) -> str:
        """Return the name of the suite."""
        dtype = "" if self.dtype == "complex64" else f" {self.dtype}"
        gradients = " gradients" if self.is_gradient else ""
        return f"{SUITE}{dtype}{gradients}{' realized' if self.realizes else ''}"


@dataclasses.dataclass(frozen=True)
class Result:
    """The outcome of a sample; the fields are described above."""

    suite: str
    name: str
    case: str
    status: str
    whose: str
    reason: str
    workarounds: list[str]


class Failed(Exception):
    """A sample fails."""

    def __init__(self, status: str, whose: str, reason: str) -> None:
        """Take the fields of the result."""
        super().__init__(reason)
        self.fields = status, whose, reason


def load_database(dtype: str) -> dict[str, Any]:
    """Return the ops that accept a type, by name."""
    if importlib.util.find_spec("expecttest") is None:
        # PyTorch's tests derive from it; the samples do not need it.
        stub = types.ModuleType("expecttest")
        stub.TestCase = unittest.TestCase  # type: ignore[attr-defined]
        sys.modules["expecttest"] = stub
    import torch
    from torch.testing._internal.common_methods_invocations import op_db

    return {
        f"{op.name}/{op.variant_test_name}".rstrip("/"): op
        for op in op_db
        if op.supports_dtype(getattr(torch, dtype), "cpu")
    }


def build_model(op: Any, sample: Any) -> tuple[Any, list[Any]]:
    """Return a function of the tensors of a sample, and these."""
    import torch
    from torch.utils import _pytree as pytree

    leaves, spec = pytree.tree_flatten((sample.input, sample.args, sample.kwargs))
    places = [i for i, leaf in enumerate(leaves) if isinstance(leaf, torch.Tensor)]
    function = op.get_op()

    def model(*tensors: torch.Tensor) -> Any:
        merged = list(leaves)
        for place, tensor in zip(places, tensors, strict=True):
            merged[place] = tensor
        first, rest, keywords = pytree.tree_unflatten(merged, spec)
        return function(first, *rest, **keywords)

    return model, [leaves[place].detach() for place in places]


def differentiate(model: Any) -> Any:
    """Return the gradient, by its first tensor, of the squares of the results of a function."""
    import torch
    from torch.utils import _pytree as pytree

    def gradient(first: torch.Tensor, *rest: torch.Tensor) -> torch.Tensor:
        first = first.detach().requires_grad_()
        with torch.enable_grad():
            results = pytree.tree_leaves(model(first, *rest))
            squares = [
                torch.mean(torch.abs(x) ** 2)
                for x in results
                if isinstance(x, torch.Tensor) and x.requires_grad
            ]
            return torch.autograd.grad(torch.stack(squares).sum(), first)[0]

    return gradient


def take_sample(op: Any, case: int, dtype: str) -> Any:
    """Return a sample of an op, of a type."""
    import torch

    torch.manual_seed(0)
    samples = op.sample_inputs("cpu", getattr(torch, dtype), requires_grad=False)
    return next(itertools.islice(samples, case, None), None)


def shorten(error: BaseException) -> str:
    """Return the first line of a message with content."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if "error:" in line] or lines or [""]
    return f"{type(error).__name__}: {told[0]}"[:300]


def try_step(step: Callable[[], Any], status: str, whose: str) -> Any:
    """Return the result of a step, or raise Failed."""
    try:
        return step()
    except Exception as error:
        raise Failed(status, whose, shorten(error)) from error


def is_refused_for_real(op: Any, case: int) -> bool:
    """Whether torch-mlir by itself rejects the sample of reals."""
    import torch
    from torch_mlir import fx

    if torch.float32 not in op.dtypes:
        return False
    sample = take_sample(op, case, "float32")
    if sample is None:
        return False
    model, tensors = build_model(op, sample)
    module = torch.nn.Module()
    module.forward = model
    try:
        with torch.no_grad():
            fx.export_and_import(module, *tensors, output_type="linalg-on-tensors")
    except Exception:
        return True
    return False


def blame(error: Exception, op: Any, case: int) -> Failed:
    """Return an error in exporting, and whose it is."""
    reason = shorten(error)
    if "torch-mlir" in str(error):
        return Failed("failed", "exporter", reason)
    if is_refused_for_real(op, case):
        return Failed("failed", "exporter", f"not by torch-mlir of real numbers either; {reason}")
    return Failed("failed", "milcomplex", reason)


def compare(found: Any, expected: Any) -> None:
    """Raise Failed if a result is wrong."""
    import torch
    from torch.utils import _pytree as pytree

    pairs = zip(pytree.tree_leaves(found), pytree.tree_leaves(expected), strict=True)
    for x, y in pairs:
        if not isinstance(y, torch.Tensor):
            if x != y:
                raise Failed("failed", "milcomplex", f"wrong result: {x} is not {y}")
            continue
        finite = torch.abs(y[torch.isfinite(y)].to(torch.complex128))
        largest = float(finite.max()) if finite.numel() else 0.0
        try:
            torch.testing.assert_close(
                x,
                y.to_dense() if y.layout != torch.strided else y,
                rtol=TOLERANCE,
                atol=TOLERANCE * min(max(largest, 1e-3), 1.0),
                equal_nan=True,
            )
        except AssertionError as error:
            text = " ".join(str(error).split())
            raise Failed("failed", "milcomplex", f"wrong result: {text}"[:300]) from error


def check_is_real(program: Any) -> None:
    """Raise Failed if a value of a program is complex."""
    import torch
    from torch.utils import _pytree as pytree

    for node in program.graph.nodes:
        for value in pytree.tree_leaves(node.meta.get("val")):
            if isinstance(value, torch.Tensor) and value.is_complex():
                raise Failed("failed", "milcomplex", f"{node} is complex")


def run_real_program(program: Any, tensors: list[Any]) -> Any:
    """Return the result of a program without complex values, made of one with them."""
    import torch

    from milcomplex.torch import Boundary, realize

    real = realize(program)
    if real is program:
        return program.module()(*tensors)
    check_is_real(real)
    boundary = Boundary.of(real)
    with torch.no_grad():
        return boundary.join(real.module()(*boundary.split(*tensors)[0]))


def run_sample(
    op: Any, case: int, kind: Kind, enter: Callable[[str], None], workarounds: list[str]
) -> tuple[str, str, str]:
    """Return status, whose and reason.

    `enter` is told whose the next step is, and the workarounds that concern the sample are added
    to a list.
    """
    import torch

    import milcomplex.torch

    sample = take_sample(op, case, kind.dtype)
    model, tensors = build_model(op, sample)
    if kind.is_gradient:
        model = differentiate(model)

    def copy() -> list[Any]:
        return [tensor.clone() for tensor in tensors]

    enter("exporter")
    try:
        expected = try_step(lambda: model(*copy()), "excluded", "exporter")
        module = torch.nn.Module()
        module.forward = model
        with torch.no_grad():
            program = try_step(
                lambda: torch.export.export(module, tuple(copy())), "excluded", "exporter"
            )
        # This leaves out what is not unique, such as the phase of a vector.
        process = (lambda x: x) if kind.is_gradient else sample.output_process_fn_grad
        if kind.realizes:
            found = try_step(lambda: run_real_program(program, copy()), "failed", "milcomplex")
            compare(process(found), process(expected))
            return "passed", "", ""
        try:
            lowered = milcomplex.torch.export(program)
        except Exception as error:
            raise blame(error, op, case) from error
        whose = blame_target(kind.target)
        enter(whose)
        if kind.target != "native":
            workarounds += list_changes(lowered.mlir, kind.target)
        compiled = try_step(lambda: lowered.compile(kind.target), "failed", whose)
        found = try_step(lambda: compiled(*copy()), "failed", whose)
        if isinstance(found, tuple) and found and isinstance(found[-1], dict):
            found, _ = found  # What it writes comes with the result.
        compare(process(found), process(expected))
    except Failed as failure:
        return failure.fields
    return "passed", "", ""


def serve(
    connection: multiprocessing.connection.Connection, kind: Kind, without: list[str]
) -> None:
    """Run the requested samples in turn."""
    leave_out(without)
    warnings.simplefilter("ignore")
    ops = load_database(kind.dtype)
    workarounds = record_retries()
    connection.send(None)
    while True:
        workarounds.clear()
        name, case = connection.recv()
        if take_sample(ops[name], case, kind.dtype) is None:
            connection.send(None)
        elif kind.is_gradient and not ops[name].supports_autograd:
            connection.send(("excluded", "", "there is no gradient", []))
        elif name in UNDEFINED:
            connection.send(("excluded", "", "the results are random or undefined", []))
        else:
            outcome = run_sample(ops[name], case, kind, connection.send, workarounds)
            connection.send((*outcome, list(dict.fromkeys(workarounds))))


class Worker:
    """A process that runs samples."""

    def __init__(self, timeout: float, kind: Kind, without: list[str]) -> None:
        """Start it."""
        self.kind = kind
        self.without = without
        self.timeout = timeout
        self.start()

    def start(self) -> None:
        """Start a process and wait until it is ready."""
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=serve, args=(theirs, self.kind, self.without), daemon=True
        )
        self.process.start()
        theirs.close()
        self.connection.recv()

    def restart(self) -> None:
        """Replace a process that has crashed or hangs."""
        self.process.kill()
        self.process.join()
        self.start()

    def run(self, name: str, case: int) -> Outcome | None:
        """Return what a sample comes to, None if the op has no such."""
        self.connection.send((name, case))
        whose = "exporter"
        try:
            while self.connection.poll(self.timeout):
                answer: Outcome | str | None = self.connection.recv()
                if not isinstance(answer, str):
                    return answer
                whose = answer
            reason = f"no end after {self.timeout:g} s"
        except (EOFError, ConnectionResetError):
            self.process.join()
            reason = f"the process ended with status {self.process.exitcode}"
        self.restart()
        return "failed", whose, reason, []


def run_all(
    names: list[str], samples: int, timeout: float, kind: Kind, without: list[str]
) -> Iterator[Result]:
    """Yield the results of the first samples of each op."""
    worker = Worker(timeout, kind, without)
    for name, case in itertools.product(names, range(samples)):
        answer = worker.run(name, case)
        if answer is not None:
            yield Result(kind.name_suite(), name, str(case), *answer)
    worker.process.kill()


def summarize(results: list[Result]) -> str:
    """Return the counts, in a line."""
    counts = collections.Counter(result.status for result in results)
    blamed = collections.Counter(result.whose for result in results if result.status == "failed")
    whole = counts["passed"] + counts["failed"]
    rate = 100 * counts["passed"] / whole if whole else 0.0
    shares = ", ".join(f"{whose} {count}" for whose, count in sorted(blamed.items()))
    return (
        f"{counts['passed']} of {whole} passed ({rate:.1f} %); failed: {shares or 'none'};"
        f" excluded: {counts['excluded']}"
    )


def main() -> None:
    """Run the samples that the command line selects."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dtype", default="complex64", help="the type of the operands")
    parser.add_argument("--only", default="*", help="ops whose names match a pattern")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--samples", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--gradients", action="store_true")
    parser.add_argument("--realize", action="store_true")
    add_options(parser)
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    names = [name for name in load_database(options.dtype) if fnmatch.fnmatch(name, options.only)]
    names = names[:: options.every]
    kind = Kind(options.dtype, options.gradients, options.realize, options.target)
    results = []
    for result in run_all(names, options.samples, options.timeout, kind, options.without):
        results.append(result)
        print(result.status, result.name, result.case, result.whose, result.reason, flush=True)
        if options.output:
            rows = [dataclasses.asdict(result) for result in results]
            options.output.write_text(json.dumps(rows, indent=1) + "\n")
    print(summarize(results))


if __name__ == "__main__":
    main()
