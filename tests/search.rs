//! Searching and matching: no text can break a query, every language is found as it is written, and the index follows
//! what is changed.

use crate::common::{folder, run, text};

/// A book with one claim in each of many languages, and a document with a text.
fn book() -> tempfile::TempDir {
    let folder = folder();
    std::fs::write(
        folder.path().join("text.txt"),
        "The board said: “no herring” at 10:30, and 50% of it was (near) lost.",
    )
    .unwrap();
    for line in [
        "add 'Crime fell by 50% in 2019' --by 'Jane Doe' --quote 'he said: no, never'",
        "add 'Slavoj Žižek lives in Ljubljana' --by \"l'Élysée\"",
        "add 'Ο πρωθυπουργός παραιτήθηκε' --by Παπάς",
        "add 'Ёлка стоит в Москве' --by Иванов",
        "add 'قَالَ الرَّئِيسُ إن المحادثات انتهت' --by الوزير",
        "add '東京オリンピックは延期された' --by 官房長官",
        "add '北京的空气质量改善了' --by 环保局",
        "add 'รัฐบาลลดภาษี' --by รัฐมนตรี",
        "add 'दिल्ली में बारिश हुई' --by मंत्री",
        "add 'Die Straße wurde für 3 Wochen gesperrt' --by Müller",
        "add 'İstanbul büyüyor' --by Şahin",
        "document add --title 'Minutes of the board' --file text.txt",
    ] {
        let done = run(folder.path(), &format!("--db b.db {line}"));
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
    folder
}

/// What a search prints of its hits: `claim 1`, `document 1`, …
fn hits(folder: &tempfile::TempDir, words: &str) -> Vec<String> {
    let typed = shlex::try_quote(words).unwrap();
    let done = run(folder.path(), &format!("--db b.db search --format csv -- {typed}"));
    assert!(done.status.success(), "{words}: {}", text(&done.stderr));
    let printed = text(&done.stdout);
    printed.lines().skip(1).map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn every_language_is_found_as_it_is_written() {
    let folder = book();
    for (words, expected) in [
        ("crime", "claim 1"),
        ("falling crimes", "claim 1"),
        ("rising crimes", ""),
        ("crimes", "claim 1"),
        ("zizek", "claim 2"),
        ("ŽIŽEK", "claim 2"),
        ("Élysée", "claim 2"),
        ("l'elysee", "claim 2"),
        ("ΠΡΩΘΥΠΟΥΡΓΟΣ", "claim 3"),
        ("елка москве", "claim 4"),
        ("الرئيس", "claim 5"),
        ("قال", "claim 5"),
        ("オリンピック", "claim 6"),
        ("リンピ", "claim 6"),
        ("空气", "claim 7"),
        ("气空", ""),
        ("ภาษี", "claim 8"),
        ("दिल्ली", "claim 9"),
        ("strasse", "claim 10"),
        ("straße", "claim 10"),
        ("Şahin", "claim 11"),
        ("herring", "document 1"),
    ] {
        let expected: Vec<_> = expected.split(", ").filter(|hit| !hit.is_empty()).collect();
        assert_eq!(hits(&folder, words), expected, "{words}");
    }
}

#[test]
fn irregular_forms_and_spellings_are_one_word_and_other_words_are_not() {
    let folder = folder();
    for line in [
        "add 'Prices rose for the organisation' --by Ann",
        "add 'The university grows organic food' --by Ann",
        "add 'An E-mail was sent' --by Ann",
        "add '한국어 문서가 공개됐다' --by Ann",
    ] {
        assert!(run(folder.path(), &format!("--db b.db {line}")).status.success(), "{line}");
    }
    for (words, expected) in [
        ("rise", "claim 1"),
        ("rising", "claim 1"),
        ("organization", "claim 1"),
        ("organic", "claim 2"),
        ("universe", ""),
        ("university", "claim 2"),
        ("grew", "claim 2"),
        ("email", "claim 3"),
        ("e-mails", "claim 3"),
        ("sent", "claim 3"),
        ("send", "claim 3"),
        ("한국", "claim 4"),
        ("국어", "claim 4"),
        ("문서", "claim 4"),
        ("공개", "claim 4"),
        ("국문", ""),
    ] {
        assert_eq!(hits(&folder, words).join(", "), expected, "{words}");
        let listed = run(folder.path(), &format!("--db b.db list --columns id --format csv -- {words}"));
        let numbers: Vec<_> = text(&listed.stdout).lines().skip(1).map(|id| format!("claim {id}")).collect();
        assert_eq!(numbers.join(", "), expected, "{words}");
    }
}

#[test]
fn changed_texts_are_found_by_their_words_alone_however_often_they_changed() {
    let folder = folder();
    run(folder.path(), "--db b.db add 'Number zero is here' --by Ann");
    for at in 0..12 {
        run(folder.path(), &format!("--db b.db edit 1 --text 'Number word{at} is here'"));
    }
    assert_eq!(hits(&folder, "zero"), Vec::<String>::new());
    assert_eq!(hits(&folder, "word10"), Vec::<String>::new());
    assert_eq!(hits(&folder, "word11"), ["claim 1"]);
    run(folder.path(), "--db b.db remove 1");
    assert_eq!(hits(&folder, "word11"), Vec::<String>::new());
    run(folder.path(), "--db b.db undo");
    assert_eq!(hits(&folder, "number word11"), ["claim 1"]);
    assert!(run(folder.path(), "--db b.db doctor").status.success());
}

#[test]
fn no_text_breaks_a_search() {
    let folder = book();
    let hostile: [(&str, &[&str]); 33] = [
        ("50%", &["claim 1", "document 1"]),
        ("he said: no", &["claim 1"]),
        ("\"he said: no\"", &["claim 1"]),
        ("10:30", &["document 1"]),
        ("(near)", &["document 1"]),
        ("NEAR(", &["document 1"]),
        ("near(herring, 2)", &[]),
        ("a AND", &[]),
        ("AND", &["document 1"]),
        ("OR OR", &[]),
        ("NOT", &[]),
        ("\"", &[]),
        ("\"\"", &[]),
        ("\"\"\"", &[]),
        ("'", &[]),
        ("“no herring”", &["document 1"]),
        ("*", &[]),
        ("**", &[]),
        ("crim*", &["claim 1"]),
        ("*rime", &[]),
        ("crime*fell", &["claim 1"]),
        ("^crime", &["claim 1"]),
        ("{crime}", &["claim 1"]),
        ("-", &[]),
        ("--", &[]),
        ("(((", &[]),
        (")))", &[]),
        ("%", &[]),
        (";drop table claim;--", &[]),
        ("\\", &[]),
        ("\u{2062}crime\u{2063}", &["claim 1"]),
        ("https://example.org/a?b=c", &[]),
        ("🔥", &[]),
    ];
    for (words, expected) in hostile {
        let found = hits(&folder, words);
        assert!(expected.iter().all(|hit| found.contains(&(*hit).to_string())), "{words}: {found:?}");
        assert!(!expected.is_empty() || found.is_empty() || words.contains("claim"), "{words}: {found:?}");
        let typed = shlex::try_quote(words).unwrap();
        for command in ["match", "list"] {
            let done = run(folder.path(), &format!("--db b.db {command} -- {typed}"));
            let said = text(&done.stderr);
            assert!(
                done.status.success() || said.contains("there is no text") || said.contains("asks for nothing"),
                "{command} {words}: {said}"
            );
        }
    }
}

#[test]
fn a_match_is_told_from_silence() {
    let folder = book();
    let matched = |words: &str| {
        let done = run(folder.path(), &format!("--db b.db match --format csv {}", shlex::try_quote(words).unwrap()));
        assert!(done.status.success());
        text(&done.stdout).lines().skip(1).map(str::to_string).collect::<Vec<_>>()
    };
    let hit = matched("In 2019 crime is said to have fallen by 40 per cent").join("\n");
    assert!(hit.contains("Crime fell by 50% in 2019") && hit.contains("40 %, but here: 50 %"), "{hit}");
    assert_eq!(matched("The harbour will be dredged"), Vec::<String>::new());
    assert!(matched("東京オリンピックが延期された").join("\n").contains("延期"));
}

#[test]
fn what_was_taken_back_is_not_found() {
    let folder = book();
    for line in ["say 1 --by 'John Roe' --quote 'burglaries halved'", "undo"] {
        assert!(run(folder.path(), &format!("--db b.db {line}")).status.success());
        let expected: &[&str] = if line == "undo" { &[] } else { &["claim 1"] };
        assert_eq!(hits(&folder, "burglary"), expected, "{line}");
    }
    assert!(run(folder.path(), "--db b.db speaker edit 'Jane Doe' --name 'Jane Poe'").status.success());
    assert_eq!(hits(&folder, "poe"), ["claim 1"]);
    assert_eq!(hits(&folder, "doe"), ["claim 1"], "an old name is found too");
    assert!(run(folder.path(), "--db b.db undo").status.success());
    assert_eq!(hits(&folder, "poe"), Vec::<String>::new());
}

/// The hits of a text as rows of CSV: rank, score, sentence, claim …
fn scores(folder: &std::path::Path, words: &str) -> Vec<(f64, String)> {
    let done = run(folder, &format!("--db b.db match --format csv {}", shlex::try_quote(words).unwrap()));
    assert!(done.status.success(), "{}", text(&done.stderr));
    let row = |line: &str| {
        let mut cells = line.split(',');
        let score = cells.nth(2).and_then(|score| score.parse().ok());
        Some((score?, cells.nth(1)?.to_string()))
    };
    text(&done.stdout).lines().skip(1).filter_map(row).collect()
}

#[test]
fn a_repeat_is_known_by_its_meaning() {
    let folder = folder();
    assert!(run(folder.path(), "--db b.db demo").status.success());
    let said = run(folder.path(), "--db b.db list --format csv").stdout;
    assert!(text(&said).contains("£100,000"));
    for (words, claim) in [
        ("It would cost a hundred thousand pounds for each migrant sent to Albania", "2"),
        ("Britain negotiates with Albania about refugees", "1"),
        ("Albania gave refuge to four thousand Afghans", "9"),
    ] {
        let found = scores(folder.path(), words);
        let (score, first) = found.first().unwrap_or_else(|| panic!("{words}"));
        assert!(first == claim && *score > 0.3, "{words}: {found:?}");
    }
}

#[test]
fn other_names_are_the_same_words() {
    let folder = folder();
    for line in [
        "add 'The U.K. paid for the bridge at Hulme'",
        "add 'Olta Xhacka closed the port of Durres'",
        "add 'The harbour was dredged in spring'",
        "speaker add 'Olta Xhacka'",
        "speaker alias 'Olta Xhacka' 'the Minister of Ports'",
    ] {
        let done = run(folder.path(), &format!("--db b.db {line}"));
        assert!(done.status.success(), "{line}: {}", text(&done.stderr));
    }
    let found = scores(folder.path(), "Britain gave the money");
    assert!(found.is_empty() || found[0].1 == "1", "{found:?}");
    let all =
        run(folder.path(), "--db b.db match 'The Minister of Ports shut Durres' --at-least 0 --format jsonl --limit 1");
    assert!(text(&all.stdout).contains("Olta Xhacka closed"), "{}", text(&all.stdout));
    let all = run(folder.path(), "--db b.db match 'It was Great Britain' --at-least 0 --format jsonl");
    assert!(text(&all.stdout).contains("The U.K. paid"), "{}", text(&all.stdout));
}
