//! One example of every form.

use super::STORY;

/// The names and values of the fields of a form.
pub type Fields = &'static [(&'static str, &'static str)];

/// Forms that are sent one after the other, to an empty book: the address, the fields, and the command in the history.
pub const EXAMPLES: &[(&str, Fields, &str)] = &[
    (
        "/documents",
        &[
            ("title", "Story"),
            ("publisher", "Northport Echo"),
            ("published", "2021-11-18"),
            ("kind", "article"),
            ("url", ""),
            ("file", STORY),
        ],
        "gainsay document add --title Story --kind article --publisher 'Northport Echo' --published 2021-11-18 --file -",
    ),
    (
        "/claims",
        &[
            ("text", "The bridge\r\nis shut"),
            ("by", "Ann Lee"),
            ("quote", "The bridge is shut"),
            ("in", "Story"),
            ("on", "2021-11-18"),
            ("role", "mayor"),
            ("force", "on"),
        ],
        "gainsay add 'The bridge\nis shut' --by 'Ann Lee' --role mayor --quote 'The bridge is shut' --on 2021-11-18 --force --in Story",
    ),
    (
        "/claims/1/say",
        &[("by", "Northport Council"), ("confirms", "on"), ("kind", "organisation")],
        "gainsay say 1 --confirms --by 'Northport Council' --kind organisation",
    ),
    (
        "/claims/1/dispute",
        &[("by", "Tom Hill"), ("stance", "calls-misleading"), ("on", "")],
        "gainsay dispute 1 --stance calls-misleading --by 'Tom Hill'",
    ),
    (
        "/claims/1/respond",
        &[("by", "Mia Roe"), ("stance", "declines-to-deny"), ("occasion", "a press conference")],
        "gainsay respond 1 --stance declines-to-deny --by 'Mia Roe' --occasion 'a press conference'",
    ),
    (
        "/claims/1/rate",
        &[("label", "false"), ("because", "it is open"), ("by", "Our desk"), ("bucket", "")],
        "gainsay rate 1 false --because 'it is open' --by 'Our desk'",
    ),
    (
        "/claims/1/evidence",
        &[("in", "1"), ("relation", "contradicts"), ("quote", "is not so"), ("note", "by Hill")],
        "gainsay evidence 1 --contradicts --quote 'is not so' --note 'by Hill' --in 1",
    ),
    ("/claims/1/stage", &[("stage", "checking")], "gainsay stage 1 checking"),
    ("/claims/1/tag", &[("tag", "1984")], "gainsay tag 1 1984"),
    ("/claims/1/appears", &[("in", "1")], "gainsay appears 1 --in 1"),
    ("/claims/1/disappears", &[("in", "1")], "gainsay appears 1 --remove --in 1"),
    ("/claims/1/untag", &[("tag", "1984")], "gainsay tag 1 1984 --remove"),
    (
        "/claims/1/edit",
        &[("text", "The bridge is closed"), ("note", "")],
        "gainsay edit 1 --text 'The bridge is closed'",
    ),
    (
        "/documents/1/claim",
        &[
            ("text", "Hill denies it"),
            ("by", "Tom Hill"),
            ("quote", "The bridge is shut"),
            ("quote_at", "60"),
            ("force", "on"),
        ],
        "gainsay add 'Hill denies it' --by 'Tom Hill' --quote 'The bridge is shut' --quote-at 60 --force --in 1",
    ),
    (
        "/documents/1/dispute",
        &[("claim", "1"), ("by", "Tom Hill"), ("stance", "denies"), ("quote", "is not so")],
        "gainsay dispute 1 --by 'Tom Hill' --quote 'is not so' --in 1",
    ),
    (
        "/documents/1/say",
        &[("claim", "2"), ("by", "Ann Lee"), ("stance", "questions"), ("quote", "Northport")],
        "gainsay respond 2 --stance questions --by 'Ann Lee' --quote Northport --in 1",
    ),
    (
        "/documents/1/edit",
        &[("title", "Story"), ("kind", "post"), ("url", "https://desk.example/1"), ("file", "")],
        "gainsay document edit 1 --kind post --url https://desk.example/1",
    ),
    ("/speakers", &[("name", "Thomas Hill"), ("kind", "person")], "gainsay speaker add 'Thomas Hill' --kind person"),
    ("/speakers/2/alias", &[("name", "Ms Lee")], "gainsay speaker alias 2 'Ms Lee'"),
    ("/speakers/4/join", &[("other", "Thomas Hill")], "gainsay speaker join 4 'Thomas Hill'"),
    ("/speakers/7/part", &[], "gainsay speaker part 7"),
    (
        "/speakers/2/edit",
        &[("name", "Ann Lee"), ("note", "of Northport")],
        "gainsay speaker edit 2 --note 'of Northport'",
    ),
    (
        "/saved",
        &[("name", "shut"), ("filter", "by:\"Ann Lee\" -by:\"Tom Hill\"")],
        "gainsay saved add -- shut 'by:\"Ann Lee\"' '-by:\"Tom Hill\"'",
    ),
    ("/saved/remove", &[("name", "shut")], "gainsay saved remove shut"),
    (
        "/statements/1/edit",
        &[("by", "Ann Lee"), ("quote", "The bridge is shut"), ("in", "Story"), ("on", "2021-11"), ("role", "")],
        "gainsay edit --statement 1 --role '' --on 2021-11",
    ),
    (
        "/statements/1/dispute",
        &[("by", "Zoe Fox"), ("stance", "denies"), ("occasion", "a call")],
        "gainsay dispute --statement 1 --by 'Zoe Fox' --occasion 'a call'",
    ),
    (
        "/statements/1/report",
        &[("by", "Northport Echo"), ("in", "1")],
        "gainsay relay --statement 1 --by 'Northport Echo' --in 1",
    ),
    ("/statements/1/retract", &[("by", "Ann Lee")], "gainsay retract --statement 1 --by 'Ann Lee'"),
    (
        "/documents/1/deny",
        &[("by", "Zoe Fox"), ("stance", "denies"), ("quote", "all of it")],
        "gainsay dispute --document 1 --by 'Zoe Fox' --quote 'all of it'",
    ),
    ("/documents/1/retract", &[("by", "Northport Echo")], "gainsay retract --document 1 --by 'Northport Echo'"),
    ("/verdicts/1/remove", &[("back", "1")], "gainsay remove --verdict 1"),
    ("/evidence/1/remove", &[("back", "1")], "gainsay remove --evidence 1"),
    ("/statements/4/remove", &[("force", "on")], "gainsay remove --statement 4 --force"),
    ("/speakers", &[("name", "Nobody")], "gainsay speaker add Nobody"),
    ("/documents", &[("title", "Other")], "gainsay document add --title Other"),
    ("/documents/2/remove", &[], "gainsay remove --document 2"),
    ("/claims/1/relate", &[("relation", "updates"), ("other", "2")], "gainsay relate 1 updates 2"),
    (
        "/claims/1/unrelate",
        &[("relation", "updates"), ("other", "2"), ("back", "2")],
        "gainsay relate 1 updates 2 --remove",
    ),
    ("/duplicates/claims/1/not-same", &[("other", "2")], "gainsay not-same claim 1 2"),
    ("/duplicates/claims/1/not-same", &[("other", "2"), ("remove", "on")], "gainsay not-same claim 1 2 --remove"),
    (
        "/contradictions/1/relate",
        &[("other", "2"), ("relation", "compatible-with")],
        "gainsay relate 1 compatible-with 2",
    ),
    ("/duplicates/speakers/1/not-same", &[("other", "Ann Lee")], "gainsay not-same speaker 1 'Ann Lee'"),
    ("/claims/1/relate", &[("relation", "part-of"), ("other", "2")], "gainsay relate 1 part-of 2"),
    (
        "/claims",
        &[("text", "The bridge has closed"), ("by", "Una Fay"), ("force", "on")],
        "gainsay add 'The bridge has closed' --by 'Una Fay' --force",
    ),
    ("/claims/3/relay", &[("by", "Nordwire")], "gainsay relay 3 --by Nordwire"),
    ("/claims/1/join", &[("claim", "3")], "gainsay claim join 3 --into 1"),
    ("/claims/2/remove", &[], "gainsay remove 2"),
    ("/undo", &[], "gainsay undo"),
    ("/redo", &[], "gainsay redo"),
    ("/history/8/undo", &[("back", "1")], "gainsay undo 8"),
];
