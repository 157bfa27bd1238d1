//! A JSON value as it was written: fields in order, repeated keys kept, numbers with their text's type.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// One JSON value.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    /// A number that JSON can't represent: NaN or infinite.
    NonFinite(f64),
    String(String),
    /// Text that JSON can hold and a text can't: with half a character.
    HalfText,
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// An object with null for each field that is not a number.
    pub(crate) fn with_nan_as_null(self) -> Node {
        let null = |node| match node {
            Node::NonFinite(x) if x.is_nan() => Node::Null,
            other => other,
        };
        match self {
            Node::Object(fields) => Node::Object(fields.into_iter().map(|(name, node)| (name, null(node))).collect()),
            other => other,
        }
    }

    /// Describes the type of the value in messages.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Bool(_) => "true or false",
            Node::Number(_) => "a number",
            Node::NonFinite(_) => "a number that is not finite",
            Node::String(_) => "text",
            Node::HalfText => "text with half a character (a lone surrogate)",
            Node::Array(_) => "a list",
            Node::Object(_) => "an object",
        }
    }
}

/// What is not finite or not whole becomes null: its reader has already reported it.
impl From<Node> for Value {
    fn from(node: Node) -> Value {
        match node {
            Node::Null | Node::NonFinite(_) | Node::HalfText => Value::Null,
            Node::Bool(x) => Value::Bool(x),
            Node::Number(x) => Value::Number(x),
            Node::String(x) => Value::String(x),
            Node::Array(items) => items.into_iter().map(Value::from).collect(),
            Node::Object(fields) => {
                Value::Object(fields.into_iter().map(|(k, v)| (k, v.into())).collect::<Map<_, _>>())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, x: bool) -> Result<Node, E> {
        Ok(Node::Bool(x))
    }

    fn visit_i64<E>(self, x: i64) -> Result<Node, E> {
        Ok(Node::Number(x.into()))
    }

    fn visit_u64<E>(self, x: u64) -> Result<Node, E> {
        Ok(Node::Number(x.into()))
    }

    fn visit_f64<E>(self, x: f64) -> Result<Node, E> {
        Ok(Number::from_f64(x).map_or(Node::NonFinite(x), Node::Number))
    }

    fn visit_str<E>(self, x: &str) -> Result<Node, E> {
        Ok(Node::String(x.to_owned()))
    }

    fn visit_string<E>(self, x: String) -> Result<Node, E> {
        Ok(Node::String(x))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Node::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = access.next_entry()? {
            fields.push(field);
        }
        Ok(Node::Object(fields))
    }
}
