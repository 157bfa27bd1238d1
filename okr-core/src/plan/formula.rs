//! Formulas: what a KPI is made of, from inputs.

use crate::document::shorten;
use crate::number::{LARGEST_VALUE, unsigned};

/// The most characters of a formula.
const MOST_CHARACTERS: usize = 4_096;

/// A step of a formula in postfix order: operands are pushed, an operator takes the two on top.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Number(f64),
    /// The value of an input, by its index among [`Formula::inputs`].
    Input(usize),
    Operator(Operator),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Operator {
    fn of(sign: char) -> Option<Self> {
        match sign {
            '+' => Some(Operator::Add),
            '-' => Some(Operator::Subtract),
            '*' => Some(Operator::Multiply),
            '/' => Some(Operator::Divide),
            _ => None,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
        }
    }

    /// Its sign as people write it.
    fn written(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "−",
            Operator::Multiply => "×",
            Operator::Divide => "/",
        }
    }

    fn precedence(self) -> u8 {
        match self {
            Operator::Add | Operator::Subtract => 1,
            Operator::Multiply | Operator::Divide => 2,
        }
    }

    /// The result; none for a division by 0.
    fn apply(self, a: f64, b: f64) -> Option<f64> {
        match self {
            Operator::Add => Some(a + b),
            Operator::Subtract => Some(a - b),
            Operator::Multiply => Some(a * b),
            Operator::Divide => (b != 0.0).then(|| a / b),
        }
    }
}

/// A formula that was read: numbers, `+ - * /`, parentheses and the ids of inputs, with the usual precedence, equal ones from the left.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Formula {
    /// The ids of its inputs, each once, in the order in which they come.
    pub(crate) inputs: Vec<String>,
    steps: Vec<Step>,
}

/// Why a text is not a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormulaError {
    /// The character at fault, from 1.
    pub(crate) character: usize,
    pub(crate) reason: String,
}

/// A piece of a formula's text.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64),
    Id(String),
    Operator(Operator),
    Open,
    Close,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    ///
    /// The first character that no formula can have there, with what would be right.
    pub(crate) fn parse(text: &str) -> Result<Self, FormulaError> {
        let count = text.chars().count();
        if count > MOST_CHARACTERS {
            let reason = format!("a formula has at most {MOST_CHARACTERS} characters, found {count}");
            return Err(FormulaError { character: MOST_CHARACTERS + 1, reason });
        }
        let mut parser = Parser::default();
        for (character, token) in tokens(text)? {
            parser.take(character, token)?;
        }
        parser.finish(count)
    }

    /// The text of a formula with other ids in place of some; all else stays as it was written. An id is written in backticks where the one
    /// before was, and where it needs them.
    pub(crate) fn with_ids<'a>(text: &str, new: impl Fn(&str) -> Option<&'a String>) -> String {
        let (Ok(found), signs) = (tokens(text), text.chars().collect::<Vec<_>>()) else { return text.to_owned() };
        let mut written = String::with_capacity(text.len());
        let mut copied = 0;
        for (character, token) in found {
            let Token::Id(id) = token else { continue };
            let Some(new) = new(&id).filter(|new| **new != id) else { continue };
            // Characters count from 1.
            let start = character - 1;
            let quoted = signs.get(start) == Some(&'`');
            written.extend(signs.get(copied..start).unwrap_or_default());
            match quoted || !is_bare(new) {
                true => written.extend(["`", new, "`"]),
                false => written.push_str(new),
            }
            copied = start + id.chars().count() + if quoted { 2 } else { 0 };
        }
        written.extend(signs.get(copied..).unwrap_or_default());
        written
    }

    /// The formula with a text in place of each input, in the signs of arithmetic: `100 × 5 / 40`.
    pub(crate) fn written_with(&self, input: impl Fn(usize) -> String) -> String {
        /// Binds tighter than every operator.
        const OPERAND: u8 = 3;
        let mut stack: Vec<(String, u8)> = Vec::new();
        for step in &self.steps {
            let written = match step {
                Step::Number(number) => (crate::number::text(*number, 9), OPERAND),
                Step::Input(index) => (input(*index), OPERAND),
                Step::Operator(operator) => {
                    let ((right, after), (left, before)) =
                        (stack.pop().unwrap_or_default(), stack.pop().unwrap_or_default());
                    let rank = operator.precedence();
                    let left = if before < rank { format!("({left})") } else { left };
                    let right = if after <= rank { format!("({right})") } else { right };
                    (format!("{left} {} {right}", operator.written()), rank)
                }
            };
            stack.push(written);
        }
        stack.pop().unwrap_or_default().0
    }

    /// The value of the formula, given that of each input; none where it divides by 0, or comes to a number that is not finite or
    /// larger than a value can be. `stack` is memory that is used again.
    pub(crate) fn value(&self, input: impl Fn(usize) -> f64, stack: &mut Vec<f64>) -> Option<f64> {
        stack.clear();
        for step in &self.steps {
            let value = match step {
                Step::Number(number) => *number,
                Step::Input(index) => input(*index),
                Step::Operator(operator) => {
                    let (b, a) = (stack.pop()?, stack.pop()?);
                    operator.apply(a, b)?
                }
            };
            stack.push(value);
        }
        stack.pop().filter(|value| value.abs() <= LARGEST_VALUE).map(unsigned)
    }
}

