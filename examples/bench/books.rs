//! The books to measure with: the same claims in a book of gainsay, in one that the `sqlite3` shell makes, and in a file of
//! sqlite-utils. Made once and kept in `target/bench`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::process::Task;

/// The schema of a book, from which the script of the shell is made.
const SCHEMA: &str = include_str!("../../schema.sql");

/// What is measured, and where.
pub struct Bench {
    pub built: PathBuf,
    pub folder: PathBuf,
    pub rounds: usize,
    pub sizes: Vec<usize>,
}

/// The tables that a made-up book has rows in, and those of their columns that may be null.
const TABLES: [(&str, &str, &str); 4] = [
    ("speaker", "id, uid, kind, name", ""),
    ("document", "id, uid, kind, title, publisher_id, url, published_on", ""),
    ("claim", "id, uid, text, text_key, ref, recorded_at", ""),
    ("statement", "id, uid, speaker_id, stance, claim_id, document_id", ", said_on, quote"),
];

impl Bench {
    /// The program.
    pub fn gainsay(&self) -> PathBuf {
        self.built.join("gainsay")
    }

    /// A small program that gainsay is measured beside.
    pub fn peer(&self) -> PathBuf {
        self.built.join("examples/peer")
    }

    /// sqlite-utils, if it could be had.
    pub fn sqlite_utils(&self) -> Option<PathBuf> {
        let program = self.folder.join("venv/bin/sqlite-utils");
        program.exists().then_some(program)
    }

    /// A file of the books of a size.
    pub fn file(&self, claims: usize, name: &str) -> PathBuf {
        self.folder.join(claims.to_string()).join(name)
    }

    /// A command on the book of a size.
    pub fn on(&self, claims: usize, words: &[&str]) -> Task {
        let book = self.file(claims, "book.db").display().to_string();
        Task::of(self.gainsay(), &[&["--db", &book], words].concat())
    }

    /// Makes what is not there yet: the lines, the book, its rows for the peers, and the scripts.
    pub fn make_books(&self) {
        for claims in self.sizes.iter().copied() {
            fs::create_dir_all(self.folder.join(claims.to_string())).expect("target can be written");
            let [lines, book] = ["lines.jsonl", "book.db"].map(|name| self.file(claims, name));
            if !lines.exists() {
                eprintln!("making {claims} claims");
                Task::of(self.built.join("examples/generate"), &[&claims.to_string()]).writes(&lines).once(0);
            }
            if !book.exists() {
                eprintln!("importing {claims} claims");
                let input = lines.display().to_string();
                self.on(claims, &["import", &input]).makes(&book).once(0);
            }
            if has("sqlite3") && !self.file(claims, "import.sql").exists() {
                self.write_rows(claims);
            }
        }
    }

    /// Writes the rows of a book as the peers read them, and the scripts that make their files.
    fn write_rows(&self, claims: usize) {
        let book = self.file(claims, "book.db");
        for (table, columns, nullable) in TABLES {
            let csv = format!(".mode csv\nselect {columns}{nullable} from {table} order by id;");
            sqlite3(&book, &csv, &self.file(claims, &format!("{table}.csv")));
            let pairs: Vec<_> =
                format!("{columns}{nullable}").split(", ").map(|name| format!("'{name}', {name}")).collect();
            let lines = format!("select json_object({}) from {table} order by id;", pairs.join(", "));
            sqlite3(&book, &lines, &self.file(claims, &format!("{table}.jsonl")));
        }
        fs::write(self.file(claims, "import.sql"), self.import_script(claims)).expect("target can be written");
    }

    /// What a careful hand makes the same book with: no journal, one transaction, rows first, indexes behind them, the
    /// full text in one go with a large hash. It has the ids, uids and keys from the book and looks for no duplicates.
    fn import_script(&self, claims: usize) -> String {
        let (indexes, tables): (Vec<_>, Vec<_>) = statements(SCHEMA)
            .into_iter()
            .partition(|sql| sql.contains("create index") || sql.contains("create unique index"));
        // Debian's shell does not know it.
        let tables = tables.join("\n").replace("contentless_delete = 1, ", "").replace("8388608", "16777216");
        let mut script = format!(
            "pragma page_size = 4096; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive;
             pragma cache_size = -65536; pragma temp_store = memory;\nbegin;\n{tables}\n"
        );
        for (table, columns, nullable) in TABLES {
            let csv = self.file(claims, &format!("{table}.csv")).display().to_string();
            let values: Vec<_> = nullable
                .split(", ")
                .filter(|name| !name.is_empty())
                .map(|name| format!(", nullif({name}, '')"))
                .collect();
            let values = values.join("");
            script.push_str(&format!(
                "create temp table raw ({columns}{nullable});\n.import --csv {csv} raw\n\
                 insert into main.{table} ({columns}{nullable}) select {columns}{values} from raw;\ndrop table raw;\n"
            ));
        }
        script
            + &indexes.join("\n")
            + "\ninsert into claim_status_cache (claim_id, status, sourced, times, stage, said_on, verdict_id, bucket)
               select claim_id, status, sourced, times, stage, said_on, verdict_id, bucket from claim_status;
               insert into category_count select what, value, count(*) from claim_category group by what, value;
               insert into claim_words (rowid, claim, reply, speaker)
               select c.id, c.text, (select group_concat(quote, ' ') from statement where claim_id = c.id),
                      (select group_concat(p.name, ' ') from statement s join speaker p on p.id = s.speaker_id
                       where s.claim_id = c.id) from claim c;
               insert into document_words (rowid, title, publisher)
               select d.id, d.title, p.name from document d left join speaker p on p.id = d.publisher_id;
               commit;\n"
    }

    /// The commands by which sqlite-utils makes a file of the same rows, with the same ids and full text.
    pub fn sqlite_utils_script(&self, claims: usize, program: &Path) -> Task {
        let (program, file) = (program.display(), self.file(claims, "utils.db"));
        let db = file.display();
        let mut script = String::from("set -e\n");
        for (table, ..) in TABLES {
            let lines = self.file(claims, &format!("{table}.jsonl"));
            script.push_str(&format!(
                "{program} insert {db} {table} {} --nl --pk id --batch-size 10000\n",
                lines.display()
            ));
            script.push_str(&format!("{program} create-index {db} {table} uid --unique\n"));
        }
        for column in ["speaker_id", "claim_id", "document_id"] {
            script.push_str(&format!("{program} create-index {db} statement {column}\n"));
        }
        for (table, column) in [("claim", "text"), ("statement", "quote"), ("speaker", "name"), ("document", "title")] {
            script.push_str(&format!("{program} enable-fts {db} {table} {column}\n"));
        }
        Task::of("sh", &["-c", &script]).makes(file)
    }
}

/// The statements of a script of SQL, without its comments. Each ends with a line.
fn statements(sql: &str) -> Vec<String> {
    let bare: Vec<_> = sql.lines().map(|line| line.split("--").next().unwrap_or_default().trim_end()).collect();
    bare.join("\n").split_inclusive(";\n").map(str::to_string).collect()
}

/// Whether a program is there.
pub fn has(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Runs SQL on a file, with its output in another.
fn sqlite3(book: &Path, sql: &str, output: &Path) {
    let script = output.with_extension("select");
    fs::write(&script, sql).expect("target can be written");
    Task::of("sqlite3", &[&book.display().to_string()]).reads(&script).writes(output).once(0);
    fs::remove_file(script).ok();
}
