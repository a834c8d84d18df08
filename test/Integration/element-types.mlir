// Ops that a random module cannot hold, on every type of parts: --element replaces
// f32 with it.

// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=bf16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f16
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f64
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --element=f64 --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#even = affine_set<(d0) : (d0 mod 2 == 0)>

//===----------------------------------------------------------------------===//
// Scalars
//===----------------------------------------------------------------------===//

// EXPECT: lambda z: (-z, -z)
func.func @async_number(%z: complex<f32>) -> (complex<f32>, complex<f32>) {
  %t, %v = async.execute -> !async.value<complex<f32>> {
    %0 = complex.neg %z : complex<f32>
    async.yield %0 : complex<f32>
  }
  %a = async.await %v : !async.value<complex<f32>>
  %w = async.call @negate_later(%z) : (complex<f32>) -> !async.value<complex<f32>>
  %b = async.await %w : !async.value<complex<f32>>
  return %a, %b : complex<f32>, complex<f32>
}

async.func @negate_later(%z: complex<f32>) -> !async.value<complex<f32>> {
  %0 = complex.neg %z : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda z: -z
func.func @call_indirect_number(%z: complex<f32>) -> complex<f32> {
  %f = func.constant @negate : (complex<f32>) -> complex<f32>
  %0 = func.call_indirect %f(%z) : (complex<f32>) -> complex<f32>
  return %0 : complex<f32>
}

func.func private @negate(%z: complex<f32>) -> complex<f32> {
  %0 = complex.neg %z : complex<f32>
  return %0 : complex<f32>
}

// EXPECT: lambda z: z
func.func @scope_number(%z: complex<f32>) -> complex<f32> {
  %0 = memref.alloca_scope -> (complex<f32>) {
    memref.alloca_scope.return %z : complex<f32>
  }
  return %0 : complex<f32>
}

// EXPECT: lambda p, z: -z if p else z
// WITH: p = True
// WITH: p = False
func.func @assuming_number(%p: i1, %z: complex<f32>) -> complex<f32> {
  %true = shape.const_witness true
  %0 = shape.assuming %true -> (complex<f32>) {
    %n = complex.neg %z : complex<f32>
    %s = arith.select %p, %n, %z : complex<f32>
    shape.assuming_yield %s : complex<f32>
  }
  return %0 : complex<f32>
}

//===----------------------------------------------------------------------===//
// Tensors and buffers of static shape
//===----------------------------------------------------------------------===//

// EXPECT: lambda x: x
// DIMS: 0 3
// DRAWS: 1
func.func @async_static(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %m = bufferization.to_buffer %x read_only : tensor<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %t, %v = async.execute -> !async.value<memref<4xcomplex<f32>>> {
    async.yield %m : memref<4xcomplex<f32>>
  }
  %a = async.await %v : !async.value<memref<4xcomplex<f32>>>
  %w = async.call @pass_later_static(%a) : (memref<4xcomplex<f32>>) -> !async.value<memref<4xcomplex<f32>>>
  %b = async.await %w : !async.value<memref<4xcomplex<f32>>>
  %c = bufferization.clone %b : memref<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %y = bufferization.to_tensor %c restrict : memref<4xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %y : tensor<4xcomplex<f32>>
}

async.func @pass_later_static(%m: memref<4xcomplex<f32>>) -> !async.value<memref<4xcomplex<f32>>> {
  return %m : memref<4xcomplex<f32>>
}

// EXPECT: lambda x: x
// DIMS: 0 3
// DRAWS: 1
func.func @call_indirect_static(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %m = bufferization.to_buffer %x read_only : tensor<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %f = func.constant @pass_static : (memref<4xcomplex<f32>>) -> memref<4xcomplex<f32>>
  %a = func.call_indirect %f(%m) : (memref<4xcomplex<f32>>) -> memref<4xcomplex<f32>>
  %b = memref.alloca_scope -> (memref<4xcomplex<f32>>) {
    memref.alloca_scope.return %a : memref<4xcomplex<f32>>
  }
  %c = bufferization.clone %b : memref<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %y = bufferization.to_tensor %c restrict : memref<4xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %y : tensor<4xcomplex<f32>>
}

func.func private @pass_static(%m: memref<4xcomplex<f32>>) -> memref<4xcomplex<f32>> {
  return %m : memref<4xcomplex<f32>>
}

// EXPECT: lambda i, x, y: (x if i % 2 == 0 else y, y if i == 1 else x)
// DIMS: 0 3
// DRAWS: 1
// WITH: i = 0
// WITH: i = 1
// WITH: i = 2
func.func @branches_static(%i: index, %x: tensor<4xcomplex<f32>>, %y: tensor<4xcomplex<f32>>) -> (tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>) {
  %p = bufferization.to_buffer %x read_only : tensor<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %q = bufferization.to_buffer %y read_only : tensor<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  %even = affine.for %k = 0 to 1 iter_args(%last = %q) -> (memref<4xcomplex<f32>>) {
    %r = affine.if #even(%i) -> memref<4xcomplex<f32>> {
      affine.yield %p : memref<4xcomplex<f32>>
    } else {
      affine.yield %last : memref<4xcomplex<f32>>
    }
    affine.yield %r : memref<4xcomplex<f32>>
  }
  %first = scf.index_switch %i -> memref<4xcomplex<f32>>
  case 1 {
    scf.yield %q : memref<4xcomplex<f32>>
  }
  default {
    scf.yield %p : memref<4xcomplex<f32>>
  }
  %flag = arith.index_castui %i : index to i32
  %is_one = arith.cmpi eq, %i, %one : index
  cf.cond_br %is_one, ^pick(%q : memref<4xcomplex<f32>>), ^switch(%p : memref<4xcomplex<f32>>)
^switch(%s: memref<4xcomplex<f32>>):
  cf.switch %flag : i32, [
    default: ^pick(%first : memref<4xcomplex<f32>>),
    0: ^pick(%s : memref<4xcomplex<f32>>)
  ]
^pick(%picked: memref<4xcomplex<f32>>):
  cf.br ^end(%picked : memref<4xcomplex<f32>>)
^end(%z: memref<4xcomplex<f32>>):
  %a = bufferization.clone %even : memref<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %b = bufferization.clone %z : memref<4xcomplex<f32>> to memref<4xcomplex<f32>>
  %u = bufferization.to_tensor %a restrict : memref<4xcomplex<f32>> to tensor<4xcomplex<f32>>
  %v = bufferization.to_tensor %b restrict : memref<4xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %u, %v : tensor<4xcomplex<f32>>, tensor<4xcomplex<f32>>
}

