#!/usr/bin/env python3
"""Takes PyTorch models with complex numbers through the converters of deployment formats.

usage: torch_routes.py ROUTE [--only PATTERN] [--plain] [--output FILE]
       torch_routes.py --write FILE...

A route is one of those in ROUTES; its converter must be installed where this runs
(scripts/requirements-deploy.txt has those of all but LiteRT). Each model of
test/Python/complex_models.py is realized, converted and run, and its results are compared with
those of eager PyTorch. With --plain it is not realized. --write writes
the results in files into docs/Deploy.md. The results are JSON, a list of objects:

    route   its name, followed by "plain" with --plain
    name    the model
    ops     how many calls the program has; null where it is not made
    error   the largest one, relative to the largest element; null where there is no runtime
    reason  why it failed, or null
"""

from __future__ import annotations

import argparse
import dataclasses
import fnmatch
import importlib
import inspect
import json
import logging
import math
import pkgutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / path) for path in ("python", "test/Python", "benchmark")]

PAGE = ROOT / "docs/Deploy.md"
COMMAND = "test/Conformance/torch_routes.py --write FILE..."
TOLERANCE = 1e-5
# Returns the results of a converted program; None where nothing runs it here.
Run = Callable[[Sequence[Any]], list[Any]] | None


@dataclasses.dataclass(frozen=True)
class Result:
    """The outcome of a model on a route; the fields are described above."""

    route: str
    name: str
    ops: int | None = None
    error: float | None = None
    reason: str | None = None


def convert_eager(program: Any, example: Sequence[Any]) -> Run:
    """Run the program as it is."""
    module = program.module()
    return lambda arguments: list_tensors(module(*arguments))


def convert_onnx(program: Any, example: Sequence[Any]) -> Run:
    """Convert by torch.onnx, run by ONNX Runtime."""
    import onnxruntime
    import torch

    exported = torch.onnx.export(program, dynamo=True, verbose=False)
    assert exported is not None
    model = exported.model_proto.SerializeToString()
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    names = [given.name for given in session.get_inputs()]

    def run(arguments: Sequence[Any]) -> list[Any]:
        arrays = (x.numpy() for x in arguments)
        return list(session.run(None, dict(zip(names, arrays, strict=True))))

    return run


def convert_inductor(program: Any, example: Sequence[Any]) -> Run:
    """Compile ahead of time by AOTInductor, with the C++ compiler that CXX names."""
    from torch._inductor import aoti_compile_and_package, aoti_load_package

    with tempfile.TemporaryDirectory() as folder:
        path = aoti_compile_and_package(program, package_path=f"{folder}/model.pt2")
        loaded = aoti_load_package(path)
    return lambda arguments: list_tensors(loaded(*arguments))


def convert_openvino(program: Any, example: Sequence[Any]) -> Run:
    """Convert and run by OpenVINO, in the precision of the program."""
    import openvino

    hint = {"INFERENCE_PRECISION_HINT": "f32"}
    compiled = openvino.compile_model(openvino.convert_model(program), "CPU", hint)
    return lambda arguments: list(compiled([x.numpy() for x in arguments]).values())


def convert_executorch(
    program: Any, example: Sequence[Any], partitioners: Sequence[Any] = ()
) -> Run:
    """Convert and run by ExecuTorch, with its portable kernels unless there are partitioners."""
    from executorch.exir import to_edge_transform_and_lower
    from executorch.runtime import Runtime

    converted = to_edge_transform_and_lower(program, partitioner=list(partitioners))
    loaded = Runtime.get().load_program(converted.to_executorch().buffer)
    method = loaded.load_method("forward")

    def run(arguments: Sequence[Any]) -> list[Any]:
        # The method must not outlive its program.
        assert loaded is not None
        return list(method.execute([x.contiguous() for x in arguments]))

    return run


def convert_xnnpack(program: Any, example: Sequence[Any]) -> Run:
    """Convert and run by ExecuTorch, with XNNPACK."""
    from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner

    return convert_executorch(program, example, [XnnpackPartitioner()])


