"""Runs lowered modules through stock MLIR, to tell whose fault a wrong result is."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.append(str(Path(__file__).parents[1] / "Integration"))

Array = NDArray[Any]
LLVM = Path("/usr/lib/llvm-22")
ELEMENTS = {"float32": "f32", "float64": "f64", "int32": "i32", "int64": "i64"}


def write_type(shape: Sequence[int | None], dtype: str) -> str:
    """Return the type of a tensor."""
    return f"tensor<{''.join(f'{size}x' for size in shape)}{ELEMENTS[dtype]}>"


def write_main(module: Any, parts: Sequence[Array]) -> str:
    """Return a module that calls the function of another with arrays, and prints its results.

    Raises
    ------
    KeyError
        If an argument or a result is of a type that is not printed.
    """
    arguments = [write_type(part.shape, part.dtype.name) for part in parts]
    results = [write_type(part.shape, part.dtype) for part in module.signature.results]
    lines = []
    for i, (part, type) in enumerate(zip(parts, arguments, strict=True)):
        content = part.item() if part.ndim == 0 else f'"0x{part.tobytes().hex().upper()}"'
        content = part.tolist() if part.size == 0 else content
        lines.append(f"%a{i} = arith.constant dense<{content}> : {type}")
    operands = ", ".join(f"%a{i}" for i in range(len(parts)))
    lines.append(
        f"%r:{len(results)} = func.call @{module.function}({operands})"
        f" : ({', '.join(arguments)}) -> ({', '.join(results)})"
    )
    printed = set()
    for i, part in enumerate(module.signature.results):
        unranked = f"tensor<*x{ELEMENTS[part.dtype]}>"
        printer = f"@printMemref{ELEMENTS[part.dtype].upper()}"
        printed.add(f"func.func private {printer}({unranked})")
        lines.append(f"%u{i} = tensor.cast %r#{i} : {results[i]} to {unranked}")
        lines.append(f"func.call {printer}(%u{i}) : ({unranked}) -> ()")
    body = "\n".join([*sorted(printed), "func.func @run() {", *lines, "return", "}", "}"])
    text: str = module.mlir
    return text.rstrip().removesuffix("}") + body


def run_stock(module: Any, arguments: Sequence[Any]) -> list[Array] | None:
    """Return the results of a lowered module, to six digits, or None if they cannot be had."""
    from run_numeric import TO_LLVM  # type: ignore[import-not-found,unused-ignore]

    parts = module.signature.split(module.flatten(tuple(arguments), {}))
    try:
        text = write_main(module, parts)
    except KeyError:
        return None
    pipeline = TO_LLVM.replace(
        "bufferize-function-boundaries",
        "bufferize-function-boundaries allow-return-allocs-from-loops",
    )
    libraries = ",".join(
        str(LLVM / "lib" / f"libmlir_{name}utils.so") for name in ("runner_", "c_runner_")
    )
    commands: tuple[list[Any], ...] = (
        [LLVM / "bin/mlir-opt", f"--pass-pipeline={pipeline}"],
        [
            LLVM / "bin/mlir-runner",
            "-e",
            "run",
            "--entry-point-result=void",
            f"--shared-libs={libraries}",
        ],
    )
    for command in commands:
        done = subprocess.run(command, input=text, capture_output=True, text=True)
        if done.returncode != 0:
            return None
        text = done.stdout
    found = [
        np.array(re.findall(r"[-+.\w]+", re.sub(r"^.*data =", "", printed, flags=re.S)), np.float64)
        for printed in text.split("Unranked Memref")[1:]
    ]
    results = module.signature.results
    shaped = [
        numbers.reshape(part.shape).astype(part.dtype)
        for numbers, part in zip(found, results, strict=True)
    ]
    joined: list[Array] = module.signature.join(shaped)
    return joined
