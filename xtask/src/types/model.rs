//! A language-neutral model of the types in a schema.

use std::error::Error;

use serde_json::{Map, Value};

/// The types of a schema, in its order. If the root has a title, it comes last.
pub struct Model {
    /// The types.
    pub definitions: Vec<Definition>,
}

/// A named type.
#[derive(PartialEq)]
pub struct Definition {
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Structure.
    pub shape: Shape,
}

/// The structure of a type.
#[derive(PartialEq)]
pub enum Shape {
    /// One of several string constants.
    Words(Vec<String>),
    /// Named fields.
    Record(Vec<Field>),
    /// One of several records, distinguished by their first field `kind`.
    Tagged(Vec<Definition>),
    /// Another name for a type.
    Alias(Type),
}

/// A field of a record.
#[derive(PartialEq)]
pub struct Field {
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Type.
    pub of: Type,
    /// Whether it is required.
    pub required: bool,
    /// Default value, if it is omitted.
    pub default: Option<Value>,
}

/// A type expression.
#[derive(PartialEq)]
pub enum Type {
    /// A string.
    Text,
    /// A day.
    Date,
    /// A finite number.
    Number,
    /// An integer.
    Integer,
    /// A boolean.
    Boolean,
    /// Null.
    Null,
    /// Any value.
    Anything,
    /// A constant.
    Constant(Value),
    /// A named type.
    Named(String),
    /// A list.
    List(Box<Type>),
    /// A tuple.
    Tuple(Vec<Type>),
    /// A map whose keys are any strings, or string constants of a named type.
    Map(Box<Type>, Box<Type>),
    /// An anonymous record.
    Record(Vec<Field>),
    /// A union.
    Union(Vec<Type>),
}

type Parsed<T> = Result<T, Box<dyn Error>>;

impl Model {
    /// Reads a root schema.
    ///
    /// # Errors
    /// Fails if the schema uses a type that the model does not support.
    pub fn new(schema: &Value) -> Parsed<Self> {
        let none = Map::new();
        let named = schema.get("$defs").and_then(Value::as_object).unwrap_or(&none);
        let mut definitions: Vec<Definition> =
            named.iter().map(|(name, schema)| definition(name, schema)).collect::<Parsed<_>>()?;
        if let Some(title) = schema.get("title").and_then(Value::as_str) {
            definitions.push(definition(title, schema)?);
        }
        Ok(Model { definitions })
    }

    /// Returns this model without the types that are also in `other`.
    pub fn without(self, other: &Model) -> Model {
        let definitions = self.definitions.into_iter().filter(|it| other.find(&it.name).is_none()).collect();
        Model { definitions }
    }

    /// A named type.
    pub fn find(&self, name: &str) -> Option<&Definition> {
        self.definitions.iter().find(|definition| definition.name == name)
    }
}

fn definition(name: &str, schema: &Value) -> Parsed<Definition> {
    let shape = match read(schema)? {
        Type::Record(fields) => Shape::Record(fields),
        Type::Union(members) => union(members, schema),
        other => match words(schema) {
            Some(words) => Shape::Words(words),
            None => Shape::Alias(other),
        },
    };
    Ok(Definition { name: name.to_owned(), description: description(schema), shape })
}

fn union(members: Vec<Type>, schema: &Value) -> Shape {
    let kinds: Option<Vec<String>> = members.iter().map(kind).collect();
    let Some(kinds) = kinds else { return Shape::Alias(Type::Union(members)) };
    let descriptions = members_of(schema).iter().map(description);
    let variants = kinds.iter().zip(descriptions).zip(members);
    Shape::Tagged(
        variants
            .filter_map(|((kind, description), member)| match member {
                Type::Record(fields) => {
                    Some(Definition { name: pascal(kind), description, shape: Shape::Record(fields) })
                }
                _ => None,
            })
            .collect(),
    )
}

/// Returns the constant value of the first field `kind` of a record.
fn kind(member: &Type) -> Option<String> {
    let Type::Record(fields) = member else { return None };
    let first = fields.first().filter(|field| field.name == "kind")?;
    match &first.of {
        Type::Constant(Value::String(kind)) => Some(kind.clone()),
        _ => None,
    }
}

/// Converts `out_of_range` to `OutOfRange`.
pub fn pascal(name: &str) -> String {
    let capital =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    name.split('_').map(capital).collect()
}

