//! JSON Schema of the document types, from the same field lists.

#[cfg(feature = "schema")]
mod build {
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use serde_json::{Map, Value, json};

    /// The doc comment's lines as one description.
    pub(crate) fn description(lines: &[&str]) -> String {
        lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// An object schema under construction.
    pub(crate) struct ObjectSchema {
        properties: Map<String, Value>,
        required: Vec<Value>,
        description: String,
    }

    impl ObjectSchema {
        pub(crate) fn new(docs: &[&str]) -> Self {
            ObjectSchema { properties: Map::new(), required: Vec::new(), description: description(docs) }
        }

        pub(crate) fn property<T: JsonSchema>(
            &mut self,
            generator: &mut SchemaGenerator,
            name: &str,
            required: bool,
            default: Option<Value>,
            docs: &[&str],
        ) {
            let mut schema = generator.subschema_for::<T>();
            schema.insert("description".into(), description(docs).into());
            if let Some(default) = default {
                schema.insert("default".into(), default);
            }
            self.properties.insert(name.into(), schema.to_value());
            if required {
                self.required.push(name.into());
            }
        }

        pub(crate) fn finish(self) -> Schema {
            let mut schema = Map::new();
            schema.insert("type".into(), "object".into());
            schema.insert("description".into(), self.description.into());
            schema.insert("properties".into(), self.properties.into());
            if !self.required.is_empty() {
                schema.insert("required".into(), self.required.into());
            }
            schema.insert("additionalProperties".into(), false.into());
            schema.into()
        }
    }

    /// Words with what each means: the lines about all of them, and each with its own.
    pub(crate) fn words((docs, meanings): (&[&str], &[(&str, &[&str])])) -> Schema {
        let mut lines = description(docs);
        for (word, docs) in meanings {
            lines.push_str(&format!("\n\n`{}`: {}", word.escape_debug(), description(docs)));
        }
        let words = meanings.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        json_schema!({ "type": "string", "enum": words, "description": lines })
    }

    /// `schema` of an object with a leading `kind` that is always `kind`.
    pub(crate) fn with_kind(schema: Schema, kind: &str, docs: &[&str]) -> Value {
        let mut value = schema.to_value();
        let fields = value.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        let required = value.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut properties = Map::new();
        properties.insert("kind".into(), json!({ "const": kind }));
        properties.extend(fields);
        let mut all = vec![Value::from("kind")];
        all.extend(required);
        if let Some(object) = value.as_object_mut() {
            object.insert("description".into(), description(docs).into());
            object.insert("properties".into(), properties.into());
            object.insert("required".into(), all.into());
        }
        value
    }
}

#[cfg(feature = "schema")]
pub(crate) use build::*;
