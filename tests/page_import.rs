//! Importing on the page: what a file is taken for is shown first, and what comes of it is what the command does.

use std::path::Path;

use crate::common::server::{Reply, Served, newest};
use crate::common::texts::HARMFUL;
use crate::common::{folder, run, text};
use scraper::{ElementRef, Html, Selector};

const TRACKER: &str = "What they said,Politician,Date,Source,Verdict,\"Remarks, if any\"\n\
    \"The bridge will open in May, and be free\",Ann Lee,2021-11-18,Northport Echo,False,asked twice\n\
    The ferry carries 3000 people,Tom Hill,18 Nov 2021,The Herald,Half true,\n\
    ,Zoe Fox,2021,,,no claim\n\
    The tram is late,Ann Lee,2021,Echo,False,too,many,cells\n";

/// Names and values as they are sent.
type Fields = Vec<(String, String)>;

/// What the form of a page would send as it stands.
fn fields(page: &Reply) -> Fields {
    let html = Html::parse_document(&page.text());
    let all = Selector::parse("form.mapping select, form.mapping input").unwrap();
    let option = Selector::parse("option").unwrap();
    let value = |element: ElementRef| match element.value().name() {
        "select" => {
            let chosen = element.select(&option).find(|option| option.attr("selected").is_some());
            let chosen = chosen.or_else(|| element.select(&option).next()).unwrap();
            Some(chosen.attr("value").map_or_else(|| chosen.text().collect(), str::to_string))
        }
        _ if element.attr("type") == Some("checkbox") => element.attr("checked").map(|_| "on".to_string()),
        _ => Some(element.attr("value").unwrap_or_default().to_string()),
    };
    let named = html.select(&all).filter_map(|element| Some((element.attr("name")?.to_string(), value(element)?)));
    named.collect()
}

/// The same with other values.
fn with(mut fields: Fields, others: &[(&str, &str)]) -> Fields {
    for (name, value) in others {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_string(), (*value).to_string()));
    }
    fields
}

fn send(served: &Served, address: &str, fields: &Fields) -> Reply {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    served.post(address, &fields)
}

/// Brings a file, and gives where it waits.
fn bring(served: &Served, name: &str, bytes: &[u8]) -> String {
    let reply = served.upload("/import", name, bytes);
    assert_eq!(reply.status, 303, "{name}: {}", reply.text());
    reply.header("location").to_string()
}

/// Imports what waits at an address as it was shown.
fn import(served: &Served, address: &str) -> Reply {
    let reply = send(served, address, &with(fields(&served.get(address)), &[("do", "import")]));
    assert_eq!((reply.status, reply.header("location")), (303, address), "{}", reply.text());
    served.get(address)
}

/// A book in tables, without what is random in it.
fn tables(folder: &Path, book: &str) -> String {
    let mut all = String::new();
    for (file, flag) in [("claims.csv", ""), ("statements.csv", "--statements")] {
        let path = folder.join(file);
        let said = run(folder, &format!("--db {book} export {file} {flag} --force"));
        assert!(said.status.success(), "{}", text(&said.stderr));
        let mut rows = csv::Reader::from_path(path).unwrap();
        let random: Vec<bool> =
            rows.headers().unwrap().iter().map(|name| name.ends_with("uid") || name == "recorded_at").collect();
        for row in rows.records() {
            let row = row.unwrap();
            let kept = row.iter().zip(&random).filter(|(_, random)| !**random).map(|(cell, _)| cell);
            all.push_str(&format!("{:?}\n", kept.collect::<Vec<_>>()));
        }
    }
    all
}

