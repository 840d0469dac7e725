# SPDX-License-Identifier: Apache-2.0
"""What a step costs by formula (core/README.md, "How cost grows"), and the constants that measured points give."""


def pair_work(shape, prompt, answer, batch):
    """Of a DPO step over pairs of one length, prompts shared and reference values known: (operations of products,
    operations of attention, tokens computed, tokens scored). A multiplication and an addition are two operations."""
    tokens = batch * (prompt + 2 * answer)
    scored = batch * 2 * answer
    triangle = lambda n: n * (n + 1) / 2  # noqa: E731
    keys = batch * (2 * triangle(prompt + answer) - triangle(prompt))
    products = 6 * (shape.blocks * tokens + shape.head * scored)
    attention = 12 * shape.layers * shape.queries * keys
    return products, attention, tokens, scored


def time_terms(shape, prompt, answer, batch):
    """What the seconds of a step are a weighted sum of."""
    products, attention, tokens, _ = pair_work(shape, prompt, answer, batch)
    rows = tokens * shape.layers * (8 * shape.hidden + 2 * (shape.queries + shape.keys) + 3 * shape.intermediate)
    return [products, attention, rows, shape.weights, 1.0]


TIME_NAMES = ("seconds an operation of products", "seconds an operation of attention",
              "seconds a number of a block's rows", "seconds a weight", "seconds a step")


def memory_terms(shape, prompt, answer, batch):
    """What the peak of a process in bytes is a weighted sum of."""
    _, _, tokens, _ = pair_work(shape, prompt, answer, batch)
    kept = tokens * shape.layers * (4 * shape.hidden + 2 * shape.queries + 2 * shape.keys + 3 * shape.intermediate)
    return [shape.weights, kept, 1.0]


MEMORY_NAMES = ("bytes a weight", "bytes a number that is kept for the backward pass", "bytes of the program")


def bytes_sent(shape, ranks, sharding, steps):
    """By all ranks of a step together, in float32, each rank with one pass. Copies: gradients summed in a ring, then every
    updated weight to the others. Shares: all weights for the forward pass, the blocks' for the backward pass, gradients;
    and, once a run, a forward pass before the first step and what rank 0 writes at the end."""
    others = 4 * (ranks - 1)
    if ranks == 1 or sharding == "none":
        return others * 3 * shape.weights
    return others * (2 * shape.weights + shape.blocks + 4 * shape.weights / steps)


def solve(matrix, right):
    """Gauss with pivots."""
    size = len(right)
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    for i in range(size):
        best = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for r in range(size):
            if r != i:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def fit(terms, measured):
    """Constants, none below 0, with the least squared relative error; terms that would come out below 0 are left out,
    the lowest first."""
    used = list(range(len(terms[0])))
    while used:
        rows = [[term[i] / value for i in used] for term, value in zip(terms, measured)]
        size = [max(row[k] for row in rows) for k in range(len(used))]
        scaled = [[value / most for value, most in zip(row, size)] for row in rows]
        matrix = [[sum(row[i] * row[k] for row in scaled) for k in range(len(used))] for i in range(len(used))]
        found = solve(matrix, [sum(row[i] for row in scaled) for i in range(len(used))])
        if min(found) >= 0:
            out = [0.0] * len(terms[0])
            for place, value, most in zip(used, found, size):
                out[place] = value / most
            return out
        used.pop(found.index(min(found)))
    return [0.0] * len(terms[0])


def value(constants, terms):
    return sum(constant * term for constant, term in zip(constants, terms))
