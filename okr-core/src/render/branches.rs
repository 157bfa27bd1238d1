//! Objectives by what they support, folded so that a picture stays readable.

use hashbrown::HashMap;

use super::tone;
use crate::order;
use crate::report::{ObjectiveRow, Report, Status};

/// The most lines of an outline.
const MOST: usize = 40;
/// The fewest lines that a level of many is opened for.
const FEWEST: usize = 3;

/// A line of an outline: an objective, or where `row` is none, those of a level that have no line of their own.
pub(super) struct Line<'a> {
    pub(super) row: Option<&'a ObjectiveRow>,
    pub(super) depth: usize,
    /// The statuses of what this line stands for besides: all below it, or what is more.
    pub(super) folded: Vec<Status>,
}

/// The objectives of an outline.
pub(super) struct Branches<'a> {
    pub(super) cycle: String,
    /// All of them, each before those that support it.
    pub(super) members: Vec<&'a ObjectiveRow>,
    pub(super) lines: Vec<Line<'a>>,
}

impl<'a> Branches<'a> {
    /// Those of a cycle that support no other of it, with all that support them in any cycle.
    pub(super) fn of_cycle(report: &'a Report, cycle: &str) -> Self {
        let forest = Forest::new(&report.objectives);
        let is_top =
            |row: &ObjectiveRow| *row.cycle == *cycle && forest.above(row).is_none_or(|above| *above.cycle != *cycle);
        let tops =
            report.objectives.iter().enumerate().filter(|(_, row)| is_top(row)).map(|(index, _)| index).collect();
        forest.branches(cycle, tops)
    }

    /// An objective with all that support it.
    pub(super) fn of_objective(report: &'a Report, id: &str) -> Self {
        let forest = Forest::new(&report.objectives);
        let top = forest.indices.get(id).copied();
        let cycle = top.and_then(|top| report.objectives.get(top)).map_or("", |row| &row.cycle);
        forest.branches(cycle, top.into_iter().collect())
    }

    /// How many have a line of their own.
    pub(super) fn shown(&self) -> usize {
        self.lines.iter().filter(|line| line.row.is_some()).count()
    }
}

/// All objectives of a report by what they support.
struct Forest<'a> {
    rows: &'a [ObjectiveRow],
    indices: HashMap<&'a str, usize>,
    below: Vec<Vec<usize>>,
}

/// An objective that is a member of an outline.
struct Member {
    row: usize,
    depth: usize,
    /// The members that support it.
    below: Vec<usize>,
    /// The member behind all below it.
    end: usize,
    /// Whether it has a line.
    shown: bool,
}

impl<'a> Forest<'a> {
    fn new(rows: &'a [ObjectiveRow]) -> Self {
        let indices: HashMap<&str, usize> =
            rows.iter().enumerate().map(|(index, row)| (&*row.objective, index)).collect();
        let mut below = vec![Vec::new(); rows.len()];
        for (index, row) in rows.iter().enumerate() {
            let above = row.parent.as_deref().and_then(|parent| indices.get(parent));
            above
                .and_then(|above| below.get_mut(*above))
                .into_iter()
                .for_each(|list: &mut Vec<usize>| list.push(index));
        }
        Forest { rows, indices, below }
    }

