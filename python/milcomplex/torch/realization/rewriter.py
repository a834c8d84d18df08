"""Replaces what is complex in the graph of a program, node by node."""

from __future__ import annotations

import operator
from typing import Any

import torch
from torch import Tensor
from torch._dispatch.python import enable_python_dispatcher
from torch._ops import HigherOrderOperator, OpOverload
from torch._subclasses.fake_tensor import FakeTensor, FakeTensorMode
from torch.export import ExportedProgram
from torch.export.graph_signature import InputKind
from torch.fx import Graph, GraphModule, Node
from torch.utils import _pytree as pytree

from milcomplex.lowering import Diagnostic, LoweringError
from milcomplex.torch.realization.builder import VIEWS, Builder
from milcomplex.torch.realization.control_flow import (
    has_complex_body,
    rewrite_call,
    split_value,
)
from milcomplex.torch.realization.decomposition import decompose_call, is_ours
from milcomplex.torch.realization.rules import Tools
from milcomplex.torch.realization.values import get_value
from milcomplex.torch.unsupported import find_frame, is_complex, name_op

aten = torch.ops.aten
# They have one result for a tensor of any type.
SIZES = (
    aten.sym_size.int,
    aten.sym_size.default,
    aten.sym_numel.default,
    aten.sym_stride.int,
    aten.sym_stride.default,
)
# Of one operand, or with the number 2 or the same operand again.
SQUARES = (aten.square.default, aten.pow.Tensor_Scalar, aten.mul.Tensor)
# What computes a result of several, and which one.
VALUES_ONLY = {"eigh": ("eigvalsh", 0), "svd": ("svdvals", 1)}
CHECKS = (aten._assert_tensor_metadata.default,)
# Errors of rules that are not implemented, and of ops that PyTorch does not have for an operand.
FAILURES = (NotImplementedError, LoweringError, RuntimeError, ValueError, TypeError)
STATE = (InputKind.PARAMETER, InputKind.BUFFER, InputKind.CONSTANT_TENSOR)


def find_mode(program: ExportedProgram) -> FakeTensorMode:
    """Return the mode of the values that a program's nodes have."""
    for node in program.graph.nodes:
        for value in pytree.tree_leaves(node.meta.get("val")):
            if isinstance(value, FakeTensor):
                return value.fake_mode
    return FakeTensorMode()


def is_square(node: Node) -> bool:
    """Whether a call returns the square of its first operand."""
    if node.target not in SQUARES or node.kwargs:
        return False
    other = {aten.pow.Tensor_Scalar: 2, aten.mul.Tensor: node.args[0]}.get(node.target)
    return tuple(node.args[1:]) == (() if other is None else (other,))


def name_needed(node: Node) -> str:
    """Return the name of an op of the library, or of the one that computes all that has a use."""
    name: str = node.target._opname  # type: ignore[union-attr]
    alone, index = VALUES_ONLY.get(name, (name, None))
    is_alone = all(u.target == operator.getitem and u.args[1] == index for u in node.users)
    return alone if is_alone else name


