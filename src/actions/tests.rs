//! What every action keeps to.

use chrono::NaiveDateTime;

use super::{ActionContext, AddDocument, Definition, Import, RunBatch};
use crate::output::Progress;
use crate::store::Store;

#[test]
fn a_page_names_no_file_of_this_machine() {
    let progress = Progress::default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    std::fs::write(&path, "add 'A secret'").unwrap();
    let path = path.to_str().unwrap();
    let book = folder.path().join("book.db");
    Store::create(&book, |_| Ok(())).unwrap();
    let store = Store::open(&book).unwrap();
    let read = |definition: Definition, words: &[&str]| {
        let words: Vec<_> = words.iter().map(ToString::to_string).collect();
        (definition.from_words)(&mut (definition.arguments)(), &words).unwrap()
    };
    let actions = [
        read(Definition::of::<AddDocument>(), &["--title", "T", "--file", path]),
        read(Definition::of::<AddDocument>(), &["--title", "T", "--file", "-"]),
        read(Definition::of::<RunBatch>(), &[path]),
        read(Definition::of::<Import>(), &[path]),
        read(Definition::of::<Import>(), &["-", "--mapping", path]),
        read(Definition::of::<Import>(), &["-", "--save-mapping", "new"]),
    ];
    for action in actions {
        let at_terminal = ActionContext::at_terminal(NaiveDateTime::default(), String::new(), &progress);
        let context = ActionContext { local_files: false, ..at_terminal };
        let error = action.perform(&store, &context).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("the page names no file of this machine"), "{action:?}");
    }
    assert!(store.has_no_history().unwrap());
}
