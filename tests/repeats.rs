//! What counts as a repeat: who is one speaker, what is one origin, and that the order is that of the counts.

use std::cmp::Reverse;

use crate::common::{Op, act, folder, new_book, stamp};
use gainsay::model::records::ClaimRow;
use gainsay::model::records::{NewClaim, NewSpeaker, NewStatement, Target};
use gainsay::model::results::repeats::RepeatedClaim;
use gainsay::model::{Date, Filter, Predicate, SpeakerKind, Stance};
use gainsay::store::{Store, Writer};
use proptest::prelude::*;

/// A book with one claim and speakers 1 to 9, in which something was said.
fn book(say: impl FnOnce(&Writer)) -> (tempfile::TempDir, Store) {
    let folder = folder();
    let (_, store) = new_book(folder.path());
    let told = store.record(&stamp("book"), |writer| {
        writer.add_claim(&NewClaim { text: "It rains".to_string(), ..NewClaim::default() })?;
        for number in 1..10 {
            writer.add_speaker(&NewSpeaker::named(&format!("Speaker {number}"), SpeakerKind::Person))?;
        }
        say(writer);
        Ok(())
    });
    told.unwrap();
    (folder, store)
}

fn say(writer: &Writer, speaker: i64, stance: Stance, target: Target) -> Target {
    Target::Statement(writer.add_statement(&NewStatement::of(speaker, stance, target)).unwrap())
}

fn asserts(writer: &Writer, speaker: i64) -> Target {
    say(writer, speaker, Stance::Asserts, Target::Claim(1))
}

/// Speakers, origins and times of the only claim.
fn counts(store: &Store) -> [i64; 3] {
    let (said, _) = store.repeats(1).unwrap();
    [said.speakers, said.origins, said.times]
}

fn repeated(store: &Store, most: usize) -> Vec<RepeatedClaim> {
    let mut rows = Vec::new();
    let mut each = |row| {
        rows.push(row);
        Ok(())
    };
    store.repeated(Predicate::default(), most, &mut each).unwrap();
    rows
}

#[test]
fn reprints_and_reports_of_one_origin_are_one_origin() {
    let (_folder, store) = book(|writer| {
        let mut last = asserts(writer, 1);
        for speaker in 2..6 {
            say(writer, speaker, Stance::Reports, last);
            last = say(writer, speaker + 4, Stance::Reports, last);
        }
    });
    assert_eq!(counts(&store), [9, 1, 9]);
    assert_eq!(repeated(&store, 20).len(), 1);
}

#[test]
fn a_speaker_who_repeats_himself_is_one() {
    let (_folder, store) = book(|writer| {
        let first = asserts(writer, 1);
        asserts(writer, 1);
        say(writer, 1, Stance::Confirms, Target::Claim(1));
        say(writer, 1, Stance::Reports, first);
    });
    assert_eq!(counts(&store), [1, 1, 4]);
}

#[test]
fn speakers_who_were_joined_count_once_until_they_are_parted() {
    let (_folder, store) = book(|writer| {
        asserts(writer, 1);
        asserts(writer, 2);
        writer.join_speakers(1, 2).unwrap();
    });
    assert_eq!(counts(&store), [1, 1, 2]);
    store.record(&stamp("part"), |writer| writer.part_speaker(2)).unwrap();
    assert_eq!(counts(&store), [2, 2, 2]);
}

#[test]
fn what_was_taken_back_does_not_count_but_is_shown() {
    let (_folder, store) = book(|writer| {
        let first = asserts(writer, 1);
        say(writer, 2, Stance::Reports, first);
        asserts(writer, 3);
        say(writer, 1, Stance::Retracts, first);
    });
    assert_eq!(counts(&store), [2, 1, 2]);
    let (_, repeats) = store.repeats(1).unwrap();
    let standing: Vec<_> = repeats.iter().map(|repeat| repeat.statement.retracted_by_id.is_none()).collect();
    assert_eq!(standing, [false, true, true]);
}

