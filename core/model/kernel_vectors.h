// SPDX-License-Identifier: Apache-2.0
// Vectors of LANES floats (4, 8 or 16) for the bodies of the row and the block kernels. No #pragma
// once: a part of a body.

#include <math.h>
#include <string.h>

namespace {

typedef float Wide __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef unsigned short WideHalf __attribute__((vector_size(2 * LANES), aligned(2), may_alias));
typedef float Vector __attribute__((vector_size(4 * LANES)));
typedef int VectorInt __attribute__((vector_size(4 * LANES)));
typedef unsigned VectorBits __attribute__((vector_size(4 * LANES)));

constexpr long kLanes = LANES;
constexpr long kBlock = 16;  ///< keys that stand side by side in a cache

/// Number type of weights and caches in memory: how a vector of them becomes floats.
struct Full {
    typedef float Number;
    static Vector load(const Number* from) { return *reinterpret_cast<const Wide*>(from); }
};

struct Half {
    typedef unsigned short Number;
    static Vector load(const Number* from)
    {
        const WideHalf half = *reinterpret_cast<const WideHalf*>(from);
        const VectorBits bits = __builtin_convertvector(half, VectorBits) << 16;
        Vector out;
        memcpy(&out, &bits, sizeof out);
        return out;
    }
};

template <class Type>
inline Vector loadPart(const typename Type::Number* from, long count)
{
    typename Type::Number lanes[kLanes] = {};
    memcpy(lanes, from, static_cast<unsigned long>(count) * sizeof lanes[0]);
    return Type::load(lanes);
}

inline void store(float* to, Vector value)
{
    *reinterpret_cast<Wide*>(to) = value;
}

inline void storePart(float* to, Vector value, long count)
{
    memcpy(to, &value, static_cast<unsigned long>(count) * sizeof(float));
}

inline Vector all(float value)
{
    return Vector{} + value;
}

/// Halves are added until one number is left.
__attribute__((always_inline)) inline float sumOf(const Vector& v)
{
#if LANES == 4
    const Vector& four = v;
#else
#if LANES == 8
    const Vector& eight = v;
#else
    const auto eight = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
                       __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
#endif
    const auto four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3) +
                      __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
#endif
    return (four[0] + four[2]) + (four[1] + four[3]);
}

__attribute__((always_inline)) inline float largestOf(const Vector& v)
{
    float lanes[kLanes];
    memcpy(lanes, &v, sizeof lanes);
    float largest = lanes[0];
    for (long i = 1; i < kLanes; ++i) {
        largest = lanes[i] > largest ? lanes[i] : largest;
    }
    return largest;
}

/// e^x to about one unit in the last place (polynomial of the Cephes library, Moshier 1989).
__attribute__((always_inline)) inline Vector exponential(const Vector& any)
{
    const Vector least = all(-87.0F);
    const Vector most = all(88.0F);
    Vector x = any < least ? least : any;
    x = x > most ? most : x;
    const Vector magic = all(12582912.0F);  // 1.5 * 2^23: adding it rounds to a whole number
    const Vector n = (x * 1.44269504088896341F + magic) - magic;
    const Vector r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    Vector p = r * 1.9875691500e-4F + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    const VectorInt bits = (__builtin_convertvector(n, VectorInt) + 127) << 23;
    Vector power;
    memcpy(&power, &bits, sizeof power);
    return p * power;
}

__attribute__((always_inline)) inline Vector sigmoid(const Vector& x)
{
    return 1.0F / (1.0F + exponential(-x));
}

}  // namespace
