//! The page, as a browser sees it: what is shown is what the book says and what the commands print.

use std::path::Path;

use crate::common::server::{Served, links};
use crate::common::{DEMO, demo, folder, run, text};
use scraper::{Html, Selector};

fn printed(folder: &Path, line: &str) -> Vec<u8> {
    let said = run(folder, &format!("--db gainsay-demo.db {line}"));
    assert!(said.status.success(), "{line}: {}", text(&said.stderr));
    said.stdout
}

#[test]
fn the_api_says_what_the_commands_print() {
    let folder = demo();
    assert!(run(folder.path(), "--db gainsay-demo.db saved add talks tag:talks").status.success());
    let served = Served::start(folder.path(), DEMO);
    for (path, line) in [
        ("claims", "list"),
        ("claims?q=is:disputed", "list is:disputed"),
        ("claims?q=", "list"),
        ("claims?q=by%3A%22The+Times%22+-tag%3Acosts", "list by:\"The Times\" not tag:costs"),
        ("claims?q=%40talks+or+said%3A2021-11", "list @talks or said:2021-11"),
        ("claims?q=%22asylum+seekers%22", "list '\"asylum seekers\"'"),
        (
            "claims?status=disputed&status=not-denied&sort=text",
            "list --status disputed --status not-denied --sort text",
        ),
        ("claims?verdict=none&stage=new&limit=2&offset=1", "list --verdict none --stage new --limit 2 --offset 1"),
        ("claims?q=nothing-has-this", "list nothing-has-this"),
        ("claims/2", "show 2"),
        ("speakers", "speaker list"),
        ("documents", "document list"),
        ("search?q=ambassador+talks", "search ambassador talks"),
        ("search?q=albania&limit=2&offset=1", "search albania --limit 2 --offset 1"),
        ("counts", "counts"),
        ("saved", "saved"),
        ("history", "log"),
        ("history?limit=1", "log --limit 1"),
    ] {
        let reply = served.get(&format!("/api/{path}"));
        assert_eq!((reply.status, reply.header("content-type")), (200, "application/json"), "{path}");
        assert_eq!(reply.text(), text(&printed(folder.path(), &format!("{line} --format json"))), "{path}");
    }
    for (path, status, error) in [
        ("claims?q=no:such", 400, "no such key: no:"),
        ("claims?q=tag:nothing", 404, "no such tag: nothing"),
        ("claims?status=wrong", 400, "wrong"),
        ("claims?sort=wrong", 400, "no such order: wrong"),
        ("claims?limit=0", 400, "limit"),
        ("claims?limit=x", 400, "limit"),
        ("claims/99", 404, "no such claim: 99"),
        ("claims/x", 404, "no such claim: x"),
    ] {
        let reply = served.get(&format!("/api/{path}"));
        let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(reply.status, status, "{path}: {value}");
        assert!(value["error"].as_str().unwrap().contains(error) && value["hint"].is_string(), "{path}: {value}");
    }
}

#[test]
fn what_the_api_is_said_to_be_it_is() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let told: serde_json::Value = serde_json::from_slice(&served.get("/api/openapi.json").body).unwrap();
    let paths = told["paths"].as_object().unwrap();
    assert!(paths.len() >= 9, "{paths:?}");
    for (path, does) in paths {
        assert!(does.as_object().unwrap().keys().all(|method| matches!(method.as_str(), "get" | "post")));
        let Some(does) = does.get("get") else { continue };
        let mut query = String::new();
        for parameter in does["parameters"].as_array().unwrap() {
            let value = match (parameter["in"].as_str().unwrap(), parameter["name"].as_str().unwrap()) {
                ("path", name) => {
                    assert!(path.contains(&format!("{{{name}}}")), "{path}");
                    continue;
                }
                (_, "q") => "albania",
                (_, "status") => "disputed",
                (_, "stage") => "new",
                (_, "verdict") => "none",
                (_, "tag") => "talks",
                (_, "by") => "The+Times",
                (_, "disputed-by") => "Xhacka",
                (_, "since") => "2021",
                (_, "until") => "2022",
                (_, "disputed" | "overdue" | "all") => "true",
                (_, "unsourced") => "false",
                (_, "text") => "There+are+talks+with+Albania",
                (_, "of") if path == "/api/asked" => "Xhacka",
                (_, "of") => "claims",
                (_, "cause") => "wrong-figure",
                (_, "sort") => "text",
                (_, "claim" | "document" | "limit" | "at") => "1",
                (_, "offset") => "0",
                (_, name) => panic!("{path}: {name}"),
            };
            query.push_str(&format!("&{}={value}", parameter["name"].as_str().unwrap()));
        }
        // A document with a stored text.
        let id = if path.ends_with("/lines") { "6" } else { "1" };
        let reply = served.get(&format!("{}?{query}", path.replace("{id}", id)));
        // The demo has no members, so no claim is anybody's.
        if path == "/api/mine" {
            assert_eq!(reply.status, 404);
            continue;
        }
        let value: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        let schema = &does["responses"]["200"]["content"]["application/json"]["schema"]["type"];
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(if value.is_array() { "array" } else { "object" }, schema, "{path}");
        // No two claims of the demo look like one, or contradict each other.
        if query.contains("limit=1") && !["/api/duplicates", "/api/contradictions"].contains(&path.as_str()) {
            assert!(value.as_array().unwrap().len() == 1, "{path}: a parameter does what it says: {value}");
        }
    }
    assert_eq!(served.get("/api/nothing").status, 404);
}

