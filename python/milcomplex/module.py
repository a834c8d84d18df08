"""A lowered program, what it accepts and returns, and how to compile and call it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from milcomplex.backends.backend import DEFAULT_BACKEND, Backend, Program, find
from milcomplex.dialects import BYTECODE
from milcomplex.lowering import (
    DEBUG_INFO,
    UNREGISTERED,
    LoweringError,
    list_passes,
    run_passes,
    run_to_bytecode,
)
from milcomplex.memory_files import MemoryFile, lend
from milcomplex.signature import Array, Signature, read_abi, read_value

Flatten = Callable[[tuple[Any, ...], dict[str, Any]], Sequence[Any]]
Unflatten = Callable[[list[Array]], Any]
Call = Callable[[tuple[Any, ...], dict[str, Any]], Any]
Link = Callable[["Compiled"], Call | None]


def flatten_arrays(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Sequence[Any]:
    """Return the arguments as they are.

    Raises
    ------
    TypeError
        If there are keywords.
    """
    if keywords:
        raise TypeError(f"the function accepts no keywords, but {sorted(keywords)} were given")
    return arguments


def unflatten_arrays(results: list[Array]) -> Any:
    """Return one result as it is and several as a tuple."""
    return results[0] if len(results) == 1 else tuple(results)


def choose_function(functions: list[dict[str, Any]], name: str | None) -> dict[str, Any]:
    """Return the description of the function of a name, or of the only one.

    Raises
    ------
    ValueError
        If there is none, or several and no name.
    """
    chosen = [one for one in functions if name in (None, one["name"])]
    if len(chosen) != 1:
        names = ", ".join(one["name"] for one in functions) or "none"
        wanted = "one public function" if name is None else f"a public function {name!r}"
        raise ValueError(f"the module must have {wanted}, but it has {names}")
    return chosen[0]


@dataclass(frozen=True)
class Source:
    """A module over complex numbers, and how it is lowered.

    Attributes
    ----------
    mlir : str, bytes or Path
        As text, as bytecode or in a file.
    options : Mapping, optional
        Options of `lower` that the user has chosen; None if it is lowered already.
    passes : tuple of str
        Arguments of milc-opt for what is done after it is lowered.
    constants : MemoryFile, optional
        The data of its large constants, as milcomplex.large_constants writes it.
    """

    mlir: str | bytes | Path
    options: Mapping[str, Any] | None
    passes: tuple[str, ...] = ()
    constants: MemoryFile | None = field(default=None, compare=False)
    lowered: dict[tuple[str, ...], MemoryFile] = field(
        default_factory=dict, compare=False, repr=False
    )

    def lower(self, before: Sequence[str] = (), **defaults: Any) -> MemoryFile:
        """Return the bytecode of the lowered module, which is kept; large constants are beside it.

        Parameters
        ----------
        before : sequence of str
            Arguments of milc-opt for what is done before, and changes nothing.
        **defaults
            Options of `lower` where the user has chosen none.

        Raises
        ------
        LoweringError
            If it does not parse or cannot be lowered.
        """
        key = self.list_passes(defaults)
        # Another thread may free it.
        lowered = self.lowered.get(key)
        if before or lowered is None:
            passes = [*before, *key]
            if self.options is not None and DEBUG_INFO not in key:
                passes.append("--strip-debuginfo")
            with lend(self.constants) as path:
                if path is not None:
                    # Real ones come out as they go in.
                    passes.insert(0, f"--milc-attach-resources=file={path}")
                    passes.append(f"--milc-attach-resources=file={path} detach")
                lowered = run_to_bytecode(self.mlir, passes)
            lowered.constants = self.constants
            self.lowered[key] = lowered
        return lowered

    def list_passes(self, defaults: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the arguments of milc-opt by which the module is lowered."""
        if self.options is None:
            return (UNREGISTERED,)
        return (*list_passes(**{**defaults, **self.options}), *self.passes)

    def forget(self) -> None:
        """Free lowered modules; they are made again when they are asked for."""
        self.lowered.clear()

    def write(self, **defaults: Any) -> str:
        """Return the text of the lowered module."""
        if self.options is None and isinstance(self.mlir, str):
            return self.mlir
        with self.complete(defaults) as (module, passes):
            return run_passes(module, passes)

    def write_bytecode(self, **defaults: Any) -> MemoryFile:
        """Return the bytecode of the lowered module with all of its constants."""
        with self.complete(defaults) as (module, passes):
            return module if module.constants is None else run_to_bytecode(module, passes)

    @contextmanager
    def complete(self, defaults: Mapping[str, Any]) -> Iterator[tuple[MemoryFile, list[str]]]:
        """Lend the lowered module, and how milc-opt prints it with all of its constants."""
        module = self.lower(**defaults)
        passes = [one for one in self.list_passes(defaults) if one in (DEBUG_INFO, UNREGISTERED)]
        with lend(module.constants) as path:
            if path is not None:
                passes.insert(0, f"--milc-attach-resources=file={path}")
            yield module, passes

    def check(self, before: Sequence[str] = ()) -> None:
        """Lower it as it is most likely compiled, or else as the user has chosen.

        Raises
        ------
        LoweringError
            If it does not parse or cannot be lowered.
        """
        try:
            self.lower(before, **find(DEFAULT_BACKEND, None, None, ()).lowering)
        except (FileNotFoundError, LoweringError, RuntimeError):
            # A back end that does not work is an error when it is asked for.
            self.lower(before)


