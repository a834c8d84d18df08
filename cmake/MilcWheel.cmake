# The contents of the wheel of the Python package: milc-opt and, unless LLVM is
# linked statically, the shared LLVM that it needs beside it.

add_subdirectory(tools/milc-opt)
set_target_properties(milc-opt PROPERTIES INSTALL_RPATH $ORIGIN
  INSTALL_RPATH_USE_LINK_PATH OFF)
install(TARGETS milc-opt DESTINATION milcomplex/bin COMPONENT wheel)
get_target_property(llvm_type LLVM TYPE)
if(llvm_type STREQUAL SHARED_LIBRARY)
  install(FILES $<TARGET_FILE:LLVM> DESTINATION milcomplex/bin COMPONENT wheel
    RENAME $<TARGET_SONAME_FILE_NAME:LLVM>)
endif()
