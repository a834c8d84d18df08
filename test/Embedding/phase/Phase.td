// A dialect with one op on complex tensors.

include "mlir/IR/OpBase.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Phase_Dialect : Dialect {
  let name = "phase";
  let cppNamespace = "::phase";
}

def Phase_RotateOp : Op<Phase_Dialect, "rotate", [
    Pure, SameOperandsAndResultType]> {
  let summary = "a quarter turn: z -> iz";
  let arguments = (ins RankedTensorOf<[AnyComplex]>:$z);
  let results = (outs RankedTensorOf<[AnyComplex]>:$result);
  let assemblyFormat = "$z attr-dict `:` type($result)";
}
