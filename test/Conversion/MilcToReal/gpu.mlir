// RUN: milc-opt --lower-complex %s | mlir-opt | milc-opt --lower-complex | FileCheck %s

module attributes {gpu.container_module} {
  gpu.module @kernels {
    // CHECK-LABEL: gpu.func @kernel(
    // CHECK-SAME: %[[RE:.*]]: memref<4xf32>, %[[IM:.*]]: memref<4xf32>, %{{.*}}: f32, %{{.*}}: f32)
    // CHECK-SAME: workgroup(%[[W_RE:.*]] : memref<4xf32, 3>, %[[W_IM:.*]] : memref<4xf32, 3>, %{{.*}} : memref<2xi32, 3>)
    // CHECK-SAME: private(%{{.*}} : memref<1xf32, 5>, %{{.*}} : memref<1xf32, 5>) kernel
    // CHECK: memref.load %[[RE]]
    // CHECK: memref.load %[[IM]]
    // CHECK: memref.store %{{.*}}, %[[W_RE]]
    // CHECK: memref.store %{{.*}}, %[[W_IM]]
    gpu.func @kernel(%m: memref<4xcomplex<f32>>, %z: complex<f32>) workgroup(%w: memref<4xcomplex<f32>, 3>, %real: memref<2xi32, 3>) private(%p: memref<1xcomplex<f32>, 5>) kernel {
      %i = gpu.thread_id x
      %e = memref.load %m[%i] : memref<4xcomplex<f32>>
      %s = complex.add %e, %z : complex<f32>
      memref.store %s, %w[%i] : memref<4xcomplex<f32>, 3>
      gpu.return
    }
    // CHECK-LABEL: gpu.func @device_function(
    // CHECK-SAME: %[[RE:.*]]: f32, %[[IM:.*]]: f32) -> (f32, f32)
    // CHECK: gpu.return %[[RE]], %[[IM]] : f32, f32
    gpu.func @device_function(%z: complex<f32>) -> complex<f32> {
      gpu.return %z : complex<f32>
    }
  }

  // CHECK-LABEL: func.func @launch_func(
  // CHECK: gpu.launch_func @kernels::@kernel blocks in (%{{.*}}, %{{.*}}, %{{.*}}) threads in (%{{.*}}, %{{.*}}, %{{.*}}) args(%{{.*}} : memref<4xf32>, %{{.*}} : memref<4xf32>, %{{.*}} : f32, %{{.*}} : f32)
  func.func @launch_func(%m: memref<4xcomplex<f32>>, %z: complex<f32>) {
    %c1 = arith.constant 1 : index
    gpu.launch_func @kernels::@kernel blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%m : memref<4xcomplex<f32>>, %z : complex<f32>)
    return
  }

  // CHECK-LABEL: func.func @launch(
  // CHECK: gpu.launch
  // CHECK-SAME: workgroup(%{{.*}} : memref<4xf32, 3>, %{{.*}} : memref<4xf32, 3>) private(%{{.*}} : memref<1xf32, 5>, %{{.*}} : memref<1xf32, 5>)
  func.func @launch(%m: memref<4xcomplex<f32>>) {
    %c1 = arith.constant 1 : index
    gpu.launch blocks(%a, %b, %c) in (%ga = %c1, %gb = %c1, %gc = %c1) threads(%x, %y, %z) in (%bx = %c1, %by = %c1, %bz = %c1) workgroup(%w: memref<4xcomplex<f32>, 3>) private(%p: memref<1xcomplex<f32>, 5>) {
      %e = memref.load %m[%x] : memref<4xcomplex<f32>>
      memref.store %e, %w[%x] : memref<4xcomplex<f32>, 3>
      memref.store %e, %p[%x] : memref<1xcomplex<f32>, 5>
      gpu.terminator
    }
    return
  }

  // The imaginary part is copied after the real one, so that one token serves.
  // CHECK-LABEL: func.func @asynchronous(
  // CHECK-SAME: %[[RE:[^:]*]]: memref<4xf32>, %[[IM:[^:]*]]: memref<4xf32>, %[[Z_RE:[^:]*]]: f32, %[[Z_IM:[^:]*]]: f32)
  // CHECK: %[[T0:.*]] = gpu.wait async
  // CHECK: %[[B_RE:.*]], %[[T1:.*]] = gpu.alloc async [%[[T0]]] () : memref<4xf32>
  // CHECK: %[[B_IM:.*]], %[[T2:.*]] = gpu.alloc async [%[[T1]]] () : memref<4xf32>
  // CHECK: %[[T3:.*]] = gpu.memcpy async [%[[T2]]] %[[B_RE]], %[[RE]]
  // CHECK: %[[T4:.*]] = gpu.memcpy async [%[[T3]]] %[[B_IM]], %[[IM]]
  // CHECK: %[[T5:.*]] = gpu.memset async [%[[T4]]] %[[B_RE]], %[[Z_RE]]
  // CHECK: %[[T6:.*]] = gpu.memset async [%[[T5]]] %[[B_IM]], %[[Z_IM]]
  // CHECK: %[[T7:.*]] = gpu.dealloc async [%[[T6]]] %[[B_RE]]
  // CHECK: %[[T8:.*]] = gpu.dealloc async [%[[T7]]] %[[B_IM]]
  // CHECK: gpu.wait [%[[T8]]]
  func.func @asynchronous(%m: memref<4xcomplex<f32>>, %z: complex<f32>) {
    %t0 = gpu.wait async
    %b, %t1 = gpu.alloc async [%t0] () : memref<4xcomplex<f32>>
    %t2 = gpu.memcpy async [%t1] %b, %m : memref<4xcomplex<f32>>, memref<4xcomplex<f32>>
    %t3 = gpu.memset async [%t2] %b, %z : memref<4xcomplex<f32>>, complex<f32>
    %t4 = gpu.dealloc async [%t3] %b : memref<4xcomplex<f32>>
    gpu.wait [%t4]
    return
  }

  // CHECK-LABEL: func.func @synchronous(
  // CHECK-COUNT-2: gpu.memcpy %{{.*}}, %{{.*}} : memref<4xf32>, memref<4xf32>
  // CHECK-COUNT-2: gpu.host_register %{{.*}} : memref<*xf32>
  func.func @synchronous(%m: memref<4xcomplex<f32>>, %n: memref<4xcomplex<f32>>, %u: memref<*xcomplex<f32>>) {
    gpu.memcpy %m, %n : memref<4xcomplex<f32>>, memref<4xcomplex<f32>>
    gpu.host_register %u : memref<*xcomplex<f32>>
    return
  }
}
