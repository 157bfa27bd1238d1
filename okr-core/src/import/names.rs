//! Names of columns, and the fields that they may mean.

use std::sync::OnceLock;

use hashbrown::HashMap;
use serde_json::Value;

use super::field::Field;
use super::options::Holds;

/// The names, as data.
const ALIASES: &str = include_str!("aliases.json");

/// A name without case, spaces, punctuation, emoji and bracketed parts.
pub(super) fn key(name: &str) -> String {
    let mut depth = 0usize;
    let mut key = String::new();
    for character in name.chars() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '%' if depth == 0 => key.push('%'),
            _ if depth == 0 && character.is_alphanumeric() => key.extend(folded(character).to_lowercase()),
            _ => {}
        }
    }
    key
}

/// A full-width letter or digit as its usual form.
fn folded(character: char) -> char {
    match character {
        '\u{ff10}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}

type Names = HashMap<String, Vec<Field>>;

/// The fields that a name may mean, by its key.
pub(super) fn fields(holds: Holds, key: &str) -> &'static [Field] {
    static GOALS: OnceLock<Names> = OnceLock::new();
    static KPIS: OnceLock<Names> = OnceLock::new();
    let names = match holds {
        Holds::Goals => GOALS.get_or_init(|| names("goals")),
        Holds::Kpis => KPIS.get_or_init(|| names("kpis")),
    };
    names.get(key).map(Vec::as_slice).unwrap_or_default()
}

fn names(section: &str) -> Names {
    let data: Value = serde_json::from_str(ALIASES).unwrap_or_default();
    let mut names = Names::new();
    for (field, aliases) in data.get(section).and_then(Value::as_object).into_iter().flatten() {
        let Ok(field) = field.parse::<Field>() else { continue };
        for alias in aliases.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let fields = names.entry(key(alias)).or_default();
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    names
}

/// The number and the field's name of a numbered column: `key_result_2_title` is 2 and `title`, `KR 2` is 2 and an empty name.
pub(super) fn numbered(key: &str) -> Option<(u32, &str)> {
    let rest = key.strip_prefix("keyresult").or_else(|| key.strip_prefix("kr"))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, name) = rest.split_at_checked(digits)?;
    let number = number.parse().ok().filter(|number| (1..=99).contains(number))?;
    Some((number, name))
}

/// What a numbered column's name means behind its number.
pub(super) fn numbered_fields(name: &str) -> &'static [Field] {
    match name {
        "" | "title" | "name" => &[Field::KeyResult],
        name => fields(Holds::Goals, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_a_field() {
        let data: Value = serde_json::from_str(ALIASES).unwrap();
        for section in ["goals", "kpis"] {
            for (field, aliases) in data[section].as_object().unwrap() {
                assert!(field.parse::<Field>().is_ok(), "{field}");
                assert!(aliases.as_array().unwrap().iter().all(|alias| !key(alias.as_str().unwrap()).is_empty()));
            }
        }
        assert_eq!(fields(Holds::Goals, &key("🎯 Target Value (in €)")), [Field::Target]);
        assert_eq!(fields(Holds::Goals, &key("Metric_Start_Value")), [Field::From]);
        assert_eq!(fields(Holds::Goals, &key("Targets by quarter")), []);
    }

    #[test]
    fn key_results_in_numbered_columns() {
        assert_eq!(numbered(&key("key_result_1_title")), Some((1, "title")));
        assert_eq!(numbered(&key("KR 12")), Some((12, "")));
        assert_eq!(numbered(&key("Krypton")), None);
    }
}