#[test]
fn what_a_file_is_taken_for_is_shown_tried_imported_and_undone() {
    let folder = folder();
    assert!(run(folder.path(), "--db b.db add 'The library is shut' --by 'Mia Roe'").status.success());
    let served = Served::start(folder.path(), "--db b.db serve");
    let state =
        || (served.get("/export.json").text(), newest(&served), std::fs::read(folder.path().join("b.db")).unwrap());
    let before = state();
    let address = bring(&served, "tracker.csv", TRACKER.as_bytes());
    let page = served.get(&address);
    assert_eq!(page.texts(".taken b"), ["a table", "Nothing is written yet."]);
    assert_eq!(page.texts(".comes .big li"), ["2 claims", "2 statements", "2 verdicts", "2 speakers"]);
    assert_eq!(
        page.texts("tbody th bdi"),
        ["What they said", "Politician", "Date", "Source", "Verdict", "Remarks, if any"]
    );
    assert!(page.texts("td.cells")[0].contains("The ferry carries 3000 people"), "{:?}", page.texts("td.cells"));
    assert_eq!(page.texts("td.unsure").len(), 1, "the source may be two things");
    let shown = fields(&page);
    let chosen: Vec<_> =
        shown.iter().filter(|(name, _)| name.starts_with("column")).map(|(_, value)| value.as_str()).collect();
    assert_eq!(chosen, ["claim", "made_by", "said_on", "note", "verdict", ""]);
    assert_eq!(page.texts("#rejected tbody th"), ["line 4", "line 5"]);

    let other = with(shown, &[("column4", "via"), ("column6", "note"), ("on_duplicate", "update"), ("do", "try")]);
    assert_eq!(send(&served, &address, &other).status, 303);
    let page = served.get(&address);
    assert_eq!(page.texts(".comes .big li"), ["2 claims", "4 statements", "2 verdicts", "4 speakers"]);
    assert_eq!(state(), before, "a dry run writes nothing");

    let changed = with(fields(&page), &[("column4", "note"), ("do", "import")]);
    assert_eq!(send(&served, &address, &changed).status, 303);
    assert_eq!(served.get(&address).texts(".comes .big li")[1], "2 statements");
    assert_eq!(state(), before, "what was not shown is not imported");

    let again = with(fields(&served.get(&address)), &[("column4", "via"), ("do", "try")]);
    assert_eq!(send(&served, &address, &again).status, 303);
    let page = import(&served, &address);
    assert_eq!(page.texts("h1"), ["Imported tracker.csv"]);
    let line = "gainsay import tracker.csv --on-duplicate update \
                --map 'claim=What they said,made_by=Politician,said_on=Date,via=Source,verdict=Verdict,note=#6'";
    let entry = newest(&served);
    assert_eq!((entry["command"].as_str().unwrap(), page.texts(".taken code")), (line, vec![line.to_string()]));
    assert!(page.text().contains(&format!("href=\"/history#entry-{}\"", entry["id"])));
    assert!(served.get("/history").text().contains(&format!("id=\"entry-{}\"", entry["id"])));
    assert!(served.get("/").texts("tbody th").contains(&"The ferry carries 3000 people".to_string()));
    let same = send(&served, &address, &with(Vec::new(), &[("do", "import")]));
    assert_eq!((same.status, newest(&served)), (303, entry.clone()), "it is imported once");

    std::fs::write(folder.path().join("tracker.csv"), TRACKER).unwrap();
    assert!(run(folder.path(), "--db typed.db add 'The library is shut' --by 'Mia Roe'").status.success());
    assert!(run(folder.path(), &format!("--db typed.db {}", line.trim_start_matches("gainsay "))).status.success());
    assert_eq!(
        tables(folder.path(), "b.db"),
        tables(folder.path(), "typed.db"),
        "the line does the same when it is typed"
    );
    let kept = std::fs::read(folder.path().join("tracker.csv.rejected.csv")).unwrap();
    let file = served.get(&format!("{address}/rejected"));
    assert_eq!((file.body, file.status), (kept, 200));

    assert_eq!(served.post(&format!("/history/{}/undo", entry["id"]), &[("sure", "on")]).status, 303);
    assert_eq!(served.get("/export.json").text(), before.0);
    assert!(served.get(&address).texts(".taken b").contains(&"undone".to_string()));
}

