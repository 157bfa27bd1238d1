//! Colours: those of Okabe and Ito, which people with any kind of colour vision tell apart, in light and dark.

/// Colours by name: light, dark. A page sets them as `--okr-NAME`.
const COLOURS: &[(&str, &str, &str)] = &[
    ("surface", "#ffffff", "#1d2326"),
    ("ink", "#1f2421", "#e9ece9"),
    ("quiet", "#5d645f", "#a5aeaa"),
    ("line", "#dedbd2", "#3a4347"),
    ("track", "#e8e6df", "#343c40"),
    ("good", "#009e73", "#1fb98c"),
    ("good-ground", "#dcf1ea", "#14382d"),
    ("fair", "#e69f00", "#f0b132"),
    ("fair-ground", "#fcf0d2", "#40330f"),
    ("bad", "#d55e00", "#f07f2e"),
    ("bad-ground", "#fae2d1", "#4a260c"),
    ("done", "#0072b2", "#56b4e9"),
    ("done-ground", "#d6e8f4", "#13344a"),
    ("none", "#8a918c", "#8a938f"),
    ("none-ground", "#eceae4", "#2b3235"),
];

/// What the classes of a picture colour.
const RULES: &[(&str, &str, &str)] = &[
    (".bg", "fill", "surface"),
    ("text", "fill", "ink"),
    ("text.q", "fill", "quiet"),
    (".ink", "fill", "ink"),
    (".track", "fill", "track"),
    (".band", "fill", "good-ground"),
    (".grid", "stroke", "line"),
    (".s-ink", "stroke", "ink"),
    (".s-quiet", "stroke", "quiet"),
    (".s-good", "stroke", "good"),
    (".s-done", "stroke", "done"),
    (".good", "fill", "good"),
    (".fair", "fill", "fair"),
    (".bad", "fill", "bad"),
    (".done", "fill", "done"),
    (".none", "fill", "none"),
    (".g-good", "fill", "good-ground"),
    (".g-fair", "fill", "fair-ground"),
    (".g-bad", "fill", "bad-ground"),
    (".g-done", "fill", "done-ground"),
    (".g-none", "fill", "none-ground"),
];

/// Letters, which every system has.
pub(super) const FONT: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',Arial,sans-serif";

fn colour(name: &str, dark: bool) -> &'static str {
    COLOURS.iter().find(|(known, ..)| *known == name).map_or("", |(_, light, night)| if dark { night } else { light })
}

/// The colours as variables of an element, each as the page's own `--okr-NAME` or the default.
fn variables(dark: bool) -> String {
    let one = |(name, light, night): &(&str, &str, &str)| {
        format!("--c-{name}:var(--okr-{name},{})", if dark { night } else { light })
    };
    COLOURS.iter().map(one).collect::<Vec<_>>().join(";")
}

/// The style sheet of a picture. Colours stand as they are first, then as variables: some programs that draw SVG know no
/// variables and would draw black.
pub(super) fn sheet() -> String {
    let mut sheet = letters();
    for (class, property, name) in RULES {
        sheet.push_str(&format!(".okr {class}{{{property}:{}}}", colour(name, false)));
    }
    sheet.push_str(&format!("@supports(color:var(--a)){{{}{}}}", themes(".okr", "", ""), rules()));
    sheet
}

/// The style sheet of pictures in a page, whose colours are those of the page.
pub(super) fn in_page() -> String {
    letters() + &rules()
}

/// The colours of an element as variables: in the light, in the dark, and on paper. `light` and `dark` are further variables.
pub(super) fn themes(element: &str, light: &str, dark: &str) -> String {
    let (day, night) = (variables(false) + light, variables(true) + dark);
    format!(
        "{element}{{{day}}}@media(prefers-color-scheme:dark){{{element}{{{night}}}}}@media print{{{element}{{{day}}}}}"
    )
}

fn letters() -> String {
    format!(".okr text{{font-family:{FONT};font-variant-numeric:tabular-nums}}.okr .b{{font-weight:600}}")
}

fn rules() -> String {
    let rule = |(class, property, name): &(&str, &str, &str)| format!(".okr {class}{{{property}:var(--c-{name})}}");
    RULES.iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_colour() {
        for (class, _, name) in RULES {
            assert!(COLOURS.iter().any(|(known, ..)| known == name), "{class}");
        }
    }

    #[test]
    fn variables_stand_only_where_they_are_understood() {
        let sheet = sheet();
        let (before, _) = sheet.split_once("@supports").unwrap();
        assert!(!before.contains("var("));
    }
}
