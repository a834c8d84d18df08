"""Measures lowered programs beside what users would run instead.

Each program is passed to IREE as linalg on complex tensors, as it is and after `milc-opt
--lower-complex`, and as the StableHLO of JAX; these are called in turn in one process. jax.jit,
PyTorch and NumPy are each called in turns of their own, since their threads spin for a while
after a call. All are checked against NumPy. The first program that a process runs is slow, so
one is run before and discarded.

Usage: .venv/bin/python benchmark/iree_cpu.py [--milc-opt build/bin/milc-opt]
Prints a Markdown table and writes its section of docs/Benchmarks.md.
"""

import argparse
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import iree.compiler
import iree.runtime
import numpy as np
from numpy.typing import NDArray
from report import processor, table, write_section
from timing import Call, medians

Array = NDArray[np.float32] | NDArray[np.complex64]

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/iree_cpu.py"
LINALG = "complex linalg"
STABLEHLO = "StableHLO"
JAX = "jax.jit"
TORCH = "PyTorch"
NUMPY = "NumPy"

CHAIN = """
func.func @main(%c0: {type}, %b: {type}) -> {type} {{
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %empty = tensor.empty() : {type}
  %init = linalg.fill ins(%zero : complex<f32>) outs(%empty : {type}) -> {type}
  {products}
  return %c{length} : {type}
}}
"""
PRODUCT = "%c{to} = linalg.matmul ins(%c{of}, %b : {type}, {type}) outs(%init : {type}) -> {type}"

MUL_ADD = """
#id = affine_map<(d0) -> (d0)>
func.func @main(%a: {type}, %b: {type}, %c: {type}) -> {type} {{
  %empty = tensor.empty() : {type}
  %d = linalg.generic
      {{indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]}}
      ins(%a, %b, %c : {type}, {type}, {type}) outs(%empty : {type}) {{
  ^bb0(%x: complex<f32>, %y: complex<f32>, %z: complex<f32>, %out: complex<f32>):
    %xy = complex.mul %x, %y : complex<f32>
    %sum = complex.add %xy, %z : complex<f32>
    linalg.yield %sum : complex<f32>
  }} -> {type}
  return %d : {type}
}}
"""


@dataclass(frozen=True)
class Program:
    """A complex program, its lowerings and its meaning.

    Attributes
    ----------
    name : str
        Its name in the table.
    module : str
        MLIR with one function, `@main`, over arrays of one shape.
    shape : tuple of int
        The shape of every argument and of the result, complex64.
    arguments : int
        How many arguments `@main` accepts.
    reference : callable
        The same function of arrays of NumPy, JAX or PyTorch.
    ranges : tuple of str
        The values of complex-range to lower with.
    rounds : int
        How often each rival is called.
    """

    name: str
    module: str
    shape: tuple[int, ...]
    arguments: int
    reference: Callable[..., Any]
    ranges: tuple[str, ...]
    rounds: int


@dataclass(frozen=True)
class Row:
    """The medians of one lowering of one program and of its rivals, in seconds."""

    name: str
    complex_range: str
    pairs: float
    rivals: dict[str, float]


def chain(size: int, length: int, rounds: int) -> Program:
    """Make a chain of `length` products by one square matrix of `size` rows."""
    kind = f"tensor<{size}x{size}xcomplex<f32>>"
    products = [PRODUCT.format(of=i, to=i + 1, type=kind) for i in range(length)]
    module = CHAIN.format(type=kind, products="\n  ".join(products), length=length)

    def reference(a: Any, b: Any) -> Any:
        for _ in range(length):
            a = a @ b
        return a

    name = f"matmul {size}x{size}x{size}"
    if length != 1:
        name = f"{length} of {name}, in a chain"
    # A contraction is textbook arithmetic in every complex-range.
    return Program(name, module, (size, size), 2, reference, ("improved",), rounds)


def mul_add(size: int, rounds: int) -> Program:
    """Make an elementwise a * b + c over vectors of `size` elements."""
    module = MUL_ADD.format(type=f"tensor<{size}xcomplex<f32>>")
    return Program(
        f"a * b + c, {size} elements",
        module,
        (size,),
        3,
        lambda a, b, c: a * b + c,
        ("improved", "basic"),
        rounds,
    )


