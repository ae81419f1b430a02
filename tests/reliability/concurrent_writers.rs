//! Many who write at once, with commands and through the page.

use std::thread;

use super::{number, sound};
use crate::common::measures::{tell, times};
use crate::common::server::Served;
use crate::common::{folder, gainsay, index_is_right, run, text};

/// Those who type commands, and those who send forms.
const TYPE: usize = 6;
const CLICK: usize = 2;

#[test]
fn many_write_at_once() {
    let folder = folder();
    assert!(run(folder.path(), "--db book.db add 'It rains'").status.success());
    let each = times(12, 250);
    let served = Served::start(folder.path(), "--db book.db serve");
    thread::scope(|scope| {
        for writer in 0..TYPE {
            let folder = folder.path();
            scope.spawn(move || {
                for at in 0..each {
                    let mut command = gainsay(folder);
                    command.args(["--db", "book.db", "add", &format!("claim {writer} {at}")]);
                    let output = command.args(["--by", &format!("Speaker {writer}")]).output().unwrap();
                    assert!(output.status.success(), "{}", text(&output.stderr));
                }
            });
        }
        for writer in TYPE..TYPE + CLICK {
            let served = &served;
            scope.spawn(move || {
                for at in 0..each {
                    let (claim, speaker) = (format!("claim {writer} {at}"), format!("Speaker {writer}"));
                    let reply = served.post("/claims", &[("text", &claim), ("by", &speaker), ("force", "on")]);
                    assert_eq!(reply.status, 303, "{}", reply.text());
                }
            });
        }
    });
    let conn = sound(&folder.path().join("book.db"));
    let all = i64::try_from((TYPE + CLICK) * each).unwrap();
    let wanted: i64 = number(
        &conn,
        "select count(distinct claim.text || speaker.name) from claim join statement on claim_id = claim.id
           join speaker on speaker.id = speaker_id where speaker.name = 'Speaker ' || substr(claim.text, 7, 1)",
    );
    assert_eq!((wanted, number(&conn, "select count(*) from claim")), (all, all + 1));
    assert_eq!(number(&conn, "select count(*) from speaker"), i64::try_from(TYPE + CLICK).unwrap());
    assert!(index_is_right(&conn, &gainsay::store::Store::open(&folder.path().join("book.db")).unwrap()));
    tell(
        "many who write at once, six with commands and two through the page",
        &format!("8 × {each} writes, all {all} there, 0 errors"),
    );
}