// EXPECT: lambda x: (np.array(x.shape, np.int64), -x)
// DIMS: 0 3
// DRAWS: 1
func.func @shape_static(%x: tensor<4xcomplex<f32>>) -> (tensor<1xindex>, tensor<4xcomplex<f32>>) {
  %s = shape.shape_of %x : tensor<4xcomplex<f32>> -> tensor<1xindex>
  %true = shape.const_witness true
  %y = shape.assuming %true -> (tensor<4xcomplex<f32>>) {
    %0 = milcomplex.neg %x : tensor<4xcomplex<f32>>
    shape.assuming_yield %0 : tensor<4xcomplex<f32>>
  }
  return %s, %y : tensor<1xindex>, tensor<4xcomplex<f32>>
}

// EXPECT: lambda x: len(x)
// DIMS: 0 3
// DRAWS: 1
func.func @shape_dim_static(%x: tensor<4xcomplex<f32>>) -> index {
  %c0 = arith.constant 0 : index
  %d = shape.dim %x, %c0 : tensor<4xcomplex<f32>>, index -> index
  return %d : index
}

//===----------------------------------------------------------------------===//
// Tensors and buffers of dynamic shape
//===----------------------------------------------------------------------===//

// EXPECT: lambda x: x
// DIMS: 0 3
// DRAWS: 1
func.func @async_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %m = bufferization.to_buffer %x read_only : tensor<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %t, %v = async.execute -> !async.value<memref<?xcomplex<f32>>> {
    async.yield %m : memref<?xcomplex<f32>>
  }
  %a = async.await %v : !async.value<memref<?xcomplex<f32>>>
  %w = async.call @pass_later_dynamic(%a) : (memref<?xcomplex<f32>>) -> !async.value<memref<?xcomplex<f32>>>
  %b = async.await %w : !async.value<memref<?xcomplex<f32>>>
  %c = bufferization.clone %b : memref<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %y = bufferization.to_tensor %c restrict : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %y : tensor<?xcomplex<f32>>
}

async.func @pass_later_dynamic(%m: memref<?xcomplex<f32>>) -> !async.value<memref<?xcomplex<f32>>> {
  return %m : memref<?xcomplex<f32>>
}

