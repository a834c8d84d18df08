// Two functions of C with one name are an error.

// RUN: milc-opt --milc-lower-to-llvm --verify-diagnostics %s

// expected-error@+1 {{its C interface has the name "f_packed", which another function has, too}}
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}

func.func @f_packed(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}
