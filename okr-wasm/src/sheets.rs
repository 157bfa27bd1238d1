//! Sheets: imported as plans, readings and check-ins, and exported.

use okr_core::import::{
    self, Encoding, ImportError, Known, Note, Options, ReadingsOptions, Separator, Sheet, Workbook, to_sheets,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::check_ins::CheckIns;
use crate::plan::Plan;
use crate::readings::Readings;
use crate::thrown::{Caught, json, refused, thrown};

/// The content of a sheet: JSON text, or a text file.
enum Content {
    Json(String),
    File(Vec<u8>),
}

/// Sheets on their way into the core.
#[wasm_bindgen]
#[derive(Default)]
pub struct Sheets(Vec<Content>);

#[wasm_bindgen]
impl Sheets {
    /// No sheets.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Sheets {
        Self::default()
    }

    /// Refuses a file that is too large, before it is read.
    pub fn check_size(bytes: f64) -> Caught<()> {
        import::check_size(bytes as u64).map_err(refused)
    }

    /// Adds a sheet or workbook, given as JSON text.
    pub fn json(&mut self, text: String) {
        self.0.push(Content::Json(text));
    }

    /// Adds a text file.
    pub fn file(&mut self, bytes: Vec<u8>) {
        self.0.push(Content::File(bytes));
    }

    /// Imports the sheet, with readings and check-ins that are known already; options as JSON text.
    pub fn import(&self, options: &str, readings: &Readings, check_ins: &CheckIns) -> Caught<Imported> {
        let known = Known::new().readings(&readings.0).check_ins(&check_ins.0);
        let imported = Options::from_json(options)
            .map_err(ImportError::from)
            .and_then(|options| self.workbook(options.encoding, options.separator)?.import(&options, known));
        imported.map(Imported).map_err(refused)
    }

    /// Says how the sheet would be read, as JSON text.
    pub fn inspect(&self, options: &str) -> Caught<String> {
        let mapping = Options::from_json(options)
            .map_err(ImportError::from)
            .and_then(|options| self.workbook(options.encoding, options.separator)?.inspect(&options));
        mapping.map(|mapping| json(&mapping)).map_err(refused)
    }

    /// Reads the sheets of an export; the decimal separator as an option in JSON text.
    pub fn own(&self, options: &str) -> Caught<Imported> {
        let imported = ReadingsOptions::from_json(options).map_err(ImportError::from).and_then(|options| {
            let workbook = self.workbook(options.encoding, options.separator)?;
            import::from_sheets(&workbook.sheets, options.decimal)
        });
        imported.map(Imported).map_err(refused)
    }

    pub(crate) fn workbook(
        &self,
        encoding: Option<Encoding>,
        separator: Option<Separator>,
    ) -> Result<Workbook, ImportError> {
        let mut workbook = Workbook::default();
        for content in &self.0 {
            let read = match content {
                Content::Json(text) => Workbook::from_json(text)?,
                Content::File(bytes) => Sheet::from_csv(bytes, encoding, separator)?.into(),
            };
            workbook.sheets.extend(read.sheets);
        }
        Ok(workbook)
    }
}

/// What comes out of a sheet.
#[wasm_bindgen]
pub struct Imported(import::Imported);

#[wasm_bindgen]
impl Imported {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan(self.0.plan.clone())
    }

    /// The readings.
    pub fn readings(&self) -> Caught<Readings> {
        self.0.loaded().map(Readings::of).map_err(thrown)
    }

    /// A list of check-ins, mapping and notes, as JSON text.
    #[must_use]
    pub fn rest(&self) -> String {
        json(&(&self.0.check_ins, &self.0.mapping, &self.0.notes))
    }
}

/// What is exported besides the plan.
#[wasm_bindgen]
#[derive(Default)]
pub struct Beside {
    readings: Option<okr_core::Readings>,
    check_ins: Option<okr_core::readings::CheckIns>,
}

#[wasm_bindgen]
impl Beside {
    /// Nothing.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Beside {
        Self::default()
    }

    /// Adds readings.
    pub fn readings(&mut self, readings: &Readings) {
        self.readings = Some(readings.0.clone());
    }

    /// Adds check-ins.
    pub fn check_ins(&mut self, check_ins: &CheckIns) {
        self.check_ins = Some(check_ins.0.clone());
    }

    /// The sheets of a plan and these, each with its rows and its CSV text, as JSON text.
    #[must_use]
    pub fn sheets(&self, plan: &Plan) -> String {
        let sheets = to_sheets(&plan.0, self.readings.as_ref(), self.check_ins.as_ref());
        let texts: Vec<String> = sheets.iter().map(|named| named.sheet.to_csv()).collect();
        json(&(sheets, texts))
    }
}

/// Notes, a JSON list, as plain text: a line each; `None` if they are not notes.
#[wasm_bindgen]
#[must_use]
pub fn notes_text(notes: &str) -> Option<String> {
    let notes: Vec<Note> = serde_json::from_str(notes).ok()?;
    Some(notes.iter().map(|note| format!("{note}\n")).collect())
}
