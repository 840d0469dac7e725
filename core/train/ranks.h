// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/rank_environment.h"
#include "core/model/transfer.h"

#include <ATen/core/Tensor.h>

#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// The ranks no longer work together: one was lost, failed, or ended the run. Flies to the border
/// of the worker, because nothing in between can go on.
class RanksBroken : public std::exception {
public:
    explicit RanksBroken(Error error) : m_error(std::move(error)), m_text(m_error.message()) {}
    /// Cancelled: rank 0 ended the run, and nothing is wrong.
    const Error& error() const { return m_error; }
    const char* what() const noexcept override { return m_text.c_str(); }

private:
    Error m_error;
    std::string m_text;
};

/// The processes that train one model together, as one of them sees them.
///
/// Every rank calls the same functions in the same order; each call waits for all but where it says
/// otherwise. They throw RanksBroken. One thread.
class Ranks {
public:
    Ranks() = default;
    virtual ~Ranks() = default;
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;

    virtual int rank() const = 0;
    virtual int size() const = 0;
    virtual const RankEnvironment& environment() const = 0;
    bool alone() const { return size() == 1; }
    /// Rank 0 alone writes the run folder.
    bool isFirst() const { return rank() == 0; }

    /// Every element becomes its sum over the ranks, the same bits on all of them. Contiguous.
    virtual void sum(at::Tensor& values) = 0;
    /// Every rank gets `from`'s elements; shape and type are the same on all. Contiguous.
    virtual void broadcast(at::Tensor& values, int from) = 0;
    /// What all gave, one behind the other: `part` [n] of each, of the same size on all, into
    /// `whole` [size() * n]. Contiguous. On its way until the transfer is waited for, before which
    /// the ranks may call others; as many as one likes are on their way at a time.
    virtual std::unique_ptr<Transfer> beginGatherParts(const at::Tensor& part,
                                                       const at::Tensor& whole) = 0;
    /// `part` [n] becomes this rank's part of the sum over the ranks of `whole` [size() * n], added
    /// in their order (by NCCL in its own). Contiguous; on its way as above.
    virtual std::unique_ptr<Transfer> beginSumParts(const at::Tensor& whole,
                                                    const at::Tensor& part) = 0;
    /// Ranks that compute on cards of their own hand tensors over between those from now on, if all
    /// of them can. How tensors on cards go: "nccl", or "gloo" through the machine's memory.
    virtual std::string placeOn(c10::Device device) = 0;
    /// What each rank gave, by rank.
    virtual std::vector<std::string> gather(const std::string& mine) = 0;
    /// `from`'s text, whatever the others give.
    virtual std::string broadcast(const std::string& mine, int from) = 0;
    /// Seconds spent waiting for other ranks so far.
    virtual double waited() const = 0;
    /// Tells the others that this rank goes before the run is over, and why: they end too. Never
    /// throws; further calls do nothing.
    virtual void leave(const Error& why) = 0;
    /// Whether rank 0 went without a word, as far as this rank can tell: known when a call has
    /// thrown.
    virtual bool firstLost() const { return false; }

    /// Whether any of the ranks says so.
    bool any(bool mine);
};

/// One process that does everything itself: nothing is sent, nothing costs anything.
Ranks& singleRank();

/// Meets the other ranks over c10d: a store at rank 0's address and Gloo between the processors. A
/// rank that does not come is waited for as rankTimeoutSeconds() says.
Result<std::unique_ptr<Ranks>> joinRanks(const RankEnvironment& environment);

/// Which rank computes each unit: the largest first, each to the rank with the least so far, the
/// lower rank where two are alike. The same on every rank.
std::vector<int> dealUnits(const std::vector<std::int64_t>& tokens, int ranks);

}  // namespace marginalia
