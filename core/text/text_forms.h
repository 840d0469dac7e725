// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/aligned_text.h"
#include "core/text/charsmap.h"

#include <functional>

/// What normalizers do to a text; every function rewrites it and keeps its alignment as the
/// reference library does.
namespace marginalia {

/// Unicode normalization form C, D, KC or KD.
void toForm(AlignedText& text, bool compatible, bool composed);
void lowercase(AlignedText& text);
/// Without the white space at the ends.
void strip(AlignedText& text, bool left, bool right);
/// Only the characters that `keep` holds for.
void filter(AlignedText& text, const std::function<bool(char32_t)>& keep);
/// Every character by another one.
void map(AlignedText& text, const std::function<char32_t(char32_t)>& change);
/// The normalizer Nmt: without control characters, all kinds of blanks as a blank.
void toNmt(AlignedText& text);
/// The clean_text of BertNormalizer: without control characters, white space as a blank.
void cleanText(AlignedText& text);
/// A blank on either side of every Chinese character.
void spaceChinese(AlignedText& text);
/// The normalizer Precompiled.
void applyCharsmap(AlignedText& text, const Charsmap& map);

}  // namespace marginalia
