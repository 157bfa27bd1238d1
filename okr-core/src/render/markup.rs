//! A writer of SVG and HTML: elements that close, text that is escaped, coordinates in tenths of a pixel.
//!
//! Names of elements and attributes are constants of this crate, so that nothing that people wrote can become markup: it goes
//! through [`Markup::text`] or [`Markup::with`] and is escaped there. What is written is well-formed XML as well as HTML.

/// Elements that have no content, and are closed where they open.
const EMPTY: &[&str] = &["circle", "line", "meta", "path", "rect"];

/// Text of SVG or HTML that grows by elements.
pub(super) struct Markup {
    written: String,
    open: Vec<&'static str>,
    /// Whether the start tag of the innermost element still takes attributes.
    in_tag: bool,
}

impl Markup {
    /// Starts after `before`, which stands outside all elements.
    pub(super) fn new(before: &str) -> Self {
        Markup { written: before.to_owned(), open: Vec::new(), in_tag: false }
    }

    /// Opens an element inside the innermost one.
    pub(super) fn open(&mut self, element: &'static str) -> &mut Self {
        self.end_tag();
        self.written.push('<');
        self.written.push_str(element);
        self.open.push(element);
        self.in_tag = true;
        self
    }

    /// Adds an attribute to the element that was just opened.
    pub(super) fn with(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.start_attribute(name);
        escape(value, &mut self.written);
        self.written.push('"');
        self
    }

    /// Adds an attribute whose value is a number of pixels, given in tenths.
    pub(super) fn at(&mut self, name: &'static str, tenths: i32) -> &mut Self {
        self.start_attribute(name);
        push_tenths(tenths, &mut self.written);
        self.written.push('"');
        self
    }

    /// Adds the attribute `class`.
    pub(super) fn class(&mut self, class: &str) -> &mut Self {
        self.with("class", class)
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.end_tag();
        escape(text, &mut self.written);
        self
    }

    /// Adds what this crate wrote before: markup or a style sheet.
    pub(super) fn written(&mut self, markup: &str) -> &mut Self {
        self.end_tag();
        self.written.push_str(markup);
        self
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) -> &mut Self {
        if let Some(element) = self.open.pop() {
            if self.in_tag && EMPTY.contains(&element) {
                self.written.push_str("/>");
                self.in_tag = false;
            } else {
                self.end_tag();
                self.written.push_str("</");
                self.written.push_str(element);
                self.written.push('>');
            }
        }
        self
    }

    /// Writes an element that holds nothing but text.
    pub(super) fn leaf(&mut self, element: &'static str, class: &str, text: &str) -> &mut Self {
        self.open(element);
        if !class.is_empty() {
            self.class(class);
        }
        self.text(text).close()
    }

    /// The text, with every element closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.written
    }

    fn start_attribute(&mut self, name: &'static str) {
        self.written.push(' ');
        self.written.push_str(name);
        self.written.push_str("=\"");
    }

    fn end_tag(&mut self) {
        if self.in_tag {
            self.written.push('>');
            self.in_tag = false;
        }
    }
}

/// Adds a number of tenths as a decimal number.
pub(super) fn push_tenths(tenths: i32, to: &mut String) {
    if tenths < 0 {
        to.push('-');
    }
    let rest = tenths.unsigned_abs();
    push_whole(rest / 10, to);
    if !rest.is_multiple_of(10) {
        to.push('.');
        push_whole(rest % 10, to);
    }
}

fn push_whole(number: u32, to: &mut String) {
    if number >= 10 {
        push_whole(number / 10, to);
    }
    to.extend(char::from_digit(number % 10, 10));
}

/// Adds text so that neither SVG nor HTML takes any of it for markup.
fn escape(text: &str, to: &mut String) {
    let mut written = 0;
    for (at, character) in text.char_indices() {
        let instead = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\n' | '\r' | '\t' => " ",
            other if is_shown(other) => continue,
            _ => "",
        };
        to.push_str(text.get(written..at).unwrap_or_default());
        to.push_str(instead);
        written = at + character.len_utf8();
    }
    to.push_str(text.get(written..).unwrap_or_default());
}

/// Whether a character may stand in a document: XML forbids most control characters, and those that switch the direction of
/// the text around them would reach beyond the text in which they stand.
pub(super) fn is_shown(character: char) -> bool {
    !(character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_close_and_text_is_escaped() {
        let mut markup = Markup::new("");
        markup.open("g").with("data-id", "a\"><script>").open("rect").at("x", -5).at("y", 120).close();
        markup.leaf("text", "", "5 < 6 & 'so'\u{0}\u{202e}\non");
        let expected = "<g data-id=\"a&quot;&gt;&lt;script&gt;\"><rect x=\"-0.5\" y=\"12\"/>\
                        <text>5 &lt; 6 &amp; &#39;so&#39; on</text></g>";
        assert_eq!(markup.finish(), expected);
    }

    #[test]
    fn an_element_without_content_has_an_end_tag_where_html_needs_one() {
        let mut markup = Markup::new("");
        markup.open("div").close();
        assert_eq!(markup.finish(), "<div></div>");
    }
}
