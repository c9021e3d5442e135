/* Products of small parts of matrices, whose sums stay in registers: kRows rows of kColumns columns. */
#pragma once
#include "vectors.h"

/* A part of a matrix: rows of numbers that are `stride` numbers apart. */
template <typename Number>
struct Rows {
  Number *at;
  std::size_t stride;
};

/* to = left right: `left` has kRows rows of `depth` numbers; the rows of `right` follow one another. */
inline void Multiply(Rows<const float> left, const float *right, int depth, Rows<float> to) {
  Vector sums[kRows][2] = {};
  for (int k = 0; k < depth; k++) {
    const Vector low = Load(right + k * kColumns), high = Load(right + k * kColumns + kLanes);
#pragma GCC unroll 8
    for (int row = 0; row < kRows; row++) {
      const float factor = left.at[row * left.stride + k];
      sums[row][0] += factor * low;
      sums[row][1] += factor * high;
    }
  }
#pragma GCC unroll 8
  for (int row = 0; row < kRows; row++) {
    Store(to.at + row * to.stride, sums[row][0]);
    Store(to.at + row * to.stride + kLanes, sums[row][1]);
  }
}

/* to += left' right: both have `depth` rows. */
inline void AddTransposedProduct(Rows<const float> left, Rows<const float> right, int depth, Rows<float> to) {
  Vector sums[kRows][2];
#pragma GCC unroll 8
  for (int row = 0; row < kRows; row++) {
    sums[row][0] = Load(to.at + row * to.stride);
    sums[row][1] = Load(to.at + row * to.stride + kLanes);
  }
  for (int k = 0; k < depth; k++) {
    const float *columns = right.at + k * right.stride;
    const Vector low = Load(columns), high = Load(columns + kLanes);
#pragma GCC unroll 8
    for (int row = 0; row < kRows; row++) {
      const float factor = left.at[k * left.stride + row];
      sums[row][0] += factor * low;
      sums[row][1] += factor * high;
    }
  }
#pragma GCC unroll 8
  for (int row = 0; row < kRows; row++) {
    Store(to.at + row * to.stride, sums[row][0]);
    Store(to.at + row * to.stride + kLanes, sums[row][1]);
  }
}
