//! Files that are kept beside documents.

use crate::common::server::Served;
use crate::common::typed::TypedBook;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0123456789";
const PAGE: &str = "<html><body><script>alert(1)</script></body></html>";

/// A book with a picture and a page beside its document.
fn book() -> TypedBook {
    let book = TypedBook::after(&["document add --title 'Talks denied'"]);
    std::fs::write(book.file("shot.html"), PNG).unwrap();
    book.write("page.png", PAGE);
    book.says("document attach 1 DIR/shot.html DIR/page.png");
    book
}

#[test]
fn files_are_kept_listed_and_written_back() {
    let book = book();
    let files = book.json("document show 1")["attachments"].clone();
    let facts: Vec<_> =
        files.as_array().unwrap().iter().map(|file| (file["name"].as_str(), file["media_type"].as_str())).collect();
    assert_eq!(facts, [(Some("shot.html"), Some("image/png")), (Some("page.png"), Some("text/html"))]);
    book.says("document save 1 --to DIR/out");
    assert_eq!(std::fs::read(book.file("out/1-shot.html")).unwrap(), PNG);
    assert_eq!(std::fs::read_to_string(book.file("out/2-page.png")).unwrap(), PAGE);
    assert!(book.refused("document save 1 --to DIR/out").contains("1-shot.html"), "no file is overwritten");
    // A file that is there already is not added once more.
    assert!(book.says("document attach 1 DIR/page.png").contains("has that file already, as attachment 2"));
    book.write("empty", "");
    assert!(book.refused("document attach 1 DIR/empty").contains("empty is empty"));
    assert!(book.refused("document attach 1 DIR/nothing").contains("nothing"));
}

#[test]
fn undo_and_redo_bring_files_back_and_the_history_has_their_hashes() {
    let book = book();
    let files = || book.json("document show 1")["attachments"].as_array().unwrap().len();
    book.says("document detach 1 2");
    assert_eq!(files(), 0);
    book.says("undo");
    assert_eq!(files(), 2);
    book.says("undo");
    assert_eq!(files(), 0);
    book.says("redo");
    assert_eq!(files(), 2);
    let conn = book.connection();
    assert_eq!(book.rows("select count(*) from attachment_content"), [2], "each content is stored once");
    let healthy = |name: &str| {
        let all = book.typed("doctor --format json").map_or_else(|error| error.to_string(), |said| said.0);
        let checks: serde_json::Value = serde_json::from_str(&all).unwrap_or_default();
        checks.as_array().is_some_and(|list| list.iter().any(|check| check["check"] == name && check["health"] == "ok"))
    };
    assert!(healthy("attachments") && healthy("history"));
    conn.execute("update attachment_content set content = x'00' where id = 1", []).unwrap();
    assert!(!healthy("attachments"), "a damaged content is found");
    assert!(book.refused("document save 1 --to DIR/out").contains("missing or damaged"));
}

#[test]
fn a_removed_or_joined_document_takes_its_files_along() {
    let book = book();
    book.says("document add --title Other");
    book.says("document join 1 --into 2");
    assert_eq!(book.json("document show 2")["attachments"].as_array().unwrap().len(), 2);
    book.says("remove --document 2");
    assert_eq!(book.rows("select count(*) from attachment"), [0]);
    book.says("undo");
    assert_eq!(book.rows("select count(*) from attachment"), [2]);
}

#[test]
fn an_export_names_files_and_an_import_of_it_changes_nothing() {
    let book = book();
    book.says("add 'It rains' --by 'Ann Lee' --in 1");
    book.says("export DIR/book.jsonl");
    let lines = std::fs::read_to_string(book.file("book.jsonl")).unwrap();
    assert!(lines.contains("\"sha256\"") && !lines.contains("alert(1)"), "{lines}");
    assert!(book.says("import DIR/book.jsonl").contains("nothing"), "{}", book.says("import DIR/book.jsonl"));
    assert_eq!(book.rows("select count(*) from attachment"), [2]);
    let other = TypedBook::after(&[]);
    other.write("book.jsonl", &lines);
    let said = other.says("import DIR/book.jsonl");
    assert!(said.contains("shot.html is kept beside document 1 there, and is not in the file"), "{said}");
}

