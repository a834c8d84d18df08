//===- MachineCode.cpp - Objects of lowered modules -----------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "milcomplex/Target/Native/MachineCode.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"

using namespace mlir;
using namespace milcomplex;

void milcomplex::initializeNativeTarget() {
  [[maybe_unused]] static const bool isDone = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
}

static std::string getFeatures(StringRef processor) {
  if (processor != "native")
    return "";
  std::string features;
  for (const auto &[name, has] : llvm::sys::getHostCPUFeatures())
    features += (features.empty() ? "" : ",") + std::string(has ? "+" : "-") +
                name.str();
  return features;
}

static std::string getName(StringRef processor) {
  return processor == "native" ? llvm::sys::getHostCPUName().str()
                               : processor.str();
}

llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
milcomplex::makeTargetMachine(StringRef processor) {
  initializeNativeTarget();
  llvm::Triple triple(llvm::sys::getProcessTriple());
  std::string message;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, message);
  if (!target)
    return llvm::createStringError(message);
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget(
      target->createMCSubtargetInfo(triple, "", ""));
  std::string name = getName(processor);
  if (!subtarget || !subtarget->isCPUStringValid(name))
    return llvm::createStringError("the processor must be one of " +
                                   triple.getArchName() + ", but is '" + name +
                                   "'");
  std::unique_ptr<llvm::TargetMachine> machine(target->createTargetMachine(
      triple, name, getFeatures(processor), {}, llvm::Reloc::PIC_, {},
      llvm::CodeGenOptLevel::Aggressive));
  return machine;
}

int64_t milcomplex::getVectorWidth(const llvm::TargetMachine &machine) {
  if (!machine.getTargetTriple().isX86())
    return 128;
  const llvm::MCSubtargetInfo &has = *machine.getMCSubtargetInfo();
  return has.checkFeatures("+avx512f") ? 512
         : has.checkFeatures("+avx2")  ? 256
                                       : 128;
}

/// Reports the errors of LLVM, and not that it leaves a loop as it is.
static void report(const llvm::DiagnosticInfo *info, void *module) {
  if (info->getSeverity() != llvm::DS_Error)
    return;
  std::string message;
  llvm::raw_string_ostream stream(message);
  llvm::DiagnosticPrinterRawOStream printer(stream);
  info->print(printer);
  static_cast<Operation *>(module)->emitError(message);
}

/// The loops of a module.
static unsigned countLoops(llvm::Module &module) {
  unsigned count = 0;
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    llvm::DominatorTree dominators(function);
    count += llvm::LoopInfo(dominators).getLoopsInPreorder().size();
  }
  return count;
}

/// Runs LLVM's passes of level 2; those of level 3 take longer, and their code
/// is no faster.
static void optimize(llvm::Module &module, llvm::TargetMachine &machine) {
  // For each loop, the simplification of induction variables (22.1) looks at
  // the guards of all loops before: 13 s for 2,000. Ours are simple.
  constexpr unsigned mostSimplified = 500;
  bool simplifies = countLoops(module) <= mostSimplified;
  llvm::PassInstrumentationCallbacks callbacks;
  callbacks.registerShouldRunOptionalPassCallback(
      [&](StringRef pass, llvm::Any) {
        return simplifies || pass != "IndVarSimplifyPass";
      });
  llvm::PipelineTuningOptions tuning;
  tuning.SLPVectorization = true;
  llvm::PassBuilder builder(&machine, tuning, std::nullopt, &callbacks);
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2)
      .run(module, modules);
}

std::unique_ptr<llvm::Module>
milcomplex::makeOptimizedModule(ModuleOp module, llvm::LLVMContext &context,
                                llvm::TargetMachine &machine) {
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, context);
  if (!translated)
    return nullptr;
  context.setDiagnosticHandlerCallBack(report, module.getOperation());
  translated->setDataLayout(machine.createDataLayout());
  translated->setTargetTriple(machine.getTargetTriple());
  for (llvm::Function &function : *translated) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
    function.addFnAttr("target-features", machine.getTargetFeatureString());
    function.addFnAttr("prefer-vector-width", "512");
    // The C interface throws nothing.
    function.setDoesNotThrow();
  }
  optimize(*translated, machine);
  return translated;
}

llvm::Error milcomplex::writeMachineCode(llvm::Module &module,
                                         llvm::TargetMachine &machine,
                                         bool asAssembly,
                                         llvm::raw_pwrite_stream &out) {
  llvm::legacy::PassManager passes;
  auto type = asAssembly ? llvm::CodeGenFileType::AssemblyFile
                         : llvm::CodeGenFileType::ObjectFile;
  if (machine.addPassesToEmitFile(passes, out, nullptr, type))
    return llvm::createStringError("the target writes no files");
  passes.run(module);
  if (module.getContext().getDiagHandlerPtr()->HasErrors)
    return llvm::createStringError("the code generator failed");
  return llvm::Error::success();
}
