//! Periods as people write them: `Q3 2026`, `H2 FY26`, `Jul–Sep 2026`, `KW 5`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Length {
    Day,
    Week,
    /// This many months.
    Months(u32),
}

/// A period: its days, both of which belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Span {
    pub(super) start: NaiveDate,
    pub(super) end: NaiveDate,
    pub(super) length: Length,
    /// Whether it is a part of a fiscal year that does not start in January.
    fiscal: Option<u32>,
}

/// Why a period has no days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacks {
    Year,
    FiscalYear,
}

/// What the options say about periods.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Years {
    pub(super) year: Option<i32>,
    pub(super) fiscal_year_start: Option<u32>,
}

const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "jän", "jänner"],
    &["feb", "february", "februar"],
    &["mar", "march", "mär", "märz", "mrz"],
    &["apr", "april"],
    &["may", "mai"],
    &["jun", "june", "juni"],
    &["jul", "july", "juli"],
    &["aug", "august"],
    &["sep", "sept", "september"],
    &["oct", "october", "okt", "oktober"],
    &["nov", "november"],
    &["dec", "december", "dez", "dezember"],
];

/// The month, 1 to 12, that a word in lower case names.
pub(super) fn month(word: &str) -> Option<u32> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(month, _)| month)
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    /// A number and how many digits it has.
    Number(u32, usize),
    Dash,
    Slash,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let is_digit = |c: char| c.is_ascii_digit();
        let end = |fits: &dyn Fn(char) -> bool| rest.find(|c: char| !fits(c)).unwrap_or(rest.len());
        let length = if is_digit(first) {
            end(&is_digit)
        } else if first.is_alphabetic() {
            end(&char::is_alphabetic)
        } else {
            first.len_utf8()
        };
        let (part, after) = rest.split_at_checked(length)?;
        rest = after;
        match first {
            _ if is_digit(first) && part.len() <= 4 => tokens.push(Token::Number(part.parse().ok()?, part.len())),
            _ if first.is_alphabetic() => tokens.push(Token::Word(part.to_lowercase())),
            '-' | '–' | '—' => tokens.push(Token::Dash),
            '/' => tokens.push(Token::Slash),
            ' ' | '\u{a0}' | '\t' | '.' | ',' | '\'' | '’' | '_' => {}
            _ => return None,
        }
        if tokens.len() > 8 {
            return None;
        }
    }
    Some(tokens)
}

