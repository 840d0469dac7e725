// SPDX-License-Identifier: Apache-2.0
#include "core/train/adamw_windows.h"

#include <ATen/ops/empty.h>
#include <c10/core/Event.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <algorithm>
#include <array>
#include <optional>

namespace marginalia {

namespace {

/// Bytes between beginnings in a buffer, as vectors want them.
constexpr std::int64_t kAlignment = 64;

std::int64_t inWhole(std::int64_t count, std::int64_t unit)
{
    return (count + unit - 1) / unit;
}

std::int64_t alignedBytes(const at::Tensor& tensor)
{
    return inWhole(static_cast<std::int64_t>(tensor.nbytes()), kAlignment) * kAlignment;
}

/// The streams of a card that copy beside the one that computes. On a processor there are none: a
/// call is over when it returns.
class Lanes {
public:
    explicit Lanes(c10::Device device)
    {
        if (!device.is_cpu()) {
            const c10::impl::VirtualGuardImpl cards(device.type());
            main = cards.getStream(device);
            in = cards.getStreamFromGlobalPool(device);
            out = cards.getStreamFromGlobalPool(device);
        }
    }
    /// Buffers must not be taken by others while a copy still reads or writes them, whatever was
    /// thrown.
    ~Lanes()
    {
        try {
            settle();
        } catch (const std::exception&) {
            return;  // the card is lost: whoever uses it next says so
        }
    }
    Lanes(const Lanes&) = delete;
    Lanes& operator=(const Lanes&) = delete;

    void settle() const
    {
        for (const auto& stream : {in, out}) {
            if (stream) {
                stream->synchronize();
            }
        }
    }

    std::optional<c10::Stream> main;
    std::optional<c10::Stream> in;
    std::optional<c10::Stream> out;
};

using Lane = std::optional<c10::Stream>;

void mark(c10::Event& event, const Lane& lane)
{
    if (lane) {
        event.record(*lane);
    }
}

void await(const c10::Event& event, const Lane& lane)
{
    if (lane) {
        event.block(*lane);
    }
}

template <class Work>
void runOn(const Lane& lane, const Work& work)
{
    if (lane) {
        const c10::StreamGuard guard(*lane);
        work();
    } else {
        work();
    }
}

/// One of two places for a window, and how far work on it is.
struct Slot {
    explicit Slot(c10::DeviceType type) : arrived(type), updated(type), left(type) {}

    at::Tensor bytes;
    c10::Event arrived;
    c10::Event updated;
    c10::Event left;
};

/// What lies apart, in a row; `unit` numbers of the weight share one of its own.
struct Stored {
    at::Tensor row;
    std::int64_t unit;
};

/// All of one tensor, in rows.
struct Rows {
    at::Tensor gradient;
    at::Tensor weight;           ///< undefined: it is the last one of `stored`
    at::Tensor half;             ///< undefined where there is none
    std::vector<Stored> stored;  ///< both moments, their scales where they have any, the master
};

/// Numbers [from, from + count) of a tensor.
struct Part {
    std::size_t tensor;
    std::int64_t from;
    std::int64_t count;
    std::int64_t place;  ///< in the window's buffer, bytes
};

struct Window {
    std::vector<Part> parts;
    std::int64_t numbers = 0;
    std::int64_t bytes = 0;
};

class WindowedUpdate {
public:
    WindowedUpdate(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers,
                   std::int64_t window)
        : m_tensors(tensors),
          m_numbers(numbers),
          m_memory(openStateStore("none", {}, 0).take()),
          m_device(tensors.front().gradient.device()),
          m_slots{Slot(m_device.type()), Slot(m_device.type())},
          m_begun(m_device.type()),
          m_lanes(m_device)
    {
        for (const TensorUpdate& each : tensors) {
            m_rows.push_back(rowsOf(each));
        }
        cut(window);
    }

    void run()
    {
        openSlots();
        fetch(0);
        for (std::size_t i = 0; i < m_windows.size(); ++i) {
            if (i + 1 < m_windows.size()) {
                fetch(i + 1);
            }
            update(i);
            send(i);
        }
        m_lanes.settle();
        for (const auto& [target, row] : m_copies) {
            target.copy_(row.view(target.sizes()));
        }
    }

private:
    static at::Tensor rowOf(const at::Tensor& tensor) { return tensor.contiguous().view({-1}); }

    /// A row of what the update writes: where it cannot be seen as one, a copy that goes back.
    at::Tensor writtenRow(const at::Tensor& tensor)
    {
        const at::Tensor own = tensor.detach();
        const at::Tensor row = rowOf(own);
        if (!own.is_contiguous()) {
            m_copies.emplace_back(own, row);
        }
        return row;
    }

    Rows rowsOf(const TensorUpdate& each)
    {
        Rows out;
        out.gradient = rowOf(each.gradient);
        out.stored = {{rowOf(each.first->numbers()), 1}, {rowOf(each.second->numbers()), 1}};
        if (each.first->isPacked()) {
            out.stored.push_back({each.first->scales(), kMomentBlock});
            out.stored.push_back({each.second->scales(), kMomentBlock});
        }
        if (each.half.defined()) {
            out.half = writtenRow(each.half);
            out.stored.push_back({rowOf(each.weight), 1});
        } else {
            out.weight = writtenRow(each.weight);
        }
        return out;
    }

