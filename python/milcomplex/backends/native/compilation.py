"""Compiles modules to objects, by milc-compile in a process of its own."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

from milcomplex.backends.native.running import NativeProgram
from milcomplex.driver import STANDARD_INPUT, find_tool
from milcomplex.memory_files import MemoryFile, lend
from milcomplex.server import identify, run_on_file, run_tool


class Object(bytes):
    """An object, as linkers accept it.

    Attributes
    ----------
    header : str
        The declarations of its functions in C.
    """

    header: str

    @staticmethod
    def of(content: bytes, header: str) -> Object:
        """Return an object with its header."""
        made = Object(content)
        made.header = header
        return made


def read_object(entry: Path) -> Object | None:
    """Return the object that `write_object` has written, if there is one."""
    try:
        digest, header, content = entry.read_bytes().split(b"\0", 2)
        if digest.decode() == find_digest(content):
            return Object.of(content, header.decode())
    except (OSError, ValueError):
        pass
    return None


def write_object(written: Object, entry: Path) -> None:
    """Write an object and its header to a file, if it can be written, for all users."""
    parts = (find_digest(written).encode(), written.header.encode(), written)
    with suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=entry.parent) as file:
            file.write(b"\0".join(parts))
            file.flush()
            os.chmod(file.name, 0o644)
            # The entry is there as a whole or not at all.
            entry.unlink(missing_ok=True)
            os.link(file.name, entry)


def find_digest(content: bytes) -> str:
    """Return a digest of the content of an object."""
    return hashlib.sha256(content).hexdigest()


class CompilationError(RuntimeError):
    """A module that milc-compile rejects, or that it crashes on."""


class Native:
    """The back end: milc-compile, and this process."""

    reads_bytecode = True

    def __init__(self, flags: Sequence[str] = ()) -> None:
        """Accept more arguments for milc-compile, such as `--cpu=x86-64-v3`.

        Names of functions begin with `milc_`, or with what a flag `--prefix=` says.
        """
        begin = "--prefix="
        prefixes = [flag.removeprefix(begin) for flag in flags if flag.startswith(begin)]
        self.prefix = prefixes[-1] if prefixes else "milc_"
        self.flags = tuple(flag for flag in flags if not flag.startswith(begin))

    @cached_property
    def lowering(self) -> Mapping[str, Any]:
        """Complex arrays are passed as they are, and transforms are loops over vectors."""
        return {
            "abi": "interleaved",
            "fft_form": "vector",
            "vector_width": find_vector_width(self.flags),
            "read_by_index": False,
        }

    def prepare(self, mlir: str | MemoryFile) -> str | MemoryFile:
        """Return a module as it is."""
        return mlir

    def compile(self, mlir: str | MemoryFile) -> Object:
        """Compile a module, as text or bytecode, to an object, or read one from the cache.

        Raises
        ------
        CompilationError
            If milc-compile rejects it or crashes.
        FileNotFoundError
            If there is no milc-compile.
        """
        folder = os.environ.get("MILCOMPLEX_CACHE")
        if not folder:
            return self.compile_anew(mlir)
        entry = Path(folder).expanduser() / self.find_key(mlir)
        if found := read_object(entry):
            return found
        compiled = self.compile_anew(mlir)
        write_object(compiled, entry)
        return compiled

    def find_key(self, mlir: str | MemoryFile) -> str:
        """Return a name for what an object depends on: module, compiler, flags and processor."""
        tool = find_tool("milc-compile")
        parts = (tool, identify(tool), read_processor(self.flags))
        digest = hashlib.sha256(repr((self.flags, self.prefix, parts)).encode())
        digest.update(mlir.encode() if isinstance(mlir, str) else mlir.read())
        if isinstance(mlir, MemoryFile) and mlir.constants is not None:
            digest.update(mlir.constants.read())
        return digest.hexdigest()

    def compile_anew(self, mlir: str | MemoryFile) -> Object:
        """Compile as `compile` does, without the cache."""
        with TemporaryDirectory() as folder:
            path, header = Path(folder) / "module.o", Path(folder) / "module.h"
            names = [f"-o={path}", f"--header={header}", f"--prefix={self.prefix}"]
            run_compiler([*names, *self.flags], mlir)
            return Object.of(path.read_bytes(), header.read_text())

    def load(self, binary: bytes, function: str) -> NativeProgram:
        """Load a function of an object."""
        return NativeProgram(binary, f"{self.prefix}{function}")

    def save(self, binary: bytes, path: Path) -> None:
        """Write an object (.o) as it is, or link it to a shared library; and a header, as .h.

        Raises
        ------
        CompilationError
            If it cannot be linked.
        """
        if path.suffix == ".o":
            path.write_bytes(binary)
        else:
            with TemporaryDirectory() as folder:
                parts = [Path(folder) / f"module{suffix}" for suffix in (".o", ".so")]
                parts[0].write_bytes(binary)
                run_compiler([str(parts[0]), f"-o={parts[1]}"])
                shutil.copyfile(parts[1], path)
        if isinstance(binary, Object):
            guard = re.sub(r"\W", "_", f"{path.stem}_H").upper()
            path.with_suffix(".h").write_text(binary.header.replace("MODULE_H", guard))


def run_compiler(arguments: Sequence[str], module: str | MemoryFile = "") -> bytes:
    """Run milc-compile on a module, as text or bytecode, and return what it prints.

    Raises
    ------
    CompilationError
        If it rejects the module or an argument, or crashes.
    FileNotFoundError
        If there is no milc-compile.
    """
    command = [find_tool("milc-compile"), *arguments]
    if isinstance(module, MemoryFile):
        with lend(module.constants) as path:
            resources = [] if path is None else [f"--resources={path}"]
            done, _ = run_on_file([*command, *resources, STANDARD_INPUT], module)
    else:
        done = run_tool(command, module.encode())
    if done.returncode != 0:
        raise CompilationError(explain(done))
    return done.stdout


@cache
def find_vector_width(flags: tuple[str, ...]) -> int:
    """Return the bits of a vector register of the processor that milc-compile compiles for.

    Raises
    ------
    CompilationError
        If milc-compile rejects the flags.
    FileNotFoundError
        If there is no milc-compile.
    """
    return int(run_compiler(["--print-vector-width", *flags]))


@cache
def read_processor(flags: tuple[str, ...]) -> bytes:
    """Return the name and the features of the processor that milc-compile compiles for."""
    return run_compiler(["--print-processor", *flags])


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
