//! What is typed on the command line: texts from elsewhere, many claims at once, and hints that help with what was tried.

use crate::common::{folder, gainsay, run, text};
use std::io::Write as _;
use std::process::Stdio;

/// A book with so many claims.
fn book(claims: usize) -> tempfile::TempDir {
    let folder = folder();
    let names = ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"];
    for name in &names[..claims] {
        assert!(run(folder.path(), &format!("--db b.db add 'What {name} says' --by {name} --force")).status.success());
    }
    folder
}

fn said(folder: &tempfile::TempDir, line: &str) -> String {
    let output = run(folder.path(), &format!("--db b.db {line}"));
    text(&output.stdout) + &text(&output.stderr)
}

fn with_input(folder: &tempfile::TempDir, line: &str, input: &str) -> String {
    let mut child = gainsay(folder.path())
        .args(shlex::split(&format!("--db b.db {line}")).unwrap())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn a_minus_is_standard_input_for_every_text_and_at_names_a_file() {
    let book = book(1);
    let added = with_input(&book, "add - --by Ann", "Ships sail twice a day\n");
    assert!(added.starts_with("claim 2: Ships sail twice a day\n"), "{added}");
    with_input(&book, "edit 2 --note -", "two\nlines\n");
    with_input(&book, "dispute 2 --by Bo --quote -", "not so");
    with_input(&book, "rate 2 false --by Desk --because -", "It sails once");
    let shown = said(&book, "show 2 --format json");
    for part in ["two\\nlines\"", "\"not so\"", "\"It sails once\"", "gainsay add 'Ships sail twice a day'"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    std::fs::write(book.path().join("note.txt"), "From a file\n").unwrap();
    said(&book, "edit 2 --note @note.txt");
    assert!(said(&book, "show 2").contains("note    From a file") || said(&book, "show 2").contains("From a file"));
    assert!(said(&book, "add '@unknown says so' --by Ann").starts_with("claim 3: @unknown says so"));
    assert!(with_input(&book, "add - --by Ann", " \n").contains("standard input has no text"));
    assert!(with_input(&book, "add - --by Ann --quote -", "x").contains("can be read only once"));
}

#[test]
fn many_claims_are_changed_at_once() {
    for (line, expected) in [
        ("stage 1-3,5 checking", "claim 5: stage checking"),
        ("stage '#2' checking", "claim 2: stage checking"),
        ("stage 1-2 by:Ed checked", "claim 5: stage checked"),
        ("tag 1-3 '#5' red", "claim 5: is tagged red"),
        ("tag by:Cy red blue", "claim 3: is tagged blue"),
        ("tag @some red", "claim 2: is tagged red"),
        ("tag 1 2021", "claim 1: is tagged 2021"),
        ("remove 1-2,4", "claim 4 removed"),
        ("remove by:Flo", "claim 6 removed"),
    ] {
        let book = book(6);
        said(&book, "saved add some 'by:Ann or by:Bo'");
        let done = said(&book, line);
        assert!(done.contains(expected), "{line}: {done}");
    }
    let book = book(6);
    let dry = said(&book, "stage 1-3,5 checking --dry-run");
    assert!(dry.contains("4 claims are meant") && dry.contains("4 changes would be written; nothing was"), "{dry}");
    for line in ["stage 1-6 dropped --dry-run", "tag 1-6 x --dry-run", "remove 1-6 --dry-run"] {
        assert!(said(&book, line).contains("nothing was"), "{line}");
    }
    assert_eq!(said(&book, "list stage:new tag:none --format csv").lines().count(), 7);
    said(&book, "tag 1-6 x");
    assert!(said(&book, "undo").contains("undid"), "one entry");
    assert!(said(&book, "list tag:none --format csv").lines().count() == 7);
    for (line, expected) in [
        ("stage 9 checking", "no such claim: 9"),
        ("stage x checking", "by its number, not by “x”"),
        ("stage tag:nothing checking", "error"),
        ("remove 3-1", "by its number"),
    ] {
        assert!(said(&book, line).contains(expected), "{line}: {}", said(&book, line));
    }
}

#[test]
fn hints_help_with_what_was_tried() {
    let book = book(1);
    for (line, hint) in [
        ("deny 1 --by Bo", "gainsay dispute"),
        ("decline 1 --by Bo", "declines-to-deny"),
        ("correct 1 --by Bo", "--stance corrects"),
        ("delete 1", "gainsay remove"),
        ("respond 1 --by Bo --stance declines", "declines-to-deny or declines-to-comment"),
        ("respond 1 --by Bo --stance 'no comment'", "did you mean declines-to-comment?"),
        ("no-comment 1 --by Bo", "declines-to-comment"),
        ("add Crime has fallen --by Ann", "quotation marks"),
        ("add '-5% growth is coming' --by Ann", "behind --: gainsay add"),
        ("edit 1 --stage checked", "gainsay stage"),
        ("edit 1 --tag x", "gainsay tag"),
    ] {
        let said = said(&book, line);
        assert!(said.contains(hint) && said.contains("hint: "), "{line}: {said}");
        assert!(!said.contains("in a filter"), "{line}: {said}");
    }
    assert!(said(&book, "list -x").contains("in a filter"));
}

#[test]
fn a_label_is_never_taken_for_its_opposite() {
    for (label, never) in [
        ("Untrue", "mean true"),
        ("Mostly untrue", "mostly-true"),
        ("Not true", "mean true"),
        ("Disproven", "mean proven"),
    ] {
        let book = book(1);
        let rated = said(&book, &format!("rate 1 '{label}' --because x --by Desk"));
        assert!(!rated.contains(never), "{label}: {rated}");
        assert!(!said(&book, &format!("list verdict:un{never}")).contains(&format!("did you {never}")));
    }
}

#[test]
fn none_in_quotation_marks_is_the_word() {
    let book = book(3);
    said(&book, "add 'Boats are red' --by None");
    said(&book, "tag 4 none");
    said(&book, "rate 2 none --because r --by Desk");
    let ids = |filter: &str| -> Vec<String> {
        let listed = said(&book, &format!("list {filter} --format csv"));
        listed.lines().skip(1).filter_map(|line| line.split(',').next().map(str::to_string)).collect()
    };
    assert_eq!(ids("'tag:\"none\"'"), ["4"]);
    assert_eq!(ids("tag:none"), ["1", "2", "3"]);
    assert_eq!(ids("--tag none"), ["1", "2", "3"]);
    assert_eq!(ids("--tag '\"none\"'"), ["4"]);
    assert_eq!(ids("'by:\"None\"'"), ["4"]);
    assert_eq!(ids("'verdict:\"none\"'"), ["2"]);
    assert_eq!(ids("verdict:none"), ["1", "3", "4"]);
    said(&book, "saved add odd 'tag:\"none\"'");
    assert_eq!(ids("@odd"), ["4"]);
}

#[test]
fn recorded_today_is_the_local_day() {
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Tokyo", "UTC"] {
        let folder = folder();
        let at = |line: &str| {
            let words = shlex::split(&format!("--db b.db {line}")).unwrap();
            let output = gainsay(folder.path()).env_remove("GAINSAY_NOW").env("TZ", zone).args(words).output().unwrap();
            text(&output.stdout)
        };
        at("add 'The pier is closing' --by Ann");
        for (filter, count) in
            [("recorded:today", 2), ("'recorded:>=today'", 2), ("recorded:yesterday", 1), ("recorded:tomorrow", 1)]
        {
            assert_eq!(at(&format!("list {filter} --format csv")).lines().count(), count, "{zone} {filter}");
        }
    }
}

#[test]
fn a_figure_is_one_word() {
    let folder = folder();
    for claim in [
        "Wages rose 5% in May",
        "He paid 3.5 million",
        "They paid 3 people",
        "They paid 3,000 people",
        "It rose 1,5 per cent",
    ] {
        run(folder.path(), &format!("--db b.db add '{claim}' --by A --force"));
    }
    for (words, found) in [
        ("5%", "1"),
        ("5", "1"),
        ("3", "3"),
        ("3.5", "2"),
        ("3,000", "4"),
        ("3000", "4"),
        ("1.5", "5"),
        ("'\"3.5 million\"'", "2"),
    ] {
        for command in ["list", "search"] {
            let listed = said(&folder, &format!("{command} {words} --format jsonl"));
            assert_eq!(listed.lines().count(), 1, "{command} {words}: {listed}");
            assert!(listed.contains(&format!("\"id\":{found},")), "{command} {words}: {listed}");
        }
    }
}

#[test]
fn the_history_is_shown_since_a_day() {
    let book = book(2);
    assert_eq!(said(&book, "log --since yesterday --format csv").lines().count(), 3);
    assert_eq!(said(&book, "log --since 2021-11-19T11:00 --format csv").lines().count(), 3);
    assert!(said(&book, "log --since tomorrow").contains("nothing was done since then"));
    assert!(said(&book, "log --since someday").contains("error"));
}

#[test]
fn a_shell_completes_what_is_in_the_book_and_files_only_where_a_file_is_meant() {
    let folder = folder();
    std::fs::write(folder.path().join("secret.txt"), "").unwrap();
    for line in [
        "add 'Rain is dry' --by \"Zoë O'Neil\" --tag water",
        "saved add waiting is:disputed",
        "rate 1 odd --because why --by Desk",
    ] {
        assert!(run(folder.path(), &format!("--db b.db {line}")).status.success(), "{line}");
    }
    let script = text(&run(folder.path(), "completions bash").stdout);
    std::fs::write(folder.path().join("c.bash"), script).unwrap();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_gainsay")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let complete = |words: &str, last: &str| {
        let line = format!(
            ". ./c.bash; COMP_WORDS=({words} {last}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); \
             _gainsay gainsay {last} \"${{COMP_WORDS[COMP_CWORD-1]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let mut bash = std::process::Command::new("bash");
        bash.args(["-c", &line])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("GAINSAY_DB", "b.db")
            .env("LC_ALL", "C.UTF-8");
        text(&bash.output().unwrap().stdout)
    };
    for (words, last, expected) in [
        ("gainsay list --by", "''", "Zoë\\ O\\'Neil"),
        ("gainsay list --by", "zo", "Zoë\\ O\\'Neil"),
        ("gainsay list --tag", "''", "water"),
        ("gainsay stage 1", "ch", "checking"),
        ("gainsay show", "''", "1"),
        ("gainsay rate 1", "od", "odd"),
        ("gainsay rate 1", "mostly-f", "mostly-false"),
        ("gainsay list", "@", "@waiting"),
        ("gainsay list", "stat", "status:"),
        ("gainsay list", "status:dis", "status:disputed"),
        ("gainsay list", "by:Z", "by:Zoë\\ O\\'Neil"),
        ("gainsay list --status", "with", "withdrawn"),
        ("gainsay list", "--disputed-", "--disputed-by"),
        ("gainsay --db", "''", "secret.txt"),
        ("gainsay document add --file", "''", "secret.txt"),
    ] {
        let offered = complete(words, last);
        assert!(offered.lines().any(|line| line == expected), "{words} {last}: {offered}");
    }
    for words in ["gainsay list --by", "gainsay list --tag", "gainsay add --quote", "gainsay show"] {
        assert!(!complete(words, "''").contains("secret.txt"), "{words}: {}", complete(words, "''"));
    }
    for shell in ["zsh", "fish"] {
        assert!(text(&run(folder.path(), &format!("completions {shell}")).stdout).contains("COMPLETE"), "{shell}");
    }
}

/// The first cells of the lines that a list prints as CSV, without the heading.
fn first_cells(folder: &tempfile::TempDir, line: &str) -> String {
    let printed = text(&run(folder.path(), &format!("--db b.db {line}")).stdout);
    let cells: Vec<_> = printed.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default()).collect();
    cells.join(" ")
}

