# `cmake --install` and the files that find_package(milcomplex CONFIG) reads.

include(CMakePackageConfigHelpers)
set(milc_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/milcomplex)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/milcomplex
    ${PROJECT_SOURCE_DIR}/include/milcomplex-c
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h" PATTERN "*.td")
install(DIRECTORY ${PROJECT_BINARY_DIR}/include/milcomplex
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h.inc" PATTERN "CMakeFiles" EXCLUDE)
# The formulas by themselves: docs/Math.md.
foreach(root ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  install(DIRECTORY ${root}/include/milcomplex/Math
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/milcomplex COMPONENT formulas
    FILES_MATCHING PATTERN "*.h" PATTERN "*.h.inc"
    PATTERN "EmittedReal.h" EXCLUDE PATTERN "CMakeFiles" EXCLUDE)
endforeach()
install(TARGETS milc-compile milc-opt milc-lsp-server)
set_target_properties(MilcomplexC PROPERTIES
  SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
install(TARGETS MilcomplexC EXPORT MilcomplexTargets)
if(TARGET MilcPlugin)
  install(TARGETS MilcPlugin DESTINATION ${CMAKE_INSTALL_LIBDIR})
endif()

install(FILES CHANGELOG.md LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs
  FILES_MATCHING PATTERN "*.md")
install(DIRECTORY test/Embedding/phase
  DESTINATION ${CMAKE_INSTALL_DOCDIR}/test/Embedding)

install(EXPORT MilcomplexTargets NAMESPACE milcomplex::
  DESTINATION ${milc_package_dir})
install(EXPORT MilcFormulasTargets NAMESPACE milcomplex::
  DESTINATION ${milc_package_dir} COMPONENT formulas)
configure_package_config_file(cmake/milcomplexConfig.cmake.in
  ${PROJECT_BINARY_DIR}/milcomplexConfig.cmake
  INSTALL_DESTINATION ${milc_package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/milcomplexConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/milcomplexConfig.cmake
  ${PROJECT_BINARY_DIR}/milcomplexConfigVersion.cmake
  DESTINATION ${milc_package_dir} COMPONENT formulas)
