//! Circles among parents.

use crate::error::ErrorKind;
use crate::order;

/// The circles among `parents` (the index of each item's parent, where it has one), each once, at its first member.
pub(super) fn find(parents: &[Option<usize>], ids: &[&str]) -> Vec<(usize, ErrorKind)> {
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
