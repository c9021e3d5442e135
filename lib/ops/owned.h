/* What TensorFlow's C library makes and whoever asked for it has to delete, and its errors as exceptions. */
#pragma once
#include <memory>
#include <stdexcept>

#include "tensorflow/c/tf_status.h"

template <typename T>
using Owned = std::unique_ptr<T, void (*)(T *)>;

inline void Check(const TF_Status *status) {
  if (TF_GetCode(status) != TF_OK) throw std::runtime_error(TF_Message(status));
}
