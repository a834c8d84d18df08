"""Calls native programs with the memory of tensors."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import torch
from torch.utils import _pytree as pytree

from milcomplex.backends.native.running import NativeProgram
from milcomplex.module import Call, Compiled
from milcomplex.signature import Form
from milcomplex.torch.arguments import Adapter, Leaf, to_numpy, to_torch
from milcomplex.torch.binding import check_constant

TENSORS = (torch.Tensor, torch.nn.Parameter)


def link(adapter: Adapter, compiled: Compiled) -> Call | None:
    """Return how a program that was exported from a PyTorch model is called, once compiled.

    It accesses the memory of tensors, and cannot be traced, if it is native, of static shapes, and
    neither returns a number nor writes to a tensor. Otherwise this is None: arguments and results
    are NumPy's on the way.
    """
    program = compiled.program
    if not (
        isinstance(program, NativeProgram)
        and program.accepts_memory(compiled.module.signature)
        and not adapter.written
        and all(leaf.value is None or leaf.dtype is not None for leaf in adapter.outputs)
    ):
        return None
    run = TensorCall(program, adapter, compiled.module.signature.input_forms)
    are_leaves = adapter.parameters.are_leaves
    count = len(adapter.inputs)
    returns_leaf = adapter.out_spec.is_leaf()

    def call(arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        if is_traced():
            raise RuntimeError(
                "a compiled program computes, and cannot be traced: call it with tensors that have"
                " elements, outside of torch.jit.trace, make_fx and FakeTensorMode"
            )
        given: Sequence[Any] = arguments
        if keywords or not are_leaves or len(arguments) != count:
            given = adapter.parameters.list_leaves(arguments, keywords)
        results = run(given)
        return results[0] if returns_leaf else pytree.tree_unflatten(results, adapter.out_spec)

    return call


def is_traced() -> bool:
    """Whether tensors may have no elements now, or what is done with them is recorded."""
    return bool(torch._C._get_tracing_state()) or torch._C._len_torch_dispatch_stack() > 0


class TensorCall:
    """A native program as a function of tensors.

    Attributes
    ----------
    inputs : list of (Leaf, Form or None)
        The arguments of the model; without a form where they are constants.
    outputs : sequence of Leaf
        The results of the model.
    """

    def __init__(self, program: NativeProgram, adapter: Adapter, forms: Sequence[Form]) -> None:
        """Accept a program of static shapes, and the forms of its arguments."""
        self.program = program
        remaining = iter(forms)
        self.inputs = [(leaf, next(remaining) if leaf.value else None) for leaf in adapter.inputs]
        self.outputs = adapter.outputs
        count = sum(leaf.value is not None for leaf in (*adapter.inputs, *adapter.outputs))
        self.words = ctypes.c_uint64 * count
        self.function = ctypes.CFUNCTYPE(ctypes.c_int32, self.words)(program.packed)

    def __call__(self, leaves: Sequence[Any]) -> list[Any]:
        """Return the results of a call of the model, tensors on the CPU.

        Raises
        ------
        TypeError
            If an argument is no tensor, array or number.
        ValueError
            If one has no data, another shape or a type that is not safely converted.
        RuntimeError
            If an assertion of the program fails.
        MemoryError
            If there is not enough memory.
        """
        # Tensors that are passed must outlive the call.
        tensors = []
        for (expected, form), leaf in zip(self.inputs, leaves, strict=True):
            if form is None:
                check_constant(expected.name, leaf, expected.constant)
            else:
                tensors.append(find_memory(expected, form, leaf))
        results = [make_result(leaf) for leaf in self.outputs]
        tensors += [x for x, leaf in zip(results, self.outputs, strict=True) if leaf.value]
        if status := self.function(self.words(*[tensor.data_ptr() for tensor in tensors])):
            raise self.program.explain(status)
        return results


def make_result(leaf: Leaf) -> Any:
    """Return a tensor for a result of a model, its value if that is a constant."""
    if leaf.value is None:
        return leaf.constant
    shape: Any = leaf.value.shape
    return torch.empty(shape, dtype=leaf.dtype, device="cpu")


def find_memory(expected: Leaf, form: Form, leaf: Any) -> torch.Tensor:
    """Return an argument as a contiguous tensor on the CPU, itself if it is one.

    Raises
    ------
    TypeError
        If it is no tensor, array or number.
    ValueError
        If it has no data, another shape or a type that is not safely converted.
    """
    if (
        type(leaf) in TENSORS
        and leaf.dtype is expected.dtype
        and leaf.shape == form.value.shape
        and leaf.layout is torch.strided
        and leaf.is_cpu
        and leaf.is_contiguous()
        and not leaf.is_conj()
        and not leaf.is_neg()
        and not leaf._is_zerotensor()
    ):
        if leaf.data_ptr() == 0 and leaf.numel() > 0:
            raise ValueError(f"argument {expected.name!r} must be a tensor with data, but has none")
        return leaf
    array = form.convert(to_numpy(expected.name, leaf))
    tensor: torch.Tensor = to_torch(array, expected.dtype)
    return tensor.contiguous()
