"""What a program without complex values accepts and returns in the place of complex tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.export import ExportedProgram
from torch.utils import _pytree as pytree

# Of the metadata of a program, which torch.export.save keeps.
KEY = "milcomplex.boundary"
KINDS = ("interleaved", "pair", "as-is")


def is_pair_like(value: Any) -> bool:
    """Whether a value is a tuple of two tensors."""
    is_two = isinstance(value, tuple) and len(value) == 2
    return is_two and all(isinstance(part, Tensor) for part in value)


@dataclass(frozen=True)
class Boundary:
    """How complex tensors cross the boundary of a program.

    Attributes
    ----------
    kind : str
        `interleaved`, a tensor with a last dimension of 2; `pair`, a tuple of the real and the
        imaginary part; or `as-is`, a complex tensor.
    inputs : tuple of bool
        Which leaves of the arguments of the model are complex, in order.
    outputs : tuple of bool
        Which leaves of its result are.
    """

    kind: str
    inputs: tuple[bool, ...] = ()
    outputs: tuple[bool, ...] = ()

    @staticmethod
    def of(program: ExportedProgram) -> Boundary:
        """Return that of a program, also of a loaded one.

        Raises
        ------
        ValueError
            If it was not made by `realize`.
        """
        custom = program.graph_module.meta.get("custom") or {}
        if KEY not in custom:
            raise ValueError("the program must be one that milcomplex.torch.realize returned")
        kind, inputs, outputs = custom[KEY]
        return Boundary(kind, tuple(inputs), tuple(outputs))

    def attach(self, program: ExportedProgram) -> None:
        """Record it in a program."""
        custom = dict(program.graph_module.meta.get("custom") or {})
        custom[KEY] = [self.kind, list(self.inputs), list(self.outputs)]
        program.graph_module.meta["custom"] = custom

    def split(self, *arguments: Any, **keywords: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return the arguments of the program for those of the model.

        Raises
        ------
        ValueError
            If their leaves are not as many as those of the model.
        """
        leaves, spec = pytree.tree_flatten((arguments, keywords))
        given = self._convert(leaves, self.inputs, self._split_tensor)
        positional, named = pytree.tree_unflatten(given, spec)
        return positional, named

    def join(self, result: Any) -> Any:
        """Return the result of the model for that of the program."""
        if self.kind != "pair":
            leaves, spec = pytree.tree_flatten(result)
            return pytree.tree_unflatten(
                self._convert(leaves, self.outputs, self._join_tensor), spec
            )
        leaves, spec = pytree.tree_flatten(result, is_leaf=is_pair_like)
        remaining = list(self.outputs)
        joined = []
        for leaf in leaves:
            # Two tensors are a pair, or a tuple of the model's own, whose elements are real.
            is_complex = remaining.pop(0)
            if is_pair_like(leaf) and not is_complex:
                remaining.pop(0)
            joined.append(torch.complex(*leaf) if is_complex else leaf)
        return pytree.tree_unflatten(joined, spec)

    def _convert(self, leaves: Sequence[Any], are_complex: Sequence[bool], convert: Any) -> Any:
        if len(leaves) != len(are_complex):
            raise ValueError(f"the model has {len(are_complex)} leaves, but found {len(leaves)}")
        return [
            convert(leaf) if is_complex else leaf
            for leaf, is_complex in zip(leaves, are_complex, strict=True)
        ]

    def _split_tensor(self, z: Tensor) -> Any:
        if self.kind == "as-is":
            return z
        interleaved = torch.view_as_real(z.resolve_conj())
        if self.kind == "interleaved":
            return interleaved.contiguous()
        return interleaved[..., 0].contiguous(), interleaved[..., 1].contiguous()

    def _join_tensor(self, x: Tensor) -> Tensor:
        return x if self.kind == "as-is" else torch.view_as_complex(x.contiguous())
