"""Makes programs without complex values of models."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, cast

import torch
from torch import Tensor
from torch.export import ExportedProgram
from torch.export.graph_signature import (
    ExportGraphSignature,
    InputKind,
    InputSpec,
    OutputKind,
    OutputSpec,
    TensorArgument,
)
from torch.fx import Graph, GraphModule, Node
from torch.utils import _pytree as pytree

from milcomplex.torch.exporting import no_effects, trace
from milcomplex.torch.realization.boundary import KINDS, Boundary
from milcomplex.torch.realization.builder import Builder
from milcomplex.torch.realization.decomposition import list_writes
from milcomplex.torch.realization.rewriter import STATE, Rewriter
from milcomplex.torch.simplification import inline_grad_modes
from milcomplex.torch.unsupported import is_complex

aten = torch.ops.aten
PARTS = ("real", "imag")
RANGES = ("basic", "portable")


def realize(
    model: Callable[..., Any] | ExportedProgram,
    /,
    *arguments: Any,
    dynamic_shapes: Any = None,
    complex_range: str = "portable",
    boundary: str = "interleaved",
    strict: bool = False,
    **keywords: Any,
) -> ExportedProgram:
    """Return the program of a PyTorch model without complex values, types or buffers.

    Only what is complex changes: every other node of the program that torch.export returns stays,
    with its name and metadata, unless the program writes in place, which is made functional first.

    Parameters
    ----------
    model : torch.nn.Module, callable or torch.export.ExportedProgram
        A model, a function of tensors, or what torch.export returned for one.
    *arguments, **keywords
        Arguments to trace it with; there are none for an ExportedProgram.
    dynamic_shapes : optional
        Which sizes are dynamic, as torch.export.export accepts them.
    complex_range : str
        How products, quotients and functions are computed: `portable`, or `basic`, the textbook
        formulas.
    boundary : str
        What complex arguments and results become: `interleaved`, tensors with a last dimension of
        2; `pair`, tuples of two; or `as-is`, nothing.
    strict : bool
        As torch.export.export accepts it.

    Returns
    -------
    torch.export.ExportedProgram
        A program of real ops; complex parameters and buffers are two, `w_real` and `w_imag`.
        `Boundary.of` returns what it accepts and returns.

    Raises
    ------
    LoweringError
        If the model has operations that are not supported; the diagnostics name each, and the
        line of the model that it comes from.
    ValueError
        If an option has another value.
    """
    check_option("boundary", boundary, KINDS)
    check_option("complex_range", complex_range, RANGES)
    traced, _ = trace(model, arguments, keywords, dynamic_shapes, strict)
    if not has_complex_values(traced):
        return traced
    return prepare(traced, complex_range, boundary).run()


def prepare(program: ExportedProgram, complex_range: str, boundary: str) -> Realization:
    """Return what rewrites a copy of a program with complex values."""
    program = make_functional(inline_grad_modes(program))
    graph, signature = copy_graph(program.graph), copy.deepcopy(program.graph_signature)
    return Realization(program, graph, signature, complex_range, boundary)


def copy_graph(graph: Graph) -> Graph:
    """Return a copy whose nodes have the same names, also those that Python has, as `input`."""
    copied = copy.deepcopy(graph)
    for node, own in zip(graph.nodes, copied.nodes, strict=True):
        own.name = node.name
        if node.op == "placeholder":
            own.target = node.target
    return copied


def check_option(name: str, value: str, values: tuple[str, ...]) -> None:
    """Raise ValueError unless a value is one of those of an option."""
    if value not in values:
        raise ValueError(f"{name} must be one of {', '.join(values)}, but is {value!r}")


def has_complex_values(program: ExportedProgram) -> bool:
    """Whether any node of a program, or of its inner graphs, is complex."""
    return any(
        is_complex(node.meta.get("val"))
        for module in program.graph_module.modules()
        if isinstance(module, GraphModule)
        for node in module.graph.nodes
    )


def make_functional(program: ExportedProgram) -> ExportedProgram:
    """Return a program that writes to no tensor but the outputs that its signature names."""
    if not list_writes(program.graph_module):
        return program
    with torch.no_grad(), no_effects("aten::_linalg_check_errors"):
        return program.run_decompositions({})


class Realization:
    """Rewrites a program: its inputs, its calls, its outputs and its signature."""

    def __init__(
        self,
        program: ExportedProgram,
        graph: Graph,
        signature: ExportGraphSignature,
        complex_range: str,
        boundary: str,
    ) -> None:
        """Rewrite a graph and a signature, which are copies of those of the program."""
        self.program = program
        self.graph = graph
        self.signature = signature
        self.kind = boundary
        self.rewriter = Rewriter(program, graph, complex_range)
        self.builder: Builder = self.rewriter.builder
        self.specs: dict[str, InputSpec] = {s.arg.name: s for s in signature.input_specs}
        self.state = dict(program.state_dict)
        self.constants = dict(program.constants)
        # Of parts, the entry of what they are parts of.
        self.sources: dict[str, InputSpec] = {}
        self.interleaved: dict[Node, Node] = {}
        self.written = {
            s.target
            for s in signature.output_specs
            if s.kind in (OutputKind.BUFFER_MUTATION, OutputKind.USER_INPUT_MUTATION)
        }

    def run(self) -> ExportedProgram:
        """Return the program without complex values."""
        inputs = self.graph.find_nodes(op="placeholder")
        for node in inputs:
            node.meta["is_input"] = self.specs[node.name].kind not in STATE
        self.describe_boundary()
        first = next(n for n in self.graph.nodes if n.op != "placeholder")
        for node in inputs:
            if is_complex(node.meta.get("val")):
                self.builder.move_to(first)
                self.split_input(node)
        self.rewriter.run()
        self.join_outputs()
        self.rewriter.tidy()
        for node in inputs:
            if self.is_replaced(node):
                self.drop_input(node)
        for node in self.graph.find_nodes(op="placeholder"):
            node.meta.pop("is_input", None)
        for node, value in self.builder.constants.items():
            if node.users:
                self.add_constant(node, value)
            else:
                self.graph.erase_node(node)
        self.signature.input_specs = [
            self.specs[n.name] for n in self.graph.find_nodes(op="placeholder")
        ]
        return self.assemble()

    def is_replaced(self, node: Node) -> bool:
        """Whether an input is complex, and other ones stand for it."""
        return node in self.rewriter.values and not node.users

    def describe_boundary(self) -> None:
        """Note which leaves of arguments and results are complex."""
        nodes = {n.name: n for n in self.graph.find_nodes(op="placeholder")}
        returned: Any = self.graph.output_node().args[0]
        self.boundary = Boundary(
            self.kind,
            tuple(
                is_complex(nodes[s.arg.name].meta.get("val"))
                for s in self.signature.input_specs
                if s.kind == InputKind.USER_INPUT
            ),
            tuple(
                isinstance(node, Node) and is_complex(node.meta.get("val"))
                for s, node in zip(self.signature.output_specs, returned, strict=True)
                if s.kind == OutputKind.USER_OUTPUT
            ),
        )

    def split_input(self, node: Node) -> None:
        """Let parts stand for a complex input."""
        spec = self.specs[node.name]
        if spec.kind in STATE:
            self.split_state(node, spec)
        elif self.kind == "as-is":
            last = node.meta["val"].dim()
            whole = self.builder.call(aten.view_as_real.default, node)
            self.rewriter.values[node] = tuple(
                self.builder.call(aten.select.int, whole, last, i) for i in (0, 1)
            )
        elif self.kind == "interleaved":
            both = self.add_interleaved(node)
            self.rewriter.values[node] = tuple(
                self.builder.call(aten.select.int, both, node.meta["val"].dim(), i) for i in (0, 1)
            )
        else:
            self.rewriter.values[node] = self.add_pair(node, spec, None)

    def add_interleaved(self, node: Node) -> Node:
        """Add an input that takes the place and the name of a complex one when that is dropped."""
        with self.graph.inserting_before(node):
            both = self.graph.placeholder(node.name)
        with self.builder.mode:
            both.meta = {**node.meta, "val": torch.view_as_real(node.meta["val"].resolve_conj())}
        self.interleaved[node] = both
        return both

    def add_pair(self, node: Node, spec: InputSpec, target: str | None) -> tuple[Node, Node]:
        """Add two inputs in the place of one."""
        parts = []
        for name in PARTS:
            with self.graph.inserting_before(node):
                part = self.graph.placeholder(f"{node.name}_{name}")
            with self.builder.mode:
                part.meta["val"] = getattr(node.meta["val"], name).contiguous()
            own = None if target is None else f"{target}_{name}"
            self.specs[part.name] = InputSpec(
                spec.kind, TensorArgument(part.name), own, spec.persistent
            )
            parts.append(part)
        return parts[0], parts[1]

    def split_state(self, node: Node, spec: InputSpec) -> None:
        """Split a parameter, a buffer or a constant, as a known pair unless it changes."""
        assert spec.target is not None
        value = self.rewriter.read_state(spec.target)
        assert isinstance(value, Tensor)
        whole = value.detach().resolve_conj().resolve_neg()
        parts = [getattr(whole, name).contiguous() for name in PARTS]
        names = [f"{spec.target}_{name}" for name in PARTS]
        if spec.kind != InputKind.PARAMETER and spec.target not in self.written:
            self.rewriter.values[node] = tuple(map(self.builder.name, parts, names))
            self.sources.update(dict.fromkeys(names, spec))
            return
        self.rewriter.values[node] = self.add_pair(node, spec, spec.target)
        store = self.state if spec.target in self.state else self.constants
        for name, part in zip(names, parts, strict=True):
            is_trained = isinstance(value, torch.nn.Parameter)
            store[name] = torch.nn.Parameter(part, value.requires_grad) if is_trained else part

    def drop_input(self, node: Node) -> None:
        """Drop a complex input for which others stand."""
        self.graph.erase_node(node)
        if (both := self.interleaved.get(node)) is not None:
            both.name, both.target = node.name, node.target
            return
        spec = self.specs.pop(node.name)
        if spec.target is not None:
            self.state.pop(spec.target, None)
            self.constants.pop(spec.target, None)

    def add_constant(self, node: Node, value: Tensor) -> None:
        """Give a constant an entry in the signature."""
        target = self.builder.targets[node]
        source = self.sources.get(target)
        # ExecuTorch's passes for XNNPACK accept no other constants as weights (docs/Upstream.md).
        kind = InputKind.BUFFER if source is None else source.kind
        is_persistent = True if source is None else source.persistent
        self.specs[node.name] = InputSpec(kind, TensorArgument(node.name), target, is_persistent)
        (self.state if is_persistent else self.constants)[target] = value

    def join_outputs(self) -> None:
        """Return parts, side by side or as two, in the place of complex tensors."""
        output = self.graph.output_node()
        self.builder.move_to(output)
        returned: list[Any] = []
        specs: list[OutputSpec] = []
        for spec, node in zip(self.signature.output_specs, cast(Any, output.args[0]), strict=True):
            is_split = isinstance(node, Node) and node in self.rewriter.values
            parts = self.join_output(spec, node) if is_split else [node]
            suffixes = [f"_{name}" for name in PARTS] if len(parts) == 2 else [""]
            for part, suffix in zip(parts, suffixes, strict=True):
                target = spec.target and f"{spec.target}{suffix}"
                own = OutputSpec(spec.kind, copy.copy(spec.arg), target)
                if isinstance(part, Node):
                    own.arg.name = part.name
                returned.append(part)
                specs.append(own)
        output.args = (tuple(returned),)
        self.signature.output_specs = specs

    def join_output(self, spec: OutputSpec, node: Node) -> list[Node]:
        """Return what stands for a complex result."""
        re, im = self.rewriter.find_pair(node)
        if self.kind == "pair" or spec.kind == OutputKind.BUFFER_MUTATION:
            return [re, im]
        both = self.builder.call(aten.stack.default, [re, im], -1)
        if self.kind == "as-is":
            both = self.builder.call(aten.view_as_complex.default, both)
        return [both]

    def assemble(self) -> ExportedProgram:
        """Return the program of the graph and the signature."""
        module = self.rewriter.assemble()
        module.meta.update(self.program.graph_module.meta)
        arguments, keywords = self.program.example_inputs or ((), {})
        calls = copy.deepcopy(self.program.module_call_graph)
        if self.kind == "pair":
            whole = calls[0].signature
            assert whole is not None
            whole.in_spec = add_pairs(whole.in_spec, self.boundary.inputs)
            whole.out_spec = add_pairs(whole.out_spec, self.boundary.outputs)
            whole.inputs, whole.outputs = self.list_arguments()
            calls = calls[:1]
        program = ExportedProgram(
            root=module,
            graph=self.graph,
            graph_signature=self.signature,
            state_dict=self.state,
            range_constraints=self.program.range_constraints,
            module_call_graph=calls,
            example_inputs=self.boundary.split(*arguments, **keywords),
            constants=self.constants,
        )
        self.boundary.attach(program)
        return program

    def list_arguments(self) -> tuple[list[Any], list[Any]]:
        """Return what the signature says of the leaves of arguments and results."""
        return (
            [s.arg for s in self.signature.input_specs if s.kind == InputKind.USER_INPUT],
            [s.arg for s in self.signature.output_specs if s.kind == OutputKind.USER_OUTPUT],
        )


def add_pairs(spec: pytree.TreeSpec, are_complex: tuple[bool, ...]) -> pytree.TreeSpec:
    """Return the structure of nested values in which some leaves are tuples of two."""
    leaves = [(0, 0) if is_pair else 0 for is_pair in are_complex]
    return pytree.tree_structure(pytree.tree_unflatten(leaves, spec))
