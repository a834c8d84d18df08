# How every target of the project is compiled, and milc_add_library.

# Formulas are written down to the fma: the compiler contracts nothing.
add_compile_options(-fno-exceptions -fno-rtti -ffp-contract=off
  -fvisibility-inlines-hidden -Wall -Wextra)
if(MILC_WERROR)
  add_compile_options(-Werror)
endif()
if(MILC_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(MILC_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
endif()

# Precompiled headers without the times of the headers in them: ccache finds them
# again, and a package upgrade that sets an older time does not break the build.
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

# Upstream's headers are most of what each file compiles.
add_library(MilcPrecompiledHeaders OBJECT ${PROJECT_SOURCE_DIR}/cmake/Precompiled.cpp)
target_precompile_headers(MilcPrecompiledHeaders PRIVATE
  <mlir/Dialect/Arith/IR/Arith.h>
  <mlir/Dialect/Complex/IR/Complex.h>
  <mlir/Dialect/Linalg/IR/Linalg.h>
  <mlir/Dialect/Tensor/IR/Tensor.h>
  <mlir/Pass/Pass.h>
  <mlir/Transforms/DialectConversion.h>)

# MLIR's shared library where there is one, its static ones otherwise and in a wheel.
if(TARGET MLIR AND NOT SKBUILD)
  set(MILC_MLIR_LIBS MLIR LLVM)
else()
  get_property(mlir_dialect_libs GLOBAL PROPERTY MLIR_DIALECT_LIBS)
  get_property(mlir_conversion_libs GLOBAL PROPERTY MLIR_CONVERSION_LIBS)
  get_property(mlir_extension_libs GLOBAL PROPERTY MLIR_EXTENSION_LIBS)
  get_property(mlir_translation_libs GLOBAL PROPERTY MLIR_TRANSLATION_LIBS)
  set(MILC_MLIR_LIBS ${mlir_dialect_libs} ${mlir_conversion_libs}
    ${mlir_extension_libs} ${mlir_translation_libs} MLIROptLib MLIRLspServerLib MLIRRegisterAllDialects
    MLIRRegisterAllPasses MLIRRegisterAllExtensions LLVM)
endif()

# milc_add_library(NAME source... [LINK library...]): a static library, installed
# and exported as milcomplex::NAME.
function(milc_add_library name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  add_library(milcomplex::${name} ALIAS ${name})
  target_precompile_headers(${name} REUSE_FROM MilcPrecompiledHeaders)
  target_include_directories(${name} INTERFACE
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${name} PUBLIC cxx_std_17)
  target_link_libraries(${name} PUBLIC ${ARG_LINK})
  add_dependencies(${name} MilcomplexTableGen)
  install(TARGETS ${name} EXPORT MilcomplexTargets)
endfunction()

# Writes the records of a .td as JSON, which milc_tblgen.py reads.
function(milc_dump_records definitions)
  get_filename_component(name ${definitions} NAME_WE)
  set(LLVM_TABLEGEN_EXE llvm-tblgen)
  set(LLVM_TARGET_DEFINITIONS ${definitions})
  tablegen(LLVM ${name}.json --dump-json)
endfunction()

# Writes a table of those records: see tools/milc-tblgen/milc_tblgen.py.
function(milc_tblgen records option output)
  set(script ${PROJECT_SOURCE_DIR}/tools/milc-tblgen/milc_tblgen.py)
  add_custom_command(OUTPUT ${output}
    COMMAND Python3::Interpreter ${script} ${records} ${option} ${output}
    DEPENDS ${script} ${CMAKE_CURRENT_BINARY_DIR}/${records}
    VERBATIM)
endfunction()
