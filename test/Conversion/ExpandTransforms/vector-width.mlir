// RUN: not milc-opt --lower-complex="fft-form=vector vector-width=0" %s 2>&1 | FileCheck %s -DFOUND=0
// RUN: not milc-opt --milc-expand-transforms=vector-width=96 %s 2>&1 | FileCheck %s -DFOUND=96
// RUN: not milc-opt --milc-print-fft-plans=vector-width=-256 %s 2>&1 | FileCheck %s -DFOUND=-256
// RUN: not milc-opt --milc-print-fft-plans=vector-width=4096 %s 2>&1 | FileCheck %s -DFOUND=4096
// RUN: milc-opt --lower-complex="fft-form=vector vector-width=64" %s | FileCheck %s --check-prefix=LEAST
// RUN: milc-opt --lower-complex="fft-form=vector vector-width=2048" %s | FileCheck %s --check-prefix=MOST

// CHECK: error: vector-width must be a power of two from 64 to 2048, but found [[FOUND]]
// LEAST: vector<1xf64>
// MOST: vector<32xf64>
func.func @fft(%x: tensor<1024xcomplex<f64>>) -> tensor<1024xcomplex<f64>> {
  %0 = milcomplex.fft %x axes [0] : tensor<1024xcomplex<f64>>
  return %0 : tensor<1024xcomplex<f64>>
}