// EXPECT: lambda x: x
// DIMS: 0 3
// DRAWS: 1
func.func @call_indirect_dynamic(%x: tensor<?xcomplex<f32>>) -> tensor<?xcomplex<f32>> {
  %m = bufferization.to_buffer %x read_only : tensor<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %f = func.constant @pass_dynamic : (memref<?xcomplex<f32>>) -> memref<?xcomplex<f32>>
  %a = func.call_indirect %f(%m) : (memref<?xcomplex<f32>>) -> memref<?xcomplex<f32>>
  %b = memref.alloca_scope -> (memref<?xcomplex<f32>>) {
    memref.alloca_scope.return %a : memref<?xcomplex<f32>>
  }
  %c = bufferization.clone %b : memref<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %y = bufferization.to_tensor %c restrict : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %y : tensor<?xcomplex<f32>>
}

func.func private @pass_dynamic(%m: memref<?xcomplex<f32>>) -> memref<?xcomplex<f32>> {
  return %m : memref<?xcomplex<f32>>
}

// EXPECT: lambda i, x, y: (x if i % 2 == 0 else y, y if i == 1 else x)
// DIMS: 0 3
// DRAWS: 1
// WITH: i = 0
// WITH: i = 1
// WITH: i = 2
func.func @branches_dynamic(%i: index, %x: tensor<?xcomplex<f32>>, %y: tensor<?xcomplex<f32>>) -> (tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  %p = bufferization.to_buffer %x read_only : tensor<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %q = bufferization.to_buffer %y read_only : tensor<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  %even = affine.for %k = 0 to 1 iter_args(%last = %q) -> (memref<?xcomplex<f32>>) {
    %r = affine.if #even(%i) -> memref<?xcomplex<f32>> {
      affine.yield %p : memref<?xcomplex<f32>>
    } else {
      affine.yield %last : memref<?xcomplex<f32>>
    }
    affine.yield %r : memref<?xcomplex<f32>>
  }
  %first = scf.index_switch %i -> memref<?xcomplex<f32>>
  case 1 {
    scf.yield %q : memref<?xcomplex<f32>>
  }
  default {
    scf.yield %p : memref<?xcomplex<f32>>
  }
  %flag = arith.index_castui %i : index to i32
  %is_one = arith.cmpi eq, %i, %one : index
  cf.cond_br %is_one, ^pick(%q : memref<?xcomplex<f32>>), ^switch(%p : memref<?xcomplex<f32>>)
^switch(%s: memref<?xcomplex<f32>>):
  cf.switch %flag : i32, [
    default: ^pick(%first : memref<?xcomplex<f32>>),
    0: ^pick(%s : memref<?xcomplex<f32>>)
  ]
^pick(%picked: memref<?xcomplex<f32>>):
  cf.br ^end(%picked : memref<?xcomplex<f32>>)
^end(%z: memref<?xcomplex<f32>>):
  %a = bufferization.clone %even : memref<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %b = bufferization.clone %z : memref<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %u = bufferization.to_tensor %a restrict : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  %v = bufferization.to_tensor %b restrict : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %u, %v : tensor<?xcomplex<f32>>, tensor<?xcomplex<f32>>
}

// EXPECT: lambda x: (np.array(x.shape, np.int64), -x)
// DIMS: 0 3
// DRAWS: 1
func.func @shape_dynamic(%x: tensor<?xcomplex<f32>>) -> (tensor<1xindex>, tensor<?xcomplex<f32>>) {
  %s = shape.shape_of %x : tensor<?xcomplex<f32>> -> tensor<1xindex>
  %true = shape.const_witness true
  %y = shape.assuming %true -> (tensor<?xcomplex<f32>>) {
    %0 = milcomplex.neg %x : tensor<?xcomplex<f32>>
    shape.assuming_yield %0 : tensor<?xcomplex<f32>>
  }
  return %s, %y : tensor<1xindex>, tensor<?xcomplex<f32>>
}

// EXPECT: lambda x: len(x)
// DIMS: 0 3
// DRAWS: 1
func.func @shape_dim_dynamic(%x: tensor<?xcomplex<f32>>) -> index {
  %c0 = arith.constant 0 : index
  %d = shape.dim %x, %c0 : tensor<?xcomplex<f32>>, index -> index
  return %d : index
}

//===----------------------------------------------------------------------===//
// Tensors and buffers of rank 0
//===----------------------------------------------------------------------===//

// EXPECT: lambda x: x
// DIMS: 0 3
// DRAWS: 1
func.func @async_rank0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %m = bufferization.to_buffer %x read_only : tensor<complex<f32>> to memref<complex<f32>>
  %t, %v = async.execute -> !async.value<memref<complex<f32>>> {
    async.yield %m : memref<complex<f32>>
  }
  %a = async.await %v : !async.value<memref<complex<f32>>>
  %w = async.call @pass_later_rank0(%a) : (memref<complex<f32>>) -> !async.value<memref<complex<f32>>>
  %b = async.await %w : !async.value<memref<complex<f32>>>
  %c = bufferization.clone %b : memref<complex<f32>> to memref<complex<f32>>
  %y = bufferization.to_tensor %c restrict : memref<complex<f32>> to tensor<complex<f32>>
  return %y : tensor<complex<f32>>
}

