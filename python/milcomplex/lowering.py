"""Lowers modules, with errors as exceptions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from milcomplex.driver import run_milc_opt

MESSAGE = re.compile(
    r"^(?P<place>.+?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?: "
    r"(?P<severity>error|warning|remark|note): (?P<text>.*)$"
)


@dataclass(frozen=True)
class Diagnostic:
    """What milc-opt says of a place.

    Attributes
    ----------
    severity : str
        error, warning, remark or note.
    file : str
        The file of the place, the model's own where the module says so; `<stdin>` for the module.
    line, column : int or None
        Where in the file, from 1.
    message : str
        What is said.
    """

    severity: str
    file: str
    line: int | None
    column: int | None
    message: str

    def __str__(self) -> str:
        """Write it as compilers do."""
        numbers = "".join(f":{n}" for n in (self.line, self.column) if n is not None)
        return f"{self.file}{numbers}: {self.severity}: {self.message}"


class LoweringError(ValueError):
    """A module is refused.

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
    """Yield what milc-opt has said, without the lines of source that it shows."""
    for line in messages.splitlines():
        if match := MESSAGE.match(line):
            yield Diagnostic(
                match["severity"],
                match["place"],
                int(match["line"]) if match["line"] else None,
                int(match["column"]) if match["column"] else None,
                match["text"],
            )


def write_options(options: dict[str, object]) -> str:
    """Return options of --lower-complex as milc-opt takes them."""

    def write(value: object) -> str:
        return str(value).lower() if isinstance(value, bool) else str(value)

    return " ".join(f"{key.replace('_', '-')}={write(value)}" for key, value in options.items())


def run_lowering(module: str | bytes, arguments: list[str]) -> str:
    """Run milc-opt and return what it prints.

    Raises
    ------
    LoweringError
        If it fails.
    """
    done = run_milc_opt(arguments, module)
    if done.returncode == 0:
        return done.stdout.decode()
    messages = done.stderr.decode(errors="replace")
    diagnostics = tuple(read_diagnostics(messages))
    if not any(diagnostic.severity == "error" for diagnostic in diagnostics):
        said = messages.strip() or f"milc-opt exited with status {done.returncode}"
        diagnostics += (Diagnostic("error", "milc-opt", None, None, said),)
    raise LoweringError(diagnostics)


def lower(module: str | bytes, *, debug_info: bool = False, **options: object) -> str:
    """Lower a module.

    Parameters
    ----------
    module : str or bytes
        A module of MLIR, as text or as bytecode.
    debug_info : bool
        Whether to print the locations of ops.
    **options
        Options of --lower-complex, with underscores: `abi="interleaved"`,
        `complex_range="full"`, `matmul="3m"`, `fft_form="vector"`.

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
    arguments = [f"--lower-complex={write_options(options)}"]
    if debug_info:
        arguments.append("--mlir-print-debuginfo")
    return run_lowering(module, arguments)
