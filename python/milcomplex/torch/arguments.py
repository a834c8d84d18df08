"""Converts nested tensors to arrays and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.export import ExportedProgram
from torch.export.graph_signature import (
    ConstantArgument,
    InputKind,
    OutputKind,
    TensorArgument,
)
from torch.fx import Node
from torch.utils import _pytree as pytree

from milcomplex.lowering import Diagnostic, LoweringError
from milcomplex.signature import Array, Value, find_dtype
from milcomplex.torch.binding import Parameters, check_constant
from milcomplex.torch.building import ELEMENTS
from milcomplex.torch.simplification import is_call
from milcomplex.torch.state import WRITTEN_KINDS, Write, choose_state, list_writes
from milcomplex.torch.unsupported import find_frame, refuse

aten = torch.ops.aten
ITEMS = (aten.item.default, aten._local_scalar_dense.default)
NUMBERS = (bool, int, float, complex)
# The keyword of a call that holds the buffers that a model writes to.
STATE = "state"
# Integers are signless in MLIR, but not in arrays.
UNSIGNED = {torch.uint8: "ui8"}


def read_value(name: str, known: Any) -> Value:
    """Return the description of a tensor, or a number, of a graph.

    Raises
    ------
    LoweringError
        If MLIR lacks its element type.
    """
    if not isinstance(known, torch.Tensor):
        return Value(name, (), "i64", is_scalar=True)
    if known.dtype not in ELEMENTS:
        message = f"{name!r} is of {known.dtype}, which is not supported"
        raise LoweringError((describe(message),))
    shape = tuple(n if isinstance(n, int) else None for n in known.shape)
    return Value(name, shape, UNSIGNED.get(known.dtype, ELEMENTS[known.dtype]))


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
        Its description in the program; None for a constant.
    dtype : torch.dtype or None
        That of a tensor.
    constant : object
        Its value, if it is not a tensor.
    """

    name: str
    value: Value | None
    dtype: torch.dtype | None = None
    constant: Any = None


def find_source(node: Node) -> Node:
    """Return the node to return in place of another: x for x.item()."""
    source = node.args[0] if is_call(node, *ITEMS) else node
    assert isinstance(source, Node)
    return source


def read_input(name: str, argument: Any, node: Node) -> Leaf:
    """Return the leaf that an argument of a program is.

    Raises
    ------
    LoweringError
        If it is a number that is not a constant.
    """
    if isinstance(argument, ConstantArgument):
        return Leaf(name, None, constant=argument.value)
    if not isinstance(argument, TensorArgument):
        message = f"the model accepts {name!r}, a number that is not a constant: pass a tensor"
        raise LoweringError((describe(message),))
    tensor = node.meta["val"]
    return Leaf(name, read_value(name, tensor), tensor.dtype)


def read_output(name: str, argument: Any, node: Any) -> Leaf:
    """Return the leaf that a result of a program is.

    Raises
    ------
    LoweringError
        If it is a number that is computed from those in tensors.
    """
    if isinstance(argument, ConstantArgument):
        return Leaf(name, None, constant=argument.value)
    value = find_source(node).meta["val"]
    if isinstance(value, (torch.SymBool, torch.SymFloat)):
        message = f"the model returns {name!r}, a number that is computed: return a tensor"
        raise refuse(message, node.meta.get("stack_trace"))
    return Leaf(name, read_value(name, value), getattr(node.meta["val"], "dtype", None))


def read_write(name: str, write: Write) -> Leaf:
    """Return the leaf that a value that a program writes is."""
    tensor = write.after.meta["val"]
    return Leaf(name, read_value(name, tensor), tensor.dtype)


