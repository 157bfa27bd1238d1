//! JSON Schema of those options that are written in more than one way.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{ColumnChoices, ConfidenceScale, CycleChoice, PerName, Zone};
use crate::plan::Cycle;

impl<T: JsonSchema> JsonSchema for PerName<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("PerName_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let word = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [word, { "type": "object", "additionalProperties": word }] })
    }
}

impl<F: JsonSchema> JsonSchema for ColumnChoices<F> {
    fn schema_name() -> Cow<'static, str> {
        format!("ColumnChoices_{}", F::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let field = generator.subschema_for::<F>();
        json_schema!({ "type": "object", "additionalProperties": { "anyOf": [field, { "type": "null" }] } })
    }
}

impl JsonSchema for ConfidenceScale {
    fn schema_name() -> Cow<'static, str> {
        "ConfidenceScale".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = ConfidenceScale::WORDS.map(|(word, _)| word);
        json_schema!({
            "anyOf": [
                { "type": "string", "enum": words },
                { "type": "object", "additionalProperties": { "type": "number" } },
            ],
        })
    }
}

impl JsonSchema for Zone {
    fn schema_name() -> Cow<'static, str> {
        "Zone".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl JsonSchema for CycleChoice {
    fn schema_name() -> Cow<'static, str> {
        "CycleChoice".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<Cycle>()] })
    }
}
