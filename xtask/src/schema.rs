//! JSON Schema of what people write and of what they get.

use std::error::Error;

use okr_core::evaluate::Scope;
use okr_core::plan::Plan;
use okr_core::readings::{CheckIns, Reading};
use okr_core::report::Report;
use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Value, json};

use crate::Outcome;
use crate::generated::{Generated, Mode, settle};

/// Writes or compares `schema/`.
pub fn run(mode: Mode) -> Outcome {
    let files = [
        Generated { path: "schema/plan.schema.json", text: text(&of::<Plan>())? },
        Generated { path: "schema/readings.schema.json", text: text(&of::<Vec<Reading>>())? },
        Generated { path: "schema/check-ins.schema.json", text: text(&of::<CheckIns>())? },
        Generated { path: "schema/report.schema.json", text: text(&of::<Report>())? },
    ];
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
    let mut schema = json!({ "$defs": generator.take_definitions(true) });
    without_examples(&mut schema);
    schema
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
