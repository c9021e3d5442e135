/* Memory that is kept for the next operation. */
#pragma once
#include <cstdlib>
#include <new>

class Memory {
 public:
  ~Memory() { std::free(at_); }

  /* So many numbers of any value, at an address for vectors. */
  float *Get(std::size_t numbers) {
    if (numbers > size_) {
      std::free(at_);
      size_ = 0;
      at_ = static_cast<float *>(std::aligned_alloc(64, (numbers * sizeof(float) + 63) / 64 * 64));
      if (!at_) throw std::bad_alloc();
      size_ = numbers;
    }
    return at_;
  }

 private:
  float *at_ = nullptr;
  std::size_t size_ = 0;
};
