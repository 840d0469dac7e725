// SPDX-License-Identifier: Apache-2.0
#include "core/text/token_decoder.h"

#include "core/text/normalizer.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <utility>

namespace marginalia {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// The byte of a token such as "<0x41>", or -1. As in the reference library a plus is a digit too.
int fallbackByte(const std::string& token)
{
    if (token.size() != 6 || token.compare(0, 3, "<0x") != 0 || token[5] != '>') {
        return -1;
    }
    const int high = token[3] == '+' ? 0 : hexDigit(token[3]);
    const int low = hexDigit(token[4]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string replaceAll(const std::string& text, std::string_view from, std::string_view to)
{
    std::string out;
    size_t last = 0;
    for (size_t at = from.empty() ? std::string::npos : text.find(from); at != std::string::npos;
         at = text.find(from, last)) {
        out.append(text, last, at - last);
        out += to;
        last = at + from.size();
    }
    return out.append(text, last, std::string::npos);
}

/// No blanks before punctuation and contractions, as BERT's decoder joins words.
std::string cleaned(std::string text)
{
    constexpr std::pair<const char*, const char*> kChanges[] = {
        {" .", "."},   {" ?", "?"},     {" !", "!"},     {" ,", ","},
        {" ' ", "'"},  {" n't", "n't"}, {" 'm", "'m"},   {" do not", " don't"},
        {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"},
    };
    for (const auto& [from, to] : kChanges) {
        text = replaceAll(text, from, to);
    }
    return text;
}

/// Characters of the byte alphabet as bytes; one foreign character, and the token stands for
/// itself.
std::string alphabetBytes(const std::string& token)
{
    std::string out;
    for (size_t at = 0; at < token.size();) {
        const int byte = byteOfAlphabet(unicode::next(token, at));
        if (byte < 0) {
            return token;
        }
        out.push_back(static_cast<char>(byte));
    }
    return out;
}

}  // namespace

void TokenDecoder::joinBytes(std::vector<std::string>& tokens)
{
    std::string all;
    for (const std::string& token : tokens) {
        all += alphabetBytes(token);
    }
    tokens.assign(1, unicode::lossy(all));
}

void TokenDecoder::byteFallback(std::vector<std::string>& tokens)
{
    std::vector<std::string> out;
    std::string run;
    const auto flush = [&] {
        if (!run.empty() && unicode::valid(run)) {
            out.push_back(run);
        } else {
            out.insert(out.end(), run.size(), "\xEF\xBF\xBD");
        }
        run.clear();
    };
    for (std::string& token : tokens) {
        if (const int byte = fallbackByte(token); byte >= 0) {
            run.push_back(static_cast<char>(byte));
        } else {
            flush();
            out.push_back(std::move(token));
        }
    }
    flush();
    tokens = std::move(out);
}

std::string TokenDecoder::replace(const Step& step, const std::string& token)
{
    std::vector<PatternPiece> pieces;
    step.pattern.split(token, 0, pieces);
    std::string out;
    for (const PatternPiece& piece : pieces) {
        if (piece.match) {
            out += step.text;
        } else {
            out.append(token, piece.begin, piece.end - piece.begin);
        }
    }
    return out;
}

std::string TokenDecoder::stripped(const Step& step, const std::string& token)
{
    const std::u32string all = unicode::decode(token);
    size_t begin = 0;
    size_t end = all.size();
    for (std::int64_t i = 0; i < step.start && begin < end && all[begin] == step.character; ++i) {
        ++begin;
    }
    for (std::int64_t i = 0; i < step.stop && end > begin && all[end - 1] == step.character; ++i) {
        --end;
    }
    return unicode::encode(std::u32string_view(all).substr(begin, end - begin));
}

std::string TokenDecoder::withoutMarks(const Step& step, const std::string& token, bool first)
{
    std::string out;
    for (size_t at = 0; at < token.size();) {
        const char32_t character = unicode::next(token, at);
        if (character != step.character) {
            unicode::append(out, character);
        } else if (!first || !step.prepends) {
            out += ' ';
        }
    }
    return out;
}

std::string TokenDecoder::wordPiece(const Step& step, const std::string& token, bool first)
{
    const bool continues = token.compare(0, step.text.size(), step.text) == 0;
    std::string out = first ? token : continues ? token.substr(step.text.size()) : " " + token;
    return step.cleanup ? cleaned(std::move(out)) : out;
}

void TokenDecoder::ctc(const Step& step, std::vector<std::string>& tokens)
{
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    for (std::string& token : tokens) {
        token = replaceAll(token, step.text, "");
        if (step.cleanup) {
            token = replaceAll(cleaned(std::move(token)), step.delimiter, " ");
        }
    }
}

void TokenDecoder::run(const Step& step, std::vector<std::string>& tokens)
{
    const auto each = [&](auto change) {
        for (size_t i = 0; i < tokens.size(); ++i) {
            tokens[i] = change(tokens[i], i);
        }
    };
    switch (step.kind) {
        case Kind::ByteLevel:
            return joinBytes(tokens);
        case Kind::ByteFallback:
            return byteFallback(tokens);
        case Kind::Fuse: {
            std::string all;
            for (const std::string& token : tokens) {
                all += token;
            }
            tokens.assign(1, std::move(all));
            return;
        }
        case Kind::Replace:
            return each([&](const std::string& t, size_t) { return replace(step, t); });
        case Kind::Strip:
            return each([&](const std::string& t, size_t) { return stripped(step, t); });
        case Kind::Metaspace:
            return each(
                [&](const std::string& t, size_t i) { return withoutMarks(step, t, i == 0); });
        case Kind::WordPiece:
            return each([&](const std::string& t, size_t i) { return wordPiece(step, t, i == 0); });
        case Kind::Bpe:
            return each([&](const std::string& t, size_t i) {
                return replaceAll(t, step.text, i + 1 == tokens.size() ? "" : " ");
            });
        case Kind::Ctc:
            return ctc(step, tokens);
    }
}

std::string TokenDecoder::bytes(const std::string& token) const
{
    std::string out = token;
    for (const Step& step : m_steps) {
        const int byte = step.kind == Kind::ByteFallback ? fallbackByte(out) : -1;
        if (byte >= 0) {
            return std::string(1, static_cast<char>(byte));
        }
        if (step.kind == Kind::ByteLevel) {
            out = alphabetBytes(out);
        } else if (step.kind == Kind::Replace) {
            out = replace(step, out);
        } else if (step.kind == Kind::Metaspace) {
            out = withoutMarks(step, out, false);
        } else if (step.kind == Kind::WordPiece) {
            out = wordPiece(step, out, false);
        } else if (step.kind == Kind::Bpe) {
            out = replaceAll(out, step.text, " ");
        }
    }
    return out;
}

std::string TokenDecoder::decode(std::vector<std::string> tokens) const
{
    for (const Step& step : m_steps) {
        run(step, tokens);
    }
    std::string out;
    for (size_t i = 0; i < tokens.size(); ++i) {
        out += m_none && i > 0 ? " " : "";
        out += tokens[i];
    }
    return out;
}

}  // namespace marginalia
