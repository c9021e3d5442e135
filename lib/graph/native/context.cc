/* Keeps the TensorFlow context that tfjs-node makes for itself, which graphs are registered with. The set-up links this
   file into tfjs-node's binding and lets `TFE_NewContext` call the function below. */
#include "tensorflow/c/eager/c_api.h"

extern "C" {
TFE_Context *facial_keypoints_context = nullptr;

TFE_Context *__real_TFE_NewContext(const TFE_ContextOptions *options, TF_Status *status);

TFE_Context *__wrap_TFE_NewContext(const TFE_ContextOptions *options, TF_Status *status) {
  return facial_keypoints_context = __real_TFE_NewContext(options, status);
}
}
