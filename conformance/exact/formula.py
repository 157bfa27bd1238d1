"""Formulas of inputs: numbers, `+ - * /`, parentheses, and ids, in backticks where they are not plain words."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .numbers import exact

_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?(?![A-Za-z0-9_.]))|(?P<word>[A-Za-z0-9_]+)|`(?P<quoted>[^`]+)`|(?P<sign>[-+*/()]))")
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
BOUND = Fraction(10**15)


class BadFormula(ValueError):
    """A formula that cannot be read."""


@dataclass(frozen=True)
class Formula:
    """Steps in the order of their evaluation: a number, an input by `("input", id)`, or a sign for the two before it."""

    steps: tuple

    @property
    def inputs(self) -> list[str]:
        return list(dict.fromkeys(step[1] for step in self.steps if isinstance(step, tuple)))

    def value(self, of: dict[str, Fraction]) -> Fraction | None:
        """The result; none where it divides by 0 or leaves the bounds of a value."""
        stack: list[Fraction] = []
        for step in self.steps:
            if isinstance(step, Fraction):
                stack.append(step)
            elif isinstance(step, tuple):
                stack.append(of[step[1]])
            else:
                right, left = stack.pop(), stack.pop()
                if step == "/" and right == 0:
                    return None
                stack.append({"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right, "/": lambda: left / right}[step]())
        return stack[0] if abs(stack[0]) <= BOUND else None


def parse(text: str) -> Formula:
    """The steps of a formula: equal signs from the left, `*` and `/` before `+` and `-`."""
    steps, waiting, operand_next = [], [], True
    for kind, token in _tokens(text):
        opens, operand = token == "(" and kind == "sign", kind != "sign"
        if (operand or opens) != operand_next:
            raise BadFormula(f"`{token}` where {'a number, an input or `(`' if operand_next else 'a sign or `)`'} must stand")
        if opens:
            waiting.append(token)
        elif operand:
            steps.append(exact(token) if kind == "number" else ("input", token))
            operand_next = False
        elif token == ")":
            while waiting and waiting[-1] != "(":
                steps.append(waiting.pop())
            if not waiting:
                raise BadFormula("`)` without `(`")
            waiting.pop()
        else:
            while waiting and waiting[-1] != "(" and _RANK[waiting[-1]] >= _RANK[token]:
                steps.append(waiting.pop())
            waiting.append(token)
            operand_next = True
    if operand_next or "(" in waiting:
        raise BadFormula("it ends too early")
    formula = Formula((*steps, *reversed(waiting)))
    if not formula.inputs:
        raise BadFormula("it names no input")
    if any(isinstance(step, Fraction) and step > BOUND for step in steps):
        raise BadFormula("a number is out of bounds")
    return formula


def _tokens(text: str):
    text, at = text.rstrip(), 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadFormula(f"`{text[at:].lstrip()[:1]}` at character {at + 1} is no part of a formula")
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()
