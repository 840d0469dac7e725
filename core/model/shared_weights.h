// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"
#include "core/model/kept_buffers.h"
#include "core/model/transfer.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

class WideGradients;

/// How processes that hold one model in shares hand parts of it to each other. Every call is one of
/// all of them together, in the same order; tensors are contiguous.
class ShareExchange {
public:
    virtual ~ShareExchange() = default;
    virtual int rank() const = 0;
    virtual int size() const = 0;
    /// The shares [n] of all, one behind the other, into `whole` [size * n].
    virtual std::unique_ptr<Transfer> beginGather(const at::Tensor& share,
                                                  const at::Tensor& whole) = 0;
    /// `share` [n] gets this process's part of the sum over all of `whole` [size * n].
    virtual std::unique_ptr<Transfer> beginSumShares(const at::Tensor& whole,
                                                     const at::Tensor& share) = 0;
    /// Every element becomes its sum over all.
    virtual void sum(at::Tensor& values) = 0;
};

/// The weights of a decoder that no process holds as a whole: a share of each of its units (the
/// embedding, every block, what stands behind them) is here, and a unit is whole only while it is
/// used. Owned by the decoder; one thread.
///
/// Processes have passes of their own number and kind to make. Before each, all agree on its kind:
/// forwards come first, and whoever has none of that kind to make hands its shares out and computes
/// nothing. Behind what they do each by itself, finish() waits until none has a pass left.
///
/// While a unit is computed with, the next one's shares come and the last one's gradients go. All
/// processes begin these in the same order: bring(u), fetch() of the next, addGradients(u).
class SharedWeights {
public:
    /// What this process keeps of one tensor.
    struct Slice {
        std::string name;
        std::vector<std::int64_t> shape;  ///< of the whole tensor
        std::int64_t begin = 0;           ///< the first of its numbers that is here
        at::Tensor
            values;  ///< [n], [1, n] of a matrix; gradients are summed in its grad(), float32
    };
    /// What one process keeps of a tensor.
    struct Stretch {
        std::int64_t begin = 0;
        std::int64_t count = 0;  ///< 0: nothing
    };

    /// Of a model whose tensors have no memory yet.
    SharedWeights(Decoder::Impl& model, ShareExchange& exchange);

    const std::vector<Slice>& slices() const { return m_slices; }
    /// By process.
    std::vector<Stretch> stretchesOf(const std::string& name) const;
    /// Takes what is kept of a stored tensor of the whole shape and any type.
    void fill(const std::string& name, const at::Tensor& stored);

    /// Bytes of the shares, and the most that units took beside them so far.
    std::int64_t shareBytes() const;
    std::int64_t mostBrought() const { return m_mostBrought; }
    /// Numbers of the largest block, of the embedding with what stands behind the blocks, and of
    /// the larger of these two.
    std::int64_t largestBlock() const;
    std::int64_t tables() const;
    std::int64_t largestTable() const;
    /// Bytes of the memory that units and their gradients come and go in.
    std::int64_t bufferBytes() const { return m_buffers.bytes(); }
    int processes() const { return m_exchange.size(); }
    /// Units of the model: 0 is the embedding, then the blocks, the last one what stands behind.
    std::size_t units() const { return m_units.size(); }
    static std::size_t unitOf(std::size_t block) { return block + 1; }

    /// A forward pass begins: the embedding is there until the next pass, as leaves of the graph
    /// where gradients are on. With `wideGradients` those of embedding and what stands behind the
    /// blocks are summed in float32 where they arise (WideGradients).
    void beginForward(bool wideGradients);
    /// The same of final norm and head.
    void bringBehind();
    /// A unit is there until release().
    void bring(std::size_t unit);
    void release(std::size_t unit);
    /// The shares of a unit begin to come, which bring() then waits for. Nothing happens where
    /// fetching ahead is off.
    void fetch(std::size_t unit);
    /// bring() as leaves that gradients are taken by, in the order of addGradients().
    std::vector<at::Tensor> bringLeaves(std::size_t unit);
    /// The gradients of a unit, to their owners; undefined: none.
    void addGradients(std::size_t unit, const std::vector<at::Tensor>& gradients);
    /// Room for float32 gradients of all that a unit holds, not cleared, and where in it those of a
    /// tensor begin that is in its place.
    KeptBuffers::Loan gradientRoom(std::size_t unit);
    std::int64_t offsetOf(std::size_t unit, const at::Tensor& place) const;
    /// addGradients() of what was written there; the room is let go of.
    void addGradients(std::size_t unit, KeptBuffers::Loan room);

