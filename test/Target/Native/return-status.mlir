// Failures are returned, by all functions that may fail.

// RUN: milc-opt --milc-return-status --split-input-file %s | FileCheck %s

// CHECK-LABEL: func.func private @checked(
// CHECK-SAME: i1, %{{.*}}: f32) -> (i32, f32)
// CHECK: cf.cond_br %arg0, ^[[NEXT:.*]], ^[[FAILURE:.*]](%c1_i32 : i32)
// CHECK: ^[[NEXT]]:
// CHECK: return %{{.*}}, %arg1 : i32, f32
// CHECK: ^[[FAILURE]](%[[STATUS:.*]]: i32):
// CHECK: %[[NONE:.*]] = ub.poison : f32
// CHECK: return %[[STATUS]], %[[NONE]] : i32, f32
func.func private @checked(%ok: i1, %x: f32) -> f32 {
  cf.assert %ok, "first"
  return %x : f32
}

// The same message has the same number.
// CHECK-LABEL: func.func private @twice(
// CHECK: cf.cond_br %arg0, ^{{.*}}, ^[[FAILURE:.*]](%c1_i32 : i32)
// CHECK: cf.cond_br %arg1, ^{{.*}}, ^[[FAILURE]](%c2_i32 : i32)
func.func private @twice(%a: i1, %b: i1) {
  cf.assert %a, "first"
  cf.assert %b, "second"
  return
}

// CHECK-LABEL: func.func private @calls(
// CHECK-SAME: -> (i32, f32)
// CHECK: %[[R:.*]]:2 = call @checked
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[R]]#0,
// CHECK: cf.cond_br %[[OK]], ^[[NEXT:.*]], ^{{.*}}(%[[R]]#0 : i32)
// CHECK: ^[[NEXT]]:
// CHECK: call @calls
// CHECK: return %{{.*}}, %[[R]]#1
func.func private @calls(%ok: i1, %x: f32) -> f32 {
  %y = call @checked(%ok, %x) : (i1, f32) -> f32
  %z = call @calls(%ok, %y) : (i1, f32) -> f32
  return %y : f32
}

// CHECK-LABEL: func.func private @allocates(
// CHECK-SAME: -> (i32, memref<?xf32>)
// CHECK: %[[M:.*]] = memref.alloc
// CHECK: %[[P:.*]] = memref.extract_aligned_pointer_as_index %[[M]]
// CHECK: arith.cmpi ne, %[[P]], %c0
// CHECK: cf.cond_br %{{.*}}, ^{{.*}}, ^{{.*}}(%c-1_i32 : i32)
func.func private @allocates(%n: index) -> memref<?xf32> {
  %m = memref.alloc(%n) : memref<?xf32>
  return %m : memref<?xf32>
}

// CHECK-LABEL: func.func private @succeeds(%{{.*}}: f32) -> f32 {
func.func private @succeeds(%x: f32) -> f32 {
  return %x : f32
}

// -----

// Whoever has its address calls it as it was.
// CHECK-LABEL: func.func private @pointed(%{{.*}}: i1) {
// CHECK: cf.assert
func.func private @pointed(%ok: i1) {
  cf.assert %ok, "first"
  return
}
// CHECK-LABEL: func.func private @called_by_it(%{{.*}}: i1) {
func.func private @called_by_it(%ok: i1) {
  cf.assert %ok, "second"
  return
}
// CHECK-LABEL: func.func private @calls_and_is_pointed(%{{.*}}: i1) {
// CHECK: call @called_by_it(%arg0) : (i1) -> ()
func.func private @calls_and_is_pointed(%ok: i1) {
  call @called_by_it(%ok) : (i1) -> ()
  return
}
func.func private @points_too() -> ((i1) -> ()) {
  %f = func.constant @calls_and_is_pointed : (i1) -> ()
  return %f : (i1) -> ()
}
func.func private @points() -> ((i1) -> ()) {
  %f = func.constant @pointed : (i1) -> ()
  return %f : (i1) -> ()
}
