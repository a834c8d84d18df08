"""Reports what is not supported, and where a function has it."""

from __future__ import annotations

from typing import cast

import jax
from jaxlib.mlir import ir

from milcomplex.jax.effects import EFFECTS
from milcomplex.jax.internals import source_info_util
from milcomplex.jax.traversal import list_ops
from milcomplex.lowering import Diagnostic, LoweringError

# The dialects that the module may hold; milc-opt checks ops with complex values itself.
DIALECTS = ("arith", "builtin", "complex", "func", "linalg", "math", "milcomplex", "scf", "tensor")

CONSTRAINTS = ": the constraints of jax.export.symbolic_shape can say which holds"


def check_supported(module: ir.Module) -> None:
    """Check that only ops of DIALECTS are left.

    Raises
    ------
    LoweringError
        If there are others; it has a diagnostic for each outermost one.
    """
    found = [op for op in list_ops(module) if not is_supported(op) and is_supported(op.parent)]
    if found:
        raise LoweringError(tuple(describe(op) for op in found))


def is_supported(op: ir.Operation | None) -> bool:
    """Whether an op is of one of DIALECTS."""
    return op is None or op.name.split(".")[0] in DIALECTS


def describe(op: ir.Operation) -> Diagnostic:
    """Return an error about an op, at the line of the function that it comes from."""
    name = f"'{op.name}' op"
    remedy = ""
    if op.name == "stablehlo.custom_call":
        target = ir.StringAttr(op.attributes["call_target_name"]).value
        name += f" of {target!r}"
        if target.startswith(("lapack_", "stablehlo.dynamic_")):
            remedy = ": export the function, or what jax.jit(...).trace returns"
    file, line, column = find_origin(op) or ("<unknown>", None, None)
    primitive = find_primitive(op.location)
    origin = f", from {primitive}," if primitive else ""
    if primitive in EFFECTS:
        remedy = ": without_effects=True leaves it out"
    message = f"{name}{origin} is not supported{remedy}"
    return Diagnostic("error", file, line, column, message)


def refuse(op: ir.Operation, reason: str) -> LoweringError:
    """Return the error that an op is not supported, and why."""
    found = describe(op)
    message = f"{found.message}: {reason}"
    return LoweringError(
        (Diagnostic(found.severity, found.file, found.line, found.column, message),)
    )


def find_origin(op: ir.Operation) -> tuple[str, int, int] | None:
    """Return the location of an op, or of a call of the function that it is in."""
    if found := find_source(op.location):
        return found
    function: ir.Operation = op
    while function.name != "func.func" and function.parent is not None:
        function = function.parent
    if function.parent is None:
        return None
    name = ir.StringAttr(function.attributes["sym_name"]).value
    for call in list_ops(function.parent):
        if call.name == "func.call":
            callee = ir.FlatSymbolRefAttr(call.attributes["callee"]).value
            if callee == name and (found := find_origin(call)):
                return found
    return None


def find_source(location: ir.Location) -> tuple[str, int, int] | None:
    """Return the innermost file, line and column of a location."""
    match location:
        case ir.FileLineColLoc():
            return location.filename, location.start_line, location.start_col
        case ir.NameLoc():
            return find_source(location.child_loc)
        case ir.CallSiteLoc():
            return find_source(location.callee) or find_source(location.caller)
        case ir.FusedLoc():
            places = (find_source(cast(ir.Location, inner)) for inner in location.locations)
            return next((place for place in places if place), None)
    return None


def find_primitive(location: ir.Location) -> str | None:
    """Return the name of the primitive that JAX lowered to an op: `eig` for `jit(f)/eig`."""
    if not isinstance(location, ir.NameLoc):
        return None
    return location.name_str.rsplit("/", 1)[-1].rstrip(":")


def refuse_failure(error: ir.MLIRError) -> LoweringError:
    """Return the error about the op on which a pass failed."""

    def convert(diagnostic: ir.DiagnosticInfo) -> Diagnostic:
        file, line, column = find_source(diagnostic.location) or ("<unknown>", None, None)
        severity = diagnostic.severity.name.lower()
        return Diagnostic(severity, file, line, column, diagnostic.message)

    return LoweringError(tuple(convert(diagnostic) for diagnostic in error.error_diagnostics))


def refuse_exception(error: Exception) -> LoweringError:
    """Return the error about an operation that JAX failed to lower with an exception."""
    frame = None
    cause: BaseException | None = error
    while cause is not None and frame is None:
        frame = find_user_frame(cause)
        cause = cause.__cause__ or cause.__context__
    file, line = frame or ("<unknown>", None)
    message = str(error)
    if isinstance(error, jax.errors.InconclusiveDimensionOperation):
        message = message.splitlines()[0].rstrip(".") + CONSTRAINTS
    return LoweringError((Diagnostic("error", file, line, None, message),))


def find_user_frame(error: BaseException) -> tuple[str, int] | None:
    """Return the last line of user code in an exception's traceback, as filtered by JAX."""
    if type(error).__name__ != "JaxStackTraceBeforeTransformation":
        return None
    found = None
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if source_info_util.is_user_filename(file):
            found = file, traceback.tb_lineno
        traceback = traceback.tb_next
    return found
