// SPDX-License-Identifier: Apache-2.0
#include "core/train/state_store.h"

#include "core/base/file.h"
#include "core/base/scratch_file.h"
#include "core/train/machine_store.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/from_blob.h>

namespace marginalia {

namespace {

class InMemory : public StateStore {
public:
    at::Tensor like(const at::Tensor& tensor, at::ScalarType type) override
    {
        return at::empty_like(tensor.detach(), tensor.options().dtype(type).requires_grad(false));
    }
    at::Tensor row(std::int64_t count, const at::TensorOptions& options) override
    {
        return at::empty({count}, options.requires_grad(false));
    }
};

/// One file, handed out from front to back.
class OnDisk : public StateStore {
public:
    explicit OnDisk(std::shared_ptr<ScratchFile> file) : m_file(std::move(file)) {}

    at::Tensor like(const at::Tensor& tensor, at::ScalarType type) override
    {
        TORCH_CHECK(tensor.is_cpu() && tensor.is_non_overlapping_and_dense(),
                    "only dense tensors of the processor lie in a file");
        return take(tensor.sizes(), tensor.strides(), type);
    }
    at::Tensor row(std::int64_t count, const at::TensorOptions& options) override
    {
        return take({count}, {1}, c10::typeMetaToScalarType(options.dtype()));
    }

    /// Eight million numbers: with masters 96 MB, and reading ahead has time enough.
    std::int64_t window() const override { return std::int64_t{1} << 23U; }
    void fetch(const void* from, std::int64_t bytes) override { m_file->fetch(from, bytes); }
    void release(const void* from, std::int64_t bytes) override { m_file->release(from, bytes); }

private:
    at::Tensor take(at::IntArrayRef sizes, at::IntArrayRef strides, at::ScalarType type)
    {
        const std::int64_t bytes =
            c10::multiply_integers(sizes) * static_cast<std::int64_t>(c10::elementSize(type));
        TORCH_CHECK(m_next + bytes <= m_file->size(), "the scratch file is too small");
        char* const place = m_file->bytes() + m_next;
        m_next += storedBytes(bytes);
        // The mapping lives as long as a tensor in it.
        return at::from_blob(
            place, sizes, strides, [file = m_file](void*) {}, at::TensorOptions(type));
    }

    std::shared_ptr<ScratchFile> m_file;
    std::int64_t m_next = 0;
};

}  // namespace

std::int64_t storedBytes(std::int64_t bytes)
{
    constexpr std::int64_t kPage = 4096;
    return (bytes + kPage - 1) / kPage * kPage;
}

Result<std::shared_ptr<StateStore>> openStateStore(const std::string& kind,
                                                   const std::string& folder, std::int64_t bytes)
{
    if (kind == "none") {
        return std::shared_ptr<StateStore>(std::make_shared<InMemory>());
    }
    if (kind == "machine") {
        return openMachineStore(bytes, true);
    }
    if (kind != "disk") {
        return failure(ErrorKind::Unsupported,
                       {MG_TR("train", "There is no place \"%1\" for the optimizer's numbers."),
                        {quotedForError(kind)}},
                       "offload", MG_TR("train", "Take none, disk or machine."));
    }
    auto file = ScratchFile::make(folder, bytes);
    if (!file.ok()) {
        Error error = file.error();
        if (error.kind == ErrorKind::Full) {
            error.todo = MG_TR("train", "Make room on the disk, or set offload to none.");
        }
        return error;
    }
    return std::shared_ptr<StateStore>(std::make_shared<OnDisk>(file.take()));
}

}  // namespace marginalia
