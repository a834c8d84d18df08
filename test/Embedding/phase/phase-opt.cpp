// A driver with a pipeline of its own, of which --lower-complex is a part.

#include "Phase.h"
#include "milcomplex/Conversion/Passes.h"
#include "milcomplex/Dialect/Milcomplex.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<mlir::func::FuncDialect, mlir::tensor::TensorDialect,
                  milcomplex::MilcomplexDialect, phase::PhaseDialect>();

  mlir::PassPipelineRegistration<>(
      "phase-pipeline", "Split complex numbers, then simplify",
      [](mlir::OpPassManager &manager) {
        milcomplex::LowerComplexOptions options;
        options.complexRange = milcomplex::ComplexRange::Basic;
        milcomplex::buildLowerComplexPipeline(manager, options);
        manager.addPass(mlir::createCanonicalizerPass());
      });
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "phase\n", registry));
}