#[test]
fn no_column_is_lost_unsaid() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let address =
        bring(&served, "a.csv", b"claim,speaker,party,weather,mood\nThe bridge is shut,Ann Lee,Blue,rain,grim\n");
    let page = served.get(&address);
    assert_eq!(page.texts(".left-out bdi"), ["party", "weather", "mood"]);
    let twice = send(&served, &address, &with(fields(&page), &[("column3", "made_by"), ("do", "try")]));
    assert_eq!(
        (twice.status, twice.texts("#summary a")),
        (422, vec!["Made by takes one column, not 2: speaker, party".to_string()])
    );
    assert!(twice.text().contains("href=\"#column3\""), "{:?}", twice.texts("#summary"));
    std::fs::write(folder.path().join("a.csv"), "claim,speaker,party\nThe bridge is shut,Ann Lee,Blue\n").unwrap();
    let typed = run(folder.path(), "--db b.db import a.csv --map made_by=speaker+party");
    assert!(text(&typed.stderr).contains("made_by takes one column, not 2: speaker, party"), "{}", text(&typed.stderr));
    assert_eq!(send(&served, &address, &with(fields(&page), &[("do", "keep")])).status, 303);
    let page = served.get(&address);
    assert!(page.texts(".left-out").is_empty());
    import(&served, &address);
    let note = serde_json::from_slice::<serde_json::Value>(&served.get("/api/claims").body).unwrap()[0]["note"].clone();
    for cell in ["Blue", "rain", "grim"] {
        assert!(note.as_str().is_some_and(|note| note.contains(cell)), "{cell}: {note}");
    }
}

#[test]
fn a_file_gives_the_same_by_the_page_and_by_the_command() {
    let folder = folder();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for (at, name) in [
        "samples/tracker.csv",
        "samples/corpus.tsv",
        "samples/answer.json",
        "samples/pages.json",
        "samples/rdfa.html",
        "samples/review.html",
        "albania.jsonl",
    ]
    .iter()
    .enumerate()
    {
        let bytes = std::fs::read(data.join(name)).unwrap();
        let name = name.rsplit('/').next().unwrap();
        std::fs::write(folder.path().join(name), &bytes).unwrap();
        let (page, typed) = (format!("page{at}.db"), format!("typed{at}.db"));
        let said = run(folder.path(), &format!("--db {typed} import {name}"));
        assert!(said.status.success(), "{name}: {}", text(&said.stderr));
        let served = Served::start(folder.path(), &format!("--db {page} serve"));
        let address = bring(&served, name, &bytes);
        let rejected = served.get(&format!("{address}/rejected"));
        import(&served, &address);
        assert_eq!(newest(&served)["command"], format!("gainsay import {name}"));
        let (by_page, by_command) = (tables(folder.path(), &page), tables(folder.path(), &typed));
        assert!(!by_page.is_empty() && by_page == by_command, "{name}: {by_page}\n{by_command}");
        let is_kept =
            |path: &Path| path.file_name().unwrap().to_str().unwrap().starts_with(&format!("{name}.rejected"));
        let mut files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        let kept = files.find(|path| is_kept(path));
        assert_eq!(rejected.status, if kept.is_some() { 200 } else { 404 }, "{name}");
        if let Some(kept) = kept {
            assert_eq!(rejected.body, std::fs::read(kept).unwrap(), "{name}: a dry run has it already");
        }
    }
}

