//! Counts of instructions by Valgrind: the program runs itself under it, and only what [`counted`] runs is counted.

use std::hint::black_box;
use std::process::Command;

/// Whether Valgrind is there; says so where it is not.
#[must_use]
pub fn valgrind() -> bool {
    let found = Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        println!("no instruction counts: valgrind is not installed (Debian: apt-get install valgrind)");
    }
    found
}

/// The instructions of a stage of this program, which takes the name of the stage and its size as arguments.
#[must_use]
pub fn count(stage: &str, size: usize) -> Option<u64> {
    let own = std::env::current_exe().ok()?;
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            "--collect-atstart=no",
            "--toggle-collect=*counted*",
        ])
        .arg(own)
        .args([stage, &size.to_string()])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// Runs what is counted.
#[inline(never)]
pub fn counted<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}

/// Runs `work` on one thread, so that counts are the same on any machine.
///
/// # Panics
///
/// Panics if the system refuses a thread.
pub fn on_one_thread(work: impl FnOnce() + Send) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be had").install(work);
}
