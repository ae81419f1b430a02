//! Actions as commands: the line of the history is the action again, and a batch of lines tells the story of the demo.

use std::any::TypeId;
use std::collections::BTreeMap;

use clap::{Arg, ArgAction};
use gainsay::actions::{ACTIONS, Definition, Import, Redo, RunBatch, Undo};
use proptest::prelude::*;
use serde_json::Value;

use crate::common::{demo, run, text};

/// Values that a careless command line would take for something else.
const VALUES: &[&str] = &[
    "", " ", "-", "--", "-x", "--force", "--by=x", "a b", "it's", "“so”", "\"", "\\", "$HOME", "`id`", "*", "#1",
    "@claim", "a\nb", "=", "1", "-1", "Zoë", "as x", "not", "with",
];

/// Every action that can be typed.
fn all() -> Vec<Definition> {
    let alone =
        [Definition::of::<Import>(), Definition::of::<RunBatch>(), Definition::of::<Undo>(), Definition::of::<Redo>()];
    ACTIONS.iter().copied().chain(alone).collect()
}

/// Random words for an argument.
fn words_of(argument: &Arg, random: &mut impl FnMut(usize) -> usize, words: &mut (Vec<String>, Vec<String>)) {
    let flag = argument.get_long().map(|long| format!("--{long}"));
    if matches!(argument.get_action(), ArgAction::SetTrue) {
        return words.0.extend(flag);
    }
    let several = matches!(argument.get_action(), ArgAction::Append);
    for _ in 0..if several { 1 + random(3) } else { 1 } {
        let choices = argument.get_possible_values();
        let type_id = argument.get_value_parser().type_id();
        let value = if !choices.is_empty() {
            choices[random(choices.len())].get_name().to_string()
        } else if type_id == TypeId::of::<i64>() || type_id == TypeId::of::<usize>() {
            random(99).to_string()
        } else {
            VALUES[random(VALUES.len())].to_string()
        };
        match &flag {
            Some(flag) => words.0.push(format!("{flag}={value}")),
            None => words.1.push(value),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn the_line_of_an_action_is_that_action(seed in any::<u64>()) {
        let mut state = seed | 1;
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 33).unwrap() % below
        };
        for definition in all() {
            let mut arguments = (definition.arguments)();
            let mut words = (Vec::new(), Vec::new());
            for argument in arguments.clone().get_arguments() {
                if argument.is_required_set() || random(3) == 0 {
                    words_of(argument, &mut random, &mut words);
                }
            }
            let all: Vec<_> = words.0.into_iter().chain(["--".to_string()]).chain(words.1).collect();
            let Ok(action) = (definition.from_words)(&mut arguments, &all) else { continue };
            let line = action.line().unwrap();
            let again = shlex::split(&line).unwrap();
            let begin: Vec<_> = std::iter::once("gainsay").chain(definition.command.split(' ')).collect();
            prop_assert_eq!(&again[..begin.len()], &begin[..]);
            let again = (definition.from_words)(&mut arguments, &again[begin.len()..]).map_err(|error| error.to_string());
            prop_assert!(again.is_ok(), "{}: {:?}", line, again);
            prop_assert_eq!(format!("{:?}", again.unwrap()), format!("{action:?}"), "{}", line);
        }
    }
}

#[test]
fn every_action_can_be_written_as_a_command() {
    for definition in all() {
        let line = std::iter::once("gainsay").chain(definition.command.split(' ')).chain(["--help"]);
        let help = gainsay::cli::Cli::read(line.map(Into::into)).unwrap_err();
        assert!(!help.use_stderr(), "{}: {help}", definition.command);
    }
}

/// The claims of a book without what differs from one recording to the next: uids, refs, numbers of rows, and entries.
fn claims(book: &str, folder: &std::path::Path) -> BTreeMap<String, Value> {
    let list = run(folder, &format!("--db {book} list --format jsonl"));
    let mut claims = BTreeMap::new();
    for line in text(&list.stdout).lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let id = row["id"].as_i64().unwrap();
        let shown = run(folder, &format!("--db {book} show {id} --format json"));
        let mut shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
        forget(&mut shown);
        let mut statements = shown["statements"].as_array().unwrap().clone();
        statements.sort_by_key(ToString::to_string);
        shown["statements"] = statements.into();
        claims.insert(row["claim"].as_str().unwrap().to_string(), shown);
    }
    claims
}

