"""Imports exported programs as MLIR."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import torch
from torch._ops import OpOverload
from torch.export import ExportedProgram
from torch.fx import Graph, Node
from torch_mlir import ir
from torch_mlir.dialects import arith
from torch_mlir.dialects import torch as torch_dialect
from torch_mlir.extras.fx_importer import FxImporter, GraphNodeImporter
from torch_mlir.passmanager import PassManager

from milcomplex.lowering import LoweringError
from milcomplex.signature import Array
from milcomplex.torch.building import build_type
from milcomplex.torch.emission import build_resource, emit, emit_constant
from milcomplex.torch.int8 import widen_int8
from milcomplex.torch.unsupported import name_op, refuse

# Of sizes.
SIZE_OPS: dict[Any, Any] = {
    torch.sym_max: torch.ops.prim.max.int,
    torch.sym_min: torch.ops.prim.min.int,
}
# Tensors of fewer elements are in the text, where passes can read them.
SMALL = 32


def cast(name: str, value: ir.Value, type_: ir.Type) -> ir.Value:
    """Return a value as one of a torch or of a builtin type, by a cast of torch_c."""
    return ir.Operation.create(f"torch_c.{name}", [type_], [value]).result


class NodeImporter(GraphNodeImporter):  # type: ignore[misc]
    """Imports nodes as torch-mlir does, except for ops of the library and large constants.

    Attributes
    ----------
    large : dict of str to array
        The data of large constants, by the names of their resources.
    kept : list of Tensor
        Constants that are not in the program.
    """

    def __init__(self, large: dict[str, Array], *arguments: Any, **keywords: Any) -> None:
        """Accept what the data of large constants is added to, and torch-mlir's arguments."""
        super().__init__(*arguments, **keywords)
        self.large = large
        self.kept: list[torch.Tensor] = []

    def _import_torch_op_overload(
        self, loc: ir.Location, node: Node, concrete_target: OpOverload | None = None
    ) -> None:
        """Import a call of an op."""
        target = node.target
        if concrete_target is not None or getattr(target, "namespace", None) != "milcomplex":
            super()._import_torch_op_overload(loc, node, concrete_target)
            return
        assert isinstance(target, OpOverload)
        arguments = [
            self.import_operand(loc, node, parameter, argument)
            for parameter, argument in zip(target._schema.arguments, node.args, strict=False)
        ]
        with loc:
            value = node.meta["val"]
            known = value if isinstance(value, (list, tuple)) else [value]
            types = [build_type(tensor) for tensor in known]
            results = emit(target._overloadpacket.__name__, types, arguments)
            if len(results) > 1:
                self._multi_result_nodes.add(node)
            for i, (result, tensor) in enumerate(zip(results, known, strict=True)):
                type_ = self._cc.value_info_to_type(tensor)
                self.bind_node_value(node, cast("from_builtin_tensor", result, type_), i)

    def import_operand(self, loc: ir.Location, node: Node, parameter: Any, argument: Any) -> Any:
        """Return a tensor, or a size in a list, as a value of builtin type; others as they are.

        Raises
        ------
        LoweringError
            If it is a number that is known only at run time.
        """
        if isinstance(argument, (list, tuple)):
            return [self.import_size(loc, n) for n in argument]
        if not isinstance(argument, Node):
            return argument
        known = argument.meta.get("val")
        if not isinstance(known, torch.Tensor):
            name = name_op(node.target)
            message = f"'{name}' needs a static {parameter.name}, but it is {known}"
            raise refuse(message, node.meta.get("stack_trace"))
        value = self._import_argument(loc, argument, parameter.type)
        with loc:
            return cast("to_builtin_tensor", value, build_type(known))

    def import_size(self, loc: ir.Location, size: Any) -> Any:
        """Return a dynamic size as an index, any other as it is."""
        if not isinstance(size, Node):
            return size
        value = self._import_argument(loc, size)
        with loc:
            number = cast("to_i64", value, ir.IntegerType.get_signless(64))
            return arith.index_cast(ir.IndexType.get(), number)

    def _import_literal(self, py_value: Any, info: Any = None) -> ir.Value:
        """Import a constant; its bytes are copied once."""
        if not isinstance(py_value, torch.Tensor):
            return super()._import_literal(py_value, info)
        if py_value.dtype == torch.bool:
            # torch-mlir 20261001 does so too, but confuses a freed tensor with a later one.
            integers = py_value.to(torch.uint8)
            self.kept.append(integers)
            value = self._import_literal(integers, info)
            return self._convert_type(value, torch.Tensor, torch.bool, py_value.size())
        type_ = self._cc.tensor_to_vtensor_type(py_value)
        name = info.input_spec.target if info is not None else "constant"
        key = re.sub(r"\W", "_", name)
        if py_value.is_complex():
            return cast("from_builtin_tensor", emit_constant(py_value, key, self.large), type_)
        if py_value.numel() < SMALL or py_value.dtype == torch.bfloat16:
            return super()._import_literal(py_value, info)
        element = ir.Type.parse(str(type_).rsplit(",", 1)[1].rstrip(">"))
        builtin = ir.RankedTensorType.get(list(py_value.shape), element)
        attribute = build_resource(py_value, builtin, key, self.large)
        return ir.Operation.create(
            "torch.vtensor.literal", [type_], attributes={"value": attribute}
        ).result


def read_error(error: Exception, graph: Graph) -> LoweringError:
    """Return an exception of torch-mlir as our error, at the node that it names."""
    # The message holds the whole record of the node.
    text = str(error).split(", {")[0].removeprefix("FIX ME: ")
    named = [
        node for node in graph.nodes if node.op == "call_function" and str(node.target) in text
    ]
    trace = named[0].meta.get("stack_trace") if named else None
    return refuse(f"torch-mlir does not import the model: {text}", trace)


def create_context() -> ir.Context:
    """Return a context with the dialects of torch-mlir, which allows ops of milcomplex."""
    context = ir.Context()
    context.allow_unregistered_dialects = True
    torch_dialect.register_dialect(context)
    with context, ir.Location.unknown():
        # This pass loads torch_c, on which it depends.
        loading = PassManager.parse("builtin.module(torch-func-backend-type-conversion)")
        loading.run(ir.Module.create().operation)
    return context


def import_program(program: ExportedProgram, function: str) -> tuple[ir.Module, dict[str, Array]]:
    """Return a module with a function of the torch dialect and milcomplex.

    Beside it is the data of its large constants, by the names of their resources.

    Raises
    ------
    LoweringError
        If the program has a node that cannot be imported.
    """
    widen_int8(program)
    for node in program.graph.nodes:
        node.target = SIZE_OPS.get(node.target, node.target)
    context = create_context()
    large: dict[str, Array] = {}
    with context:
        importer = FxImporter(context=context, graph_node_importer_cls=partial(NodeImporter, large))
        try:
            importer.import_program(program, func_name=function)
        except LoweringError:
            raise
        except (AssertionError, KeyError, NotImplementedError, TypeError, ValueError) as error:
            raise read_error(error, program.graph) from error
    return importer.module, large
