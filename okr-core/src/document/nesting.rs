//! Where JSON text is nested too deep for the parser.

use super::non_finite::string_length;

/// The parser reads values within 127 others.
pub(super) const DEEPEST: usize = 127;
/// So many steps of a path are enough to find the place.
const SHOWN: usize = 8;

/// The JSON Pointer, or its beginning, of what encloses the first value that is nested too deep; `None` if there is no such value.
pub(super) fn too_deep(text: &str) -> Option<String> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let (mut offset, mut name) = (0, "");
    while let Some(byte) = text.as_bytes().get(offset) {
        let mut length = 1;
        match byte {
            b'[' => steps.push(Step::Index(0)),
            b'{' => steps.push(Step::Name("")),
            b']' | b'}' => drop(steps.pop()),
            b',' => {
                if let Some(Step::Index(index)) = steps.last_mut() {
                    *index += 1;
                }
            }
            b':' => {
                if let Some(Step::Name(last)) = steps.last_mut() {
                    *last = name;
                }
            }
            b'"' => {
                let rest = text.get(offset..).unwrap_or_default();
                length = string_length(rest);
                name = rest.get(..length).unwrap_or_default();
            }
            _ => {}
        }
        if steps.len() > DEEPEST {
            return Some(steps.iter().take(SHOWN).map(Step::pointer).collect());
        }
        offset += length;
    }
    None
}

enum Step<'a> {
    Index(usize),
    /// A name with its quotes.
    Name(&'a str),
}

impl Step<'_> {
    fn pointer(&self) -> String {
        match self {
            Step::Index(index) => format!("/{index}"),
            Step::Name(quoted) => {
                let name: String = serde_json::from_str(quoted).unwrap_or_default();
                format!("/{}", super::shorten(&name).replace('~', "~0").replace('/', "~1"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_steps_lead_to_the_place() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let text = |depth| format!(r#"{{ "a": [1, [2]], "m/\"n": {{ "x": [[], [], {}] }} }}"#, nested(depth));
        // The object, the one in it and the list in that enclose what is nested.
        assert_eq!(too_deep(&text(DEEPEST - 3)), None);
        assert_eq!(too_deep(&text(DEEPEST - 2)).as_deref(), Some("/m~1\"n/x/2/0/0/0/0/0"));
        for depth in [DEEPEST - 3, DEEPEST - 2] {
            let parsed = serde_json::from_str::<super::super::Node>(&text(depth));
            assert_eq!(parsed.is_ok(), too_deep(&text(depth)).is_none());
        }
        assert_eq!(too_deep("\"[[["), None);
    }
}
