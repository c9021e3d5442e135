/* Products of small parts of matrices, whose sums stay in registers: kRows rows of kColumns columns. */
#pragma once
#include "vectors.h"

/* A part of a matrix: rows of numbers that are `stride` numbers apart. */
template <typename Number>
struct Rows {
  Number *at;
  std::size_t stride;
};

/* The sums of a product. */
struct Sums {
  Vector values[kRows][2];

  /* Adds the product of a column, whose numbers are `step` apart, and a row. */
  void Add(const float *column, std::size_t step, const float *row) {
    const Vector low = Load(row), high = Load(row + kLanes);
#pragma GCC unroll 8
    for (int i = 0; i < kRows; i++) {
      values[i][0] += column[i * step] * low;
      values[i][1] += column[i * step] * high;
    }
  }

  void Read(Rows<const float> from) {
#pragma GCC unroll 8
    for (int i = 0; i < kRows; i++) {
      values[i][0] = Load(from.at + i * from.stride);
      values[i][1] = Load(from.at + i * from.stride + kLanes);
    }
  }

  void Write(Rows<float> to) const {
#pragma GCC unroll 8
    for (int i = 0; i < kRows; i++) {
      Store(to.at + i * to.stride, values[i][0]);
      Store(to.at + i * to.stride + kLanes, values[i][1]);
    }
  }
};

/* to = left right: `left` has kRows rows of `depth` numbers; the rows of `right` follow one another. */
inline void Multiply(Rows<const float> left, const float *right, int depth, Rows<float> to) {
  Sums sums = {};
  for (int k = 0; k < depth; k++) sums.Add(left.at + k, left.stride, right + k * kColumns);
  sums.Write(to);
}

/* to += left' right: both have `depth` rows. */
inline void AddTransposedProduct(Rows<const float> left, Rows<const float> right, int depth, Rows<float> to) {
  Sums sums;
  sums.Read({to.at, to.stride});
  for (int k = 0; k < depth; k++) sums.Add(left.at + k * left.stride, 1, right.at + k * right.stride);
  sums.Write(to);
}
