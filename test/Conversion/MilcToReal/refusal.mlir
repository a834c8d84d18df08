// A failure reports everything at once and leaves the module as it is.

// RUN: not milc-opt --lower-complex --allow-unregistered-dialect %s 2> %t.errors | count 0
// RUN: FileCheck %s --check-prefix=ERRORS --input-file=%t.errors
// RUN: grep -c "error:" %t.errors | FileCheck %s --check-prefix=COUNT
// COUNT: {{^5$}}

// RUN: not milc-opt --milc-to-real --mlir-print-ir-after-failure --allow-unregistered-dialect %s 2> %t.dump
// RUN: grep "IR Dump After MilcToReal Failed" %t.dump
// RUN: sed -n "/^module/,/^}/ p" %t.dump > %t.after
// RUN: milc-opt --allow-unregistered-dialect %s | sed -n "/^module/,/^}/ p" | diff - %t.after

// Errors come in the order of the module, however many threads there are.
// RUN: not milc-opt --lower-complex --allow-unregistered-dialect --mlir-disable-threading %s 2>&1 | diff - %t.errors

// Also where the verifier does not look in between.
// RUN: not milc-opt --lower-complex --verify-each=0 --allow-unregistered-dialect %s 2>&1 | diff - %t.errors

func.func @fine(%z: complex<f32>) -> complex<f32> {
  %0 = milcomplex.mul %z, %z : complex<f32>
  return %0 : complex<f32>
^unreachable:
  cf.br ^unreachable
}

func.func @with_unknown_op(%z: complex<f32>, %x: f32) -> f32 {
  // ERRORS: refusal.mlir:[[@LINE+1]]:8: error: 'some.op' op with complex values must have a conversion pattern
  %0 = "some.op"(%z) : (complex<f32>) -> f32
  %dead = arith.addf %x, %x : f32
  return %0 : f32
}

// ERRORS: refusal.mlir:[[@LINE+1]]:26: error: 'func.func' op with complex values must have parts of type
func.func @with_integers(%z: complex<i32>) {
  return
}

func.func @with_resource() -> tensor<2xcomplex<f32>> {
  // ERRORS: refusal.mlir:[[@LINE+1]]:8: error: 'arith.constant' op complex constant must have its data
  %0 = arith.constant dense_resource<__elided__> : tensor<2xcomplex<f32>>
  return %0 : tensor<2xcomplex<f32>>
}

module @nested {
  // ERRORS: refusal.mlir:[[@LINE+1]]:3: error: 'func.func' op 'llvm.dereferenceable' of complex argument 0
  func.func private @with_odd_count(tensor<2xcomplex<f32>> {llvm.dereferenceable = 7 : i64})
}

// ERRORS: refusal.mlir:[[@LINE+1]]:6: error: 'some.op' op with complex values must have a conversion pattern
%0 = "some.op"() : () -> complex<f32>
