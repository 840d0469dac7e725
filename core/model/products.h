// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/float_buffer.h"
#include "core/model/gemm.h"
#include "core/model/panel_kernels.h"

#include <cstdint>

namespace marginalia {

/// A weight matrix W [out, in] as products use it: as it lies, or in panels for both directions.
/// As it lies it is float32 for the library, and is laid out by every product of our own kernels.
struct ProductWeight {
    const void* plain = nullptr;
    const PanelWord* forward = nullptr;   ///< W^T [in, out] in panels
    const PanelWord* backward = nullptr;  ///< W [out, in] in panels; null: no backward pass
};

/// Products of one thread, by our own kernels or, without them, by the library's in float32. For
/// bf16 weights both sides are rounded to bf16, and sums and results stay in float32, which is what
/// autocast does.
class Products {
public:
    /// `kernels`: null for the library's.
    explicit Products(const PanelKernels* kernels) : m_kernels(kernels) {}

    /// y [n, out] = x [n, in] W^T + beta y, rows of y `stride` apart; beta is 0 or 1, as in all of
    /// these.
    void forward(std::int64_t n, std::int64_t out, std::int64_t in, const float* x,
                 const ProductWeight& weight, float beta, float* y, std::int64_t stride)
    {
        if (m_kernels == nullptr) {
            gemm(false, true, n, out, in, x, in, numbers(weight), in, beta, y, stride);
            return;
        }
        const PanelWord* const panels =
            weight.forward != nullptr ? weight.forward : laidOut(true, in, out, weight, in);
        multiply(n, out, in, left(false, n, in, x, in), panels, beta, y, stride);
    }

    /// dx [n, in] = dy [n, out] W + beta dx, rows of dy `stride` apart.
    void backward(std::int64_t n, std::int64_t out, std::int64_t in, const float* dy,
                  std::int64_t stride, const ProductWeight& weight, float beta, float* dx)
    {
        if (m_kernels == nullptr) {
            gemm(false, false, n, in, out, dy, stride, numbers(weight), in, beta, dx, in);
            return;
        }
        const PanelWord* const panels =
            weight.backward != nullptr ? weight.backward : laidOut(false, out, in, weight, in);
        multiply(n, in, out, left(false, n, out, dy, stride), panels, beta, dx, in);
    }

    /// dW [out, in] = dy^T x + beta dW.
    void gradient(std::int64_t n, std::int64_t out, std::int64_t in, const float* dy,
                  const float* x, float beta, float* dw)
    {
        general(true, false, out, in, n, dy, out, x, in, beta, dw, in);
    }

    /// As gemm().
    void general(bool transA, bool transB, std::int64_t m, std::int64_t n, std::int64_t k,
                 const float* a, std::int64_t lda, const float* b, std::int64_t ldb, float beta,
                 float* c, std::int64_t ldc)
    {
        if (m == 0 || n == 0 || k == 0) {
            return;
        }
        if (m_kernels == nullptr) {
            gemm(transA, transB, m, n, k, a, lda, b, ldb, beta, c, ldc);
            return;
        }
        PanelWord* const panels = words(m_right, panelRightSize(m_kernels, k, n));
        m_kernels->packRight(transB ? 1 : 0, k, n, b, ldb, panels);
        multiply(m, n, k, left(transA, m, k, a, lda), panels, beta, c, ldc);
    }

private:
    static const float* numbers(const ProductWeight& weight)
    {
        return static_cast<const float*>(weight.plain);
    }

    const PanelWord* laidOut(bool transposed, std::int64_t k, std::int64_t n,
                             const ProductWeight& weight, std::int64_t stride)
    {
        PanelWord* const panels = words(m_right, panelRightSize(m_kernels, k, n));
        m_kernels->packWeight(transposed ? 1 : 0, k, n, weight.plain, stride, panels);
        return panels;
    }

    static PanelWord* words(FloatBuffer& buffer, std::int64_t count)
    {
        return reinterpret_cast<PanelWord*>(buffer.reserve(count));
    }

    const PanelWord* left(bool transposed, std::int64_t m, std::int64_t k, const float* a,
                          std::int64_t lda)
    {
        PanelWord* const tiles = words(m_left, m_kernels->leftSize(m, k));
        m_kernels->packLeft(transposed ? 1 : 0, m, k, a, lda, tiles);
        return tiles;
    }

    void multiply(std::int64_t m, std::int64_t n, std::int64_t k, const PanelWord* left,
                  const PanelWord* right, float beta, float* c, std::int64_t ldc) const
    {
        m_kernels->multiply(m, n, k, left, right, beta != 0 ? 1 : 0, c, ldc);
    }

    const PanelKernels* m_kernels;
    FloatBuffer m_left;
    FloatBuffer m_right;
};

/// The kernels for weights of a type: null for the library's float32.
inline const PanelKernels* panelsFor(bool half)
{
    return half ? halfPanels() : floatPanels();
}

}  // namespace marginalia
