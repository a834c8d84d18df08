"""Reports which complex ops and types a module has, and what each becomes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from milcomplex.lowering import run_passes, write_options


@dataclass(frozen=True)
class MadeOp:
    """Ops of one name that a complex op becomes.

    Attributes
    ----------
    op : str
        Their name.
    count : int
        How many there are.
    within : int
        How many ops their regions hold.
    """

    op: str
    count: int
    within: int

    def __str__(self) -> str:
        """Write `2 x linalg.generic (of 34 ops)`."""
        times = f"{self.count} x " if self.count > 1 else ""
        return f"{times}{self.op}" + (f" (of {self.within} ops)" if self.within else "")


@dataclass(frozen=True)
class ExplainedOp:
    """An op with complex values.

    Attributes
    ----------
    op : str
        Its name.
    location : str
        `file:line:column`, of the model where the module says so.
    results : tuple of str
        The types of its results.
    becomes : tuple of MadeOp
        The ops that it becomes; empty where it is dead or equal to another.
    errors : tuple of str
        Why it cannot be lowered.
    """

    op: str
    location: str
    results: tuple[str, ...]
    becomes: tuple[MadeOp, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True)
class ExplainedType:
    """A complex type, how many values have it, and the types of their parts."""

    type: str
    values: int
    becomes: tuple[str, ...]


@dataclass(frozen=True)
class AddedFunction:
    """A function that the lowering adds, for ops to call.

    Attributes
    ----------
    name : str
    calls : int
        How many calls of it there are.
    within : int
        How many ops it holds.
    """

    name: str
    calls: int
    within: int


@dataclass(frozen=True)
class Explanation:
    """The complex ops and types of a module, and what each becomes.

    Attributes
    ----------
    is_lowered : bool
        Whether the module can be lowered.
    types : tuple of ExplainedType
    ops : tuple of ExplainedOp
        In the order of the module.
    functions : tuple of AddedFunction
        In the order of their first calls.
    errors : tuple of str
        Errors that are not at an op.
    """

    is_lowered: bool
    types: tuple[ExplainedType, ...]
    ops: tuple[ExplainedOp, ...]
    functions: tuple[AddedFunction, ...]
    errors: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return a description that JSON can hold."""
        return asdict(self)

    def __str__(self) -> str:
        """Write it for reading."""
        return "\n".join(self.write_lines())

    def write_lines(self) -> Iterator[str]:
        """Yield the lines of the text."""
        if not self.ops and not self.types:
            yield "no complex numbers"
            return
        yield "types"
        for kind in self.types:
            becomes = ", ".join(kind.becomes) or "cannot be lowered"
            yield f"  {kind.type} ({kind.values} values) -> {becomes}"
        yield "ops"
        for op in self.ops:
            results = f" : {', '.join(op.results)}" if op.results else ""
            yield f"  {op.location}: {op.op}{results}"
            for error in op.errors:
                yield f"    error: {error}"
            if not op.errors and self.is_lowered:
                made = ", ".join(map(str, op.becomes)) or "nothing of its own"
                yield f"    -> {made}"
        if self.functions:
            yield "functions"
        for function in self.functions:
            yield f"  {function.name} (of {function.within} ops): {function.calls} calls"
        for error in self.errors:
            yield f"error: {error}"


def explain(module: str | bytes | Path, **options: Any) -> Explanation:
    """Explain a module, as text, as bytecode or in a file, even one that cannot be lowered.

    Parameters
    ----------
    module : str, bytes or Path
        Over complex numbers.
    **options
        Those of `lower`.

    Raises
    ------
    LoweringError
        If the module does not parse or an option is not known.
    """
    output = run_passes(module, [f"--milc-explain={write_options(options)}", "-o=/dev/null"])
    report = json.loads(output)
    return Explanation(
        report["lowered"],
        tuple(
            ExplainedType(kind["type"], kind["values"], tuple(kind["becomes"]))
            for kind in report["types"]
        ),
        tuple(
            ExplainedOp(
                op["op"],
                op["location"],
                tuple(op["results"]),
                tuple(MadeOp(**made) for made in op["becomes"]),
                tuple(op["errors"]),
            )
            for op in report["ops"]
        ),
        tuple(AddedFunction(**function) for function in report["functions"]),
        tuple(report["errors"]),
    )
