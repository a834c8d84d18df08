# Sourced by the other scripts, in the repository's root: runs setup.sh with the
# same arguments and points CMake at the installation. CC, CXX and
# CMAKE_PREFIX_PATH can be set.
scripts/setup.sh "$@"

if [[ -d /usr/lib/llvm-22/lib/cmake/mlir ]]; then
  export CC=${CC:-clang-22} CXX=${CXX:-clang++-22}
else
  site=$(.venv/bin/python -c 'import sysconfig as s; print(s.get_path("purelib"))')
  export CMAKE_PREFIX_PATH=${CMAKE_PREFIX_PATH:-$site/mlir:$site/llvm}
  export PATH=$PWD/.venv/bin:$site/mlir/bin:$site/llvm/bin:$PATH
fi

# ccache caches precompiled headers only under these settings.
if command -v ccache >/dev/null; then
  export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
fi