    /// What lies apart of a part, piece by piece.
    template <class Visit>
    void eachStored(const Part& part, const Visit& visit) const
    {
        for (const Stored& each : m_rows[part.tensor].stored) {
            visit(each.row.narrow(0, part.from / each.unit, inWhole(part.count, each.unit)));
        }
    }

    void cut(std::int64_t window)
    {
        // Operators that update a part make several of its length on the way.
        constexpr std::int64_t kParts = 4;
        const std::int64_t most =
            std::max<std::int64_t>(window / kParts / kMomentBlock, 1) * kMomentBlock;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const std::int64_t all = m_rows[i].gradient.numel();
            for (std::int64_t from = 0; from < all; from += most) {
                const std::int64_t count = std::min(most, all - from);
                if (m_windows.empty() || m_windows.back().numbers + count > window) {
                    m_windows.emplace_back();
                }
                add({i, from, count, 0}, m_windows.back());
            }
        }
    }

    void add(Part part, Window& window) const
    {
        part.place = window.bytes;
        eachStored(part, [&](const at::Tensor& own) { window.bytes += alignedBytes(own); });
        window.numbers += part.count;
        window.parts.push_back(part);
    }

    void openSlots()
    {
        std::int64_t bytes = 0;
        for (const Window& window : m_windows) {
            bytes = std::max(bytes, window.bytes);
        }
        for (std::size_t i = 0; i < std::min(m_slots.size(), m_windows.size()); ++i) {
            m_slots[i].bytes = at::empty({bytes}, at::TensorOptions(at::kByte).device(m_device));
        }
        // What computes may still use what the buffers' memory held before.
        mark(m_begun, m_lanes.main);
        await(m_begun, m_lanes.in);
    }

    Slot& slotOf(std::size_t window) { return m_slots[window % m_slots.size()]; }

    /// What lies apart of a part with its place in the slot, both of them rows.
    template <class Visit>
    void eachPlace(const Part& part, const Slot& slot, const Visit& visit) const
    {
        std::int64_t place = part.place;
        eachStored(part, [&](const at::Tensor& own) {
            const auto bytes = static_cast<std::int64_t>(own.nbytes());
            visit(own, slot.bytes.narrow(0, place, bytes).view(own.scalar_type()));
            place += alignedBytes(own);
        });
    }

    void fetch(std::size_t window)
    {
        Slot& slot = slotOf(window);
        await(slot.left, m_lanes.in);
        runOn(m_lanes.in, [&] {
            for (const Part& part : m_windows[window].parts) {
                eachPlace(part, slot, [](const at::Tensor& own, const at::Tensor& here) {
                    here.copy_(own, true);
                });
            }
        });
        mark(slot.arrived, m_lanes.in);
    }

    void update(std::size_t window)
    {
        Slot& slot = slotOf(window);
        await(slot.arrived, m_lanes.main);
        const std::vector<Part>& parts = m_windows[window].parts;
        std::vector<Moment> moments;
        moments.reserve(2 * parts.size());  // updates point into it
        std::vector<TensorUpdate> updates;
        for (const Part& part : parts) {
            updates.push_back(updateOf(part, slot, moments));
        }
        updateTensors(updates, m_numbers, *m_memory);
        mark(slot.updated, m_lanes.main);
    }

    TensorUpdate updateOf(const Part& part, const Slot& slot, std::vector<Moment>& moments) const
    {
        std::vector<at::Tensor> here;
        eachPlace(part, slot,
                  [&](const at::Tensor&, const at::Tensor& place) { here.push_back(place); });
        TensorUpdate out = m_tensors[part.tensor];
        const bool packed = out.first->isPacked();
        moments.emplace_back(MomentKind::First, here[0], packed ? here[2] : at::Tensor());
        out.first = &moments.back();
        moments.emplace_back(MomentKind::Second, here[1], packed ? here[3] : at::Tensor());
        out.second = &moments.back();
        const Rows& rows = m_rows[part.tensor];
        out.gradient = rows.gradient.narrow(0, part.from, part.count);
        out.weight =
            rows.weight.defined() ? rows.weight.narrow(0, part.from, part.count) : here.back();
        if (rows.half.defined()) {
            out.half = rows.half.narrow(0, part.from, part.count);
        }
        out.from = part.from;
        return out;
    }

    void send(std::size_t window)
    {
        Slot& slot = slotOf(window);
        await(slot.updated, m_lanes.out);
        runOn(m_lanes.out, [&] {
            for (const Part& part : m_windows[window].parts) {
                eachPlace(part, slot, [](const at::Tensor& own, const at::Tensor& here) {
                    own.copy_(here, true);
                });
            }
        });
        mark(slot.left, m_lanes.out);
    }

    const std::vector<TensorUpdate>& m_tensors;
    const UpdateNumbers& m_numbers;
    std::shared_ptr<StateStore> m_memory;
    c10::Device m_device;
    std::vector<Rows> m_rows;
    std::vector<std::pair<at::Tensor, at::Tensor>> m_copies;  ///< weight, its row
    std::vector<Window> m_windows;
    std::array<Slot, 2> m_slots;
    c10::Event m_begun;
    Lanes m_lanes;  ///< settles before the slots go
};

}  // namespace

void updateInWindows(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers,
                     std::int64_t window)
{
    const bool isAny = std::any_of(tensors.begin(), tensors.end(), [](const TensorUpdate& each) {
        return each.gradient.numel() > 0;
    });
    if (isAny) {
        WindowedUpdate(tensors, numbers, window).run();
    }
}

}  // namespace marginalia
