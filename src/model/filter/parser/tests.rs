//! Cases for reading filters.

use super::*;
use crate::error::ErrorKind;
use crate::model::filter::{KEYS, as_kept};
use crate::model::{Date, Stage, Status};
use proptest::prelude::*;

fn saved(name: &str) -> Result<String> {
    match name {
        "talks" => Ok("tag:talks -stage:dropped".to_string()),
        "either" => Ok("@talks or is:disputed".to_string()),
        "a" => Ok("@b".to_string()),
        "b" => Ok("x (@a)".to_string()),
        "bomb" => Ok("tag:x ".repeat(300)),
        _ => Err(Error::not_found(format!("no such saved filter: @{name}"))),
    }
}

fn reader() -> FilterReader<'static> {
    let now = NaiveDateTime::parse_from_str("2021-11-19T12:00", "%Y-%m-%dT%H:%M").unwrap();
    FilterReader::new(now, &saved)
}

fn read(text: &str) -> Predicate {
    reader().text(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A filter with all its parentheses.
fn shown(wanted: &Predicate) -> String {
    let joined =
        |parts: &[Predicate], sign: &str| format!("({})", parts.iter().map(shown).collect::<Vec<_>>().join(sign));
    match wanted {
        Predicate::All(all) => joined(all, " & "),
        Predicate::Any(any) => joined(any, " | "),
        Predicate::Not(not) => format!("-{}", shown(not)),
        Predicate::Is(Condition::Words(words)) => {
            let text = if words.phrase { format!("“{}”", words.text) } else { words.text.clone() };
            if words.prefix { text + "*" } else { text }
        }
        Predicate::Is(Condition::Said(days)) => {
            let end = |date: Option<&Date>| date.map(ToString::to_string).unwrap_or_default();
            format!("said {}..{}", end(days.from()), end(days.to()))
        }
        Predicate::Is(Condition::Tag(tag)) => format!("#{tag}"),
        Predicate::Is(Condition::By(name)) => format!("by {name}"),
        Predicate::Is(Condition::Status(status)) => status.to_string(),
        Predicate::Is(Condition::Stage(stage)) => stage.to_string(),
        Predicate::Is(other) => format!("{other:?}"),
    }
}

#[test]
fn reads_what_is_written() {
    for (text, expected) in [
        ("", "()"),
        ("migrant", "migrant"),
        ("per migrant", "(per & migrant)"),
        ("\"per migrant\"", "“per migrant”"),
        ("“per migrant”", "“per migrant”"),
        ("migra*", "migra*"),
        ("\"per migra\"*", "“per migra”*"),
        ("tag:a tag:b", "(#a & #b)"),
        ("tag:a,b", "(#a | #b)"),
        ("TAG:a", "#a"),
        ("tag:\"a, b\",c", "(#a, b | #c)"),
        ("by:\"Qirjako Qirko\" x", "(by Qirjako Qirko & x)"),
        ("status:disputed,not-denied -stage:dropped", "((disputed | not-denied) & -dropped)"),
        ("a b or c", "((a & b) | c)"),
        ("a and b OR c AND d", "((a & b) | (c & d))"),
        ("a (b or c)", "(a & (b | c))"),
        ("not a", "-a"),
        ("not not a", "a"),
        ("not(a b)", "-(a & b)"),
        ("a OR(b c)", "(a | (b & c))"),
        ("-(a or b)", "-(a | b)"),
        ("-\"a b\"", "-“a b”"),
        ("-tag:a,b", "-(#a | #b)"),
        ("not (a b) c", "(-(a & b) & c)"),
        ("((a))", "a"),
        ("a b (c d)", "(a & b & c & d)"),
        ("verdict:none tag:none by:none", "(Unrated & Untagged & Unsourced)"),
        ("is:unsourced", "Unsourced"),
        ("claim:2,5", "(Claim(2) | Claim(5))"),
        ("document:https://example.org/a,b", "(Document(\"https://example.org/a\") | Document(\"b\"))"),
        ("@talks", "(#talks & -dropped)"),
        ("-@talks", "-(#talks & -dropped)"),
        ("@either x", "(((#talks & -dropped) | Disputed) & x)"),
    ] {
        assert_eq!(shown(&read(text)), expected, "{text}");
    }
}

#[test]
fn reads_ranges_of_dates() {
    for (value, expected) in [
        ("2021-11", "2021-11..2021-11"),
        (">2021-11", "2021-12.."),
        (">=2021-11", "2021-11.."),
        ("<2021-11", "..2021-10"),
        ("<=2021-11-18", "..2021-11-18"),
        (">2021-12-31", "2022-01-01.."),
        ("2021-11..2021-12", "2021-11..2021-12"),
        ("..2021", "..2021"),
        ("2021..", "2021.."),
        ("2021-11-18..2021-11", "2021-11-18..2021-11"),
        ("yesterday", "2021-11-18..2021-11-18"),
        (">=\"18 Nov 2021\"", "2021-11-18.."),
        ("\">= 18 Nov 2021\"", "2021-11-18.."),
        ("\"1 Nov 2021\"..\"3 Nov 2021\"", "2021-11-01..2021-11-03"),
        ("\"3 days ago..yesterday\"", "2021-11-16..2021-11-18"),
        ("2021-11-18T09:30", "2021-11-18T09:30..2021-11-18T09:30"),
        ("2021,2023", "2021..2021 | 2023..2023"),
    ] {
        let expected = match expected.split_once(" | ") {
            Some((one, other)) => format!("(said {one} | said {other})"),
            None => format!("said {expected}"),
        };
        assert_eq!(shown(&read(&format!("said:{value}"))), expected, "{value}");
    }
}

/// What people type freely never fails by accident.
#[test]
fn what_cannot_be_meant_otherwise_is_a_word() {
    for (text, expected) in [
        ("50%", "50%"),
        ("he said: no", "(he & said: & no)"),
        ("said:", "said:"),
        ("a AND", "(a & AND)"),
        ("OR a", "(OR & a)"),
        ("not", "not"),
        ("a or or b", "(a | (or & b))"),
        ("a or and", "(a | and)"),
        ("\"", "()"),
        ("\"\"", "()"),
        ("\"open end", "“open end”"),
        ("NEAR(", "NEAR("),
        ("NEAR(a b)", "(NEAR(a & b)"),
        ("f(x) y", "(f(x) & y)"),
        ("(", "()"),
        (")) a ((", "a"),
        ("()", "()"),
        ("a or ()", "a"),
        ("-() a", "a"),
        ("10:30", "10:30"),
        ("https://x.org/a?b=c:d", "https://x.org/a?b=c:d"),
        ("std::fmt", "std::fmt"),
        ("said:)", "said:"),
        ("-", "()"),
        ("a - b", "(a & b)"),
        ("-% a", "a"),
        ("--disputed", "--disputed"),
        ("*", "()"),
        ("@", "()"),
        ("@example.org", "@example.org"),
        ("5\" pipe", "(5\" & pipe)"),
        ("tag:a,", "#a"),
        ("tag:a, b", "(#a & b)"),
        ("(tag:a)", "#a"),
        ("'quoted'", "'quoted'"),
        ("£100,000", "£100,000"),
    ] {
        assert_eq!(shown(&read(text)), expected, "{text}");
    }
}

#[test]
fn reads_arguments_as_the_shell_leaves_them() {
    for (arguments, expected) in [
        (&["by:Qirjako Qirko", "tag:x"][..], "(by Qirjako Qirko & #x)"),
        (&["-by:Qirjako Qirko"], "-by Qirjako Qirko"),
        (&["by:Qirjako Qirko,Olta Xhacka"], "(by Qirjako Qirko | by Olta Xhacka)"),
        (&["by:Smith, John"], "by Smith, John"),
        (&["by:Marks and Spencer"], "by Marks and Spencer"),
        (&["by:Qirko tag:x"], "(by Qirko & #x)"),
        (&["by:Qirko or tag:x"], "(by Qirko | #x)"),
        (&["by:\"Qirjako Qirko\" x"], "(by Qirjako Qirko & x)"),
        (&["status:disputed migrant"], "(disputed & migrant)"),
        (&["said:18 Nov 2021"], "said 2021-11-18..2021-11-18"),
        (&["per migrant"], "(per & migrant)"),
        (&["\"per migrant\""], "“per migrant”"),
        (&["tag:a", "or", "tag:b"], "(#a | #b)"),
        (&["(", "tag:a", "or", "tag:b", ")", "x"], "((#a | #b) & x)"),
        (&["(tag:a or", "tag:b) x"], "((#a | #b) & x)"),
        (&["not", "(", "a", "b", ")"], "-(a & b)"),
        (&["\"open", "b"], "(“open” & b)"),
    ] {
        let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
        let wanted = reader().arguments(&arguments).unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        assert_eq!(shown(&wanted), expected, "{arguments:?}");
        let kept = as_kept(&arguments).unwrap();
        assert_eq!(shown(&read(&kept)), expected, "{arguments:?} was kept as {kept}");
    }
}

#[test]
fn says_what_is_wrong() {
    let deep = format!("{}a{}", "(".repeat(99), ")".repeat(99));
    let (long, many) = ("a ".repeat(500), format!("claim:{}", "1,".repeat(500)));
    for (text, message, hint) in [
        ("foo:bar", "no such key: foo:", "gainsay help filters lists the keys; '\"foo:bar\"' searches for the words"),
        (
            "x -stauts:disputed",
            "no such key: stauts:",
            "did you mean status:disputed? gainsay help filters lists the keys; '\"stauts:disputed\"' searches for the words",
        ),
        ("status:dispute", "no such status: dispute", "did you mean disputed?"),
        ("is:disputd", "no such word after is: disputd", "did you mean disputed?"),
        ("claim:two", "not the number of a claim: two", "as in claim:2,5"),
        ("by:\"\"", "by: needs a value", "as in by:\"Qirjako Qirko\""),
        ("said:..", "not a range of dates: ..", "as in 2021-11..2021-12, 2021-11.. or ..2021-12"),
        ("said:..2021-11..", "not a range of dates: ..2021-11..", "as in 2021-11..2021-12, 2021-11.. or ..2021-12"),
        ("said:>", "a date is missing", "as in said:2021-11 or said:>=2021-11"),
        ("said:2022..2021", "2021 is before 2022", "the earlier date comes first"),
        ("said:>9999", "> cannot be used with 9999", ">= includes it; > works with a year, month, day or minute"),
        ("said:01/04/2024", "01/04/2024 may be 2024-04-01 or 2024-01-04", "write it as 2024-04-01 or 2024-01-04"),
        ("@todo", "no such saved filter: @todo", ""),
        (
            "@a",
            "in @a: in @b: a saved filter cannot refer to itself: @a → @b → @a",
            "gainsay saved shows what they ask for",
        ),
        (
            "@bomb @bomb",
            "in @bomb: a filter can have at most 400 values and words, including those of its saved filters",
            "tag the claims, then filter by the tag",
        ),
        (
            &long,
            "a filter can have at most 400 values and words, including those of its saved filters",
            "tag the claims, then filter by the tag",
        ),
        (
            &many,
            "a filter can have at most 400 values and words, including those of its saved filters",
            "tag the claims, then filter by the tag",
        ),
        (&deep, "a filter can have at most 40 nested parentheses", "remove parentheses that are not needed"),
    ] {
        let error = reader().text(text).expect_err(text);
        assert_eq!((error.to_string().as_str(), error.hint_sentence().to_string().as_str()), (message, hint), "{text}");
    }
}

#[test]
fn every_key_is_read_with_every_word_it_offers() {
    for key in KEYS {
        assert_eq!(shown(&read(key.example)), shown(&reader().arguments(&[key.example.to_string()]).unwrap()));
        let words = match key.values {
            Values::Words(words) => words,
            Values::Dates => &["2021-11", "yesterday", ">2021", "<=2021-11-18", "2021.."],
            Values::Known => &["2", "none"],
            Values::Figures => &["£100,000", ">=5%", "20", "1m..2m"],
        };
        for word in words {
            if !matches!((key.word, *word), ("claim" | "related", "none")) {
                read(&format!("{}:{word}", key.word));
            }
        }
    }
}

#[test]
fn flags_and_words_are_one_filter() {
    let mut reader = reader();
    let disputed = reader.any("status", &["disputed".to_string(), "not-denied".to_string()]).unwrap().unwrap();
    let by = reader.any("by", &["Qirjako Qirko".to_string()]).unwrap().unwrap();
    let said = reader.said(Some("2021-11"), Some("2021-12")).unwrap().unwrap();
    assert_eq!(
        Predicate::all([disputed, by, said]),
        read("status:disputed,not-denied by:\"Qirjako Qirko\" said:2021-11..2021-12")
    );
    assert_eq!(reader.any("stage", &[]).unwrap(), None);
    assert_eq!(reader.any("stage", &["new".to_string()]).unwrap(), Some(Predicate::Is(Condition::Stage(Stage::New))));
    assert!(read("status:disputed x").requires(&Condition::Status(Status::Disputed)));
}

#[test]
fn says_what_a_date_was_taken_for() {
    let mut reader = reader();
    reader.text("said:>=yesterday recorded:2021").unwrap();
    assert_eq!(reader.notes(), ["yesterday is 2021-11-18"]);
}

fn is_refused_in_words(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::Usage | ErrorKind::NotFound | ErrorKind::Refused)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_filter_or_an_error_in_words(text in "([a-c@:\"“”(),*<> .-]|or|not |tag:|said:|2021){0,30}|\\PC*") {
        let read = reader().text(&text);
        prop_assert!(read.as_ref().err().is_none_or(is_refused_in_words));
    }

    /// What is kept of arguments is read as they were.
    #[test]
    fn what_is_kept_means_the_same(arguments in prop::collection::vec("([a-c@\"“”(),* -]|or|and|not|tag:|by:){0,12}", 0..4)) {
        let wanted = reader().arguments(&arguments);
        let Ok(kept) = as_kept(&arguments) else {
            prop_assert!(wanted.is_err());
            return Ok(());
        };
        match (wanted, reader().text(&kept)) {
            (Ok(wanted), Ok(again)) => prop_assert_eq!(again, wanted, "kept as {}", kept),
            (Err(_), Err(_)) => {}
            (one, other) => prop_assert!(false, "{:?} but {:?}, kept as {}", one, other, kept),
        }
    }
}
