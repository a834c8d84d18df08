// A dialect with ops on complex tensors, one for each way in which an op splits.

include "mlir/IR/OpBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Phase_Dialect : Dialect {
  let name = "phase";
  let cppNamespace = "::phase";
}

class Phase_Op<string mnemonic, list<Trait> traits = []>
    : Op<Phase_Dialect, mnemonic, traits>;

def Phase_ReverseOp : Phase_Op<"reverse", [Pure, SameOperandsAndResultType]> {
  let summary = "the elements in reverse order";
  let arguments = (ins RankedTensorOf<[AnyComplex, AnyFloat]>:$z);
  let results = (outs RankedTensorOf<[AnyComplex, AnyFloat]>:$result);
  let assemblyFormat = "$z attr-dict `:` type($result)";
}

def Phase_RotateOp : Phase_Op<"rotate", [Pure, SameOperandsAndResultType]> {
  let summary = "a quarter turn: z -> iz";
  let arguments = (ins RankedTensorOf<[AnyComplex]>:$z);
  let results = (outs RankedTensorOf<[AnyComplex]>:$result);
  let assemblyFormat = "$z attr-dict `:` type($result)";
}

def Phase_RepeatOp : Phase_Op<"repeat", [
    SingleBlockImplicitTerminator<"YieldOp">]> {
  let summary = "applies its body to its operands, then to its results";
  let arguments = (ins I64Attr:$count, Variadic<AnyType>:$operands);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$body);
}

def Phase_YieldOp : Phase_Op<"yield", [Pure, ReturnLike, Terminator]> {
  let summary = "returns the results of the body";
  let arguments = (ins Variadic<AnyType>:$operands);
}
