//! Cases for dates as people type them, relative to Thursday 18 November 2021.

use super::*;
use chrono::NaiveDateTime;

fn now() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2021, 11, 18).expect("a date");
    day.and_hms_opt(14, 5, 59).expect("a time")
}

fn read(typed: &str) -> Result<String, String> {
    let date = Date::from_input(typed, now()).map_err(|e| e.to_string())?;
    assert_eq!(Date::parse(date.as_str()), Ok(date.clone()), "{typed:?}");
    Ok(date.to_string())
}

#[test]
fn reads_what_was_said_and_no_more() {
    for (typed, date) in [
        ("2021", "2021"),
        (" 2021-11 ", "2021-11"),
        ("2021-11-18", "2021-11-18"),
        ("2021-11-18t09:30z", "2021-11-18T09:30Z"),
        ("2021-11-18 9:30", "2021-11-18T09:30"),
        ("2021-11-18 09:30:15+01:00", "2021-11-18T09:30:15+01:00"),
        ("today", "2021-11-18"),
        ("now", "2021-11-18"),
        ("Yesterday", "2021-11-17"),
        ("tomorrow", "2021-11-19"),
        ("yesterday 9:30", "2021-11-17T09:30"),
        ("yesterday at 9:30pm", "2021-11-17T21:30"),
        ("9 PM yesterday", "2021-11-17T21:00"),
        ("yesterday 12am", "2021-11-17T00:00"),
        ("yesterday 12:15 pm", "2021-11-17T12:15"),
        ("last friday", "2021-11-12"),
        ("last Thursday", "2021-11-11"),
        ("thursday", "2021-11-18"),
        ("on fri", "2021-11-12"),
        ("wed 8:05", "2021-11-17T08:05"),
        ("3 days ago", "2021-11-15"),
        ("2 weeks ago", "2021-11-04"),
        ("a week ago", "2021-11-11"),
        ("two days ago 9:30", "2021-11-16T09:30"),
        ("0 days ago", "2021-11-18"),
        ("2 months ago", "2021-09"),
        ("a year ago", "2020"),
        ("last month", "2021-10"),
        ("last year", "2020"),
    ] {
        assert_eq!(read(typed), Ok(date.to_owned()), "{typed:?}");
    }
}

#[test]
fn reads_named_and_numbered_dates() {
    for (typed, date) in [
        ("18 November 2021", "2021-11-18"),
        ("Nov 18, 2021", "2021-11-18"),
        ("Nov. 18 2021", "2021-11-18"),
        ("the 1st of Sept, 2021", "2021-09-01"),
        ("18-Nov-2021", "2021-11-18"),
        ("18 Nov 2021 09:30", "2021-11-18T09:30"),
        ("9:30 on 18 Nov 2021", "2021-11-18T09:30"),
        ("Thursday, 18 November 2021", "2021-11-18"),
        ("November 2021", "2021-11"),
        ("may 0099", "0099-05"),
        ("1 March 3021", "3021-03-01"),
        ("18/11/2021", "2021-11-18"),
        ("11/18/2021", "2021-11-18"),
        ("18.11.2021 23:59", "2021-11-18T23:59"),
        ("4/4/2024", "2024-04-04"),
        ("29-2-2024", "2024-02-29"),
        ("2021/11/8", "2021-11-08"),
        ("11/2021", "2021-11"),
        ("2021/1", "2021-01"),
    ] {
        assert_eq!(read(typed), Ok(date.to_owned()), "{typed:?}");
    }
}

#[test]
fn says_why_it_is_no_date() {
    for (typed, error) in [
        ("2021-02-30", "there is no 30 February 2021: 2021-02-30"),
        ("30 Feb 2021", "there is no 30 February 2021: 30 Feb 2021"),
        ("30 Feb", "there is no 30 February: 30 Feb"),
        ("31/2/2024", "there is no 31 February 2024: 31/2/2024"),
        ("13/13/2024", "there is no month 13: 13/13/2024"),
        ("yesterday 24:00", "there is no time 24:00: yesterday 24:00"),
        ("Friday 18 November 2021", "there is no Friday 18 November 2021: Friday 18 November 2021"),
        ("18 Nov", "\"18 Nov\" does not say which year"),
        ("Nov 21", "\"Nov 21\" does not say which year"),
        ("18 nov 9:30", "\"18 nov 9:30\" does not say which year"),
        ("November", "\"November\" does not say which year"),
        ("01/04/2024", "01/04/2024 may be 2024-04-01 or 2024-01-04"),
        ("1.4.2024", "1.4.2024 may be 2024-04-01 or 2024-01-04"),
        ("1-4-2024 9:30", "1-4-2024 9:30 may be 2024-04-01T09:30 or 2024-01-04T09:30"),
    ] {
        assert_eq!(read(typed), Err(error.to_owned()));
    }
}

#[test]
fn does_not_guess() {
    for typed in [
        "",
        "  ",
        "foo",
        "9:30",
        "5",
        "04-01-24",
        "1/4/24",
        "18 Nov 21",
        "Nov 18 '21",
        "1/4",
        "1/4-2024",
        "next friday",
        "last week",
        "3 days",
        "in 3 days",
        "-3 days ago",
        "3 wednesdays ago",
        "5 minutes ago",
        "10000 days ago",
        "99999999999 days ago",
        "9999 years ago",
        "2021 9:30",
        "November 2021 9:30",
        "2 months ago 9:30",
        "yesterday 13pm",
        "yesterday 0am",
        "yesterday 9",
        "yesterday 9 abc",
        "yesterday 9:3",
        "yesterday 9:30 10:30",
        "yesterday foo",
        "friday november 2021",
        "monday monday",
        "weds",
        "wed yesterday",
        "18 Nov 2021 foo",
        "昨日",
        "1２/11/2021",
        "18//2021",
        "am",
        "1 Nov 20211",
        "pm 9",
    ] {
        let unreadable = DateError::unreadable(typed.trim());
        assert_eq!(Date::from_input(typed, now()), Err(unreadable), "{typed:?}");
    }
}

#[test]
fn hints_at_what_to_write() {
    for (typed, hint) in [
        ("01/04/2024", "write it as 2024-04-01 or 2024-01-04"),
        ("18 Nov", "add the year, as in 2021-11-18"),
        ("29 February", "add the year, as in 2020-02-29"),
        ("May", "add the year, as in 2021-05"),
        ("04-01-24", "write the year with four digits, as in 2021-11-18"),
        (
            "foo",
            "dates are written 2021, 2021-11, 2021-11-18 or 2021-11-18T09:30; \
             \"yesterday\" and \"last friday\" work too",
        ),
    ] {
        let error = Date::from_input(typed, now()).expect_err("no date");
        assert_eq!(error.hint(), hint, "{typed:?}");
    }
}