async.func @pass_later_rank0(%m: memref<complex<f32>>) -> !async.value<memref<complex<f32>>> {
  return %m : memref<complex<f32>>
}

// EXPECT: lambda x: x
// DIMS: 0 3
// DRAWS: 1
func.func @call_indirect_rank0(%x: tensor<complex<f32>>) -> tensor<complex<f32>> {
  %m = bufferization.to_buffer %x read_only : tensor<complex<f32>> to memref<complex<f32>>
  %f = func.constant @pass_rank0 : (memref<complex<f32>>) -> memref<complex<f32>>
  %a = func.call_indirect %f(%m) : (memref<complex<f32>>) -> memref<complex<f32>>
  %b = memref.alloca_scope -> (memref<complex<f32>>) {
    memref.alloca_scope.return %a : memref<complex<f32>>
  }
  %c = bufferization.clone %b : memref<complex<f32>> to memref<complex<f32>>
  %y = bufferization.to_tensor %c restrict : memref<complex<f32>> to tensor<complex<f32>>
  return %y : tensor<complex<f32>>
}

func.func private @pass_rank0(%m: memref<complex<f32>>) -> memref<complex<f32>> {
  return %m : memref<complex<f32>>
}

// EXPECT: lambda i, x, y: (x if i % 2 == 0 else y, y if i == 1 else x)
// DIMS: 0 3
// DRAWS: 1
// WITH: i = 0
// WITH: i = 1
// WITH: i = 2
func.func @branches_rank0(%i: index, %x: tensor<complex<f32>>, %y: tensor<complex<f32>>) -> (tensor<complex<f32>>, tensor<complex<f32>>) {
  %p = bufferization.to_buffer %x read_only : tensor<complex<f32>> to memref<complex<f32>>
  %q = bufferization.to_buffer %y read_only : tensor<complex<f32>> to memref<complex<f32>>
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  %even = affine.for %k = 0 to 1 iter_args(%last = %q) -> (memref<complex<f32>>) {
    %r = affine.if #even(%i) -> memref<complex<f32>> {
      affine.yield %p : memref<complex<f32>>
    } else {
      affine.yield %last : memref<complex<f32>>
    }
    affine.yield %r : memref<complex<f32>>
  }
  %first = scf.index_switch %i -> memref<complex<f32>>
  case 1 {
    scf.yield %q : memref<complex<f32>>
  }
  default {
    scf.yield %p : memref<complex<f32>>
  }
  %flag = arith.index_castui %i : index to i32
  %is_one = arith.cmpi eq, %i, %one : index
  cf.cond_br %is_one, ^pick(%q : memref<complex<f32>>), ^switch(%p : memref<complex<f32>>)
^switch(%s: memref<complex<f32>>):
  cf.switch %flag : i32, [
    default: ^pick(%first : memref<complex<f32>>),
    0: ^pick(%s : memref<complex<f32>>)
  ]
^pick(%picked: memref<complex<f32>>):
  cf.br ^end(%picked : memref<complex<f32>>)
^end(%z: memref<complex<f32>>):
  %a = bufferization.clone %even : memref<complex<f32>> to memref<complex<f32>>
  %b = bufferization.clone %z : memref<complex<f32>> to memref<complex<f32>>
  %u = bufferization.to_tensor %a restrict : memref<complex<f32>> to tensor<complex<f32>>
  %v = bufferization.to_tensor %b restrict : memref<complex<f32>> to tensor<complex<f32>>
  return %u, %v : tensor<complex<f32>>, tensor<complex<f32>>
}

// EXPECT: lambda x: (np.array(x.shape, np.int64), -x)
// DIMS: 0 3
// DRAWS: 1
func.func @shape_rank0(%x: tensor<complex<f32>>) -> (tensor<0xindex>, tensor<complex<f32>>) {
  %s = shape.shape_of %x : tensor<complex<f32>> -> tensor<0xindex>
  %true = shape.const_witness true
  %y = shape.assuming %true -> (tensor<complex<f32>>) {
    %0 = milcomplex.neg %x : tensor<complex<f32>>
    shape.assuming_yield %0 : tensor<complex<f32>>
  }
  return %s, %y : tensor<0xindex>, tensor<complex<f32>>
}

