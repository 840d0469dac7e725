// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/jinja/value.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia::jinja {

enum class ExprKind : std::uint8_t {
    Constant,
    Name,
    List,
    Tuple,
    Dict,       ///< children: key, value, key, value
    Attribute,  ///< children[0].name
    Item,       ///< children[0][children[1]]
    Slice,      ///< children: start, stop, step; each may be null
    Call,
    Filter,  ///< children[0] | name(arguments); in a filter block children[0] is null
    Test,    ///< children[0] is name(arguments)
    Not,
    Negative,
    Positive,
    Binary,   ///< name is the operator
    Concat,   ///< ~
    Compare,  ///< children[0] operators[i] children[i + 1]
    And,
    Or,
    Choice  ///< children: value, condition, other (may be null)
};

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

struct Expr {
    ExprKind kind;
    Place place;
    std::string name;
    Value constant;
    std::vector<ExprPtr> children;
    std::vector<std::string> operators;
    std::vector<ExprPtr> arguments;
    std::vector<std::pair<std::string, ExprPtr>> named;
    ExprPtr moreArguments;  ///< *args
    ExprPtr moreNamed;      ///< **kwargs
};

enum class NodeKind : std::uint8_t {
    Text,
    Print,
    If,
    For,
    Set,       ///< target = expr
    SetBlock,  ///< target of the body, through the filter in expr if any
    Macro,
    Call,
    Filter,
    With,
    Block,
    Generation,
    AutoEscape,  ///< expr says whether what is printed inside is escaped
    Break,
    Continue
};

struct Node;
using Nodes = std::vector<std::unique_ptr<Node>>;

/// What is assigned to: a name, name.attribute of a namespace, or a group of targets.
struct Target {
    std::string name;
    std::string attribute;  ///< not empty: name.attribute
    bool tuple = false;
    std::vector<Target> parts;  ///< of a group
};

/// Parameters and body of a macro, a call block or the loop of a recursive for.
struct MacroNode {
    std::string name;
    std::vector<std::string> parameters;
    std::vector<ExprPtr> defaults;  ///< of the last parameters
    Nodes body;
    bool usesKwargs = false;
    bool usesVarargs = false;
    bool usesCaller = false;
};

struct Node {
    NodeKind kind;
    Place place;
    std::string text;
    Target target;
    ExprPtr expr;       ///< printed, tested, iterated, assigned, called
    ExprPtr condition;  ///< of a for
    bool recursive = false;
    Nodes body;
    Nodes otherwise;
    MacroNode macro;
    std::vector<std::pair<Target, ExprPtr>> with;
};

/// The statements of a template. Throws TemplateError with the line.
Nodes parseTemplate(const std::string& source, bool& hasGeneration);

/// What the interpreter knows; the parser refuses other names as Jinja does.
bool isFilter(const std::string& name);
bool isTest(const std::string& name);
/// Filters, tests and statements that Jinja has and we do not.
bool isForeignFilter(const std::string& name);

}  // namespace marginalia::jinja
