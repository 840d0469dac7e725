// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/shared_weights.h"

#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>

#include <barrier>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

/// Processes that hold a model in shares, as threads of a test.
namespace marginalia::testing_model {

/// Where they meet.
struct Meeting {
    explicit Meeting(int size) : barrier(size), given(static_cast<std::size_t>(size)) {}
    std::barrier<> barrier;
    std::vector<at::Tensor> given;
};

class ThreadExchange : public ShareExchange {
public:
    ThreadExchange(Meeting& meeting, int rank) : m_meeting(meeting), m_rank(rank) {}

    int rank() const override { return m_rank; }
    int size() const override { return static_cast<int>(m_meeting.given.size()); }
    /// Nothing is looked at before wait(), so that what is changed too early shows.
    std::unique_ptr<Transfer> beginGather(const at::Tensor& share, const at::Tensor& whole) override
    {
        return std::make_unique<TransferBy>([this, share, whole] {
            together(share, [&](std::size_t from, const at::Tensor& theirs) {
                whole.narrow(0, static_cast<std::int64_t>(from) * share.numel(), share.numel())
                    .copy_(theirs);
            });
        });
    }
    std::unique_ptr<Transfer> beginSumShares(const at::Tensor& whole,
                                             const at::Tensor& share) override
    {
        return std::make_unique<TransferBy>([this, whole, share] {
            share.zero_();
            together(whole, [&](std::size_t, const at::Tensor& theirs) {
                share.add_(theirs.narrow(0, m_rank * share.numel(), share.numel()));
            });
        });
    }
    void sum(at::Tensor& values) override
    {
        const at::Tensor mine = values.clone();
        values.zero_();
        together(mine, [&](std::size_t, const at::Tensor& theirs) { values.add_(theirs); });
    }

private:
    void together(const at::Tensor& mine,
                  const std::function<void(std::size_t from, const at::Tensor& theirs)>& take)
    {
        const c10::NoGradGuard noGrad;
        m_meeting.given[static_cast<std::size_t>(m_rank)] = mine;
        m_meeting.barrier.arrive_and_wait();
        for (std::size_t i = 0; i < m_meeting.given.size(); ++i) {
            take(i, m_meeting.given[i]);
        }
        m_meeting.barrier.arrive_and_wait();
    }

    Meeting& m_meeting;
    int m_rank;
};

/// Runs `work` as each of so many processes, with its exchange.
inline void asProcesses(int size, const std::function<void(ThreadExchange& exchange)>& work)
{
    Meeting meeting(size);
    std::vector<std::thread> threads;
    for (int rank = 0; rank < size; ++rank) {
        threads.emplace_back([&meeting, &work, rank] {
            ThreadExchange exchange(meeting, rank);
            work(exchange);
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
}

}  // namespace marginalia::testing_model
