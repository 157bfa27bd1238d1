//! Reads JSON documents into typed values and reports every problem, not only the first.
//!
//! A derived `Deserialize` stops at the first error. Here a document becomes a tree of [`Node`]s; each type reads itself from
//! a node and notes what is wrong. From one field list, [`document!`](macros), `vocabulary!` and `tagged!` generate the type
//! with its constructor and setters, its reader, its writer and its JSON Schema.

mod foreign;
mod half_text;
mod macros;
mod marks;
mod nesting;
mod node;
mod non_finite;
mod read;
pub(crate) mod schema;
mod shorten;
mod write;

pub use foreign::foreign_content;
pub(crate) use foreign::foreign_kind;
pub(crate) use macros::{document, tagged, vocabulary};
pub(crate) use marks::{mark, unmark};
pub(crate) use node::Node;
pub use read::Meta;
pub(crate) use read::{
    At, Fields, Notes, Read, bad_json, index_of_word, nearest, parse, read_node, read_text, read_word, take_kind,
    unknown_value, wrong_type,
};
pub(crate) use shorten::shorten;
pub(crate) use write::json;
