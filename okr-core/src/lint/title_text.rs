//! What titles say: words, numbers, sameness.
//!
//! Words are what white space parts. Titles in scripts that are written without spaces have no words here, and
//! are passed over. The few word lists below are English; all else is signs and digits. Digits are those of
//! [`ZEROS`]; numbers that are spelled out are words like others.

/// The digits 0 of the decimal systems known here: ASCII, Arabic-Indic, Persian, Devanagari, Bengali, Thai, full width.
const ZEROS: [char; 7] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}'];

/// Words after which a number is a name: `phase 2`, `top 10`, `ISO 27001`.
const LABELS: &[&str] = &[
    "act",
    "agenda",
    "article",
    "basel",
    "batch",
    "branch",
    "building",
    "case",
    "category",
    "chapter",
    "class",
    "cohort",
    "covid",
    "day",
    "department",
    "din",
    "district",
    "division",
    "en",
    "floor",
    "forbes",
    "formula",
    "fortune",
    "gate",
    "gen",
    "generation",
    "goal",
    "grade",
    "group",
    "horizon",
    "iec",
    "industry",
    "initiative",
    "iso",
    "kpi",
    "kr",
    "level",
    "line",
    "market",
    "member",
    "model",
    "month",
    "nist",
    "no",
    "nr",
    "number",
    "objective",
    "office",
    "okr",
    "option",
    "paragraph",
    "part",
    "person",
    "phase",
    "pillar",
    "plant",
    "platform",
    "priority",
    "product",
    "project",
    "psd",
    "q",
    "quarter",
    "region",
    "release",
    "room",
    "round",
    "s&p",
    "scope",
    "sdg",
    "section",
    "series",
    "site",
    "soc",
    "sprint",
    "stage",
    "step",
    "store",
    "strategy",
    "stream",
    "team",
    "terminal",
    "tier",
    "top",
    "track",
    "type",
    "unit",
    "version",
    "vision",
    "wave",
    "web",
    "week",
    "windows",
    "year",
    "zone",
];

/// Numbers that are words: round the clock, all around, an introduction.
const IDIOMS: &[&str] = &["24/7", "24/365", "365/24/7", "50/50", "80/20", "360", "360°", "365", "101", "007"];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Between these a number is a span of time: `the first 90 days`.
const BEFORE_SPAN: &[&str] = &["first", "last", "next", "past"];
const SPANS: &[&str] = &["hours", "days", "weeks", "months", "quarters", "years"];

/// Signs and words that make a number an amount.
const UNITS: &[&str] = &["%", "‰", "percent", "per", "pp", "€", "$", "£", "¥", "₹", "eur", "usd", "gbp", "chf", "jpy"];
const AMOUNT_SIGNS: &[char] = &['%', '‰', '€', '$', '£', '¥', '₹', '₽', '₩', '₺', '₿'];
/// What may follow a number without a space and make it larger: `10k`, `5m`, `3x`.
const SUFFIXES: &[&str] = &["k", "m", "mn", "bn", "x", "×", "pp", "-percent", "percent"];

/// How many words a title has, up to about `enough`; none where its script is written without spaces.
///
/// A word of more than 15 letters counts for two: some languages join words.
pub(super) fn word_count(title: &str, enough: usize) -> Option<usize> {
    if !title.is_ascii() && title.chars().any(unspaced) {
        return None;
    }
    let weight = |word: &str| match word.chars().filter(|c| c.is_alphanumeric()).count() {
        0 => 0,
        1..=15 => 1,
        _ => 2,
    };
    let mut words = 0;
    for word in title.split_whitespace() {
        words += weight(word);
        if words >= enough {
            break;
        }
    }
    Some(words)
}

/// Whether a character belongs to a script that is written without spaces between words: Thai, Lao, Tibetan,
/// Burmese, Khmer, Tai Tham, Javanese, Japanese, Chinese.
fn unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1a20}'..='\u{1aaf}' | '\u{2e80}'..='\u{312f}'
        | '\u{3190}'..='\u{9fff}' | '\u{a980}'..='\u{a9df}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// A title for comparing: lower case, single spaces, nothing that ends a sentence.
