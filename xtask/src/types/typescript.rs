//! Generates the TypeScript types.

use super::model::{Definition, Field, Model, Shape, Type};
use super::prose::wrap;
use super::python::ARGUMENTS;

const HEAD: &str = "\
// Generated from the types of okr-core by `make generate`; changes here are lost.

/** A day, as `YYYY-MM-DD`. */
export type CivilDate = string;
";

/// Generates one module with all types, but for options, which have names of their own in JavaScript.
pub fn module(models: &[&Model]) -> String {
    let definitions = models.iter().flat_map(|model| &model.definitions);
    let definitions = definitions.filter(|definition| !ARGUMENTS.contains(&definition.name.as_str()));
    let parts: Vec<String> = definitions.map(definition).collect();
    format!("{HEAD}\n{}", parts.join("\n"))
}

fn definition(definition: &Definition) -> String {
    let Definition { name, description, shape } = definition;
    let comment = comment(description, "");
    match shape {
        Shape::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
            format!("{comment}export type {name} = {};\n", words.join(" | "))
        }
        Shape::Record(fields) => format!("{comment}export interface {name} {}\n", record(fields)),
        Shape::Tagged(variants) => {
            let names: Vec<&str> = variants.iter().map(|variant| variant.name.as_str()).collect();
            let records: Vec<String> = variants.iter().map(self::definition).collect();
            format!("{comment}export type {name} = {};\n\n{}", names.join(" | "), records.join("\n"))
        }
        Shape::Alias(of) => format!("{comment}export type {name} = {};\n", print(of)),
    }
}

fn record(fields: &[Field]) -> String {
    let lines: String = fields.iter().map(field).collect();
    format!("{{\n{lines}}}")
}

fn field(field: &Field) -> String {
    let comment = comment(&field.description, "  ");
    let of = print(&field.of);
    match field.required {
        true => format!("{comment}  {}: {of};\n", field.name),
        false => format!("{comment}  {}?: {of} | undefined;\n", field.name),
    }
}

pub(super) fn print(of: &Type) -> String {
    match of {
        Type::Text => "string".to_owned(),
        Type::Date => "CivilDate".to_owned(),
        Type::Number | Type::Integer => "number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Anything => "unknown".to_owned(),
        Type::Constant(value) => value.to_string(),
        Type::Named(name) => name.clone(),
        Type::List(item) => match item.as_ref() {
            Type::Union(_) => format!("({})[]", print(item)),
            _ => format!("{}[]", print(item)),
        },
        Type::Tuple(items) => format!("[{}]", joined(items, ", ")),
        Type::Map(name, value) => match name.as_ref() {
            Type::Text => format!("{{ [key: string]: {} }}", print(value)),
            words => format!("{{ [key in {}]?: {} | undefined }}", print(words), print(value)),
        },
        Type::Record(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|field| format!("{}: {}", field.name, print(&field.of))).collect();
            format!("{{ {} }}", fields.join("; "))
        }
        Type::Union(members) => joined(members, " | "),
    }
}

fn joined(types: &[Type], by: &str) -> String {
    types.iter().map(print).collect::<Vec<_>>().join(by)
}

pub(super) fn comment(description: &str, indent: &str) -> String {
    let lines = wrap(description, 96 - indent.len());
    match lines.as_slice() {
        [line] if line.is_empty() => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let lines: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::module;
    use crate::types::model::Model;

    #[test]
    fn optional_fields_may_be_undefined_and_unions_in_lists_are_bracketed() {
        let schema = json!({
            "title": "Cycle", "description": "A span of time.", "type": "object", "required": ["id"],
            "properties": {
                "id": { "type": "string", "description": "Unique." },
                "done": { "type": "array", "items": { "oneOf": [{ "type": "boolean" }, { "type": "string", "format": "date" }] } },
            },
        });
        let text = module(&[&Model::new(&schema).unwrap()]);
        let expected = "/** A span of time. */\nexport interface Cycle {\n  /** Unique. */\n  id: string;\n  done?: (boolean | CivilDate)[] | undefined;\n}\n";
        assert!(text.ends_with(expected), "{text}");
    }
}
