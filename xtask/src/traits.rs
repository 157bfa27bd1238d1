//! The common traits of public types: what the Rust API guidelines ask for, and a type of okr-core lacks.
//!
//! It reads the JSON of rustdoc, which has each public type with its fields and its impls.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::{Outcome, tree};

/// A type, a trait that it lacks, and why.
const EXCEPTIONS: &[(&str, &str, &str)] =
    &[("live::changed::Changed", "Deserialize", "it borrows its rows; `OwnedChanged` reads what it writes")];

/// Prints what is missing.
///
/// # Errors
/// Where something is missing, or an exception is needed no longer.
pub fn run() -> Outcome {
    let krate = Crate { document: document()? };
    let found: BTreeSet<(String, &str)> = krate.types().into_iter().flat_map(|item| krate.missing(item)).collect();
    let excused = |name: &str, lacks: &str| EXCEPTIONS.iter().any(|(of, what, _)| *of == name && *what == lacks);
    let missing: Vec<_> = found.iter().filter(|(name, lacks)| !excused(name, lacks)).collect();
    missing.iter().for_each(|(name, lacks)| eprintln!("okr_core::{name} lacks {lacks}"));
    let idle: Vec<_> =
        EXCEPTIONS.iter().filter(|(name, lacks, _)| !found.contains(&((*name).to_owned(), *lacks))).collect();
    idle.iter().for_each(|(name, lacks, _)| eprintln!("okr_core::{name} does not lack {lacks}: remove the exception"));
    if missing.is_empty() && idle.is_empty() { Ok(()) } else { Err("traits are missing".into()) }
}

/// What rustdoc writes about okr-core as JSON.
fn document() -> Result<Value, Box<dyn Error>> {
    let status = Command::new(env!("CARGO"))
        .args(["doc", "--quiet", "--no-deps", "--package=okr-core"])
        .env("RUSTDOC", tree::root().join("tools/rustdoc-json"))
        .current_dir(tree::root())
        .status()?;
    if !status.success() {
        return Err("cargo doc failed".into());
    }
    let folder = std::env::var("CARGO_TARGET_DIR").map_or_else(|_| tree::root().join("target"), Into::into);
    Ok(serde_json::from_str(&fs::read_to_string(folder.join("doc/okr_core.json"))?)?)
}

struct Crate {
    document: Value,
}

/// A public type.
#[derive(Clone, Copy)]
struct Type<'a> {
    name: &'a [Value],
    /// What it is: `struct` or `enum`, with its fields or variants.
    inner: &'a Value,
}

impl Crate {
    fn item(&self, id: &Value) -> &Value {
        &self.document["index"][id.to_string()]
    }

    fn types(&self) -> Vec<Type<'_>> {
        let items = self.document["index"].as_object().into_iter().flatten();
        let own = items.filter(|(_, item)| item["crate_id"] == 0);
        let known = own.filter_map(|(id, item)| Some((item, self.document["paths"][id]["path"].as_array()?)));
        let kinds = known.filter_map(|(item, name)| {
            let inner = ["struct", "enum"].iter().find_map(|kind| item["inner"].get(*kind))?;
            Some(Type { name: name.get(1..)?, inner })
        });
        kinds.collect()
    }

    /// The traits that a type has by an impl of its own or by the compiler.
    fn traits(&self, item: Type<'_>) -> BTreeMap<String, &Value> {
        let impls = list(&item.inner["impls"]).map(|id| &self.item(id)["inner"]["impl"]);
        let own = impls.filter(|found| found["blanket_impl"].is_null() && found["is_negative"] == false);
        own.filter_map(|found| Some((last(found["trait"]["path"].as_str()?), found))).collect()
    }

    /// What a type lacks, with its name.
    fn missing(&self, item: Type<'_>) -> Vec<(String, &'static str)> {
        let traits = self.traits(item);
        let has = |name: &str| traits.contains_key(name);
        let mut wanted = vec!["Debug", "Send", "Sync"];
        if has("Serialize") {
            wanted.push("Deserialize");
        }
        let name = item.name.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("::");
        wanted.into_iter().filter(|wanted| !has(wanted)).map(|wanted| (name.clone(), wanted)).collect()
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The name at the end of a path.
fn last(path: &str) -> String {
    path.rsplit("::").next().unwrap_or(path).to_owned()
}