    /// Around autograd's backward pass through the graph of the last forward that made one.
    void beginBackward();
    void endBackward();
    /// The block that the backward pass has come to: one behind the other, from the last on.
    void enterBackward(std::size_t unit);

    /// This process has no pass to make; it takes part in those of the others until none has.
    void finish();
    /// Behind the last backward pass of a step: what had a gradient on no process has none.
    void settleGradients();

    /// Tests and measurements switch off here that units come and gradients go while others are
    /// computed: each is then waited for where it is asked for. Alike in all processes.
    static void setFetchingAhead(bool ahead);

private:
    /// In the order in which they are chosen, the last first.
    enum class Pass : std::uint8_t { None, Backward, Forward };
    struct Part {
        std::string name;
        std::vector<std::int64_t> shape;
        at::Tensor* place = nullptr;  ///< in the decoder
        at::Tensor hollow;            ///< stands there while the unit is not
        std::int64_t group = -1;      ///< see ExpectedTensor
        std::int64_t offset = 0;      ///< in the unit
        std::int64_t numbers = 0;
        bool used = false;  ///< it had a gradient here in this step
    };
    struct Unit {
        std::vector<Part> parts;
        std::int64_t share = 0;  ///< numbers of each process
        at::Tensor held;         ///< [share]
        at::Tensor sums;         ///< [share], float32: where the slices' gradients lie
        KeptBuffers::Loan whole;
        std::unique_ptr<Transfer> coming;  ///< into `whole`
        bool brought = false;
        std::vector<std::size_t> slices;
    };
    /// A table as the graph of a pass knows it.
    struct Table {
        std::vector<at::Tensor> leaves;
        KeptBuffers::Loan whole;
        KeptBuffers::Loan sums;  ///< where gradients are summed; undefined: in the leaves
        std::shared_ptr<WideGradients> known;
    };
    /// Gradients on their way to their owners.
    struct Going {
        std::size_t unit = 0;
        KeptBuffers::Loan whole;
        KeptBuffers::Loan own;
        std::unique_ptr<Transfer> transfer;  ///< null: none are
    };

    void layOut(Unit& unit);
    void makeSlices(Unit& unit);
    Stretch stretchOf(const Unit& unit, const Part& part, int rank) const;
    std::int64_t numbersOf(const Unit& unit) const { return unit.share * m_exchange.size(); }
    std::int64_t bytesOf(const Unit& unit) const;
    /// Waits for the turn of such a pass, taking part in others.
    void begin(Pass wanted);
    Pass agreed(Pass wanted);
    void follow(Pass pass);
    void dropTables();
    void bringTable(std::size_t unit);
    void addTable(std::size_t unit, Table& table);
    void tieHead();
    void beginComing(Unit& unit);
    void send(std::size_t unit, KeptBuffers::Loan whole, const std::vector<bool>& used);
    void arrive();

    Decoder::Impl& m_model;
    ShareExchange& m_exchange;
    KeptBuffers m_buffers;
    std::vector<Unit> m_units;
    std::vector<Slice> m_slices;
    /// Embedding and what stands behind, of the last forward with a graph.
    std::vector<Table> m_tables;
    bool m_wideGradients = false;
    Going m_going;
    std::size_t m_nextBackward = 0;
    std::int64_t m_brought = 0;
    std::int64_t m_mostBrought = 0;
};

}  // namespace marginalia