#[test]
fn a_list_is_sorted_by_each_column_without_regard_to_accents_and_case() {
    let folder = folder();
    for (words, by, stage) in [
        ("Zebra crossings are closed", "Émile", "checked"),
        ("äpfel are cheap", "bert", "new"),
        ("Öl is dear", "Carla", "checking"),
        ("“Oil” prices fell", "anna", "dropped"),
        ("éclairs are banned", "Dora", "awaiting-reply"),
    ] {
        said(&folder, &format!("add '{words}' --by {by}"));
        if stage != "new" {
            let claim = said(&folder, "list --sort newest --limit 1 --columns id --format csv");
            said(&folder, &format!("stage {} {stage}", claim.lines().nth(1).unwrap()));
        }
    }
    said(&folder, "tag 2 travel");
    for (sort, expected) in [
        ("text", "2 5 4 3 1"),
        ("-text", "1 3 4 5 2"),
        ("made-by", "4 2 3 5 1"),
        ("stage", "2 3 5 1 4"),
        ("-stage", "4 1 5 3 2"),
        ("tags", "2 1 3 4 5"),
        ("-changed", "2 5 4 3 1"),
        ("-id", "5 4 3 2 1"),
        ("newest", "5 4 3 2 1"),
    ] {
        let sorted = first_cells(&folder, &format!("list --sort {sort} --columns id --format csv"));
        assert_eq!(sorted, expected, "{sort}");
        let rest = first_cells(&folder, &format!("list --sort {sort} --offset 2 --columns id --format csv"));
        assert_eq!(rest, expected.split_once(' ').unwrap().1.split_once(' ').unwrap().1, "{sort}");
    }
}

