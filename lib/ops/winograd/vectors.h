/* Vectors of numbers, as wide as the processor's registers. */
#pragma once
#include <cstddef>

#if defined(__AVX512F__)
constexpr int kLanes = 16;
/* Rows that `multiply.h` works on at once: with two vectors each, as many as there are registers for. */
constexpr int kRows = 8;
#else
constexpr int kLanes = 8;
constexpr int kRows = 6;
#endif
constexpr int kColumns = 2 * kLanes;

typedef float Vector __attribute__((vector_size(kLanes * sizeof(float))));
typedef float UnalignedVector __attribute__((vector_size(kLanes * sizeof(float)), aligned(sizeof(float))));

inline Vector Load(const float *from) { return *reinterpret_cast<const UnalignedVector *>(from); }
inline void Store(float *to, Vector values) { *reinterpret_cast<UnalignedVector *>(to) = values; }
