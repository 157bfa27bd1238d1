//! Circles among parents, and parents above parents without end.

use crate::error::ErrorKind;
use crate::order;

/// The most levels of teams, of cycles or of objectives: no organization has more. What is summed up for all parents of an item takes
/// time and memory that grow with both.
const MOST_LEVELS: usize = 100;

/// What is wrong with `parents` (the index of each item's parent, where it has one): the circles, each once, at its first member; then the
/// first item that lies too deep.
pub(super) fn problems(parents: &[Option<usize>], ids: &[&str]) -> Vec<(usize, ErrorKind)> {
    let mut problems = circles(parents, ids);
    problems.extend(too_deep(parents));
    problems
}

fn too_deep(parents: &[Option<usize>]) -> Option<(usize, ErrorKind)> {
    const ON_THE_WAY: usize = usize::MAX;
    // The level of each item; 0 where it is not known yet.
    let mut levels = vec![0; parents.len()];
    let mut way = Vec::new();
    for start in 0..parents.len() {
        let mut next = Some(start);
        let mut above = 0;
        while let Some((index, level)) = next.and_then(|index| Some((index, levels.get_mut(index)?))) {
            if *level != 0 {
                above = *level;
                break;
            }
            *level = ON_THE_WAY;
            way.push(index);
            next = parents.get(index).copied().flatten();
        }
        // A way that ends in itself is a circle, and has no levels.
        let in_circle = above == ON_THE_WAY;
        for index in way.drain(..).rev() {
            above = if in_circle { 1 } else { above + 1 };
            if let Some(level) = levels.get_mut(index) {
                *level = above;
            }
        }
    }
    let first = levels.into_iter().enumerate().find(|(_, level)| *level > MOST_LEVELS);
    first.map(|(index, found)| (index, ErrorKind::TooDeep { most: MOST_LEVELS, found }))
}

fn circles(parents: &[Option<usize>], ids: &[&str]) -> Vec<(usize, ErrorKind)> {
    // The walk in which each item was met; 0 before.
    let mut met = vec![0usize; parents.len()];
    let mut circles = Vec::new();
    for start in 0..parents.len() {
        let walk = start + 1;
        let mut next = Some(start);
        while let Some(index) = next {
            match met.get_mut(index) {
                Some(seen) if *seen == 0 => *seen = walk,
                Some(seen) if *seen == walk => {
                    circles.push(describe(index, parents, ids));
                    break;
                }
                _ => break,
            }
            next = parents.get(index).copied().flatten();
        }
    }
    order::by_key(&mut circles, |(first, _)| *first);
    circles
}

fn describe(member: usize, parents: &[Option<usize>], ids: &[&str]) -> (usize, ErrorKind) {
    let next = |index: usize| parents.get(index).copied().flatten();
    let members = std::iter::successors(Some(member), |index| next(*index).filter(|next| *next != member));
    let members: Vec<usize> = members.collect();
    let first = members.iter().copied().min().unwrap_or(member);
    let start = members.iter().position(|index| *index == first).unwrap_or(0);
    let ordered = members.iter().cycle().skip(start).take(members.len());
    let ids = ordered.filter_map(|index| ids.get(*index)).map(|id| (*id).to_owned()).collect();
    (first, ErrorKind::ReferenceCycle { ids })
}
