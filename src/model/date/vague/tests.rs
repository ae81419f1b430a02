//! Vague dates: how they are written, what they may mean, and how they are typed.

use chrono::NaiveDateTime;

use super::*;

fn parsed(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn a_vague_date_is_told_and_has_a_first_and_a_last_date() {
    for (written, told, from, to) in [
        ("1990~", "about 1990", "1990", "1990"),
        ("1990-06?", "June 1990, perhaps", "1990-06", "1990-06"),
        ("1990%", "about 1990, perhaps", "1990", "1990"),
        ("199X", "the 1990s", "1990", "1999"),
        ("19XX", "between 1900 and 1999", "1900", "1999"),
        ("2004-XX", "a month in 2004", "2004", "2004"),
        ("1985-04-XX", "a day in April 1985", "1985-04", "1985-04"),
        ("1985-XX-XX", "a day in 1985", "1985", "1985"),
        ("2023-21", "spring 2023", "2023-03", "2023-05"),
        ("2023-24", "winter 2023", "2023-12", "2024-02"),
        ("2021-11/2021-12", "between November 2021 and December 2021", "2021-11", "2021-12"),
        ("199X~/2004-06-11?", "between about the 1990s and 11 June 2004, perhaps", "1990", "2004-06-11"),
        ("../2020", "2020 or before", "", "2020"),
        ("2020/..", "2020 or after", "2020", ""),
    ] {
        let date = parsed(written);
        let (first, last) = date.ends();
        let shown = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        assert!(date.is_vague(), "{written}");
        assert_eq!((date.in_words().as_str(), shown(first), shown(last)), (told, from.to_string(), to.to_string()));
    }
    for exact in ["2021", "2021-11", "2021-11-18", "2021-11-18T09:30"] {
        assert!(!parsed(exact).is_vague(), "{exact}");
        assert_eq!(parsed(exact).ends(), (Some(parsed(exact)), Some(parsed(exact))));
    }
}

#[test]
fn what_is_no_date_is_no_vague_date() {
    for wrong in [
        "~",
        "X",
        "199",
        "1X9X",
        "XXXX",
        "199X-04",
        "2021-X1",
        "2021-25",
        "2022021",
        "20€21",
        "2021-13~",
        "2021~~",
        "../..",
        "/",
        "2021-02-30?",
        "2022/2021",
        "2021/",
        "20211118/20211119",
        "2021-11-18T09:30~",
        "2021/2022/2023",
    ] {
        let open = wrong == "2021/";
        assert_eq!(Date::parse(wrong).is_ok(), open, "{wrong}");
    }
}

#[test]
fn vague_dates_can_be_typed_in_words() {
    for (typed, written) in [
        ("about 1990", "1990~"),
        ("circa November 1990", "1990-11~"),
        ("c. 1990", "1990~"),
        ("the 1990s", "199X"),
        ("perhaps 18 November 2021", "2021-11-18?"),
        ("Spring 2023", "2023-21"),
        ("the fall of 2023", "2023-23"),
        ("between 2021-11 and 2021-12", "2021-11/2021-12"),
        ("from November 2021 to December 2021", "2021-11/2021-12"),
        ("before 2020", "../2020"),
        ("after May 2020", "2020-05/.."),
        ("199x", "199X"),
    ] {
        let date = Date::from_input(typed, NaiveDateTime::default());
        assert_eq!(date.map(|date| date.to_string()).ok().as_deref(), Some(written), "{typed}");
    }
    assert!(Date::from_input("between 2022 and 2021", NaiveDateTime::default()).is_err());
}
