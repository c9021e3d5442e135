#include "threads.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>

namespace {

struct Work {
  const std::function<void(int)> *run;
  int parts;
  std::atomic<int> next{0};
  std::atomic<int> left;

  Work(const std::function<void(int)> *run, int parts) : run(run), parts(parts), left(parts) {}
};

class Threads {
 public:
  Threads() {
    for (int i = 1; i < ThreadCount(); i++) {
      std::thread thread([this] { Serve(); });
      pthread_setname_np(thread.native_handle(), "winograd");
      thread.detach();
    }
  }

  void Run(int parts, const std::function<void(int)> &run) {
    /* A thread may still look at the work after its last part is done, so it is shared. */
    const auto work = std::make_shared<Work>(&run, parts);
    std::unique_lock<std::mutex> lock(mutex_);
    work_ = work;
    lock.unlock();
    begun_.notify_all();
    TakePartsOf(*work);
    lock.lock();
    done_.wait(lock, [&work] { return work->left == 0; });
    work_ = nullptr;
  }

 private:
  [[noreturn]] void Serve() {
    std::shared_ptr<Work> seen;
    for (;;) {
      std::unique_lock<std::mutex> lock(mutex_);
      begun_.wait(lock, [&] { return work_ && work_ != seen; });
      seen = work_;
      lock.unlock();
      TakePartsOf(*seen);
    }
  }

  void TakePartsOf(Work &work) {
    for (int part; (part = work.next++) < work.parts;) {
      (*work.run)(part);
      if (--work.left > 0) continue;
      /* Whoever waits has looked, or looks after this. */
      std::lock_guard<std::mutex> lock(mutex_);
      done_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable begun_, done_;
  std::shared_ptr<Work> work_;
};

}  // namespace

int ThreadCount() {
  static const int count = [] {
    const char *limit = std::getenv("TF_NUM_INTRAOP_THREADS");
    if (limit && std::atoi(limit) > 0) return std::atoi(limit);
    cpu_set_t processors;
    if (sched_getaffinity(0, sizeof processors, &processors) != 0) return 1;
    return std::max(1, CPU_COUNT(&processors));
  }();
  return count;
}

void InParallel(int parts, const std::function<void(int)> &run) {
  /* Never freed: its threads wait until the process ends. */
  static Threads *threads = new Threads;
  threads->Run(parts, run);
}
