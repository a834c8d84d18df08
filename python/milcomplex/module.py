"""A lowered program, what it takes and gives, and how to run it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from milcomplex.signature import Array, Signature

if TYPE_CHECKING:
    from milcomplex.execution import Compiled

Flatten = Callable[[tuple[Any, ...], dict[str, Any]], Sequence[Any]]
Unflatten = Callable[[list[Array]], Any]


def flatten_arrays(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Sequence[Any]:
    """Return the arguments as they are.

    Raises
    ------
    TypeError
        If there are keywords.
    """
    if keywords:
        raise TypeError(f"the function takes no keywords, but {sorted(keywords)} were given")
    return arguments


def unflatten_arrays(results: list[Array]) -> Any:
    """Return one result as it is and several as a tuple."""
    return results[0] if len(results) == 1 else tuple(results)


@dataclass(frozen=True)
class Module:
    """A program over real numbers that computes what one over complex numbers does.

    Attributes
    ----------
    mlir : str
        Its text.
    signature : Signature
        What each argument and result of its function is.
    function : str
        The name of its function.
    flatten : callable
        Takes the positional and the keyword arguments of a call of the model, and returns its
        arrays in the order of `signature.inputs`.
    unflatten : callable
        Takes arrays in the order of `signature.outputs`, and returns what the model does.
    """

    mlir: str
    signature: Signature
    function: str = "main"
    flatten: Flatten = flatten_arrays
    unflatten: Unflatten = unflatten_arrays

    def compile(
        self, target: str = "llvm-cpu", *, device: str | None = None, flags: Sequence[str] = ()
    ) -> Compiled:
        """Compile it with IREE; this takes the extra `milcomplex[iree]`.

        Parameters
        ----------
        target : str
            A backend of IREE: `llvm-cpu`, `vulkan-spirv`, `cuda`, `rocm`, `metal-spirv`, `vmvx`.
        device : str, optional
            A device of IREE's runtime, by default one that runs what the target is.
        flags : sequence of str
            More flags of iree-compile; they come last.

        Returns
        -------
        Compiled
            To be called with the arguments of the model.

        Raises
        ------
        iree.compiler.CompilerToolError
            If IREE refuses the module.
        """
        from milcomplex.execution import compile_module

        return compile_module(self, target, device, flags)

    def save(self, path: str | Path) -> None:
        """Write the text to `path`, and the signature to a file beside it, `path`.json."""
        Path(path).write_text(self.mlir)
        description = {"function": self.function, **self.signature.to_json()}
        Path(f"{path}.json").write_text(json.dumps(description, indent=2) + "\n")

    @staticmethod
    def load(path: str | Path) -> Module:
        """Read what `save` wrote; it is called with arrays, and returns arrays."""
        description = json.loads(Path(f"{path}.json").read_text())
        return Module(
            Path(path).read_text(), Signature.from_json(description), description["function"]
        )
