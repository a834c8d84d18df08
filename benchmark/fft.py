"""Measures Fourier transforms through IREE beside pocketfft and IREE's own.

Transforms of complex elements, batched to 2^20 of them, and of fewer that stay in the cache,
on one thread: lowered, SciPy's, and IREE's own of stablehlo.fft where that compiles.

Usage: .venv/bin/python benchmark/fft.py [--milc-opt build/bin/milc-opt] [--rounds N]
           [--lengths 64,1000,...]
Prints a Markdown table and writes its section of docs/Benchmarks.md.
"""

import argparse
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import iree.compiler
import iree.runtime
import numpy as np
import scipy.fft
from iree_cpu import pairs
from kernels import ELEMENTS, Array, Element, join, lower
from report import processor, table, write_section
from timing import medians

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/fft.py"
LENGTHS = (64, 256, 1000, 1009, 1024, 4096)
# The elements of a batch.
SIZES = (1 << 17, 1 << 20)
# Relative to the norm of the result.
TOLERANCES = {"f32": 1e-6, "f64": 1e-14}
Call = Callable[[], object]


def load(module: str, arguments: list[Array], input_type: str) -> Call:
    """Compile a module for this CPU and bind its `@main` to arguments, on one thread.

    Buffers are kept from call to call, as in a program that transforms repeatedly.

    Raises
    ------
    iree.compiler.CompilerToolError
        If IREE rejects the module.
    """
    binary = iree.compiler.compile_str(
        module,
        target_backends=["llvm-cpu"],
        input_type=input_type,
        extra_args=["--iree-llvmcpu-target-cpu=host", "--iree-input-demote-f64-to-f32=false"],
    )
    driver = iree.runtime.get_driver("local-sync")
    config = iree.runtime.Config(device=driver.create_default_device(allocators=["caching"]))
    context = iree.runtime.SystemContext(config=config)
    loaded = iree.runtime.VmModule.copy_buffer(context.instance, binary)
    context.add_vm_module(loaded)
    main = context.modules[loaded.name]["main"]
    on_device = [iree.runtime.asdevicearray(config.device, a) for a in arguments]
    return lambda: main(*on_device)


def write_module(dialect: str, shape: tuple[int, int], element: str) -> str:
    """Return a module that transforms rows by the op of a dialect, milcomplex or stablehlo."""
    kind = f"tensor<{shape[0]}x{shape[1]}xcomplex<{element}>>"
    transform = {
        "milcomplex": f"milcomplex.fft %x axes [1] : {kind}",
        "stablehlo": f"stablehlo.fft %x, type = FFT, length = [{shape[1]}] : ({kind}) -> {kind}",
    }[dialect]
    return f"""
func.func @main(%x: {kind}) -> {kind} {{
  %y = {transform}
  return %y : {kind}
}}
"""


def check(name: str, got: Array, expected: Array, tolerance: float) -> None:
    """Compare a result with NumPy's.

    Raises
    ------
    RuntimeError
        If it is off by more than `tolerance` in the Euclidean norm.
    """
    error = np.linalg.norm(got - expected) / np.linalg.norm(expected)
    if not error <= tolerance:
        raise RuntimeError(f"{name}: the result differs from NumPy's by {error}")


def measure(length: int, size: int, element: Element, milc_opt: Path, rounds: int) -> list[str]:
    """Return a row of the table."""
    shape = (size // length, length)
    random = np.random.default_rng(0)
    x = (random.standard_normal(shape) + 1j * random.standard_normal(shape)).astype(
        element.complex_dtype
    )
    lowered = lower(milc_opt, write_module("milcomplex", shape, element.mlir), "improved")
    ours = load(lowered, pairs([x]), "none")
    expected = np.fft.fft(x.astype(np.complex128))
    check(f"{length}", join(ours()), expected, TOLERANCES[element.mlir])
    rivals: list[Call] = [ours, lambda: scipy.fft.fft(x, workers=1)]
    try:
        own = load(write_module("stablehlo", shape, element.mlir), [x], "stablehlo")
        own()
        rivals.append(own)
    except (iree.compiler.CompilerToolError, RuntimeError):
        pass
    times = medians(rivals, rounds)
    cells = [f"{1e3 * time:.3f}" for time in times]
    ratios = [f"{times[0] / times[1]:.2f}"]
    ratios.append(f"{times[2] / times[0]:.1f}" if len(times) > 2 else "–")
    return [
        element.mlir,
        str(length),
        str(shape[0]),
        *cells,
        *["–"] * (3 - len(cells)),
        *ratios,
    ]


def section(rows: list[list[str]]) -> str:
    """Return the section of the page."""
    header = ["type", "length", "rows", "lowered, ms", "pocketfft, ms", "IREE's own, ms"]
    header += ["lowered / pocketfft", "own / lowered"]
    iree_version = metadata.version("iree-base-compiler")
    scipy_version = metadata.version("scipy")
    return f"""
Complex transforms of all rows of a matrix on one thread: lowered, through IREE
{iree_version} for the CPU it runs on, with a caching allocator; by SciPy {scipy_version}; and
`stablehlo.fft` through IREE, where that compiles. Medians of calls that take turns in
one process. Measured on {processor()}.

{table(header, rows, 1)}
"""


def main() -> None:
    """Measure every length, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--lengths", default=",".join(map(str, LENGTHS)))
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    lengths = [int(length) for length in options.lengths.split(",")]
    rows = []
    for element in ELEMENTS:
        for size in SIZES:
            for length in lengths:
                rows.append(measure(length, size, element, options.milc_opt, options.rounds))
                print(*rows[-1], flush=True)
    text = section(rows)
    print(text)
    if tuple(lengths) == LENGTHS:
        write_section(COMMAND, text)


if __name__ == "__main__":
    main()