#[test]
fn a_sheet_a_delimiter_and_what_is_pasted_are_read_as_chosen() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, heading, claim) in [("old", "Claim", "The bridge is long"), ("new", "Statement", "The bridge is shut")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (at, cell) in [heading, "Speaker"].iter().enumerate() {
            sheet.write(0, u16::try_from(at).unwrap(), *cell).unwrap();
        }
        sheet.write(1, 0, claim).unwrap();
        sheet.write(1, 1, "Ann Lee").unwrap();
    }
    let address = bring(&served, "our claims.xlsx", &book.save_to_buffer().unwrap());
    let page = served.get(&address);
    assert_eq!(page.texts("#sheet option"), ["the first that has claims", "old", "new"]);
    assert!(page.texts("td.cells")[0].contains("long"));
    let other = with(fields(&page), &[("sheet", "new"), ("do", "try")]);
    assert_eq!(send(&served, &address, &other).status, 303);
    let page = served.get(&address);
    assert_eq!(
        page.texts(".mapping tbody th"),
        ["Statement", "Speaker"],
        "the columns of the other sheet are guessed anew"
    );
    import(&served, &address);
    assert_eq!(newest(&served)["command"], "gainsay import 'our claims.xlsx' --sheet new");

    let pasted = served.post("/import", &[("text", "Claim\tSpeaker\r\nThe ferry is free\tTom Hill\r\n")]);
    let address = pasted.header("location").to_string();
    let page = served.get(&address);
    assert_eq!(page.texts("h1"), ["the pasted text"]);
    let other = with(fields(&page), &[("delimiter", ";"), ("no_header", "on"), ("do", "try")]);
    let wrong = send(&served, &address, &other);
    assert_eq!((wrong.status, wrong.texts("#summary a")), (422, vec!["No column says what is claimed".to_string()]));
    assert!(wrong.text().contains("<details class=\"folded options\" open"), "what was chosen is seen");
    assert_eq!(served.get(&address).texts("#summary a").len(), 1, "also when the page is loaded anew");
    let right = with(fields(&wrong), &[("delimiter", "tab"), ("do", "try")]);
    assert_eq!(send(&served, &address, &right).status, 422, "two columns without headings");
    let right = with(fields(&served.get(&address)), &[("column1", "claim"), ("column2", "made_by"), ("do", "try")]);
    assert_eq!(send(&served, &address, &right).status, 303);
    import(&served, &address);
    let line = "gainsay import - --map 'claim=1,made_by=2' --delimiter tab --no-header";
    assert_eq!(newest(&served)["command"], line);
}

#[test]
fn what_is_rejected_keeps_all_out_where_that_is_asked() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let address = bring(&served, "tracker.csv", TRACKER.as_bytes());
    let strict = with(fields(&served.get(&address)), &[("strict", "on"), ("do", "import")]);
    assert_eq!(send(&served, &address, &strict).status, 303);
    let page = served.get(&address);
    assert!(page.texts(".wrong").concat().contains("nothing is imported then"), "{}", page.text());
    assert!(page.texts("button[value=import]").is_empty());
    assert_eq!(served.get(&format!("{address}/rejected")).status, 200);
    let forced = send(&served, &address, &with(fields(&page), &[("do", "import")]));
    assert_eq!((forced.status, forced.texts("#summary a").len()), (422, 1), "{}", forced.text());
    assert_eq!(served.get("/api/claims").text(), "[]\n");
}

