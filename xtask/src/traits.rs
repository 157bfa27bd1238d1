//! The common traits of public types: what the Rust API guidelines ask for, and a type of okr-core lacks.
//!
//! It reads the JSON of rustdoc, which has each public type with its fields and its impls.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::{Outcome, tree};

/// A type (`*` for all of a module), a trait that it lacks, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("import::export::columns::SheetColumn", "Deserialize", "part of a `NamedSheet`"),
    ("import::export::named_sheet::NamedSheet", "Deserialize", "names and columns are static; `from_sheets` reads it"),
    ("import::options::per_name::PerName", "Hash", "it holds an `IndexMap`, which has none"),
    ("live::changed::Changed", "Deserialize", "it borrows its rows; `OwnedChanged` reads what it writes"),
    ("batch_scan::BatchScan", "PartialEq", "a process; its rows are compared"),
    ("live::Live", "Clone", "a live report is one thing that changes; resolve once, and make another from the tracker"),
    ("live::Live", "PartialEq", "its reports are compared"),
    ("lint::finding::Finding", "Clone", "only the registry has them, for as long as the program runs"),
    ("lint::finding::Finding", "PartialEq", "their codes are compared"),
    ("lint::finding::Page", "Clone", "part of a `Finding`"),
    ("lint::finding::Page", "PartialEq", "part of a `Finding`"),
    ("resolve::tracker::Tracker", "PartialEq", "a handle; its plans are compared"),
    ("readings::builder::ReadingsBuilder", "PartialEq", "a process; the tables that it makes are compared"),
    ("readings::columns::Columns", "Clone", "columns are read once; the caller has the data"),
    ("readings::columns::Columns", "PartialEq", "columns are read once"),
    ("readings::columns::DateColumn", "Clone", "part of `Columns`"),
    ("readings::columns::DateColumn", "PartialEq", "part of `Columns`"),
    ("readings::columns::MetricColumn", "Clone", "part of `Columns`"),
    ("readings::columns::MetricColumn", "PartialEq", "part of `Columns`"),
    ("readings::columns::NumberColumn", "Clone", "part of `Columns`"),
    ("readings::columns::NumberColumn", "PartialEq", "part of `Columns`"),
];

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
    attributes: &'a [Value],
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
            Some(Type { name: name.get(1..)?, attributes: item["attrs"].as_array()?, inner })
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
        let method = |name: &str| self.methods(item).find(|method| method["name"] == name);
        let mut wanted = vec!["Debug", "Clone", "PartialEq", "Send", "Sync"];
        let mut want = |condition: bool, names: &[&'static str]| wanted.extend(names.iter().filter(|_| condition));
        want(has("Serialize"), &["Deserialize"]);
        want(has("Error"), &["Display"]);
        want(has("Eq"), &["Hash"]);
        want(has("PartialEq") && !self.floats(item.inner, &mut BTreeSet::new()), &["Eq"]);
        want(
            method("new").is_some_and(|new| list(&new["inner"]["function"]["sig"]["inputs"]).count() == 0),
            &["Default"],
        );
        // A vocabulary.
        let word = method("as_str").is_some()
            && self.variants(item.inner).all(|one| one["inner"]["variant"]["kind"] == "plain");
        let word = word && item.inner.get("variants").is_some();
        want(word, &["Copy", "Eq", "Ord", "Hash", "Display", "FromStr", "TryFrom", "AsRef"]);
        let name = item.name.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("::");
        let lacking = wanted.into_iter().filter(|wanted| !has(wanted));
        let open = self.is_open(item).then_some("#[non_exhaustive]");
        lacking.chain(open).map(|lacks| (name.clone(), lacks)).collect()
    }

    fn methods(&self, item: Type<'_>) -> impl Iterator<Item = &Value> {
        let impls = list(&item.inner["impls"]).map(|id| &self.item(id)["inner"]["impl"]);
        let own = impls.filter(|found| found["trait"].is_null());
        own.flat_map(|found| list(&found["items"])).map(|id| self.item(id))
    }

    fn variants<'a>(&'a self, inner: &'a Value) -> impl Iterator<Item = &'a Value> {
        list(&inner["variants"]).map(|id| self.item(id))
    }

    /// Whether callers could construct it or match it whole, so that a new field or variant breaks them.
    fn is_open(&self, item: Type<'_>) -> bool {
        let marked = item.attributes.iter().any(|attribute| attribute.to_string().contains("non_exhaustive"));
        let kind = &item.inner["kind"];
        let fields = &kind["plain"]["fields"];
        let all_public = kind["plain"]["has_stripped_fields"] == false && list(fields).count() > 0;
        !marked && (all_public || item.inner.get("variants").is_some())
    }

    /// Whether a struct or enum holds a floating-point number, or something of which that is not known.
    fn floats(&self, inner: &Value, seen: &mut BTreeSet<String>) -> bool {
        let hidden = inner["kind"]["plain"]["has_stripped_fields"] == true || inner["kind"]["tuple"].is_array();
        let variants = self.variants(inner).map(|variant| &variant["inner"]["variant"]["kind"]);
        let fields: Vec<&Value> = [&inner["kind"]]
            .into_iter()
            .chain(variants)
            .flat_map(|kind| {
                let plain = list(&kind["plain"]["fields"]).chain(list(&kind["struct"]["fields"]));
                plain.chain(list(&kind["tuple"]))
            })
            .collect();
        hidden || fields.into_iter().any(|id| self.is_float(&self.item(id)["inner"]["struct_field"], seen))
    }

    fn is_float(&self, ty: &Value, seen: &mut BTreeSet<String>) -> bool {
        if let Some(name) = ty["primitive"].as_str() {
            return name == "f64";
        }
        let path = &ty["resolved_path"];
        if path.is_object() && seen.insert(path["id"].to_string()) {
            let item = &self.item(&path["id"])["inner"];
            let known = ["struct", "enum"].iter().find_map(|kind| item.get(*kind));
            if known.is_some_and(|inner| self.floats(inner, seen)) {
                return true;
            }
        }
        // Arguments of generic types, parts of tuples, slices and references.
        match ty {
            Value::Object(parts) => parts.values().any(|part| self.is_float(part, seen)),
            Value::Array(parts) => parts.iter().any(|part| self.is_float(part, seen)),
            _ => false,
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The name at the end of a path.
fn last(path: &str) -> String {
    path.rsplit("::").next().unwrap_or(path).to_owned()
}
