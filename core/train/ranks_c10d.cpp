// SPDX-License-Identifier: Apache-2.0
// Ranks over c10d: with rank_messages.h, rank_words.cpp and nccl_module.cpp all that knows it.
// Compiled alone, because its headers take 13 s.
#define USE_C10D_GLOO  // as the library in the wheel was built
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/train/card_link.h"
#include "core/train/rank_address.h"
#include "core/train/rank_loss.h"
#include "core/train/rank_messages.h"
#include "core/train/rank_words.h"
#include "core/train/ranks.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <optional>

namespace marginalia {

namespace {

using Group = c10d::ProcessGroupGloo;

const char* variable(const char* name)
{
    return std::getenv(name);
}

std::shared_ptr<::gloo::transport::Device> deviceFor(const RankEnvironment& environment)
{
    if (const char* name = variable("GLOO_SOCKET_IFNAME")) {
        return Group::createDeviceForInterface(name);
    }
    const std::string address = addressTowards(environment.address, environment.port);
    const bool severalMachines = environment.localSize < environment.size;
    const bool loopback = address.rfind("127.", 0) == 0 || address == "::1";
    // Rank 0 may know its own name as the loopback's, which nobody else could reach.
    return address.empty() || (loopback && severalMachines)
               ? Group::createDefaultDevice()
               : Group::createDeviceForHostname(address);
}

class GlooRanks : public Ranks {
public:
    GlooRanks(const RankEnvironment& environment, c10::intrusive_ptr<c10d::Store> store,
              c10::intrusive_ptr<Group> group)
        : m_environment(environment),
          m_store(std::move(store)),
          m_group(std::move(group)),
          m_words(m_store, environment.rank, environment.size)
    {
        // Rank 0's own shows only where the store does not go with it.
        if (!isFirst() || m_environment.launcherStore) {
            m_words.beginPulse();
        }
    }

    ~GlooRanks() override
    {
        if (m_cards) {
            closeCards([this] { m_cards->shutdown(); });
        }
    }

    int rank() const override { return m_environment.rank; }
    int size() const override { return m_environment.size; }
    const RankEnvironment& environment() const override { return m_environment; }
    double waited() const override { return m_waited; }
    bool firstLost() const override { return m_firstLost; }

    void sum(at::Tensor& values) override
    {
        if (values.numel() > 0) {
            handOver(values, [](c10d::Backend& group, std::vector<at::Tensor>& list) {
                return group.allreduce(list);
            });
        }
    }

    void broadcast(at::Tensor& values, int from) override
    {
        if (values.numel() > 0) {
            handOver(values, [from](c10d::Backend& group, std::vector<at::Tensor>& list) {
                c10d::BroadcastOptions options;
                options.rootRank = from;
                return group.broadcast(list, options);
            });
        }
    }

    std::unique_ptr<Transfer> beginGatherParts(const at::Tensor& part,
                                               const at::Tensor& whole) override
    {
        if (goesBetweenCards(whole)) {
            at::Tensor mine = part;
            at::Tensor all = whole;
            return onTheWay([&] { return Works{m_cards->_allgather_base(all, mine)}; }, [] {});
        }
        const at::Tensor own = part.cpu();
        const at::Tensor all = whole.is_cpu() ? whole : at::empty(whole.sizes(), own.options());
        const at::Tensor byRank = all.view({size(), -1});
        byRank[rank()].copy_(own);
        return onTheWay(
            [&] {
                return m_messages.exchange(
                    *m_group, [&](int) { return own; }, [&](int from) { return byRank[from]; });
            },
            [whole, all] {
                if (!whole.is_cpu()) {
                    whole.copy_(all);
                }
            });
    }

    std::unique_ptr<Transfer> beginSumParts(const at::Tensor& whole,
                                            const at::Tensor& part) override
    {
        if (goesBetweenCards(part)) {
            at::Tensor all = whole;
            at::Tensor mine = part;
            return onTheWay([&] { return Works{m_cards->_reduce_scatter_base(mine, all)}; }, [] {});
        }
        const auto sum = std::make_shared<PartSum>(whole, size(), rank(), std::move(m_arrived));
        return onTheWay(
            [&] {
                return m_messages.exchange(
                    *m_group, [&](int to) { return sum->given(to); },
                    [&](int from) { return sum->of(from); });
            },
            [this, sum, part] {
                sum->sumInto(part);
                m_arrived = sum->takeMemory();
            });
    }

