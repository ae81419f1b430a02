//! A timeline of statements: one lane per family, one mark per date, and a line for the time that an inexact date may
//! mean.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta};

use super::shapes::{begin, mark};
use crate::model::results::report::DateGroup;
use crate::model::{Date, Family};
use crate::text::{MONTHS, counted};

/// Space beside the marks, left and right.
const MARGIN: u32 = 14;
/// Height of a lane with its name.
const LANE: u32 = 44;
/// Height of the axis below the lanes.
const AXIS: u32 = 30;
/// Minimum distance between two dates of the axis.
const BETWEEN: u32 = 78;
/// Possible numbers of months between two dates of the axis.
const STEPS: [i32; 14] = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 60_000];
/// Maximum number of marks that have their count beside them.
const NUMBERED: usize = 24;

/// Places times on a picture.
struct Axis {
    from: NaiveDateTime,
    to: NaiveDateTime,
    width: u32,
}

impl Axis {
    /// Makes an axis from the earliest day to the latest.
    fn of(groups: &BTreeMap<(Date, Family), DateGroup>, width: u32) -> Option<Self> {
        let spans = || groups.keys().map(|(date, _)| date.span());
        let first = spans().map(|span| span.0).min()?.date();
        let last = (spans().map(|span| span.1).max()? - TimeDelta::minutes(1)).date();
        let midnight = NaiveDateTime::default().time();
        Some(Self { from: first.and_time(midnight), to: last.and_time(midnight) + TimeDelta::days(1), width })
    }

    fn x(&self, time: NaiveDateTime) -> f64 {
        let share = (time - self.from).num_minutes() as f64 / (self.to - self.from).num_minutes() as f64;
        f64::from(MARGIN) + share * f64::from(self.width - 2 * MARGIN)
    }

    /// Returns the dates of the axis: first days of years or months, or days, as many as fit.
    fn days(&self) -> Vec<(NaiveDate, String)> {
        let fitting = i64::from((self.width - 2 * MARGIN) / BETWEEN).max(1);
        let days = (self.to - self.from).num_days();
        let (first, last) = (self.from.date(), self.to.date());
        let month = |day: NaiveDate| &MONTHS[day.month0() as usize % 12][..3];
        let mut all = Vec::new();
        if days <= 62 {
            let step = (days + fitting - 1) / fitting;
            let each = (0..).map_while(|n| first.checked_add_signed(TimeDelta::days(n * step.max(1))));
            all.extend(each.take_while(|day| *day < last).map(|day| (day, format!("{} {}", day.day(), month(day)))));
            all.iter_mut().take(1).for_each(|(day, text)| text.push_str(&format!(" {}", day.year())));
            return all;
        }
        let months = days / 30;
        let step = STEPS.into_iter().find(|step| months / i64::from(*step) <= fitting);
        let step: i32 = step.unwrap_or(120_000);
        let begin = NaiveDate::from_ymd_opt(first.year() - first.year().rem_euclid((step / 12).max(1)), 1, 1);
        let each = (0..).map_while(|n| begin?.checked_add_months(Months::new(n * u32::try_from(step).ok()?)));
        for day in each.skip_while(|day| *day < first).take_while(|day| *day < last) {
            let text = if step < 12 { format!("{} {}", month(day), day.year()) } else { day.year().to_string() };
            all.push((day, text));
        }
        all
    }
}

/// Returns a timeline of statements, or nothing if no statement has a date. `id` must be unique on the page.
pub fn timeline(id: &str, groups: &BTreeMap<(Date, Family), DateGroup>, width: u32) -> String {
    let Some(axis) = Axis::of(groups, width) else { return String::new() };
    let families: Vec<_> = Family::ALL.iter().filter(|family| groups.keys().any(|(_, one)| one == *family)).collect();
    let lanes = u32::try_from(families.len()).unwrap_or_default() * LANE;
    let mut svg = begin(id, "Statements over time", &description(groups), width, lanes + AXIS);
    for (day, text) in axis.days() {
        let x = axis.x(day.and_time(NaiveDateTime::default().time()));
        let anchor = if x + 7.0 * text.len() as f64 > f64::from(width) { "end" } else { "start" };
        svg.push_str(&format!(
            "<path class=\"grid\" d=\"M{x:.1} 0V{}\"/><text class=\"day\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"{anchor}\">{text}</text>",
            lanes + 6,
            lanes + 21
        ));
    }
    let most = groups.values().map(|group| group.statements).max().unwrap_or(1);
    for (lane, family) in (0..).zip(families) {
        let (name, middle) = (lane * LANE + 11, f64::from(lane * LANE) + 28.0);
        svg.push_str(&format!(
            "<path class=\"lane\" d=\"M{MARGIN} {middle:.1}H{}\"/><text class=\"label {family}\" x=\"{MARGIN}\" y=\"{name}\">{family}</text>",
            width - MARGIN
        ));
        for ((date, _), group) in groups.iter().filter(|((_, one), _)| one == family) {
            svg.push_str(&placed(&axis, date, *family, group, middle, (most, groups.len() <= NUMBERED)));
        }
    }
    svg + "</svg>"
}

