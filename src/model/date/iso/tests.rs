//! Cases for dates as they are written in files.

use super::*;

#[test]
fn parses_iso_dates_and_keeps_them_as_written() {
    for text in [
        "2021",
        "0000",
        "9999-12-31",
        "2021-11",
        "2021-11-18",
        "2024-02-29",
        "2021-11-18T09:30",
        "2021-11-18T23:59:59",
        "2021-11-18T09:30Z",
        "2021-11-18T09:30:05-03:30",
        "2021-11-18T00:00+14:00",
    ] {
        let date = Date::parse(text);
        assert_eq!(date.as_ref().map(Date::as_str), Ok(text));
        assert_eq!(date.map(|d| d.to_string()), Ok(text.to_owned()));
    }
}

#[test]
fn refuses_what_is_not_on_the_calendar() {
    for (text, error) in [
        ("2021-02-30", "there is no 30 February 2021: 2021-02-30"),
        ("2023-02-29", "there is no 29 February 2023: 2023-02-29"),
        ("0099-04-31", "there is no 31 April 0099: 0099-04-31"),
        ("2021-01-00", "there is no 0 January 2021: 2021-01-00"),
        ("2021-13", "there is no month 13: 2021-13"),
        ("2021-00-10", "there is no month 0: 2021-00-10"),
        ("2021-11-18T24:00", "there is no time 24:00: 2021-11-18T24:00"),
        ("2021-11-18T09:60", "there is no time 09:60: 2021-11-18T09:60"),
        ("2021-11-18T09:30+15:00", "there is no time zone +15:00: 2021-11-18T09:30+15:00"),
    ] {
        let got = Date::parse(text).map_err(|e| e.to_string());
        assert_eq!(got, Err(error.to_owned()));
    }
}

#[test]
fn refuses_other_forms() {
    for text in [
        "",
        " ",
        "foo",
        "yesterday",
        "21",
        "20211",
        "-2021",
        "2021-",
        "2021-1",
        "2021-1-1",
        "20211118",
        "2021/11/18",
        " 2021",
        "2021-11-18 09:30",
        "2021T09:30",
        "2021-11T09:30",
        "2021-11-18T",
        "2021-11-18T9:30",
        "2021-11-18T09",
        "2021-11-18T09:30z",
        "2021-11-18T09:30+01",
        "2021-11-18T09:30++1:00",
        "2021-11-18T09:30ZZ",
        "2021-11-18T09:30:00.5",
        "2021-11-18-01",
        "２０２１",
        "2021-11-1é",
        "+021",
    ] {
        let unreadable = Err(DateError::unreadable(text));
        assert_eq!(Date::parse(text), unreadable, "{text:?}");
    }
}

#[test]
fn is_ordered_from_less_to_more_exact() {
    let mut dates =
        ["2021-11-18T09:30", "2022", "2021-11-18", "2021", "2021-11"].map(|text| Date::parse(text).expect("a date"));
    dates.sort();
    let texts = dates.each_ref().map(Date::as_str);
    assert_eq!(texts, ["2021", "2021-11", "2021-11-18", "2021-11-18T09:30", "2022"]);
    assert_eq!(dates.map(|d| d.is_exact_day()), [false, false, true, false, false]);
}

#[test]
fn steps_to_the_date_beside_with_the_same_precision() {
    for (date, previous, next) in [
        ("2021", Some("2020"), Some("2022")),
        ("2021-12", Some("2021-11"), Some("2022-01")),
        ("2020-02-29", Some("2020-02-28"), Some("2020-03-01")),
        ("2021-12-31T23:59", Some("2021-12-31T23:58"), Some("2022-01-01T00:00")),
        ("0000", None, Some("0001")),
        ("9999-12-31", Some("9999-12-30"), None),
        ("2021-11-18T09:30:15", None, None),
        ("2021-11-18T09:30Z", None, None),
    ] {
        let date = Date::parse(date).unwrap();
        assert_eq!(date.previous().as_ref().map(Date::as_str), previous, "{date}");
        assert_eq!(date.next().as_ref().map(Date::as_str), next, "{date}");
    }
}
