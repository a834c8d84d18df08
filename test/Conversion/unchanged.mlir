// A module without complex values comes out as stock mlir-opt prints it, byte
// for byte: dead code, duplicates, unreachable blocks and all.

// RUN: mlir-opt --allow-unregistered-dialect %s > %t.stock
// RUN: milc-opt --lower-complex --allow-unregistered-dialect %s | cmp - %t.stock
// RUN: mlir-opt --allow-unregistered-dialect --mlir-print-op-generic --mlir-print-debuginfo %s > %t.stock-generic
// RUN: milc-opt --lower-complex --allow-unregistered-dialect --mlir-print-op-generic --mlir-print-debuginfo %s | cmp - %t.stock-generic

#map = affine_map<(i, j) -> (i, j)>
#row = affine_map<(i, j) -> (i)>

module attributes {kept.module = complex<f32>} {
  func.func private @declaration(tensor<2xf32> {tf.aliasing_output = 7 : i32, llvm.dereferenceable = 7 : i64}) -> f32
      attributes {kept.type = complex<f32>, kept.elements = dense<(1.0, 2.0)> : tensor<2xcomplex<f32>>}

  func.func @dead_and_duplicate_code(%x: f32) -> (f32, f32) {
    %dead = arith.addf %x, %x : f32
    %0 = arith.mulf %x, %x : f32
    %1 = arith.mulf %x, %x {kept.op = complex<f32>} : f32
    %2 = arith.mulf %x, %x : f32
    return %0, %2 : f32, f32
  }

  func.func @unreachable_blocks(%x: f32) -> f32 {
    return %x : f32
  ^one(%y: f32):
    cf.br ^two
  ^two:
    %0 = "some.op"() : () -> i32
    cf.br ^one(%x : f32)
  }

  func.func @dead_block_arguments(%x: f32) -> f32 {
    cf.br ^next(%x, %x : f32, f32)
  ^next(%a: f32, %b: f32):
    return %b : f32
  }

  func.func @regions(%x: tensor<4x8xf32>, %init: tensor<4xf32>, %n: index) -> tensor<4xf32> {
    %unused = tensor.empty() : tensor<4xf32>
    %0 = linalg.generic {indexing_maps = [#map, #row], iterator_types = ["parallel", "reduction"]}
        ins(%x : tensor<4x8xf32>) outs(%init : tensor<4xf32>) {
    ^bb0(%a: f32, %b: f32):
      %i = linalg.index 0 : index
      %s = arith.addf %a, %b : f32
      linalg.yield %s : f32
    } -> tensor<4xf32>
    %1 = scf.for %i = %n to %n step %n iter_args(%t = %0) -> tensor<4xf32> {
      scf.yield %t : tensor<4xf32>
    }
    return %1 : tensor<4xf32>
  }

  func.func @buffers(%m: memref<4xf32>, %i: index) {
    %dead = memref.load %m[%i] : memref<4xf32>
    %alloc = memref.alloc() : memref<4xf32>
    return
  }

  func.func @resources() -> (tensor<2xf32>, tensor<2xf32>) {
    %0 = arith.constant dense_resource<data> : tensor<2xf32>
    %1 = arith.constant dense_resource<__elided__> : tensor<2xf32>
    return %0, %1 : tensor<2xf32>, tensor<2xf32>
  }

  %module_scope = "some.op"() {kept.op = complex<f32>} : () -> f32
  %dead_at_module_scope = arith.constant 1.0 : f32
  "some.op"() ({
    %0 = arith.constant 1.0 : f32
    "some.end"() : () -> ()
  }) : () -> ()

  module @nested {
    func.func private @declaration(f32)
    func.func @caller(%x: f32) {
      call @declaration(%x) {arg_attrs = [{kept.argument = complex<f32>}]} : (f32) -> ()
      return
    }
    gpu.module @kernels {
      gpu.func @kernel(%x: f32) kernel {
        gpu.return
      }
    }
  }

  llvm.func @llvm_function(%x: !llvm.struct<(f32, f32)>) {
    llvm.return
  }
} loc(fused<complex<f32>>["kept"])

{-#
  dialect_resources: {
    builtin: {
      data: "0x040000000000803F00000040"
    }
  }
#-}