// EXPECT: lambda x: (x, x.reshape(1), x[()], x, x, -x)
// DRAWS: 1
func.func @views_rank0(%x: tensor<complex<f32>>) -> (tensor<complex<f32>>, tensor<1xcomplex<f32>>, complex<f32>, tensor<complex<f32>>, tensor<complex<f32>>, tensor<complex<f32>>) {
  %source = bufferization.to_buffer %x read_only : tensor<complex<f32>> to memref<complex<f32>>
  %m = bufferization.clone %source : memref<complex<f32>> to memref<complex<f32>>
  %whole = memref.subview %m[] [] [] : memref<complex<f32>> to memref<complex<f32>>
  %same = memref.transpose %whole () -> () : memref<complex<f32>> to memref<complex<f32>>
  %one = memref.expand_shape %same [] output_shape [1] : memref<complex<f32>> into memref<1xcomplex<f32>>
  %none = memref.collapse_shape %one [] : memref<1xcomplex<f32>> into memref<complex<f32>>
  %again = memref.reinterpret_cast %none to offset: [0], sizes: [], strides: [] : memref<complex<f32>> to memref<complex<f32>>
  %shape = memref.alloca() : memref<0xindex>
  %reshaped = memref.reshape %again(%shape) : (memref<complex<f32>>, memref<0xindex>) -> memref<complex<f32>>
  %e = affine.load %reshaped[] : memref<complex<f32>>
  %a = memref.alloc() : memref<complex<f32>>
  memref.copy %reshaped, %a : memref<complex<f32>> to memref<complex<f32>>
  %b = memref.alloc() : memref<1xcomplex<f32>>
  memref.copy %one, %b : memref<1xcomplex<f32>> to memref<1xcomplex<f32>>
  %0 = bufferization.to_tensor %a restrict : memref<complex<f32>> to tensor<complex<f32>>
  %1 = bufferization.to_tensor %b restrict : memref<1xcomplex<f32>> to tensor<1xcomplex<f32>>
  %empty = tensor.empty() : tensor<complex<f32>>
  %padded = tensor.pad %x low[] high[] {
    tensor.yield %e : complex<f32>
  } : tensor<complex<f32>> to tensor<complex<f32>>
  %generated = tensor.generate {
    %n = complex.neg %e : complex<f32>
    tensor.yield %n : complex<f32>
  } : tensor<complex<f32>>
  %inserted = scf.forall (%i) in (1) shared_outs(%o = %empty) -> (tensor<complex<f32>>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %x into %o[] [] [] : tensor<complex<f32>> into tensor<complex<f32>>
    }
  }
  return %0, %1, %e, %padded, %inserted, %generated : tensor<complex<f32>>, tensor<1xcomplex<f32>>, complex<f32>, tensor<complex<f32>>, tensor<complex<f32>>, tensor<complex<f32>>
}

// EXPECT: lambda x: (x.T, x.reshape(-1))
// DIMS: 1 3
// DRAWS: 1
func.func @views_dynamic(%x: tensor<?x2xcomplex<f32>>) -> (tensor<2x?xcomplex<f32>>, tensor<?xcomplex<f32>>) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %n = tensor.dim %x, %c0 : tensor<?x2xcomplex<f32>>
  %all = arith.muli %n, %c2 : index
  %m = bufferization.to_buffer %x read_only : tensor<?x2xcomplex<f32>> to memref<?x2xcomplex<f32>>
  %transposed = memref.transpose %m (i, j) -> (j, i) : memref<?x2xcomplex<f32>> to memref<2x?xcomplex<f32>, strided<[1, 2]>>
  %a = memref.alloc(%n) : memref<2x?xcomplex<f32>>
  linalg.copy ins(%transposed : memref<2x?xcomplex<f32>, strided<[1, 2]>>) outs(%a : memref<2x?xcomplex<f32>>)
  %shape = memref.alloca() : memref<1xindex>
  memref.store %all, %shape[%c0] : memref<1xindex>
  %flat = memref.reshape %m(%shape) : (memref<?x2xcomplex<f32>>, memref<1xindex>) -> memref<?xcomplex<f32>>
  %b = memref.alloc(%all) : memref<?xcomplex<f32>>
  memref.copy %flat, %b : memref<?xcomplex<f32>> to memref<?xcomplex<f32>>
  %0 = bufferization.to_tensor %a restrict : memref<2x?xcomplex<f32>> to tensor<2x?xcomplex<f32>>
  %1 = bufferization.to_tensor %b restrict : memref<?xcomplex<f32>> to tensor<?xcomplex<f32>>
  return %0, %1 : tensor<2x?xcomplex<f32>>, tensor<?xcomplex<f32>>
}
