//! The order of functions: those that are alike stand side by side, since gzip finds again only what stands within 32 kB.
//!
//! `wasm-opt` sorts functions by name, so each gets its place as a name.

use std::collections::{HashMap, VecDeque};
use std::error::Error;

use wasm_encoder::{NameMap, NameSection, Section};
use wasmparser::{Parser, Payload, TypeRef};

/// So many bytes in a row are a piece. Functions are alike where they share pieces.
const PIECE: usize = 6;
/// Pieces that more functions have tell little.
const MOST_HOLDERS: usize = 60;
/// What gzip looks back at, less a function.
const WINDOW: usize = 26_000;
/// Keeps functions of a few bytes from being like everything.
const LEAST: usize = 30;

/// The code with a name for each of its functions: the place at which it stands beside what is like it.
///
/// # Errors
/// Where it is no WebAssembly.
pub fn name_by_likeness(code: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for part in Parser::new(0).parse_all(code) {
        match part? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    let mut map = NameMap::new();
    for (function, place) in (imported..).zip(places) {
        map.append(function, &format!("{place:05}"));
    }
    let mut names = NameSection::new();
    names.functions(&map);
    let mut named = code.to_vec();
    names.append_to(&mut named);
    Ok(named)
}

/// The functions one after the other: next comes the one most of whose pieces stand in what gzip looks back at.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let (pieces, holders) = pieces(bodies);
    // How many functions of the window have a piece, and how many pieces of a function the window has.
    let (mut in_window, mut shared) = (vec![0_usize; holders.len()], vec![0_usize; bodies.len()]);
    let (mut window, mut length) = (VecDeque::new(), 0);
    let (mut order, mut left) = (Vec::new(), (0..bodies.len()).collect::<Vec<_>>());
    let likeness =
        |shared: &[usize], function: usize| shared[function] as f64 / (bodies[function].len() + LEAST) as f64;
    while let Some(mut best) = left.first().map(|_| 0) {
        for place in 1..left.len() {
            if likeness(&shared, left[place]) > likeness(&shared, left[best]) {
                best = place;
            }
        }
        let next = left.remove(best);
        order.push(next);
        window.push_back(next);
        length += bodies[next].len();
        for &piece in &pieces[next] {
            in_window[piece] += 1;
            if in_window[piece] == 1 {
                holders[piece].iter().for_each(|&function| shared[function] += 1);
            }
        }
        while let Some(first) = window.front().copied().filter(|_| length > WINDOW && window.len() > 1) {
            window.pop_front();
            length -= bodies[first].len();
            for &piece in &pieces[first] {
                in_window[piece] -= 1;
                if in_window[piece] == 0 {
                    holders[piece].iter().for_each(|&function| shared[function] -= 1);
                }
            }
        }
    }
    order
}

/// The pieces of each function, but for those that no other or nearly every one has, and the functions that have each piece.
fn pieces(bodies: &[&[u8]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut numbers: HashMap<&[u8], usize> = HashMap::new();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        for piece in body.windows(PIECE) {
            let number = *numbers.entry(piece).or_insert_with(|| {
                holders.push(Vec::new());
                holders.len() - 1
            });
            if holders[number].last() != Some(&function) {
                holders[number].push(function);
            }
        }
    }
    let mut pieces = vec![Vec::new(); bodies.len()];
    for (number, functions) in holders.iter().enumerate() {
        if (2..=MOST_HOLDERS).contains(&functions.len()) {
            functions.iter().for_each(|&function| pieces[function].push(number));
        }
    }
    (pieces, holders)
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn what_is_alike_stands_together() {
        let (one, other) = (b"abcdefghijklmnopqrstuvwxyz".as_slice(), b"0123456789".as_slice());
        let (like_one, like_other) = (b"..bcdefghijklmnopqrstuvw".as_slice(), b"012345678!".as_slice());
        assert_eq!(order(&[one, other, like_one, like_other]), [0, 2, 1, 3]);
    }
}
