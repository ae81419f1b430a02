//! Counts, who disputes most, and dates that become less exact.

use super::*;
use crate::model::records::StatementRow;
use crate::model::{Basis, Stance};

fn bearing(id: i64, stance: Stance, person: i64, said_on: Option<&str>) -> ClaimStatement {
    let statement = StatementRow {
        day: said_on.map(str::to_string),
        document_id: Some(100 - id),
        ..StatementRow::of(id, stance, person)
    };
    let part = if stance.family() == Family::Against { Part::Disputes } else { Part::Makes };
    ClaimStatement { statement, part, basis: Basis::Claim }
}

fn claim(id: i64, status: &str, verdict: Option<&str>, bucket: Option<&str>) -> ClaimRow {
    ClaimRow {
        id,
        status: status.to_string(),
        verdict: verdict.map(str::to_string),
        verdict_bucket: bucket.map(str::to_string),
        ..ClaimRow::default()
    }
}

fn told(report: &Report, most: usize) -> Vec<(String, Family, usize)> {
    report.dated(most).into_iter().map(|((date, family), said)| (date.to_string(), family, said.statements)).collect()
}

fn labels(counts: Vec<LabelCount>) -> Vec<(String, usize)> {
    counts.into_iter().map(|count| (count.label, count.claims)).collect()
}

#[test]
fn claims_are_counted_by_status_verdict_and_disputer() {
    let mut report = Report::default();
    let denies = |id, person| bearing(id, Stance::Denies, person, None);
    report.add(claim(1, "disputed", None, None), &[denies(1, 7), denies(2, 7), denies(3, 8)], &[]);
    report.add(claim(2, "disputed", Some("false"), Some("false")), &[denies(3, 8)], &[]);
    report.add(claim(3, "withdrawn", Some("odd"), None), &[], &[]);
    let mut back = denies(4, 7);
    back.statement.retracted_by_id = Some(5);
    report.add(claim(4, "undisputed", None, None), &[back], &[]);
    let pairs = |list: &[(&str, usize)]| list.iter().map(|(word, n)| ((*word).to_string(), *n)).collect::<Vec<_>>();
    assert_eq!(labels(report.statuses()), pairs(&[("withdrawn", 1), ("disputed", 2), ("nobody disputes it", 1)]));
    assert_eq!(labels(report.verdicts()), pairs(&[("false", 1), ("other", 1), ("no verdict", 2)]));
    assert_eq!(labels(report.disputers()), pairs(&[("speaker 8", 2), ("speaker 7", 1)]), "once a claim, if it stands");
    while let Some(id) = report.uncited() {
        report.cite(DocumentRow { id, through_id: (id == 99).then_some(5), ..DocumentRow::default() });
    }
    let cited: Vec<_> = report.sources.iter().map(|source| source.id).collect();
    assert_eq!(cited, [99, 98, 97, 96, 5], "each once, in the order of their naming");
    assert_eq!((report.source(98), report.source(6)), (Some(2), None));
}

#[test]
fn a_statement_on_several_claims_is_said_once() {
    let mut report = Report::default();
    let one = [bearing(1, Stance::Denies, 7, Some("2021-11"))];
    report.add(claim(1, "disputed", None, None), &one, &[]);
    report.add(claim(2, "disputed", None, None), &one, &[]);
    assert_eq!(told(&report, 9), [("2021-11".to_string(), Family::Against, 1)]);
}

#[test]
fn dates_become_less_exact_where_there_are_too_many() {
    let mut report = Report::default();
    let dates = ["2021", "2021-11", "2021-11-18", "2021-11-18T09:30", "2021-11-19", "2022-01-02"];
    let all: Vec<_> = (1..).zip(dates).map(|(id, date)| bearing(id, Stance::Asserts, id, Some(date))).collect();
    report.add(claim(1, "undisputed", None, None), &all, &[]);
    report.add(claim(2, "undisputed", None, None), &[bearing(9, Stance::Denies, 9, None)], &[]);
    let on = |date: &str, count| (date.to_string(), Family::For, count);
    let days = [on("2021", 1), on("2021-11", 1), on("2021-11-18", 2), on("2021-11-19", 1), on("2022-01-02", 1)];
    assert_eq!(told(&report, 5), days);
    assert_eq!(told(&report, 4), [on("2021", 1), on("2021-11", 4), on("2022-01", 1)]);
    assert_eq!(told(&report, 2), [on("2021", 5), on("2022", 1)]);
    assert_eq!(report.undated()[&Family::Against].speakers, ["speaker 9"]);
}