pub(super) fn comparable(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    let mut add = |word: &str| {
        if !text.is_empty() {
            text.push(' ');
        }
        match word.is_ascii() {
            true => text.push_str(word),
            false => text.extend(word.chars().flat_map(char::to_lowercase)),
        }
    };
    // Most titles: parted at bytes they take a third of the time. A vertical tab is white space, but not ASCII's.
    match title.is_ascii() && !title.contains('\u{b}') {
        true => title.split_ascii_whitespace().for_each(&mut add),
        false => title.split_whitespace().for_each(&mut add),
    }
    text.make_ascii_lowercase();
    text.truncate(text.trim_end_matches(['.', '!', '?', ' ']).len());
    text
}

/// The numbers in a title that look like something to measure, as they are written.
pub(super) fn numbers(title: &str) -> Vec<&str> {
    // Most titles are ASCII without a digit.
    if title.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) || !title.chars().any(is_digit) {
        return Vec::new();
    }
    let raw: Vec<&str> = title.split_whitespace().collect();
    let word = |index: Option<usize>| index.and_then(|index| raw.get(index)).map_or("", |word| bare(word));
    let sentence = raw.iter().skip(1).any(|word| word.starts_with(char::is_lowercase));
    let mut found: Vec<&str> = Vec::new();
    for (index, written) in raw.iter().enumerate().filter(|(_, written)| written.chars().any(is_digit)) {
        let token = Token {
            written,
            text: bare(written),
            before: word(index.checked_sub(1)),
            after: word(Some(index + 1)),
            first: index == 0,
            last: index + 1 == raw.len(),
            // In a sentence, a capital within it tells a name.
            named: sentence && index > 1 && word(index.checked_sub(1)).starts_with(char::is_uppercase),
        };
        if let Some(last) = found.last_mut().filter(|last| last.ends_with(token.before) && token.is_group()) {
            *last = joined(title, last, token.text);
        } else if token.is_amount() || (token.is_number() && !token.is_name()) {
            found.push(token.text);
        }
    }
    found
}

/// What the digits of a number in a title may mean: `1,200` is 1200 or 1.2, `42→25` is 42 and 25.
pub(super) fn values(number: &str) -> Vec<f64> {
    let ascii = number.chars().map(|c| digit(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c));
    let ascii: String = ascii
        .map(|c| match c {
            '\u{66b}' => '.',
            '\u{66c}' | '’' | '\'' => ',',
            other => other,
        })
        .filter(|c| !c.is_whitespace())
        .collect();
    let runs = ascii.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    runs.map(|run| run.trim_matches(['.', ','])).filter(|run| !run.is_empty()).flat_map(readings_of).collect()
}

/// The values of digits with points and commas, each of which may part groups or decimals.
fn readings_of(run: &str) -> impl Iterator<Item = f64> {
    let plain = |text: &str| text.replace(['.', ','], "");
    // Groups have three digits, and a sign that occurs twice parts groups.
    let grouped = run.split(['.', ',']).skip(1).all(|group| group.len() == 3).then(|| plain(run));
    let parts = run.rfind(['.', ',']).and_then(|point| run.split_at_checked(point));
    let decimal = parts.and_then(|(whole, rest)| {
        let sign = rest.chars().next()?;
        (!whole.contains(sign)).then(|| format!("{}.{}", plain(whole), plain(rest)))
    });
    [grouped, decimal].into_iter().flatten().filter_map(|text| text.parse().ok())
}

/// The part of a title from one of its words to another.
fn joined<'a>(title: &'a str, first: &'a str, last: &'a str) -> &'a str {
    let offset = |part: &str| (part.as_ptr() as usize).wrapping_sub(title.as_ptr() as usize);
    title.get(offset(first)..offset(last).wrapping_add(last.len())).unwrap_or(first)
}

/// One word of a title, and its neighbours.
struct Token<'a> {
    written: &'a str,
    text: &'a str,
    before: &'a str,
    after: &'a str,
    first: bool,
    last: bool,
    named: bool,
}

