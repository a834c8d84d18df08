//===- Serve.cpp - Run a tool again and again -----------------------------===//
//
// Part of milcomplex, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Serve.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace {

constexpr int server = STDIN_FILENO;
constexpr int streams = 3;
constexpr size_t longestRequest = 1 << 16;

struct Request {
  /// The working directory, then the arguments.
  std::vector<std::string> words;
  int files[streams];
};

} // namespace

/// Waits for a request; false when there is no other.
static bool receive(Request &request) {
  std::vector<char> bytes(longestRequest);
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(request.files))];
  iovec part{bytes.data(), bytes.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof(control);
  ssize_t size;
  do
    size = recvmsg(server, &message, 0);
  while (size < 0 && errno == EINTR);
  const cmsghdr *rights = CMSG_FIRSTHDR(&message);
  if (size <= 0 || message.msg_flags & (MSG_TRUNC | MSG_CTRUNC) || !rights ||
      rights->cmsg_type != SCM_RIGHTS ||
      rights->cmsg_len != CMSG_LEN(sizeof(request.files)))
    return false;
  std::memcpy(request.files, CMSG_DATA(rights), sizeof(request.files));
  for (const char *word = bytes.data(), *end = word + size; word < end;
       word += request.words.back().size() + 1)
    request.words.emplace_back(word);
  return !request.words.empty();
}

/// Runs the tool in this process, a fork, and ends it.
[[noreturn]] static void runRequest(Request &request, char *name,
                                    int (*run)(int argc, char **argv)) {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  for (int stream = 0; stream != streams; ++stream) {
    dup2(request.files[stream], stream);
    close(request.files[stream]);
  }
  if (chdir(request.words.front().c_str()) != 0) {
    perror(request.words.front().c_str());
    std::exit(1);
  }
  std::vector<char *> arguments{name};
  for (size_t i = 1; i != request.words.size(); ++i)
    arguments.push_back(request.words[i].data());
  int count = arguments.size();
  arguments.push_back(nullptr);
  std::exit(run(count, arguments.data()));
}

static int getStatus(pid_t process) {
  int status;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR)
      return -1;
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int milcomplex::runOrServe(int argc, char **argv,
                           int (*run)(int argc, char **argv)) {
  if (argc != 2 || std::strcmp(argv[1], "--serve") != 0)
    return run(argc, argv);
  char ready = 1;
  if (send(server, &ready, sizeof(ready), MSG_NOSIGNAL) != sizeof(ready))
    return 1;
  for (Request request; receive(request); request.words.clear()) {
    pid_t process = fork();
    if (process == 0)
      runRequest(request, argv[0], run);
    // Without memory for a fork, the client runs the tool itself.
    if (process < 0)
      return 1;
    int status = getStatus(process);
    for (int file : request.files)
      close(file);
    if (send(server, &status, sizeof(status), MSG_NOSIGNAL) != sizeof(status))
      return 1;
  }
  return 0;
}
