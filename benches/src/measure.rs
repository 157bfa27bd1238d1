//! Time and memory of the stages of a program.

use std::time::{Duration, Instant};

/// What `work` gives, and how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// The seconds that this process has computed, on all its threads together; none where the system does not say.
#[must_use]
pub fn cpu_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place)?.parse::<f64>().ok();
    // Fields 14 and 15 of the line, in hundredths.
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// The most memory that this process has had at a time, in bytes; none where the system does not say.
#[must_use]
pub fn peak_memory() -> Option<u64> {
    status("VmHWM:")
}

/// The memory that this process has now, in bytes; none where the system does not say.
#[must_use]
pub fn memory() -> Option<u64> {
    status("VmRSS:")
}

/// From now on [`peak_memory`] tells the peak since now, where the system allows that.
pub fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn status(field: &str) -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with(field))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

/// The processor's name and the number of threads, where the system says.
#[must_use]
pub fn machine() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':').map(|(_, name)| name.trim().to_owned()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {threads} threads", name.unwrap_or_else(|| "unknown processor".to_owned()))
}