#[test]
fn denials_and_what_is_said_of_a_non_denial_are_no_repeats() {
    let (_folder, store) = book(|writer| {
        let first = asserts(writer, 1);
        let silent = say(writer, 2, Stance::DeclinesToDeny, Target::Claim(1));
        say(writer, 3, Stance::Reports, silent);
        say(writer, 4, Stance::Denies, Target::Claim(1));
        say(writer, 5, Stance::Denies, first);
        say(writer, 6, Stance::Questions, Target::Claim(1));
    });
    assert_eq!(counts(&store), [1, 1, 1]);
    assert!(repeated(&store, 20).is_empty(), "a claim that was said once is no repeat");
}

#[test]
fn repeats_come_by_date_and_know_the_words_of_earlier_ones() {
    let (_folder, store) = book(|writer| {
        for (speaker, on, quote) in [
            (1, Some("2021-11-18"), Some("it rains")),
            (2, None, Some("wet")),
            (3, Some("2021-11-17"), Some("“It  RAINS”")),
            (4, Some("2022"), None),
            (5, Some("2022-01"), Some("It rains")),
        ] {
            let statement = NewStatement {
                said_on: on.map(|on| Date::parse(on).unwrap()),
                quote: quote.map(str::to_string),
                ..NewStatement::of(speaker, Stance::Asserts, Target::Claim(1))
            };
            writer.add_statement(&statement).unwrap();
        }
    });
    let (said, repeats) = store.repeats(1).unwrap();
    let told: Vec<_> = repeats.iter().map(|repeat| (repeat.statement.id, repeat.same_words_as)).collect();
    assert_eq!(told, [(3, None), (1, Some(3)), (2, None), (4, None), (5, Some(3))]);
    assert_eq!((said.first_said_on.as_deref(), said.last_said_on.as_deref()), (Some("2021-11-17"), Some("2022-01")));
}

#[test]
fn speakers_come_before_origins_and_origins_before_times() {
    // Who asserts a claim, and how many others report the first of them.
    let claims: [(&[i64], i64); 6] =
        [(&[1, 1, 1, 1, 1, 1], 0), (&[1, 2], 2), (&[1, 2, 2], 1), (&[1, 2, 3], 1), (&[1, 2], 0), (&[1], 4)];
    let (_folder, store) = book(|writer| {
        for (at, (speakers, reports)) in claims.iter().enumerate() {
            let claim = NewClaim { text: format!("It rains {at} times"), ..NewClaim::default() };
            let target = Target::Claim(writer.add_claim(&claim).unwrap());
            let made: Vec<_> = speakers.iter().map(|speaker| say(writer, *speaker, Stance::Asserts, target)).collect();
            for report in 0..*reports {
                say(writer, 5 + report, Stance::Reports, made[0]);
            }
        }
    });
    let expected = [7, 5, 3, 4, 6, 2];
    for most in 1..8 {
        let ids: Vec<_> = repeated(&store, most).iter().map(|said| said.id).collect();
        assert_eq!(ids, expected[..most.min(6)], "the first {most}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// The claims that are listed are the first of all claims in the right order, however few are asked for; and the
    /// origins are those that every list has.
    #[test]
    fn the_first_are_the_first_of_all(ops in prop::collection::vec(any::<Op>(), 20..80), most in 1_usize..6) {
        let folder = folder();
        let (_, store) = new_book(folder.path());
        for (a, b) in [(1, 0), (2, 1), (3, 2)] {
            for kind in [3, 4, 0] {
                let _ = act(&store, (kind, a, b, a));
            }
        }
        for op in ops {
            let _ = act(&store, op);
        }
        let mut all: Vec<(RepeatedClaim, ClaimRow)> = Vec::new();
        let mut each = |claim: ClaimRow| {
            all.push((store.repeats(claim.id)?.0, claim));
            Ok(())
        };
        store.claims(&Filter::default(), &mut each).unwrap();
        for (said, claim) in &all {
            prop_assert_eq!(said.origins, claim.origins, "claim {}", claim.id);
            prop_assert!(said.origins <= said.speakers && said.speakers <= said.times);
        }
        let mut expected: Vec<_> = all.into_iter().map(|(said, _)| said).filter(|said| said.times > 1).collect();
        expected.sort_by_key(|said| (Reverse(said.speakers), Reverse(said.origins), Reverse(said.times), said.id));
        expected.truncate(most);
        prop_assert_eq!(repeated(&store, most), expected);
    }
}