/// The operators and parentheses that wait for what comes behind them, and the steps so far.
#[derive(Default)]
struct Parser {
    inputs: Vec<String>,
    steps: Vec<Step>,
    waiting: Vec<Waiting>,
    /// Whether an operand stands before the next token.
    complete: bool,
}

enum Waiting {
    Operator(Operator),
    /// A parenthesis, by its character.
    Open(usize),
}

impl Parser {
    fn take(&mut self, character: usize, token: Token) -> Result<(), FormulaError> {
        let expected = |what: &str, found: &str| FormulaError {
            character,
            reason: format!("expected {what}, found `{}`", shorten(found)),
        };
        const OPERAND: &str = "a number, the id of an input or `(`";
        const OPERATOR: &str = "an operator (`+`, `-`, `*` or `/`)";
        match token {
            Token::Number(_) | Token::Id(_) | Token::Open if self.complete => {
                let found = match token {
                    Token::Number(number) => number.to_string(),
                    Token::Id(id) => id,
                    _ => "(".to_owned(),
                };
                return Err(expected(OPERATOR, &found));
            }
            Token::Operator(operator) if !self.complete => {
                let sign = operator.sign();
                let mut error = expected(OPERAND, sign);
                if operator == Operator::Subtract {
                    error.reason.push_str("; write `0 - x` for a negative value");
                }
                return Err(error);
            }
            Token::Close if !self.complete => return Err(expected(OPERAND, ")")),
            Token::Number(number) => self.operand(Step::Number(number)),
            Token::Id(id) => {
                let known = self.inputs.iter().position(|input| *input == id);
                let index = known.unwrap_or_else(|| {
                    self.inputs.push(id);
                    self.inputs.len() - 1
                });
                self.operand(Step::Input(index));
            }
            Token::Operator(operator) => {
                self.unwind(|waiting| waiting.precedence() >= operator.precedence());
                self.waiting.push(Waiting::Operator(operator));
                self.complete = false;
            }
            Token::Open => self.waiting.push(Waiting::Open(character)),
            Token::Close => {
                self.unwind(|_| true);
                if self.waiting.pop().is_none() {
                    return Err(FormulaError { character, reason: "`)` has no `(` before it".to_owned() });
                }
            }
        }
        Ok(())
    }

    fn operand(&mut self, step: Step) {
        self.steps.push(step);
        self.complete = true;
    }

    /// Moves the waiting operators that come first to the steps, as far as a parenthesis.
    fn unwind(&mut self, first: impl Fn(Operator) -> bool) {
        while let Some(Waiting::Operator(operator)) = self.waiting.last()
            && first(*operator)
        {
            self.steps.push(Step::Operator(*operator));
            self.waiting.pop();
        }
    }

    fn finish(mut self, characters: usize) -> Result<Formula, FormulaError> {
        if !self.complete {
            let reason = "the formula ends where a number, the id of an input or `(` is expected".to_owned();
            return Err(FormulaError { character: characters + 1, reason });
        }
        self.unwind(|_| true);
        match self.waiting.last() {
            Some(Waiting::Open(character)) => {
                Err(FormulaError { character: *character, reason: "`(` is never closed".to_owned() })
            }
            _ if self.inputs.is_empty() => {
                Err(FormulaError { character: 1, reason: "a formula must name an input, found none".to_owned() })
            }
            _ => Ok(Formula { inputs: self.inputs, steps: self.steps }),
        }
    }
}

/// The tokens of a text, each with the character, from 1, at which it starts.
fn tokens(text: &str) -> Result<Vec<(usize, Token)>, FormulaError> {
    let mut tokens = Vec::new();
    let mut characters = (1..).zip(text.chars()).peekable();
    while let Some((character, sign)) = characters.next() {
        let token = match sign {
            _ if sign.is_whitespace() => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            '`' => Token::Id(quoted(character, &mut characters)?),
            _ if sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.') => {
                let mut word = String::from(sign);
                while let Some((_, next)) = characters.next_if(|(_, next)| is_word(*next, &word)) {
                    word.push(next);
                }
                number_or_id(character, word)?
            }
            _ => match Operator::of(sign) {
                Some(operator) => Token::Operator(operator),
                None => {
                    let reason = format!(
                        "`{}` is not part of a formula; write ids of other characters than letters, digits and `_` in backticks",
                        sign.escape_debug()
                    );
                    return Err(FormulaError { character, reason });
                }
            },
        };
        tokens.push((character, token));
    }
    Ok(tokens)
}

