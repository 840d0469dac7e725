// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

namespace marginalia {

/// A number with its derivatives by the log-probs of a pair's two answers, for formulas that are
/// written once and differentiated exactly (forward mode).
struct Dual {
    double value = 0;
    double byChosen = 0;
    double byRejected = 0;

    Dual(double constant = 0) : value(constant) {}  // NOLINT(google-explicit-constructor): formulas
    Dual(double v, double c, double r) : value(v), byChosen(c), byRejected(r) {}

    /// `outer` is the value of a function here, `slope` its derivative.
    Dual through(double outer, double slope) const
    {
        return {outer, slope * byChosen, slope * byRejected};
    }
};

inline Dual operator+(const Dual& a, const Dual& b)
{
    return {a.value + b.value, a.byChosen + b.byChosen, a.byRejected + b.byRejected};
}
inline Dual operator-(const Dual& a)
{
    return {-a.value, -a.byChosen, -a.byRejected};
}
inline Dual operator-(const Dual& a, const Dual& b)
{
    return a + -b;
}
inline Dual operator*(const Dual& a, const Dual& b)
{
    return {a.value * b.value, a.byChosen * b.value + a.value * b.byChosen,
            a.byRejected * b.value + a.value * b.byRejected};
}
inline Dual operator/(const Dual& a, double b)
{
    return {a.value / b, a.byChosen / b, a.byRejected / b};
}

inline Dual square(const Dual& z)
{
    return z * z;
}
inline Dual exp(const Dual& z)
{
    const double value = std::exp(z.value);
    return z.through(value, value);
}
/// max(0, z); the corner itself has slope 0.
inline Dual positivePart(const Dual& z)
{
    return z.value > 0 ? z : Dual(0);
}
inline double sigmoid(double z)
{
    return z >= 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z));
}
inline Dual sigmoid(const Dual& z)
{
    // The slope from both tails: 1 - s would lose all digits for large z.
    return z.through(sigmoid(z.value), sigmoid(z.value) * sigmoid(-z.value));
}
/// log of the logistic function, finite for any z (objectives.md 0.5).
inline Dual logSigmoid(const Dual& z)
{
    return z.through(std::min(z.value, 0.0) - std::log1p(std::exp(-std::abs(z.value))),
                     sigmoid(-z.value));
}
/// log(1 - e^z) for z < 0, held away from 0 (objectives.md 0.5).
inline Dual log1mExp(const Dual& z)
{
    const double at = std::min(z.value, -1e-7);
    constexpr double kLn2 = 0.6931471805599453;
    const double value = at < -kLn2 ? std::log1p(-std::exp(at)) : std::log(-std::expm1(at));
    return z.through(value, at == z.value ? std::exp(at) / std::expm1(at) : 0.0);
}
/// (1 - e^(-alpha z)) / alpha; z itself for alpha 0. The exponent is held below 30.
inline Dual alphaTransform(const Dual& z, double alpha)
{
    if (alpha == 0) {
        return z;
    }
    const double exponent = std::min(-alpha * z.value, 30.0);
    return z.through(-std::expm1(exponent) / alpha, std::exp(exponent));
}

}  // namespace marginalia
