//! Readings by column, from typed arrays.

use okr_core::readings::{DateColumn, MetricColumn, TextColumn};
use wasm_bindgen::prelude::wasm_bindgen;

/// Texts, each stored once, and for each row the index of its text; any other index stands for a missing text.
#[derive(Default)]
struct Coded {
    texts: Vec<String>,
    codes: Vec<u32>,
}

impl Coded {
    /// Splits joined texts: `ends` says where each ends, in UTF-16 code units.
    fn new(all: &str, ends: &[u32], codes: Vec<u32>) -> Self {
        let (mut rest, mut start) = (all, 0);
        let mut next = |end: u32| {
            let (text, behind) = rest.split_at_checked(bytes(rest, end.saturating_sub(start))).unwrap_or((rest, ""));
            (rest, start) = (behind, end);
            text.to_owned()
        };
        Coded { texts: ends.iter().map(|end| next(*end)).collect(), codes }
    }
}

/// The number of bytes of the first UTF-16 code units.
fn bytes(text: &str, units: u32) -> usize {
    let units = units as usize;
    if text.as_bytes().get(..units).is_some_and(<[u8]>::is_ascii) {
        return units;
    }
    let mut left = units;
    let inside = |c: &char| {
        let fits = left > 0;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(inside).map(char::len_utf8).sum()
}

impl TextColumn for Coded {
    fn rows(&self) -> usize {
        self.codes.len()
    }

    fn text(&self, row: usize) -> Option<&str> {
        let code = *self.codes.get(row)?;
        self.texts.get(code as usize).map(String::as_str)
    }
}

/// Dates as day numbers or texts.
enum Dates {
    Days(Vec<i32>),
    Texts(Coded),
}

impl From<Dates> for DateColumn<'static> {
    fn from(dates: Dates) -> Self {
        match dates {
            Dates::Days(days) => DateColumn::days(days),
            Dates::Texts(texts) => DateColumn::texts(texts),
        }
    }
}

/// Columns on their way into the core.
#[wasm_bindgen]
pub struct Columns {
    metric: Coded,
    date: Dates,
    value: Vec<f64>,
    recorded: Option<Dates>,
    sample: Option<Vec<f64>>,
    note: Option<Coded>,
}

#[wasm_bindgen]
impl Columns {
    /// Creates columns with metrics and values only.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(metric_names: &str, metric_ends: &[u32], metric_codes: Vec<u32>, value: Vec<f64>) -> Columns {
        let metric = Coded::new(metric_names, metric_ends, metric_codes);
        Columns { metric, date: Dates::Days(Vec::new()), value, recorded: None, sample: None, note: None }
    }

    /// Sets the dates: days since 1970-01-01.
    pub fn date_days(&mut self, days: Vec<i32>) {
        self.date = Dates::Days(days);
    }

    /// Sets the dates: texts.
    pub fn date_texts(&mut self, texts: &str, ends: &[u32], codes: Vec<u32>) {
        self.date = Dates::Texts(Coded::new(texts, ends, codes));
    }

    /// Sets the days on which the readings became known: days since 1970-01-01.
    pub fn recorded_days(&mut self, days: Vec<i32>) {
        self.recorded = Some(Dates::Days(days));
    }

    /// Sets the days on which the readings became known: texts.
    pub fn recorded_texts(&mut self, texts: &str, ends: &[u32], codes: Vec<u32>) {
        self.recorded = Some(Dates::Texts(Coded::new(texts, ends, codes)));
    }

    /// Sets the samples; NaN for a missing one.
    pub fn samples(&mut self, samples: Vec<f64>) {
        self.sample = Some(samples);
    }

    /// Sets the notes.
    pub fn notes(&mut self, texts: &str, ends: &[u32], codes: Vec<u32>) {
        self.note = Some(Coded::new(texts, ends, codes));
    }

    pub(crate) fn into_core(self) -> okr_core::readings::Columns<'static> {
        let metric = MetricColumn::codes(self.metric.codes, self.metric.texts);
        let mut columns = okr_core::readings::Columns::new(metric, self.date, self.value);
        if let Some(recorded) = self.recorded {
            columns = columns.recorded(recorded);
        }
        if let Some(sample) = self.sample {
            columns = columns.sample(sample);
        }
        if let Some(note) = self.note {
            columns = columns.note(note);
        }
        columns
    }
}
