//! A report of a real story: it names everything that the filter means, and nothing else.

use crate::common::{folder, run, text};
use serde_json::Value;

fn rows(folder: &std::path::Path, line: &str) -> Vec<Value> {
    let said = run(folder, line);
    assert!(said.status.success(), "{}", text(&said.stderr));
    text(&said.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_report_names_every_claim_speaker_quote_and_document_of_its_filter() {
    let folder = folder();
    assert!(run(folder.path(), "demo").status.success());
    for (filter, count) in [("is:disputed", 5), ("by:Qirko", 3), ("tag:costs", 2)] {
        let said = run(folder.path(), &format!("--db gainsay-demo.db report - {filter}"));
        let html = text(&said.stdout);
        let claims = rows(folder.path(), &format!("--db gainsay-demo.db list {filter} --format jsonl"));
        assert_eq!((claims.len(), html.matches("<article ").count()), (count, count), "{filter}");
        for claim in &claims {
            assert!(html.contains(&format!("id=\"claim-{}\"", claim["id"])), "{claim}");
            let texts = ["claim", "made_by", "quote", "document", "attribution", "disputed_by", "tags"];
            for text in texts.iter().flat_map(|name| match &claim[*name] {
                Value::Array(all) => all.clone(),
                one => vec![one.clone()],
            }) {
                assert!(html.contains(text.as_str().unwrap()), "{filter}: {text}");
            }
        }
        let statements = folder.path().join("statements.json");
        let line = format!("--db gainsay-demo.db export statements.json {filter} --statements --force");
        assert!(run(folder.path(), &line).status.success());
        let statements: Value = serde_json::from_slice(&std::fs::read(statements).unwrap()).unwrap();
        for statement in statements.as_array().unwrap() {
            for name in ["speaker", "role", "quote", "occasion", "document", "publisher"] {
                let text = statement[name].as_str().unwrap_or_default();
                assert!(html.contains(text), "{filter}: {name} {text}");
            }
        }
        let other = "Albania hosts 4,000 people from Afghanistan";
        assert_eq!(html.contains(other), claims.iter().any(|claim| claim["claim"] == other), "{filter}");
        assert!(!html.contains("calculated, flights"), "the desk's notes stay at the desk");
    }
}
