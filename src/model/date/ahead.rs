//! Dates that lie ahead: `friday` is the coming one, where something is due.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::iso::{Date, DateError};
use super::relative::{count, weekday};

impl Date {
    /// As [`Date::from_input`], for a day on which something is due: `friday` is the coming one, today included, `next friday` the
    /// one after today, and `in 3 days` counts forwards.
    ///
    /// # Errors
    /// As [`Date::from_input`].
    pub fn from_input_ahead(input: &str, now: NaiveDateTime) -> Result<Self, DateError> {
        let lower = input.trim().to_lowercase();
        let words: Vec<_> = lower.split_whitespace().filter(|word| *word != "on").collect();
        match ahead(&words, now.date()) {
            Some(day) => Self::parse(&day.format("%Y-%m-%d").to_string()),
            None => Self::from_input(input, now),
        }
    }
}

fn ahead(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let coming = |name: &str, from: NaiveDate| {
        let wanted = weekday(name)?;
        from.checked_add_days(Days::new(wanted.days_since(chrono::Datelike::weekday(&from)).into()))
    };
    match *words {
        ["next", "week"] => today.checked_add_days(Days::new(7)),
        ["next", name] => coming(name, today.succ_opt()?),
        [name] | ["this", name] => coming(name, today),
        ["in", number, unit] => {
            let days = match unit.strip_suffix('s').unwrap_or(unit) {
                "day" => 1,
                "week" => 7,
                _ => return None,
            };
            today.checked_add_days(Days::new(u64::from(count(number)?) * days))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_the_coming_one() {
        // A Friday.
        let now: NaiveDateTime = "2021-11-19T12:00:00".parse().unwrap();
        for (typed, day) in [
            ("friday", "2021-11-19"),
            ("next friday", "2021-11-26"),
            ("monday", "2021-11-22"),
            ("on Thursday", "2021-11-25"),
            ("in 3 days", "2021-11-22"),
            ("in two weeks", "2021-12-03"),
            ("next week", "2021-11-26"),
            ("tomorrow", "2021-11-20"),
            ("yesterday", "2021-11-18"),
            ("last friday", "2021-11-12"),
            ("2021-12", "2021-12"),
        ] {
            assert_eq!(Date::from_input_ahead(typed, now).unwrap().as_str(), day, "{typed}");
        }
        assert!(Date::from_input_ahead("in many days", now).is_err());
    }
}
