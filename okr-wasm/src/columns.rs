//! Readings by column, as typed arrays bring them.

use okr_core::readings::{DateColumn, MetricColumn, TextColumn};
use wasm_bindgen::prelude::wasm_bindgen;

/// Texts, each stored once, and for each row the index of its text; a row with another index has none.
#[derive(Default)]
struct Coded {
    texts: Vec<String>,
    codes: Vec<u32>,
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

/// Columns while they are handed over.
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
    /// Columns that have metrics and values only.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(metric_names: Vec<String>, metric_codes: Vec<u32>, value: Vec<f64>) -> Columns {
        let metric = Coded { texts: metric_names, codes: metric_codes };
        Columns { metric, date: Dates::Days(Vec::new()), value, recorded: None, sample: None, note: None }
    }

    /// Sets the dates: days since 1970-01-01.
    pub fn date_days(&mut self, days: Vec<i32>) {
        self.date = Dates::Days(days);
    }

    /// Sets the dates: texts.
    pub fn date_texts(&mut self, texts: Vec<String>, codes: Vec<u32>) {
        self.date = Dates::Texts(Coded { texts, codes });
    }

    /// Sets the days on which they became known: days since 1970-01-01.
    pub fn recorded_days(&mut self, days: Vec<i32>) {
        self.recorded = Some(Dates::Days(days));
    }

    /// Sets the days on which they became known: texts.
    pub fn recorded_texts(&mut self, texts: Vec<String>, codes: Vec<u32>) {
        self.recorded = Some(Dates::Texts(Coded { texts, codes }));
    }

    /// Sets the samples; not a number where there is none.
    pub fn samples(&mut self, samples: Vec<f64>) {
        self.sample = Some(samples);
    }

    /// Sets the notes.
    pub fn notes(&mut self, texts: Vec<String>, codes: Vec<u32>) {
        self.note = Some(Coded { texts, codes });
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