#[test]
fn a_file_holds_exactly_the_claims_that_are_shown() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let shown = served.get("/?q=by%3A%22The+Times%22&sort=text");
    let address = |ending: &str| {
        let all = links(&shown.text());
        all.into_iter().find(|address| address.starts_with(&format!("/export.{ending}?"))).unwrap()
    };
    for (ending, line) in [
        ("csv", "export - by:\"The Times\" --sort text --format csv"),
        ("json", "export - by:\"The Times\" --sort text --format json"),
    ] {
        let reply = served.get(&address(ending));
        assert_eq!(reply.header("content-disposition"), format!("attachment; filename=\"claims.{ending}\""));
        assert_eq!(reply.text(), text(&printed(folder.path(), line)), "{ending}");
    }
    assert!(served.get(&address("xlsx")).body.starts_with(b"PK"));
    let reviews = served.get(&address("jsonld"));
    assert_eq!(reviews.text(), text(&printed(folder.path(), "export - by:\"The Times\" --claimreview --sort text")));
    let report = served.get(&address("html"));
    assert_eq!(report.header("content-disposition"), "attachment; filename=\"report.html\"");
    assert!(shown.texts(".scroll tbody th").iter().all(|claim| report.text().contains(claim.as_str())));
    let csv = served.get(&address("csv")).text();
    let rows = shown.texts(".scroll tbody th");
    assert_eq!(rows.len(), csv.lines().count() - 1);
    assert!(rows.len() > 1 && rows.iter().all(|claim| csv.contains(claim.as_str())), "{rows:?}");
}

#[test]
fn a_claim_tells_why_it_stands_where_it_does() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let page = served.get("/claims/1");
    let spaced = |texts: Vec<String>| -> Vec<String> {
        texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let why: Vec<_> =
        spaced(page.texts(".statements > li")).into_iter().filter(|one| one.contains("gives the status")).collect();
    assert!(why.iter().any(|why| why.contains("Qirjako Qirko") && why.contains("denies the claim")), "{why:?}");
    assert!(why.iter().any(|why| why.contains("denies the whole")), "{why:?}");
    assert!(page.texts(".standing")[0].contains("Qirjako Qirko"), "{:?}", page.texts(".standing"));
    let chain = spaced(page.texts(".chain li li"));
    assert!(chain.iter().any(|told| told.contains("The Independent") && told.contains("reports what")), "{chain:?}");
    let statements = page.texts(".statements > li").len();
    let known: serde_json::Value = serde_json::from_slice(&served.get("/api/claims/1").body).unwrap();
    let ids: std::collections::BTreeSet<_> =
        known["statements"].as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect();
    assert_eq!(statements, ids.len(), "each statement once");
    assert!(!page.text().contains("<svg class=\"chart\""), "all of it was said in one month");
    assert!(run(folder.path(), "--db gainsay-demo.db dispute 1 --by Qirko --on 2021-12-01").status.success());
    let charts = served.get("/claims/1").text().matches("<svg class=\"chart\"").count();
    assert_eq!(charts, 2, "one for wide screens, one for narrow ones");
}