#[test]
fn what_is_wrong_is_told_in_plain_words() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    for (name, bytes, status, told) in [
        ("", &b""[..], 422, "No file was chosen"),
        ("empty.csv", b"", 422, "the file is empty"),
        ("a.png", png, 422, "this is not text"),
        ("a.pdf", b"%PDF-1.7 x", 422, "this is a PDF"),
        ("none.json", b"[]", 422, "there is no ClaimReview and no claim in it"),
        ("a.zip", b"PK\x03\x04xxxx", 422, ""),
    ] {
        let reply = served.upload("/import", name, bytes);
        assert_eq!(reply.status, status, "{name}");
        let told_so = reply.texts("#summary a").concat();
        assert!(!told_so.is_empty() && told_so.to_lowercase().contains(&told.to_lowercase()), "{name}: {told_so}");
        assert!(reply.texts("#summary p").len() == 2, "{name} has a hint");
        assert!(
            reply.text().contains("href=\"#import-file\"") && reply.text().contains("id=\"import-file\""),
            "{name}"
        );
    }
    assert!(served.get("/import").texts(".waiting li").is_empty(), "what cannot be read does not wait");
    let pasted = served.post("/import", &[("text", " ")]);
    assert_eq!((pasted.status, pasted.texts("#summary a")), (422, vec!["Nothing was pasted".to_string()]));
    let pasted = served.post("/import", &[("text", "[1, 2]")]);
    assert_eq!((pasted.status, pasted.texts("textarea")), (422, vec!["[1, 2]".to_string()]), "it is not lost");
    let broken = served.send_as("multipart/form-data; boundary=edge", "/import", "--edge\r\nnot whole");
    assert_eq!(
        (broken.status, broken.texts("#summary a")),
        (400, vec!["The file did not arrive completely".to_string()])
    );

    let rows = bring(&served, "heads.csv", b"claim,made by\n");
    assert_eq!(served.get(&rows).texts(".big"), ["nothing new"]);
    assert!(served.get(&rows).texts("button[value=import]").is_empty(), "no row, nothing to import");
    let none = served.upload("/import", "wording.csv", b"Wording,Speaker\nThe bridge is shut,Ann Lee\n");
    assert_eq!((none.status, none.texts("#summary a")), (422, vec!["No column says what is claimed".to_string()]));
    let kept: Vec<_> =
        fields(&none).into_iter().filter(|(name, _)| name.starts_with("column")).map(|(_, value)| value).collect();
    assert_eq!(kept, ["", "made_by"], "what could be guessed is chosen");

    let path = bring(&served, "../../etc/passwd\u{202e}.csv", b"claim\nThe bridge is shut\n");
    assert_eq!(served.get(&path).texts("h1"), ["passwd.csv"]);
    let encoding = send(&served, &path, &with(fields(&served.get(&path)), &[("encoding", "klingon"), ("do", "try")]));
    assert_eq!(encoding.status, 422);
    assert!(encoding.text().contains("href=\"#encoding\"") && encoding.text().contains("value=\"klingon\""));
    for field in [("column1", "no such"), ("on_duplicate", "drop"), ("delimiter", "x")] {
        let reply = send(&served, &path, &with(fields(&served.get(&path)), &[field, ("do", "import")]));
        assert_eq!((reply.status, reply.texts("#summary a").len()), (422, 1), "{field:?}");
    }
    assert_eq!(served.get("/api/history").text(), "[]\n");
}

#[test]
fn a_file_is_found_by_its_number_and_not_for_ever() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let path = bring(&served, "a.csv", b"claim\nThe bridge is shut\n");
    let foreign = Served::start(folder.path(), "--db other.db serve");
    for address in [path.as_str(), "/import/1", &format!("{path}/rejected")] {
        let gone = foreign.get(address);
        assert_eq!((gone.status, gone.texts("#summary a")), (404, vec!["That file is not here any more".to_string()]));
    }
    assert_eq!(foreign.post(&path, &[("do", "import")]).status, 404);
    for at in 0..4 {
        bring(&served, &format!("{at}.csv"), b"claim\nThe bridge is shut\n");
    }
    assert_eq!(served.get(&path).status, 404, "only the newest wait");
    let last = bring(&served, "last.csv", b"claim\nThe bridge is shut\n");
    let left = send(&served, &last, &with(Vec::new(), &[("do", "leave")]));
    assert!(left.header("location").starts_with("/import?message="));
    assert_eq!(served.get(&last).status, 404);
    let outside = served.send("GET", &path, &[], "");
    assert_eq!(outside.status, 403);
    let elsewhere = [("Cookie", served.cookie.as_str()), ("Sec-Fetch-Site", "cross-site")];
    assert_eq!(served.send("POST", "/import", &elsewhere, "text=x").status, 403);
}

#[test]
fn a_file_that_is_too_large_is_refused_in_plain_words() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let reply = served.upload("/import", "large.csv", &vec![b'x'; 257 << 20]);
    assert_eq!(reply.status, 413);
    assert_eq!(reply.texts("#summary a"), ["That file is longer than 256 MB"]);
    let long = served.post("/import", &[("text", &"x".repeat(9 << 20))]);
    assert_eq!((long.status, long.texts("#summary a").len()), (413, 1));
}

