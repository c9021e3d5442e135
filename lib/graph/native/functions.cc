/* Registers graphs with the TensorFlow context of tfjs-node. From then on, an operation of the graph's name runs it.
   `lib/graph/library.ts` describes the functions. */
#include <node_api.h>

#include <string>
#include <vector>

#include "../../ops/owned.h"
#include "tensorflow/c/c_api.h"
#include "tensorflow/c/eager/c_api.h"

extern "C" TFE_Context *facial_keypoints_context;
extern "C" uint32_t facial_keypoints_waiting_references();

namespace {

std::string TextOf(napi_env env, napi_value value) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, nullptr, 0, &length) != napi_ok) throw std::runtime_error("Not a string");
  std::string text(length, '\0');
  napi_get_value_string_utf8(env, value, text.data(), length + 1, &length);
  return text;
}

std::vector<std::string> TextsOf(napi_env env, napi_value values) {
  uint32_t count = 0;
  if (napi_get_array_length(env, values, &count) != napi_ok) throw std::runtime_error("Not an array");
  std::vector<std::string> texts;
  for (uint32_t i = 0; i < count; i++) {
    napi_value value;
    napi_get_element(env, values, i, &value);
    texts.push_back(TextOf(env, value));
  }
  return texts;
}

/* The output `name:index` of a node; `name` is the first one. */
TF_Output Find(TF_Graph *graph, const std::string &output) {
  const size_t colon = output.find(':');
  const std::string name = output.substr(0, colon);
  TF_Operation *node = TF_GraphOperationByName(graph, name.c_str());
  if (!node) throw std::runtime_error("The graph has no node " + name);
  return {node, colon == std::string::npos ? 0 : std::stoi(output.substr(colon + 1))};
}

std::vector<TF_Output> FindAll(TF_Graph *graph, const std::vector<std::string> &names) {
  std::vector<TF_Output> outputs;
  for (const auto &name : names) outputs.push_back(Find(graph, name));
  return outputs;
}

void Add(napi_env env, const napi_value *arguments) {
  const std::string name = TextOf(env, arguments[0]);
  void *bytes = nullptr;
  size_t size = 0;
  if (napi_get_typedarray_info(env, arguments[1], nullptr, &size, &bytes, nullptr, nullptr) != napi_ok) {
    throw std::runtime_error("Not an array of bytes");
  }
  Owned<TF_Status> status(TF_NewStatus(), TF_DeleteStatus);
  Owned<TF_Graph> graph(TF_NewGraph(), TF_DeleteGraph);
  Owned<TF_Buffer> definition(TF_NewBufferFromString(bytes, size), TF_DeleteBuffer);
  Owned<TF_ImportGraphDefOptions> options(TF_NewImportGraphDefOptions(), TF_DeleteImportGraphDefOptions);
  TF_GraphImportGraphDef(graph.get(), definition.get(), options.get(), status.get());
  Check(status.get());
  const auto inputs = FindAll(graph.get(), TextsOf(env, arguments[2]));
  const auto outputs = FindAll(graph.get(), TextsOf(env, arguments[3]));
  std::vector<const TF_Operation *> updates;
  for (const auto &update : FindAll(graph.get(), TextsOf(env, arguments[4]))) updates.push_back(update.oper);
  Owned<TF_Function> function(
      TF_GraphToFunctionWithControlOutputs(graph.get(), name.c_str(), 0, -1, nullptr, inputs.size(), inputs.data(),
                                           outputs.size(), outputs.data(), nullptr, updates.size(), updates.data(),
                                           nullptr, nullptr, nullptr, status.get()),
      TF_DeleteFunction);
  Check(status.get());
  TFE_ContextAddFunction(facial_keypoints_context, function.get(), status.get());
  Check(status.get());
}

void Remove(napi_env env, const napi_value *arguments) {
  Owned<TF_Status> status(TF_NewStatus(), TF_DeleteStatus);
  TFE_ContextRemoveFunction(facial_keypoints_context, TextOf(env, arguments[0]).c_str(), status.get());
  Check(status.get());
}

napi_value WaitingReferences(napi_env env, napi_callback_info) {
  napi_value count;
  napi_create_uint32(env, facial_keypoints_waiting_references(), &count);
  return count;
}

template <void (*Action)(napi_env, const napi_value *)>
napi_value Call(napi_env env, napi_callback_info info) {
  size_t count = 5;
  napi_value arguments[5];
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  try {
    if (!facial_keypoints_context) throw std::runtime_error("tfjs-node has not been loaded");
    Action(env, arguments);
  } catch (const std::exception &error) {
    napi_throw_error(env, nullptr, error.what());
  }
  return nullptr;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_property_descriptor functions[] = {
      {"add", nullptr, Call<Add>, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"remove", nullptr, Call<Remove>, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
      {"waitingReferences", nullptr, WaitingReferences, nullptr, nullptr, nullptr, napi_enumerable, nullptr},
  };
  napi_define_properties(env, exports, 3, functions);
  return exports;
}
