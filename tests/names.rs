//! A name is one speaker's however it is typed, and two of one name are told apart.

use crate::common::{folder, run, text};

/// Runs lines on a new book, and returns what the last one printed.
fn last(lines: &[&str]) -> String {
    let folder = folder();
    let mut said = String::new();
    for line in lines {
        let done = run(folder.path(), &format!("--db b.db {line}"));
        said = text(&done.stdout) + &text(&done.stderr);
    }
    said
}

/// Spellings of one name that look the same.
const ZOE: [&str; 6] = [
    "Zo\u{eb} M\u{fc}ller",
    "Zoe\u{308} Mu\u{308}ller",
    "Zo\u{eb}  M\u{fc}ller",
    "Zo\u{eb}\u{a0}M\u{fc}l\u{ad}ler",
    "\u{200b}Zo\u{eb} M\u{fc}ller\u{200f}",
    "\u{202a}Zo\u{eb} M\u{fc}ller\u{202c}",
];

#[test]
fn a_name_is_one_speaker_however_it_is_encoded() {
    for stored in ZOE {
        let folder = folder();
        run(folder.path(), &format!("--db b.db add 'It rains' --by '{stored}'"));
        for typed in ZOE {
            let line = format!("--db b.db say 1 --by '{typed}' --force");
            assert!(run(folder.path(), &line).status.success());
            run(folder.path(), &format!("--db b.db rate 1 true --because x --by '{typed}' --force"));
        }
        let csv: Vec<_> = ZOE.iter().map(|name| format!("It snows,{name}")).collect();
        std::fs::write(folder.path().join("c.csv"), format!("claim,speaker\n{}\n", csv.join("\n"))).unwrap();
        run(folder.path(), "--db b.db import c.csv");
        let lines: Vec<_> = ZOE
            .iter()
            .enumerate()
            .map(|(n, name)| {
                format!("{{\"text\":\"Line {n}\",\"statements\":[{{\"speaker\":\"{name}\",\"stance\":\"asserts\"}}]}}")
            })
            .collect();
        std::fs::write(folder.path().join("c.jsonl"), lines.join("\n")).unwrap();
        run(folder.path(), "--db b.db import c.jsonl");
        let speakers = text(&run(folder.path(), "--db b.db speaker list --format csv").stdout);
        assert_eq!(speakers.lines().count(), 2, "{stored:?}: {speakers}");
        assert!(speakers.contains("Zo\u{eb} M\u{fc}ller"), "{speakers}");
    }
}

#[test]
fn a_name_that_is_anothers_is_refused_in_every_way() {
    let before = ["speaker add 'Lena Ost'", "speaker alias 1 Leni", "speaker add 'Kofi Mensah'"];
    for line in [
        "speaker add 'LENA  OST'",
        "speaker alias 2 'Lena Ost'",
        "speaker alias 2 leni",
        "speaker edit 2 --name 'Lena Ost'",
        "speaker edit 2 --name 'Le\u{200b}ni'",
    ] {
        let said = last(&[&before[..], &[line]].concat());
        assert!(said.contains("that is speaker 1 already: Lena Ost"), "{line}: {said}");
        let said = last(&[&before[..], &[&format!("{line} --force")]].concat());
        assert!(said.starts_with("speaker "), "{line}: {said}");
    }
    for line in ["speaker alias 1 'Lena Ost'", "speaker edit 1 --name leni", "speaker alias 2 Ost"] {
        let said = last(&[&before[..], &[line]].concat());
        assert!(said.starts_with("speaker "), "{line}: {said}");
    }
    let joined = [&before[..], &["speaker join 1 2", "speaker edit 2 --name 'Lena Ost'"]].concat();
    assert!(last(&joined).starts_with("speaker 2"), "{}", last(&joined));
}

#[test]
fn joined_numbers_are_one_speaker() {
    let before = ["add One --by 'Ann Roe'", "speaker add 'Ann Roe' --force", "speaker join 1 2"];
    for line in ["add Two --by 'Ann Roe'", "list --by Roe", "dispute 1 --by 'ann roe'"] {
        let said = last(&[&before[..], &[line]].concat());
        assert!(!said.contains("may mean"), "{line}: {said}");
    }
    let folder = folder();
    for line in before {
        run(folder.path(), &format!("--db b.db {line}"));
    }
    std::fs::write(folder.path().join("c.csv"), "claim,speaker\nTwo,Ann Roe\n").unwrap();
    let said = run(folder.path(), "--db b.db import c.csv");
    assert!(said.status.success(), "{}", text(&said.stderr));
    run(folder.path(), "--db b.db speaker add 'Ann Roe' --force");
    let said = text(&run(folder.path(), "--db b.db add Three --by 'Ann Roe'").stderr);
    assert!(said.contains("may mean 2 speakers: 1 Ann Roe (person); 3 Ann Roe (person)"), "{said}");
}

#[test]
fn namesakes_are_told_apart_wherever_they_are_shown() {
    let folder = folder();
    let done = |line: &str| text(&run(folder.path(), &format!("--db b.db {line}")).stdout);
    for line in [
        "speaker add 'John Smith' --note 'councillor in Leeds'",
        "speaker add 'John Smith' --note chemist --force",
        "add 'The plant is safe' --by 2 --title T",
        "dispute 1 --by 1 --quote 'it leaks'",
    ] {
        done(line);
    }
    for line in ["list", "show 1", "list --format md", "document show 1", "show 1 --format md", "report -"] {
        let said = done(line);
        assert!(said.contains("John Smith (2, chemist)"), "{line}: {said}");
    }
    for line in ["list --format csv", "show 1 --format json", "export -"] {
        assert!(!done(line).contains("chemist)"), "{line}");
    }
    for line in ["list", "show 1"] {
        assert!(done(line).contains("John Smith (1, councillor in Leeds)"), "{line}");
    }
    assert!(done("list --by 'John Smith (2, chemist)'").contains("The plant"));
    done("add 'Rain is wet' --by 'John Smith (2, chemist)'");
    assert_eq!(done("speaker list --format csv").lines().count(), 3);
}

#[test]
fn what_a_new_speaker_is_is_guessed_from_its_name_and_use() {
    for (line, said) in [
        ("add X --by 'Ministry of Transport'", "Ministry of Transport (organisation, new)"),
        ("add X --by 'Club for Growth'", "Club for Growth (organisation, new)"),
        ("add X --by 'Ann Roe' --title T --publisher 'Ann Roe' --kind post", "Ann Roe (person, new)"),
        ("document add --title T --publisher 'Home Office' --kind press-release", "Home Office (organisation, new)"),
        ("document add --title T --publisher 'Kay Zed' --kind post", "Kay Zed (person, new)"),
        ("document add --title T --publisher 'Kay Zed'", "Kay Zed (outlet, new)"),
        ("speaker add 'Department of Health'", "Department of Health (organisation)"),
        ("add X --by 'Minister of Transport'", "Minister of Transport (person, new)"),
    ] {
        assert!(last(&[line]).contains(said), "{line}: {}", last(&[line]));
    }
    let rated = last(&["add X --by Y", "rate 1 true --because z --by Sam"]);
    assert!(rated.contains("Sam (person, new)"), "{rated}");
    let kind = last(&["add X --by 'Ministry of Transport' --kind person"]);
    assert!(kind.contains("(person, new)"), "{kind}");
}
