/* The gradient of `Convolve` for its filter. */
#pragma once
#include "convolution.h"

/* How the work is parted, by the sizes alone, so that the sums do not depend on the number of threads. */
struct Parts {
  /* What the number of channels is a multiple of. */
  static constexpr int kChannels = 32;

  Parts(int in, int tiles)
      : channels(in % (2 * kChannels) == 0 ? 2 * kChannels : kChannels),
        groups(in / channels),
        slices(std::max(1, std::min(16 / groups, tiles / 64))) {}

  /* Channels of the input in a group. */
  const int channels;
  const int groups;
  /* Slices of the tiles, whose sums are added in the end. */
  const int slices;
};

/* From images with `in` channels and the gradient for the result, which has `out`. */
inline void FilterGradient(const float *images, const float *gradient, Sizes sizes, int in, int out, float *result) {
  const Tiling tiling(sizes);
  const int all = tiling.Count();
  const Parts parts(in, all);
  const int rows = RoundUp(parts.channels, kRows);
  const int slice = (all + parts.slices - 1) / parts.slices;
  const int block = std::min(slice, std::max(16, kCached / (kPositions * (rows + out))));
  const std::size_t plane = std::size_t(rows) * out, sums_size = kPositions * plane;
  static Memory memory;
  float *const all_sums = memory.Get(sums_size * parts.groups * parts.slices);

  InParallel(parts.groups * parts.slices, [&](int part) {
    static thread_local Memory memory;
    const int first = part % parts.slices * slice, end = std::min(all, first + slice);
    const std::size_t in_plane = std::size_t(block) * rows + kApart;
    const std::size_t out_plane = std::size_t(block) * out + kApart;
    float *at = memory.Get(kPositions * (in_plane + out_plane));
    const Transformed inputs{at, std::size_t(rows), in_plane};
    const Transformed gradients{at + kPositions * in_plane, std::size_t(out), out_plane};
    float *sums = all_sums + part * sums_size;
    std::fill(sums, sums + sums_size, 0.f);
    for (int at_tile = first; at_tile < end; at_tile += block) {
      const Range tiles{at_tile, std::min(block, end - at_tile)};
      TransformInputs(images, tiling, in, tiles, {part / parts.slices * parts.channels, parts.channels}, inputs);
      TransformGradients(gradient, tiling, out, tiles, {0, out}, gradients);
      for (int p = 0; p < kPositions; p++) {
        for (int column = 0; column < out; column += kColumns) {
          /* The last rows may be no channels; nobody reads what becomes of them. */
          for (int row = 0; row < parts.channels; row += kRows) {
            AddTransposedProduct({inputs.at + p * in_plane + row, inputs.stride},
                                 {gradients.at + p * out_plane + column, gradients.stride}, tiles.count,
                                 {sums + p * plane + std::size_t(row) * out + column, std::size_t(out)});
          }
        }
      }
    }
  });

  InParallel(parts.groups, [&](int group) {
    for (int c = 0; c < parts.channels; c++) {
      for (int d = 0; d < out; d += kLanes) {
        Vector elements[kPositions] = {}, pixels[kFilter * kFilter];
        for (int i = 0; i < parts.slices; i++) {
          const float *sums = all_sums + (group * parts.slices + i) * sums_size + std::size_t(c) * out + d;
          for (int p = 0; p < kPositions; p++) elements[p] += Load(sums + p * plane);
        }
        InBothDimensions<kTile, kFilter, TransformFilterGradient>(elements, pixels);
        for (int p = 0; p < kFilter * kFilter; p++) {
          Store(result + (std::size_t(p) * in + group * parts.channels + c) * out + d, pixels[p]);
        }
      }
    }
  });
}