#[test]
fn a_list_has_the_columns_that_are_asked_for() {
    let folder = book(1);
    let printed = said(&folder, "list --columns status,id,made-by --format csv");
    assert_eq!(printed.lines().next().unwrap(), "status,id,made_by");
    assert!(said(&folder, "list --columns recorded_at").contains("recorded_at"));
    let refused = run(folder.path(), "--db b.db list --columns state");
    assert!(text(&refused.stderr).contains("no such column: state"), "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains("hint: "), "{}", text(&refused.stderr));
}

#[test]
fn a_list_has_what_was_changed_on_a_day() {
    let folder = folder();
    let on = |day: &str, line: &str| {
        let mut program = gainsay(folder.path());
        program.env("GAINSAY_NOW", format!("2024-03-{day}T12:00:00Z"));
        let done = program.args(["--db", "b.db"]).args(shlex::split(line).unwrap()).output().unwrap();
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
        text(&done.stdout)
    };
    on("01", "add 'Rain falls' --by Ann");
    on("01", "add 'Snow falls' --by Ann");
    on("05", "dispute 1 --by Ben");
    on("07", "tag 2 weather");
    let found = |filter: &str| {
        on("07", &format!("list --columns id --format csv '{filter}'")).lines().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("changed:2024-03-01"), "1 2");
    assert_eq!(found("changed:2024-03-05"), "1");
    assert_eq!(found("changed:>=yesterday"), "2");
    assert_eq!(found("-changed:>=2024-03-05"), "");
}

#[test]
fn an_edit_and_a_verdict_change_many_claims_at_once() {
    let folder = book(4);
    let dry = said(&folder, "rate 1-3 false --because why --by Desk --dry-run");
    assert!(dry.contains("verdict 1: false on claim 1") && dry.contains("verdict 3: false on claim 3"), "{dry}");
    assert_eq!(first_cells(&folder, "list verdict:none --columns id --format csv"), "1 2 3 4");
    said(&folder, "rate 1-3 false --because why --by Desk");
    assert_eq!(first_cells(&folder, "list verdict:none --columns id --format csv"), "4");
    said(&folder, "rate verdict:none true --because because --by Desk");
    assert_eq!(first_cells(&folder, "list verdict:true --columns id --format csv"), "4");
    said(&folder, "edit 1,3 --note 'ask again'");
    assert_eq!(first_cells(&folder, "list again --columns id --format csv"), "1 3");
    let refused = run(folder.path(), "--db b.db edit 1,3 --text same");
    assert!(text(&refused.stderr).contains("2 claims cannot have the same text"), "{}", text(&refused.stderr));
    said(&folder, "undo");
    assert_eq!(first_cells(&folder, "list again --columns id --format csv"), "");
}

#[test]
fn an_undo_is_shown_first_undone_later_and_says_what_stands_in_its_way() {
    let folder = book(1);
    said(&folder, "tag 1 a");
    said(&folder, "tag 1 b");
    let shown = said(&folder, "undo 2 --dry-run");
    assert!(shown.starts_with("would undo entry 2") && shown.contains("− tag a"), "{shown}");
    assert_eq!(first_cells(&folder, "list tag:a --columns id --format csv"), "1");
    said(&folder, "undo 2");
    said(&folder, "tag 1 c");
    // After another command: the undo is undone by its own number, or the entry is redone.
    assert!(said(&folder, "redo 2 --dry-run").starts_with("would do again entry 2"));
    assert!(said(&folder, "undo 4").starts_with("did again entry 2"));
    assert_eq!(first_cells(&folder, "list tag:a tag:b tag:c --columns id --format csv"), "1");
    said(&folder, "undo 2");
    said(&folder, "tag 1 d");
    said(&folder, "redo");
    assert_eq!(first_cells(&folder, "list tag:a tag:d --columns id --format csv"), "1");
    // The redo took effect last, so it is undone first.
    assert!(said(&folder, "undo --dry-run").starts_with("would undo entry 2"));
    let refused = run(folder.path(), "--db b.db undo 1");
    let said_so = text(&refused.stderr);
    assert!(said_so.contains("entry 1 cannot be undone or redone on its own"), "{said_so}");
    assert!(
        said_so.contains("entry 2 (+ tag 1), entry 3 (+ tag 2)") && said_so.contains("and 1 more build on it"),
        "{said_so}"
    );
    said(&folder, "edit 1 --text 'It rains a lot'");
    said(&folder, "undo");
    said(&folder, "edit 1 --text 'It pours'");
    let refused = text(&run(folder.path(), "--db b.db redo").stderr);
    assert!(refused.contains("builds on it") && refused.contains("It pours"), "{refused}");
}

#[test]
fn claims_are_counted_by_what_is_asked_for() {
    let folder = folder();
    for line in [
        "add 'Rain falls' --by Ann --on 2021-11-18 --tag wet --tag sky",
        "add 'Snow falls' --by Ann --on 2021-12-01 --tag wet",
        "add 'Sun shines' --by Ben --title 'The paper'",
        "rate 1-2 false --because why --by Desk",
    ] {
        assert!(run(folder.path(), &format!("--db b.db {line}")).status.success(), "{line}");
    }
    for (asked, expected) in [
        ("--by speaker", "Ann 2, Ben 1"),
        ("--by tag", "wet 2, sky 1, none 1"),
        ("--by month", "2021-11 1, 2021-12 1, none 1"),
        ("--by document", "The paper 1, none 2"),
        ("--by verdict", "false 2, none 1"),
        ("--by reviewer", "Desk 2, none 1"),
        ("tag:sky --by speaker", "Ann 1"),
        ("tag:wet -tag:sky --by month", "2021-12 1"),
    ] {
        let done = run(folder.path(), &format!("--db b.db counts {asked} --format csv"));
        let printed = text(&done.stdout);
        let rows: Vec<_> =
            printed.lines().skip(1).map(|line| line.splitn(3, ',').skip(1).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(rows.join(", "), expected, "{asked}: {}", text(&done.stderr));
    }
    let printed = text(&run(folder.path(), "--db b.db counts tag:wet --format csv").stdout);
    assert!(printed.contains("verdict,false,2") && !printed.contains("none"), "{printed}");
}

#[test]
fn a_speaker_has_a_scorecard_and_speakers_are_listed_by_name() {
    let folder = folder();
    for line in [
        "add 'Rain falls' --by Zoe --on 2021-11-18",
        "add 'Snow falls' --by Zoe --on 2021-12-01",
        "dispute 1 --by 'Tom Hill' --for 'Émile Office' --on 2021-12-02",
        "rate 2 false --because why --by Desk",
    ] {
        assert!(run(folder.path(), &format!("--db b.db {line}")).status.success(), "{line}");
    }
    let zoe = said(&folder, "speaker show Zoe");
    for expected in
        ["2 claims", "disputed 1; nobody disputes it 1", "false 1; none 1", "2021-11 1; 2021-12 1", "Émile Office (1)"]
    {
        assert!(zoe.contains(expected), "{expected}: {zoe}");
    }
    assert!(zoe.find("2021-12-01").unwrap() < zoe.find("2021-11-18 ").unwrap(), "the newest first: {zoe}");
    let office = said(&folder, "speaker show 'Émile Office'");
    assert!(office.contains("Said (1)") && office.contains("Zoe (1)"), "{office}");
    let desk = said(&folder, "speaker show Desk");
    assert!(desk.contains("Verdicts given (1)") && desk.contains("Snow falls"), "{desk}");
    let json: serde_json::Value =
        serde_json::from_str(&text(&run(folder.path(), "--db b.db speaker show Zoe --format json").stdout)).unwrap();
    assert_eq!(json["totals"]["status"], serde_json::json!({"disputed": 1, "undisputed": 1}));
    assert_eq!((&json["said"][0]["status"], &json["said"][0]["verdict"]), (&"undisputed".into(), &"false".into()));
    let names = |line: &str| {
        let printed = text(&run(folder.path(), &format!("--db b.db speaker list {line} --format json")).stdout);
        let rows: serde_json::Value = serde_json::from_str(&printed).unwrap();
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row["name"].as_str().unwrap().to_string())
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(names(""), "Desk, Émile Office, Tom Hill, Zoe");
    assert_eq!(names("--sort id --limit 1"), "Zoe");
    assert_eq!(names("emile"), "Émile Office");
    assert_eq!(names("--kind person --sort statements"), "Zoe, Tom Hill");
}

/// What a command prints on a terminal that `script` makes; none where there is no `script`.
fn on_terminal(folder: &tempfile::TempDir, line: &str, variables: &[(&str, &str)]) -> Option<String> {
    let program = shlex::try_quote(env!("CARGO_BIN_EXE_gainsay")).unwrap().into_owned();
    let mut command = std::process::Command::new("script");
    command.args(["-qec", &format!("stty rows 10 cols 80; {program} --db b.db {line}"), "/dev/null"]);
    command.current_dir(folder.path()).env("TERM", "xterm").env("NO_COLOR", "1").stdin(Stdio::null());
    command.envs(variables.iter().copied());
    Some(text(&command.output().ok()?.stdout))
}

#[test]
fn long_output_is_paged_on_a_terminal_and_short_output_is_not() {
    let folder = book(6);
    let pager = [("PAGER", "sed s/says/SAYS/")];
    let Some(listed) = on_terminal(&folder, "list", &pager) else { return };
    assert!(!listed.contains("SAYS"), "eight lines fit: {listed}");
    let long = on_terminal(&folder, "show 1 --format json", &pager).unwrap();
    assert!(long.contains("SAYS"), "{long}");
    let plain = on_terminal(&folder, "show 1 --format json --no-pager", &pager).unwrap();
    assert!(plain.contains("says") && !plain.contains("SAYS"), "{plain}");
    let off = on_terminal(&folder, "show 1 --format json", &[("PAGER", "")]).unwrap();
    assert!(!off.contains("SAYS") && off.contains("says"), "{off}");
    let gone = on_terminal(&folder, "show 1 --format json", &[("PAGER", "no-such-pager")]).unwrap();
    assert!(gone.contains("says"), "{gone}");
}

#[test]
fn an_edit_without_a_text_opens_the_editor_where_somebody_types() {
    let folder = book(1);
    let editor = [("EDITOR", "sed -i s/Ann/Anna/"), ("VISUAL", "")];
    let Some(edited) = on_terminal(&folder, "edit 1", &editor) else { return };
    assert!(edited.contains("claim 1: What Anna says"), "{edited}");
    let same = on_terminal(&folder, "edit 1", &[("EDITOR", "true"), ("VISUAL", "")]).unwrap();
    assert!(same.contains("the text was left as it was"), "{same}");
    let typed = run(folder.path(), "--db b.db edit 1");
    assert!(text(&typed.stderr).contains("what is to change in claim 1?"), "{}", text(&typed.stderr));
}

#[test]
fn a_quiet_command_prints_only_what_was_asked_for() {
    let folder = book(1);
    assert_eq!(said(&folder, "stage 1 checking --quiet"), "");
    assert_eq!(said(&folder, "-q list stage:dropped"), "");
    assert!(said(&folder, "list --quiet").contains("What Ann says"));
    assert!(said(&folder, "stage 9 checking --quiet").contains("error: no such claim: 9"));
    assert!(said(&folder, "stage 1 checked --quiet --format json").contains("stage checked"));
}