/// The period that text names; `None` where it names none.
pub(super) fn parse(text: &str, years: Years) -> Option<Result<Span, Lacks>> {
    let tokens = tokens(text)?;
    if let Some(range) = months_range(&tokens, years) {
        return Some(range);
    }
    let plain: Vec<&Token> = tokens.iter().filter(|token| !matches!(token, Token::Dash | Token::Slash)).collect();
    // A dash or bar only joins two parts.
    if tokens.len() > plain.len() + 1 || matches!(tokens.first(), Some(Token::Dash | Token::Slash)) {
        return None;
    }
    let (fiscal, parts) = without_fiscal(&plain);
    match parts.as_slice() {
        // A year alone: `2026`, `FY26`.
        [Part::Number(year, digits)] if fiscal || (*digits == 4 && (1900..2200).contains(year)) => {
            Some(in_year(full_year(*year, *digits)?, fiscal, 12, 0, years))
        }
        [Part::Number(year, 4), Part::Number(month, ..)] | [Part::Number(month, ..), Part::Number(year, 4)]
            if !fiscal && (1..=12).contains(month) && (1900..2200).contains(year) =>
        {
            Some(in_year(i32::try_from(*year).ok()?, false, 1, month - 1, years))
        }
        _ => {
            let (unit, number, year) = unit_number_year(&parts)?;
            let year = match year {
                Some((year, digits)) => Some(full_year(year, digits)?),
                None if fiscal => return None,
                None => years.year,
            };
            let Some(year) = year else { return unit.holds(number).then_some(Err(Lacks::Year)) };
            match unit {
                Unit::Week if !fiscal => week(year, number).map(Ok),
                Unit::Week => None,
                Unit::Months(length) if unit.holds(number) => Some(in_year(year, fiscal, length, number - 1, years)),
                Unit::Months(_) => None,
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Part<'a> {
    Word(&'a str),
    Number(u32, usize),
}

/// The parts without `FY`, and whether it stood there.
fn without_fiscal<'a>(tokens: &[&'a Token]) -> (bool, Vec<Part<'a>>) {
    let mut fiscal = false;
    let mut parts = Vec::new();
    for token in tokens {
        match token {
            Token::Word(word) if matches!(word.as_str(), "fy" | "gj") => fiscal = true,
            Token::Word(word) => parts.push(Part::Word(word)),
            Token::Number(number, digits) => parts.push(Part::Number(*number, *digits)),
            _ => {}
        }
    }
    (fiscal, parts)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Unit {
    Week,
    Months(u32),
}

impl Unit {
    fn of(word: &str) -> Option<Unit> {
        Some(match word {
            "q" | "quarter" | "quartal" => Unit::Months(3),
            "h" | "hj" | "half" | "halbjahr" => Unit::Months(6),
            "w" | "kw" | "cw" | "wk" | "week" | "woche" => Unit::Week,
            _ => return None,
        })
    }

    fn holds(self, number: u32) -> bool {
        let most = match self {
            Unit::Week => 53,
            Unit::Months(length) => 12 / length.max(1),
        };
        (1..=most).contains(&number)
    }
}

/// A number and how many digits it is written with.
type Digits = (u32, usize);

/// What is counted, its number, and the year where it is written.
fn unit_number_year(parts: &[Part<'_>]) -> Option<(Unit, u32, Option<Digits>)> {
    let year = |number: u32, digits: usize| (digits == 4 || digits == 2).then_some((number, digits));
    match *parts {
        [Part::Word(word)] => Some((Unit::Months(1), month(word)?, None)),
        [Part::Word(word), Part::Number(number, digits)] => match Unit::of(word) {
            Some(unit) if digits <= 2 => Some((unit, number, None)),
            Some(_) => None,
            None => Some((Unit::Months(1), month(word)?, Some(year(number, digits)?))),
        },
        [Part::Number(number, 4), Part::Word(word)] => Some((Unit::Months(1), month(word)?, Some((number, 4)))),
        [Part::Word(word), Part::Number(number, 1 | 2), Part::Number(of, digits)] => {
            Some((Unit::of(word)?, number, Some(year(of, digits)?)))
        }
        [Part::Number(number, 1), Part::Word(word), Part::Number(of, digits)] => {
            Some((Unit::of(word)?, number, Some(year(of, digits)?)))
        }
        [Part::Number(of, digits), Part::Word(word), Part::Number(number, 1 | 2)] => {
            Some((Unit::of(word)?, number, Some(year(of, digits).filter(|_| digits == 4 || number < 10)?)))
        }
        _ => None,
    }
}

fn full_year(year: u32, digits: usize) -> Option<i32> {
    match digits {
        4 if (1900..2200).contains(&year) => i32::try_from(year).ok(),
        2 => i32::try_from(2000 + year).ok(),
        _ => None,
    }
}

/// Part `index` of a year in parts of `length` months.
fn in_year(year: i32, fiscal: bool, length: u32, index: u32, years: Years) -> Result<Span, Lacks> {
    let first_month = match (fiscal, years.fiscal_year_start) {
        (false, _) => 1,
        (true, Some(month)) => month,
        (true, None) => return Err(Lacks::FiscalYear),
    };
    // A fiscal year is named after the calendar year in which it ends.
    let year = if first_month == 1 { year } else { year - 1 };
    let start = NaiveDate::from_ymd_opt(year, first_month, 1)
        .and_then(|first| first.checked_add_months(Months::new(length * index)));
    let start = start.unwrap_or(NaiveDate::MIN);
    Ok(months(start, length, (first_month != 1).then_some(first_month)))
}

fn months(start: NaiveDate, length: u32, fiscal: Option<u32>) -> Span {
    let end = start.checked_add_months(Months::new(length)).and_then(|next| next.pred_opt()).unwrap_or(start);
    Span { start, end, length: Length::Months(length), fiscal }
}

fn week(year: i32, week: u32) -> Option<Span> {
    let start = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
    Some(Span { start, end: start.checked_add_days(Days::new(6))?, length: Length::Week, fiscal: None })
}

/// `Jul–Sep 2026`, `Nov 2026 – Jan 2027`.
fn months_range(tokens: &[Token], years: Years) -> Option<Result<Span, Lacks>> {
    let (from, from_year, to, to_year) = match tokens {
        [Token::Word(from), Token::Dash | Token::Slash, Token::Word(to)] => (from, None, to, None),
        [Token::Word(from), Token::Dash | Token::Slash, Token::Word(to), Token::Number(year, digits)] => {
            (from, None, to, Some((*year, *digits)))
        }
        [
            Token::Word(from),
            Token::Number(first, first_digits),
            Token::Dash,
            Token::Word(to),
            Token::Number(year, digits),
        ] => (from, Some((*first, *first_digits)), to, Some((*year, *digits))),
        _ => return None,
    };
    let (from, to) = (month(from)?, month(to)?);
    let year =
        |year: Option<(u32, usize)>| year.map(|(year, digits)| full_year(year, digits).ok_or(())).transpose().ok();
    let Some(end_year) = year(to_year)?.or(years.year) else { return Some(Err(Lacks::Year)) };
    let start_year = year(from_year)?.unwrap_or(end_year);
    let length = 12 * (end_year - start_year) + to as i32 - from as i32 + 1;
    let length = u32::try_from(length).ok().filter(|length| (1..=60).contains(length))?;
    Some(Ok(months(NaiveDate::from_ymd_opt(start_year, from, 1)?, length, None)))
}

impl Span {
    /// A single day.
    pub(super) fn day(day: NaiveDate) -> Span {
        Span { start: day, end: day, length: Length::Day, fiscal: None }
    }

    /// The period of this many months that begins with a day.
    pub(super) fn beginning_here(self, length: u32) -> Span {
        months(self.start, length, None)
    }

    /// The days from `start` to `end`.
    pub(super) fn between(start: NaiveDate, end: NaiveDate) -> Option<Span> {
        if start > end {
            return None;
        }
        let whole = |length: u32| Some(months(start, length, None)).filter(|span| start.day() == 1 && span.end == end);
        let named = [1, 3, 6, 12].into_iter().find_map(whole);
        Some(named.unwrap_or(Span { start, end, length: Length::Day, fiscal: None }))
    }

    /// Its name, as ids and reports write it.
    pub(super) fn name(&self) -> String {
        let Span { start, end, length, fiscal } = *self;
        let first_month = fiscal.unwrap_or(1);
        let offset = (start.month() + 12 - first_month) % 12;
        let year = match fiscal {
            Some(_) if start.month() >= first_month => format!("FY{:04}", start.year() + 1),
            Some(_) => format!("FY{:04}", start.year()),
            None => format!("{:04}", start.year()),
        };
        match length {
            Length::Week => format!("{:04}-W{:02}", start.iso_week().year(), start.iso_week().week()),
            Length::Months(1) => format!("{:04}-{:02}", start.year(), start.month()),
            Length::Months(3) if offset % 3 == 0 => format!("{year}-Q{}", offset / 3 + 1),
            Length::Months(6) if offset % 6 == 0 => format!("{year}-H{}", offset / 6 + 1),
            Length::Months(12) if offset == 0 => year,
            Length::Months(_) => format!("{}-to-{}", start.format("%Y-%m"), end.format("%Y-%m")),
            Length::Day if start == end => start.to_string(),
            Length::Day => format!("{start}-to-{end}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, years: Years) -> (String, String) {
        let span =
            parse(text, years).unwrap_or_else(|| panic!("{text}")).unwrap_or_else(|lacks| panic!("{text}: {lacks:?}"));
        (span.name(), format!("{}..{}", span.start, span.end))
    }

    #[test]
    fn periods_by_their_names() {
        for (text, name, days) in [
            ("Q3 2026", "2026-Q3", "2026-07-01..2026-09-30"),
            ("2026 Q3", "2026-Q3", "2026-07-01..2026-09-30"),
            ("2026-Q3", "2026-Q3", "2026-07-01..2026-09-30"),
            ("Q3/2026", "2026-Q3", "2026-07-01..2026-09-30"),
            ("Q3 '26", "2026-Q3", "2026-07-01..2026-09-30"),
            ("3Q26", "2026-Q3", "2026-07-01..2026-09-30"),
            ("H2 2026", "2026-H2", "2026-07-01..2026-12-31"),
            ("Jul–Sep 2026", "2026-Q3", "2026-07-01..2026-09-30"),
            ("July - September 2026", "2026-Q3", "2026-07-01..2026-09-30"),
            ("Nov 2026 – Jan 2027", "2026-11-to-2027-01", "2026-11-01..2027-01-31"),
            ("Jan 2026", "2026-01", "2026-01-01..2026-01-31"),
            ("Jan-26", "2026-01", "2026-01-01..2026-01-31"),
            ("März 2026", "2026-03", "2026-03-01..2026-03-31"),
            ("2026-02", "2026-02", "2026-02-01..2026-02-28"),
            ("02/2026", "2026-02", "2026-02-01..2026-02-28"),
            ("KW 5 2026", "2026-W05", "2026-01-26..2026-02-01"),
            ("2026-W33", "2026-W33", "2026-08-10..2026-08-16"),
            ("2026", "2026", "2026-01-01..2026-12-31"),
        ] {
            assert_eq!(span(text, Years::default()), (name.into(), days.into()), "{text}");
        }
    }

    #[test]
    fn fiscal_periods_need_the_first_month() {
        assert_eq!(parse("Q3 FY26", Years::default()), Some(Err(Lacks::FiscalYear)));
        let april = Years { fiscal_year_start: Some(4), year: None };
        assert_eq!(span("Q3 FY26", april), ("FY2026-Q3".into(), "2025-10-01..2025-12-31".into()));
        assert_eq!(span("Q4 FY26", april), ("FY2026-Q4".into(), "2026-01-01..2026-03-31".into()));
        assert_eq!(span("FY27", april), ("FY2027".into(), "2026-04-01..2027-03-31".into()));
        assert_eq!(span("H2 FY2026", april), ("FY2026-H2".into(), "2025-10-01..2026-03-31".into()));
        assert_eq!(span("Q3 2026", april).0, "2026-Q3");
        let january = Years { fiscal_year_start: Some(1), year: None };
        assert_eq!(span("Q3 FY26", january).0, "2026-Q3");
    }

    #[test]
    fn years_may_come_from_the_options() {
        for text in ["KW 5", "Jan", "Q3", "H2", "Jul–Sep"] {
            assert_eq!(parse(text, Years::default()), Some(Err(Lacks::Year)), "{text}");
        }
        let year = Years { year: Some(2026), fiscal_year_start: None };
        assert_eq!(span("KW 5", year).0, "2026-W05");
        assert_eq!(span("Q3", year).0, "2026-Q3");
    }

    #[test]
    fn what_is_no_period() {
        for text in [
            "",
            "Q5 2026",
            "H3 2026",
            "quarterly",
            "Sprint 12",
            "13/2026",
            "W54 2026",
            "2026-13",
            "31.12.2026",
            "Total",
            "YTD",
            "5",
            "26",
            "Q",
            "1234",
            "monthly",
        ] {
            assert_eq!(parse(text, Years { year: Some(2026), fiscal_year_start: Some(4) }), None, "{text}");
        }
    }
}
