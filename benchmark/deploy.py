"""Times programs without complex values in ONNX Runtime beside PyTorch on the complex models.

Each model of MODELS, of programs/torch, is made real by milcomplex.torch.realize, converted by
torch.onnx and run by ONNX Runtime; PyTorch runs the complex model eagerly. Both have one thread
and take turns.

Usage: .venv/bin/python benchmark/deploy.py [--rounds N] [--only NAME] [--profile] [--write]
Prints a Markdown table; --write writes its section of docs/Benchmarks.md. With --profile it prints
ONNX Runtime's own times of the operators of each model. Exits 1 where results differ.
"""

import argparse
import json
import logging
import math
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from programs.program import Program
from programs.torch import PROGRAMS
from report import processor, table, write_section
from timing import Call
from torch.utils import _pytree as pytree

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "python"))

from milcomplex.torch import Boundary, realize  # noqa: E402

COMMAND = ".venv/bin/python benchmark/deploy.py --write"
MODELS = ("attention with RoPE", "spectrogram", "FNO layer", "complex MLP")


class Function(torch.nn.Module):
    """A module of a function, which torch.export asks for."""

    def __init__(self, function: Any) -> None:
        super().__init__()
        self.function = function

    def forward(self, *arguments: Any) -> Any:
        """Apply the function."""
        return self.function(*arguments)


def convert(
    program: Program, profile: bool
) -> tuple[Call, Call, int, onnxruntime.InferenceSession]:
    """Return calls of PyTorch and of ONNX Runtime, and how many ops the real program has.

    Raises
    ------
    AssertionError
        If their results differ.
    """
    case = program.make()
    arguments = tuple(map(torch.as_tensor, case.arguments))
    model = case.function if isinstance(case.function, torch.nn.Module) else Function(case.function)
    model.eval()
    real = realize(model, *arguments)
    ops = sum(node.op == "call_function" for node in real.graph.nodes)
    exported = torch.onnx.export(real, dynamo=True, verbose=False)
    assert exported is not None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_profiling = profile
    options.profile_file_prefix = str(Path(tempfile.gettempdir()) / "milcomplex-deploy")
    session = onnxruntime.InferenceSession(
        exported.model_proto.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    boundary = Boundary.of(real)
    given, _ = boundary.split(*arguments)
    names = (value.name for value in session.get_inputs())
    feeds = {
        name: np.ascontiguousarray(x.numpy())
        for name, x in zip(names, pytree.tree_leaves(given), strict=True)
    }

    def run_torch() -> Any:
        return model(*arguments)

    def run_onnx() -> Any:
        return session.run(None, feeds)

    found = [torch.from_numpy(x) for x in run_onnx()]
    joined = pytree.tree_leaves(boundary.join(found[0] if len(found) == 1 else tuple(found)))
    for x, y in zip(joined, pytree.tree_leaves(run_torch()), strict=True):
        error = float((x - y).norm() / y.norm())
        assert error <= program.tolerance, f"{program.name}: the relative error is {error:.1e}"
    return run_torch, run_onnx, ops, session


def least(rivals: list[Call], rounds: int) -> list[float]:
    """Return the shortest of each rival's times on its thread, in seconds; they take turns."""
    seconds = [math.inf] * len(rivals)
    for turn in range(rounds):
        for step in range(len(rivals)):
            index = (turn + step) % len(rivals)
            start = time.thread_time()
            rivals[index]()
            seconds[index] = min(seconds[index], time.thread_time() - start)
    return seconds


def summarize(path: Path) -> str:
    """Return the times of the operators in a profile, in microseconds of a call, longest first."""
    events = [e for e in json.loads(path.read_text()) if e.get("cat") == "Node"]
    kernels = [e for e in events if e["name"].endswith("_kernel_time")]
    calls = sum(e["name"] == kernels[0]["name"] for e in kernels)
    spent: Counter[str] = Counter()
    for event in kernels:
        shape = event["args"].get("output_type_shape")
        spent[f"{event['args']['op_name']} {json.dumps(shape)}"] += event["dur"]
    lines = [f"  {total / calls:10.0f} {name}" for name, total in spent.most_common(16)]
    return "\n".join(lines)


def main() -> None:
    """Measure the models, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--only", default="")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    torch.set_num_threads(1)
    rows, ratios = [], []
    for program in PROGRAMS:
        if program.name not in MODELS or options.only not in program.name:
            continue
        with torch.no_grad():
            eager, onnx, ops, session = convert(program, options.profile)
            seconds = least([eager, onnx], options.rounds)
        ratios.append(seconds[1] / seconds[0])
        cells = [f"{1e3 * s:.3g}" for s in seconds]
        rows.append([program.name, str(ops), *cells, f"{ratios[-1]:.2f}"])
        print(rows[-1], flush=True)
        if options.profile:
            print(summarize(Path(session.end_profiling())))
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    rows.append(["geometric mean", "", "", "", f"{mean:.2f}"])
    text = f"""
The complex model in PyTorch {torch.__version__.partition("+")[0]}, eager, and what `realize` makes
of it in ONNX Runtime {onnxruntime.__version__}, on one thread of {processor()}:
the least of {options.rounds} calls each, which take turns, by the clock of the thread.

{table(["model", "real ops", "PyTorch, ms", "ONNX Runtime, ms", "ratio"], rows)}
"""
    print(text)
    if options.write:
        write_section(COMMAND, text)


if __name__ == "__main__":
    main()