#[test]
fn a_speaker_tells_who_disputes_whom() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let speakers: serde_json::Value = serde_json::from_slice(&served.get("/api/speakers").body).unwrap();
    let of = |name: &str, selector: &str| {
        let row = speakers.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        let shown = served.get(&format!("/speakers/{}", row["id"]));
        assert_eq!(shown.texts("h1"), [name]);
        shown.texts(selector)
    };
    assert_eq!(of("The Times", ".opponents caption"), ["Disputed by"]);
    assert_eq!(of("The Times", ".opponents th[scope=row]"), ["Olta Xhacka", "Qirjako Qirko"]);
    assert_eq!(of("The Times", ".opponents td"), ["3 claims", "3 claims"]);
    assert_eq!(of("Olta Xhacka", ".opponents caption"), ["Disputes claims of"]);
    assert_eq!(of("Olta Xhacka", ".opponents th[scope=row]"), ["The Times", "an unnamed minister", "officials"]);
    assert_eq!(of("Dominic Raab", ".opponents caption"), Vec::<String>::new());
    assert_eq!(of("Dominic Raab", "h2"), ["Said, the newest first", "Correct and join"]);
}

#[test]
fn who_disputes_whom_is_a_table_whose_numbers_lead_to_the_claims() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let page = served.get("/speakers");
    assert_eq!(page.texts(".matrix thead th"), ["The Times", "an unnamed minister", "officials"]);
    assert_eq!(page.texts(".matrix tbody th"), ["Olta Xhacka", "Qirjako Qirko"]);
    assert_eq!(page.texts(".matrix tbody td a"), ["3", "1", "1", "3", "1", "1"]);
    let html = Html::parse_document(&page.text());
    for link in html.select(&Selector::parse(".matrix tbody td a").unwrap()) {
        let claims = served.get(link.value().attr("href").unwrap()).texts(".claims tbody th").len();
        assert_eq!(claims.to_string(), link.text().collect::<String>());
    }
    assert!(run(folder.path(), "--db gainsay-demo.db retract --document 2 --by 'The Times'").status.success());
    let after = served.get("/speakers").texts(".matrix thead th");
    assert!(!after.contains(&"The Times".to_string()), "who took it back is not disputed any more: {after:?}");
}

#[test]
fn every_claim_stands_on_one_of_the_pages_of_a_list() {
    let folder = folder();
    let line = |n| {
        format!(
            "{{\"text\":\"Claim {n:03}\",\"statements\":[{{\"speaker\":\"Speaker {n}\",\"stance\":\"asserts\"}}]}}\n"
        )
    };
    std::fs::write(folder.path().join("many.jsonl"), (1..=120).map(line).collect::<String>()).unwrap();
    assert!(run(folder.path(), "--db many.db import many.jsonl").status.success());
    let served = Served::start(folder.path(), "--db many.db serve");
    for (from, rows, shown) in [
        ("/?sort=text", 120, ["1–50 of 120 claims", "51–100 of 120 claims", "101–120 of 120 claims"]),
        (
            "/?q=claim&sort=text&col=status",
            120,
            ["1–50 of 120 claims", "51–100 of 120 claims", "101–120 of 120 claims"],
        ),
        ("/speakers", 120, ["1–50 of 120 speakers", "51–100 of 120 speakers", "101–120 of 120 speakers"]),
    ] {
        let (mut seen, mut told, mut next) = (Vec::new(), Vec::new(), Some(from.to_string()));
        while let Some(path) = next {
            let page = served.get(&path);
            seen.extend(page.texts(".scroll tbody th"));
            told.push(page.texts(".pager p").swap_remove(0));
            let html = Html::parse_document(&page.text());
            let behind = Selector::parse("a[rel=next]").unwrap();
            next = html.select(&behind).next().map(|found| found.value().attr("href").unwrap().to_string());
        }
        assert_eq!((seen.len(), told), (rows, shown.map(str::to_string).to_vec()), "{from}");
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), rows, "{from}: each once");
    }
    assert_eq!(served.get("/?page=9").status, 200);
    assert_eq!(served.get("/?q=%22claim+007%22").texts(".pager p"), ["1 claim"]);
    let columns = served.get("/?col=tags&col=origins").texts("table.claims thead th:not(.c-pick)");
    assert_eq!(columns, ["Claim", "Origins", "Tags"]);
}