impl Token<'_> {
    /// A number with something that makes it an amount: `20 %`, `€5m`, `10k`, `3x`.
    fn is_amount(&self) -> bool {
        if self.text.contains(AMOUNT_SIGNS) {
            return true;
        }
        let number = self.text.trim_end_matches(|c: char| !is_digit(c));
        let suffix = self.text.get(number.len()..).unwrap_or_default().to_lowercase();
        if suffix.is_empty() {
            return number.chars().all(in_number) && (unit(self.after) || (unit(self.before) && self.before != "per"));
        }
        number.chars().all(in_number) && SUFFIXES.contains(&suffix.as_str())
    }

    /// Three digits that go on with the number before: `500 000`.
    fn is_group(&self) -> bool {
        let digits = |word: &str| !word.is_empty() && word.chars().all(is_digit);
        digits(self.before) && digits(self.text) && self.text.chars().count() == 3
    }

    /// Digits and signs only.
    fn is_number(&self) -> bool {
        self.text.chars().all(in_number)
    }

    /// A number that names something instead of measuring it.
    fn is_name(&self) -> bool {
        let ends_with = |signs: &[char]| self.written.ends_with(signs);
        let numbered = (self.first && ends_with(&['.', ')', ':'])) || (!self.last && ends_with(&['.']));
        let lower = self.before.to_lowercase();
        let span = BEFORE_SPAN.contains(&lower.as_str()) && SPANS.contains(&self.after.to_lowercase().as_str());
        numbered
            || span
            || self.named
            || self.written.starts_with(['#', '№'])
            || IDIOMS.contains(&self.text)
            || LABELS.contains(&lower.as_str())
            || MONTHS.contains(&lower.as_str())
            || MONTHS.contains(&self.after.to_lowercase().as_str())
            || is_date_or_version(self.text)
            || is_time(self.text)
    }
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    let word = word.trim_start_matches(['(', '[', '{', '"', '\'', '«', '„', '“', '‚', '‘', '»', '#', '№']);
    word.trim_end_matches([')', ']', '}', '"', '\'', '»', '«', '“', '”', '’', ',', ';', ':', '.', '!', '?', '…'])
}

fn unit(word: &str) -> bool {
    UNITS.contains(&word.to_lowercase().as_str()) && word != "per"
}

fn digit(c: char) -> Option<u32> {
    ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))
}

fn is_digit(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { digit(c).is_some() }
}

fn in_number(c: char) -> bool {
    is_digit(c) || ".,'’/:+-–−~≥≤<>±→=*×°\u{66b}\u{66c}".contains(c)
}

/// `2026-09-30`, `30.6.2026`, `2026`, `2026/27`, `2.0`, `1.2.3`; not `1.000.000`.
fn is_date_or_version(text: &str) -> bool {
    let Some(values) = groups(text) else { return false };
    match values.as_slice() {
        [(year, 4)] => is_year(*year),
        [(year, 4), (_, 2 | 4)] => is_year(*year) && text.contains(['/', '-', '–']),
        [(_, 1), (0, 1)] => text.contains('.'),
        [_, (_, 3), (_, 3)] => false,
        [_, _, _] => true,
        _ => false,
    }
}

/// `9:00`, `17:30`.
fn is_time(text: &str) -> bool {
    let hours = |values: &[(u32, usize)]| matches!(values, [(..=24, 1..=2), (..=59, 2)]);
    text.contains(':') && groups(text).is_some_and(|values| hours(&values))
}

fn is_year(value: u32) -> bool {
    (1900..=2100).contains(&value)
}

