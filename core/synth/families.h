// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/synth/world.h"

#include <string>
#include <vector>

/// Inside of core/synth: what each family draws and how it checks. Not for other folders.
namespace marginalia::synth {

/// Draw prompt, truth and content; style and answer are left to the Generator.
Example drawSum(Random& random);
Example drawWordProblem(Random& random);
Example drawList(Random& random);
Example drawDocument(Random& random);
Example drawWriting(Random& random);
Example drawSmallTalk(Random& random);
Example drawStory(Random& random);

/// The answer's core in a style: without opening, repeated question and closing.
std::string coreOf(const Example& example, const Style& style, Random& random);

/// An answer taken apart; `core` is what is left of it.
struct AnswerParts {
    std::string opening;
    bool repeatsQuestion = false;
    std::string core;
    std::string closing;
};
AnswerParts takeApart(const std::string& prompt, const std::string& answer);
/// The last sentence of a prompt: what an answer repeats.
std::string questionOf(const std::string& prompt);

/// Verifiers; `core` comes from takeApart.
bool numberIsRight(const Example& example, const std::string& core);
bool listIsRight(const Example& example, const std::string& core);
bool documentIsRight(const Example& example, const std::string& core);
bool writingIsRight(const Example& example, const std::string& core);

}  // namespace marginalia::synth
