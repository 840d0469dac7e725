// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/parser.h"

#include <algorithm>
#include <set>

namespace marginalia::jinja {

namespace {

constexpr int kDeepest = 150;
constexpr int kLongestChain = 300;

const std::set<std::string>& foreignStatements()
{
    static const std::set<std::string> names = {"include", "import", "from", "extends"};
    return names;
}

}  // namespace

void Parser::error(const char* pattern, std::vector<std::string> arguments) const
{
    throw TemplateError{ErrorKind::Parse, Text(pattern, std::move(arguments)), now().place};
}

void Parser::unexpected() const
{
    error(MG_TR("template", "\"%1\" cannot stand here."), {now().text});
}

void Parser::link(int& count) const
{
    if (++count > kLongestChain) {
        error(MG_TR("template", "Expressions are nested too deeply."));
    }
}

bool Parser::skipOperator(const char* text)
{
    const bool found = isOperator(text);
    m_at += found ? 1 : 0;
    return found;
}

bool Parser::skipName(const char* text)
{
    const bool found = isName(text);
    m_at += found ? 1 : 0;
    return found;
}

void Parser::expectOperator(const char* text)
{
    if (!skipOperator(text)) {
        error(MG_TR("template", "\"%1\" is expected before \"%2\"."), {text, now().text});
    }
}

void Parser::expectName(const char* text)
{
    if (!skipName(text)) {
        error(MG_TR("template", "\"%1\" is expected before \"%2\"."), {text, now().text});
    }
}

std::string Parser::expectAnyName()
{
    if (now().kind != TokenKind::Name) {
        error(MG_TR("template", "A name is expected before \"%1\"."), {now().text});
    }
    return take().text;
}

void Parser::expectBlockEnd()
{
    if (now().kind != TokenKind::BlockEnd) {
        error(MG_TR("template", "The end of the tag is expected before \"%1\"."), {now().text});
    }
    take();
}

std::unique_ptr<Node> Parser::node(NodeKind kind) const
{
    auto out = std::make_unique<Node>();
    out->kind = kind;
    out->place = now().place;
    return out;
}

Nodes Parser::run()
{
    return statements({});
}

/// Up to a tag whose name is in `ends` (stands on that name then), or to the end of the template if
/// there are none.
Nodes Parser::statements(const Names& ends)
{
    if (++m_depth > kDeepest) {
        error(MG_TR("template", "Statements are nested too deeply."));
    }
    Nodes out;
    while (now().kind != TokenKind::End) {
        if (now().kind == TokenKind::Data) {
            auto text = node(NodeKind::Text);
            text->text = take().text;
            out.push_back(std::move(text));
        } else if (now().kind == TokenKind::VariableBegin) {
            take();
            auto print = node(NodeKind::Print);
            print->expr = tuple(true);
            if (now().kind != TokenKind::VariableEnd) {
                error(MG_TR("template", "The end of the expression is expected before \"%1\"."),
                      {now().text});
            }
            take();
            out.push_back(std::move(print));
        } else {
            take();  // the beginning of a block tag
            if (now().kind == TokenKind::Name &&
                std::find(ends.begin(), ends.end(), now().text) != ends.end()) {
                --m_depth;
                return out;
            }
            out.push_back(statement());
        }
    }
    if (!ends.empty()) {
        error(MG_TR("template", "The template ends, but \"%1\" is missing."), {ends.back()});
    }
    --m_depth;
    return out;
}

std::unique_ptr<Node> Parser::statement()
{
    const std::string name = expectAnyName();
    if (name == "if") {
        return ifStatement();
    }
    if (name == "for") {
        return forStatement();
    }
    if (name == "set") {
        return setStatement();
    }
    if (name == "macro") {
        return macroStatement();
    }
    if (name == "call") {
        return callStatement();
    }
    if (name == "filter") {
        return filterStatement();
    }
    if (name == "with") {
        return withStatement();
    }
    if (name == "generation") {
        return generationStatement();
    }
    if (name == "block") {
        return blockStatement();
    }
    if (name == "autoescape") {
        return autoescapeStatement();
    }
    if (name == "break" || name == "continue") {
        if (m_loops == 0) {
            error(MG_TR("template", "\"%1\" stands outside of a loop."), {name});
        }
        auto out = node(name == "break" ? NodeKind::Break : NodeKind::Continue);
        expectBlockEnd();
        return out;
    }
    if (foreignStatements().count(name) > 0) {
        throw TemplateError{
            ErrorKind::Unsupported,
            Text(MG_TR("template",
                       "The statement \"%1\" is not supported; chat templates have one file."),
                 {name}),
            now().place};
    }
    error(MG_TR("template", "The tag \"%1\" is unknown or stands in the wrong place."), {name});
}

Nodes Parser::body(const char* end)
{
    expectBlockEnd();
    Nodes out = statements({end});
    take();
    expectBlockEnd();
    return out;
}

std::unique_ptr<Node> Parser::ifStatement()
{
    auto out = node(NodeKind::If);
    Node* last = out.get();
    for (int links = 0;; link(links)) {
        last->expr = tuple(true);
        expectBlockEnd();
        last->body = statements({"elif", "else", "endif"});
        if (skipName("elif")) {
            last->otherwise.push_back(node(NodeKind::If));
            last = last->otherwise.back().get();
            continue;
        }
        if (skipName("else")) {
            last->otherwise = body("endif");
        } else {
            take();
            expectBlockEnd();
        }
        return out;
    }
}

std::unique_ptr<Node> Parser::forStatement()
{
    auto out = node(NodeKind::For);
    out->target = target(false, true);
    expectName("in");
    out->expr = tuple(false, false, "recursive");
    if (skipName("if")) {
        out->condition = expression();
    }
    out->recursive = skipName("recursive");
    expectBlockEnd();
    ++m_loops;
    out->body = statements({"endfor", "else"});
    --m_loops;
    if (take().text == "else") {
        out->otherwise = body("endfor");
    } else {
        expectBlockEnd();
    }
    return out;
}

std::unique_ptr<Node> Parser::setStatement()
{
    auto out = node(NodeKind::Set);
    out->target = target(true, false);
    if (skipOperator("=")) {
        out->expr = tuple(true);
        expectBlockEnd();
        return out;
    }
    out->kind = NodeKind::SetBlock;
    if (isOperator("|")) {
        out->expr = filter(nullptr, false);
    }
    out->body = body("endset");
    return out;
}

void Parser::signature(MacroNode& macro)
{
    expectOperator("(");
    while (!isOperator(")")) {
        if (!macro.parameters.empty()) {
            expectOperator(",");
        }
        macro.parameters.push_back(targetName());
        if (skipOperator("=")) {
            macro.defaults.push_back(expression());
        } else if (!macro.defaults.empty()) {
            error(
                MG_TR("template", "\"%1\" has no default, but stands behind parameters with one."),
                {macro.parameters.back()});
        }
    }
    expectOperator(")");
}

void Parser::macroBody(MacroNode& macro, const char* end)
{
    const size_t before = m_names.size();
    const int loops = std::exchange(m_loops, 0);
    macro.body = body(end);
    m_loops = loops;
    for (size_t i = before; i < m_names.size(); ++i) {
        macro.usesKwargs = macro.usesKwargs || m_names[i] == "kwargs";
        macro.usesVarargs = macro.usesVarargs || m_names[i] == "varargs";
        macro.usesCaller = macro.usesCaller || m_names[i] == "caller";
    }
}

std::unique_ptr<Node> Parser::macroStatement()
{
    auto out = node(NodeKind::Macro);
    out->macro.name = targetName();
    signature(out->macro);
    macroBody(out->macro, "endmacro");
    return out;
}

std::unique_ptr<Node> Parser::callStatement()
{
    auto out = node(NodeKind::Call);
    out->macro.name = "caller";
    if (isOperator("(")) {
        signature(out->macro);
    }
    out->expr = expression();
    if (out->expr->kind != ExprKind::Call) {
        error(MG_TR("template", "A call block needs a call."));
    }
    macroBody(out->macro, "endcall");
    return out;
}

Nodes parseTemplate(const std::string& source, bool& hasGeneration)
{
    Parser parser(tokenize(source));
    Nodes out = parser.run();
    hasGeneration = parser.hasGeneration();
    return out;
}

}  // namespace marginalia::jinja
