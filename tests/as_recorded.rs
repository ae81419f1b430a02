//! The book as it was recorded at an earlier moment: every command that reads takes `--at`, and reckons days from that moment.

use clap::CommandFactory as _;
use gainsay::cli::Cli;

use crate::common::server::Served;
use crate::common::{DEMO, demo, folder, gainsay, run, text};
use crate::desk::TYPED;

/// An example of every command that reads, in the folder of the demo story.
const READING: &[&str] = &[
    "list",
    "disputed",
    "asked",
    "show 1",
    "search talks",
    "match 'The UK is in talks with Albania'",
    "read 6",
    "lines 6",
    "annotate 6 notes.html",
    "repeats",
    "duplicates",
    "contradictions",
    "conflicts",
    "counts",
    "saved",
    "saved list",
    "correction list",
    "correction causes",
    "desk",
    "speaker list",
    "speaker show 1",
    "document list",
    "document show 1",
    "document save 1",
    "member",
    "member list",
    "mine",
    "export claims.csv",
    "report report.html --all",
    "publish site",
    "log",
    "whoami",
];

/// Commands that do not look at the record of a book.
const OTHERS: &[&str] = &[
    "serve",
    "mirror postgres://desk@127.0.0.1:1/news",
    "backup",
    "restore old.db",
    "doctor",
    "demo",
    "completions bash",
    "man",
    "help",
];

/// The commands of the command line, as its own definition has them: `saved list`.
fn commands(of: &clap::Command, before: &str) -> Vec<String> {
    let mut all = Vec::new();
    for command in of.get_subcommands() {
        let name = format!("{before}{}", command.get_name());
        if command.get_subcommands().next().is_none() || !command.is_subcommand_required_set() {
            all.push(name.clone());
        }
        all.extend(commands(command, &format!("{name} ")));
    }
    all
}

fn is_example_of(example: &str, command: &str) -> bool {
    let rest = example.strip_prefix(command).unwrap_or("x");
    let is_longer = ["list", "show", "save", "causes"].iter().any(|word| rest.trim_start().starts_with(word));
    (rest.is_empty() || rest.starts_with(' ')) && (command.contains(' ') || !is_longer)
}

