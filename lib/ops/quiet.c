/* Lets Node.js close its native stderr for a while. TensorFlow's libraries write to it as they are loaded, before they
   read any setting, and what they write would land in notebooks. The set-up compiles it beside the native binding. */
#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

static int saved = -1;

static napi_value silence(napi_env env, napi_callback_info info) {
  int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (saved < 0 && nowhere >= 0) {
    saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (saved >= 0) dup2(nowhere, STDERR_FILENO);
  }
  if (nowhere >= 0) close(nowhere);
  return NULL;
}

static napi_value restore(napi_env env, napi_callback_info info) {
  if (saved >= 0) {
    dup2(saved, STDERR_FILENO);
    close(saved);
    saved = -1;
  }
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_property_descriptor functions[] = {
    {"silence", NULL, silence, NULL, NULL, NULL, napi_enumerable, NULL},
    {"restore", NULL, restore, NULL, NULL, NULL, napi_enumerable, NULL},
  };
  napi_define_properties(env, exports, 2, functions);
  return exports;
}