/// The values and lengths of the runs of digits in a text that begins and ends with one, each parted by one sign.
fn groups(text: &str) -> Option<Vec<(u32, usize)>> {
    let group = |part: &str| {
        let value = part.chars().try_fold(0u32, |value, c| value.checked_mul(10)?.checked_add(digit(c)?))?;
        (!part.is_empty()).then_some((value, part.chars().count()))
    };
    text.split(['-', '–', '.', '/', ':']).map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::{comparable, numbers, word_count};

    #[track_caller]
    fn silent(titles: &[&str]) {
        for title in titles {
            assert_eq!(numbers(title), [""; 0], "{title}");
        }
    }

    #[test]
    fn what_asks_to_be_measured_is_a_number() {
        let cases: [(&str, &[&str]); 23] = [
            ("Reduce time to hire to 25 days", &["25"]),
            ("Hire 5 Engineers", &["5"]),
            ("Grow revenue by 20 %", &["20"]),
            ("Grow revenue by 20% and margin by 3 pp", &["20%", "3"]),
            ("Raise €5m from new investors", &["€5m"]),
            ("Win EUR 500 000 of new business", &["500 000"]),
            ("Serve 1 000 000 customers", &["1 000 000"]),
            ("Reach 10k followers, then 3x that", &["10k", "3x"]),
            ("From 42 to 25 days", &["42", "25"]),
            ("Time to hire: 42→25", &["42→25"]),
            ("Be rated 8/10 by customers", &["8/10"]),
            ("Serve 1.000.000 customers", &["1.000.000"]),
            ("Get eNPS to +40", &["+40"]),
            ("Enter (2) new markets!", &["2"]),
            ("Hire 2026 % more in 2026", &["2026"]),
            ("توظيف ٢٥ مهندسا", &["٢٥"]),
            ("Тратить не более 25 дней на найм", &["25"]),
            ("२५ दिनों में भर्ती", &["२५"]),
            ("採用期間を20%短縮する", &["採用期間を20%短縮する"]),
            ("Win our first 10 customers", &["10"]),
            ("Have 0 accidents", &["0"]),
            ("Grow 20-percent faster", &["20-percent"]),
            ("Make 100% of people smile", &["100%"]),
        ];
        for (title, expected) in cases {
            assert_eq!(numbers(title), expected, "{title}");
        }
    }

    #[test]
    fn a_number_that_names_a_time_is_none() {
        silent(&[
            "Make Q3 2026 the quarter of quality",
            "Be ready for 2027",
            "Prepare the season 2026/27",
            "Finish FY26 strong",
            "Open the office by 30 June",
            "Open the office by June 30, 2026",
            "Öffnen bis zum 30. Juni",
            "Close the books by 2026-09-30",
            "Close the books by 30.09.2026",
            "Answer before 9:00",
            "Win people over in their first 90 days",
        ]);
    }

    #[test]
    fn a_number_that_is_part_of_a_name_or_an_idiom_is_none() {
        silent(&[
            "Support customers 24/7",
            "Become the best B2B brand",
            "Become a top 10 employer",
            "Close our Series A",
            "Give leaders a 360-degree view",
            "Give leaders a 360° view",
            "Customer 360 for everyone",
            "Be the #1 choice",
            "Be the 1st choice of graduates",
            "Pass ISO 27001 and SOC 2",
            "Complete phase 2 of the move",
            "Platform 2.0 delights developers",
            "Migrate to S/4HANA without tears",
            "Launch Apollo 11 in all markets",
            "Make 4-day weeks work",
            "Cut CO2 and scope 3 emissions",
            "1. Build a team that lasts",
            "2) Build a team that lasts",
            "Leadership 101 for everyone",
            "Everybody works in 3D",
            "Learn to live with COVID-19",
            "Team 3 delights its customers",
        ]);
    }

    #[test]
    fn spelled_out_numbers_are_words() {
        silent(&["Hire five engineers", "Fünf Ingenieure einstellen", "Halve the time to hire"]);
    }

    #[test]
    fn words_are_parted_by_white_space() {
        assert_eq!(word_count("Growth", 99), Some(1));
        assert_eq!(word_count("  Grow — faster! ", 99), Some(2));
        assert_eq!(word_count("Hire faster & better", 99), Some(3));
        assert_eq!(word_count("Mitarbeiterzufriedenheit steigern", 99), Some(3));
        assert_eq!(word_count("Customer satisfaction", 99), Some(2));
        assert_eq!(word_count("고객 만족도", 99), Some(2));
        assert_eq!(word_count("採用", 99), None);
        assert_eq!(word_count("จ้างงานเร็วขึ้น", 99), None);
        assert_eq!(word_count("", 99), Some(0));
        assert_eq!(word_count("One two three four", 2), Some(2));
    }

    #[test]
    fn titles_compare_without_case_and_spacing() {
        assert_eq!(comparable(" Hire  FASTER. "), comparable("hire faster"));
        assert_eq!(comparable("ÄRGER vermeiden!"), comparable("ärger vermeiden"));
        assert_ne!(comparable("Learn C"), comparable("Learn C++"));
        assert_eq!(comparable("?"), "");
        assert_eq!(comparable("hire\u{b}faster"), comparable("hire\u{a0}FASTER"));
    }
}
