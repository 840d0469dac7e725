// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/products.h"

#include <cstdint>
#include <vector>

namespace marginalia {

/// What adapters add to a product of the fused stack, apart from its matrix: to the columns
/// [from, from + outputs) of y the product (x A^T) B^T, whose scale is in A. float32, also where
/// the matrix is bf16.
struct LowRankWeight {
    struct Part {
        std::int64_t from = 0;
        std::int64_t outputs = 0;
        std::int64_t rank = 0;
        const float* b = nullptr;  ///< [outputs, rank]
    };
    const float* a = nullptr;  ///< [ranks, in], of the parts one below the other
    std::int64_t ranks = 0;    ///< of all parts
    std::vector<Part> parts;
};

struct LowRankGradient {
    float* a = nullptr;     ///< [ranks, in], of A with its scale
    std::vector<float*> b;  ///< of each part
};

/// A matrix [out, in]: in one piece, or in several that lie apart, as q, k and v in a file.
struct StackMatrix {
    struct Piece {
        std::int64_t from = 0;  ///< its first row
        std::int64_t outputs = 0;
        ProductWeight weight;  ///< [outputs, in]
    };
    std::vector<Piece> pieces;
    LowRankWeight beside;
};

struct StackMatrixGradient {
    float* weight = nullptr;  ///< [out, in]; null: it is frozen
    LowRankGradient beside;
};

/// What one thread multiplies with.
struct StackProducts {
    explicit StackProducts(const PanelKernels* model) : model(model), beside(panelsFor(false)) {}

    Products model;
    Products beside;  ///< of adapters
};

/// Sizes of one product: n rows from `in` to `out` numbers.
struct ProductShape {
    std::int64_t n;
    std::int64_t out;
    std::int64_t in;
};

/// low [n, ranks] = x A^T.
void reduceRows(StackProducts& products, const ProductShape& shape, const float* x,
                const StackMatrix& matrix, float* low);
/// y [n, out] = x W^T + low B^T + beta y; `low` as reduceRows() left it.
void multiplyRows(StackProducts& products, const ProductShape& shape, const float* x,
                  const StackMatrix& matrix, const float* low, float beta, float* y);

/// The backward pass of both: writes dx [n, in] from dy [n, out], and gradients, which are added to
/// what is there unless it is the `first` time. `slopes`: room for [n, ranks].
struct RowSlopes {
    const float* dy;
    const float* x;
    const float* low;
    float* slopes;
};
void differentiateRows(StackProducts& products, const ProductShape& shape, const RowSlopes& rows,
                       const StackMatrix& matrix, const StackMatrixGradient& gradient, bool first,
                       float* dx);

}  // namespace marginalia
