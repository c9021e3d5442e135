/* Makes the convolutions of `convolution.h` operations of TensorFlow. `lib/ops/winograd.ts` runs them. */
#include <node_api.h>

#include <mutex>
#include <vector>

#include "../owned.h"
#include "convolution.h"
#include "filter-gradient.h"
#include "kernels.h"
#include "tensorflow/c/ops.h"

namespace {

/* The inputs and outputs of one call. */
class Call {
 public:
  explicit Call(TF_OpKernelContext *context) : context_(context), status_(TF_NewStatus(), TF_DeleteStatus) {}

  Owned<TF_Tensor> Input(int index) {
    TF_Tensor *tensor = nullptr;
    TF_GetInput(context_, index, &tensor, status_.get());
    Check(status_.get());
    if (TF_NumDims(tensor) != 4) throw std::runtime_error("Winograd's convolution takes tensors of four dimensions");
    return {tensor, TF_DeleteTensor};
  }

  Owned<TF_Tensor> Output(std::vector<int64_t> shape) {
    std::size_t bytes = sizeof(float);
    for (const int64_t size : shape) bytes *= size;
    TF_Tensor *tensor = TF_AllocateOutput(context_, 0, TF_FLOAT, shape.data(), int(shape.size()), bytes, status_.get());
    Check(status_.get());
    return {tensor, TF_DeleteTensor};
  }

 private:
  TF_OpKernelContext *context_;
  Owned<TF_Status> status_;
};

float *DataOf(const Owned<TF_Tensor> &tensor) { return static_cast<float *>(TF_TensorData(tensor.get())); }

int Size(const Owned<TF_Tensor> &tensor, int dimension) { return int(TF_Dim(tensor.get(), dimension)); }

Sizes SizesOf(const Owned<TF_Tensor> &images) { return {Size(images, 0), Size(images, 1), Size(images, 2)}; }

void CheckChannels(const Owned<TF_Tensor> &images, int channels, int others) {
  if (Size(images, 3) != channels || channels % Parts::kChannels != 0 || others % Parts::kChannels != 0) {
    throw std::runtime_error("Winograd's convolution does not take these channels");
  }
}

void CheckFilter(const Owned<TF_Tensor> &filter) {
  if (Size(filter, 0) != kFilter || Size(filter, 1) != kFilter) {
    throw std::runtime_error("Winograd's convolution takes 3x3 filters");
  }
}

/* Of images with a filter. */
template <bool is_flipped>
void ConvolveIn(Call call) {
  const auto images = call.Input(0), filter = call.Input(1);
  const int in = Size(filter, is_flipped ? 3 : 2), out = Size(filter, is_flipped ? 2 : 3);
  CheckFilter(filter);
  CheckChannels(images, in, out);
  const Sizes sizes = SizesOf(images);
  const auto result = call.Output({sizes.batch, sizes.height, sizes.width, out});
  Convolve(DataOf(images), sizes, TransformedFilter(DataOf(filter), in, out, is_flipped), DataOf(result));
}

/* Of images with the gradient for the result. */
void FilterGradientIn(Call call) {
  const auto images = call.Input(0), gradient = call.Input(1);
  const int in = Size(images, 3), out = Size(gradient, 3);
  CheckChannels(gradient, out, in);
  const Sizes sizes = SizesOf(images), others = SizesOf(gradient);
  if (sizes.batch != others.batch || sizes.height != others.height || sizes.width != others.width) {
    throw std::runtime_error("Winograd's convolution takes a gradient that is as large as the images");
  }
  const auto result = call.Output({kFilter, kFilter, in, out});
  FilterGradient(DataOf(images), DataOf(gradient), sizes, in, out, DataOf(result));
}

/* Each operation takes all threads, and its memory is kept for the next. */
std::mutex one_at_a_time;

template <void (*Action)(Call)>
void Compute(void *, TF_OpKernelContext *context) {
  std::lock_guard<std::mutex> lock(one_at_a_time);
  try {
    Action(Call(context));
  } catch (const std::exception &error) {
    Owned<TF_Status> status(TF_NewStatus(), TF_DeleteStatus);
    TF_SetStatus(status.get(), TF_INVALID_ARGUMENT, error.what());
    TF_OpKernelContext_Failure(context, status.get());
  }
}

/* Registers an operation with two inputs and the attributes of TensorFlow's convolutions. */
template <void (*Action)(Call)>
void Register(const char *name) {
  Owned<TF_Status> status(TF_NewStatus(), TF_DeleteStatus);
  TF_OpDefinitionBuilder *definition = TF_NewOpDefinitionBuilder(name);
  for (const char *attribute : {"T: {float}", "strides: list(int)", "padding: string", "data_format: string"}) {
    TF_OpDefinitionBuilderAddAttr(definition, attribute);
  }
  TF_OpDefinitionBuilderAddInput(definition, "images: T");
  TF_OpDefinitionBuilderAddInput(definition, "other: T");
  TF_OpDefinitionBuilderAddOutput(definition, "result: T");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, &TF_ShapeInferenceContextSetUnknownShape);
  TF_RegisterOpDefinition(definition, status.get());
  Check(status.get());
  TF_KernelBuilder *kernel = TF_NewKernelBuilder(name, "CPU", nullptr, Compute<Action>, nullptr);
  TF_RegisterKernelBuilder(name, kernel, status.get());
  Check(status.get());
}

}  // namespace

NAPI_MODULE_INIT() {
  /* TensorFlow knows them for all threads of the process. */
  static std::once_flag once;
  try {
    std::call_once(once, [] {
      Register<ConvolveIn<false>>("FacialKeypointsWinograd");
      Register<ConvolveIn<true>>("FacialKeypointsWinogradInputGradient");
      Register<FilterGradientIn>("FacialKeypointsWinogradFilterGradient");
    });
  } catch (const std::exception &error) {
    napi_throw_error(env, nullptr, error.what());
  }
  return exports;
}
