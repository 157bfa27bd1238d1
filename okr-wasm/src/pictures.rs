//! Pictures and documents of a report.

use okr_core::Report;
use okr_core::bindings::picture;
use okr_core::render::PageOptions;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Caught, thrown};

/// What to draw of a report.
#[wasm_bindgen]
pub struct Drawing(Form);

enum Form {
    Picture { kind: String, id: String, width: Option<f64> },
    Html(PageOptions),
    Markdown(PageOptions),
    Digest(PageOptions),
}

#[wasm_bindgen]
impl Drawing {
    /// A picture of an item as SVG text, of a width in pixels or the usual one.
    #[must_use]
    pub fn picture(kind: String, id: String, width: Option<f64>) -> Drawing {
        Drawing(Form::Picture { kind, id, width })
    }

    /// An HTML page; the options are JSON text.
    pub fn html(options: &str) -> Caught<Drawing> {
        PageOptions::from_json(options).map(|options| Drawing(Form::Html(options))).map_err(thrown)
    }

    /// A page of Markdown; the options are JSON text.
    pub fn markdown(options: &str) -> Caught<Drawing> {
        PageOptions::from_json(options).map(|options| Drawing(Form::Markdown(options))).map_err(thrown)
    }

    /// A digest for a chat; the options are JSON text.
    pub fn digest(options: &str) -> Caught<Drawing> {
        PageOptions::from_json(options).map(|options| Drawing(Form::Digest(options))).map_err(thrown)
    }
}

impl Drawing {
    /// Draws it.
    pub(crate) fn of(&self, report: &Report) -> Caught<String> {
        match &self.0 {
            Form::Picture { kind, id, width } => picture(report, kind, id, *width).map_err(thrown),
            Form::Html(options) => Ok(report.to_html(options)),
            Form::Markdown(options) => Ok(report.to_markdown(options)),
            Form::Digest(options) => Ok(report.digest(options)),
        }
    }
}
