// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/budget.h"
#include "core/text/jinja/value.h"

#include <algorithm>

namespace marginalia::jinja {

namespace {

template <class Compare>
bool sameItems(const Values& a, const Values& b, Compare compare)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), compare);
}

}  // namespace

bool equal(const Value& a, const Value& b, int depth)
{
    checkDepth(depth);
    if (a.isNumber() && b.isNumber()) {
        return a.isWhole() && b.isWhole() ? a.whole() == b.whole() : a.number() == b.number();
    }
    if (a.type() != b.type()) {
        return false;
    }
    const auto inner = [depth](const Value& x, const Value& y) { return equal(x, y, depth + 1); };
    switch (a.type()) {
        case Type::Undefined:
        case Type::None:
            return true;
        case Type::String:
        case Type::Bytes:
            spend(static_cast<std::int64_t>(a.text().size() / 256));
            return a.text() == b.text();
        case Type::List:
        case Type::Tuple:
            return sameItems(a.items(), b.items(), inner);
        case Type::Dict: {
            const auto& left = a.dictObject();
            const auto& right = b.dictObject();
            return left.items.size() == right.items.size() &&
                   std::all_of(left.items.begin(), left.items.end(), [&](const auto& item) {
                       const Value* other = right.find(item.first);
                       return other != nullptr && inner(item.second, *other);
                   });
        }
        case Type::Range: {
            const RangeObject& x = a.rangeObject();
            const RangeObject& y = b.rangeObject();
            return x.count == y.count &&
                   (x.count == 0 || (x.start == y.start && (x.count == 1 || x.step == y.step)));
        }
        default:
            return a.same(b);
    }
}

bool less(const Value& a, const Value& b, int depth)
{
    checkDepth(depth);
    if (a.isNumber() && b.isNumber()) {
        return a.isWhole() && b.isWhole() ? a.whole() < b.whole() : a.number() < b.number();
    }
    if ((a.isString() && b.isString()) || (a.is(Type::Bytes) && b.is(Type::Bytes))) {
        return a.text() < b.text();  // UTF-8 sorts as code points do
    }
    const bool lists = a.type() == b.type() && (a.is(Type::List) || a.is(Type::Tuple));
    if (lists) {
        const size_t count = std::min(a.items().size(), b.items().size());
        for (size_t i = 0; i < count; ++i) {
            if (!equal(a.items()[i], b.items()[i], depth + 1)) {
                return less(a.items()[i], b.items()[i], depth + 1);
            }
        }
        return a.items().size() < b.items().size();
    }
    fail(Text(MG_TR("template", "Values of type %1 and %2 have no order."),
              {typeName(a), typeName(b)}));
}

}  // namespace marginalia::jinja