fn forget(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| name != "history" && name != "uid" && name != "ref" && !name.ends_with("id"));
            fields.retain(|name, _| name != "created_at" && name != "updated_at" && name != "claims");
            fields.values_mut().for_each(forget);
        }
        Value::Array(values) => values.iter_mut().for_each(forget),
        _ => {}
    }
}

#[test]
fn a_batch_tells_the_story_of_the_demo() {
    let folder = demo();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/data/albania.batch");
    let told = run(folder.path(), &format!("--db told.db batch {file}"));
    assert!(told.status.success(), "{}", text(&told.stderr));
    let (loaded, told) = (claims("gainsay-demo.db", folder.path()), claims("told.db", folder.path()));
    assert_eq!(loaded.keys().collect::<Vec<_>>(), told.keys().collect::<Vec<_>>());
    for (claim, story) in &loaded {
        assert_eq!(
            serde_json::to_string_pretty(story).unwrap(),
            serde_json::to_string_pretty(&told[claim]).unwrap(),
            "{claim}"
        );
    }
    assert!(run(folder.path(), "--db told.db undo").status.success());
    assert_eq!(text(&run(folder.path(), "--db told.db list --format json").stdout), "[]\n", "one entry is all of it");
}

/// Runs a batch of some lines on a book with one claim; returns the exit code and what is printed on standard error.
fn batch(lines: &str) -> (Option<i32>, String) {
    let folder = crate::common::folder();
    assert!(run(folder.path(), "--db book.db add 'It rains' --by 'Ann Lee'").status.success());
    std::fs::write(folder.path().join("lines"), lines).unwrap();
    let output = run(folder.path(), "--db book.db batch lines");
    (output.status.code(), text(&output.stderr))
}

#[test]
fn a_line_that_is_no_action_is_named_with_its_number() {
    for (line, expected) in [
        ("as river", "lines:2: the line has no action"),
        ("gainsay", "lines:2: the line has no action"),
        ("''", "lines:2: “” is not something that a batch can record"),
        ("add 'Rivers are blue' \\", "lines:2: the line ends with \\"),
        ("add 'Rivers are blue' '' --by=", "lines:2: unexpected argument '' found"),
        ("add 'Rivers are blue", "lines:2: a quotation mark is not closed"),
        ("with as x", "lines:2: `with` is followed by flags, each with its value; “as” is neither"),
        (
            "add 'Rivers are blue' as river\nadd 'Rivers are red' as river",
            "lines:3: a line above gave the name river already",
        ),
    ] {
        let (code, printed) = batch(&format!("add 'It snows'\n{line}\n"));
        assert_eq!(code, Some(2), "{line}: {printed}");
        assert!(printed.starts_with(&format!("error: {expected}")), "{line}: {printed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn no_line_of_a_batch_is_a_fault(line in prop::collection::vec(prop::sample::select(LINE_WORDS), 0..6)) {
        let (code, printed) = batch(&line.join(" "));
        prop_assert!(matches!(code, Some(0..=5)) && !printed.contains("panicked") && !printed.contains("fault in itself"), "{printed}");
    }
}

/// Words of lines of a batch, good and bad.
const LINE_WORDS: &[&str] = &[
    "add",
    "dispute",
    "retract",
    "tag",
    "with",
    "as",
    "gainsay",
    "undo",
    "speaker",
    "rate",
    "1",
    "99",
    "-1",
    "@claim",
    "@",
    "@@",
    "--by",
    "--in",
    "--note",
    "--",
    "-",
    "''",
    "\"",
    "\\",
    "#",
    "It",
    "'It rains'",
    "\u{0}",
    "=",
    "--by=",
];
