//! Objectives and key results from a sheet.

mod build;
mod cycles;
mod ids;
mod item;
mod layout;
mod measure;
mod rows;
mod said;

pub(super) use build::import;
