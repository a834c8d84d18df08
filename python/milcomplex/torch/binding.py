"""Binds the arguments of a call to the parameters of a model."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch.utils import _pytree as pytree

ARRAYS = (torch.Tensor, np.ndarray)
POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class Slot(int):
    """A placeholder for a leaf of the arguments of a model: its index."""


def take_any(*args: Any, **kwargs: Any) -> None:
    """Accept any arguments, for a model whose parameters are unknown."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of a model, and the structure of what each was exported with.

    Attributes
    ----------
    signature : inspect.Signature
        Of the model.
    trees : mapping of str to object
        The value of each parameter, with slots for its leaves; its default if none was passed.
    """

    signature: inspect.Signature
    trees: Mapping[str, Any]

    @staticmethod
    def of(spec: pytree.TreeSpec, forward: Callable[..., Any] | None) -> Parameters:
        """Return the parameters of a model that was exported with arguments of a tree."""
        signature = inspect.signature(forward or take_any)
        slots = map(Slot, range(spec.num_leaves))
        arguments, keywords = pytree.tree_unflatten(slots, spec)
        bound = signature.bind(*arguments, **keywords)
        bound.apply_defaults()
        return Parameters(signature, bound.arguments)

    @cached_property
    def are_leaves(self) -> bool:
        """Whether the leaves are the positional arguments, in order."""
        kinds = (parameter.kind for parameter in self.signature.parameters.values())
        return all(kind in POSITIONAL for kind in kinds) and all(
            isinstance(tree, Slot) and tree == place
            for place, tree in enumerate(self.trees.values())
        )

    def name_leaves(self) -> list[str]:
        """Return the paths of the leaves, `x['a'][0]`, in order."""
        names = {}
        for name, tree in self.trees.items():
            has_keywords = self.signature.parameters[name].kind == inspect.Parameter.VAR_KEYWORD
            leaves: Any = pytree.tree_flatten_with_path(tree)[0]
            for path, leaf in leaves:
                if isinstance(leaf, Slot):
                    first, rest = (path[0].key, path[1:]) if has_keywords else (name, path)
                    names[leaf] = f"{first}{pytree.keystr(rest)}"
        return [names[number] for number in sorted(names)]

    def bind(self, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the value of each parameter in a call.

        Raises
        ------
        TypeError
            If there are more or fewer arguments than the model accepts, or others.
        """
        try:
            bound = self.signature.bind(*arguments, **keywords)
        except TypeError as error:
            names = ", ".join(self.signature.parameters)
            raise TypeError(
                f"the model accepts {len(self.signature.parameters)} arguments ({names}), but"
                f" {len(arguments) + len(keywords)} were given: {error}"
            ) from None
        bound.apply_defaults()
        return bound.arguments

    def list_leaves(self, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> list[Any]:
        """Return the leaves of the arguments of a call, in place of those of the model.

        Raises
        ------
        TypeError
            If there are more or fewer arguments than the model accepts, or others, or one of
            another structure.
        ValueError
            If a default that the model was exported with has changed.
        """
        found = {}
        for name, given in self.bind(arguments, keywords).items():
            slots, spec = pytree.tree_flatten(self.trees[name])
            try:
                leaves = spec.flatten_up_to(given)
            except ValueError as error:
                raise TypeError(
                    f"argument {name!r} has another structure than what the model was exported"
                    f" with: {str(error).rstrip('.')}"
                ) from None
            for slot, leaf in zip(slots, leaves, strict=True):
                if isinstance(slot, Slot):
                    found[slot] = leaf
                else:
                    check_constant(name, leaf, slot)
        return [found[number] for number in sorted(found)]


def check_constant(name: str, leaf: Any, constant: Any) -> None:
    """Check that an argument has the value that the model was exported with.

    Raises
    ------
    ValueError
        If it has another.
    """
    if not is_same(leaf, constant):
        raise ValueError(
            f"argument {name!r} is {constant!r} in this program, but {leaf!r} was given"
        )


def is_same(leaf: Any, constant: Any) -> bool:
    """Whether a leaf is a constant of a program; a NaN is itself."""
    if leaf is constant:
        return True
    if isinstance(leaf, torch.Tensor) and isinstance(constant, torch.Tensor):
        return leaf.dtype == constant.dtype and torch.equal(leaf, constant)
    if isinstance(leaf, ARRAYS) or isinstance(constant, ARRAYS):
        return False
    return bool(leaf == constant or (leaf != leaf and constant != constant))
