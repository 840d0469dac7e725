// SPDX-License-Identifier: Apache-2.0
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace marginalia {

namespace {

constexpr std::string_view kMark = "\xEF\xBF\xBD";  // U+FFFD

bool endsInMark(std::string_view text)
{
    return text.size() >= kMark.size() && text.substr(text.size() - kMark.size()) == kMark;
}

}  // namespace

StreamDecoder::StreamDecoder(std::shared_ptr<const Tokenizer> tokenizer, bool skipSpecialTokens)
    : m_tokenizer(std::move(tokenizer)), m_skipSpecial(skipSpecialTokens)
{
}

std::string StreamDecoder::push(TokenId id)
{
    if (m_skipSpecial && m_tokenizer->isSkipped(id)) {
        return {};
    }
    return m_tokenizer->decodesBytes() ? pushBytes(id) : pushWindow(id);
}

std::string StreamDecoder::pushBytes(TokenId id)
{
    m_tail += m_tokenizer->tokenBytes(id);
    const size_t open = unicode::openTail(m_tail);
    m_pending += unicode::lossy(std::string_view(m_tail).substr(0, m_tail.size() - open));
    m_tail.erase(0, m_tail.size() - open);
    // U+FFFD at the end may be half a character; the reference waits there, too.
    if (open > 0 || endsInMark(m_pending)) {
        return {};
    }
    return std::exchange(m_pending, {});
}

std::string StreamDecoder::pushWindow(TokenId id)
{
    m_ids.push_back(id);
    const std::string text = m_tokenizer->decode(m_ids, false);
    if (text.size() <= m_prefix.size() || endsInMark(text) ||
        text.compare(0, m_prefix.size(), m_prefix) != 0) {
        return {};
    }
    std::string out = text.substr(m_prefix.size());
    m_ids.erase(m_ids.begin(), m_ids.begin() + static_cast<std::ptrdiff_t>(m_shown));
    m_shown = m_ids.size();
    m_prefix = m_tokenizer->decode(m_ids, false);
    return out;
}

std::string StreamDecoder::finish()
{
    if (m_tokenizer->decodesBytes()) {
        return std::exchange(m_pending, {}) + unicode::lossy(std::exchange(m_tail, {}));
    }
    const std::string text = m_tokenizer->decode(m_ids, false);
    return text.size() > m_prefix.size() ? text.substr(m_prefix.size()) : std::string();
}

}  // namespace marginalia