/// Whether a sign goes on with a word: a letter, digit or `_`, and in a number a point.
fn is_word(sign: char, word: &str) -> bool {
    let is_number = word.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    sign.is_ascii_alphanumeric() || sign == '_' || sign == '.' && is_number
}

/// Whether an id reads as one without backticks.
fn is_bare(id: &str) -> bool {
    !id.is_empty()
        && id.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
        && !id.chars().all(|sign| sign.is_ascii_digit())
}

/// An id in backticks, whose first one has been taken.
fn quoted(start: usize, characters: &mut impl Iterator<Item = (usize, char)>) -> Result<String, FormulaError> {
    let mut id = String::new();
    for (_, sign) in characters {
        match sign {
            '`' if id.is_empty() => break,
            '`' => return Ok(id),
            sign => id.push(sign),
        }
    }
    let reason = if id.is_empty() { "there is no id between the backticks" } else { "the backtick is never closed" };
    Err(FormulaError { character: start, reason: reason.to_owned() })
}

fn number_or_id(character: usize, word: String) -> Result<Token, FormulaError> {
    let is_number = word.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    if !is_number && !word.contains('.') {
        return Ok(Token::Id(word));
    }
    let has_digits = word.starts_with(|sign: char| sign.is_ascii_digit()) && !word.ends_with('.');
    let number = if has_digits && is_number { word.parse::<f64>().ok() } else { None };
    match number {
        Some(number) if number <= LARGEST_VALUE => Ok(Token::Number(number)),
        Some(_) => {
            Err(FormulaError { character, reason: format!("numbers are at most 1e15, found `{}`", shorten(&word)) })
        }
        None => Err(FormulaError {
            character,
            reason: format!("`{}` is neither a number such as `0.5` nor an id", shorten(&word)),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        let formula = Formula::parse(text).unwrap();
        // a is 1, b is 2 and so on.
        formula.value(|index| f64::from(formula.inputs[index].as_bytes()[0] - b'a' + 1), &mut Vec::new())
    }

    fn error(text: &str) -> (usize, String) {
        let error = Formula::parse(text).unwrap_err();
        (error.character, error.reason)
    }

    #[test]
    fn operators_bind_as_usual() {
        assert_eq!(value("a + b * c"), Some(7.0));
        assert_eq!(value("(a + b) * c"), Some(9.0));
        assert_eq!(value("a - b - c"), Some(-4.0));
        assert_eq!(value("d / b / b"), Some(1.0));
        assert_eq!(value("d / b * c"), Some(6.0));
        assert_eq!(value("100*a/(a+c)"), Some(25.0));
        assert_eq!(value("0.5 * `d`"), Some(2.0));
        assert_eq!(value("a / (b - b)"), None);
        assert_eq!(value("999999999999999 * d"), None);
    }

    #[test]
    fn inputs_are_named_once() {
        let formula = Formula::parse("hires / `one-on-ones` + hires").unwrap();
        assert_eq!(formula.inputs, ["hires", "one-on-ones"]);
    }

    #[test]
    fn ids_change_and_all_else_stays() {
        let (quoted, number, plain) = ("one-on-ones".to_owned(), "2026".to_owned(), "hires".to_owned());
        let with = |text, from: &str, to: &String| Formula::with_ids(text, |id| (id == from).then_some(to));
        assert_eq!(with("100 *  a/(a+ `c`)", "a", &quoted), "100 *  `one-on-ones`/(`one-on-ones`+ `c`)");
        assert_eq!(with("a / `c`", "c", &plain), "a / `hires`");
        assert_eq!(with("`ä ö` * 2 + b", "b", &number), "`ä ö` * 2 + `2026`");
        assert_eq!(with("ab + a", "a", &plain), "ab + hires");
    }

    #[test]
    fn errors_point_at_their_character() {
        assert_eq!(error("a b"), (3, "expected an operator (`+`, `-`, `*` or `/`), found `b`".to_owned()));
        assert_eq!(error("a +").0, 4);
        assert_eq!(error("").0, 1);
        assert_eq!(error("(a").0, 1);
        assert_eq!(error("a)").0, 2);
        assert_eq!(error("a * -b").0, 5);
        assert_eq!(error("a % b").0, 3);
        assert_eq!(error("ä / b").0, 1);
        assert_eq!(error("a / `b").0, 5);
        assert_eq!(error("a / ``").0, 5);
        assert_eq!(error("1.").0, 1);
        assert_eq!(error("1.2.3").0, 1);
        assert_eq!(error(&"a+".repeat(3_000)).0, 4_097);
    }

    #[test]
    fn depth_costs_no_stack() {
        let text = format!("{}a{}", "(".repeat(2_000), ")".repeat(2_000));
        assert_eq!(value(&text), Some(1.0));
    }
}
