//! The operations that are compared, with what and with which goal.

use std::fs;
use std::io::{BufRead, BufReader};

use super::books::{Bench, has};
use super::process::{Taken, Task, compare};
use super::table::{Goal, Table};
use Goal::{AtMost, Faster};

/// The list that a desk looks at every morning, as SQL.
const DISPUTED: &str = "select c.id, c.text, c.first_speaker, c.status, c.disputed_by, c.stage from claim_summary c
                        where c.disputed order by c.id limit 50;";

/// What an export to CSV has, as one query of the shell: the same columns, of which it leaves those empty that are empty in
/// these books, and does not guard what a spreadsheet would run.
const EXPORT: &str = "
    select c.id, c.uid, c.text as claim, s.made_by, s.roles, s.first_said_on, s.attribution, s.quote, s.document, s.publisher,
           s.url, s.access, n.status, s.disputed_by, s.dispute_basis, s.not_denied_by, s.origins, not n.sourced as unsourced,
           v.label as verdict, v.value as verdict_value, v.worst as verdict_worst, v.best as verdict_best,
           v.bucket as verdict_bucket, r.name as reviewer, v.decided_on, v.review_url, v.review_title, v.rationale, n.stage,
           (select group_concat(tag, '; ') from claim_tag t where t.claim_id = c.id) as tags, c.note, c.ref, c.recorded_at,
           v.uid as verdict_uid, r.uid as reviewer_uid, r.kind as reviewer_kind
    from claim c
    join claim_status_cache n on n.claim_id = c.id
    left join (select s.claim_id, group_concat(p.name, '; ') filter (where s.family = 'for') as made_by,
                      group_concat(s.role, '; ') as roles, min(s.said_on) filter (where s.family = 'for') as first_said_on,
                      group_concat(p.name || ' said it', '; ') filter (where s.family = 'for') as attribution,
                      group_concat(s.quote, '; ') filter (where s.family = 'for') as quote,
                      group_concat(d.title, '; ') filter (where s.family = 'for') as document,
                      group_concat(b.name, '; ') filter (where s.family = 'for') as publisher,
                      group_concat(d.url, '; ') filter (where s.family = 'for') as url,
                      group_concat(d.access, '; ') filter (where s.family = 'for') as access,
                      group_concat(p.name, '; ') filter (where s.family = 'against') as disputed_by,
                      group_concat('claim', '; ') filter (where s.family = 'against') as dispute_basis,
                      group_concat(p.name, '; ') filter (where s.stance = 'declines-to-deny') as not_denied_by,
                      count(*) filter (where s.family = 'for') as origins
               from statement s
               join speaker w on w.id = s.speaker_id
               join speaker p on p.id = coalesce(w.same_as_id, w.id)
               left join document d on d.id = s.document_id
               left join speaker b on b.id = d.publisher_id
               group by s.claim_id) s on s.claim_id = c.id
    left join verdict v on v.id = n.verdict_id
    left join speaker r on r.id = v.reviewer_id
    order by c.id;";

/// A claim with who made it, as it is added durably: the journal, the rows, the standing, the tally, the full text.
const ADD: &str = "
    pragma synchronous = full; pragma foreign_keys = on;
    begin immediate;
    insert into journal (at, command) values ('2021-11-19T12:00:00Z', 'add');
    insert into claim (text, text_key, recorded_at)
    values ('a claim of the shell ' || hex(randomblob(8)), random(), '2021-11-19T12:00:00Z');
    insert into statement (speaker_id, stance, claim_id) values (1, 'asserts', last_insert_rowid());
    insert into journal_change (entry_id, table_name, action, row_id, last_id)
    select (select max(id) from journal), 'claim', 'inserted', max(id), max(id) from claim
    union all select (select max(id) from journal), 'statement', 'inserted', max(id), max(id) from statement;
    insert into claim_status_cache (claim_id, status, sourced, times, stage)
    select max(id), 'undisputed', 1, 1, 'new' from claim;
    update category_count set n = n + 1
    where (what, value) in (values ('status', 'undisputed'), ('verdict', 'none'), ('source', 'sourced'), ('stage', 'new'));
    insert into claim_words (rowid, claim, speaker)
    select id, text, (select name from speaker where id = 1) from claim where id = (select max(id) from claim);
    commit;";

