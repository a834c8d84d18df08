"""Lowers modules, and raises errors as exceptions."""

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from milcomplex.booleans import spell_out
from milcomplex.dialects import convert
from milcomplex.driver import run_milc_opt
from milcomplex.memory_files import MemoryFile

MESSAGE = re.compile(
    r"^(?P<place>.+?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?: "
    r"(?P<severity>error|warning|remark|note): (?P<text>.*)$"
)
# A value that an option does not have, after which an error without a text follows.
VALUE = re.compile(r"^\S*milc-opt: (?P<text>for the --\S+ option: .*)$")
DEBUG_INFO = "--mlir-print-debuginfo"
UNREGISTERED = "--allow-unregistered-dialect"
# What MLIR's messages name, and what follows it here.
NAMED = UNREGISTERED[1:]
IN_PYTHON = ", in Python allow_unregistered_dialects=True,"
FILE_NAME = re.compile(r"[^\n(]{1,255}\Z")


@dataclass(frozen=True)
class Diagnostic:
    """A message of milc-opt about a location.

    Attributes
    ----------
    severity : str
        error, warning, remark or note.
    file : str
        The file of the location, the model's own where the module has it; `<stdin>` for the module.
    line, column : int or None
        Where in the file, from 1.
    message : str
        Its text.
    """

    severity: str
    file: str
    line: int | None
    column: int | None
    message: str

    def __str__(self) -> str:
        """Format it as compilers do."""
        numbers = "".join(f":{n}" for n in (self.line, self.column) if n is not None)
        return f"{self.file}{numbers}: {self.severity}: {self.message}"


class LoweringError(ValueError):
    """A module is rejected.

    Attributes
    ----------
    diagnostics : tuple of Diagnostic
        The reasons, in the order in which they were found, each followed by its notes.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Take the reasons."""
        super().__init__("\n".join(str(diagnostic) for diagnostic in diagnostics))
        self.diagnostics = diagnostics


def read_diagnostics(messages: str) -> Iterator[Diagnostic]:
    """Yield the messages of milc-opt, without the lines of source that it shows."""
    for line in messages.splitlines():
        if match := VALUE.match(line):
            yield Diagnostic("error", "milc-opt", None, None, match["text"])
        elif (match := MESSAGE.match(line)) and match["text"]:
            yield Diagnostic(
                match["severity"],
                match["place"],
                int(match["line"]) if match["line"] else None,
                int(match["column"]) if match["column"] else None,
                match["text"].replace(NAMED, f"{NAMED}{IN_PYTHON}"),
            )


def write_options(options: Mapping[str, object]) -> str:
    """Return options of --lower-complex as milc-opt accepts them."""

    def write(value: object) -> str:
        return str(value).lower() if isinstance(value, bool) else str(value)

    return " ".join(f"{key.replace('_', '-')}={write(value)}" for key, value in options.items())


def list_passes(
    *,
    debug_info: bool = False,
    read_by_index: bool = True,
    allow_unregistered_dialects: bool = False,
    **options: object,
) -> list[str]:
    """Return the arguments of milc-opt for options of `lower`."""
    chosen = {
        "--milc-read-by-index": read_by_index,
        DEBUG_INFO: debug_info,
        UNREGISTERED: allow_unregistered_dialects,
    }
    passes = [argument for argument, is_chosen in chosen.items() if is_chosen]
    return [f"--lower-complex={write_options(options)}", *passes]


def run_passes(module: str | bytes | Path | MemoryFile, arguments: Sequence[str]) -> str:
    """Run milc-opt on a module and return the text of another.

    Parameters
    ----------
    module : str, bytes, Path or MemoryFile
        As text, as bytecode or in a file; one of StableHLO is converted. In memory: bytecode.
    arguments : sequence of str
        Of milc-opt.

    Raises
    ------
    LoweringError
        If it fails.
    FileNotFoundError
        If there is no milc-opt.
    TypeError
        If the module is none of these.
    ValueError
        If it is the name of a file.
    """
    return spell_out(run_to_file(module, arguments).read()).decode()


def run_to_bytecode(
    module: str | bytes | Path | MemoryFile, arguments: Sequence[str]
) -> MemoryFile:
    """Run milc-opt as `run_passes` does, and return the bytecode of the other module."""
    return run_to_file(module, [*arguments, "--emit-bytecode"])


def run_to_file(module: str | bytes | Path | MemoryFile, arguments: Sequence[str]) -> MemoryFile:
    """Run milc-opt as `run_passes` does, and return what it prints."""
    if not isinstance(module, (str, bytes, Path, MemoryFile)):
        raise TypeError(f"a module must be str, bytes or a Path, but is {module!r}")
    if isinstance(module, str) and FILE_NAME.match(module) and Path(module).is_file():
        raise ValueError(f"{module!r} is not a module, but names a file: pass a pathlib.Path")
    readable = module if isinstance(module, MemoryFile) else convert(module)
    done, output = run_milc_opt(arguments, readable)
    check(done)
    return output


def check(done: subprocess.CompletedProcess[bytes]) -> None:
    """Raise LoweringError if milc-opt has failed."""
    if done.returncode == 0:
        return
    messages = done.stderr.decode(errors="replace")
    diagnostics = tuple(read_diagnostics(messages))
    if not any(diagnostic.severity == "error" for diagnostic in diagnostics):
        said = messages.strip() or f"milc-opt exited with status {done.returncode}"
        diagnostics += (Diagnostic("error", "milc-opt", None, None, said),)
    raise LoweringError(diagnostics)


def lower(
    module: str | bytes | Path,
    *,
    debug_info: bool = False,
    read_by_index: bool = True,
    allow_unregistered_dialects: bool = False,
    **options: Any,
) -> str:
    """Lower a module.

    Parameters
    ----------
    module : str, bytes or Path
        A module of MLIR, as text, as bytecode or in a file. One of StableHLO needs the extra
        `milcomplex[jax]`.
    debug_info : bool
        Whether to print the locations of ops.
    read_by_index : bool
        Whether ops read what lies in decreasing order by index: tiling, MLIR's own (22.1)
        included, fails on them otherwise.
    allow_unregistered_dialects : bool
        Whether ops and types without complex numbers may be of dialects that milc-opt lacks.
    **options
        Options of --lower-complex, with underscores: `abi="interleaved"`,
        `complex_range="full"`, `real_functions="call"`, `matmul="3m"`, `fft_form="vector"`.

    Returns
    -------
    str
        The text of a module without complex numbers.

    Raises
    ------
    LoweringError
        If the module does not parse or cannot be lowered, or if an option is not known.
    FileNotFoundError
        If there is no milc-opt.
    """
    passes = list_passes(
        debug_info=debug_info,
        read_by_index=read_by_index,
        allow_unregistered_dialects=allow_unregistered_dialects,
        **options,
    )
    return run_passes(module, passes)
