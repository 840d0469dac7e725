// SPDX-License-Identifier: Apache-2.0
#include "core/data/text_source.h"

#include "core/data/limits.h"
#include "core/base/utf8.h"

#include <openssl/evp.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace marginalia {

namespace {

constexpr size_t kMagicBytes = 16;

Error systemError(const std::string& path)
{
    const ErrorKind kind = errno == ENOENT ? ErrorKind::NotFound : ErrorKind::Io;
    return failure(kind, {MG_TR("data", "The file cannot be read: %1."), {std::strerror(errno)}},
                   path, MG_TR("data", "Check the path and its permissions."));
}

/// The bytes of a regular file with their SHA-256.
class FileBytes {
public:
    ~FileBytes()
    {
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
        EVP_MD_CTX_free(m_digest);
    }

    Status open(const std::string& path)
    {
        m_path = path;
        // Without O_NONBLOCK opening a FIFO would wait for a writer.
        m_descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        struct stat status {};
        if (m_descriptor < 0 || ::fstat(m_descriptor, &status) != 0) {
            return systemError(path);
        }
        if (!S_ISREG(status.st_mode)) {
            return failure(ErrorKind::Unsupported, MG_TR("data", "This is not a regular file."),
                           path, MG_TR("data", "Name a data file."));
        }
        total = status.st_size;
        m_digest = EVP_MD_CTX_new();
        EVP_DigestInit_ex(m_digest, EVP_sha256(), nullptr);
        m_buffer.resize(limits::kChunkBytes);
        return {};
    }

    Result<std::string_view> next()
    {
        ssize_t got = 0;
        do {
            got = ::read(m_descriptor, m_buffer.data(), m_buffer.size());
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            return systemError(m_path);
        }
        if (got == 0) {
            finish();
        } else {
            EVP_DigestUpdate(m_digest, m_buffer.data(), static_cast<size_t>(got));
        }
        read += got;
        return std::string_view(m_buffer.data(), static_cast<size_t>(got));
    }

    std::int64_t read = 0;
    std::int64_t total = 0;
    std::string sha256;

private:
    void finish()
    {
        if (!sha256.empty()) {
            return;
        }
        unsigned char bytes[EVP_MAX_MD_SIZE];
        unsigned length = 0;
        EVP_DigestFinal_ex(m_digest, bytes, &length);
        static constexpr char kDigits[] = "0123456789abcdef";
        for (unsigned i = 0; i < length; ++i) {
            sha256 += kDigits[bytes[i] >> 4U];
            sha256 += kDigits[bytes[i] & 15U];
        }
    }

    std::string m_path;
    std::string m_buffer;
    int m_descriptor = -1;
    EVP_MD_CTX* m_digest = nullptr;
};

/// Unpacks gzip, also several members in a row.
class Unpacker {
public:
    Unpacker()
    {
        constexpr int kGzipOnly = 15 + 16;
        m_ready = inflateInit2(&m_stream, kGzipOnly) == Z_OK;
        m_out.resize(limits::kChunkBytes);
    }
    ~Unpacker() { inflateEnd(&m_stream); }
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    /// The next unpacked piece; `refill` gives packed bytes, empty at the end.
    template <class Refill>
    Result<std::string_view> next(const std::string& path, Refill refill)
    {
        m_stream.next_out = reinterpret_cast<Bytef*>(m_out.data());
        m_stream.avail_out = static_cast<uInt>(m_out.size());
        while (m_ready && m_stream.avail_out == m_out.size()) {
            if (m_stream.avail_in == 0) {
                MG_TRY(const std::string_view packed, refill());
                if (packed.empty()) {
                    return m_between ? Result<std::string_view>(std::string_view()) : damaged(path);
                }
                m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
                m_stream.avail_in = static_cast<uInt>(packed.size());
            }
            if (m_between) {
                inflateReset(&m_stream);
                m_between = false;
            }
            const int code = inflate(&m_stream, Z_NO_FLUSH);
            m_between = code == Z_STREAM_END;
            if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
                return damaged(path);
            }
        }
        return std::string_view(m_out.data(), m_out.size() - m_stream.avail_out);
    }

private:
    static Result<std::string_view> damaged(const std::string& path)
    {
        return failure(ErrorKind::Corrupt, MG_TR("data", "The gzip data end early or are damaged."),
                       path, MG_TR("data", "Fetch the file again."));
    }

    z_stream m_stream{};
    std::string m_out;
    bool m_ready = false;
    bool m_between = false;  // at the end of a member
};

enum class Encoding { Utf8, Utf16Le, Utf16Be, Utf32Le, Utf32Be };

struct Mark {
    std::string_view bytes;
    Encoding encoding;
};

