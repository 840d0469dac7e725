// SPDX-License-Identifier: Apache-2.0
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace marginalia {

namespace {

constexpr std::string_view kMark = "\xEF\xBF\xBD";  // U+FFFD

// No character waits for so many tokens; only endless broken bytes do.
constexpr size_t kMostWaiting = 64;

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
    const bool waits = text.size() <= m_prefix.size() || endsInMark(text);
    if (waits && m_ids.size() - m_shown < kMostWaiting) {
        return {};
    }
    std::string out = behindShown(text);
    m_ids.erase(m_ids.begin(), m_ids.begin() + static_cast<std::ptrdiff_t>(m_shown));
    m_shown = m_ids.size();
    m_prefix = m_tokenizer->decode(m_ids, false);
    return out;
}

/// What `text` has behind the shown prefix. Later bytes may have turned a shown character into
/// U+FFFD; it stays as it was shown.
std::string StreamDecoder::behindShown(const std::string& text) const
{
    if (text.compare(0, m_prefix.size(), m_prefix) == 0) {
        return text.substr(m_prefix.size());
    }
    size_t at = 0;
    for (std::int64_t left = unicode::count(m_prefix); left > 0 && at < text.size(); --left) {
        unicode::next(text, at);
    }
    return text.substr(at);
}

std::string StreamDecoder::finish()
{
    if (m_tokenizer->decodesBytes()) {
        return std::exchange(m_pending, {}) + unicode::lossy(std::exchange(m_tail, {}));
    }
    std::string out = behindShown(m_tokenizer->decode(m_ids, false));
    m_ids.clear();
    m_prefix.clear();
    m_shown = 0;
    return out;
}

}  // namespace marginalia