/// Returns a mark in the middle of the time that its date may mean, with a line over all of it.
fn placed(
    axis: &Axis,
    date: &Date,
    family: Family,
    group: &DateGroup,
    y: f64,
    (most, numbered): (usize, bool),
) -> String {
    let (from, to) = date.span();
    let (from, to) = (axis.x(from), axis.x(to));
    let x = f64::midpoint(from, to);
    let r = 5.0 + 4.0 * ((group.statements - 1) as f64 / most as f64).sqrt();
    let mut svg = format!("<g><title>{}</title>", label(date, family, group));
    if !date.is_exact_day() && to - from > 3.0 {
        svg.push_str(&format!("<path class=\"span {family}\" d=\"M{from:.1} {:.1}v6m0-3H{to:.1}m0-3v6\"/>", y - 3.0));
    }
    svg.push_str(&mark(family, x, y, r));
    if numbered && group.statements > 1 {
        svg.push_str(&format!(
            "<text class=\"number\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + r + 4.0,
            y - 3.0,
            group.statements
        ));
    }
    svg + "</g>"
}

fn label(date: &Date, family: Family, group: &DateGroup) -> String {
    format!("{}: {}, {family}", date.in_words(), counted(group.statements.min(u32::MAX as usize) as u64, "statement"))
}

fn description(groups: &BTreeMap<(Date, Family), DateGroup>) -> String {
    let mut counts = BTreeMap::new();
    for ((_, family), group) in groups {
        *counts.entry(family).or_insert(0) += group.statements;
    }
    let counts: Vec<_> = counts.iter().map(|(family, count)| format!("{count} {family}")).collect();
    let ends = groups
        .keys()
        .next()
        .zip(groups.keys().next_back())
        .map(|(first, last)| [&first.0, &last.0].map(Date::in_words));
    let [first, last] = ends.unwrap_or_default();
    format!("From {first} to {last}: {}. A line shows the time that a less exact date may mean.", counts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(dates: &[(&str, Family, usize)], width: u32) -> String {
        let groups = dates.iter().map(|(date, family, statements)| {
            let date = Date::parse(date).unwrap();
            ((date, *family), DateGroup { statements: *statements, speakers: vec!["Ann".to_string()] })
        });
        timeline("t", &groups.collect(), width)
    }

    #[test]
    fn a_date_is_drawn_no_more_exact_than_it_is_known() {
        let svg = drawn(
            &[("2021", Family::For, 1), ("2021-07", Family::Against, 2), ("2021-07-02T12:00", Family::Relay, 1)],
            393,
        );
        // 365 units for a year: a day is one wide.
        for part in [
            "class=\"span for\" d=\"M14.0 25.0v6m0-3H379.0m0-3v6\"",
            "class=\"span against\" d=\"M195.0 113.0v6m0-3H226.0m0-3v6\"",
            "<title>2021: 1 statement, for</title>",
            "<title>July 2021: 2 statements, against</title>",
        ] {
            assert!(svg.contains(part), "{part}: {svg}");
        }
        assert!(!svg.contains("class=\"span relay\""), "a minute is a point: {svg}");
        assert!(svg.contains("M196.5 "), "at noon of its day: {svg}");
    }

    #[test]
    fn only_families_that_spoke_have_a_lane() {
        let svg = drawn(&[("2021-11-18", Family::Neither, 1), ("2021-11-19", Family::Against, 1)], 700);
        assert_eq!(svg.matches("class=\"lane\"").count(), 2);
        assert!(svg.contains(">against</text>") && !svg.contains(">withdraw</text>"), "{svg}");
        assert_eq!(drawn(&[], 700), "");
    }

    #[test]
    fn the_days_below_have_room() {
        for (first, last, day) in [
            ("2021-11-18", "2021-11-18", ">18 Nov 2021<"),
            ("2021-11-01", "2021-11-05", ">2 Nov<"),
            ("2021-01", "2021-12", ">Jul 2021<"),
            ("2001", "2021", ">2010<"),
            ("0000", "9999", ">5000<"),
        ] {
            let ends = [(first, Family::For, 1), (last, Family::Relay, 1)];
            assert!(drawn(&ends, 700).contains(day), "{first} {last}: {}", drawn(&ends, 700));
            for width in [320, 700] {
                let days = drawn(&ends, width).matches("class=\"day\"").count();
                let fitting = usize::try_from(width / 60).unwrap();
                assert!((1..=fitting).contains(&days), "{first} {last} on {width}: {days}");
            }
        }
    }
}