#[test]
fn headings_and_cells_are_only_ever_text() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let mut headings = vec![
        "claim".to_string(),
        "a+b".into(),
        "a,made_by=b".into(),
        "*".into(),
        "#1".into(),
        "a".into(),
        "b".into(),
        "=".into(),
        "x\ny".into(),
    ];
    headings.extend(HARMFUL.iter().map(|text| (*text).to_string()));
    let mut file = Vec::new();
    {
        let mut rows = csv::Writer::from_writer(&mut file);
        rows.write_record(&headings).unwrap();
        rows.write_record(headings.iter().enumerate().map(|(at, text)| format!("{at} {text}"))).unwrap();
        rows.flush().unwrap();
    }
    let address = bring(&served, "<b>x</b>.csv", &file);
    let page = served.get(&address);
    let html = Html::parse_document(&page.text());
    for (selector, count) in
        [("script", 5), ("img", 0), ("iframe", 0), ("b[onclick]", 0), ("[onerror]", 0), ("h1 b", 0)]
    {
        assert_eq!(html.select(&Selector::parse(selector).unwrap()).count(), count, "{selector}");
    }
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    // Every column into the note, and so each is named in the line.
    let all: Vec<_> =
        fields(&page)
            .into_iter()
            .map(|(name, value)| {
                if name.starts_with("column") && name != "column1" { (name, "note".to_string()) } else { (name, value) }
            })
            .collect();
    let tried = send(&served, &address, &with(all, &[("do", "try")]));
    assert_eq!(tried.status, 303, "{}", tried.text());
    let page = served.get(&address);
    let chosen =
        fields(&page).into_iter().filter(|(name, value)| name.starts_with("column") && value == "note").count();
    let shown = page.texts(".mapping tbody th").len();
    assert!(shown > 30 && chosen == shown - 1, "each column is the one that was meant: {chosen} of {shown}");
    import(&served, &address);
    let claims: serde_json::Value = serde_json::from_slice(&served.get("/api/claims").body).unwrap();
    assert_eq!(claims[0]["claim"], "0 claim");
    assert!(claims[0]["note"].as_str().unwrap().contains("4 #1"), "{}", claims[0]["note"]);
}

#[test]
fn two_people_import_the_same_file_and_it_is_there_once() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db b.db serve");
    let (one, two) = (bring(&served, "a.csv", TRACKER.as_bytes()), bring(&served, "a.csv", TRACKER.as_bytes()));
    let (first, second) = std::thread::scope(|scope| {
        let at = |address: &'_ String| {
            let (served, address) = (&served, address.clone());
            scope.spawn(move || import(served, &address).texts("h1"))
        };
        let (first, second) = (at(&one), at(&two));
        (first.join().unwrap(), second.join().unwrap())
    });
    let mut told = [first.concat(), second.concat()];
    told.sort();
    assert_eq!(told, ["Imported a.csv", "Nothing of a.csv was new"]);
    let claims: serde_json::Value = serde_json::from_slice(&served.get("/api/claims").body).unwrap();
    let history: serde_json::Value = serde_json::from_slice(&served.get("/api/history").body).unwrap();
    assert_eq!((claims.as_array().unwrap().len(), history.as_array().unwrap().len()), (2, 1));
}

#[cfg(unix)]
#[test]
fn what_was_brought_is_private_and_goes() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder();
    let aside = folder.path().join("aside");
    std::fs::create_dir(&aside).unwrap();
    let served = Served::start_with(folder.path(), "--db b.db serve", &[("TMPDIR", aside.to_str().unwrap())]);
    let there = || std::fs::read_dir(&aside).unwrap().map(|file| file.unwrap().path()).collect::<Vec<_>>();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let address = bring(&served, "a.csv", TRACKER.as_bytes());
    let kept = there();
    assert_eq!((kept.len(), mode(&kept[0]), mode(&kept[0].join("file"))), (1, 0o700, 0o600));
    import(&served, &address);
    assert!(!kept[0].join("file").exists(), "what was imported is needed no more");
    assert_eq!(served.get(&format!("{address}/rejected")).status, 200, "but what was rejected is");
    served.upload("/import", "a.png", b"\x89PNG\r\n\x1a\n\0\0");
    let left = bring(&served, "b.csv", TRACKER.as_bytes());
    assert_eq!(there().len(), 2);
    served.post(&left, &[("do", "leave")]);
    assert_eq!(there(), kept);
    assert!(served.end().success());
    assert!(there().is_empty(), "{:?}", there());
}