/// Files with more claims are not made with sqlite-utils, which takes ten minutes for a million.
const UTILS: usize = 100_000;
/// So many sentences are asked about.
const SENTENCES: usize = 40;

/// One run of the benchmark.
struct Operations<'b> {
    bench: &'b Bench,
    only: &'b str,
    table: Table,
    /// The book's first claims, for words to look for.
    texts: Vec<String>,
}

/// Measures everything and prints the table.
pub fn measure(bench: &Bench, only: &str) {
    let mut all = Operations { bench, only, table: Table::new(), texts: first_texts(bench) };
    // Whole files first: the shell's own file, on which it searches and adds, comes of its import.
    let sizes = &bench.sizes;
    sizes.iter().for_each(|claims| all.import(*claims));
    sizes.iter().for_each(|claims| all.export(*claims));
    sizes.iter().for_each(|claims| all.start(*claims));
    sizes.iter().for_each(|claims| all.list(*claims));
    sizes.iter().for_each(|claims| all.search(*claims));
    sizes.iter().for_each(|claims| all.matching(*claims));
    sizes.iter().for_each(|claims| all.add(*claims));
    all.growth();
    all.task_and_buku(sizes[0]);
    all.memory(sizes[sizes.len() - 1]);
    all.table.end();
    for (program, there) in [("sqlite3", has("sqlite3")), ("task", has("task")), ("buku", has("buku"))] {
        if !there {
            println!("{program} could not be had: what is compared with it is left out");
        }
    }
    if bench.sqlite_utils().is_none() {
        println!("sqlite-utils could not be had: what is compared with it is left out");
    }
}

