/* Images [batch, height, width, channels] as tiles that Winograd's transforms work on, and back. Transformed, tiles are 16
   matrices, one for each position in a tile, with a row for each tile and a column for each channel. */
#pragma once
#include "transforms.h"

struct Sizes {
  int batch, height, width;
};

/* Where a tile's output lies. */
struct Place {
  int image, y, x;
};

class Tiling {
 public:
  explicit Tiling(Sizes sizes)
      : sizes(sizes), rows_((sizes.height + 1) / kOutput), columns_((sizes.width + 1) / kOutput) {}

  int Count() const { return sizes.batch * rows_ * columns_; }

  Place PlaceOf(int tile) const {
    return {tile / columns_ / rows_, tile / columns_ % rows_ * kOutput, tile % columns_ * kOutput};
  }

  const Sizes sizes;

 private:
  const int rows_, columns_;
};

/* The matrices of transformed tiles. */
struct Transformed {
  float *at;
  /* From a row to the next, and from a matrix to the next, in numbers. */
  std::size_t stride, plane;

  void Put(int row, int column, const Vector *elements) const {
    for (int p = 0; p < kPositions; p++) Store(at + p * plane + row * stride + column, elements[p]);
  }

  void Get(int row, int column, Vector *elements) const {
    for (int p = 0; p < kPositions; p++) elements[p] = Load(at + p * plane + row * stride + column);
  }
};

/* A range of tiles or channels. */
struct Range {
  int first, count;
};

/* A square of pixels, zero outside of the image; `y` and `x` are its corner, `at` the channel. */
template <int side>
inline void LoadPixels(const float *image, Sizes sizes, int channels, int y, int x, int at, Vector *pixels) {
  for (int i = 0; i < side; i++) {
    for (int j = 0; j < side; j++) {
      const bool is_inside = y + i >= 0 && y + i < sizes.height && x + j >= 0 && x + j < sizes.width;
      const std::ptrdiff_t pixel = std::ptrdiff_t(y + i) * sizes.width + x + j;
      pixels[i * side + j] = is_inside ? Load(image + pixel * channels + at) : Vector{};
    }
  }
}

/* Tiles of images, of some of their channels: squares of `side` pixels that begin `border` pixels before their output. */
template <int side, int border, void (*transform)(const Vector *, int, Vector *)>
inline void TransformTiles(const float *images, const Tiling &tiling, int channels, Range tiles, Range taken,
                           const Transformed &to) {
  const Sizes sizes = tiling.sizes;
  for (int i = 0; i < tiles.count; i++) {
    const Place place = tiling.PlaceOf(tiles.first + i);
    const float *image = images + std::size_t(place.image) * sizes.height * sizes.width * channels;
    for (int c = 0; c < taken.count; c += kLanes) {
      Vector pixels[side * side], elements[kPositions];
      LoadPixels<side>(image, sizes, channels, place.y - border, place.x - border, taken.first + c, pixels);
      InBothDimensions<side, kTile, transform>(pixels, elements);
      to.Put(i, c, elements);
    }
  }
}

/* Tiles of the input. */
constexpr auto TransformInputs = TransformTiles<kTile, 1, TransformInput>;
/* Tiles of the gradient for the output. */
constexpr auto TransformGradients = TransformTiles<kOutput, 0, TransformOutputGradient>;

/* Tiles of the output. */
inline void TransformOutputs(const Transformed &from, const Tiling &tiling, int channels, Range tiles, float *images) {
  const Sizes sizes = tiling.sizes;
  for (int i = 0; i < tiles.count; i++) {
    const Place place = tiling.PlaceOf(tiles.first + i);
    float *image = images + std::size_t(place.image) * sizes.height * sizes.width * channels;
    for (int c = 0; c < channels; c += kLanes) {
      Vector elements[kPositions], pixels[kOutput * kOutput];
      from.Get(i, c, elements);
      InBothDimensions<kTile, kOutput, TransformOutput>(elements, pixels);
      for (int y = 0; y < kOutput && place.y + y < sizes.height; y++) {
        for (int x = 0; x < kOutput && place.x + x < sizes.width; x++) {
          const std::size_t pixel = std::size_t(place.y + y) * sizes.width + place.x + x;
          Store(image + pixel * channels + c, pixels[y * kOutput + x]);
        }
      }
    }
  }
}