Mark markOf(std::string_view text)
{
    using namespace std::string_view_literals;
    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    static constexpr Mark kMarks[] = {{"\xFF\xFE\0\0"sv, Encoding::Utf32Le},
                                      {"\0\0\xFE\xFF"sv, Encoding::Utf32Be},
                                      {"\xFF\xFE"sv, Encoding::Utf16Le},
                                      {"\xFE\xFF"sv, Encoding::Utf16Be},
                                      {"\xEF\xBB\xBF"sv, Encoding::Utf8}};
    for (const Mark& mark : kMarks) {
        if (text.starts_with(mark.bytes)) {
            return mark;
        }
    }
    return {{}, Encoding::Utf8};
}

/// UTF-16 or UTF-32 to UTF-8; a unit or pair cut by the end of a piece waits for the next one.
class Converter {
public:
    explicit Converter(Encoding encoding) : m_encoding(encoding) {}

    void append(std::string_view bytes, bool last, std::string& out)
    {
        m_rest.append(bytes);
        const bool wide = m_encoding == Encoding::Utf32Le || m_encoding == Encoding::Utf32Be;
        const size_t size = wide ? 4 : 2;
        size_t at = 0;
        while (m_rest.size() - at >= size) {
            char32_t point = unit(at, size);
            size_t used = size;
            if (!wide && point >= 0xD800 && point < 0xDC00) {
                if (m_rest.size() - at < 4 && !last) {
                    break;
                }
                const char32_t low = m_rest.size() - at >= 4 ? unit(at + 2, 2) : 0;
                if (low >= 0xDC00 && low < 0xE000) {
                    point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
                    used = 4;
                }
            }
            const bool wrong = (point >= 0xD800 && point < 0xE000) || point > 0x10FFFF;
            utf8::append(out, wrong ? U'\uFFFD' : point);
            at += used;
        }
        m_rest.erase(0, at);
        if (last && !m_rest.empty()) {
            utf8::append(out, 0xFFFD);
            m_rest.clear();
        }
    }

private:
    char32_t unit(size_t at, size_t size) const
    {
        const bool little = m_encoding == Encoding::Utf16Le || m_encoding == Encoding::Utf32Le;
        char32_t value = 0;
        for (size_t i = 0; i < size; ++i) {
            const size_t from = little ? at + size - 1 - i : at + i;
            value = value << 8U | static_cast<unsigned char>(m_rest[from]);
        }
        return value;
    }

    Encoding m_encoding;
    std::string m_rest;
};

}  // namespace

struct TextSource::State {
    std::string path;
    FileBytes file;
    std::string first;  // the first piece of the file, read while opening
    bool firstGiven = false;
    std::optional<Unpacker> unpacker;
    bool begun = false;
    std::optional<Converter> converter;
    std::string converted;
    std::vector<std::string> codes;
    std::int64_t firstByte = 0;

    Result<std::string_view> packed()
    {
        if (!firstGiven) {
            firstGiven = true;
            return std::string_view(first);
        }
        return file.next();
    }

    Result<std::string_view> unpacked()
    {
        return unpacker ? unpacker->next(path, [this] { return packed(); }) : packed();
    }

    Result<std::string_view> next()
    {
        MG_TRY(std::string_view piece, unpacked());
        if (!begun) {
            begun = true;
            const Mark mark = markOf(piece);
            piece.remove_prefix(mark.bytes.size());
            if (mark.encoding != Encoding::Utf8) {
                converter.emplace(mark.encoding);
                codes.emplace_back("D-UTF16");
            } else {
                firstByte = static_cast<std::int64_t>(mark.bytes.size());
            }
        }
        return converter ? convert(piece) : piece;
    }

    Result<std::string_view> convert(std::string_view piece)
    {
        converted.clear();
        while (true) {
            converter->append(piece, piece.empty(), converted);
            if (piece.empty() || !converted.empty()) {
                return std::string_view(converted);
            }
            MG_TRY(piece, unpacked());
        }
    }
};

TextSource::TextSource(std::unique_ptr<State> state) : m_state(std::move(state)) {}
TextSource::~TextSource() = default;

Result<std::unique_ptr<TextSource>> TextSource::open(const std::string& path)
{
    auto state = std::make_unique<State>();
    state->path = path;
    MG_CHECK(state->file.open(path));
    MG_TRY(const std::string_view first, state->file.next());
    state->first = first;
    if (state->first.starts_with("\x1F\x8B")) {
        state->unpacker.emplace();
    }
    return std::unique_ptr<TextSource>(new TextSource(std::move(state)));
}

Result<std::string_view> TextSource::next()
{
    return m_state->next();
}

std::string_view TextSource::magic() const
{
    return std::string_view(m_state->first).substr(0, kMagicBytes);
}

bool TextSource::gzip() const
{
    return m_state->unpacker.has_value();
}

const std::vector<std::string>& TextSource::codes() const
{
    return m_state->codes;
}

std::int64_t TextSource::firstByte() const
{
    return m_state->firstByte;
}

std::int64_t TextSource::bytesRead() const
{
    return m_state->file.read;
}

std::int64_t TextSource::bytesTotal() const
{
    return m_state->file.total;
}

std::string TextSource::sha256() const
{
    return m_state->file.sha256;
}

}  // namespace marginalia
