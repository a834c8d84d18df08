# The contents of the wheel of the Python package: milc-opt, milc-compile, the
# library for C and, unless LLVM is linked statically, the shared LLVM that they
# need beside them.

add_subdirectory(tools/serve)
add_subdirectory(tools/milc-compile)
add_subdirectory(tools/milc-opt)
foreach(tool MilcomplexC milc-compile milc-opt)
  set_target_properties(${tool} PROPERTIES INSTALL_RPATH $ORIGIN
    INSTALL_RPATH_USE_LINK_PATH OFF)
  install(TARGETS ${tool} DESTINATION milcomplex/bin COMPONENT wheel)
endforeach()
get_target_property(llvm_type LLVM TYPE)
if(llvm_type STREQUAL SHARED_LIBRARY)
  install(FILES $<TARGET_FILE:LLVM> DESTINATION milcomplex/bin COMPONENT wheel
    RENAME $<TARGET_SONAME_FILE_NAME:LLVM>)
endif()
