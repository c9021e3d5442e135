/* Lets signals arrive on a thread of their own. While some of oneDNN's kernels multiply long matrices, the stack pointer
   of their thread points into the heap, and whatever a signal puts on that stack breaks the memory of the process:
   https://github.com/uxlfoundation/oneDNN/issues/4845, in the oneDNN of TensorFlow 2.21, with AVX2 and with AVX-512. Ctrl-C
   is enough, the end of a child process, or a terminal that changes its size.

   This runs when the binding is loaded, before TensorFlow starts its threads, which inherit what is blocked here. Processes
   that Node.js starts do not: libuv lets all signals through again. */
#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace {

/* Faults, which belong to the thread that causes them, and the signal of V8's profiler, which is meant for this one. */
constexpr int kOwn[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGPROF};

/* V8 asks for this stack, if there is one, in the handler of SIGPROF. */
alignas(16) char profiler_stack[256 * 1024];

[[noreturn]] void *Wait(void *) {
  for (;;) pause();
}

__attribute__((constructor)) void MoveSignals() {
  pthread_t thread;
  if (pthread_create(&thread, nullptr, Wait, nullptr) != 0) return;
  pthread_detach(thread);
  sigset_t others;
  sigfillset(&others);
  for (int signal : kOwn) sigdelset(&others, signal);
  pthread_sigmask(SIG_BLOCK, &others, nullptr);
  stack_t stack = {};
  stack.ss_sp = profiler_stack;
  stack.ss_size = sizeof profiler_stack;
  sigaltstack(&stack, nullptr);
}

}  // namespace