#[test]
fn every_command_that_reads_takes_a_moment_and_every_other_refuses_it() {
    let folder = demo();
    std::fs::write(folder.path().join("letter.txt"), "kept").unwrap();
    for line in [
        "saved add talks tag:talks",
        "desk 'Our desk'",
        "correction add 1 --wrong a --correct b",
        "document attach 1 letter.txt",
        "member add Ann",
        "tag 1 later --as Ann",
    ] {
        let done = run(folder.path(), &format!("--db gainsay-demo.db {line}"));
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
    let entry = text(&run(folder.path(), "--db gainsay-demo.db log --limit 1 --format csv").stdout);
    let newest: i64 = entry.lines().nth(1).unwrap().split(',').next().unwrap().parse().unwrap();
    let line = |typed: &str| format!("--db gainsay-demo.db --as Ann --at {} {typed}", newest - 1);
    let files = || std::fs::read_dir(folder.path()).unwrap().count();
    for command in commands(&Cli::command(), "") {
        let reading = READING.iter().find(|example| is_example_of(example, &command));
        let writing = TYPED.iter().find(|(known, typed)| *known == command && !typed.is_empty());
        let other = OTHERS.iter().find(|example| is_example_of(example, &command));
        assert!(reading.or(other).is_some() || writing.is_some(), "no example of {command}: does it take --at?");
        if let Some(typed) = reading {
            let done = run(folder.path(), &line(typed));
            assert!(done.status.success(), "{typed}: {}", text(&done.stderr));
            assert!(text(&done.stderr).contains("the book as recorded on"), "{typed} ignores --at");
        }
        let before = files();
        for typed in writing.map(|(_, typed)| typed).into_iter().chain(other) {
            let done = run(folder.path(), &line(typed));
            let said = text(&done.stderr);
            assert_eq!(done.status.code(), Some(2), "{typed}: {said}");
            assert!(said.contains("this command does not only look"), "{typed}: {said}");
        }
        assert_eq!(files(), before, "{command} made a file");
    }
}

/// A book of three days: on the 16th somebody was asked until the 17th, and Ann has a claim until the 17th.
fn three_days() -> tempfile::TempDir {
    let folder = folder();
    let at = |day: &str, line: &str| {
        let words = shlex::split(line).unwrap();
        let mut command = gainsay(folder.path());
        let done = command.env("GAINSAY_NOW", format!("2021-11-{day}T09:00:00Z")).args(words).output().unwrap();
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    };
    at("15", "--db book.db add 'It rains' --by 'Tom Hill'");
    at("15", "--db book.db member add Ann");
    at("16", "--db book.db ask 1 --of 'Home Office' --due 2021-11-17 --as Ann");
    at("16", "--db book.db assign 1 --to Ann --due 2021-11-17 --as Ann");
    at("19", "--db book.db tag 1 later --as Ann");
    folder
}

#[test]
fn what_is_overdue_is_reckoned_from_the_day_of_the_moment() {
    let folder = three_days();
    let served = Served::start(folder.path(), "--db book.db serve --as Ann");
    // The entry 4 is of the 16th; on the 17th nothing was recorded.
    for (at, state, is_overdue) in [
        ("4", "open", false),
        ("2021-11-16", "open", false),
        ("2021-11-17", "due-today", false),
        ("2021-11-18", "overdue", true),
        ("5", "overdue", true),
        ("2021-12-31", "overdue", true),
    ] {
        let said = |line: &str| text(&run(folder.path(), &format!("--db book.db --as Ann --at {at} {line}")).stdout);
        let asked = said("asked --format json");
        assert!(asked.contains(&format!("\"state\": \"{state}\"")), "{at}: {asked}");
        assert_eq!(said("asked --overdue --format csv").lines().count(), 1 + usize::from(is_overdue), "{at}");
        assert_eq!(said("mine").contains("overdue"), is_overdue, "{at}: {}", said("mine"));
        assert_eq!(said("list is:overdue --format csv").lines().count(), 1 + usize::from(is_overdue), "{at}");
        assert_eq!(said("list due:today --format csv").lines().count(), 1 + usize::from(state == "due-today"), "{at}");
        let group = served.get(&format!("/asked?at={at}")).texts("h2").join(" ");
        let heading = state.replace("due-today", "due today");
        assert!(group.to_lowercase().contains(&heading), "{at}: {group}");
        assert_eq!(served.get(&format!("/mine?at={at}")).text().contains("overdue"), is_overdue, "{at}");
        assert_eq!(served.get(&format!("/api/asked?at={at}")).text(), asked, "{at}");
        assert_eq!(served.get(&format!("/api/mine?at={at}")).text(), said("mine --format json"), "{at}");
        let found = served.get(&format!("/api/claims?q=is:overdue&at={at}")).text();
        assert_eq!(found.contains("It rains"), is_overdue, "{at}: {found}");
    }
}

#[test]
fn the_api_has_an_address_for_what_commands_read() {
    let folder = demo();
    for line in [
        "member add Ann",
        "member add Chris --as Ann",
        "ask 1 --of 'Tom Hill' --due 2021-11-18 --on 2021-11-17 --as Ann",
        "assign 1 --to Ann --due 2021-11-18 --as Ann",
        "comment 2 '@Ann look' --as Chris",
        "correction add 1 --wrong a --correct b --as Ann",
        "saved add talks tag:talks --as Ann",
    ] {
        let done = run(folder.path(), &format!("--db gainsay-demo.db {line}"));
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
    let served = Served::start(folder.path(), &format!("{DEMO} --as Ann"));
    for (address, line) in [
        ("/api/members", "member list"),
        ("/api/mine", "mine"),
        ("/api/claims", "list"),
        ("/api/claims?q=is:disputed", "disputed"),
        ("/api/claims/2", "show 2"),
        ("/api/claims/2/repeats", "repeats 2"),
        ("/api/repeats", "repeats"),
        ("/api/match?text=The+UK+is+in+talks+with+Albania", "match 'The UK is in talks with Albania'"),
        ("/api/search?q=talks", "search talks"),
        ("/api/speakers", "speaker list"),
        ("/api/speakers/1", "speaker show 1"),
        ("/api/documents", "document list"),
        ("/api/documents/1", "document show 1"),
        ("/api/documents/6/lines", "lines 6"),
        ("/api/asked", "asked"),
        ("/api/asked?overdue=1&of=Tom+Hill", "asked --overdue --of 'Tom Hill'"),
        ("/api/corrections", "correction list"),
        ("/api/counts", "counts"),
        ("/api/saved", "saved list"),
        ("/api/duplicates", "duplicates"),
        ("/api/contradictions", "contradictions"),
        ("/api/conflicts", "conflicts"),
        ("/api/conflicts?claim=2", "conflicts 2"),
        ("/api/history", "log"),
    ] {
        let reply = served.get(address);
        let name = if line == "log" { "" } else { "--as Ann" };
        let done = run(folder.path(), &format!("--db gainsay-demo.db {name} {line} --format json"));
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
        assert_eq!((reply.status, reply.text()), (200, text(&done.stdout)), "{address}");
    }
    let described: serde_json::Value = serde_json::from_str(&served.get("/api/openapi.json").text()).unwrap();
    let of = |path: &str| described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"].clone();
    assert_eq!(of("/api/mine")["schema"]["type"], "object");
    assert_eq!(of("/api/members")["schema"]["type"], "array");
    let nobody = Served::start(folder.path(), &format!("{DEMO} --as Zoe")).get("/api/mine");
    assert_eq!(nobody.status, 404, "{}", nobody.text());
    assert!(nobody.text().contains("you are no member of this desk"), "{}", nobody.text());
}
