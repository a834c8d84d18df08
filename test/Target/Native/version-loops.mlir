// Loops without what only infinities and NaNs need, and with it where there are any.

// RUN: milc-opt --milc-version-loops %s --split-input-file | FileCheck %s

#parallel = #llvm.loop_annotation<parallelAccesses = #llvm.access_group<id = distinct[0]<>>>

// Of 512 iterations each. Only `x * x` is tested: it is not finite where `x` is
// not.
// CHECK-LABEL: @chunks
// CHECK-SAME: (%[[X:.*]]: memref<?xf32>, %[[Y:.*]]: memref<?xf32>)
// CHECK: %[[N:.*]] = memref.dim
// CHECK: %[[CHUNK:.*]] = arith.constant 512 : index
// CHECK: scf.for %[[BEGIN:.*]] = %{{.*}} to %[[N]] step %[[CHUNK]] {
// CHECK:   %[[NEXT:.*]] = arith.addi %[[BEGIN]], %[[CHUNK]]
// CHECK:   %[[END:.*]] = arith.minsi %[[NEXT]], %[[N]]
// CHECK:   %[[BITS:.*]] = scf.for %[[I:.*]] = %[[BEGIN]] to %[[END]] {{.*}} iter_args(%[[BEFORE:.*]] = %{{.*}}) -> (i32) {
// CHECK-NEXT: %[[E:.*]] = memref.load %[[X]][%[[I]]]
// CHECK-NEXT: %[[SUM:.*]] = arith.addf %[[E]], %[[E]]
// CHECK-NEXT: %[[SQUARE:.*]] = arith.mulf %[[E]], %[[E]]
// CHECK-NEXT: memref.store %[[SUM]], %[[Y]][%[[I]]]
// CHECK:      %[[ZERO:.*]] = arith.mulf %[[SQUARE]], %{{.*}} : f32
// CHECK-NEXT: %[[NAN:.*]] = arith.bitcast %[[ZERO]] : f32 to i32
// CHECK-NEXT: arith.ori %[[BEFORE]], %[[NAN]]
// CHECK:   } {llvm.loop_annotation
// CHECK:   %[[FAILS:.*]] = arith.cmpi ne
// CHECK:   scf.if %[[FAILS]] {
// CHECK:     scf.for %{{.*}} = %[[BEGIN]] to %[[END]] {{.*}} {
// CHECK:       math.copysign
// CHECK:     } {llvm.loop_annotation
// CHECK-NOT: else
// CHECK:   return
func.func @chunks(%x: memref<?xf32>, %y: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %inf = arith.constant 0x7F800000 : f32
  %one = arith.constant 1.0 : f32
  %n = memref.dim %x, %c0 : memref<?xf32>
  scf.for %i = %c0 to %n step %c1 {
    %e = memref.load %x[%i] : memref<?xf32>
    %magnitude = math.absf %e : f32
    %finite = arith.cmpf olt, %magnitude, %inf : f32
    %sum = arith.addf %e, %e : f32
    %square = arith.mulf %e, %e : f32
    %size = math.absf %square : f32
    %overflows = arith.cmpf oeq, %size, %inf : f32
    %scale = arith.select %overflows, %inf, %one : f32
    %sign = math.copysign %one, %e : f32
    %half = math.copysign %sign, %square : f32
    %third = math.copysign %half, %sign : f32
    %nan = arith.cmpf uno, %e, %e : f32
    %special = arith.select %nan, %third, %half : f32
    %scaled = arith.mulf %sum, %scale : f32
    %again = arith.addf %e, %e : f32
    %same = arith.select %finite, %again, %sum : f32
    %most = arith.select %nan, %same, %scaled : f32
    %either = arith.select %finite, %most, %special : f32
    memref.store %either, %y[%i] : memref<?xf32>
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  return
}

// -----

#parallel = #llvm.loop_annotation<parallelAccesses = #llvm.access_group<id = distinct[0]<>>>

// The real and the imaginary parts are elements of one buffer; of each, what is
// stored where it was loaded waits on the stack. All 128 at once. Iterations of
// the loop around these are no longer independent.
// CHECK-LABEL: @in_place
// CHECK-NEXT: %[[IM:.*]] = memref.alloca() {alignment = 64 : i64} : memref<512xf32>
// CHECK-NEXT: %[[RE:.*]] = memref.alloca() {alignment = 64 : i64} : memref<512xf32>
// CHECK: scf.for %{{[^-]*}} {
// CHECK: scf.for {{.*}} -> (i32) {
// CHECK-NOT: select
// CHECK:   memref.store %{{.*}}, %[[RE]][%{{.*}}] : memref<512xf32>
// CHECK:   memref.store %{{.*}}, %[[IM]][%{{.*}}] : memref<512xf32>
// CHECK: scf.if
// CHECK:   scf.for
// CHECK:     arith.select
// CHECK: } else {
// CHECK:   scf.for %[[I:.*]] = %[[BEGIN:.*]] to %{{.*}} step
// CHECK:     %[[PLACE:.*]] = arith.subi %[[I]], %[[BEGIN]]
// CHECK:     %[[A:.*]] = memref.load %[[RE]][%[[PLACE]]]
// CHECK:     memref.store %[[A]], %{{.*}}[%[[I]]] : memref<128xf32, strided<[2]>>
// CHECK:     %[[B:.*]] = memref.load %[[IM]][%[[PLACE]]]
// CHECK:     memref.store %[[B]], %{{.*}}[%[[I]]] : memref<128xf32, strided<[2], offset: 1>>
func.func @in_place(%x: memref<128x2xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c128 = arith.constant 128 : index
  %inf = arith.constant 0x7F800000 : f32
  %c3 = arith.constant 3 : index
  scf.for %j = %c0 to %c3 step %c1 {
    %re = memref.subview %x[0, 0] [128, 1] [1, 1] : memref<128x2xf32> to memref<128xf32, strided<[2]>>
    %im = memref.subview %x[0, 1] [128, 1] [1, 1] : memref<128x2xf32> to memref<128xf32, strided<[2], offset: 1>>
    %to = memref.subview %x[0, 1] [128, 1] [1, 1] : memref<128x2xf32> to memref<128xf32, strided<[2], offset: 1>>
    scf.for %i = %c0 to %c128 step %c1 {
      %a = memref.load %re[%i] : memref<128xf32, strided<[2]>>
      %b = memref.load %im[%i] : memref<128xf32, strided<[2], offset: 1>>
      %product = arith.mulf %a, %b : f32
      %magnitude = math.absf %product : f32
      %finite = arith.cmpf olt, %magnitude, %inf : f32
      %c = math.copysign %a, %b : f32
      %d = math.copysign %b, %c : f32
      %e = math.copysign %c, %d : f32
      %f = math.copysign %d, %e : f32
      %g = math.copysign %e, %f : f32
      %h = math.copysign %f, %g : f32
      %k = math.copysign %g, %h : f32
      %l = math.copysign %h, %k : f32
      %m = math.copysign %k, %l : f32
      %o = math.copysign %l, %m : f32
      %p = math.copysign %m, %o : f32
      %first = arith.select %finite, %product, %p : f32
      %second = arith.select %finite, %a, %p : f32
      memref.store %first, %re[%i] : memref<128xf32, strided<[2]>>
      memref.store %second, %to[%i] : memref<128xf32, strided<[2], offset: 1>>
    } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  return
}

// -----

#parallel = #llvm.loop_annotation<parallelAccesses = #llvm.access_group<id = distinct[0]<>>>

// Each of these loops stays as it is: it
// - reads what another iteration may write,
// CHECK-LABEL: @shifted
// CHECK-NOT: iter_args
func.func @shifted(%x: memref<1000xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c999 = arith.constant 999 : index
  %inf = arith.constant 0x7F800000 : f32
  %to = memref.subview %x[0] [999] [1] : memref<1000xf32> to memref<999xf32, strided<[1]>>
  %from = memref.subview %x[1] [999] [1] : memref<1000xf32> to memref<999xf32, strided<[1], offset: 1>>
  scf.for %i = %c0 to %c999 step %c1 {
    %a = memref.load %from[%i] : memref<999xf32, strided<[1], offset: 1>>
    %magnitude = math.absf %a : f32
    %finite = arith.cmpf olt, %magnitude, %inf : f32
    %b = math.copysign %a, %inf : f32
    %c = math.copysign %b, %a : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %f = arith.select %finite, %a, %e : f32
    memref.store %f, %to[%i] : memref<999xf32, strided<[1]>>
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  return
}

// - may do so, as the callers of a private function are not bound to anything,
// CHECK-LABEL: @private
// CHECK-NOT: iter_args
func.func private @private(%x: memref<1000xf32>, %y: memref<1000xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1000 = arith.constant 1000 : index
  %inf = arith.constant 0x7F800000 : f32
  scf.for %i = %c0 to %c1000 step %c1 {
    %a = memref.load %x[%i] : memref<1000xf32>
    %magnitude = math.absf %a : f32
    %finite = arith.cmpf olt, %magnitude, %inf : f32
    %b = math.copysign %a, %inf : f32
    %c = math.copysign %b, %a : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %f = arith.select %finite, %a, %e : f32
    memref.store %f, %y[%i] : memref<1000xf32>
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  return
}

// - has few iterations,
// CHECK-LABEL: @short
// CHECK-NOT: iter_args
func.func @short(%x: memref<63xf32>, %y: memref<63xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c63 = arith.constant 63 : index
  %inf = arith.constant 0x7F800000 : f32
  scf.for %i = %c0 to %c63 step %c1 {
    %a = memref.load %x[%i] : memref<63xf32>
    %magnitude = math.absf %a : f32
    %finite = arith.cmpf olt, %magnitude, %inf : f32
    %b = math.copysign %a, %inf : f32
    %c = math.copysign %b, %a : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %f = arith.select %finite, %a, %e : f32
    memref.store %f, %y[%i] : memref<63xf32>
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  return
}

// - or would not be much shorter.
// CHECK-LABEL: @needed
// CHECK-NOT: iter_args
func.func @needed(%x: memref<1000xf32>, %y: memref<1000xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1000 = arith.constant 1000 : index
  %inf = arith.constant 0x7F800000 : f32
  scf.for %i = %c0 to %c1000 step %c1 {
    %a = memref.load %x[%i] : memref<1000xf32>
    %magnitude = math.absf %a : f32
    %finite = arith.cmpf olt, %magnitude, %inf : f32
    %b = math.copysign %a, %inf : f32
    %c = math.copysign %b, %a : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %f = arith.select %finite, %e, %a : f32
    memref.store %f, %y[%i] : memref<1000xf32>
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  return
}

// -----

#parallel = #llvm.loop_annotation<parallelAccesses = #llvm.access_group<id = distinct[0]<>>>

// What is tested in the loop may be from before it, where others use it, and
// reach results that are undefined: it is tested itself.
// CHECK-LABEL: @invariant
// CHECK-SAME: (%[[S:.*]]: f32, %
// CHECK: scf.for {{.*}} -> (i32) {
// CHECK: math.copysign
// CHECK: memref.store
// CHECK: %[[ZERO:.*]] = arith.mulf %[[S]], %{{.*}} : f32
// CHECK-NEXT: arith.bitcast %[[ZERO]]
func.func @invariant(%s: f32, %y: memref<1000xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1000 = arith.constant 1000 : index
  %inf = arith.constant 0x7F800000 : f32
  scf.for %i = %c0 to %c1000 step %c1 {
    %magnitude = math.absf %s : f32
    %finite = arith.cmpf olt, %magnitude, %inf : f32
    %a = arith.addf %s, %s fastmath<nnan> : f32
    %b = math.copysign %inf, %a : f32
    %c = math.copysign %b, %a : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %f = arith.select %finite, %b, %e : f32
    memref.store %f, %y[%i] : memref<1000xf32>
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  %after = arith.addf %s, %s : f32
  return %after : f32
}

// A value of a small type, by way of a conversion.
// CHECK-LABEL: @converted
// CHECK: scf.for {{.*}} -> (i32) {
// CHECK: %[[WIDE:.*]] = arith.extf
// CHECK: %[[SUM:.*]] = arith.addf %[[WIDE]], %[[WIDE]]
// CHECK: arith.mulf %[[SUM]], %{{.*}} : f32
func.func @converted(%x: memref<1000xf16>, %y: memref<1000xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1000 = arith.constant 1000 : index
  scf.for %i = %c0 to %c1000 step %c1 {
    %a = memref.load %x[%i] : memref<1000xf16>
    %nan = arith.cmpf uno, %a, %a : f16
    %wide = arith.extf %a : f16 to f32
    %sum = arith.addf %wide, %wide : f32
    %b = math.copysign %sum, %wide : f32
    %c = math.copysign %b, %sum : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %f = math.copysign %e, %d : f32
    %g = math.copysign %f, %e : f32
    %either = arith.select %nan, %g, %sum : f32
    memref.store %either, %y[%i] : memref<1000xf32>
  } {llvm.loop_annotation = #parallel, milc.parallel_loop}
  return
}

// -----

// Loops stay as they are
// - that read where a test decides,
// CHECK-LABEL: @guarded
// CHECK-NOT: iter_args
// CHECK-NOT: milc.parallel_loop
func.func @guarded(%x: memref<1000xf32>, %table: memref<9xf32>, %y: memref<1000xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1000 = arith.constant 1000 : index
  %zero = arith.constant 0 : i32
  scf.for %i = %c0 to %c1000 step %c1 {
    %a = memref.load %x[%i] : memref<1000xf32>
    %nan = arith.cmpf uno, %a, %a : f32
    %n = arith.fptosi %a : f32 to i32
    %b = math.copysign %a, %a : f32
    %c = math.copysign %b, %a : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %place = arith.select %nan, %zero, %n : i32
    %index = arith.index_cast %place : i32 to index
    %element = memref.load %table[%index] : memref<9xf32>
    %f = arith.select %nan, %e, %element : f32
    memref.store %f, %y[%i] : memref<1000xf32>
  } {milc.parallel_loop}
  return
}

// - that divide by what a test has chosen,
// CHECK-LABEL: @divided
// CHECK-NOT: iter_args
func.func @divided(%x: memref<1000xf32>, %y: memref<1000xi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1000 = arith.constant 1000 : index
  %one = arith.constant 1 : i32
  scf.for %i = %c0 to %c1000 step %c1 {
    %a = memref.load %x[%i] : memref<1000xf32>
    %nan = arith.cmpf uno, %a, %a : f32
    %n = arith.fptosi %a : f32 to i32
    %b = arith.xori %n, %one : i32
    %c = arith.xori %b, %n : i32
    %d = arith.xori %c, %b : i32
    %e = arith.select %nan, %d, %n : i32
    %f = arith.select %nan, %one, %e : i32
    %g = arith.divsi %one, %f : i32
    memref.store %g, %y[%i] : memref<1000xi32>
  } {milc.parallel_loop}
  return
}

// - and those of users, whatever they tell LLVM.
// CHECK-LABEL: @sum
// CHECK-NOT: iter_args
func.func @sum(%x: memref<1000xf32>, %y: memref<f32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1000 = arith.constant 1000 : index
  %zero = arith.constant 0.0 : f32
  scf.for %i = %c0 to %c1000 step %c1 {
    %a = memref.load %x[%i] : memref<1000xf32>
    %s = memref.load %y[] : memref<f32>
    %nan = arith.cmpf uno, %a, %a : f32
    %b = math.copysign %a, %a : f32
    %c = math.copysign %b, %a : f32
    %d = math.copysign %c, %b : f32
    %e = math.copysign %d, %c : f32
    %f = arith.select %nan, %e, %a : f32
    %t = arith.addf %s, %f : f32
    memref.store %t, %y[] : memref<f32>
  } {llvm.loop_annotation = #llvm.loop_annotation<unroll = <disable = true>>}
  return
}
