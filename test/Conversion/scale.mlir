// Depths and lengths that nobody writes by hand.

// RUN: %python %S/print_large_module.py deep 300 > %t.deep.mlir
// RUN: milc-opt --lower-complex %t.deep.mlir | mlir-opt | FileCheck %s --check-prefix=DEEP
// DEEP: func.func @deep(%{{.*}}: i1, %{{.*}}: f32, %{{.*}}: f32) -> (f32, f32)
// DEEP-COUNT-300: scf.if %{{.*}} -> (f32, f32)

// RUN: %python %S/print_large_module.py long 5000 > %t.long.mlir
// RUN: milc-opt --lower-complex %t.long.mlir | mlir-opt | FileCheck %s --check-prefix=LONG
// LONG: func.func @long(
// LONG-COUNT-10000: arith.addf