@dataclass(frozen=True)
class Module:
    """A program over real numbers that computes the same as one over complex numbers.

    Attributes
    ----------
    source : Source
        What it is lowered from.
    signature : Signature
        The description of each argument and result of its function.
    function : str
        The name of its function.
    flatten : callable
        Accepts the positional and the keyword arguments of a call of the model, and returns its
        arrays in the order of `signature.inputs`.
    unflatten : callable
        Accepts arrays in the order of `signature.outputs`, and returns the result of the model.
    defaults : Mapping
        Options of `lower` where the user has chosen none.
    link : callable, optional
        Accepts a `Compiled` of the module, and returns how it is called, or None if arrays of NumPy
        are to be on the way, as they are without it.
    """

    source: Source
    signature: Signature
    function: str = "main"
    flatten: Flatten = flatten_arrays
    unflatten: Unflatten = unflatten_arrays
    defaults: Mapping[str, Any] = field(default_factory=dict)
    link: Link | None = None

    @staticmethod
    def of(
        source: Source,
        signature: Signature,
        function: str = "main",
        flatten: Flatten = flatten_arrays,
        unflatten: Unflatten = unflatten_arrays,
        link: Link | None = None,
    ) -> Module:
        """Return the module of a source that can be lowered.

        Raises
        ------
        LoweringError
            If it does not parse or cannot be lowered.
        """
        source.check()
        signature = replace(signature, abi=read_abi(source.options or {}))
        return Module(source, signature, function, flatten, unflatten, link=link)

    @property
    def mlir(self) -> str:
        """Its text, which is made each time that it is asked for."""
        return self.source.write(**self.defaults)

    @property
    def bytecode(self) -> MemoryFile:
        """Its bytecode, with all of its constants."""
        return self.source.write_bytecode(**self.defaults)

    def lower_again(self, defaults: Mapping[str, Any]) -> Module:
        """Return the module with other options of `lower` where the user has chosen none.

        One that is lowered already is returned as it is.
        """
        if self.source.options is None:
            return self
        signature = replace(self.signature, abi=read_abi({**defaults, **self.source.options}))
        return replace(self, defaults=defaults, signature=signature)

    def compile(
        self,
        target: str | None = None,
        *,
        device: str | None = None,
        flags: Sequence[str] = (),
        backend: str | None = None,
    ) -> Compiled:
        """Compile it, by default to machine code of this processor.

        Parameters
        ----------
        target : str, optional
            `native`, or a target of IREE, which needs the extra `milcomplex[iree]`: `llvm-cpu`,
            `vulkan-spirv`, `cuda`, `rocm`, `metal-spirv` or `vmvx`; by default that of the back
            end.
        device : str, optional
            A device of the back end's runtime, by default one for the target.
        flags : sequence of str
            More flags for the back end's compiler, after its own. `--prefix=fft_` names the
            function of a saved native library `fft_main`, so that a program may have several.
        backend : str, optional
            The name of a back end in `milcomplex.backends`, by default that of the target.

        Returns
        -------
        Compiled
            Called with the arguments of the model.

        Raises
        ------
        ImportError
            If a package that the back end needs is not installed.
        ValueError
            If there is no such back end, or it has no device for the target and none is given.
        milcomplex.backends.native.CompilationError
            If milc-compile rejects the module.
        iree.compiler.CompilerToolError
            If IREE rejects the module.
        """
        if backend is None:
            backend = DEFAULT_BACKEND if target in (None, "native") else "iree"
        found = find(backend, target, device, flags)
        lowered = self.lower_again(found.lowering)
        reads_bytecode = getattr(found, "reads_bytecode", False)
        source, defaults = lowered.source, lowered.defaults
        content: Any = source.lower(**defaults) if reads_bytecode else lowered.mlir
        compiled = Compiled(lowered, found, found.compile(found.prepare(content)))
        source.forget()
        return compiled

    def save(self, path: str | Path) -> None:
        """Write the bytecode to `path`, and the signature to a file beside it, `path`.json."""
        with self.bytecode.open() as content, open(path, "wb") as file:
            shutil.copyfileobj(content, file)
        description = {"function": self.function, **self.signature.to_json()}
        Path(f"{path}.json").write_text(json.dumps(description, indent=2) + "\n")

    @staticmethod
    def from_mlir(
        module: str | bytes | Path, *, function: str | None = None, **options: Any
    ) -> Module:
        """Lower a module of MLIR, as text, as bytecode or in a file.

        Parameters
        ----------
        module : str, bytes or Path
            Over complex numbers.
        function : str, optional
            The function to call; by default the only public one.
        **options
            Those of `lower`.

        Returns
        -------
        Module
            It accepts and returns arrays.

        Raises
        ------
        LoweringError
            If the module does not parse or cannot be lowered.
        ValueError
            If there is no such function, or it accepts or returns anything but arrays.
        """
        # Functions that are not called are not compiled: a back end may reject them.
        passes = (
            () if function is None else (f"--symbol-privatize=exclude={function}", "--symbol-dce")
        )
        source = Source(module, options, passes)
        with TemporaryDirectory() as folder:
            report = Path(folder) / "signatures.json"
            source.check([f"--milc-print-signatures=output={report}"])
            described = choose_function(json.loads(report.read_text()), function)
        if isinstance(module, Path):
            # The file may change before the module is lowered again.
            source = replace(source, mlir=module.read_bytes())
        signature = Signature(
            tuple(map(read_value, described["arguments"])),
            tuple(map(read_value, described["results"])),
            read_abi(options),
        )
        return Module(source, signature, described["name"])

    @staticmethod
    def load(path: str | Path) -> Module:
        """Read what `save` wrote, or the text of it; the module accepts and returns arrays.

        Raises
        ------
        ValueError
            If `path`.json is not what `save` wrote.
        """
        text = Path(f"{path}.json").read_text()
        try:
            description = json.loads(text)
            signature, function = Signature.from_json(description), description["function"]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}.json is not what Module.save wrote") from error
        content = Path(path).read_bytes()
        mlir = content if content.startswith(BYTECODE) else content.decode()
        return Module(Source(mlir, None), signature, function)


