"""Compiles modules to shared libraries, by milc-compile in a process of its own."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from milcomplex.backends.native.running import NativeProgram
from milcomplex.driver import find_tool


class CompilationError(RuntimeError):
    """A module that milc-compile rejects, or that it crashes on."""


class Native:
    """The back end: milc-compile, and this process.

    Attributes
    ----------
    lowering : Mapping
        Complex arrays of NumPy are passed as they are, and transforms are loops over vectors.
    """

    lowering: Mapping[str, object] = {"abi": "interleaved", "fft_form": "vector"}

    def __init__(self, flags: Sequence[str] = ()) -> None:
        """Accept more arguments for milc-compile, such as `--cpu=x86-64-v3`."""
        self.flags = tuple(flags)

    def prepare(self, mlir: str) -> str:
        """Return the text of a module as it is."""
        return mlir

    def compile(self, mlir: str) -> bytes:
        """Compile the text of a module to a shared library.

        Raises
        ------
        CompilationError
            If milc-compile rejects it or crashes.
        FileNotFoundError
            If there is no milc-compile.
        """
        with TemporaryDirectory() as folder:
            library = Path(folder) / "module.so"
            command = [find_tool("milc-compile"), "-", "-o", str(library), "--prefix=milc_"]
            done = subprocess.run([*command, *self.flags], input=mlir.encode(), capture_output=True)
            if done.returncode != 0:
                raise CompilationError(explain(done))
            return library.read_bytes()

    def load(self, binary: bytes, function: str) -> NativeProgram:
        """Load a function of a library."""
        return NativeProgram(binary, f"milc_{function}")


def explain(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return why a process failed."""
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode >= 0:
        return said or f"milc-compile exited with status {done.returncode}"
    try:
        name = signal.Signals(-done.returncode).name
    except ValueError:
        name = f"signal {-done.returncode}"
    return f"milc-compile crashed ({name})\n{said}".strip()


def make(target: str | None, device: str | None, flags: Sequence[str]) -> Native:
    """Return the back end for this processor.

    Raises
    ------
    ValueError
        If the target is another, or there is a device.
    """
    if target not in (None, "native"):
        raise ValueError(f"the target must be 'native', but is {target!r}")
    if device is not None:
        raise ValueError(f"the target 'native' has no devices, but {device!r} was given")
    return Native(flags)