#[test]
fn a_wrong_filter_is_told_beside_the_box_and_is_not_lost() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let reply = served.get("/?q=bad%3A%22a%26b%22&stage=new");
    assert_eq!(reply.status, 400);
    assert_eq!(reply.texts("[role=alert]").len(), 1);
    assert!(reply.text().contains("value=\"bad:&quot;a&amp;b&quot;\""), "{}", reply.text());
    assert!(reply.text().contains("aria-invalid=\"true\" aria-describedby=\"wrong\""));
    assert!(reply.text().contains("<option selected>new</option>"));
    assert_eq!(reply.texts("table.claims").len(), 0);
    let found = served.get("/search?q=bad%3Ax");
    assert_eq!((found.status, found.texts("[role=alert]").len()), (400, 1));
    for (path, status, said) in [
        ("/claims/99", 404, "No such claim: 99"),
        ("/nothing", 404, "There is no page /nothing"),
        ("/?page=x", 400, "not x"),
    ] {
        let reply = served.get(path);
        assert_eq!(reply.status, status, "{path}");
        assert!(reply.text().contains(said), "{path}: {}", reply.text());
    }
}

#[test]
fn an_empty_book_says_what_to_do() {
    let folder = folder();
    let served = Served::start(folder.path(), "--db new.db serve");
    let page = served.get("/");
    assert!(page.text().contains("This book is empty") && page.text().contains("Record the first claim"));
    for (path, reply) in served.crawl("/") {
        assert_eq!(reply.status, 200, "{path}");
    }
    assert_eq!(served.get("/api/claims").text(), "[]\n");
    assert!(run(folder.path(), "--db new.db add 'The bridge is shut' --by 'Ann Lee'").status.success());
    assert_eq!(
        served.get("/").texts(".scroll tbody th"),
        ["The bridge is shut"],
        "what another command wrote is there at once"
    );
}

#[test]
fn quotes_that_overlap_are_each_marked_where_they_stand() {
    let folder = folder();
    let text = "Ann Lee says the bridge is safe. “The bridge is not safe at all,” says Tom Hill <of> Northport.";
    std::fs::write(folder.path().join("story.txt"), text).unwrap();
    for line in [
        "document add --title Story --publisher 'Northport Echo' --file story.txt",
        "add 'The bridge is safe' --by 'Ann Lee' --in 1 --quote 'the bridge is safe'",
        "dispute 1 --by 'Tom Hill' --in 1 --quote 'The bridge is not safe at all'",
        "add 'The bridge may fall' --by 'Tom Hill' --in 1 --quote 'not safe at all,” says Tom Hill <of>'",
    ] {
        let said = run(folder.path(), &format!("--db b.db {line}"));
        assert!(said.status.success(), "{line}: {}", crate::common::text(&said.stderr));
    }
    let served = Served::start(folder.path(), "--db b.db serve");
    let page = served.get("/documents/1");
    assert_eq!(
        page.texts(".stored mark"),
        ["the bridge is safe", "The bridge is", "not safe at all", ",” says Tom Hill <of>"]
    );
    let classes: Vec<_> = {
        let html = Html::parse_document(&page.text());
        let marks = Selector::parse(".stored mark").unwrap();
        html.select(&marks).map(|mark| mark.value().attr("class").unwrap().to_string()).collect()
    };
    assert_eq!(classes, ["for", "against", "against several", "for"]);
    let whole = page.texts(".stored").concat();
    let shown: String = whole.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    assert_eq!(shown, text, "the text itself is whole");
    assert_eq!(page.texts(".quotes li").len(), 3);
}