impl Operations<'_> {
    fn wants(&self, name: &str) -> bool {
        name.contains(self.only)
    }

    /// Compares two commands and prints the row.
    fn pair(&mut self, what: &str, claims: usize, against: &str, goal: Goal, ours: &Task, peer: &Task) -> Taken {
        let taken = compare(&[ours, peer], self.bench.rounds);
        self.table.times(what, claims, against, goal, taken[0], taken[1]);
        taken[0]
    }

    /// The shell on a file of a size, with its input from a file that holds this.
    fn shell(&self, claims: usize, file: &str, name: &str, sql: &str) -> Task {
        let script = self.bench.file(claims, name);
        fs::write(&script, sql).expect("target can be written");
        let file = self.bench.file(claims, file).display().to_string();
        Task::of("sqlite3", &["-bail", "-csv", "-header", &file]).reads(script)
    }

    fn start_peer(&self, claims: usize) -> Task {
        Task::of(self.bench.peer(), &["start", &self.bench.file(claims, "book.db").display().to_string()])
    }

    fn import(&mut self, claims: usize) {
        if !self.wants("import") || !has("sqlite3") {
            return;
        }
        let file = |name: &str| self.bench.file(claims, name);
        let [book, lines] = ["new.db", "lines.jsonl"].map(|name| file(name).display().to_string());
        let ours = Task::of(self.bench.gainsay(), &["--db", &book, "import", &lines]).makes(&book);
        let shell = file("shell.db");
        let script =
            Task::of("sqlite3", &["-bail", &shell.display().to_string()]).reads(file("import.sql")).makes(&shell);
        let taken = self.pair("import", claims, "a tuned script of the sqlite3 shell", AtMost(0.9), &ours, &script);
        Task::of("sqlite3", &[&shell.display().to_string(), "pragma journal_mode = wal"]).once(0);
        self.table.sizes("import, memory", claims, "64 MiB", AtMost(1.0), [taken.memory, 64.0]);
        let Some(utils) = self.bench.sqlite_utils().filter(|_| claims <= UTILS) else { return };
        let utils = self.bench.sqlite_utils_script(claims, &utils).once(0);
        self.table.times("import", claims, "sqlite-utils", Faster(6.0), taken, utils);
        let size = |name: &str| fs::metadata(file(name)).map_or(0.0, |meta| meta.len() as f64 / f64::from(1 << 20));
        let sizes = [size("new.db"), size("utils.db")];
        self.table.sizes("size of the file", claims, "sqlite-utils", AtMost(0.8), sizes);
    }

    fn export(&mut self, claims: usize) {
        if !self.wants("export") || !has("sqlite3") {
            return;
        }
        let csv = self.bench.file(claims, "export.csv");
        let [to_csv, to_lines] =
            ["csv", "jsonl"].map(|format| self.bench.on(claims, &["export", "-", "--format", format]));
        to_csv.clone().writes(&csv).once(0);
        let shell = self.shell(claims, "book.db", "export.sql", EXPORT);
        let rewrite = Task::of(self.bench.peer(), &["rewrite", &csv.display().to_string()]);
        let taken = compare(&[&to_csv, &shell, &rewrite, &to_lines], self.bench.rounds);
        let table = &mut self.table;
        table.times(
            "export to CSV",
            claims,
            "sqlite3 -csv, the same columns in one query",
            Faster(2.5),
            taken[0],
            taken[1],
        );
        table.times(
            "export to CSV",
            claims,
            "the csv crate, parsing and rewriting it",
            AtMost(1.6),
            taken[0],
            taken[2],
        );
        table.times("export to JSON Lines", claims, "export to CSV", AtMost(1.3), taken[3], taken[0]);
        table.sizes("export to CSV, memory", claims, "16 MiB", AtMost(1.0), [taken[0].memory, 16.0]);
    }

    fn start(&mut self, claims: usize) {
        if !self.wants("start") {
            return;
        }
        let peer = self.start_peer(claims);
        let against = "clap, opening the file";
        let version = Task::of(self.bench.gainsay(), &["--version"]);
        self.pair("start: `--version`", claims, against, AtMost(1.3), &version, &peer);
        self.pair("start: `show 1`", claims, against, AtMost(1.3), &self.bench.on(claims, &["show", "1"]), &peer);
        self.pair("`counts`", claims, against, AtMost(1.6), &self.bench.on(claims, &["counts"]), &peer);
    }

    fn list(&mut self, claims: usize) {
        if !self.wants("list") || !has("sqlite3") {
            return;
        }
        let ours = self.bench.on(claims, &["list", "--disputed", "--limit", "50"]);
        let shell = self.shell(claims, "book.db", "list.sql", DISPUTED);
        self.pair("`list --disputed --limit 50`", claims, "sqlite3, the same query", AtMost(1.2), &ours, &shell);
    }

    fn search(&mut self, claims: usize) {
        if !self.wants("search") {
            return;
        }
        let rare = self.rare().to_string();
        let ours = self.bench.on(claims, &["search", &rare]);
        if self.bench.file(claims, "shell.db").exists() {
            let sql = format!(
                "select c.id, c.text, c.status from claim_words f join claim_summary c on c.id = f.rowid
                 where f.claim_words match '\"{rare}\"' order by f.rank limit 20;"
            );
            let shell = self.shell(claims, "shell.db", "search.sql", &sql);
            self.pair("`search`, a rare word", claims, "sqlite3, its own full text", AtMost(1.25), &ours, &shell);
        }
        let common = self.bench.on(claims, &["search", "kalo"]);
        let peer = self.start_peer(claims);
        self.pair("`search`, the commonest word", claims, "clap, opening the file", AtMost(10.0), &common, &peer);
    }

    fn matching(&mut self, claims: usize) {
        if !self.wants("match") || !self.bench.file(claims, "shell.db").exists() {
            return;
        }
        let asked = self.sentences();
        let text = &asked[0];
        let ours = self.bench.on(claims, &["match", text]);
        let bm25 = |text: &str| {
            let words: Vec<_> = text.split(' ').map(|word| format!("\"{word}\"")).collect();
            format!(
                "select rowid from claim_words where claim_words match '{}' order by rank limit 5",
                words.join(" OR ")
            )
        };
        let shell = self.shell(claims, "shell.db", "match.sql", &format!("{};", bm25(text)));
        let against = "sqlite3, FTS5 OR with bm25";
        self.pair("`match`, 20 words", claims, against, AtMost(0.1), &ours, &shell);
        let batch =
            asked.iter().enumerate().map(|(at, text)| format!("{{\"id\": \"{}\", \"text\": \"{text}\"}}\n", at + 1));
        let [file, hits] = ["asked.jsonl", "hits"].map(|name| self.bench.file(claims, name));
        fs::write(&file, batch.collect::<String>()).expect("target can be written");
        self.bench
            .on(claims, &["match", "--batch", &file.display().to_string(), "--format", "csv"])
            .writes(&hits)
            .once(0);
        let theirs = self.bench.file(claims, "hits.shell");
        let select = |(at, text): (usize, &String)| {
            format!("select {} as query, rowid as claim from ({});\n", at + 1, bm25(text))
        };
        let sql: String = asked.iter().enumerate().map(select).collect();
        self.shell(claims, "shell.db", "hits.sql", &sql).writes(&theirs).once(0);
        let found = [&hits, &theirs].map(|hits| found(hits) as f64 / asked.len() as f64);
        self.table.shares("`match`, the claim among the first 5", claims, against, 0.03, found);
    }

    fn add(&mut self, claims: usize) {
        if !self.wants("add") || !self.bench.file(claims, "shell.db").exists() {
            return;
        }
        let shell = self.shell(claims, "shell.db", "add.sql", ADD);
        let ours = self.adding(claims);
        self.pair("`add … --by …`, durable", claims, "sqlite3, the same inserts", AtMost(1.2), &ours, &shell);
    }

    fn adding(&self, claims: usize) -> Task {
        let text = format!("{} {{n}}", self.sentences()[1]);
        self.bench.on(claims, &["add", &text, "--by", "Ann Lee"])
    }

    /// How much longer a large book takes than a small one.
    fn growth(&mut self) {
        let [small, .., large] = self.bench.sizes[..] else { return };
        let list = |claims| self.bench.on(claims, &["list", "--disputed", "--limit", "50"]);
        let rows = [
            ("list", "`list --disputed --limit 50`", 1.2, [list(large), list(small)]),
            ("add", "`add … --by …`, durable", 1.1, [self.adding(large), self.adding(small)]),
        ];
        for (name, what, most, [ours, peer]) in rows {
            if self.wants(name) {
                self.pair(
                    what,
                    large,
                    &format!("the same at {}", super::table::number(small)),
                    AtMost(most),
                    &ours,
                    &peer,
                );
            }
        }
    }

    /// Programs that keep other things, where they do the same.
    fn task_and_buku(&mut self, claims: usize) {
        if !self.wants("peers") || claims > 10_000 {
            return;
        }
        let add = self.adding(claims);
        let search = self.bench.on(claims, &["search", self.rare()]);
        if has("task") {
            let task = |words: &[&str]| {
                let [rc, data] = ["taskrc", "task"].map(|name| self.bench.file(claims, name));
                fs::create_dir_all(&data).expect("target can be written");
                fs::write(&rc, "confirmation=off\nverbose=nothing\n").expect("target can be written");
                Task::of("task", words).with("TASKRC", rc).with("TASKDATA", data)
            };
            if !self.bench.file(claims, "task/pending.data").exists() {
                let rows = self.bench.file(claims, "task.json");
                let lines = texts_of(self.bench, claims)
                    .map(|text| format!("{{\"description\": \"{text}\", \"status\": \"pending\"}}\n"));
                fs::write(&rows, lines.collect::<String>()).expect("target can be written");
                task(&["import", &rows.display().to_string()]).once(0);
            }
            self.pair("`add … --by …`", claims, "taskwarrior: add", Goal::None, &add, &task(&["add", "a task {n}"]));
            let found = task(&[&format!("description.contains:{}", self.rare()), "list"]);
            self.pair("`search`, a rare word", claims, "taskwarrior: list", Goal::None, &search, &found);
        }
        if has("buku") {
            let folder = self.bench.file(claims, "buku");
            let buku = |words: &[&str]| Task::of("buku", words).with("XDG_DATA_HOME", &folder);
            let file = folder.join("buku/bookmarks.db");
            let adding = ["--nostdin", "--nc", "-a", "https://a.example/{n}", "--title", "a page"];
            if !file.exists() {
                buku(&adding).once(1);
                let sql = format!(
                    "attach '{}' as book; insert into bookmarks (URL, metadata, tags, desc)
                     select 'https://a.example/claim/' || id, text, ',', '' from book.claim;",
                    self.bench.file(claims, "book.db").display()
                );
                Task::of("sqlite3", &[&file.display().to_string(), &sql]).once(0);
            }
            self.pair("`add … --by …`", claims, "buku: add", Goal::None, &add, &buku(&adding));
            let found = buku(&["--nostdin", "--nc", "--np", "--sany", self.rare()]);
            self.pair("`search`, a rare word", claims, "buku: search", Goal::None, &search, &found);
        }
    }

    /// The peak memory of commands that read, and the size of the program.
    fn memory(&mut self, claims: usize) {
        if !self.wants("memory") {
            return;
        }
        let text = &self.sentences()[0];
        let report = self.bench.file(claims, "report.html").display().to_string();
        let commands: [&[&str]; 14] = [
            &["list", "--limit", "50"],
            &["list", "--sort", "text", "--limit", "50"],
            &["list", "--sort", "said", "--limit", "50"],
            &["list", "by:\"Mose Kamobe 0\"", "--limit", "50"],
            &["disputed", "--limit", "50"],
            &["show", "1"],
            &["counts"],
            &["search", "kalo"],
            &["match", text],
            &["repeats"],
            &["speaker", "list"],
            &["document", "list"],
            &["log"],
            &["report", &report, "--force"],
        ];
        for words in commands {
            let taken = self.bench.on(claims, words).once(0);
            let what = format!(
                "`{}`, memory",
                words[..words.len().min(3)].join(" ").replace(text, "…").replace(&report, "FILE")
            );
            self.table.sizes(&what, claims, "40 MiB", AtMost(1.0), [taken.memory, 40.0]);
        }
        let size = fs::metadata(self.bench.gainsay()).map_or(0.0, |meta| meta.len() as f64 / f64::from(1 << 20));
        self.table.sizes("size of the program", claims, "10 MiB", AtMost(1.0), [size, 10.0]);
    }

    /// A word that few claims have: one of the longest.
    fn rare(&self) -> &str {
        self.texts.iter().flat_map(|text| text.split(' ')).find(|word| word.len() == 8).expect("rare words are long")
    }

    /// Twenty words about the first claims, each with some of its words left out and others put in.
    fn sentences(&self) -> Vec<String> {
        let texts = self.texts.iter().zip(self.texts.iter().skip(SENTENCES)).take(SENTENCES);
        texts
            .map(|(text, other)| {
                let own = text.split(' ').enumerate().filter(|(at, _)| at % 3 != 2).map(|(_, word)| word);
                own.chain(other.split(' ')).take(20).collect::<Vec<_>>().join(" ")
            })
            .collect()
    }
}

/// The texts of the claims of a book, in the order of their ids.
fn texts_of(bench: &Bench, claims: usize) -> impl Iterator<Item = String> + use<> {
    let lines = fs::File::open(bench.file(claims, "lines.jsonl")).expect("the lines were made");
    BufReader::new(lines).lines().filter_map(|line| {
        let line: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        Some(line.get("ref").and(line.get("text"))?.as_str()?.to_string())
    })
}

/// Those of the first claims, which are the same in a book of any size.
fn first_texts(bench: &Bench) -> Vec<String> {
    texts_of(bench, bench.sizes[0]).take(2 * SENTENCES).collect()
}

/// In how many lines of hits the number of the sentence is that of the claim.
fn found(file: &std::path::Path) -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file).expect("the hits were written");
    let heads = reader.headers().expect("hits have headings").clone();
    let place =
        |name: &str| heads.iter().position(|head| head == name).unwrap_or_else(|| panic!("no {name} in {heads:?}"));
    let [query, claim] = ["query", "claim"].map(place);
    let rows = reader.into_records().filter_map(Result::ok);
    rows.filter(|row| row.get(query).is_some() && row.get(query) == row.get(claim)).count()
}