    std::string placeOn(c10::Device device) override
    {
        const CardLink link = openCardLink(device);
        const std::string problem = cardProblem(gather(link.card));
        if (!problem.empty()) {
            if (device.is_cuda()) {
                logLine(LogLevel::Warning, "ranks",
                        "Tensors go through the machine's memory, not by NCCL: " + problem +
                            (link.problem.empty() ? "" : "; here: " + link.problem));
            }
            return "gloo";
        }
        guarded([&] {
            const std::chrono::milliseconds timeout(rankTimeoutSeconds(variable));
            const auto store = c10::make_intrusive<c10d::PrefixStore>("cards", m_store);
            m_cards = c10::intrusive_ptr<c10d::Backend>::reclaim(
                link.make(store.get(), rank(), size(), timeout.count()));
        });
        at::Tensor one = at::ones({1}, at::TensorOptions(device));
        sum(one);  // they meet here: what does not work is known before the run begins
        return "nccl";
    }

    std::vector<std::string> gather(const std::string& mine) override
    {
        at::Tensor lengths = at::zeros({size()}, at::kLong);
        lengths[rank()] = static_cast<std::int64_t>(mine.size());
        sum(lengths);
        const std::int64_t* length = lengths.const_data_ptr<std::int64_t>();
        const std::int64_t longest = *std::max_element(length, length + size());
        std::vector<std::string> out(static_cast<std::size_t>(size()));
        if (longest == 0) {
            return out;
        }
        const auto bytes = at::TensorOptions(at::kByte);
        std::vector<at::Tensor> inputs = {at::zeros({longest}, bytes)};
        std::memcpy(inputs[0].mutable_data_ptr(), mine.data(), mine.size());
        std::vector<std::vector<at::Tensor>> outputs(1);
        for (int i = 0; i < size(); ++i) {
            outputs[0].push_back(at::empty({longest}, bytes));
        }
        together([&] { return m_group->allgather(outputs, inputs); });
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i].assign(static_cast<const char*>(outputs[0][i].const_data_ptr()),
                          static_cast<std::size_t>(length[i]));
        }
        return out;
    }

    std::string broadcast(const std::string& mine, int from) override
    {
        at::Tensor length = at::zeros({1}, at::kLong);
        length[0] = static_cast<std::int64_t>(mine.size());
        broadcast(length, from);
        std::string out(static_cast<std::size_t>(length.item<std::int64_t>()), '\0');
        at::Tensor bytes =
            at::zeros({static_cast<std::int64_t>(out.size())}, at::TensorOptions(at::kByte));
        if (rank() == from) {
            std::memcpy(bytes.mutable_data_ptr(), mine.data(), mine.size());
        }
        broadcast(bytes, from);
        std::memcpy(out.data(), bytes.const_data_ptr(), out.size());
        return out;
    }

    void leave(const Error& why) override
    {
        if (m_left) {
            return;
        }
        const bool stopped = why.kind == ErrorKind::Cancelled;
        note(stopped ? "stopped" : "failed", why.message());
        part();
        if (isFirst()) {
            m_words.silentRanks();  // the store goes with this process: let them read first
        }
    }

private:
    using Works = PairMessages::Works;

    bool goesBetweenCards(const at::Tensor& values) const { return values.is_cuda() && m_cards; }

    /// NCCL works between cards, Gloo in the machine's memory.
    template <class Call>
    void handOver(at::Tensor& values, const Call& call)
    {
        const bool between = goesBetweenCards(values);
        std::vector<at::Tensor> list = {values.is_cpu() || between ? values : values.cpu()};
        together([&] {
            return between ? call(*m_cards, list)
                           : call(static_cast<c10d::Backend&>(*m_group), list);
        });
        if (!list[0].is_same(values)) {
            values.copy_(list[0]);
        }
    }

    /// `arrive` is called when all of it is here.
    template <class Begin>
    std::unique_ptr<Transfer> onTheWay(const Begin& begin, std::function<void()> arrive)
    {
        Works works;
        guarded([&] {
            TORCH_CHECK(m_group, "the ranks have parted");
            works = begin();
        });
        return std::make_unique<TransferBy>([this, works, arrive = std::move(arrive)] {
            guarded([&] {
                const Stopwatch watch;
                for (const auto& work : works) {
                    work->wait();
                }
                m_waited += watch.seconds();
            });
            arrive();
        });
    }

