//! Circles among parents.

use crate::error::ErrorKind;
use crate::order;

/// The circles among `parents` (the place of each item's parent, where it has one), each once, at its first member.
pub(super) fn find(parents: &[Option<usize>], ids: &[&str]) -> Vec<(usize, ErrorKind)> {
    // The walk in which each item was met; 0 before.
    let mut met = vec![0usize; parents.len()];
    let mut circles = Vec::new();
    for start in 0..parents.len() {
        let walk = start + 1;
        let mut next = Some(start);
        while let Some(place) = next {
            match met.get_mut(place) {
                Some(seen) if *seen == 0 => *seen = walk,
                Some(seen) if *seen == walk => {
                    circles.push(describe(place, parents, ids));
                    break;
                }
                _ => break,
            }
            next = parents.get(place).copied().flatten();
        }
    }
    order::by_key(&mut circles, |(first, _)| *first);
    circles
}

fn describe(member: usize, parents: &[Option<usize>], ids: &[&str]) -> (usize, ErrorKind) {
    let next = |place: usize| parents.get(place).copied().flatten();
    let members = std::iter::successors(Some(member), |place| next(*place).filter(|next| *next != member));
    let members: Vec<usize> = members.collect();
    let first = members.iter().copied().min().unwrap_or(member);
    let start = members.iter().position(|place| *place == first).unwrap_or(0);
    let ordered = members.iter().cycle().skip(start).take(members.len());
    let ids = ordered.filter_map(|place| ids.get(*place)).map(|id| (*id).to_owned()).collect();
    (first, ErrorKind::ReferenceCycle { ids })
}
