"""Makes what a program writes results, and the buffers that it writes arguments, of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch.export import ExportedProgram
from torch.export.graph_signature import InputKind, OutputKind
from torch.fx import Node

# What a program writes to, by the kind of the output that holds its new value.
WRITTEN_KINDS = (
    OutputKind.BUFFER_MUTATION,
    OutputKind.PARAMETER_MUTATION,
    OutputKind.USER_INPUT_MUTATION,
)


@dataclass(frozen=True)
class Write:
    """A buffer, a parameter or an argument that a program writes to.

    Attributes
    ----------
    target : str
        The name of the buffer or parameter in the model, or of the argument's placeholder.
    before, after : torch.fx.Node
        Its value when the program starts and when it ends.
    initial : Tensor or None
        The value of a buffer or parameter in the model.
    """

    target: str
    before: Node
    after: Node
    initial: torch.Tensor | None


def find_initial(program: ExportedProgram, target: str) -> torch.Tensor:
    """Return the value that a buffer or a parameter has in the model."""
    held = program.state_dict if target in program.state_dict else program.constants
    value = held[target]
    assert isinstance(value, torch.Tensor)
    return value


def list_writes(program: ExportedProgram) -> Iterator[Write]:
    """Yield what a program writes to."""
    placeholders = {node.name: node for node in program.graph.find_nodes(op="placeholder")}
    names = {spec.target: spec.arg.name for spec in program.graph_signature.input_specs}
    returned: Any = program.graph.output_node().args[0]
    for spec, node in zip(program.graph_signature.output_specs, returned, strict=True):
        if spec.kind not in WRITTEN_KINDS:
            continue
        assert spec.target is not None
        if spec.kind == OutputKind.USER_INPUT_MUTATION:
            yield Write(spec.target, placeholders[spec.target], node, None)
        else:
            initial = find_initial(program, spec.target)
            yield Write(spec.target, placeholders[names[spec.target]], node, initial)


def expose_writes(program: ExportedProgram) -> None:
    """Make written buffers the last arguments, and new values the last results."""
    signature, graph = program.graph_signature, program.graph
    buffers = {write.before.name for write in list_writes(program) if write.initial is not None}
    placeholders = graph.find_nodes(op="placeholder")
    moved = [node for node in placeholders if node.name in buffers]
    last = placeholders[-1] if placeholders else None
    for node in moved:
        if last is not None and last is not node:
            last.append(node)
        last = node
    kept = [spec for spec in signature.input_specs if spec.arg.name not in buffers]
    exposed = {spec.arg.name: spec for spec in signature.input_specs if spec.arg.name in buffers}
    for spec in exposed.values():
        spec.kind, spec.target, spec.persistent = InputKind.USER_INPUT, None, None
    signature.input_specs[:] = [*kept, *(exposed[node.name] for node in moved)]

    output: Any = graph.output_node()
    pairs = list(zip(signature.output_specs, output.args[0], strict=True))
    pairs.sort(key=lambda pair: pair[0].kind in WRITTEN_KINDS)
    for spec, _ in pairs:
        spec.kind, spec.target = OutputKind.USER_OUTPUT, None
    signature.output_specs[:] = [spec for spec, _ in pairs]
    output.args = (tuple(node for _, node in pairs),)


def choose_state(given: Mapping[str, Any] | None, initial: Mapping[str, torch.Tensor]) -> list[Any]:
    """Return the values of the written buffers in a call.

    Raises
    ------
    TypeError
        If some are given, but not all.
    """
    if given is None:
        return list(initial.values())
    if missing := [name for name in initial if name not in given]:
        raise TypeError(f"the state must have a value of {', '.join(map(repr, missing))}")
    return [given[name] for name in initial]
