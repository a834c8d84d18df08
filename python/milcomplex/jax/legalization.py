"""Converts modules of StableHLO to linalg, tensor, scf and arith."""

from jaxlib.mlir import ir
from jaxlib.mlir.dialects import stablehlo
from jaxlib.mlir.passmanager import PassManager

from milcomplex.jax.barriers import drop_barriers
from milcomplex.jax.concatenation import convert_concatenations
from milcomplex.jax.control_flow import convert_control_flow
from milcomplex.jax.dynamism import convert_dynamism, convert_shapes
from milcomplex.jax.inlining import inline_single_calls
from milcomplex.jax.signless import make_signless
from milcomplex.jax.unsupported import check_supported, refuse_failure

PASSES = (
    "builtin.module("
    "func.func(stablehlo-legalize-composite-to-call,chlo-legalize-to-stablehlo),"
    "stablehlo-legalize-to-linalg)"
)
TIDY = "builtin.module(cse)"


def legalize(module: ir.Module, may_expand: bool = False) -> ir.Module:
    """Convert a module of StableHLO to dialects that milc-opt has, in place; return it.

    Parameters
    ----------
    module : ir.Module
        Of StableHLO.
    may_expand : bool
        Whether a dynamic size that is broadcast may be 1, as none of JAX is.

    Raises
    ------
    LoweringError
        If it holds an operation that is not supported.
    """
    stablehlo.register_stablehlo_passes()
    with module.context, ir.Location.unknown():
        # The passes load dialects, of which ops must not be created before.
        run_passes(ir.Module.create(), PASSES)
        strip_attributes(module)
        inline_single_calls(module)
        drop_barriers(module)
        convert_dynamism(module, may_expand)
        convert_control_flow(module)
        convert_concatenations(module)
        run_passes(module, PASSES)
        convert_shapes(module)
        make_signless(module)
        check_supported(module)
        run_passes(module, TIDY)
        return module


def write_text(module: ir.Module) -> str:
    """Return the text of a module, with the locations of its ops."""
    return str(module.operation.get_asm(enable_debug_info=True))


def run_passes(module: ir.Module, pipeline: str) -> None:
    """Run passes on a module.

    Raises
    ------
    LoweringError
        If one fails.
    """
    try:
        PassManager.parse(pipeline).run(module.operation)
    except ir.MLIRError as error:
        raise refuse_failure(error) from error


def strip_attributes(module: ir.Module) -> None:
    """Remove attributes of devices, shardings and donations, which milc-opt cannot parse."""
    for name in list(module.operation.attributes):
        if "." in name:
            del module.operation.attributes[name]
    for function in module.body:
        for name in list(function.attributes):
            if name in ("arg_attrs", "res_attrs") or "." in name:
                del function.attributes[name]
