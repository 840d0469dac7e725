// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/objectives/grpo.h"
#include "core/objectives/online_rows.h"
#include "core/objectives/parameters.h"
#include "core/objectives/ppo.h"
#include "core/objectives/sampled_pairs.h"
#include "core/objectives/sft.h"

#include <utility>

namespace marginalia {

namespace {

/// The enumerator beside a word; the catalogue's check has refused other words.
template <class Choice, std::size_t Count>
Choice chosen(const std::string& word, const std::pair<const char*, Choice> (&list)[Count])
{
    for (const auto& [name, value] : list) {
        if (word == name) {
            return value;
        }
    }
    return list[0].second;
}

RewardScale scaleOf(const Given& given)
{
    return chosen<RewardScale>(given.word("scale_rewards"), {{"group", RewardScale::Group},
                                                             {"batch", RewardScale::Batch},
                                                             {"none", RewardScale::None}});
}

Result<Objective> bindGrpo(const Given& given)
{
    GrpoOptions options;
    options.loss = chosen<GrpoLoss>(given.word("loss_type"), {{"dapo", GrpoLoss::Dapo},
                                                              {"grpo", GrpoLoss::Grpo},
                                                              {"bnpo", GrpoLoss::Bnpo},
                                                              {"dr_grpo", GrpoLoss::DrGrpo},
                                                              {"cispo", GrpoLoss::Cispo},
                                                              {"sapo", GrpoLoss::Sapo},
                                                              {"luspo", GrpoLoss::Luspo},
                                                              {"vespo", GrpoLoss::Vespo}});
    options.level = chosen<RatioLevel>(given.word("importance_sampling_level"),
                                       {{"token", RatioLevel::Token},
                                        {"sequence", RatioLevel::Sequence},
                                        {"sequence_token", RatioLevel::SequenceToken}});
    options.scale = scaleOf(given);
    options.correction =
        chosen<SamplerCorrection>(given.word("sampler_correction"),
                                  {{"none", SamplerCorrection::None},
                                   {"token_truncate", SamplerCorrection::TokenTruncate},
                                   {"token_mask", SamplerCorrection::TokenMask},
                                   {"sequence_truncate", SamplerCorrection::SequenceTruncate},
                                   {"sequence_mask", SamplerCorrection::SequenceMask}});
    options.samplerCap = given.number("sampler_cap");
    options.epsilon = given.number("epsilon");
    options.epsilonHigh = given.number("epsilon_high");
    options.delta = given.number("delta");
    options.beta = given.number("beta");
    options.unbiasedKl = given.yes("unbiased_kl");
    options.topEntropy = given.number("top_entropy_quantile");
    options.entropyCoefficient = given.number("entropy_coef");
    options.offPolicyThreshold = given.number("off_policy_threshold");
    options.longest = given.number("max_completion_length");
    options.sapoPositive = given.number("sapo_temperature_pos");
    options.sapoNegative = given.number("sapo_temperature_neg");
    options.vespoKPositive = given.number("vespo_k_pos");
    options.vespoLambdaPositive = given.number("vespo_lambda_pos");
    options.vespoKNegative = given.number("vespo_k_neg");
    options.vespoLambdaNegative = given.number("vespo_lambda_neg");
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return grpo(batch, options); });
    out.referencePerToken = options.beta != 0;
    out.statistics.entropy = options.entropyCoefficient != 0;
    // The entropy term is a plain mean over tokens: weights do not enter it.
    out.ownDenominator = [](const std::vector<RowFacts>& rows) {
        double tokens = 0;
        for (const RowFacts& row : rows) {
            tokens += row.tokens;
        }
        return tokens;
    };
    return out;
}

Result<Objective> bindGmpo(const Given& given)
{
    GmpoOptions options;
    options.scale = scaleOf(given);
    options.epsilon = given.number("epsilon");
    options.epsilonHigh = given.number("epsilon_high");
    options.beta = given.number("beta");
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return gmpo(batch, options); });
    out.referencePerToken = options.beta != 0;
    return out;
}

Result<Objective> bindRloo(const Given& given)
{
    RlooOptions options;
    options.beta = given.number("beta");
    options.epsilon = given.number("epsilon");
    options.epsilonHigh = given.number("epsilon_high");
    options.groupMean = given.word("advantage") == "group_mean";
    options.normalise = given.yes("normalize_advantages");
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return rloo(batch, options); });
}

PpoOptions ppoOptions(const Given& given)
{
    PpoOptions options;
    options.klCoefficient = given.number("kl_coef");
    options.k3 = given.word("kl_estimator") == "k3";
    options.gamma = given.number("gamma");
    options.lambda = given.number("lambda");
    options.clip = given.number("cliprange");
    options.clipValue = given.number("cliprange_value");
    options.valueWeight = given.number("vf_coef");
    options.whiten = given.yes("whiten");
    return options;
}

