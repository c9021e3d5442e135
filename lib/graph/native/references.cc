/* Lets any thread free a tensor that shares its memory with an array of JavaScript. When TensorFlow frees such a tensor,
   tfjs-node's binding drops its reference to the array at once, on whatever thread that happens; Node.js allows this on
   its own thread alone, and elsewhere the memory of the process breaks. Variables bring it about: their first values are
   such tensors, and a graph that assigns others frees them on a thread of TensorFlow's.

   The set-up links this file into the binding and lets `napi_create_reference` and `napi_delete_reference` call the
   functions below. References that another thread drops wait until Node.js's thread makes the next one. */
#include <node_api.h>

#include <mutex>
#include <vector>

namespace {

struct Dropped {
  napi_env env;
  napi_ref reference;
};

std::mutex mutex;
std::vector<Dropped> waiting;

/* The environment whose thread this is: the main thread and each of Node.js's workers have one of their own. */
thread_local napi_env own = nullptr;

std::vector<napi_ref> TakeOwn() {
  const std::lock_guard<std::mutex> lock(mutex);
  std::vector<napi_ref> taken;
  std::vector<Dropped> others;
  for (const Dropped &dropped : waiting) {
    if (dropped.env == own) {
      taken.push_back(dropped.reference);
    } else {
      others.push_back(dropped);
    }
  }
  waiting.swap(others);
  return taken;
}

}  // namespace

extern "C" {
napi_status __real_napi_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref *result);
napi_status __real_napi_delete_reference(napi_env env, napi_ref reference);

napi_status __wrap_napi_create_reference(napi_env env, napi_value value, uint32_t count, napi_ref *result) {
  own = env;
  for (napi_ref reference : TakeOwn()) __real_napi_delete_reference(env, reference);
  return __real_napi_create_reference(env, value, count, result);
}

napi_status __wrap_napi_delete_reference(napi_env env, napi_ref reference) {
  if (env == own) return __real_napi_delete_reference(env, reference);
  const std::lock_guard<std::mutex> lock(mutex);
  waiting.push_back({env, reference});
  return napi_ok;
}

/* How many references wait. */
uint32_t facial_keypoints_waiting_references() {
  const std::lock_guard<std::mutex> lock(mutex);
  return waiting.size();
}
}