    fn above(&self, row: &ObjectiveRow) -> Option<&'a ObjectiveRow> {
        self.rows.get(*self.indices.get(row.parent.as_deref()?)?)
    }

    /// The objectives from the tops down, each before those that support it.
    fn members(&self, tops: &[usize]) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        let mut open: Vec<(usize, Option<usize>, usize)> = tops.iter().rev().map(|top| (*top, None, 0)).collect();
        // A report that was made elsewhere may hold objectives that support each other in a circle.
        while let Some((row, above, depth)) = open.pop().filter(|_| members.len() < self.rows.len()) {
            let index = members.len();
            above
                .and_then(|above| members.get_mut(above))
                .into_iter()
                .for_each(|above: &mut Member| above.below.push(index));
            members.push(Member { row, depth, below: Vec::new(), end: index + 1, shown: false });
            let below = self.below.get(row).map(Vec::as_slice).unwrap_or_default();
            open.extend(below.iter().rev().map(|row| (*row, Some(index), depth + 1)));
        }
        for index in (0..members.len()).rev() {
            let end = members.get(index).and_then(|member| member.below.last().copied());
            let end = end.and_then(|last| members.get(last)).map(|last| last.end);
            members.get_mut(index).zip(end).into_iter().for_each(|(member, end)| member.end = end);
        }
        members
    }

    fn row(&self, member: &Member) -> Option<&'a ObjectiveRow> {
        self.rows.get(member.row)
    }

    /// How urgent the most urgent objective of a branch is.
    fn urgency(&self, members: &[Member], index: usize) -> u8 {
        let end = members.get(index).map_or(index, |member| member.end);
        let rows = members.get(index..end).unwrap_or_default().iter().filter_map(|member| self.row(member));
        rows.map(|row| tone::urgency(row.status)).min().unwrap_or(u8::MAX)
    }

    /// Opens level after level while there is room. Where a level does not fit, the objectives above it show as many of those that
    /// support them as their share of the room: the most urgent branches first, and of each the most urgent ones.
    fn open(&self, members: &mut [Member], tops: Vec<usize>) {
        let mut room = MOST;
        let mut level = vec![tops];
        while !level.is_empty() {
            order::by_key(&mut level, |siblings: &Vec<usize>| {
                siblings.iter().map(|index| self.urgency(members, *index)).min().unwrap_or(u8::MAX)
            });
            let all: usize = level.iter().map(Vec::len).sum();
            let share = if all <= room { usize::MAX } else { (room / level.len()).max(FEWEST) };
            let mut next = Vec::new();
            for mut siblings in level {
                let share = share.min(room);
                if siblings.len() > share {
                    order::by_key(&mut siblings, |index| self.urgency(members, *index));
                    // A line says how many more there are.
                    siblings.truncate(if share < FEWEST { 0 } else { share - 1 });
                    room -= usize::from(!siblings.is_empty());
                }
                room -= siblings.len();
                for index in siblings {
                    let Some(member) = members.get_mut(index) else { continue };
                    member.shown = true;
                    if !member.below.is_empty() {
                        next.push(member.below.clone());
                    }
                }
            }
            level = next;
        }
    }

    fn branches(&self, cycle: &str, tops: Vec<usize>) -> Branches<'a> {
        let mut members = self.members(&tops);
        let tops: Vec<usize> =
            members.iter().enumerate().filter(|(_, member)| member.depth == 0).map(|(index, _)| index).collect();
        self.open(&mut members, tops.clone());
        let mut lines = Vec::new();
        self.lines(&members, &tops, &mut lines);
        let rows = members.iter().filter_map(|member| self.row(member)).collect();
        Branches { cycle: cycle.to_owned(), members: rows, lines }
    }

    /// Adds the lines of siblings and of all below them. Only what is shown is entered: few levels.
    fn lines(&self, members: &[Member], siblings: &[usize], lines: &mut Vec<Line<'a>>) {
        let statuses = |index: usize, with_itself: bool| {
            let end = members.get(index).map_or(index, |member| member.end);
            let rows = members.get(index + usize::from(!with_itself)..end).unwrap_or_default();
            rows.iter().filter_map(|member| self.row(member)).map(|row| row.status)
        };
        let mut more = Vec::new();
        let mut depth = 0;
        for index in siblings {
            let Some(member) = members.get(*index) else { continue };
            depth = member.depth;
            if !member.shown {
                more.extend(statuses(*index, true));
                continue;
            }
            let opened = member.below.iter().any(|below| members.get(*below).is_some_and(|below| below.shown));
            let folded = if opened { Vec::new() } else { statuses(*index, false).collect() };
            lines.push(Line { row: self.row(member), depth, folded });
            if opened {
                self.lines(members, &member.below, lines);
            }
        }
        if !more.is_empty() {
            lines.push(Line { row: None, depth, folded: more });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report of objectives `0`, `1`, …, each with the one that it supports.
    fn report(above: impl Iterator<Item = Option<usize>>) -> Report {
        let row = |(index, above): (usize, Option<usize>)| {
            let row = ObjectiveRow::default().objective(index.to_string()).cycle("q").status(Status::OnTrack);
            row.parent(above.map(|above| above.to_string().into()))
        };
        Report { objectives: above.enumerate().map(row).collect(), ..Report::default() }
    }

    /// How many have a line, and how many are folded.
    fn counts(report: &Report) -> (usize, usize) {
        let branches = Branches::of_cycle(report, "q");
        assert!(branches.lines.len() <= MOST, "{} lines", branches.lines.len());
        let folded = branches.lines.iter().map(|line| line.folded.len()).sum();
        assert_eq!(branches.members.len(), report.objectives.len());
        assert_eq!(branches.shown() + folded, report.objectives.len());
        (branches.shown(), folded)
    }

    #[test]
    fn all_are_shown_or_counted() {
        assert_eq!(counts(&report((0..0).map(Some))), (0, 0));
        // A company objective with four, each of which has one.
        let small = [None, Some(0), Some(0), Some(0), Some(0), Some(1), Some(2), Some(3), Some(4)];
        assert_eq!(counts(&report(small.into_iter())), (9, 0));
        // Side by side: a line says how many more there are.
        assert_eq!(counts(&report((0..200).map(|_| None))), (39, 161));
        assert_eq!(counts(&report((0..40).map(|_| None))), (40, 0));
        // One below the other.
        assert_eq!(counts(&report((0..200).map(|index: usize| index.checked_sub(1)))), (40, 160));
        // Five, of which each has 39: seven lines each.
        let wide = (0..200).map(|index: usize| (index >= 5).then_some(index % 5));
        assert_eq!(counts(&report(wide)), (5 + 5 * 6, 165));
    }

    #[test]
    fn the_most_urgent_are_shown() {
        let mut report = report((0..200).map(|_| None));
        report.objectives[150].status = Status::OffTrack;
        let branches = Branches::of_cycle(&report, "q");
        assert!(branches.lines.iter().any(|line| line.row.is_some_and(|row| &*row.objective == "150")));
    }

    #[test]
    fn a_circle_ends() {
        let report = report([Some(1), Some(0), Some(1)].into_iter());
        assert_eq!(Branches::of_objective(&report, "0").members.len(), 3);
    }
}
