//===- Serve.h - Run a tool again and again ---------------------*- C++ -*-===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MILCOMPLEX_TOOLS_SERVE_SERVE_H
#define MILCOMPLEX_TOOLS_SERVE_SERVE_H

namespace milcomplex {

/// Runs a tool, or, if `--serve` is its only argument, runs it in a fork of
/// this process at each request. A fork takes a millisecond; a process that
/// loads LLVM takes 40 to start. A run that crashes ends its fork only. Runs
/// have the environment, the umask and the user of the server.
///
/// Standard input is then a socket of the type SOCK_SEQPACKET. The server first
/// sends one byte. A request is one packet: the working directory and the
/// arguments, a zero after each, and with it (SCM_RIGHTS) standard input,
/// output and error of the run. The reply is the run's status, an int: what it
/// exited with, or minus the signal that ended it. The server ends when the
/// other end is closed.
int runOrServe(int argc, char **argv, int (*run)(int argc, char **argv));

} // namespace milcomplex

#endif // MILCOMPLEX_TOOLS_SERVE_SERVE_H