#[test]
fn the_bar_counts_what_the_filter_means_and_each_part_leads_to_what_it_counts() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    for query in ["", "q=by%3A%22The+Times%22", "q=talks&stage=new", "verdict=none&sort=text"] {
        let page = served.get(&format!("/?{query}"));
        let rows = page.texts(".shares .numbers tbody td:nth-child(2)");
        let html = Html::parse_document(&page.text());
        let parts = Selector::parse(".shares ul a").unwrap();
        let addresses: Vec<_> =
            html.select(&parts).map(|part| part.value().attr("href").unwrap().to_string()).collect();
        assert!(rows.len() == addresses.len() && !rows.is_empty(), "{query}: {rows:?}");
        let mut all = 0;
        for (row, address) in rows.iter().zip(&addresses) {
            let behind = address.split_once('?').unwrap().1;
            let found: serde_json::Value =
                serde_json::from_slice(&served.get(&format!("/api/claims?{behind}")).body).unwrap();
            let count = found.as_array().unwrap().len();
            assert!(*row == count.to_string(), "{query}: {row}, but {address} gives {count}");
            all += count;
        }
        let listed: serde_json::Value =
            serde_json::from_slice(&served.get(&format!("/api/claims?{query}")).body).unwrap();
        assert_eq!(all, listed.as_array().unwrap().len(), "{query}");
        assert_eq!((page.texts("svg > title").len(), page.texts("svg > desc").len()), (1, 1));
    }
}

#[test]
fn a_filter_that_is_sent_without_a_script_has_a_clean_address() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    let usual = "col=status&col=made-by&col=disputed-by&col=verdict&col=stage&col=last-said";
    for (sent, clean) in [
        (format!("q=&status=&verdict=&stage=&sort=newest&{usual}"), "/"),
        (format!("q=talks&status=disputed&verdict=&stage=&sort=text&{usual}"), "/?q=talks&status=disputed&sort=text"),
        ("q=&status=&verdict=&stage=&sort=newest&col=tags".to_string(), "/?col=claim&col=tags"),
    ] {
        let reply = served.get(&format!("/?{sent}"));
        assert_eq!((reply.status, reply.header("location")), (303, clean), "{sent}");
        assert_eq!(served.get(clean).status, 200, "{clean}");
    }
}

#[test]
fn a_page_is_called_what_it_shows() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    for (path, title) in [
        ("/", "Claims"),
        ("/?status=disputed", "Disputed claims"),
        ("/?status=not-denied&stage=new", "Not-denied claims at the stage new"),
        ("/?q=tag%3Acosts", "Claims for tag:costs"),
        ("/search?q=talks", "Search for talks"),
        ("/claims/2/like", "Claims like claim 2"),
        ("/filters", "What a filter can ask for"),
        ("/history", "History"),
    ] {
        assert_eq!(served.get(path).texts("title")[0], format!("{title} · gainsay-demo.db · gainsay"), "{path}");
    }
}

#[test]
fn no_id_stands_twice_on_a_page_and_names_are_offered() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    for path in [
        "/",
        "/claims",
        "/claims/2",
        "/documents",
        "/documents/1",
        "/speakers",
        "/speakers/2",
        "/statements/1",
        "/saved",
    ] {
        let html = Html::parse_document(&served.get(path).text());
        let with = |selector: &str, name: &str| {
            let all = Selector::parse(selector).unwrap();
            html.select(&all).map(|one| one.value().attr(name).unwrap().to_string()).collect::<Vec<_>>()
        };
        let ids = with("[id]", "id");
        let once: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "{path}: {ids:?}");
        let lists = with("datalist", "id");
        assert!(
            with("input[list]", "list").iter().all(|list| lists.contains(list) || list == "known-claims"),
            "{path}"
        );
    }
}

#[test]
fn when_nobody_writes_the_file_alone_is_the_book() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    assert_eq!(served.post("/claims", &[("text", "The moon is made of cheese"), ("by", "Ann Lee")]).status, 303);
    let log = folder.path().join("gainsay-demo.db-wal");
    let begun = std::time::Instant::now();
    while std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        assert!(begun.elapsed() < std::time::Duration::from_secs(30), "the log is not emptied");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    std::fs::copy(folder.path().join("gainsay-demo.db"), folder.path().join("copy.db")).unwrap();
    assert!(text(&run(folder.path(), "--db copy.db list").stdout).contains("The moon is made of cheese"));
}

#[test]
fn a_refused_change_of_many_claims_is_shown_whatever_list_it_was_sent_from() {
    let folder = demo();
    let served = Served::start(folder.path(), DEMO);
    for list in ["/", "/?verdict=&q=talks", "q=talks&unknown=1&status=", "&&&=="] {
        let page = served.post("/many/stage", &[("claims", "1"), ("stage", "asleep"), ("list", list)]);
        assert_eq!(page.status, 422, "{list}");
        assert!(page.text().contains("asleep"), "{list}");
    }
}
