"""Measures the short-time Fourier transform of ten seconds of sound.

At 44.1 kHz, by frames of 2048 samples, a new one every 512: lowered, through LLVM with
fft-form=vector and through IREE; and by scipy.signal.ShortTimeFFT; on one thread.

Usage: .venv/bin/python benchmark/stft.py [--milc-opt build/bin/milc-opt] [--rounds N]
Prints a Markdown table and writes its section of docs/Benchmarks.md.
"""

import argparse
import ctypes
import tempfile
from importlib import metadata
from pathlib import Path

import numpy as np
import scipy.signal
from fft import load
from fft_llvm import allocate, compile_module, vector_form
from kernels import Array, join, lower
from report import processor, table, write_section
from timing import medians

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/stft.py"
SAMPLES, FRAME, HOP = 441_000, 2048, 512
SHAPE = (FRAME // 2 + 1, SAMPLES // HOP + 1)
TOLERANCE = 1e-6
MODULE = f"""
func.func @main(%x: tensor<{SAMPLES}xf32>, %w: tensor<{FRAME}xf32>)
    -> tensor<{SHAPE[0]}x{SHAPE[1]}xcomplex<f32>> {{
  %y = milcomplex.stft %x window %w n_fft {FRAME} hop_length {HOP} pad_mode constant
      : tensor<{SAMPLES}xf32>, tensor<{FRAME}xf32>
  return %y : tensor<{SHAPE[0]}x{SHAPE[1]}xcomplex<f32>>
}}
"""


def check(name: str, got: Array, expected: Array) -> None:
    """Compare magnitudes: ShortTimeFFT turns the phases of each frame.

    Raises
    ------
    RuntimeError
        If one is off by more than TOLERANCE of the largest.
    """
    error = np.max(np.abs(np.abs(got) - np.abs(expected))) / np.max(np.abs(expected))
    if not error <= TOLERANCE:
        raise RuntimeError(f"{name}: the result differs from SciPy's by {error}")


def main() -> None:
    """Measure, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--rounds", type=int, default=31)
    options = parser.parse_args()
    x = np.random.default_rng(0).standard_normal(SAMPLES).astype(np.float32)
    window = scipy.signal.get_window("hann", FRAME).astype(np.float32)
    transform = scipy.signal.ShortTimeFFT(window, hop=HOP, fs=44100, fft_mode="onesided")

    def run_scipy() -> Array:
        return np.asarray(transform.stft(x, p0=0, p1=SHAPE[1]))

    iree = load(lower(options.milc_opt, MODULE, "improved"), [x, window], "none")
    parts = [allocate(SHAPE, np.float32) for _ in range(2)]
    pointers = [ctypes.c_void_p(array.ctypes.data) for array in (x, window, *parts)]
    with tempfile.TemporaryDirectory() as folder:
        library = compile_module(MODULE, vector_form(), options.milc_opt, Path(folder) / "stft.so")
        library.main(*pointers)
        check("LLVM", join(parts), run_scipy())
        check("IREE", join(iree()), run_scipy())
        times = medians(
            [lambda: library.main(*pointers), iree, run_scipy],
            options.rounds,
        )
    header = ["LLVM, ms", "IREE, ms", "SciPy, ms", "LLVM / SciPy", "IREE / SciPy"]
    cells = [f"{1e3 * time:.2f}" for time in times]
    cells += [f"{time / times[2]:.2f}" for time in times[:2]]
    text = f"""
The spectrogram of ten seconds of 44.1 kHz sound in f32, n_fft 2048, hop_length 512, on one
thread: lowered, through LLVM with fft-form=vector and through IREE
{metadata.version("iree-base-compiler")}; and by scipy.signal.ShortTimeFFT of SciPy
{metadata.version("scipy")}. Medians of calls that take turns in one process. Measured on
{processor()}.

{table(header, [cells], 0)}
"""
    print(text)
    write_section(COMMAND, text)


if __name__ == "__main__":
    main()
