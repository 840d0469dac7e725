// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_spec.h"
#include "core/model/adapter.h"
#include "core/model/decoder.h"
#include "core/model/row_head.h"
#include "core/train/adamw.h"

#include <string>

namespace marginalia {

/// What the settings of a run with method lora ask for; the base is the run's model.
AdapterConfig adapterConfigOf(const RunSpec& spec);

/// Makes what a run trains: all weights or the modules that it chose, or the adapter that the
/// decoder wears, or a fresh one that it puts on the frozen model (drawn from the run's seed, so
/// that a resume makes the same before it restores the numbers). The error names the setting.
Status prepareTrained(Decoder& decoder, const RunSpec& spec);

/// The tensors that are trained: the adapter's where the decoder wears one, else the model's that
/// have a gradient.
NamedTensors trainedTensors(const Decoder& decoder);

/// Fills a folder with what was trained, for others to load: the adapter in PEFT's form, or the
/// model with the files of `baseFolder` and with its head where it has one.
Status writeTrained(const std::string& folder, const Decoder& decoder,
                    const std::string& baseFolder, const RowHead* head = nullptr);

/// Switches the adapter off while it lives: the model is its own reference then.
class AdapterPause {
public:
    explicit AdapterPause(Decoder& decoder) : m_decoder(decoder), m_was(decoder.adapterOn())
    {
        m_decoder.setAdapterOn(false);
    }
    ~AdapterPause()
    {
        if (m_was) {
            m_decoder.setAdapterOn(true);
        }
    }
    AdapterPause(const AdapterPause&) = delete;
    AdapterPause& operator=(const AdapterPause&) = delete;

private:
    Decoder& m_decoder;
    bool m_was;
};

}  // namespace marginalia
