#!/usr/bin/env python3
"""Calls lowered functions from NumPy, as docs/Abi.md says, under either abi.

usage: run_abi.py MILC_OPT MLIR_TOOLS_DIR LLC CXX WORK_DIR

The functions of boundary.mlir become a shared library, by mlir-opt and mlir-translate of
MLIR_TOOLS_DIR, LLC and the linker of CXX, and get NumPy's own memory; so they do with passes
that users run on what --lower-complex returns. Exits 1 where a result is wrong, 2 where a tool
fails.
"""

from __future__ import annotations

import ctypes
import pathlib
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))

from run_numeric import USER_PASSES  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

Array = NDArray[Any]

TO_LLVM = (
    "one-shot-bufferize{bufferize-function-boundaries}",
    "func.func(convert-linalg-to-loops),expand-strided-metadata,lower-affine",
    "convert-scf-to-cf,convert-math-to-llvm,convert-to-llvm,reconcile-unrealized-casts",
)


def run(command: list[str]) -> None:
    """Run a tool; exit with 2 where it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"{' '.join(command)} failed:\n{done.stderr[:4000]}")
        sys.exit(2)


def build(abi: str, user_passes: Sequence[str]) -> Any:
    """Lower boundary.mlir with an abi, run passes and load it as a shared library."""
    milc_opt, tools, llc, cxx, work = sys.argv[1:]
    source = pathlib.Path(__file__).with_name("boundary.mlir")
    out = pathlib.Path(work) / "-".join(["abi", abi, *user_passes])
    files = {end: str(out.with_suffix(end)) for end in (".mlir", ".llvm.mlir", ".ll", ".o", ".so")}
    lower = f"--lower-complex=abi={abi}"
    run([milc_opt, lower, str(source), "-o", files[".mlir"]])
    pipeline = f"--pass-pipeline=builtin.module({','.join([*user_passes, *TO_LLVM])})"
    run([f"{tools}/mlir-opt", pipeline, files[".mlir"], "-o", files[".llvm.mlir"]])
    translate = [f"{tools}/mlir-translate", "--mlir-to-llvmir"]
    run([*translate, files[".llvm.mlir"], "-o", files[".ll"]])
    compiler = [llc, "-filetype=obj", "-relocation-model=pic"]
    run([*compiler, files[".ll"], "-o", files[".o"]])
    # The library with memrefCopy.
    runtime = str(pathlib.Path(tools).parent / "lib")
    link = [cxx, "-shared", files[".o"], "-o", files[".so"], f"-L{runtime}"]
    run([*link, f"-Wl,-rpath,{runtime}", "-lmlir_c_runner_utils"])
    return ctypes.CDLL(files[".so"])


def memref(array: Array) -> Any:
    """Return a pointer to the descriptor of a memref that is the memory of `array`."""
    rank = array.ndim

    class Descriptor(ctypes.Structure):
        _fields_ = [
            ("allocated", ctypes.c_void_p),
            ("aligned", ctypes.c_void_p),
            ("offset", ctypes.c_int64),
            ("sizes", ctypes.c_int64 * rank),
            ("strides", ctypes.c_int64 * rank),
        ]

    data = array.ctypes.data
    strides = [stride // array.itemsize for stride in array.strides]
    sizes = (ctypes.c_int64 * rank)(*array.shape)
    return ctypes.byref(
        Descriptor(data, data, 0, sizes, (ctypes.c_int64 * rank)(*strides)),
    )


def interleaved(array: Array) -> Array:
    """Return the memory of a complex array with the parts along a last dimension of 2."""
    return array[..., np.newaxis].view(array.real.dtype)


def check(what: str, got: Array, want: Array) -> None:
    """Exit with 1 where arrays differ by more than rounding."""
    if not np.allclose(got, want, rtol=1e-6):
        print(f"{what}: expected\n{want}\nbut found\n{got}")
        sys.exit(1)


def call_interleaved(library: Any, rng: np.random.Generator) -> None:
    """Call the functions on arrays of complex numbers, in place."""
    x = (rng.standard_normal(4) + 1j * rng.standard_normal(4)).astype(np.complex64)
    want = x * (2 - 1j)
    scale = library._mlir_ciface_scale
    scale(memref(interleaved(x)), ctypes.c_float(2), ctypes.c_float(-1))
    check("scale, interleaved", x, want)

    # Every other row of a larger array, and columns from the second one on.
    a = (rng.standard_normal((6, 5)) + 1j * rng.standard_normal((6, 5)))[::2, 1:]
    b = rng.standard_normal((4, 7)) + 1j * rng.standard_normal((4, 7))
    whole = np.full((3, 9), 1j)
    out = whole[:, 2:]
    library._mlir_ciface_matmul(*(memref(interleaved(m)) for m in (a, b, out)))
    check("matmul, interleaved", whole[:, 2:], a @ b)
    check("matmul, beside the result", whole[:, :2], np.full((3, 2), 1j))

    # Every third row of a larger array, every other column; and a buffer from its start.
    rows = (rng.standard_normal((12, 12)) + 1j * rng.standard_normal((12, 12))).astype("c8")
    got = np.zeros(1, np.complex64)
    arguments = (rows[1::3, 1::2], rows[5], got)
    library._mlir_ciface_pick(*(memref(interleaved(m)) for m in arguments))
    check("pick, interleaved", got, rows[4:5, 3] + rows[5, 9])


def call_pair(library: Any, rng: np.random.Generator) -> None:
    """Call the functions on arrays of the parts, in place."""
    re, im = rng.standard_normal((2, 4)).astype(np.float32)
    want = (re + 1j * im) * (2 - 1j)
    library._mlir_ciface_scale(memref(re), memref(im), ctypes.c_float(2), ctypes.c_float(-1))
    check("scale, pair", re + 1j * im, want)

    a, b, out = (rng.standard_normal((2, *shape)) for shape in ((3, 4), (4, 7), (3, 7)))
    library._mlir_ciface_matmul(*(memref(part) for m in (a, b, out) for part in m))
    check("matmul, pair", out[0] + 1j * out[1], (a[0] + 1j * a[1]) @ (b[0] + 1j * b[1]))

    rows = rng.standard_normal((2, 12, 12)).astype(np.float32)
    got = np.zeros((2, 1), np.float32)
    arguments = (rows[:, 1::3, 1::2], rows[:, 5], got)
    library._mlir_ciface_pick(*(memref(part) for m in arguments for part in m))
    check("pick, pair", got[:, 0], rows[:, 4, 3] + rows[:, 5, 9])


def main() -> None:
    """Build and call both, as they are and with the passes of users."""
    rng = np.random.default_rng(0)
    for passes in ((), USER_PASSES):
        call_interleaved(build("interleaved", passes), rng)
        call_pair(build("pair", passes), rng)


main()
