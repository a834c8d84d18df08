#!/usr/bin/env python3
"""Checks the transforms of every length against NumPy's.

usage: fft_lengths.py FIRST LAST [--element=T] [--side=N] [--options=OPTIONS] [--lib-dir=DIR]

All four transforms of each length from FIRST to LAST, along the last of two dimensions and
along the first one, the other being of size N (3 by default; `?` is dynamic, and runs as 1
and as 17), lowered with --lower-complex=OPTIONS and run. Exits 1 if an element
differs from NumPy's, computed in double, by more than some roundings of the largest one.
"""

from __future__ import annotations

import argparse
import sys

from run_numeric import FORMATS, check_functions


def write_transforms(length: int, axis: int, element: str, side: str, bound: str) -> str:
    """Return a function of all transforms of a length along one of two dimensions."""

    def shape(size: int) -> str:
        return f"{size}x{side}x" if axis == 0 else f"{side}x{size}x"

    whole = f"tensor<{shape(length)}complex<{element}>>"
    half = f"tensor<{shape(length // 2 + 1)}complex<{element}>>"
    real = f"tensor<{shape(length)}{element}>"
    return f"""
// EXPECT: lambda x, y, z: (np.fft.fft(x, axis={axis}), np.fft.ifft(x, axis={axis}), \
np.fft.rfft(y, axis={axis}), np.fft.irfft(z, {length}, axis={axis}))
{"// DIMS: 1 17" if side == "?" else "//"}
// DRAWS: 1
// RTOL: {bound}
func.func @length_{length}_axis_{axis}(%x: {whole}, %y: {real}, %z: {half}) -> \
({whole}, {whole}, {half}, {real}) {{
  %0 = milcomplex.fft %x axes [{axis}] : {whole}
  %1 = milcomplex.ifft %x axes [{axis}] : {whole}
  %2 = milcomplex.rfft %y axes [{axis}] : {real}
  %3 = milcomplex.irfft %z axes [{axis}] lengths [{length}] : {half}
  return %0, %1, %2, %3 : {whole}, {whole}, {half}, {real}
}}
""".replace("\\\n", "")


def main() -> None:
    """Check the lengths of the command line; exit 1 on a mismatch, 2 where a tool fails."""
    parser = argparse.ArgumentParser()
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--element", default="f32", choices=FORMATS)
    parser.add_argument("--side", default="3")
    parser.add_argument("--bound", default="12u")
    parser.add_argument("--options", default="")
    parser.add_argument("--lib-dir", default="/usr/lib/llvm-22/lib")
    options = parser.parse_args()
    text = "".join(
        write_transforms(length, axis, options.element, options.side, options.bound)
        for length in range(options.first, options.last + 1)
        for axis in (0, 1)
    )
    sys.exit(check_functions(text, 1, options.options, options.lib_dir))


if __name__ == "__main__":
    main()
