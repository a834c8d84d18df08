// Vectors of one element become scalars, where nothing else needs them.

// RUN: milc-opt --milc-scalarize-unit-vectors %s | FileCheck %s

// CHECK-LABEL: @loop
// CHECK-SAME: %[[BUFFER:.*]]: memref<?xf32>
// CHECK-DAG: %[[HALF:.*]] = arith.constant 5.000000e-01 : f32
// CHECK: scf.for %[[I:.*]] = {{.*}} iter_args(%[[SUM:.*]] = %{{.*}}) -> (f32)
// CHECK: %[[X:.*]] = memref.load %[[BUFFER]][%[[I]]] : memref<?xf32>
// CHECK: %[[NEXT:.*]] = math.fma %[[X]], %[[HALF]], %[[SUM]] : f32
// CHECK: %[[NEGATIVE:.*]] = arith.cmpf olt, %[[NEXT]], %[[HALF]] fastmath<nnan> : f32
// CHECK: %[[CHOSEN:.*]] = arith.select %[[NEGATIVE]], %[[NEXT]], %[[HALF]] : f32
// CHECK: memref.store %[[CHOSEN]], %[[BUFFER]][%[[I]]] : memref<?xf32>
// CHECK: scf.yield %[[NEXT]] : f32
func.func @loop(%buffer: memref<?xf32>, %n: index, %start: vector<1xf32>) -> vector<1xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %half = arith.constant dense<0.5> : vector<1xf32>
  %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %start) -> (vector<1xf32>) {
    %x = vector.transfer_read %buffer[%i], %zero {in_bounds = [true]} : memref<?xf32>, vector<1xf32>
    %next = vector.fma %x, %half, %s : vector<1xf32>
    %negative = arith.cmpf olt, %next, %half fastmath<nnan> : vector<1xf32>
    %chosen = arith.select %negative, %next, %half : vector<1xi1>, vector<1xf32>
    vector.transfer_write %chosen, %buffer[%i] {in_bounds = [true]} : vector<1xf32>, memref<?xf32>
    scf.yield %next : vector<1xf32>
  }
  return %sum : vector<1xf32>
}

// A read that may be out of bounds, a masked one, and longer, scalable and
// higher-rank vectors stay.

// CHECK-LABEL: @others
// CHECK: vector.transfer_read {{.*}} : memref<?xf32>, vector<1xf32>
// CHECK: vector.transfer_read {{.*}} : memref<?xf32>, vector<1xf32>
// CHECK: arith.addf %{{.*}}, %{{.*}} : f32
// CHECK: arith.negf %{{.*}} : vector<4xf32>
// CHECK: arith.negf %{{.*}} : vector<[1]xf32>
// CHECK: arith.negf %{{.*}} : vector<1x1xf32>
func.func @others(%buffer: memref<?xf32>, %i: index, %mask: vector<1xi1>, %long: vector<4xf32>, %scalable: vector<[1]xf32>, %square: vector<1x1xf32>) -> (vector<1xf32>, vector<4xf32>, vector<[1]xf32>, vector<1x1xf32>) {
  %zero = arith.constant 0.0 : f32
  %0 = vector.transfer_read %buffer[%i], %zero : memref<?xf32>, vector<1xf32>
  %1 = vector.transfer_read %buffer[%i], %zero, %mask {in_bounds = [true]} : memref<?xf32>, vector<1xf32>
  %2 = arith.addf %0, %1 : vector<1xf32>
  %3 = arith.negf %long : vector<4xf32>
  %4 = arith.negf %scalable : vector<[1]xf32>
  %5 = arith.negf %square : vector<1x1xf32>
  return %2, %3, %4, %5 : vector<1xf32>, vector<4xf32>, vector<[1]xf32>, vector<1x1xf32>
}

// CHECK-LABEL: @accesses
// CHECK: %[[X:.*]] = memref.load
// CHECK: memref.store %[[X]]
// CHECK: arith.constant dense_resource
func.func @accesses(%buffer: memref<?xf32>, %i: index) -> vector<1xf32> {
  %0 = vector.load %buffer[%i] : memref<?xf32>, vector<1xf32>
  vector.store %0, %buffer[%i] : memref<?xf32>, vector<1xf32>
  %1 = arith.constant dense_resource<one> : vector<1xf32>
  return %1 : vector<1xf32>
}

{-#
  dialect_resources: {
    builtin: {
      one: "0x040000000000803F"
    }
  }
#-}