#[test]
fn the_page_shows_pictures_only_and_never_a_page() {
    let book = book();
    let served = Served::start(book.path().parent().unwrap(), "--db book.db serve");
    let shown = served.get("/documents/1");
    assert_eq!(shown.texts(".kept p a[href^='/attachments/']"), ["shot.html", "page.png"]);
    assert_eq!(
        shown.texts(".kept img[src='/attachments/1']").len(),
        1,
        "only what is a picture by its content is shown"
    );
    assert_eq!(shown.texts(".kept img").len(), 1);
    let picture = served.get("/attachments/1");
    assert_eq!((picture.status, picture.header("content-type"), &picture.body[..]), (200, "image/png", PNG));
    let page = served.get("/attachments/2");
    assert_eq!((page.status, page.header("content-type")), (200, "application/octet-stream"));
    assert_eq!(page.header("content-disposition"), "attachment; filename=\"page.png\"");
    for file in [&picture, &page] {
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(
            file.header("content-security-policy").contains("sandbox"),
            "{}",
            file.header("content-security-policy")
        );
    }
    assert_eq!(served.get("/attachments/3").status, 404);
}

#[test]
fn the_page_keeps_files_and_removes_them() {
    let book = TypedBook::after(&["document add --title 'Talks denied'"]);
    let served = Served::start(book.path().parent().unwrap(), "--db book.db serve");
    let kept = served.upload("/documents/1/attach", "-shot.png", PNG);
    assert!(kept.status == 303 && kept.header("location").starts_with("/documents/1?"), "{}", kept.text());
    assert_eq!(served.get("/attachments/1").body, PNG);
    assert_eq!(book.json("document show 1")["attachments"][0]["name"], "-shot.png");
    let body = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\none\r\n--edge\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\ntwo\r\n--edge--\r\n";
    assert_eq!(served.send_as("multipart/form-data; boundary=edge", "/documents/1/attach", body).status, 303);
    let names: Vec<_> = served.get("/documents/1").texts(".kept p a");
    assert_eq!(names, ["-shot.png", "a.txt", "2-a.txt"], "two of one name, in one entry");
    for (name, bytes, told) in [("", &b""[..], "No file was chosen"), ("empty.png", b"", "empty.png is empty")] {
        let refused = served.upload("/documents/1/attach", name, bytes);
        assert_eq!(refused.status, 422);
        assert!(refused.texts("#summary").concat().to_lowercase().contains(&told.to_lowercase()), "{}", refused.text());
        assert_eq!(refused.texts("#error-attach-file").len(), 1);
    }
    assert_eq!(served.upload("/documents/9/attach", "a.txt", b"x").status, 404);
    assert_eq!(served.post("/documents/1/detach", &[("attachment", "1")]).status, 303);
    assert_eq!(served.get("/documents/1").texts(".kept p a"), ["a.txt", "2-a.txt"]);
    assert_eq!(served.post("/undo", &[]).status, 303);
    assert_eq!(served.get("/documents/1").texts(".kept p a").len(), 3);
}

#[test]
fn an_export_writes_the_files_of_its_documents_into_a_folder() {
    let book = book();
    book.says("document add --title Other");
    book.write("other.txt", "of the other");
    book.says("document attach 2 DIR/other.txt");
    book.says("add 'It rains' --by 'Ann Lee' --in 1");
    book.says("add 'It snows' --by 'Tom Hill' --in 2");
    let said = book.says("export DIR/all.csv --attachments DIR/out by:Lee");
    assert!(said.contains("wrote 2 attachments to"), "{said}");
    assert_eq!(std::fs::read(book.file("out/1-shot.html")).unwrap(), PNG);
    assert!(!book.file("out/3-other.txt").exists(), "only those of the claims that are exported");
    // Once more: what is there already stays, and nothing else is overwritten.
    book.says("export DIR/more.csv --attachments DIR/out");
    assert!(book.file("out/3-other.txt").exists());
    std::fs::write(book.file("out/3-other.txt"), "mine").unwrap();
    assert!(book.refused("export DIR/again.csv --attachments DIR/out").contains("3-other.txt"));
}