def fold_convolutions() -> None:
    """Let coremltools compute convolutions and gelu of constants, as it does other ops."""
    import torch
    from coremltools.converters.mil.mil.ops import defs

    def list_numbers(value: Any) -> list[int]:
        return [int(n) for n in value.val]

    def fold_convolution(self: Any) -> Any:
        if self.x.val is None or self.weight.val is None:
            return None
        rank = self.x.val.ndim - 2
        is_transposed = "transpose" in self.op_type
        packet = torch.conv_transpose1d if is_transposed else torch.conv1d
        if rank == 2:
            packet = torch.conv_transpose2d if is_transposed else torch.conv2d
        pads = list_numbers(self.pad) if self.pad_type.val == "custom" else [0] * 2 * rank
        x = torch.from_numpy(self.x.val)
        bias = None if self.bias is None else torch.from_numpy(self.bias.val)
        weight, strides = torch.from_numpy(self.weight.val), list_numbers(self.strides)
        if is_transposed:
            return packet(x, weight, bias, strides, pads[::2], groups=int(self.groups.val)).numpy()
        sides = [n for i in reversed(range(rank)) for n in (pads[2 * i], pads[2 * i + 1])]
        padded = torch.nn.functional.pad(x, sides)
        dilations = list_numbers(self.dilations)
        return packet(padded, weight, bias, strides, 0, dilations, int(self.groups.val)).numpy()

    def fold_gelu(self: Any) -> Any:
        if self.x.val is None:
            return None
        return torch.nn.functional.gelu(torch.from_numpy(self.x.val)).numpy()

    folds = {"conv": fold_convolution, "conv_transpose": fold_convolution, "gelu": fold_gelu}
    for found in pkgutil.walk_packages(defs.__path__, f"{defs.__name__}."):
        module = importlib.import_module(found.name)
        for name, fold in folds.items():
            if inspect.isclass(op := getattr(module, name, None)):
                op.value_inference = fold  # type: ignore[attr-defined]


def convert_coreml(program: Any, example: Sequence[Any]) -> Run:
    """Convert by coremltools to an ML program of iOS 18, which only macOS runs.

    Its values are those that coremltools computes where the arguments are constants.
    """
    import coremltools
    import torch

    target = coremltools.target.iOS18
    coremltools.convert(
        program.run_decompositions({}), minimum_deployment_target=target, convert_to="milinternal"
    )
    fold_convolutions()

    class Applied(torch.nn.Module):
        """The program, of constants; coremltools needs an argument."""

        def __init__(self) -> None:
            super().__init__()
            self.program = program.module()
            for i, x in enumerate(example):
                self.register_buffer(f"argument_{i}", x)

        def forward(self, unused: Any) -> Any:
            given = [getattr(self, f"argument_{i}") for i in range(len(example))]
            return (*list_tensors(self.program(*given)), unused + 1)

    applied = torch.export.export(Applied(), (torch.zeros(1),)).run_decompositions({})
    folded = coremltools.convert(
        applied,
        minimum_deployment_target=target,
        convert_to="milinternal",
        compute_precision=coremltools.precision.FLOAT32,
    )
    outputs = [output.val for output in folded.functions["main"].outputs[:-1]]
    if any(output is None for output in outputs):
        return None
    return lambda arguments: outputs


def convert_litert(program: Any, example: Sequence[Any]) -> Run:
    """Convert by litert-torch, run by its interpreter."""
    import litert_torch

    converted = litert_torch.convert(program.module(), tuple(example))
    return lambda arguments: list_tensors(converted(*arguments))


ROUTES: dict[str, Callable[[Any, Sequence[Any]], Run]] = {
    "eager": convert_eager,
    "onnx": convert_onnx,
    "coreml": convert_coreml,
    "executorch": convert_executorch,
    "xnnpack": convert_xnnpack,
    "litert": convert_litert,
    "openvino": convert_openvino,
    "inductor": convert_inductor,
}
# Of which the converter does not accept the dynamic sizes.
STATIC = ("coreml", "litert")


def list_tensors(value: Any) -> list[Any]:
    """Return the leaves of a nested result."""
    from torch.utils import _pytree as pytree

    return pytree.tree_leaves(value)