class Rewriter:
    """Rewrites a graph in place; nodes without complex operands or results stay as they are.

    Attributes
    ----------
    values : dict
        What stands for a node: a pair of parts for a complex tensor, a list for several results.
    errors : list of Diagnostic
        What is not supported.
    reasons : dict
        Of those, the ones of each node.
    """

    def __init__(
        self,
        program: ExportedProgram,
        graph: Graph,
        complex_range: str,
        body: GraphModule | None = None,
    ) -> None:
        """Rewrite a copy of the graph of a program, or of the body of one of its calls."""
        self.program = program
        self.graph = graph
        self.root = program.graph_module if body is None else body
        self.modules: dict[str, GraphModule] = {}
        inputs = program.graph_signature.input_specs if body is None else []
        self.specs = {s.arg.name: s for s in inputs}
        self.own = set(graph.nodes)
        self.builder = Builder(graph, find_mode(program))
        self.tools = Tools(self.builder, complex_range, self.read, self._insert)
        self.values: dict[Node, Any] = {}
        self.errors: list[Diagnostic] = []
        self.reasons: dict[Node, list[Diagnostic]] = {}
        self._magnitudes: dict[Node, Any] = {}
        self._replaced: set[Node] = set()
        self._failed: set[Node] = set()

    def run(self) -> None:
        """Rewrite every call.

        Raises
        ------
        LoweringError
            If some are not supported; it has a diagnostic for each.
        """
        for node in list(self.graph.nodes):
            if node.op != "call_function" or node not in self.own:
                continue
            if self._failed.intersection(node.all_input_nodes):
                self._failed.add(node)
                continue
            self.builder.move_to(node)
            try:
                self._rewrite(node)
            except FAILURES as error:
                self._failed.add(node)
                self._note(node, error)
        if self.errors:
            raise LoweringError(tuple(self.errors))

    def _note(self, node: Node, error: Exception) -> None:
        found = self._list_diagnostics(node, error)
        self.reasons[node] = found
        self.errors.extend(found)

    def _list_diagnostics(self, node: Node, error: Exception) -> list[Diagnostic]:
        if isinstance(error, LoweringError):
            return list(error.diagnostics)
        file, line = find_frame(node.meta.get("stack_trace"))
        reason = str(error).split("\n")[0]
        message = f"'{name_op(node.target)}' of complex numbers is not supported"
        message = f"{message}: {reason}" if reason else message
        return [Diagnostic("error", file, line, None, message)]

    def read(self, part: Any) -> Tensor | None:
        """Return the tensor that a part is in every call of the program; None if it is none."""
        if isinstance(part, Tensor):
            return part
        if not isinstance(part, Node):
            return None
        if part in self.builder.constants:
            return self.builder.constants[part]
        if part.op == "placeholder":
            spec = self.specs.get(part.name)
            return None if spec is None or spec.kind not in STATE else self.read_state(spec.target)
        if part.op != "call_function" or not isinstance(part.target, OpOverload):
            return None
        operands = {n: self.read(n) for n in part.all_input_nodes}
        if any(value is None for value in operands.values()) or part.target.is_view is None:
            return None
        arguments, keywords = pytree.tree_map(
            lambda leaf: operands[leaf] if isinstance(leaf, Node) else leaf,
            (part.args, part.kwargs),
        )
        if torch.Tag.nondeterministic_seeded in part.target.tags:
            return None
        with torch.no_grad():
            result = part.target(*arguments, **keywords)
        return result if isinstance(result, Tensor) else None

    def read_state(self, target: str | None) -> Tensor | None:
        """Return a parameter, a buffer or a constant of the program."""
        found = self.program.state_dict.get(target or "", None)
        return self.program.constants.get(target or "") if found is None else found

    def _rewrite(self, node: Node) -> None:
        """Rewrite a call, unless it has nothing complex."""
        source: Any = node.args[0] if node.args else None
        if node.target == operator.getitem and source in self.values:
            self._replace(node, self.values[source][node.args[1]])
            return
        if source in self._magnitudes and is_square(node):
            # Neither a root nor what keeps it from overflowing is needed.
            squares = (self.tools.call(aten.mul.Tensor, p, p) for p in self._magnitudes[source])
            self._replace(node, self.tools.call(aten.add.Tensor, *squares))
            return
        if not any(n in self.values for n in node.all_input_nodes):
            values = [n.meta.get("val") for n in (*node.all_input_nodes, node)]
            is_body = isinstance(node.target, HigherOrderOperator)
            is_body = is_body and has_complex_body(node, self.root)
            if not is_body and not is_complex(values) and not is_ours(node.target, ()):
                return
        if node.target in CHECKS:
            self.graph.erase_node(node)
        elif node.target in SIZES and isinstance(source, Node):
            node.args = (self._get_node(self.values[source][0]), *node.args[1:])
        elif node.target == aten.detach.default:
            # Tracing under no_grad would drop it.
            detached = (self.tools.call(aten.detach.default, part) for part in self.values[source])
            self._replace(node, tuple(detached))
        elif isinstance(node.target, HigherOrderOperator):
            self._replace(node, rewrite_call(self, node))
        else:
            value = self._expand(node)
            if node.target == aten.abs.default and isinstance(value, Node):
                self._magnitudes[value] = self.values[source]
            self._replace(node, value)

    def _expand(self, node: Node) -> Any:
        """Return what a call with complex operands or results returns."""
        module, inputs = decompose_call(node, self.builder.mode)
        return self._insert(module, [self.values.get(n, n) for n in inputs])

    def _insert(self, module: GraphModule, inputs: list[Any]) -> Any:
        """Insert the calls of a graph of real ops and of the library's; return its results."""
        given = iter(inputs)
        known: dict[Node, Any] = {}

        def look_up(leaf: Any) -> Any:
            return known[leaf] if isinstance(leaf, Node) else leaf

        result: Any = None
        for node in module.graph.nodes:
            arguments, keywords = pytree.tree_map(look_up, (node.args, node.kwargs))
            if node.op == "placeholder":
                known[node] = next(given)
            elif node.op == "get_attr":
                value = getattr(module, str(node.target))
                known[node] = (value.real, value.imag) if value.is_complex() else value
            elif node.op == "output":
                result = arguments[0]
            elif getattr(node.target, "namespace", None) == "milcomplex":
                known[node] = self.tools.apply(name_needed(node), *arguments)
            elif node.target == operator.getitem:
                known[node] = self._get_item(*arguments)
            elif node.target in SIZES and isinstance(arguments[0], tuple):
                known[node] = self.tools.call(node.target, arguments[0][0], *arguments[1:])
            elif is_complex(node.meta.get("val")) or any(
                isinstance(known[n], tuple) for n in node.all_input_nodes
            ):
                if node.target not in CHECKS:
                    raise NotImplementedError(f"'{name_op(node.target)}' has no rule")
            else:
                known[node] = self.tools.call(node.target, *arguments, **keywords)
        return result

    def _get_item(self, value: Any, index: int) -> Any:
        """Return one of several results."""
        if isinstance(value, (list, tuple)):
            return value[index]
        return self.tools.call(operator.getitem, value, index)

    def _get_node(self, part: Any) -> Any:
        """Return the node of a known tensor; anything else as it is."""
        return self.builder.insert_tensor(part) if isinstance(part, Tensor) else part

    def _replace(self, node: Node, value: Any) -> None:
        """Let a value stand for a node."""
        self._replaced.add(node)
        if isinstance(value, (tuple, list)):
            self.values[node] = value
        else:
            node.replace_all_uses_with(self._get_node(value))

    def nest(self, graph: Graph, body: GraphModule) -> Rewriter:
        """Return a rewriter of the body of a call."""
        return Rewriter(self.program, graph, self.tools.complex_range, body)

    def add_module(self, name: str, module: GraphModule) -> Node:
        """Return a node for the body of a call."""
        unique = name
        while hasattr(self.root, unique) or unique in self.modules:
            unique += "_"
        self.modules[unique] = module
        setattr(self.root, unique, module)
        node = self.graph.get_attr(unique)
        delattr(self.root, unique)
        return node

    def assemble(self) -> GraphModule:
        """Return the module of the graph, with the bodies of its calls."""
        names = {str(n.target) for n in self.graph.nodes if n.op == "get_attr"}
        root = {
            name: self.modules.get(name) or self.root.get_submodule(name) for name in sorted(names)
        }
        return GraphModule(root, self.graph)

    def flatten(self, value: Any) -> list[Any]:
        """Return the parts of a complex node as nodes; anything else by itself."""
        if isinstance(value, Node) and isinstance(self.values.get(value), tuple):
            return list(self.find_pair(value))
        return [value]

    def split_fake(self, node: Node) -> list[Any]:
        """Return the fake parts of a complex node."""
        return self.split_fake_value(node.meta["val"])

    def split_fake_value(self, value: Any) -> list[Any]:
        """Return a fake tensor, or those of the parts of a complex one."""
        with self.builder.mode, torch.no_grad():
            return split_value(value)

    def find_pair(self, node: Node) -> tuple[Node, Node]:
        """Return the parts of a complex node as nodes."""
        re, im = (self._get_node(part) for part in self.values[node])
        return re, im

    def tidy(self) -> None:
        """Erase what is not used any more; views whose operands changed layout become reshapes."""
        for node in reversed(list(self.graph.nodes)):
            is_removable = node in self.builder.added or node in self._replaced
            is_removable = is_removable or node.op == "get_attr"
            if is_removable and not node.users:
                self.graph.erase_node(node)
        self._update_layouts()

    def _update_layouts(self) -> None:
        """Compute the strides of nodes of the model anew where those of an operand changed."""
        changed = set(self.builder.added)
        for node in self.graph.nodes:
            operands = node.all_input_nodes
            is_own = node.op == "call_function" and node in self.own
            if (
                not is_own
                or changed.isdisjoint(operands)
                or not isinstance(node.target, OpOverload)
            ):
                continue
            given = pytree.tree_map(get_value, (node.args, node.kwargs))
            try:
                value = self._compute(node.target, given)
            except (RuntimeError, ValueError):
                if node.target not in VIEWS:
                    raise
                node.target = aten.reshape.default
                value = self._compute(node.target, given)
            if isinstance(value, Tensor) and value.stride() != node.meta["val"].stride():
                node.meta["val"] = value
                changed.add(node)

    def _compute(self, target: Any, given: Any) -> Any:
        with self.builder.mode, enable_python_dispatcher(), torch.no_grad():
            return target(*given[0], **given[1])
