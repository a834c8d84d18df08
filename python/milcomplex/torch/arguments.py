"""Takes nested tensors to arrays and back."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.export import ExportedProgram
from torch.export._tree_utils import reorder_kwargs
from torch.export.graph_signature import (
    ConstantArgument,
    InputKind,
    OutputKind,
    SymIntArgument,
    TensorArgument,
)
from torch.utils import _pytree as pytree

from milcomplex.lowering import Diagnostic, LoweringError
from milcomplex.signature import Array, Value, find_dtype
from milcomplex.torch.emission import ELEMENTS
from milcomplex.torch.sizes import DynamicSizes
from milcomplex.torch.unsupported import find_frame

# MLIR has no sign for integers; the arrays have.
UNSIGNED = {torch.uint8: "ui8"}


def read_value(name: str, known: Any) -> Value:
    """Return what a tensor, or a number, of a graph is.

    Raises
    ------
    LoweringError
        If MLIR has no numbers like its.
    """
    if not isinstance(known, torch.Tensor):
        return Value(name, (), "i64", is_scalar=True)
    if known.dtype not in ELEMENTS:
        message = f"{name!r} is of {known.dtype}, which is not supported"
        raise LoweringError((describe(message),))
    shape = tuple(n if isinstance(n, int) else None for n in known.shape)
    return Value(name, shape, UNSIGNED.get(known.dtype, ELEMENTS[known.dtype]))


def name_inputs(spec: pytree.TreeSpec, forward: Callable[..., Any] | None) -> list[str]:
    """Return the paths of the leaves of the arguments, `(positional, keywords)`, of a model."""
    template = pytree.tree_unflatten(range(spec.num_leaves), spec)
    leaves, _ = pytree.tree_flatten_with_path(template)
    parameters = list(inspect.signature(forward).parameters.values()) if forward else []
    return [name_path(path, parameters) for path, _ in leaves]


def name_path(path: Sequence[Any], parameters: Sequence[inspect.Parameter]) -> str:
    """Return the name of a leaf, `x['a'][0]`."""
    kind, first, rest = path[0], path[1], tuple(path[2:])
    if kind.idx == 1:
        return f"{first.key}{pytree.keystr(rest)}"
    if not parameters:
        return f"args{pytree.keystr((first, *rest))}"
    variable = inspect.Parameter.VAR_POSITIONAL
    for place, parameter in enumerate(parameters):
        if parameter.kind == variable:
            index: pytree.SequenceKey[Any] = pytree.SequenceKey(first.idx - place)
            return f"{parameter.name}{pytree.keystr((index, *rest))}"
        if place == first.idx:
            return f"{parameter.name}{pytree.keystr(rest)}"
    return f"args{pytree.keystr((first, *rest))}"


def name_outputs(spec: pytree.TreeSpec) -> list[str]:
    """Return the paths of the leaves of a result; that of a result that is a leaf is `result`."""
    template = pytree.tree_unflatten(range(spec.num_leaves), spec)
    leaves, _ = pytree.tree_flatten_with_path(template)
    return [pytree.keystr(path) or "result" for path, _ in leaves]


@dataclass(frozen=True)
class Leaf:
    """A leaf of the arguments or the result of a model.

    Attributes
    ----------
    name : str
        Its path.
    value : Value or None
        What it is for the program; None of a constant.
    dtype : torch.dtype or None
        That of a tensor.
    constant : object
        What it is, if it is no tensor.
    """

    name: str
    value: Value | None
    dtype: torch.dtype | None = None
    constant: Any = None


def read_leaf(name: str, argument: Any, known: dict[str, Any]) -> Leaf:
    """Return the leaf that an argument of a graph signature is."""
    if isinstance(argument, ConstantArgument):
        return Leaf(name, None, constant=argument.value)
    value = known[argument.name]
    dtype = value.dtype if isinstance(value, torch.Tensor) else None
    return Leaf(name, read_value(name, value), dtype)


@dataclass(frozen=True)
class Adapter:
    """Calls a function of arrays as the model that it was made from.

    Attributes
    ----------
    in_spec, out_spec : torch.utils._pytree.TreeSpec
        Of the arguments, `(positional, keywords)`, and of the result.
    inputs, outputs : tuple of Leaf
        Their leaves.
    sizes : DynamicSizes
        What the sizes of a call have to do with each other.
    """

    in_spec: pytree.TreeSpec
    out_spec: pytree.TreeSpec
    inputs: tuple[Leaf, ...]
    outputs: tuple[Leaf, ...]
    sizes: DynamicSizes

    @staticmethod
    def of(program: ExportedProgram, forward: Callable[..., Any] | None) -> Adapter:
        """Return the one of a program.

        Raises
        ------
        LoweringError
            If the program writes to what it is given, or takes a number that is no constant.
        """
        check_signature(program)
        known = {node.name: node.meta.get("val") for node in program.graph.nodes}
        signature, spec = program.graph_signature, program.call_spec
        assert spec.in_spec is not None and spec.out_spec is not None
        inputs = [s.arg for s in signature.input_specs if s.kind == InputKind.USER_INPUT]
        outputs = [s.arg for s in signature.output_specs if s.kind == OutputKind.USER_OUTPUT]
        input_names = name_inputs(spec.in_spec, forward)
        output_names = name_outputs(spec.out_spec)
        return Adapter(
            spec.in_spec,
            spec.out_spec,
            tuple(read_leaf(n, arg, known) for n, arg in zip(input_names, inputs, strict=True)),
            tuple(read_leaf(n, arg, known) for n, arg in zip(output_names, outputs, strict=True)),
            DynamicSizes.of(
                program,
                [known[arg.name] for arg in inputs if not isinstance(arg, ConstantArgument)],
            ),
        )

    def flatten(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> list[Array]:
        """Return the arrays of the arguments of a call.

        Raises
        ------
        TypeError
            If they make another tree than those the model was exported with.
        ValueError
            If one that is no tensor has another value than it had then, or a size is none that
            the program is for.
        """
        try:
            ordered = reorder_kwargs(keywords, self.in_spec)
        except ValueError as error:
            raise TypeError(str(error)) from error
        leaves, spec = pytree.tree_flatten((arguments, ordered))
        if spec != self.in_spec:
            raise TypeError(
                f"the model takes arguments of the structure {self.in_spec}, but ones of {spec}"
                " were given"
            )
        for expected, leaf in zip(self.inputs, leaves, strict=True):
            if expected.value is None and not is_same(leaf, expected.constant):
                raise ValueError(
                    f"argument {expected.name!r} is {expected.constant!r} in this program, but"
                    f" {leaf!r} was given"
                )
        pairs = [
            (expected.name, to_numpy(leaf))
            for expected, leaf in zip(self.inputs, leaves, strict=True)
            if expected.value is not None
        ]
        names, arrays = [name for name, _ in pairs], [array for _, array in pairs]
        self.sizes.check(names, [array.shape for array in arrays])
        return arrays

    def unflatten(self, arrays: list[Array]) -> Any:
        """Return the result of a call, tensors on the CPU."""
        remaining = iter(arrays)
        leaves = [
            leaf.constant if leaf.value is None else to_torch(next(remaining), leaf.dtype)
            for leaf in self.outputs
        ]
        return pytree.tree_unflatten(leaves, self.out_spec)


def is_same(leaf: Any, constant: Any) -> bool:
    """Whether a leaf that is no tensor is the constant of a program; a NaN is itself."""
    if type(leaf) is not type(constant):
        return not isinstance(leaf, (torch.Tensor, np.ndarray)) and bool(leaf == constant)
    return bool(leaf == constant or (leaf != leaf and constant != constant))


def check_signature(program: ExportedProgram) -> None:
    """Check that a program computes its result from tensors, and does nothing else.

    Raises
    ------
    LoweringError
        If it does.
    """
    traces = {node.name: node.meta.get("stack_trace") for node in program.graph.nodes}
    found = [
        describe(
            f"the model writes to {spec.target!r}, which is not supported: return the new value",
            traces.get(spec.arg.name),
        )
        for spec in program.graph_signature.output_specs
        if spec.kind != OutputKind.USER_OUTPUT
    ] + [
        describe(f"the model takes {spec.arg.name!r}, a number that is no constant: give a tensor")
        for spec in program.graph_signature.input_specs
        if not isinstance(spec.arg, (TensorArgument, ConstantArgument))
    ]
    if found:
        raise LoweringError(tuple(found))


def describe(message: str, stack_trace: str | None = None) -> Diagnostic:
    """Return an error at the line that PyTorch noted, or of the model as a whole."""
    file, line = find_frame(stack_trace) if stack_trace else ("<model>", None)
    return Diagnostic("error", file, line, None, message)


def drop_constants(program: ExportedProgram) -> None:
    """Take the results that are constants out of the signature of a program."""
    specs = program.graph_signature.output_specs
    specs[:] = [s for s in specs if isinstance(s.arg, (TensorArgument, SymIntArgument))]


def to_numpy(leaf: Any) -> Array:
    """Return a tensor, an array or a number as an array."""
    if not isinstance(leaf, torch.Tensor):
        return np.asarray(leaf)
    tensor = leaf.detach().cpu().resolve_conj().resolve_neg()
    if tensor.dtype == torch.complex32:
        tensor = tensor.to(torch.complex64)
    if tensor.dtype == torch.bfloat16:
        return tensor.view(torch.int16).numpy().view(find_dtype("bfloat16"))
    return tensor.numpy()


def to_torch(array: Array, dtype: torch.dtype | None) -> Any:
    """Return an array as a tensor of a dtype; without one, as a number."""
    if dtype is None:
        return array.item()
    if dtype == torch.bfloat16:
        return torch.from_numpy(np.array(array).view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(np.array(array)).to(dtype)
