// An OFDM modem with 16-QAM.

// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --native
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --options=abi=interleaved --threads=3
// RUN: %python %S/../run_numeric.py %s --lib-dir=%mlir_lib_dir --user-passes

#id = affine_map<(i) -> (i)>
#id2 = affine_map<(i, j) -> (i, j)>

func.func private @dft(%sign: f32) -> tensor<8x8xcomplex<f32>> {
  %tau = arith.constant 0.785398163 : f32
  %c8 = arith.constant 8 : index
  %one = arith.constant 1.0 : f32
  %a = tensor.generate {
  ^bb0(%i: index, %j: index):
    %p = arith.muli %i, %j : index
    %r = arith.remui %p, %c8 : index
    %ri = arith.index_cast %r : index to i32
    %rf = arith.sitofp %ri : i32 to f32
    %t = arith.mulf %rf, %tau : f32
    %s = arith.mulf %t, %sign : f32
    tensor.yield %s : f32
  } : tensor<8x8xf32>
  %ones = tensor.splat %one : tensor<8x8xf32>
  %w = milcomplex.polar %ones, %a : tensor<8x8xcomplex<f32>>
  return %w : tensor<8x8xcomplex<f32>>
}

// Gray-coded 16-QAM of 8 carriers.
func.func private @map_qam(%bits: tensor<8xi32>) -> tensor<8xcomplex<f32>> {
  %table = arith.constant dense<[(-3.0, -3.0), (-3.0, -1.0), (-3.0, 3.0), (-3.0, 1.0), (-1.0, -3.0), (-1.0, -1.0), (-1.0, 3.0), (-1.0, 1.0), (3.0, -3.0), (3.0, -1.0), (3.0, 3.0), (3.0, 1.0), (1.0, -3.0), (1.0, -1.0), (1.0, 3.0), (1.0, 1.0)]> : tensor<16xcomplex<f32>>
  %e = tensor.empty() : tensor<8xcomplex<f32>>
  %s = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%bits : tensor<8xi32>) outs(%e : tensor<8xcomplex<f32>>) {
  ^bb0(%b: i32, %o: complex<f32>):
    %k = arith.index_cast %b : i32 to index
    %q = tensor.extract %table[%k] : tensor<16xcomplex<f32>>
    linalg.yield %q : complex<f32>
  } -> tensor<8xcomplex<f32>>
  return %s : tensor<8xcomplex<f32>>
}

// Sign and magnitude decisions of each axis.
func.func private @demap(%z: tensor<8xcomplex<f32>>) -> tensor<8xi32> {
  %e = tensor.empty() : tensor<8xi32>
  %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%z : tensor<8xcomplex<f32>>) outs(%e : tensor<8xi32>) {
  ^bb0(%x: complex<f32>, %o: i32):
    %f0 = arith.constant 0.0 : f32
    %f2 = arith.constant 2.0 : f32
    %c1 = arith.constant 1 : i32
    %c2 = arith.constant 2 : i32
    %c4 = arith.constant 4 : i32
    %re = complex.re %x : complex<f32>
    %im = complex.im %x : complex<f32>
    %ps = arith.cmpf ogt, %re, %f0 : f32
    %qs = arith.cmpf ogt, %im, %f0 : f32
    %ra = math.absf %re : f32
    %ia = math.absf %im : f32
    %pm = arith.cmpf olt, %ra, %f2 : f32
    %qm = arith.cmpf olt, %ia, %f2 : f32
    %b3 = arith.extui %ps : i1 to i32
    %b2 = arith.extui %pm : i1 to i32
    %b1 = arith.extui %qs : i1 to i32
    %b0 = arith.extui %qm : i1 to i32
    %s3 = arith.muli %b3, %c2 : i32
    %h = arith.addi %s3, %b2 : i32
    %h4 = arith.muli %h, %c4 : i32
    %s1 = arith.muli %b1, %c2 : i32
    %l = arith.addi %s1, %b0 : i32
    %v = arith.addi %h4, %l : i32
    linalg.yield %v : i32
  } -> tensor<8xi32>
  return %r : tensor<8xi32>
}

// EXPECT: ofdm
// WITH: bits = np.array([0, 3, 5, 9, 12, 15, 7, 10])
// WITH: bits = np.array([1, 2, 4, 8, 6, 11, 13, 14])
// RTOL: 5e-6
func.func @modem(%bits: tensor<8xi32>) -> (tensor<10xcomplex<f32>>, tensor<8xcomplex<f32>>, tensor<8xi32>) {
  %zero = arith.constant dense<(0.0, 0.0)> : tensor<8xcomplex<f32>>
  %zero10 = arith.constant dense<(0.0, 0.0)> : tensor<10xcomplex<f32>>
  %eighth = milcomplex.const dense<(0.125, 0.0)> : tensor<8xcomplex<f32>>
  %plus = arith.constant 1.0 : f32
  %minus = arith.constant -1.0 : f32
  %s = call @map_qam(%bits) : (tensor<8xi32>) -> tensor<8xcomplex<f32>>
  %wi = call @dft(%plus) : (f32) -> tensor<8x8xcomplex<f32>>
  %wf = call @dft(%minus) : (f32) -> tensor<8x8xcomplex<f32>>
  %t0 = linalg.matvec ins(%wi, %s : tensor<8x8xcomplex<f32>>, tensor<8xcomplex<f32>>) outs(%zero : tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  %t = milcomplex.mul %t0, %eighth : tensor<8xcomplex<f32>>
  // Cyclic prefix of 2.
  %cp = tensor.extract_slice %t[6] [2] [1] : tensor<8xcomplex<f32>> to tensor<2xcomplex<f32>>
  %tx = tensor.concat dim(0) %cp, %t : (tensor<2xcomplex<f32>>, tensor<8xcomplex<f32>>) -> tensor<10xcomplex<f32>>
  // A channel of three taps, reversed for conv_1d, on the padded signal.
  %taps = arith.constant dense<[(0.125, 0.0625), (-0.25, 0.25), (1.0, 0.5)]> : tensor<3xcomplex<f32>>
  %pad = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %padded = tensor.pad %tx low[2] high[0] {
  ^bb0(%i: index):
    tensor.yield %pad : complex<f32>
  } : tensor<10xcomplex<f32>> to tensor<12xcomplex<f32>>
  %rx = linalg.conv_1d ins(%padded, %taps : tensor<12xcomplex<f32>>, tensor<3xcomplex<f32>>) outs(%zero10 : tensor<10xcomplex<f32>>) -> tensor<10xcomplex<f32>>
  %body = tensor.extract_slice %rx[2] [8] [1] : tensor<10xcomplex<f32>> to tensor<8xcomplex<f32>>
  %y = linalg.matvec ins(%wf, %body : tensor<8x8xcomplex<f32>>, tensor<8xcomplex<f32>>) outs(%zero : tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  // Frequency response of the channel.
  %h3 = arith.constant dense<[(1.0, 0.5), (-0.25, 0.25), (0.125, 0.0625), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)]> : tensor<8xcomplex<f32>>
  %hf = linalg.matvec ins(%wf, %h3 : tensor<8x8xcomplex<f32>>, tensor<8xcomplex<f32>>) outs(%zero : tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  %eq = milcomplex.div %y, %hf : tensor<8xcomplex<f32>>
  %out = call @demap(%eq) : (tensor<8xcomplex<f32>>) -> tensor<8xi32>
  return %tx, %eq, %out : tensor<10xcomplex<f32>>, tensor<8xcomplex<f32>>, tensor<8xi32>
}
