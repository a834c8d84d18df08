// Reductions of scf.parallel: two where the parts do not depend on each other,
// one of a vector otherwise.

// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

// EXPECT: lambda x: x.sum()
// RTOL: 1e-6
// DIMS: 0 1 7
func.func @sum(%x: tensor<?xcomplex<f32>>) -> complex<f32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = tensor.dim %x, %c0 : tensor<?xcomplex<f32>>
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %s = scf.parallel (%i) = (%c0) to (%d) step (%c1) init (%zero) -> complex<f32> {
    %e = tensor.extract %x[%i] : tensor<?xcomplex<f32>>
    scf.reduce(%e : complex<f32>) {
    ^bb0(%a: complex<f32>, %b: complex<f32>):
      %c = complex.add %a, %b : complex<f32>
      scf.reduce.return %c : complex<f32>
    }
  }
  return %s : complex<f32>
}

// EXPECT: lambda x: x.prod()
// RTOL: 1e-12
// DIMS: 0 1 7
func.func @product(%x: tensor<?xcomplex<f64>>) -> complex<f64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = tensor.dim %x, %c0 : tensor<?xcomplex<f64>>
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %s = scf.parallel (%i) = (%c0) to (%d) step (%c1) init (%one) -> complex<f64> {
    %e = tensor.extract %x[%i] : tensor<?xcomplex<f64>>
    scf.reduce(%e : complex<f64>) {
    ^bb0(%a: complex<f64>, %b: complex<f64>):
      %c = complex.mul %a, %b : complex<f64>
      scf.reduce.return %c : complex<f64>
    }
  }
  return %s : complex<f64>
}

// A real sum, a complex product and a complex sum over two dimensions.
// EXPECT: lambda x: (x.real.sum(), x.prod(), np.conj(x).sum())
// RTOL: 1e-5
func.func @three(%x: tensor<2x3xcomplex<f32>>) -> (f32, complex<f32>, complex<f32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %zero = arith.constant 0.0 : f32
  %one = complex.constant [1.0 : f32, 0.0 : f32] : complex<f32>
  %none = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %s:3 = scf.parallel (%i, %j) = (%c0, %c0) to (%c2, %c3) step (%c1, %c1) init (%zero, %one, %none) -> (f32, complex<f32>, complex<f32>) {
    %e = tensor.extract %x[%i, %j] : tensor<2x3xcomplex<f32>>
    %re = complex.re %e : complex<f32>
    %conj = complex.conj %e : complex<f32>
    scf.reduce(%re, %e, %conj : f32, complex<f32>, complex<f32>) {
    ^bb0(%a: f32, %b: f32):
      %c = arith.addf %a, %b : f32
      scf.reduce.return %c : f32
    }, {
    ^bb0(%a: complex<f32>, %b: complex<f32>):
      %c = complex.mul %a, %b : complex<f32>
      scf.reduce.return %c : complex<f32>
    }, {
    ^bb0(%a: complex<f32>, %b: complex<f32>):
      %c = complex.add %b, %a : complex<f32>
      scf.reduce.return %c : complex<f32>
    }
  }
  return %s#0, %s#1, %s#2 : f32, complex<f32>, complex<f32>
}

// The larger real part wins: the imaginary part depends on it.
// EXPECT: lambda x: x[np.argmax(x.real)]
func.func @select(%x: tensor<5xcomplex<f32>>) -> complex<f32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c5 = arith.constant 5 : index
  %lowest = complex.constant [0xFF800000 : f32, 0.0 : f32] : complex<f32>
  %s = scf.parallel (%i) = (%c0) to (%c5) step (%c1) init (%lowest) -> complex<f32> {
    %e = tensor.extract %x[%i] : tensor<5xcomplex<f32>>
    scf.reduce(%e : complex<f32>) {
    ^bb0(%a: complex<f32>, %b: complex<f32>):
      %ar = complex.re %a : complex<f32>
      %br = complex.re %b : complex<f32>
      %larger = arith.cmpf ogt, %ar, %br : f32
      %c = arith.select %larger, %a, %b : complex<f32>
      scf.reduce.return %c : complex<f32>
    }
  }
  return %s : complex<f32>
}

// Complex values that a body without reductions stores.
// EXPECT: lambda x: x + x
func.func @no_reduction(%x: tensor<4xcomplex<f32>>) -> tensor<4xcomplex<f32>> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %m = memref.alloc() : memref<4xcomplex<f32>>
  scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
    %e = tensor.extract %x[%i] : tensor<4xcomplex<f32>>
    %d = complex.add %e, %e : complex<f32>
    memref.store %d, %m[%i] : memref<4xcomplex<f32>>
    scf.reduce
  }
  %t = bufferization.to_tensor %m restrict : memref<4xcomplex<f32>> to tensor<4xcomplex<f32>>
  return %t : tensor<4xcomplex<f32>>
}
