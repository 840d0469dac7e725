// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/parser.h"

#include <set>
#include <utility>

namespace marginalia::jinja {

std::string Parser::targetName()
{
    static const std::set<std::string> kConstants = {"true", "false", "none",
                                                     "True", "False", "None"};
    if (now().kind != TokenKind::Name || kConstants.count(now().text) > 0) {
        error(MG_TR("template", "Nothing can be assigned to \"%1\"."), {now().text});
    }
    return take().text;
}

/// A name or a group in parentheses.
Target Parser::targetPart()
{
    Target out;
    if (!skipOperator("(")) {
        out.name = targetName();
        return out;
    }
    constexpr int kDeepest = 20;
    if (++m_groups > kDeepest) {
        error(MG_TR("template", "Groups of names are nested too deeply."));
    }
    out.parts.push_back(targetPart());
    while (skipOperator(",")) {
        out.tuple = true;
        if (isOperator(")")) {
            break;
        }
        out.parts.push_back(targetPart());
    }
    expectOperator(")");
    --m_groups;
    if (out.tuple) {
        return out;
    }
    Target only = std::move(out.parts.front());  // parentheses around one name mean nothing
    return only;
}

Target Parser::target(bool withNamespace, bool inFor)
{
    Target first = targetPart();
    if (withNamespace && !first.name.empty() && skipOperator(".")) {
        first.attribute = expectAnyName();
        return first;
    }
    if (!isOperator(",")) {
        return first;
    }
    Target out;
    out.tuple = true;
    out.parts.push_back(std::move(first));
    while (skipOperator(",")) {
        if (isOperator("=") || (inFor && isName("in"))) {
            break;
        }
        out.parts.push_back(targetPart());
    }
    return out;
}

std::unique_ptr<Node> Parser::filterStatement()
{
    auto out = node(NodeKind::Filter);
    out->expr = filter(nullptr, true);
    out->body = body("endfilter");
    return out;
}

std::unique_ptr<Node> Parser::withStatement()
{
    auto out = node(NodeKind::With);
    while (now().kind != TokenKind::BlockEnd) {
        if (!out->with.empty()) {
            expectOperator(",");
        }
        Target name = target(false, false);
        expectOperator("=");
        ExprPtr value = expression();
        out->with.emplace_back(std::move(name), std::move(value));
    }
    out->body = body("endwith");
    return out;
}

std::unique_ptr<Node> Parser::generationStatement()
{
    auto out = node(NodeKind::Generation);
    m_hasGeneration = true;
    const int loops = std::exchange(m_loops, 0);
    out->body = body("endgeneration");
    m_loops = loops;
    return out;
}

std::unique_ptr<Node> Parser::autoescapeStatement()
{
    auto out = node(NodeKind::AutoEscape);
    out->expr = expression();
    out->body = body("endautoescape");
    return out;
}

/// Without templates that extend this one a block stands for its body.
std::unique_ptr<Node> Parser::blockStatement()
{
    auto out = node(NodeKind::Block);
    const std::string name = expectAnyName();
    if (!m_blocks.insert(name).second) {
        error(MG_TR("template", "The block \"%1\" stands there twice."), {name});
    }
    const bool scoped = skipName("scoped");
    skipName("required");
    if (scoped) {
        out->kind = NodeKind::With;  // sees the variables around it
    }
    expectBlockEnd();
    const int loops = std::exchange(m_loops, 0);
    out->body = statements({"endblock"});
    m_loops = loops;
    take();
    if (now().kind == TokenKind::Name) {
        expectName(name.c_str());
    }
    expectBlockEnd();
    return out;
}

}  // namespace marginalia::jinja
