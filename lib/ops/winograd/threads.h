/* Threads that share the parts of one operation. TensorFlow does not lend its own to operations from outside. */
#pragma once
#include <functional>

/* How many threads there are: TF_NUM_INTRAOP_THREADS, or one for each processor that this process may use. */
int ThreadCount();

/* Runs all parts, in any order, on all threads. To be called by one thread at a time. */
void InParallel(int parts, const std::function<void(int part)> &run);
