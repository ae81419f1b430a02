//! A full folder for temporary files: a command fails with a sentence, and the page goes on.

use std::fs;

use crate::common::measures::skipped;
use crate::common::server::Served;
use crate::common::small_disk::SmallDisk;
use crate::common::{folder, gainsay, run, text};
use crate::reliability::is_plain;

/// Fills a folder, and leaves room for a few bytes.
fn fill(disk: &SmallDisk) {
    let mut size = 1 << 20;
    for number in 0.. {
        if fs::write(disk.path().join(format!("full-{number}")), vec![b'x'; size]).is_err() {
            size /= 2;
        }
        if size < 512 {
            return;
        }
    }
}

#[test]
fn a_full_temporary_folder_ends_neither_the_program_nor_the_page() {
    let folder = folder();
    let Some(disk) = SmallDisk::new(folder.path()) else {
        skipped("only root may make a file system of 1 MB");
        return;
    };
    assert!(run(folder.path(), "demo").status.success());
    let csv = folder.path().join("many.csv");
    let rows = (0..2_000).map(|number| format!("The bridge number {number} costs {},Ann Lee", "much ".repeat(100)));
    let rows: Vec<_> = std::iter::once("claim,speaker".to_string()).chain(rows).collect();
    fs::write(&csv, rows.join("\n")).unwrap();
    assert!(run(folder.path(), "--db gainsay-demo.db import many.csv").status.success());
    fill(&disk);
    let temporary = disk.path().to_str().unwrap();
    for line in ["export out.xlsx", "export out.csv", "list", "add 'It rains' --by 'Ann Lee'", "doctor"] {
        let mut command = gainsay(folder.path());
        command.args(["--db", "gainsay-demo.db"]).args(shlex::split(line).unwrap()).env("TMPDIR", temporary);
        let output = command.output().unwrap();
        let printed = text(&output.stderr);
        assert!(is_plain(&output), "{line}: {printed}");
        if line.contains("xlsx") {
            assert_eq!(output.status.code(), Some(1), "{line}: {printed}");
            assert!(printed.contains("full") && printed.contains("hint: "), "{line}: {printed}");
        }
        assert!(!folder.path().join("out.xlsx").exists());
    }
    let served = Served::start_with(folder.path(), "--db gainsay-demo.db serve", &[("TMPDIR", temporary)]);
    for _ in 0..2 {
        let reply = served.get("/export.xlsx");
        assert_eq!(reply.status, 500, "{}", reply.text());
        assert!(reply.text().contains("temporary files"), "{}", reply.text());
        assert_eq!(served.get("/").status, 200);
        assert_eq!(served.get("/claims/1").status, 200);
    }
}