Objective withTokenReference(std::function<LossOut(const RowBatch&, ObjectiveState&)> loss)
{
    Objective out = objectiveOf(std::move(loss));
    out.referencePerToken = true;
    return out;
}

Result<Objective> bindPpo(const Given& given)
{
    return withTokenReference(
        [options = ppoOptions(given)](const RowBatch& batch, ObjectiveState&) {
            return ppo(batch, options);
        });
}

Result<Objective> bindSrppo(const Given& given)
{
    SelfRewardOptions options;
    options.average = given.yes("average");
    options.clamp = given.number("clamp");
    options.ppo = ppoOptions(given);
    return withTokenReference([options](const RowBatch& batch, ObjectiveState&) {
        return selfRewardingPpo(batch, options);
    });
}

Result<Objective> bindCarft(const Given& given)
{
    CarftOptions options;
    options.tau = given.number("tau");
    options.contrastWeight = given.number("contrast_weight");
    options.ppo = ppoOptions(given);
    return withTokenReference(
        [options](const RowBatch& batch, ObjectiveState&) { return carft(batch, options); });
}

SampledPairOptions pairOptions(const Given& given)
{
    SampledPairOptions options;
    options.beta = given.number("beta");
    options.ipo = given.word("loss_type") == "ipo";
    return options;
}

/// Weights of the pairs: half of each of their two rows', which are the same.
double pairWeights(const std::vector<RowFacts>& rows)
{
    double sum = 0;
    for (const RowFacts& row : rows) {
        sum += row.pair >= 0 ? row.weight / 2 : 0;
    }
    return sum;
}

Result<Objective> bindOnlineDpo(const Given& given)
{
    Objective out =
        objectiveOf([options = pairOptions(given)](const RowBatch& batch, ObjectiveState&) {
            return onlineDpo(batch, options);
        });
    out.ownDenominator = pairWeights;
    return out;
}

Result<Objective> bindXpo(const Given& given)
{
    SampledPairOptions options = pairOptions(given);
    options.alpha = given.number("alpha");
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return xpo(batch, options); });
    out.ownDenominator = pairWeights;
    return out;
}

Result<Objective> bindNashMd(const Given& given)
{
    return withTokenReference(
        [beta = given.number("beta")](const RowBatch& batch, ObjectiveState&) {
            return nashMd(batch, beta);
        });
}

Result<Objective> bindNft(const Given& given)
{
    NftOptions options;
    options.negativeWeight = given.number("negative_weight");
    options.weight = chosen<NftWeight>(given.word("weight"), {{"one_minus_q", NftWeight::OneMinusQ},
                                                              {"sqrt", NftWeight::Sqrt},
                                                              {"one", NftWeight::One}});
    options.wholeAnswers = given.word("ratio_level") == "sequence";
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return nft(batch, options); });
    out.ownDenominator = [divisor = given.number("denominator")](const std::vector<RowFacts>&) {
        return divisor;
    };
    return out;
}

Result<Objective> bindApoStar(const Given& given)
{
    return objectiveOf(
        [beta1 = given.number("beta1"), beta2 = given.number("beta2")](
            const RowBatch& batch, ObjectiveState&) { return apoStar(batch, beta1, beta2); });
}

/// The answers that passed are demonstrations.
Result<Objective> bindExpertIteration(const Given&)
{
    return objectiveOf([](const RowBatch& batch, ObjectiveState&) {
        LossOut out = sft(batch, SftReduction::TokenGlobal);
        out.rowMetrics.emplace_back("reward", rewardsOf(batch));
        return out;
    });
}

Result<Objective> bindGkd(const Given& given)
{
    Objective out = objectiveOf([](const RowBatch& batch, ObjectiveState&) { return gkd(batch); });
    out.statistics.jsd = true;
    out.statistics.jsdBeta = given.number("beta");
    out.statistics.temperature = given.number("temperature");
    return out;
}

Result<Objective> bindMiniLlm(const Given& given)
{
    MiniLlmOptions options;
    options.gamma = given.number("gamma");
    options.lengthNorm = given.yes("length_norm");
    options.singleStep = given.yes("single_step");
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return miniLlm(batch, options); });
    out.statistics.otherLogps = true;
    out.statistics.klToOther = options.singleStep;
    return out;
}

}  // namespace

const std::vector<Binder>& onlineBinders()
{
    static const std::vector<Binder> list = {{"grpo", bindGrpo},
                                             {"gmpo", bindGmpo},
                                             {"rloo", bindRloo},
                                             {"ppo", bindPpo},
                                             {"srppo", bindSrppo},
                                             {"carft", bindCarft},
                                             {"online_dpo", bindOnlineDpo},
                                             {"xpo", bindXpo},
                                             {"nash_md", bindNashMd},
                                             {"nft", bindNft},
                                             {"apo_star", bindApoStar},
                                             {"expert_iteration", bindExpertIteration},
                                             {"gkd", bindGkd},
                                             {"minillm", bindMiniLlm}};
    return list;
}

}  // namespace marginalia