class Compiled:
    """A compiled program, called as the model is.

    Attributes
    ----------
    module : Module
        The module that was compiled.
    """

    def __init__(self, module: Module, backend: Backend, binary: bytes) -> None:
        """Hold a binary, which is loaded at the first call."""
        self.module = module
        self.backend = backend
        self.compiled = binary

    @cached_property
    def program(self) -> Program:
        """The program, loaded by the back end."""
        return self.backend.load(self.compiled, self.module.function)

    @cached_property
    def linked(self) -> Call | None:
        """How it is called; None for `call_by_numpy`."""
        return self.module.link(self) if self.module.link else None

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: all but the program, which is loaded again."""
        return {
            name: value for name, value in vars(self).items() if name not in ("program", "linked")
        }

    @property
    def binary(self) -> bytes:
        """The output of the back end's compiler, for IREE a module of its virtual machine."""
        return self.program.binary if "program" in vars(self) else self.compiled

    def save(self, path: str | Path) -> None:
        """Write the binary to `path`.

        The native back end writes an object where that ends with .o, a shared library otherwise,
        and a header in C beside it, as .h.
        """
        self.backend.save(self.binary, Path(path))

    def call_parts(self, parts: Sequence[Any]) -> list[Array]:
        """Call it with the arguments of the lowered function and return its results."""
        return self.program.call(parts)

    def call_arrays(self, arrays: Sequence[Any]) -> list[Array]:
        """Call it with arrays in the order of the signature and return arrays."""
        signature = self.module.signature
        parts = self.call_parts(signature.split(arrays))
        typed = [
            part if part.dtype == dtype else part.astype(dtype)
            for part, dtype in zip(parts, signature.result_dtypes, strict=True)
        ]
        return signature.join(typed)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call it with the arguments of the model and return the model's result."""
        call = self.linked or self.call_by_numpy
        return call(arguments, keywords)

    def call_by_numpy(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call it as `__call__` does, with arrays of NumPy on the way."""
        arrays = self.module.flatten(arguments, keywords)
        return self.module.unflatten(self.call_arrays(arrays))
