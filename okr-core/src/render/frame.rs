//! What every picture has: its size, its name and description, a ground; and the shapes that several draw.

use super::lettering;
use super::markup::{Markup, push_tenths};
use super::style;
use super::tone::Mark;

/// The narrowest picture, in pixels.
pub(super) const NARROWEST: u32 = 240;
/// The widest picture, in pixels.
pub(super) const WIDEST: u32 = 2000;

/// What a picture is and what it says, for those who do not see it.
pub(super) struct Subject<'a> {
    /// The kind of the picture.
    pub(super) kind: &'static str,
    /// What it is about.
    pub(super) title: &'a str,
    /// What it says, in a sentence.
    pub(super) says: &'a str,
}

/// A picture that is being drawn. Coordinates are tenths of a pixel.
pub(super) struct Canvas {
    markup: Markup,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Canvas {
    /// Starts a picture of a size in pixels. One that stands in a page uses the style sheet of the page.
    pub(super) fn new(subject: &Subject<'_>, width: u32, height: u32, in_page: bool) -> Self {
        let mut markup = Markup::new("");
        markup.open("svg");
        if !in_page {
            markup.with("xmlns", "http://www.w3.org/2000/svg");
        }
        let (width_text, height_text) = (width.to_string(), height.to_string());
        markup.with("class", &format!("okr okr-{}", subject.kind)).with("role", "img");
        markup.with("width", &width_text).with("height", &height_text);
        markup.with("viewBox", &format!("0 0 {width} {height}"));
        markup.leaf("title", "", subject.title).leaf("desc", "", subject.says);
        if !in_page {
            markup.open("style").written(&style::sheet()).close();
        }
        // INVARIANT: sizes are at most a few thousand pixels.
        let (width, height) = (10 * width as i32, 10 * height as i32);
        let mut canvas = Canvas { markup, width, height };
        canvas.rectangle("bg", 0, 0, canvas.width, canvas.height, 0);
        canvas
    }

    /// A rectangle with rounded corners.
    pub(super) fn rectangle(&mut self, class: &str, x: i32, y: i32, width: i32, height: i32, corner: i32) {
        self.markup
            .open("rect")
            .class(class)
            .at("x", x)
            .at("y", y)
            .at("width", width.max(0))
            .at("height", height.max(0));
        if corner > 0 {
            self.markup.at("rx", corner);
        }
        self.markup.close();
    }

    /// A line of a width in tenths of a pixel.
    pub(super) fn line(&mut self, class: &str, from: (i32, i32), to: (i32, i32), width: i32, dashes: &str) {
        self.markup.open("line").class(class).at("x1", from.0).at("y1", from.1).at("x2", to.0).at("y2", to.1);
        self.markup.at("stroke-width", width);
        if !dashes.is_empty() {
            self.markup.with("stroke-dasharray", dashes);
        }
        self.markup.close();
    }

    /// A line through points; breaks between its parts.
    pub(super) fn course(&mut self, class: &str, parts: &[Vec<(i32, i32)>], width: i32, dashes: &str) {
        let drawn = path(parts);
        if drawn.is_empty() {
            return;
        }
        self.markup.open("path").class(class).with("d", &drawn).with("fill", "none").at("stroke-width", width);
        self.markup.with("stroke-linejoin", "round");
        if !dashes.is_empty() {
            self.markup.with("stroke-dasharray", dashes);
        }
        self.markup.close();
    }

    /// A filled shape; what it says appears where a pointer rests on it.
    pub(super) fn shape(&mut self, class: &str, points: &[(i32, i32)], says: &str) {
        let mut drawn = path(&[points.to_vec()]);
        drawn.push('Z');
        self.markup.open("path").class(class).with("d", &drawn);
        self.says(says);
    }

    /// A dot.
    pub(super) fn dot(&mut self, class: &str, at: (i32, i32), radius: i32, says: &str) {
        self.markup.open("circle").class(class).at("cx", at.0).at("cy", at.1).at("r", radius);
        self.says(says);
    }

    fn says(&mut self, says: &str) {
        if !says.is_empty() {
            self.markup.leaf("title", "", says);
        }
        self.markup.close();
    }

    /// Text that starts, is centred or ends at `x`.
    pub(super) fn text(&mut self, class: &str, at: (i32, i32), size: i32, anchor: Anchor, text: &str) {
        self.markup.open("text");
        if !class.is_empty() {
            self.markup.class(class);
        }
        self.markup.at("x", at.0).at("y", at.1).at("font-size", size * 10);
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => drop(self.markup.with("text-anchor", "middle")),
            Anchor::End => drop(self.markup.with("text-anchor", "end")),
        }
        self.markup.text(text).close();
    }

    /// Text on the ground of the picture, so that no line runs through it.
    pub(super) fn text_on_ground(&mut self, (x, y): (i32, i32), size: i32, text: &str) {
        let width = lettering::width(text, size);
        self.rectangle("bg", x - 20, y - 9 * size, width + 40, 12 * size, 0);
        self.text("", (x, y), size, Anchor::Start, text);
    }

    /// A sign of a tone, centred on a point; what it says appears where a pointer rests on it.
    pub(super) fn sign(&mut self, mark: Mark, (x, y): (i32, i32), size: i32, says: &str) {
        self.markup.open("text").class(mark.tone.fill()).at("x", x).at("y", y + 4 * size).at("font-size", size * 10);
        self.markup.with("text-anchor", "middle");
        if !says.is_empty() {
            self.markup.leaf("title", "", says);
        }
        self.markup.text(mark.sign).close();
    }

    /// A sign and words on the ground of their colour, with the left end at `x` and the middle at `y`; returns its width.
    pub(super) fn chip(&mut self, mark: Mark, x: i32, y: i32) -> i32 {
        let width = chip_width(mark);
        self.rectangle(mark.tone.ground(), x, y - 100, width, 200, 100);
        self.text(mark.tone.fill(), (x + 80, y + 42), 12, Anchor::Start, mark.sign);
        self.text("b", (x + 230, y + 42), 12, Anchor::Start, mark.text);
        width
    }

    /// The picture.
    pub(super) fn finish(self) -> String {
        self.markup.finish()
    }
}

/// The width of a chip.
pub(super) fn chip_width(mark: Mark) -> i32 {
    330 + lettering::width(mark.text, lettering::bold(12))
}

/// On which side of its point a text stands.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// The data of a path through points.
pub(super) fn path(parts: &[Vec<(i32, i32)>]) -> String {
    let mut drawn = String::new();
    for part in parts.iter().filter(|part| part.len() > 1) {
        for (index, (x, y)) in part.iter().enumerate() {
            drawn.push(if index == 0 { 'M' } else { 'L' });
            push_tenths(*x, &mut drawn);
            drawn.push(' ');
            push_tenths(*y, &mut drawn);
        }
    }
    drawn
}

/// A triangle around a point, its tip above or below.
pub(super) fn triangle((x, y): (i32, i32), size: i32, up: bool) -> [(i32, i32); 3] {
    let tip = if up { -size } else { size };
    [(x - size, y - tip * 4 / 5), (x + size, y - tip * 4 / 5), (x, y + tip)]
}

/// A diamond around a point.
pub(super) fn diamond((x, y): (i32, i32), size: i32) -> [(i32, i32); 4] {
    [(x - size, y), (x, y - size), (x + size, y), (x, y + size)]
}

/// A square around a point.
pub(super) fn square((x, y): (i32, i32), size: i32) -> [(i32, i32); 4] {
    [(x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)]
}