def measure(run: Run, model: Any, arguments: Sequence[Any]) -> float:
    """Return the largest error of a converted program; infinite for a NaN."""
    import numpy as np
    import torch

    assert run is not None
    with torch.no_grad():
        expected = [x.numpy() for x in list_tensors(model(*arguments))]
        found = [np.asarray(x) for x in run(arguments)]
    largest = 0.0
    for x, y in zip(found, expected, strict=True):
        error = float(np.abs(x - y).max() / np.abs(y).max())
        largest = max(largest, math.inf if math.isnan(error) else error)
    return largest


def take(route: str, case: Any, plain: bool) -> Result:
    """Take a model through a route."""
    import torch

    from milcomplex.torch import realize

    label, name = f"{route} plain" if plain else route, case.name
    model, example = case.make(), case.arguments()
    shapes = None if route in STATIC else case.dynamic_shapes
    ops = None
    try:
        with torch.no_grad():
            program = torch.export.export(model, example, dynamic_shapes=shapes)
            program = program if plain else realize(program)
            ops = sum(node.op == "call_function" for node in program.graph.nodes)
            run = ROUTES[route](program, example)
        if run is None:
            return Result(label, name, ops)
        given = [example] if shapes is None else [example, case.others()]
        error = max(measure(run, model, arguments) for arguments in given)
    except Exception as error_:
        lines = [line.strip() for line in str(error_).splitlines() if line.strip()]
        reason = f"{type(error_).__name__}: {(lines or [''])[0]}"[:160]
        return Result(label, name, ops, reason=reason)
    wrong = None if error <= TOLERANCE else "wrong values"
    return Result(label, name, ops, error, wrong)


def write_page(paths: Sequence[str]) -> None:
    """Write the results in files into the page."""
    from report import table, write_section

    results = [Result(**given) for path in paths for given in json.loads(Path(path).read_text())]
    routes = list(dict.fromkeys(result.route for result in results))
    names = list(dict.fromkeys(result.name for result in results))
    # Later files replace results of earlier ones.
    found = {(result.route, result.name): result for result in results}
    results = list(found.values())

    def describe(result: Result | None) -> str:
        if result is None:
            return "–"
        if result.reason is not None:
            return "wrong" if result.reason == "wrong values" else "fails"
        return "converts" if result.error is None else f"{result.error:.0e}"

    rows = [
        [
            name,
            str(
                next(
                    (r.ops for r in results if r.name == name and r.ops and "plain" not in r.route),
                    "–",
                )
            ),
            *(describe(found.get((route, name))) for route in routes),
        ]
        for name in names
    ]
    passed = [
        str(sum(r.reason is None for r in results if r.route == route)) + f" of {len(names)}"
        for route in routes
    ]
    rows.append(["all", "", *passed])
    text = table(["model", "ops", *routes], rows, 1)
    failures = [r for r in results if r.reason is not None and "plain" not in r.route]
    if failures:
        header = ["route", "model", "reason"]
        reasons = [[r.route, r.name, str(r.reason).replace("|", "\\|")] for r in failures]
        text += "\n\n" + table(header, reasons, 3)
    write_section(COMMAND, text, PAGE)


def main() -> None:
    """Take models through a route, or write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("route", nargs="?", choices=list(ROUTES))
    parser.add_argument("--only", default="*")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--write", nargs="+")
    options = parser.parse_args()
    if options.write:
        write_page(options.write)
        return
    if options.route is None:
        parser.error("a route is needed, or --write")
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    from complex_models import CASES

    results = []
    for case in CASES:
        if fnmatch.fnmatch(case.name, options.only):
            results.append(take(options.route, case, options.plain))
            print(json.dumps(dataclasses.asdict(results[-1])), flush=True)
    if options.output:
        content = [dataclasses.asdict(result) for result in results]
        options.output.write_text(json.dumps(content, indent=1) + "\n")
    failed = any(result.reason is not None for result in results)
    sys.exit(1 if failed and not options.plain else 0)


if __name__ == "__main__":
    main()
