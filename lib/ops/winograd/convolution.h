/* Convolutions with 3x3 filters at stride 1, with one pixel of zeros around the image, and their gradients. Images are
   [batch, height, width, channels], filters [3, 3, in, out]; both numbers of channels are multiples of 32. */
#pragma once
#include <algorithm>

#include "memory.h"
#include "multiply.h"
#include "threads.h"
#include "tiles.h"

/* What a thread works on at a time should stay in its cache: so many numbers. */
constexpr int kCached = 160 * 1024;
/* Matrices would fall on the same lines of the cache if they were a power of two apart. */
constexpr int kApart = kColumns;

inline int RoundUp(int number, int step) { return (number + step - 1) / step * step; }

/* A filter for `Convolve`, transformed: for each position, groups of kColumns columns, and in each a row for each
   channel of the input. */
class TransformedFilter {
 public:
  /* `is_flipped`: for the gradient of the input, which is a convolution with the filter upside down and the channels of
     input and output exchanged. `in` and `out` are those of the convolution that is done. */
  TransformedFilter(const float *filter, int in, int out, bool is_flipped)
      : in(in), out(out), plane_(std::size_t(in) * out + kApart), at_(memory().Get(kPositions * plane_)) {
    InParallel(out / kColumns, [&](int group) {
      for (int c = 0; c < in; c++) {
        for (int column = 0; column < kColumns; column += kLanes) {
          Vector pixels[kFilter * kFilter], elements[kPositions];
          for (int p = 0; p < kFilter * kFilter; p++) {
            pixels[p] = is_flipped
                            ? Gather(filter + (std::size_t(8 - p) * out + group * kColumns + column) * in + c, in)
                            : Load(filter + (std::size_t(p) * in + c) * out + group * kColumns + column);
          }
          InBothDimensions<kFilter, kTile, TransformFilter>(pixels, elements);
          float *to = at_ + (std::size_t(group) * in + c) * kColumns + column;
          for (int p = 0; p < kPositions; p++) Store(to + p * plane_, elements[p]);
        }
      }
    });
  }

  const float *Group(int position, int column) const { return at_ + position * plane_ + std::size_t(column) * in; }

  const int in, out;

 private:
  /* There is one at a time. */
  static Memory &memory() {
    static Memory memory;
    return memory;
  }

  static Vector Gather(const float *from, std::size_t step) {
    Vector values;
    for (int lane = 0; lane < kLanes; lane++) values[lane] = from[lane * step];
    return values;
  }

  const std::size_t plane_;
  float *const at_;
};

/* The convolution of images with a filter. */
inline void Convolve(const float *images, Sizes sizes, const TransformedFilter &filter, float *result) {
  const int in = filter.in, out = filter.out;
  const Tiling tiling(sizes);
  const int all = tiling.Count();
  /* Filters that do not fit into the cache are to be read seldom. */
  const int least = in * out > kCached / 4 ? 128 : 4 * kRows;
  const int fitting = std::max(kCached / (kPositions * (in + out)), least);
  const int block = RoundUp(std::min(fitting, (all + ThreadCount() - 1) / ThreadCount()), kRows);
  InParallel((all + block - 1) / block, [&](int part) {
    static thread_local Memory memory;
    const std::size_t in_plane = std::size_t(block) * in + kApart, out_plane = std::size_t(block) * out + kApart;
    float *at = memory.Get(kPositions * (in_plane + out_plane));
    const Transformed inputs{at, std::size_t(in), in_plane};
    const Transformed outputs{at + kPositions * in_plane, std::size_t(out), out_plane};
    const Range tiles{part * block, std::min(block, all - part * block)};
    TransformInputs(images, tiling, in, tiles, {0, in}, inputs);
    for (int p = 0; p < kPositions; p++) {
      for (int column = 0; column < out; column += kColumns) {
        /* The last rows may be no tiles; nobody reads what becomes of them. */
        for (int row = 0; row < tiles.count; row += kRows) {
          Multiply({inputs.at + p * in_plane + std::size_t(row) * in, std::size_t(in)}, filter.Group(p, column), in,
                   {outputs.at + p * out_plane + std::size_t(row) * out + column, std::size_t(out)});
        }
      }
    }
    TransformOutputs(outputs, tiling, out, tiles, result);
  });
}
