// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_matrix.h"

namespace marginalia {

void reduceRows(StackProducts& products, const ProductShape& shape, const float* x,
                const StackMatrix& matrix, float* low)
{
    const LowRankWeight& beside = matrix.beside;
    products.beside.general(false, true, shape.n, beside.ranks, shape.in, x, shape.in, beside.a,
                            shape.in, 0, low, beside.ranks);
}

void multiplyRows(StackProducts& products, const ProductShape& shape, const float* x,
                  const StackMatrix& matrix, const float* low, float beta, float* y)
{
    for (const StackMatrix::Piece& piece : matrix.pieces) {
        products.model.forward(shape.n, piece.outputs, shape.in, x, piece.weight, beta,
                               y + piece.from, shape.out);
    }
    const std::int64_t ranks = matrix.beside.ranks;
    for (const LowRankWeight::Part& part : matrix.beside.parts) {
        products.beside.general(false, true, shape.n, part.outputs, part.rank, low, ranks, part.b,
                                part.rank, 1, y + part.from, shape.out);
        low += part.rank;
    }
}

namespace {

void differentiateBeside(Products& products, const ProductShape& shape, const RowSlopes& rows,
                         const LowRankWeight& weight, const LowRankGradient& gradient, float beta,
                         float* dx)
{
    const auto [n, out, in] = shape;
    const std::int64_t ranks = weight.ranks;
    std::int64_t column = 0;
    for (std::size_t i = 0; i < weight.parts.size(); ++i) {
        const LowRankWeight::Part& part = weight.parts[i];
        const float* const dy = rows.dy + part.from;
        products.general(false, false, n, part.rank, part.outputs, dy, out, part.b, part.rank, 0,
                         rows.slopes + column, ranks);
        products.general(true, false, part.outputs, part.rank, n, dy, out, rows.low + column, ranks,
                         beta, gradient.b[i], part.rank);
        column += part.rank;
    }
    products.general(true, false, ranks, in, n, rows.slopes, ranks, rows.x, in, beta, gradient.a,
                     in);
    products.general(false, false, n, in, ranks, rows.slopes, ranks, weight.a, in, 1, dx, in);
}

}  // namespace

void differentiateRows(StackProducts& products, const ProductShape& shape, const RowSlopes& rows,
                       const StackMatrix& matrix, const StackMatrixGradient& gradient, bool first,
                       float* dx)
{
    const auto [n, out, in] = shape;
    const float beta = first ? 0 : 1;
    for (const StackMatrix::Piece& piece : matrix.pieces) {
        products.model.backward(n, piece.outputs, in, rows.dy + piece.from, out, piece.weight,
                                piece.from == 0 ? 0 : 1, dx);
    }
    if (gradient.weight != nullptr) {
        products.model.gradient(n, out, in, rows.dy, rows.x, beta, gradient.weight);
    }
    if (!matrix.beside.parts.empty()) {
        differentiateBeside(products.beside, shape, rows, matrix.beside, gradient.beside, beta, dx);
    }
}

}  // namespace marginalia