def lower(milc_opt: Path, module: str, complex_range: str) -> str:
    """Take the complex numbers out of a module.

    Raises
    ------
    subprocess.CalledProcessError
        If milc-opt rejects the module; its message is on standard error.
    """
    option = f"--lower-complex=complex-range={complex_range}"
    return subprocess.run(
        [milc_opt, option], input=module, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def load(
    module: str,
    arguments: list[Array],
    options: list[str] | None = None,
    input_type: str = "auto",
) -> Call:
    """Compile a module for this CPU and bind its `@main` to arguments.

    Parameters
    ----------
    module : str
        MLIR that IREE accepts.
    arguments : list of ndarray
        Copied to the device once, here.
    options : list of str, optional
        More options of the compiler.
    input_type : str
        The input type that the compiler is told.

    Raises
    ------
    iree.compiler.CompilerToolError
        If IREE rejects the module.
    """
    binary = iree.compiler.compile_str(
        module,
        target_backends=["llvm-cpu"],
        input_type=input_type,
        extra_args=["--iree-llvmcpu-target-cpu=host", *(options or [])],
    )
    config = iree.runtime.Config("local-task")
    context = iree.runtime.SystemContext(config=config)
    loaded = iree.runtime.VmModule.copy_buffer(context.instance, binary)
    context.add_vm_module(loaded)
    main = context.modules[loaded.name]["main"]
    on_device = [iree.runtime.asdevicearray(config.device, a) for a in arguments]
    return lambda: main(*on_device)


def pairs(arrays: list[NDArray[np.complex64]]) -> list[Array]:
    """Split each array into its real and its imaginary part, adjacent."""
    return [np.ascontiguousarray(part) for array in arrays for part in (array.real, array.imag)]


def check(name: str, got: object, expected: NDArray[np.complex64]) -> None:
    """Compare a result, complex or a pair, with NumPy's.

    Raises
    ------
    RuntimeError
        If it is off by more than 1e-4 of the largest value.
    """
    if isinstance(got, tuple | list):
        value = np.asarray(got[0]) + 1j * np.asarray(got[1])
    else:
        value = np.asarray(got)
    if np.abs(value - expected).max() > 1e-4 * np.abs(expected).max():
        raise RuntimeError(f"{name}: the result differs from NumPy's")


def load_stablehlo(program: Program, arrays: list[Array]) -> Call:
    """Compile the StableHLO of a program in JAX by IREE."""
    import jax

    module = jax.jit(program.reference).lower(*arrays).compiler_ir("stablehlo")
    return load(str(module), arrays, input_type="stablehlo")


def bind_jax(program: Program, arrays: list[Array]) -> Call:
    """Compile a program by jax.jit."""
    import jax

    function: Any = jax.jit(program.reference)
    on_device = [jax.numpy.asarray(array) for array in arrays]
    return lambda: function(*on_device).block_until_ready()


def bind_torch(program: Program, arrays: list[Array]) -> Call:
    """Bind a program to tensors of PyTorch."""
    import torch

    tensors: list[Any] = [torch.from_numpy(array) for array in arrays]
    return lambda: program.reference(*tensors)


def measure(program: Program, milc_opt: Path) -> list[Row]:
    """Compile, check and time a program, its lowerings and its rivals."""
    random = np.random.default_rng(0)
    arrays: list[Any] = [
        (random.standard_normal(program.shape) + 1j * random.standard_normal(program.shape)).astype(
            np.complex64
        )
        for _ in range(program.arguments)
    ]
    lowered = [
        load(lower(milc_opt, program.module, complex_range), pairs(arrays))
        for complex_range in program.ranges
    ]
    through_iree: dict[str, Call] = {
        LINALG: load(program.module, list(arrays)),
        STABLEHLO: load_stablehlo(program, arrays),
    }
    alone: dict[str, Call] = {
        JAX: bind_jax(program, arrays),
        TORCH: bind_torch(program, arrays),
        NUMPY: lambda: program.reference(*arrays),
    }
    expected = program.reference(*arrays)
    for call in [*lowered, *through_iree.values(), *alone.values()]:
        check(program.name, call(), expected)
    seconds = medians([*lowered, *through_iree.values()], program.rounds)
    rivals = dict(zip(through_iree, seconds[len(lowered) :], strict=True))
    for name, call in alone.items():
        (rivals[name],) = medians([call], program.rounds)
    return [
        Row(program.name, complex_range, pair_seconds, rivals)
        for complex_range, pair_seconds in zip(program.ranges, seconds, strict=False)
    ]


def format_rows(rows: list[Row]) -> str:
    """Format rows as a Markdown table."""
    rivals = (LINALG, STABLEHLO, JAX, TORCH, NUMPY)
    header = ["program", "complex-range", "pairs, ms"]
    header += [title for rival in rivals for title in (f"{rival}, ms", "/ pairs")]
    cells = [
        [
            row.name,
            row.complex_range,
            f"{row.pairs * 1e3:.2f}",
            *(
                cell
                for rival in rivals
                for cell in (
                    f"{row.rivals[rival] * 1e3:.2f}",
                    f"{row.rivals[rival] / row.pairs:.2f}",
                )
            ),
        ]
        for row in rows
    ]
    return table(header, cells, words=2)


def section(rows: list[Row]) -> str:
    """Write the section with the table and its method."""
    iree_version, jax_version, torch_version = (
        metadata.version(name) for name in ("iree-base-compiler", "jax", "torch")
    )
    return f"""
The same program, complex64, on two threads, by what compiles or runs it, and its time over
that of *pairs*. IREE {iree_version}, for the CPU it runs on, gets three inputs: *pairs* is
linalg after `milc-opt --lower-complex`; *{LINALG}* the same linalg on complex tensors, not
lowered; *{STABLEHLO}* what JAX makes of the Python function, whose products IREE splits into
parts itself. These take turns in one process. *{JAX}* {jax_version}, *{TORCH}*
{torch_version}, eager, and *{NUMPY}* {np.__version__} run the Python function, each on its
own. Medians. A matrix product is textbook arithmetic in every complex-range. IREE flushes
subnormal numbers to zero; there are none here. Measured on {processor()}.

{format_rows(rows)}
"""


def main() -> None:
    """Measure every program, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    options = parser.parse_args()

    measure(mul_add(1 << 10, rounds=3), options.milc_opt)  # thrown away
    rows: list[Row] = []
    for program in (
        chain(1024, 1, rounds=9),
        chain(256, 1, rounds=101),
        chain(384, 8, rounds=31),
        mul_add(1 << 20, rounds=301),
    ):
        rows += measure(program, options.milc_opt)
    print(format_rows(rows))
    write_section(COMMAND, section(rows))


if __name__ == "__main__":
    main()
