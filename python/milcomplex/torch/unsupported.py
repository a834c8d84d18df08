"""Reports what is not supported, and where a model has it."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from torch._ops import HigherOrderOperator
from torch.fx import Graph, Node
from torch.fx.experimental.symbolic_shapes import statically_known_true
from torch.fx.node import map_arg
from torch.utils import _pytree as pytree
from torch_mlir import ir

from milcomplex.lowering import Diagnostic, LoweringError

aten = torch.ops.aten
# A callee precedes its callers.
PLACE = re.compile(r'"([^"]+)":([0-9]+)')
PYTORCH = ("torch/", str(Path(torch.__file__).parent))
# Code that PyTorch generates, and this package.
NO_FILES = ("<", str(Path(__file__).parents[1]))
FRAME = re.compile(r'File "([^"]+)", line ([0-9]+)')
# What torch-mlir says of an op that it does not have.
UNKNOWN_OP = re.compile(
    r'failed to legalize operation \'torch.operator\'.*name = "torch\.([\w.]+)"'
)
# They depend on the order of elements in memory, which is lost after a rule.
MEMORY_VIEWS = (
    aten.as_strided,
    aten.as_strided_,
    aten.as_strided_copy,
    aten.as_strided_scatter,
)
# The dialects that the module may hold; milc-opt checks ops with complex values itself.
DIALECTS = (
    "arith",
    "builtin",
    "cf",
    "complex",
    "func",
    "linalg",
    "math",
    "milcomplex",
    "ml_program",
    "scf",
    "tensor",
)


def list_frames(stack_trace: str | None) -> list[tuple[str, int]]:
    """Return the files and lines of the model in PyTorch's record of a node, outermost first.

    Those of PyTorch are left out, unless there are no others.
    """
    frames = [(file, int(line)) for file, line in FRAME.findall(stack_trace or "")]
    frames = [frame for frame in frames if not frame[0].startswith(NO_FILES)]
    return [frame for frame in frames if not frame[0].startswith(PYTORCH)] or frames


def find_frame(stack_trace: str | None) -> tuple[str, int | None]:
    """Return the file and the line of a model that a node comes from."""
    frames = list_frames(stack_trace)
    return frames[-1] if frames else ("<unknown>", None)


def trim_stack_traces(graph: Graph) -> None:
    """Reduce PyTorch's records of nodes to the files and lines of the model."""
    for node in graph.nodes:
        frames = list_frames(node.meta.get("stack_trace"))
        if frames:
            text = [f'File "{file}", line {line}, in forward' for file, line in frames]
            node.meta["stack_trace"] = "\n".join(text)


def refuse(message: str, stack_trace: str | None) -> LoweringError:
    """Return an error at the line of a model in PyTorch's record."""
    file, line = find_frame(stack_trace)
    return LoweringError((Diagnostic("error", file, line, None, message),))


def refuse_guard(error: Exception) -> LoweringError:
    """Return the error that a model needs an element of a tensor when it is exported."""
    frames = traceback.extract_tb(error.__traceback__)
    trace = "".join(f'File "{frame.filename}", line {frame.lineno}\n' for frame in frames)
    reason = str(error).split("\n")[0]
    message = (
        "the model branches on an element of a tensor, or takes it for a size, which is not known"
        f" when it is exported: use torch.where, or bound it by torch._check ({reason})"
    )
    return refuse(message, trace)


def is_complex(value: Any) -> bool:
    """Whether any tensor among nested values is complex."""
    return any(
        isinstance(leaf, torch.Tensor) and leaf.is_complex() for leaf in pytree.tree_leaves(value)
    )


def list_values(node: Node) -> Iterator[Any]:
    """Yield the recorded operands and results of a node."""
    for operand in node.all_input_nodes:
        yield operand.meta.get("val")
    yield node.meta.get("val")


def check_memory_view(node: Node) -> None:
    """Check that a view of memory is one of a contiguous tensor that starts where the memory does.

    Raises
    ------
    LoweringError
        If it is not, or holds more than the tensor.
    """
    schema = node.target._schema  # type: ignore[union-attr]
    given = dict(zip((p.name for p in schema.arguments), node.args, strict=False)) | node.kwargs
    values = map_arg(given, lambda operand: operand.meta["val"])
    operand, sizes, steps = values["self"], values["size"], values["stride"]
    last = sum((n - 1) * step for n, step in zip(sizes, steps, strict=True))
    last += values.get("storage_offset") or 0
    is_inside = statically_known_true(last < operand.numel())
    if not operand.is_contiguous() or operand.storage_offset() != 0 or not is_inside:
        message = (
            f"'{name_op(node.target)}' needs a contiguous operand that holds all the memory that"
            " is seen"
        )
        raise refuse(message, node.meta.get("stack_trace"))


