//! Generates the types of the documents in TypeScript and Python from the schemas.

mod model;
mod prose;
mod python;
mod python_import;
mod rows;
mod typescript;
mod typescript_import;

use std::error::Error;

use crate::generated::{Generated, Mode, settle};
use crate::{Outcome, schema};
use model::Model;

/// Writes the generated types, or compares them with the committed ones.
pub fn run(mode: Mode) -> Outcome {
    settle(&files()?, mode)
}

fn files() -> Result<Vec<Generated>, Box<dyn Error>> {
    let written = Model::new(&schema::written())?;
    let all = Model::new(&schema::rows())?;
    let packed = rows::module(&all, &written);
    let rows = all.without(&written);
    let results = Model::new(&schema::results())?.without(&written).without(&rows);
    let exports = Model::new(&schema::exports())?.without(&written);
    let problems = Model::new(&schema::problems())?;
    Ok(vec![
        Generated {
            path: "okr-wasm/js/types.ts".into(),
            text: typescript::module(&[&written, &rows, &results, &exports, &problems]),
        },
        Generated { path: "okr-wasm/js/import_options.ts".into(), text: typescript_import::options(&written)? },
        Generated { path: "okr-wasm/js/rows.ts".into(), text: packed },
        Generated { path: "okr-py/python/okr/_documents.py".into(), text: python::documents(&written)? },
        Generated { path: "okr-py/python/okr/_import.py".into(), text: python_import::functions(&written)? },
        Generated { path: "okr-py/python/okr/_rows.py".into(), text: python::rows(&rows, &written) },
        Generated { path: "okr-py/python/okr/_results.py".into(), text: python::results(&results, &written, &rows)? },
    ])
}
