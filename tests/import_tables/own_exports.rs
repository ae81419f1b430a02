//! Tables that gainsay wrote, saved by a spreadsheet or edited, and imported again.

use super::*;

/// Own exports as a spreadsheet saves them again.
#[test]
fn own_exports_come_back_from_spreadsheets() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let table = "ref,Claim,Claimant,Role,Date,Link,Published,Verdict,Reviewer,Review URL,Review date,Tags,Note\n\
        T-1,The quay is safe,Ann Lee,Mayor,2020-01-30,https://posts.example/1,2020-01-31,False,Desk,https://desk.example/1,2020-02-03,sea; money,first\n\
        T-2,The pier is open,Tom Hill,,2020-02,https://posts.example/2,,True,Desk,https://desk.example/2,2020-02-13,,\n";
    fs::write(path("t.csv"), table).unwrap();
    let book = path("book.db");
    let run =
        |words: &[&str]| said(&[&["--db", word(&book)], words].concat()).unwrap_or_else(|error| panic!("{error}"));
    run(&["import", word(&path("t.csv"))]);
    run(&["export", word(&path("c.csv"))]);
    run(&["export", word(&path("s.csv")), "--statements"]);
    let before = run(&["export", "-", "--format", "jsonl"]);
    for (order, sign) in [("us", '/'), ("de", '.')] {
        let saved = |name: &str| {
            let mut rows = csv::Reader::from_path(path(name)).unwrap();
            let mut out =
                csv::WriterBuilder::new().delimiter(if order == "de" { b';' } else { b',' }).from_writer(Vec::new());
            out.write_record(rows.headers().unwrap()).unwrap();
            for row in rows.records().map(Result::unwrap) {
                out.write_record(row.iter().map(|cell| as_saved(cell, order, sign))).unwrap();
            }
            let file = path(&format!("{order}-{name}"));
            fs::write(&file, [b"\xef\xbb\xbf", &out.into_inner().unwrap()[..]].concat()).unwrap();
            file
        };
        let (claims, statements) = (saved("c.csv"), saved("s.csv"));
        let own = said(&[
            "--db",
            word(&book),
            "import",
            "--strict",
            word(&claims),
            word(&statements),
            "--on-duplicate",
            "update",
        ]);
        own.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            run(&["export", "-", "--format", "jsonl"]),
            before,
            "{order}: an import into the own book changes nothing"
        );
        let other = path(&format!("{order}.db"));
        said(&["--db", word(&other), "import", "--strict", word(&claims), word(&statements)])
            .unwrap_or_else(|error| panic!("{error}"));
        for (name, flags) in [("c.csv", &[][..]), ("s.csv", &["--statements"][..])] {
            let again = path(&format!("{order}-again-{name}"));
            said(&[&["--db", word(&other), "export", word(&again)], flags].concat()).unwrap();
            assert_eq!(fs::read_to_string(&again).unwrap(), fs::read_to_string(path(name)).unwrap(), "{order} {name}");
        }
    }
}

/// A cell as a spreadsheet in English or German saves it.
fn as_saved(cell: &str, order: &str, sign: char) -> String {
    let parts: Vec<_> = cell.split('-').collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let short = |text: &str| text.trim_start_matches('0').to_string();
    match parts[..] {
        [year, month, day] if year.len() == 4 && [year, month, day].into_iter().all(is_number) => match order {
            "us" => format!("{}{sign}{}{sign}{year}", short(month), short(day)),
            _ => format!("{day}{sign}{month}{sign}{year}"),
        },
        [year, "02"] if year.len() == 4 => format!("Feb-{}", &year[2..]),
        _ => match (cell, order) {
            ("true", "us") => "TRUE".to_string(),
            ("false", "us") => "FALSE".to_string(),
            ("true", _) => "WAHR".to_string(),
            ("false", _) => "FALSCH".to_string(),
            _ => cell.to_string(),
        },
    }
}

#[test]
fn an_edited_export_makes_the_book_what_it_says() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(
        path("t.csv"),
        "ref,Claim,Claimant,Verdict,Reviewer,Tags,Note\nT-1,The quay is safe,Ann Lee,False,Desk,sea; money,first\nT-2,x is y,Tom Hill,True,Desk,sea,second\n",
    )
    .unwrap();
    let book = path("book.db");
    let run =
        |words: &[&str]| said(&[&["--db", word(&book)], words].concat()).unwrap_or_else(|error| panic!("{error}"));
    run(&["import", word(&path("t.csv"))]);
    run(&["export", word(&path("c.csv"))]);
    let edited = fs::read_to_string(path("c.csv")).unwrap();
    let edited = edited.replacen(",False,", ",Half true,", 1).replace("money; sea", "sea").replace(",first,", ",,");
    fs::write(path("c.csv"), &edited).unwrap();
    let plain = run(&["import", word(&path("c.csv")), "--format", "json"]);
    assert!(plain.contains("\"differ\": 1"), "{plain}");
    run(&["import", word(&path("c.csv")), "--on-duplicate", "update"]);
    run(&["export", word(&path("again.csv")), "--force"]);
    let again = fs::read_to_string(path("again.csv")).unwrap();
    let row = again.lines().nth(1).unwrap();
    assert!(row.contains("Half true") && !row.contains("money") && !row.contains("first"), "{row}");
    let twice = run(&["import", word(&path("c.csv")), "--on-duplicate", "update", "--format", "json"]);
    assert!(twice.contains("\"updated\": 0") && twice.contains("\"verdicts\": 0"), "{twice}");
}
