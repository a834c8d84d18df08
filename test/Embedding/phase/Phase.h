#ifndef PHASE_PHASE_H
#define PHASE_PHASE_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "PhaseDialect.h.inc"

#define GET_OP_CLASSES
#include "PhaseOps.h.inc"

#endif // PHASE_PHASE_H
