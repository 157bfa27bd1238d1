//! Live reports.

use okr_core::Errors;
use okr_core::bindings::{date_from_text, live_part_to_json, pack_report};
use okr_core::evaluate::Request;
use okr_core::live::Changed;
use okr_core::readings::{CheckIn, Reading};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::packed::Packed;
use crate::pictures::Drawing;
use crate::readings::{Readings, later_rows};
use crate::thrown::{Caught, thrown};

/// A live report. Changed rows cross as JSON text.
#[wasm_bindgen]
pub struct Live(pub(crate) okr_core::Live);

fn answer(changed: Result<Changed<'_>, Errors>) -> Caught<String> {
    changed.map(|changed| changed.to_json()).map_err(thrown)
}

#[wasm_bindgen]
impl Live {
    /// Sets a reading.
    pub fn set(&mut self, metric: &str, on: &str, value: f64) -> Caught<String> {
        answer(date_from_text(on).and_then(|date| self.0.set(metric, date, value)))
    }

    /// Sets the readings of a JSON list.
    pub fn set_all(&mut self, rows: &str) -> Caught<String> {
        let rows = okr_core::Readings::from_json(rows).map_err(thrown)?;
        let rows: Vec<Reading> = rows.rows().collect();
        answer(self.0.set_all(&rows))
    }

    /// Appends the readings of a JSON list.
    pub fn append(&mut self, rows: &str) -> Caught<String> {
        let rows: Vec<Reading> = later_rows(rows)?.rows().collect();
        answer(self.0.append(&rows))
    }

    /// Clears what was set for a metric and date.
    pub fn clear(&mut self, metric: &str, on: &str) -> Caught<String> {
        answer(date_from_text(on).map(|date| self.0.clear(metric, date)))
    }

    /// Clears everything that was set.
    pub fn clear_all(&mut self) -> String {
        self.0.clear_all().to_json()
    }

    /// Adds a check-in, given as JSON text.
    pub fn check_in(&mut self, check_in: &str) -> Caught<String> {
        answer(CheckIn::from_json(check_in).and_then(|check_in| self.0.check_in(check_in)))
    }

    /// Moves the report to the day of a request.
    pub fn set_as_of(&mut self, request: &str) -> Caught<String> {
        answer(Request::from_json(request).and_then(|request| self.0.set_as_of(request.as_of)))
    }

    /// The day, at its end.
    #[must_use]
    pub fn as_of(&self) -> String {
        self.0.as_of().to_string()
    }

    /// The report as JSON text.
    pub fn report(&mut self) -> String {
        self.0.report().to_json()
    }

    /// Draws the report.
    pub fn draw(&mut self, drawing: &Drawing) -> Caught<String> {
        drawing.of(self.0.report())
    }

    /// The report, packed.
    pub fn report_packed(&mut self) -> Packed {
        Packed(pack_report(self.0.report()))
    }

    /// The report with one of its tables, packed; `None` for any other name.
    pub fn table(&mut self, name: &str) -> Option<Packed> {
        self.0.part(name).map(|part| Packed(pack_report(&part)))
    }

    /// A field of the report as JSON text; `None` for any other name.
    pub fn part(&mut self, field: &str) -> Option<String> {
        live_part_to_json(&mut self.0, field)
    }

    /// The current readings.
    #[must_use]
    pub fn readings(&self) -> Readings {
        Readings::of(self.0.readings())
    }
}