@dataclass(frozen=True)
class Adapter:
    """Calls a function of arrays as the model that it was made from.

    Attributes
    ----------
    parameters : Parameters
        Of the model.
    out_spec : torch.utils._pytree.TreeSpec
        Of the result.
    inputs, outputs : tuple of Leaf
        The leaves of the arguments and of the result.
    buffers : mapping of str to Tensor
        The values in the model of the buffers that it writes to, whose arrays follow those of
        `inputs`.
    written : tuple of Leaf
        What the model writes to, whose arrays follow those of `outputs`.
    """

    parameters: Parameters
    out_spec: pytree.TreeSpec
    inputs: tuple[Leaf, ...]
    outputs: tuple[Leaf, ...]
    buffers: Mapping[str, torch.Tensor]
    written: tuple[Leaf, ...]

    @staticmethod
    def of(program: ExportedProgram, forward: Callable[..., Any] | None) -> Adapter:
        """Return that of a program.

        Raises
        ------
        LoweringError
            If the program accepts or returns a number that is neither a constant nor in a tensor,
            or does anything but compute results and write to buffers and arguments.
        """
        check_effects(program)
        spec = program.call_spec
        assert spec.in_spec is not None and spec.out_spec is not None
        parameters = Parameters.of(spec.in_spec, forward)
        names = parameters.name_leaves()
        inputs = list(zip(names, list_inputs(program), strict=True))
        outputs = zip(name_outputs(spec.out_spec), list_outputs(program), strict=True)
        paths = {node.name: name for name, (_, node) in inputs}
        writes = list(list_writes(program))
        if STATE in parameters.signature.parameters and any(w.initial is not None for w in writes):
            message = f"a model that writes to buffers may have no parameter {STATE!r}"
            raise LoweringError((describe(message),))
        return Adapter(
            parameters,
            spec.out_spec,
            tuple(read_input(name, *one) for name, one in inputs),
            tuple(read_output(name, *one) for name, one in outputs),
            {w.target: w.initial.detach().clone() for w in writes if w.initial is not None},
            tuple(read_write(paths.get(write.target, write.target), write) for write in writes),
        )

    def describe_inputs(self) -> tuple[Value, ...]:
        """Return the arguments of the program."""
        written = {leaf.name: leaf.value for leaf in self.written}
        leaves = [leaf.value for leaf in self.inputs] + [written[name] for name in self.buffers]
        return tuple(value for value in leaves if value is not None)

    def describe_outputs(self) -> tuple[Value, ...]:
        """Return the results of the program."""
        leaves = [leaf.value for leaf in (*self.outputs, *self.written)]
        return tuple(value for value in leaves if value is not None)

    def flatten(self, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> list[Array]:
        """Return the arrays of the arguments of a call.

        A model that writes to buffers accepts their values as the keyword `state`, by default
        those in the model.

        Raises
        ------
        TypeError
            If they are more, fewer or others than those of the model, or one has another structure
            than when the model was exported, or the state lacks a buffer.
        ValueError
            If one that is not a tensor has another value than it had then, or a tensor cannot be
            an array.
        """
        state = []
        if self.buffers:
            keywords = dict(keywords)
            state = choose_state(keywords.pop(STATE, None), self.buffers)
        leaves = self.parameters.list_leaves(arguments, keywords)
        arrays = []
        for expected, leaf in zip(self.inputs, leaves, strict=True):
            if expected.value is None:
                check_constant(expected.name, leaf, expected.constant)
            else:
                arrays.append(to_numpy(expected.name, leaf))
        for name, value in zip(self.buffers, state, strict=True):
            arrays.append(to_numpy(name, value))
        return arrays

    def unflatten(self, arrays: list[Array]) -> Any:
        """Return the result of a call, tensors on the CPU.

        With the result of a model that writes, in a tuple, comes what it writes, by name.
        """
        remaining = iter(arrays)
        leaves = [
            leaf.constant if leaf.value is None else to_torch(next(remaining), leaf.dtype)
            for leaf in self.outputs
        ]
        result = pytree.tree_unflatten(leaves, self.out_spec)
        if not self.written:
            return result
        return result, {leaf.name: to_torch(next(remaining), leaf.dtype) for leaf in self.written}


def list_inputs(program: ExportedProgram) -> Iterator[tuple[Any, Node]]:
    """Yield the arguments in the signature of a program, and their nodes."""
    placeholders = program.graph.find_nodes(op="placeholder")
    for spec, node in zip(program.graph_signature.input_specs, placeholders, strict=True):
        if spec.kind == InputKind.USER_INPUT:
            yield spec.arg, node


def list_outputs(program: ExportedProgram) -> Iterator[tuple[Any, Any]]:
    """Yield the results in the signature of a program, and their nodes."""
    returned: Any = program.graph.output_node().args[0]
    for spec, node in zip(program.graph_signature.output_specs, returned, strict=True):
        if spec.kind == OutputKind.USER_OUTPUT:
            yield spec.arg, node


def check_effects(program: ExportedProgram) -> None:
    """Check that a program does nothing but compute results and write to buffers and arguments.

    Raises
    ------
    LoweringError
        If it also returns gradients, for one.
    """
    known = (OutputKind.USER_OUTPUT, *WRITTEN_KINDS)
    found = [
        describe(f"the program has an output of kind {spec.kind.name}, which is not supported")
        for spec in program.graph_signature.output_specs
        if spec.kind not in known
    ]
    if found:
        raise LoweringError(tuple(found))


def describe(message: str, stack_trace: str | None = None) -> Diagnostic:
    """Return an error at the line that PyTorch recorded, or for the whole model."""
    file, line = find_frame(stack_trace) if stack_trace else ("<model>", None)
    return Diagnostic("error", file, line, None, message)


def return_arrays(program: ExportedProgram) -> None:
    """Return tensors in place of their elements, without constants."""
    output = program.graph.output_node()
    kept = [
        (spec, find_source(node))
        for spec, node in zip(program.graph_signature.output_specs, output.args[0], strict=True)
        if not isinstance(spec.arg, ConstantArgument)
    ]
    for spec, node in kept:
        if isinstance(node.meta["val"], torch.Tensor):
            spec.arg = TensorArgument(node.name)
    program.graph_signature.output_specs[:] = [spec for spec, _ in kept]
    output.args = (tuple(node for _, node in kept),)
    program.graph.eliminate_dead_code()


def to_numpy(name: str, leaf: Any) -> Array:
    """Return an argument, a tensor, an array or a number, as an array.

    Raises
    ------
    TypeError
        If it is anything else.
    ValueError
        If it is a tensor that cannot be an array.
    """
    if not isinstance(leaf, torch.Tensor):
        if not isinstance(leaf, NUMBERS) and not hasattr(leaf, "__array__"):
            raise TypeError(f"argument {name!r} must be a tensor, but is {leaf!r}")
        return np.asarray(leaf)
    if leaf.layout != torch.strided or leaf.is_meta:
        kind = "on the device meta" if leaf.is_meta else f"of the layout {leaf.layout}"
        raise ValueError(f"argument {name!r} must be a dense tensor with data, but is {kind}")
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
