// SPDX-License-Identifier: Apache-2.0
// Tensors between pairs of ranks by Gloo; a part of ranks_c10d.cpp.
#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/distributed/c10d/Backend.hpp>

#include <utility>
#include <vector>

namespace marginalia {

/// Each pair of ranks hands each other a tensor, from where it is to where it belongs, by the
/// thread that Gloo has for its sockets. Its calls for many at once would copy all of it once more,
/// and add up on one rank what another wants.
class PairMessages {
public:
    using Works = std::vector<c10::intrusive_ptr<c10d::Work>>;

    PairMessages(int rank, int size) : m_rank(rank), m_size(size) {}

    /// give(rank) is what another rank gets, take(rank) where what it gives belongs: contiguous.
    template <class Give, class Take>
    Works exchange(c10d::Backend& group, const Give& give, const Take& take)
    {
        constexpr int kMostTags = 1 << 30;
        m_tag = (m_tag + 1) % kMostTags;
        Works works;
        for (int other = 0; other < m_size; ++other) {
            if (other != m_rank) {
                std::vector<at::Tensor> comes = {take(other)};
                works.push_back(group.recv(comes, other, m_tag));
                std::vector<at::Tensor> goes = {give(other)};
                works.push_back(group.send(goes, other, m_tag));
            }
        }
        return works;
    }

private:
    int m_rank;
    int m_size;
    int m_tag = 0;
};

/// A rank's part of the sum over the ranks of what each has for all of them.
class PartSum {
public:
    /// `whole`: parts by rank, one behind the other. `memory` is taken where it is large enough.
    PartSum(const at::Tensor& whole, int size, int rank, at::Tensor memory)
        : m_rank(rank), m_given(whole.cpu().view({size, -1})), m_memory(std::move(memory))
    {
        const std::int64_t others = m_given.numel() - m_given.size(1);
        if (!m_memory.defined() || m_memory.numel() < others ||
            m_memory.dtype() != m_given.dtype()) {
            m_memory = at::empty({others}, m_given.options());
        }
        m_arrived = m_memory.narrow(0, 0, others).view({size - 1, -1});
    }

    at::Tensor given(int to) const { return m_given[to]; }
    /// Where the part that a rank gives belongs; this rank's own stays where it is.
    at::Tensor of(int from) const
    {
        return from == m_rank ? m_given[from] : m_arrived[from < m_rank ? from : from - 1];
    }
    /// Into `part`, in the order of the ranks.
    void sumInto(const at::Tensor& part) const
    {
        const at::Tensor sum = part.is_cpu() ? part : at::empty_like(m_given[0]);
        sum.copy_(of(0));
        for (int from = 1; from < m_given.size(0); ++from) {
            sum.add_(of(from));
        }
        if (!part.is_cpu()) {
            part.copy_(sum);
        }
    }
    at::Tensor takeMemory() { return std::move(m_memory); }

private:
    int m_rank;
    at::Tensor m_given;
    at::Tensor m_memory;
    at::Tensor m_arrived;
};

}  // namespace marginalia
