//! Exports of products that are recognised by their columns. Each is a file of data that names its source.

use std::sync::OnceLock;

use serde_json::Value;

use super::field::Field;
use super::names::key;
use super::options::{Holds, PercentScale};

/// An export: by which columns it is recognised, and what its columns mean.
#[derive(Debug)]
pub(super) struct KnownExport {
    pub(super) name: String,
    pub(super) holds: Holds,
    headers: Vec<String>,
    /// Fields by the keys of names, in the order in which several columns of one field are asked.
    fields: Vec<(String, Option<Field>)>,
    /// What a plain number is where the unit is a percentage.
    pub(super) percent: Option<PercentScale>,
}

const FILES: [&str; 11] = [
    include_str!("known/asana.json"),
    include_str!("known/atlassian.json"),
    include_str!("known/betterworks.json"),
    include_str!("known/culture_amp.json"),
    include_str!("known/engagedly.json"),
    include_str!("known/gitlab.json"),
    include_str!("known/leantime.json"),
    include_str!("known/okr_tracker.json"),
    include_str!("known/peoplebox.json"),
    include_str!("known/peoplecues.json"),
    include_str!("known/power_bi.json"),
];

/// The export that has these columns, by their keys.
pub(super) fn find(holds: Holds, keys: &[String]) -> Option<&'static KnownExport> {
    static ALL: OnceLock<Vec<KnownExport>> = OnceLock::new();
    let all = ALL.get_or_init(|| FILES.iter().filter_map(|text| read(text)).collect());
    all.iter().find(|known| known.holds == holds && known.headers.iter().all(|header| keys.contains(header)))
}

fn read(text: &str) -> Option<KnownExport> {
    let data: Value = serde_json::from_str(text).ok()?;
    let text = |name: &str| data.get(name).and_then(Value::as_str);
    let headers = data.get("headers")?.as_array()?.iter().filter_map(Value::as_str).map(key).collect();
    let field = |(name, field): (&String, &Value)| match field.as_str() {
        Some(field) => field.parse().ok().map(|field| (key(name), Some(field))),
        None => Some((key(name), None)),
    };
    Some(KnownExport {
        name: text("name")?.to_owned(),
        holds: text("holds")?.parse().ok()?,
        headers,
        fields: data.get("fields")?.as_object()?.iter().filter_map(field).collect(),
        percent: text("percent").and_then(|percent| percent.parse().ok()),
    })
}

impl KnownExport {
    /// What a column means, and its rank among several of one field; `None` for one that the file does not list.
    pub(super) fn field(&self, key: &str) -> Option<(Option<Field>, usize)> {
        let (rank, (_, field)) = self.fields.iter().enumerate().find(|(_, (name, _))| name == key)?;
        Some((*field, rank))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_names_its_source() {
        for text in FILES {
            let data: Value = serde_json::from_str(text).unwrap();
            let known = read(text).unwrap_or_else(|| panic!("{}", data["name"]));
            assert!(data["source"].as_str().is_some_and(|source| !source.is_empty()), "{}", known.name);
            assert_eq!(
                known.fields.len(),
                data["fields"].as_object().unwrap().len(),
                "{}: an unknown field",
                known.name
            );
        }
    }
}
