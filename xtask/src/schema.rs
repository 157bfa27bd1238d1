//! JSON Schema of what people write and of what they get.

use std::error::Error;

use okr_core::ErrorKind;
use okr_core::ScanRow;
use okr_core::advise::{Answers, Recommendation};
use okr_core::agenda::AgendaRow;
use okr_core::align::CycleTree;
use okr_core::changes::ChangeRow;
use okr_core::compare::Comparison;
use okr_core::evaluate::Scope;
use okr_core::explain::Explanation;
use okr_core::history::HistoryRow;
use okr_core::import::{ColumnFormat, Note, Options, ReadingsOptions};
use okr_core::live::Changed;
use okr_core::merge::Fragment;
use okr_core::plan::Plan;
use okr_core::readings::{CheckIns, Reading};
use okr_core::render::{PageOptions, PictureKind};
use okr_core::report::Report;
use okr_core::review::Review;
use okr_core::solve::Solution;
use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

use crate::Outcome;
use crate::generated::{Generated, Mode, settle};

/// Writes or compares `schema/`, and its copy in the Python package.
pub fn run(mode: Mode) -> Outcome {
    let schemas = [
        ("plan", of::<Plan>()),
        ("readings", of::<Vec<Reading>>()),
        ("check-ins", of::<CheckIns>()),
        ("report", of::<Report>()),
    ];
    let mut files = Vec::new();
    for (name, schema) in schemas {
        let text = text(&schema)?;
        // For editors; and for `okr schema`, which has to work where only the Python package is.
        files.push(Generated {
            path: format!("okr-py/python/okr/schema/{name}.schema.json").into(),
            text: text.clone(),
        });
        files.push(Generated { path: format!("schema/{name}.schema.json").into(), text });
    }
    settle(&files, mode)
}

/// The schema of a document as it is written out: every type that it names stands under `$defs`.
pub fn of<T: JsonSchema>() -> Value {
    let mut schema = generator().into_root_schema_for::<T>().to_value();
    without_examples(&mut schema);
    schema
}

/// All that people write, as types under `$defs` of one schema.
pub fn written() -> Value {
    let mut generator = generator();
    generator.subschema_for::<Plan>();
    generator.subschema_for::<Reading>();
    generator.subschema_for::<CheckIns>();
    generator.subschema_for::<Scope>();
    generator.subschema_for::<Fragment>();
    generator.subschema_for::<Answers>();
    generator.subschema_for::<PageOptions>();
    generator.subschema_for::<PictureKind>();
    generator.subschema_for::<Options>();
    generator.subschema_for::<ReadingsOptions>();
    definitions(generator)
}

/// The rows of tables, as types under `$defs` of one schema.
pub fn rows() -> Value {
    let mut generator = generator();
    generator.subschema_for::<Report>();
    generator.subschema_for::<HistoryRow>();
    generator.subschema_for::<ScanRow>();
    generator.subschema_for::<Note>();
    generator.subschema_for::<ChangeRow>();
    generator.subschema_for::<AgendaRow>();
    definitions(generator)
}

/// What is more than a table, as types under `$defs` of one schema.
pub fn results() -> Value {
    let mut generator = generator();
    generator.subschema_for::<Solution>();
    generator.subschema_for::<Explanation>();
    generator.subschema_for::<Review>();
    generator.subschema_for::<Comparison>();
    generator.subschema_for::<CycleTree>();
    generator.subschema_for::<Recommendation>();
    generator.subschema_for::<Changed<'_>>();
    definitions(generator)
}

/// What only JavaScript has as types, under `$defs` of one schema.
pub fn exports() -> Value {
    let mut generator = generator();
    generator.subschema_for::<ColumnFormat>();
    definitions(generator)
}

/// The data of problems: one type, `ProblemData`, with a field for each code.
pub fn problems() -> Value {
    let kinds = of::<ErrorKind>();
    let kinds = kinds.get("oneOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let field = |kind: &Value| {
        let code = kind.pointer("/properties/code/const")?.as_str()?.to_owned();
        let mut data = kind.pointer("/properties/data")?.clone();
        data["description"] = kind.get("description").cloned().unwrap_or_default();
        Some((code, data))
    };
    let fields: Map<String, Value> = kinds.iter().filter_map(field).collect();
    let codes: Vec<&String> = fields.keys().collect();
    json!({ "$defs": { "ProblemData": {
        "description": "What the message of a problem is made from, by its code.",
        "type": "object", "required": codes, "properties": fields,
    } } })
}

fn definitions(mut generator: SchemaGenerator) -> Value {
    let mut schema = json!({ "$defs": generator.take_definitions(true) });
    without_examples(&mut schema);
    rename(&mut schema);
    schema
}

/// Types whose Rust names say what they are only within the module `import`, with the names that they have in languages that know
/// no modules of types.
const NAMES: [(&str, &str); 9] = [
    ("Options", "ImportOptions"),
    ("Mapping", "SheetMapping"),
    ("Field", "SheetField"),
    ("Layout", "SheetLayout"),
    ("Decimal", "DecimalSeparator"),
    ("Separator", "ColumnSeparator"),
    ("Encoding", "TextEncoding"),
    ("Note", "ImportNote"),
    ("Treatment", "NoteTreatment"),
];

/// Gives the types of `NAMES` their other names, where they are defined and where they are referred to.
fn rename(value: &mut Value) {
    let other = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, other)| (*other).to_owned());
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get_mut("$ref")
                && let Some(name) = reference.strip_prefix("#/$defs/").and_then(other)
            {
                *reference = format!("#/$defs/{name}");
            }
            if let Some(Value::Object(definitions)) = fields.get_mut("$defs") {
                let renamed = std::mem::take(definitions).into_iter();
                definitions.extend(renamed.map(|(name, schema)| (other(&name).unwrap_or(name), schema)));
            }
            fields.values_mut().for_each(rename);
        }
        Value::Array(items) => items.iter_mut().for_each(rename),
        _ => (),
    }
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().for_serialize().into_generator()
}

fn text(schema: &Value) -> Result<String, Box<dyn Error>> {
    Ok(serde_json::to_string_pretty(schema)? + "\n")
}

/// Takes the examples out of all descriptions: they are in Rust, and a schema is read in any language.
fn without_examples(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(description)) = fields.get_mut("description") {
                *description = prose(description);
            }
            fields.values_mut().for_each(without_examples);
        }
        Value::Array(items) => items.iter_mut().for_each(without_examples),
        _ => (),
    }
}

/// What is outside fences, paragraph by paragraph.
fn prose(description: &str) -> String {
    let outside: Vec<&str> = description.split("```").step_by(2).map(str::trim).collect();
    outside.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn examples_are_left_out() {
        assert_eq!(prose("A team.\n\n```\nlet team = 1;\n```\n\n`team`: People."), "A team.\n\n`team`: People.");
        assert_eq!(prose("A team."), "A team.");
    }
}