def check_layouts(graph: Graph) -> None:
    """Check that no tensor is sparse, and that views of memory are of whole tensors in order.

    Raises
    ------
    LoweringError
        If one is not; it names the first.
    """
    for node in graph.nodes:
        if getattr(node.target, "overloadpacket", None) in MEMORY_VIEWS:
            check_memory_view(node)
        for leaf in pytree.tree_leaves(node.meta.get("val")):
            if isinstance(leaf, torch.Tensor) and leaf.layout != torch.strided:
                message = f"'{name_op(node.target)}' is a sparse tensor, which is not supported"
                raise refuse(message, node.meta.get("stack_trace"))


def check_graph(graph: Graph) -> None:
    """Check that only ops of milcomplex have complex operands or results, and no op has functions.

    Raises
    ------
    LoweringError
        If there are others; it has a diagnostic for each.
    """
    found = []
    for node in graph.nodes:
        target = node.target
        is_ours = getattr(target, "namespace", None) in ("milcomplex", None)
        # Sizes and the like are those of tensors of any type.
        has_tensors = any(
            isinstance(leaf, torch.Tensor) for leaf in pytree.tree_leaves(node.meta.get("val"))
        )
        is_call = node.op == "call_function" and not is_ours and has_tensors
        has_functions = isinstance(target, HigherOrderOperator)
        if has_functions or (is_call and is_complex(list(list_values(node)))):
            file, line = find_frame(node.meta.get("stack_trace"))
            kind = "" if has_functions else " of complex numbers"
            message = f"'{name_op(target)}'{kind} is not supported"
            found.append(Diagnostic("error", file, line, None, message))
    if found:
        raise LoweringError(tuple(found))


def name_op(target: Any) -> str:
    """Return the name of an op, `aten.add`, without that of its default overload."""
    return str(target).removesuffix(".default")


def check_module(module: ir.Module) -> None:
    """Check that only ops of DIALECTS are left.

    Raises
    ------
    LoweringError
        If there are others; it has a diagnostic for each outermost one.
    """
    refuse_ops(module, lambda op: op.name.split(".")[0] not in DIALECTS)


def check_converted(module: ir.Module) -> None:
    """Check that torch-mlir has converted all ops of PyTorch that have tensors.

    Raises
    ------
    LoweringError
        If it has not; it has a diagnostic for each.
    """

    def is_left(op: ir.Operation) -> bool:
        values = [*op.operands, *op.results]
        is_torch = op.name.startswith(("torch.aten.", "torch.prim", "torch.operator", "tm_tensor"))
        return is_torch and any("tensor<" in str(value.type) for value in values)

    refuse_ops(module, is_left)


def refuse_ops(module: ir.Module, is_refused: Callable[[ir.Operation], bool]) -> None:
    """Raise LoweringError with a diagnostic for each rejected op, outermost only."""
    found: list[Diagnostic] = []

    def visit(op: ir.Operation) -> ir.WalkResult:
        if not is_refused(op):
            return ir.WalkResult.ADVANCE
        file, line = find_source(op.location)
        message = f"'{name_torch_op(op)}' is not supported by torch-mlir"
        found.append(Diagnostic("error", file, line, None, message))
        return ir.WalkResult.SKIP

    module.operation.walk(visit, ir.WalkOrder.PRE_ORDER)
    if found:
        raise LoweringError(tuple(found))


def name_torch_op(op: ir.Operation) -> str:
    """Return the name of an op, that in PyTorch where it stands for one."""
    if op.name == "torch.operator":
        return ir.StringAttr(op.attributes["name"]).value.removeprefix("torch.")
    return op.name.removeprefix("torch.")


def find_source(location: ir.Location) -> tuple[str, int | None]:
    """Return the innermost file and line of a location."""
    match = PLACE.search(str(location))
    return (match[1], int(match[2])) if match else ("<unknown>", None)


def read_failure(error: ir.MLIRError) -> LoweringError:
    """Return a diagnostic of torch-mlir as our error."""
    found = []
    for diagnostic in error.error_diagnostics:
        file, line = find_source(diagnostic.location)
        if match := UNKNOWN_OP.search(diagnostic.message):
            message = f"'{match[1]}' is not supported by torch-mlir"
        else:
            message = re.sub(r"'torch\.(aten\.[\w.]+)'", r"'\1'", diagnostic.message)
            message = f"torch-mlir: {message}"
        found.append(Diagnostic("error", file, line, None, message))
    return LoweringError(
        tuple(found) or (Diagnostic("error", "torch-mlir", None, None, str(error)),)
    )
