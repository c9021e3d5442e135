/* The transforms of Winograd's minimal filtering F(2x2, 3x3): Lavin and Gray, "Fast Algorithms for Convolutional Neural
   Networks", 2016, section 4.1, whose names of matrices these are. A 4x4 tile d of the input and a 3x3 filter g give 2x2
   pixels of the output,

     Y = A' [(G g G') * (B' d B)] A        (' transposes, * multiplies element by element),

   with 16 multiplications where there are 36 otherwise. Gradients take the adjoint transforms.

   Each function is one dimension of one transform: it reads and writes elements that are `step` apart. Each element is a
   vector of channels. */
#pragma once
#include "vectors.h"

constexpr int kTile = 4;   /* The side of an input tile. */
constexpr int kOutput = 2; /* The side of its output. */
constexpr int kFilter = 3;
constexpr int kPositions = kTile * kTile;

/* B' d */
inline void TransformInput(const Vector *d, int step, Vector *to) {
  const Vector a = d[0], b = d[step], c = d[2 * step], e = d[3 * step];
  to[0] = a - c;
  to[step] = b + c;
  to[2 * step] = c - b;
  to[3 * step] = b - e;
}

/* G g */
inline void TransformFilter(const Vector *g, int step, Vector *to) {
  const Vector outer = (g[0] + g[2 * step]) * .5f, inner = g[step] * .5f;
  to[0] = g[0];
  to[step] = outer + inner;
  to[2 * step] = outer - inner;
  to[3 * step] = g[2 * step];
}

/* A' m */
inline void TransformOutput(const Vector *m, int step, Vector *to) {
  to[0] = m[0] + m[step] + m[2 * step];
  to[step] = m[step] - m[2 * step] - m[3 * step];
}

/* A y, the adjoint of `TransformOutput` */
inline void TransformOutputGradient(const Vector *y, int step, Vector *to) {
  to[0] = y[0];
  to[step] = y[0] + y[step];
  to[2 * step] = y[0] - y[step];
  to[3 * step] = -y[step];
}

/* G' u, the adjoint of `TransformFilter` */
inline void TransformFilterGradient(const Vector *u, int step, Vector *to) {
  const Vector sum = (u[step] + u[2 * step]) * .5f, difference = (u[step] - u[2 * step]) * .5f;
  to[0] = u[0] + sum;
  to[step] = difference;
  to[2 * step] = sum + u[3 * step];
}

/* A transform in both dimensions: a square of `from` times `from` elements becomes one of `to` times `to`. */
template <int from, int to, void (*transform)(const Vector *, int, Vector *)>
inline void InBothDimensions(const Vector *elements, Vector *result) {
  Vector between[to * from];
  for (int column = 0; column < from; column++) transform(elements + column, from, between + column);
  for (int row = 0; row < to; row++) transform(between + row * from, 1, result + row * to);
}