    template <class Begin>
    void together(const Begin& begin)
    {
        guarded([&] {
            const Stopwatch watch;
            TORCH_CHECK(m_group, "the ranks have parted");
            begin()->wait();
            m_waited += watch.seconds();
        });
    }

    template <class Work>
    void guarded(const Work& work)
    {
        std::string problem;
        try {
            work();
            return;
        } catch (const c10::Error& error) {
            problem = error.what_without_backtrace();
        } catch (const std::exception& error) {
            problem = error.what();
        }
        throw RanksBroken(isFirst() ? asFirst(problem) : asOther(problem));
    }

    template <class Close>
    void closeCards(const Close& close) noexcept
    {
        try {
            close();
        } catch (const std::exception& error) {
            logLine(LogLevel::Warning, "ranks", error.what());
        }
        m_cards.reset();
    }

    /// Lets go of the others, who notice at once.
    void part() noexcept
    {
        if (m_cards) {
            closeCards([this] { m_cards->abort(); });
        }
        m_group.reset();
    }

    /// False: the store cannot be reached.
    bool note(const char* kind, const std::string& what)
    {
        m_left = true;
        return m_words.say(kind, what);
    }

    /// Rank 0 finds out who is missing, because it tells the run folder.
    Error asFirst(const std::string& problem)
    {
        note("noticed", problem);
        part();
        return lossAsFirst(m_words, size(), problem);
    }

    Error asOther(const std::string& problem)
    {
        std::optional<RankWords::Word> first;
        bool reached = true;
        try {
            first = m_words.of(0);
        } catch (const std::exception&) {
            reached = false;
        }
        reached = note("noticed", problem) && reached;
        part();
        m_firstLost = !reached || (!first && m_environment.launcherStore && m_words.isGone(0));
        return lossAsOther(first, m_firstLost, size(), problem);
    }

    RankEnvironment m_environment;
    c10::intrusive_ptr<c10d::Store> m_store;
    c10::intrusive_ptr<Group> m_group;          ///< null once this rank has left
    c10::intrusive_ptr<c10d::Backend> m_cards;  ///< null: tensors on cards go through memory
    at::Tensor m_arrived;                       ///< what the others gave to sum, kept for the next
    PairMessages m_messages{m_environment.rank, m_environment.size};
    RankWords m_words;
    double m_waited = 0;
    bool m_left = false;
    bool m_firstLost = false;
};

std::unique_ptr<Ranks> meet(const RankEnvironment& environment)
{
    const std::chrono::seconds timeout(rankTimeoutSeconds(variable));
    c10d::TCPStoreOptions options;
    options.port = environment.port;
    options.isServer = environment.rank == 0 && !environment.launcherStore;
    options.timeout = timeout;
    if (!environment.launcherStore) {
        options.numWorkers = static_cast<std::size_t>(environment.size);
    }
    const auto store = c10::make_intrusive<c10d::TCPStore>(environment.address, options);
    // torchrun's own store outlives an attempt, and with it what was written there.
    const char* attempt = variable("TORCHELASTIC_RESTART_COUNT");
    c10::intrusive_ptr<c10d::Store> own = c10::make_intrusive<c10d::PrefixStore>(
        std::string("marginalia/") + (attempt == nullptr ? "0" : attempt), store);
    const auto groupOptions = Group::Options::create(timeout);
    groupOptions->threads = 1;
    groupOptions->devices = {deviceFor(environment)};
    auto group = c10::make_intrusive<Group>(own, environment.rank, environment.size, groupOptions);
    return std::make_unique<GlooRanks>(environment, std::move(own), std::move(group));
}

}  // namespace

Result<std::unique_ptr<Ranks>> joinRanks(const RankEnvironment& environment)
{
    std::string problem;
    try {
        return meet(environment);
    } catch (const c10::Error& error) {
        problem = error.what_without_backtrace();
    } catch (const std::exception& error) {
        problem = error.what();
    }
    return failure(ErrorKind::Io,
                   {MG_TR("train", "Rank %1 could not meet the other ranks at %2:%3: %4"),
                    {std::to_string(environment.rank), environment.address,
                     std::to_string(environment.port), problem}},
                   {},
                   MG_TR("train",
                         "Check that all ranks were started and that the address can be reached "
                         "from each of them."));
}

}  // namespace marginalia
