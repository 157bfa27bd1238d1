//! How wide text is, without a font: an estimate that is rather too wide, so that text stays inside its box.

use super::markup::is_shown;

/// The width of a character in thousandths of the font's size.
fn width_of(character: char) -> i32 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' | '’' => 350,
        ' ' | '\u{a0}' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 440,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1010,
        '0'..='9' => 640,
        'A'..='Z' => 740,
        ' '..='~' => 640,
        // Marks that stand on the character before, and joiners, have no width of their own.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{80}'..='\u{10ff}' | '\u{2000}'..='\u{2e7f}' => 840,
        _ => 1150,
    }
}

/// The size of letters that are as wide as bold ones of this size.
pub(super) const fn bold(size: i32) -> i32 {
    size + 1 + size / 20
}

/// The width of text in tenths of a pixel at a font size in pixels.
pub(super) fn width(text: &str, size: i32) -> i32 {
    thousandths(text) * size / 100
}

fn thousandths(text: &str) -> i32 {
    // Enough for any box; what is longer is cut before it is drawn.
    text.chars().filter(|character| is_shown(*character)).take(4000).map(width_of).sum::<i32>()
}

/// Text that fits into a width in tenths of a pixel; where it is cut, it ends with `…`.
pub(super) fn fit(text: &str, size: i32, width_available: i32) -> String {
    if width(text, size) <= width_available {
        return text.to_owned();
    }
    let room = width_available * 100 / size.max(1) - width_of('…');
    let mut used = 0;
    let kept = text.chars().filter(|character| is_shown(*character)).take_while(|character| {
        used += width_of(*character);
        used <= room
    });
    let mut kept: String = kept.collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// Text broken between words into at most `most` lines that fit; what does not fit is cut.
pub(super) fn lines(text: &str, size: i32, width_available: i32, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() + 1 < most && width(rest, size) > width_available {
        let breaks = rest.match_indices(' ').map(|(at, _)| at).take_while(|at| {
            rest.get(..*at).is_some_and(|start| start.len() < 4000 && width(start, size) <= width_available)
        });
        let Some((start, end)) = breaks.last().and_then(|at| rest.split_at_checked(at)) else { break };
        lines.push(start.trim_end().to_owned());
        rest = end.trim_start();
    }
    lines.push(fit(rest, size, width_available));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_to_its_box() {
        assert_eq!(fit("Turnover", 10, 1000), "Turnover");
        let long = fit(&"Turnover ".repeat(2000), 12, 1000);
        assert!(long.ends_with('…') && width(&long, 12) <= 1000, "{long}");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("time to hire falls", 10, 800, 2), ["time to hire", "falls"]);
        assert_eq!(lines("one", 10, 800, 2), ["one"]);
        let cut = lines("a word and many more words that do not fit", 10, 800, 2);
        assert!(cut.len() == 2 && cut[1].ends_with('…'), "{cut:?}");
    }
}
