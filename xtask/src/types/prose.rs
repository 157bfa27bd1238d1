//! Formatting of descriptions as comments.

/// Wraps text into lines of at most `width` characters and keeps its paragraphs.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split("\n\n") {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// Indents lines; empty ones stay empty.
pub fn indent(lines: &[String], by: &str) -> String {
    lines.iter().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{by}{line}\n") }).collect()
}

#[cfg(test)]
mod tests {
    use super::{indent, wrap};

    #[test]
    fn lines_break_between_words_and_paragraphs_stay() {
        assert_eq!(wrap("one two three\n\nfour", 7), ["one two", "three", "", "four"]);
        assert_eq!(indent(&wrap("a\n\nb", 9), "  "), "  a\n\n  b\n");
    }
}
