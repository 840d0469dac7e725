// SPDX-License-Identifier: Apache-2.0
#include "core/parquet/arrow_values.h"

#include "core/data/limits.h"
#include "core/base/utf8.h"

#include <arrow/array.h>
#include <arrow/util/float16.h>

#include <cmath>

namespace marginalia {

namespace {

Json realValue(double value)
{
    if (std::isfinite(value)) {
        return value;
    }
    return std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

Result<Json> textValue(std::string_view text)
{
    // Parquet promises UTF-8 in text columns; some writers break the promise.
    return Json(utf8::firstInvalid(text) == std::string_view::npos ? std::string(text)
                                                                   : utf8::repaired(text));
}

Json milliseconds(std::int64_t value, arrow::TimeUnit::type unit)
{
    std::int64_t perMillisecond = 1;
    switch (unit) {
        case arrow::TimeUnit::SECOND:
            return value * 1000;
        case arrow::TimeUnit::MILLI:
            return value;
        case arrow::TimeUnit::MICRO:
            perMillisecond = 1'000;
            break;
        case arrow::TimeUnit::NANO:
            perMillisecond = 1'000'000;
            break;
    }
    if (value % perMillisecond == 0) {
        return value / perMillisecond;
    }
    return static_cast<double>(value) / static_cast<double>(perMillisecond);
}

template <class Type>
auto at(const arrow::Array& array, std::int64_t index)
{
    return static_cast<const typename arrow::TypeTraits<Type>::ArrayType&>(array).Value(index);
}

template <class Type>
Json timeAt(const arrow::Array& array, std::int64_t index)
{
    return milliseconds(at<Type>(array, index), static_cast<const Type&>(*array.type()).unit());
}

Result<Json> rangeAt(const arrow::Array& values, std::int64_t begin, std::int64_t length, int depth)
{
    Json out = Json::array();
    for (std::int64_t i = 0; i < length; ++i) {
        MG_TRY(out.emplace_back(), valueAt(values, begin + i, depth));
    }
    return out;
}

template <class ListArray>
Result<Json> listAt(const arrow::Array& array, std::int64_t index, int depth)
{
    const auto& list = static_cast<const ListArray&>(array);
    return rangeAt(*list.values(), list.value_offset(index), list.value_length(index), depth);
}

Result<Json> structAt(const arrow::Array& array, std::int64_t index, int depth)
{
    const auto& record = static_cast<const arrow::StructArray&>(array);
    Json out = Json::object();
    for (int i = 0; i < record.num_fields(); ++i) {
        MG_TRY(out[record.struct_type()->field(i)->name()],
               valueAt(*record.field(i), index, depth));
    }
    return out;
}

Result<Json> mapAt(const arrow::Array& array, std::int64_t index, int depth)
{
    const auto& map = static_cast<const arrow::MapArray&>(array);
    Json out = Json::object();
    for (std::int64_t i = map.value_offset(index); i < map.value_offset(index + 1); ++i) {
        MG_TRY(const Json key, valueAt(*map.keys(), i, depth));
        MG_TRY(out[key.is_string() ? key.get<std::string>() : key.dump()],
               valueAt(*map.items(), i, depth));
    }
    return out;
}

Result<Json> dictionaryAt(const arrow::Array& array, std::int64_t index, int depth)
{
    const auto& dictionary = static_cast<const arrow::DictionaryArray&>(array);
    return valueAt(*dictionary.dictionary(), dictionary.GetValueIndex(index), depth);
}

Error unsupported(const arrow::DataType& type)
{
    return failure(ErrorKind::Unsupported,
                   {MG_TR("data", "A column has values of type %1."), {type.ToString()}}, {},
                   MG_TR("data", "Leave that column out when writing the file."));
}

Result<Json> nestedAt(const arrow::Array& array, std::int64_t index, int depth)
{
    if (depth > static_cast<int>(limits::kJsonDepth)) {
        return unsupported(*array.type());
    }
    switch (array.type_id()) {
        case arrow::Type::LIST:
            return listAt<arrow::ListArray>(array, index, depth);
        case arrow::Type::LARGE_LIST:
            return listAt<arrow::LargeListArray>(array, index, depth);
        case arrow::Type::FIXED_SIZE_LIST:
            return listAt<arrow::FixedSizeListArray>(array, index, depth);
        case arrow::Type::STRUCT:
            return structAt(array, index, depth);
        case arrow::Type::MAP:
            return mapAt(array, index, depth);
        case arrow::Type::DICTIONARY:
            return dictionaryAt(array, index, depth);
        default:
            return unsupported(*array.type());
    }
}

Result<Json> timeOrTextAt(const arrow::Array& array, std::int64_t index, int depth)
{
    switch (array.type_id()) {
        case arrow::Type::STRING:
            return textValue(static_cast<const arrow::StringArray&>(array).GetView(index));
        case arrow::Type::LARGE_STRING:
            return textValue(static_cast<const arrow::LargeStringArray&>(array).GetView(index));
        case arrow::Type::STRING_VIEW:
            return textValue(static_cast<const arrow::StringViewArray&>(array).GetView(index));
        case arrow::Type::BINARY:
            return textValue(static_cast<const arrow::BinaryArray&>(array).GetView(index));
        case arrow::Type::LARGE_BINARY:
            return textValue(static_cast<const arrow::LargeBinaryArray&>(array).GetView(index));
        case arrow::Type::FIXED_SIZE_BINARY:
            return textValue(static_cast<const arrow::FixedSizeBinaryArray&>(array).GetView(index));
        case arrow::Type::DECIMAL128:
            return Json(static_cast<const arrow::Decimal128Array&>(array).FormatValue(index));
        case arrow::Type::DECIMAL256:
            return Json(static_cast<const arrow::Decimal256Array&>(array).FormatValue(index));
        case arrow::Type::TIMESTAMP:
            return timeAt<arrow::TimestampType>(array, index);
        case arrow::Type::TIME32:
            return timeAt<arrow::Time32Type>(array, index);
        case arrow::Type::TIME64:
            return timeAt<arrow::Time64Type>(array, index);
        case arrow::Type::DURATION:
            return timeAt<arrow::DurationType>(array, index);
        case arrow::Type::DATE32:
            return Json(at<arrow::Date32Type>(array, index));
        case arrow::Type::DATE64:
            return Json(at<arrow::Date64Type>(array, index));
        default:
            return nestedAt(array, index, depth + 1);
    }
}

}  // namespace

Result<Json> valueAt(const arrow::Array& array, std::int64_t index, int depth)
{
    if (array.IsNull(index)) {
        return Json();
    }
    switch (array.type_id()) {
        case arrow::Type::NA:
            return Json();
        case arrow::Type::BOOL:
            return Json(at<arrow::BooleanType>(array, index));
        case arrow::Type::INT8:
            return Json(static_cast<std::int64_t>(at<arrow::Int8Type>(array, index)));
        case arrow::Type::INT16:
            return Json(at<arrow::Int16Type>(array, index));
        case arrow::Type::INT32:
            return Json(at<arrow::Int32Type>(array, index));
        case arrow::Type::INT64:
            return Json(at<arrow::Int64Type>(array, index));
        case arrow::Type::UINT8:
            return Json(static_cast<std::int64_t>(at<arrow::UInt8Type>(array, index)));
        case arrow::Type::UINT16:
            return Json(at<arrow::UInt16Type>(array, index));
        case arrow::Type::UINT32:
            return Json(at<arrow::UInt32Type>(array, index));
        case arrow::Type::UINT64:
            return Json(at<arrow::UInt64Type>(array, index));
        case arrow::Type::HALF_FLOAT:
            return realValue(
                arrow::util::Float16::FromBits(at<arrow::HalfFloatType>(array, index)).ToDouble());
        case arrow::Type::FLOAT:
            return realValue(at<arrow::FloatType>(array, index));
        case arrow::Type::DOUBLE:
            return realValue(at<arrow::DoubleType>(array, index));
        default:
            return timeOrTextAt(array, index, depth);
    }
}

}  // namespace marginalia
