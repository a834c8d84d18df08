// MLIR does not verify the types that it reads from bytecode.
// RUN: not milc-opt --lower-complex %S/Inputs/negative-size.mlirbc 2>&1 | FileCheck %s

// CHECK: error: 'func.func' op with complex values must have no negative sizes, but found 'tensor<-3xcomplex<f64>>'
