// RUN: milc-opt --milc-expand-transforms %s | FileCheck %s

// A linalg.generic for each stage, which sums over rows of slices of the parts;
// the next stage reads the results of the one before it.
// CHECK-LABEL: func.func @stages(
// CHECK-SAME: %[[X:[^:]*]]: tensor<?x64xcomplex<f32>>
// CHECK: %[[RE:.*]] = milcomplex.real %[[X]]
// CHECK: %[[IM:.*]] = milcomplex.imag %[[X]]
// CHECK: %[[PLANES:.*]] = tensor.expand_shape %[[RE]] {{\[\[0\], \[1, 2\]\]}} {{.*}} into tensor<?x8x8xf32>
// CHECK-COUNT-16: tensor.extract_slice
// CHECK: %[[FIRST:.*]]:2 = linalg.generic
// CHECK-SAME: iterator_types = ["parallel", "parallel", "parallel"]
// CHECK-SAME: outs(%{{.*}}, %{{.*}} : tensor<?x8x8xf32>, tensor<?x8x8xf32>)
// CHECK: %[[BETWEEN:.*]] = tensor.collapse_shape %[[FIRST]]#0 {{\[\[0\], \[1, 2\]\]}}
// CHECK: tensor.expand_shape %[[BETWEEN]]
// CHECK: %[[LAST:.*]]:2 = linalg.generic
// CHECK-NOT: linalg.generic
// CHECK: %[[Y_RE:.*]] = tensor.collapse_shape %[[LAST]]#0
// CHECK: %[[Y_IM:.*]] = tensor.collapse_shape %[[LAST]]#1
// CHECK: %[[Y:.*]] = milcomplex.complex %[[Y_RE]], %[[Y_IM]]
// CHECK: return %[[Y]]
func.func @stages(%x: tensor<?x64xcomplex<f32>>) -> tensor<?x64xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<?x64xcomplex<f32>>
  return %0 : tensor<?x64xcomplex<f32>>
}

// The inverse is that of the swapped parts; the last stage scales.
// CHECK-LABEL: func.func @inverse(
// CHECK: %[[RE:.*]] = milcomplex.real
// CHECK: %[[IM:.*]] = milcomplex.imag
// CHECK: %[[FIRST:.*]] = tensor.extract_slice %[[IM]][0, 0]
// CHECK: tensor.extract_slice %[[RE]][0, 0]
// CHECK: %[[Y:.*]]:2 = linalg.generic {{.*}} ins(%[[FIRST]],
// CHECK: %[[SCALE:.*]] = arith.constant 2.500000e-01 : f32
// CHECK: arith.mulf %{{.*}}, %[[SCALE]] fastmath<contract>
// CHECK: milcomplex.complex %[[Y]]#1, %[[Y]]#0
func.func @inverse(%x: tensor<3x4xcomplex<f32>>) -> tensor<3x4xcomplex<f32>> {
  %0 = milcomplex.ifft %x axes [1] : tensor<3x4xcomplex<f32>>
  return %0 : tensor<3x4xcomplex<f32>>
}

// Along a dimension that is not the last, the dimensions after it are one more
// loop: nothing is transposed.
// CHECK-LABEL: func.func @strided(
// CHECK: tensor.collapse_shape {{.*}} {{\[\[0\], \[1, 2, 3\]\]}} : tensor<2x64x3x5xf32> into tensor<2x960xf32>
// CHECK: tensor.expand_shape {{.*}} into tensor<2x8x8x15xf32>
// CHECK-NOT: linalg.transpose
// CHECK: linalg.generic
// CHECK: tensor.expand_shape {{.*}} into tensor<2x8x120xf32>
// CHECK: linalg.generic
// CHECK: tensor.expand_shape {{.*}} : tensor<2x960xf32> into tensor<2x64x3x5xf32>
func.func @strided(%x: tensor<2x64x3x5xcomplex<f32>>) -> tensor<2x64x3x5xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<2x64x3x5xcomplex<f32>>
  return %0 : tensor<2x64x3x5xcomplex<f32>>
}

// Half precision is computed in single.
// CHECK-LABEL: func.func @half(
// CHECK: arith.extf {{.*}} : tensor<8xf16> to tensor<8xf32>
// CHECK: linalg.generic
// CHECK: arith.truncf {{.*}} : tensor<5xf32> to tensor<5xf16>
func.func @half(%x: tensor<8xf16>) -> tensor<5xcomplex<f16>> {
  %0 = milcomplex.rfft %x axes [0] : tensor<8xf16>
  return %0 : tensor<5xcomplex<f16>>
}

// A real transform is one of half as many elements; an odd one of the columns of
// its first stage that are not conjugates of others.
// CHECK-LABEL: func.func @real(
// CHECK: tensor.expand_shape {{.*}} : tensor<64xf32> into tensor<32x2xf32>
// CHECK: tensor.extract_slice {{.*}}[0, 0] [32, 1] [1, 1]
// CHECK: tensor.extract_slice {{.*}}[0, 1] [32, 1] [1, 1]
// CHECK: tensor.extract
// CHECK-LABEL: func.func @odd_real(
// CHECK: linalg.generic {{.*}} outs({{.*}} : tensor<5x5xf32>, tensor<5x5xf32>)
// CHECK: linalg.generic {{.*}} outs({{.*}} : tensor<5x5xf32>, tensor<5x5xf32>)
func.func @real(%x: tensor<64xf32>) -> tensor<33xcomplex<f32>> {
  %0 = milcomplex.rfft %x axes [0] : tensor<64xf32>
  return %0 : tensor<33xcomplex<f32>>
}
func.func @odd_real(%x: tensor<45xf32>) -> tensor<23xcomplex<f32>> {
  %0 = milcomplex.rfft %x axes [0] : tensor<45xf32>
  return %0 : tensor<23xcomplex<f32>>
}

// Without elements there is nothing to compute.
// CHECK-LABEL: func.func @empty(
// CHECK-NOT: linalg.generic
// CHECK: %[[ZEROS:.*]] = linalg.fill {{.*}} -> tensor<0x4xf32>
// CHECK-NEXT: %[[Y:.*]] = milcomplex.complex %[[ZEROS]], %[[ZEROS]]
// CHECK-NEXT: return %[[Y]]
func.func @empty(%x: tensor<0x4xcomplex<f32>>) -> tensor<0x4xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<0x4xcomplex<f32>>
  return %0 : tensor<0x4xcomplex<f32>>
}

// One element is its own transform.
// CHECK-LABEL: func.func @one(
// CHECK-NOT: linalg
// CHECK: return
func.func @one(%x: tensor<4x1xcomplex<f32>>) -> tensor<4x1xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<4x1xcomplex<f32>>
  return %0 : tensor<4x1xcomplex<f32>>
}

// No slice drops a dimension beside another one of size one, and no dimension is
// expanded into several dynamic ones.
// CHECK-LABEL: func.func @unit_and_dynamic(
// CHECK-NOT: tensor.extract_slice {{.*}} : tensor<1x
// CHECK: linalg.generic
// CHECK: linalg.index
// CHECK: tensor.extract
// CHECK-NOT: tensor.expand_shape {{.*}} into tensor<1x8x?x?xf32>
// CHECK: return
func.func @unit_and_dynamic(%x: tensor<1x8x?x?xcomplex<f32>>) -> tensor<1x8x?x?xcomplex<f32>> {
  %0 = milcomplex.fft %x axes [1] : tensor<1x8x?x?xcomplex<f32>>
  return %0 : tensor<1x8x?x?xcomplex<f32>>
}
