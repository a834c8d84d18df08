"""Exports PyTorch models."""

from __future__ import annotations

import contextlib
import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import torch
from torch._higher_order_ops import effects
from torch._subclasses.fake_tensor import is_fake
from torch.export import ExportedProgram
from torch.fx.experimental.symbolic_shapes import GuardOnDataDependentSymNode

from milcomplex.large_constants import write_constants
from milcomplex.lowering import LoweringError
from milcomplex.module import Module, Source
from milcomplex.signature import Signature
from milcomplex.torch.arguments import Adapter, return_arrays
from milcomplex.torch.calls import link
from milcomplex.torch.decompositions import build_table
from milcomplex.torch.importer import import_program
from milcomplex.torch.passes import convert_to_linalg
from milcomplex.torch.simplification import inline_grad_modes, simplify
from milcomplex.torch.size_numbers import compute_numbers
from milcomplex.torch.sizes import list_guards
from milcomplex.torch.splitting import split_later, split_movements
from milcomplex.torch.state import expose_writes
from milcomplex.torch.unsupported import (
    check_graph,
    check_layouts,
    refuse,
    refuse_guard,
    trim_stack_traces,
)

FUNCTION = "main"


def export(
    model: Callable[..., Any] | ExportedProgram,
    /,
    *arguments: Any,
    dynamic_shapes: Any = None,
    strict: bool = False,
    lowering: Mapping[str, object] | None = None,
    **keywords: Any,
) -> Module:
    """Export a PyTorch model for arguments of given shapes and types.

    Parameters
    ----------
    model : torch.nn.Module, callable or torch.export.ExportedProgram
        A model, a function of tensors, or what torch.export returned for one.
    *arguments, **keywords
        Arguments to trace it with: nested tensors; any other leaf becomes a constant. There are
        none for an ExportedProgram.
    dynamic_shapes : optional
        Which sizes are dynamic, as torch.export.export accepts them:
        `{"x": {0: torch.export.Dim("batch")}}`.
    strict : bool
        As torch.export.export accepts it.
    lowering : mapping, optional
        Options of `milcomplex.lower`: `{"fft_form": "matmul"}`.

    Returns
    -------
    Module
        It accepts the arguments of the model, tensors or NumPy arrays, and returns its result, of
        tensors. Its inputs are named as the model's parameters, `x` and `state['h']`, its
        outputs by their place in the result, `['y'][0]`, `result` if that is one tensor.
        Parameters and buffers are constants in it, except for the buffers that the model writes
        to. These are inputs, after the others, and what the model writes, to buffers and to
        arguments, are outputs, after the others, all named as in the model. A call returns
        `(result, state)`, where `state` is a dict from these names to the new values, and
        accepts the buffers of a former one as the keyword `state`.

    Raises
    ------
    LoweringError
        If the model has an operation that is not supported, or branches on an element of a
        tensor; the diagnostics name it and the line of the model that it comes from.
    Exception
        That of torch.export, if it cannot trace the model.
    """
    options = dict(lowering or {})
    traced, forward = trace(model, arguments, keywords, dynamic_shapes, strict)
    check_constants(traced)
    check_layouts(traced.graph)
    with hide_deprecation():
        traced = inline_grad_modes(traced)
    program = decompose(traced)
    split_movements(program)
    # Decomposing a program adds to its guards.
    guards = list_guards(traced)
    compute_numbers(program)
    simplify(program)
    adapter = Adapter.of(program, forward)
    trim_stack_traces(program.graph)
    check_graph(program.graph)
    expose_writes(program)
    return_arrays(program)
    module, large = import_program(program, FUNCTION)
    convert_to_linalg(module)
    text = module.operation.get_asm(binary=True, enable_debug_info=True)
    return Module.of(
        Source(text, options, constants=write_constants(large)),
        Signature(adapter.describe_inputs(), adapter.describe_outputs(), guards=guards),
        FUNCTION,
        adapter.flatten,
        adapter.unflatten,
        partial(link, adapter),
    )


def check_constants(program: ExportedProgram) -> None:
    """Check that the constants of a program have data.

    Raises
    ------
    LoweringError
        If one has none, as for an argument by which torch.func differentiates.
    """
    names = program.graph_signature.inputs_to_lifted_tensor_constants
    for node in program.graph.find_nodes(op="placeholder"):
        if node.name in names and is_fake(program.constants[names[node.name]]):
            message = "torch.export rejects what torch.func differentiates: use torch.autograd.grad"
            raise refuse(message, next(iter(node.users)).meta.get("stack_trace"))


@contextlib.contextmanager
def no_effects(op: str) -> Iterator[None]:
    """Declare an op free of side effects, so that PyTorch can eliminate it."""
    effect = effects._get_effect(op)
    effects._register_effectful_op(op, None)
    try:
        yield
    finally:
        effects._register_effectful_op(op, effect)


def decompose(program: ExportedProgram) -> ExportedProgram:
    """Return a program of ops that milcomplex and torch-mlir have, and moved complex tensors.

    Raises
    ------
    LoweringError
        If a rule does not support an op.
    """
    try:
        with torch.no_grad(), no_effects("aten::_linalg_check_errors"), hide_deprecation():
            return program.run_decompositions(split_later(build_table()))
    except LoweringError as error:
        # PyTorch has added its own account to the message.
        raise LoweringError(error.diagnostics) from None


def trace(
    model: Callable[..., Any] | ExportedProgram,
    arguments: tuple[Any, ...],
    keywords: dict[str, Any],
    dynamic_shapes: Any,
    strict: bool,
) -> tuple[ExportedProgram, Callable[..., Any] | None]:
    """Return the program of a model, and the function whose parameters name its inputs."""
    if isinstance(model, ExportedProgram):
        if arguments or keywords or dynamic_shapes is not None:
            raise TypeError("an ExportedProgram has its arguments and shapes already")
        return model, None
    module = model if isinstance(model, torch.nn.Module) else wrap(model)
    try:
        with hide_deprecation():
            program = torch.export.export(
                module, arguments, keywords, dynamic_shapes=dynamic_shapes, strict=strict
            )
    except GuardOnDataDependentSymNode as error:
        raise refuse_guard(error) from error
    return program, module.forward


@contextlib.contextmanager
def hide_deprecation() -> Iterator[None]:
    """Hide what PyTorch (2.13) warns of its own code, which copies a class that it deprecates."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"`isinstance\(treespec, LeafSpec\)`", FutureWarning)
        yield


def wrap(function: Callable[..., Any]) -> torch.nn.Module:
    """Return a function as a module whose `forward` has its parameters."""
    # Otherwise PyTorch records only lines of functions named forward.
    if note := getattr(torch.fx.proxy, "_register_stack_trace_anchor", None):
        note(function)
    module = torch.nn.Module()
    module.forward = function if has_parameters(function) else hide(function)
    return module


def has_parameters(function: Callable[..., Any]) -> bool:
    """Whether the parameters of a function are known."""
    try:
        inspect.signature(function)
    except ValueError:
        return False
    return True


def hide(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that accepts any arguments, and calls another with them."""

    def forward(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return forward
