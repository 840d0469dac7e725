// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// BLAS of LibTorch's library (MKL on x86): column-major, every argument by pointer.
extern "C" void sgemm_(const char* transA, const char* transB, const int* m, const int* n,
                       const int* k, const float* alpha, const float* a, const int* lda,
                       const float* b, const int* ldb, const float* beta, float* c, const int* ldc);

// MKL only: threads of the products that this thread asks for, 0 for the general setting; gives the
// number before.
extern "C" __attribute__((weak)) int MKL_Set_Num_Threads_Local(int threads);

namespace marginalia {

/// While one lives, products of this thread stay on it: inside work that is dealt out already, the
/// library would open a parallel region of one thread for each of thousands of small products.
class SerialProducts {
public:
    SerialProducts()
        : m_before(MKL_Set_Num_Threads_Local != nullptr ? MKL_Set_Num_Threads_Local(1) : 0)
    {
    }
    ~SerialProducts()
    {
        if (MKL_Set_Num_Threads_Local != nullptr) {
            MKL_Set_Num_Threads_Local(m_before);
        }
    }
    SerialProducts(const SerialProducts&) = delete;
    SerialProducts& operator=(const SerialProducts&) = delete;

private:
    int m_before;
};

/// Row-major C [m, n] = op(A) op(B) + beta C; inner size k; leading sizes are row strides in
/// memory.
inline void gemm(bool transA, bool transB, std::int64_t m, std::int64_t n, std::int64_t k,
                 const float* a, std::int64_t lda, const float* b, std::int64_t ldb, float beta,
                 float* c, std::int64_t ldc)
{
    if (m == 0 || n == 0 || k == 0) {
        return;
    }
    const auto narrow = [](std::int64_t value) { return static_cast<int>(value); };
    const int rows = narrow(n), columns = narrow(m), inner = narrow(k);
    const int strideA = narrow(lda), strideB = narrow(ldb), strideC = narrow(ldc);
    const float one = 1;
    // Column-major sees every matrix transposed: C' = op(B)' op(A)'.
    sgemm_(transB ? "T" : "N", transA ? "T" : "N", &rows, &columns, &inner, &one, b, &strideB, a,
           &strideA, &beta, c, &strideC);
}

}  // namespace marginalia