fn read(schema: &Value) -> Parsed<Type> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return Ok(Type::Named(reference.trim_start_matches("#/$defs/").to_owned()));
    }
    if let Some(value) = schema.get("const") {
        return Ok(Type::Constant(value.clone()));
    }
    let members = members_of(schema);
    if !members.is_empty() {
        return Ok(Type::Union(members.iter().map(read).collect::<Parsed<_>>()?));
    }
    match schema.get("type") {
        Some(Value::String(name)) => simple(name, schema),
        Some(Value::Array(names)) => {
            let types = names.iter().filter_map(Value::as_str).map(|name| simple(name, schema));
            Ok(Type::Union(types.collect::<Parsed<_>>()?))
        }
        _ => Ok(Type::Anything),
    }
}

fn simple(name: &str, schema: &Value) -> Parsed<Type> {
    Ok(match name {
        "string" if schema.get("format").is_some_and(|it| it == "date" || it == "date-or-period") => Type::Date,
        "string" => Type::Text,
        "number" => Type::Number,
        "integer" => Type::Integer,
        "boolean" => Type::Boolean,
        "null" => Type::Null,
        "array" => array(schema)?,
        "object" => object(schema)?,
        other => return Err(format!("type must be one of JSON Schema, found `{other}`").into()),
    })
}

fn array(schema: &Value) -> Parsed<Type> {
    if let Some(items) = schema.get("prefixItems").and_then(Value::as_array) {
        return Ok(Type::Tuple(items.iter().map(read).collect::<Parsed<_>>()?));
    }
    let item = schema.get("items").map_or(Ok(Type::Anything), read)?;
    Ok(Type::List(Box::new(item)))
}

fn object(schema: &Value) -> Parsed<Type> {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let required = schema.get("required").and_then(Value::as_array);
        let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|it| it == name));
        let fields = properties.iter().map(|(name, schema)| field(name, schema, is_required(name)));
        return Ok(Type::Record(fields.collect::<Parsed<_>>()?));
    }
    let names = schema.get("propertyNames").map_or(Ok(Type::Text), read)?;
    match schema.get("additionalProperties") {
        Some(Value::Bool(false)) => Ok(Type::Record(Vec::new())),
        Some(values) => Ok(Type::Map(Box::new(names), Box::new(read(values)?))),
        None => Ok(Type::Map(Box::new(names), Box::new(Type::Anything))),
    }
}

fn field(name: &str, schema: &Value, required: bool) -> Parsed<Field> {
    Ok(Field {
        name: name.to_owned(),
        description: description(schema),
        of: read(schema)?,
        required,
        default: schema.get("default").cloned(),
    })
}

fn members_of(schema: &Value) -> &[Value] {
    let members = schema.get("oneOf").or_else(|| schema.get("anyOf"));
    members.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn words(schema: &Value) -> Option<Vec<String>> {
    let words = schema.get("enum")?.as_array()?;
    words.iter().map(|word| word.as_str().map(str::to_owned)).collect()
}

fn description(schema: &Value) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Model, Shape, Type, pascal};

    #[test]
    fn kinds_become_names() {
        assert_eq!(pascal("out_of_range"), "OutOfRange");
        assert_eq!(pascal("reach"), "Reach");
    }

    #[test]
    fn every_shape_is_told_apart() {
        let schema = json!({
            "title": "Plan",
            "type": "object",
            "properties": { "id": { "type": ["string", "null"] }, "measure": { "$ref": "#/$defs/Measure" } },
            "required": ["id"],
            "$defs": {
                "Level": { "type": "string", "enum": ["team", "company"] },
                "Point": { "type": "array", "prefixItems": [{ "type": "number" }, { "type": "number" }] },
                "Measure": { "oneOf": [
                    { "type": "object", "properties": { "kind": { "const": "roll_up" } }, "required": ["kind"] },
                ] },
            },
        });
        let model = Model::new(&schema).unwrap();
        let shape = |name: &str| &model.find(name).unwrap().shape;
        assert!(matches!(shape("Level"), Shape::Words(words) if words == &["team", "company"]));
        assert!(matches!(shape("Point"), Shape::Alias(Type::Tuple(items)) if items.len() == 2));
        assert!(matches!(shape("Measure"), Shape::Tagged(variants) if variants[0].name == "RollUp"));
        let Shape::Record(fields) = shape("Plan") else { panic!("a record") };
        assert!(fields[0].required && !fields[1].required);
        assert!(fields[0].of == Type::Union(vec![Type::Text, Type::Null]));
        assert!(fields[1].of == Type::Named("Measure".to_owned()));
    }
}
