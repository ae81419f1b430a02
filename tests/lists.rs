//! Lists and exports read many claims together, as stretches of an index and with names kept in memory; what they tell of
//! each claim is held here against the views of the schema, asked of it alone.

use std::collections::{BTreeMap, HashMap};

use crate::common::measures::tell;
use crate::common::{BEGINNING, Op, act, folder, new_book, stamp};
use Condition::{Disputed, Unrated, Unsourced, Untagged};
use gainsay::error::Result;
use gainsay::model::records::ClaimRow;
use gainsay::model::records::{ClaimLine, Line};
use gainsay::model::records::{NewClaim, NewDocument, NewSpeaker, NewStatement, NewVerdict, Target};
use gainsay::model::{Condition, Date, DocumentKind, Filter, Predicate, Rating, Sort, SpeakerKind, Stage, Stance};
use gainsay::store::{Store, Writer};
use proptest::prelude::*;
use rusqlite::Connection;

/// The texts that a query gives for a claim.
fn texts(book: &Connection, claim: i64, sql: &str) -> Vec<String> {
    let mut query = book.prepare_cached(sql).unwrap();
    query.query_map([claim], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn one<T: rusqlite::types::FromSql>(book: &Connection, claim: i64, sql: &str) -> T {
    book.prepare_cached(sql).unwrap().query_row([claim], |row| row.get(0)).unwrap()
}

/// What the record has of a claim.
fn by_the_record(book: &Connection, id: i64) -> ClaimRow {
    ClaimRow {
        id,
        uid: one(book, id, "select uid from claim where id = ?1"),
        text: one(book, id, "select text from claim where id = ?1"),
        stage: one(book, id, "select stage from claim where id = ?1"),
        appears_in: texts(
            book,
            id,
            "select d.uid from claim_appearance a join document d on d.id = a.document_id where a.claim_id = ?1 order by a.id",
        ),
        tags: texts(book, id, "select tag from claim_tag where claim_id = ?1 order by tag"),
        note: one(book, id, "select note from claim where id = ?1"),
        reference: one(book, id, "select ref from claim where id = ?1"),
        recorded_at: one(book, id, "select recorded_at from claim where id = ?1"),
        ..ClaimRow::default()
    }
}

/// The same with the verdict that stands.
fn verdict_by_the_views(book: &Connection, id: i64) -> ClaimRow {
    let verdict = |column: &str| -> Option<String> {
        one(
            book,
            id,
            &format!(
                "select (select {column} from verdict where id = n.verdict_id) from claim_status n where claim_id = ?1"
            ),
        )
    };
    let reviewer = |column: &str| -> Option<String> {
        one(
            book,
            id,
            &format!(
                "select (select s.{column} from verdict v join canonical_speaker p on p.speaker_id = v.reviewer_id
                         join speaker s on s.id = p.canonical_id where v.id = n.verdict_id) from claim_status n where claim_id = ?1"
            ),
        )
    };
    ClaimRow {
        verdict: verdict("label"),
        all_verdicts: one(book, id, "select all_verdicts from claim_summary where id = ?1"),
        checkers_disagree: one(book, id, "select checkers_disagree from claim_status where claim_id = ?1"),
        verdict_value: verdict("value"),
        verdict_worst: verdict("worst"),
        verdict_best: verdict("best"),
        verdict_bucket: verdict("bucket"),
        reviewer: reviewer("name"),
        decided_on: verdict("decided_on"),
        review_url: verdict("review_url"),
        review_title: verdict("review_title"),
        rationale: verdict("rationale"),
        verdict_uid: verdict("uid"),
        reviewer_uid: reviewer("uid"),
        reviewer_kind: reviewer("kind"),
        ..by_the_record(book, id)
    }
}

/// The documents of a claim: those that carry it, and then those in which it appears.
fn carrying(column: &str) -> String {
    format!(
        "select {column} from (
             select document_id, 0 as appears, min(statement_id) as place from carrying_statement where claim_id = ?1
             and document_id not in (select document_id from claim_appearance where claim_id = ?1) group by document_id
             union all select document_id, 1, id from claim_appearance where claim_id = ?1) k
         join document d on d.id = k.document_id order by k.appears, k.place"
    )
}

/// Texts that are numbers, as numbers.
fn numbers(list: &[String]) -> Vec<i64> {
    list.iter().map(|number| number.parse().unwrap()).collect()
}

/// A claim as the views have it, asked for each thing by a query of its own.
fn by_the_views(book: &Connection, id: i64) -> ClaimRow {
    let names = |condition: &str| {
        format!(
            "select p.name from claim_statement k join canonical_speaker p on p.speaker_id = k.principal_id
             where k.claim_id = ?1 and {condition} group by p.name order by min(k.statement_id)"
        )
    };
    let makers = names("k.part = 'makes'");
    let publisher = "coalesce((select name from canonical_speaker where speaker_id = d.publisher_id), '')";
    let all_or_none = |list: Vec<String>| if list.iter().all(String::is_empty) { Vec::new() } else { list };
    let disputed_by = |column: &str| {
        texts(
            book,
            id,
            &format!(
                "select {column} from (
                     select p.canonical_id, p.name, k.basis, k.statement_id,
                            case k.basis when 'claim' then 1 when 'attribution' then 2 else 3 end as place
                     from claim_statement k join canonical_speaker p on p.speaker_id = k.principal_id
                     where k.claim_id = ?1 and k.part = 'disputes' and k.stands)
                 group by canonical_id order by min(place * 1000000 + statement_id)"
            ),
        )
    };
    ClaimRow {
        made_by: texts(book, id, &makers),
        made_by_ids: numbers(&texts(book, id, &makers.replacen("p.name", "cast(min(p.canonical_id) as text)", 1))),
        roles: texts(
            book,
            id,
            "select role from statement_part where claim_id = ?1 and part = 'makes' and role is not null group by role order by min(id)",
        ),
        first_said_on: one(book, id, "select min(day) from carrying_statement where claim_id = ?1"),
        last_said_on: one(book, id, "select max(day) from carrying_statement where claim_id = ?1"),
        attribution: chains(book, id),
        quotes: texts(
            book,
            id,
            "select quote from carrying_statement where claim_id = ?1 and quote is not null group by quote order by min(statement_id)",
        ),
        documents: texts(book, id, &carrying("d.title")),
        publishers: all_or_none(texts(book, id, &carrying(publisher))),
        urls: all_or_none(texts(book, id, &carrying("coalesce(d.url, '')"))),
        access: texts(book, id, &carrying("d.access")),
        status: one(book, id, "select status from claim_status where claim_id = ?1"),
        disputed_by: disputed_by("name"),
        disputed_by_ids: numbers(&disputed_by("cast(canonical_id as text)")),
        dispute_basis: disputed_by(
            "rtrim(iif(max(place = 1), 'claim + ', '') || iif(max(place = 2), 'attribution + ', '')
                   || iif(max(place = 3), 'document', ''), ' +')",
        ),
        not_denied_by: texts(book, id, &names("k.part = 'does-not-deny' and k.stands")),
        origins: one(book, id, "select coalesce((select origins from claim_repetition where claim_id = ?1), 0)"),
        unsourced: one(book, id, "select not sourced from claim_status where claim_id = ?1"),
        standing_verdicts: several_verdicts(book, id),
        ..verdict_by_the_views(book, id)
    }
}

/// All verdicts that stand, each with who found it, where there are several.
fn several_verdicts(book: &Connection, id: i64) -> Vec<String> {
    let all = texts(
        book,
        id,
        "select v.label || coalesce(' (' || p.name || ')', '') from standing_verdict k join dated_verdict v on v.id = k.verdict_id
         left join canonical_speaker p on p.speaker_id = v.reviewer_id
         where k.claim_id = ?1 order by v.is_own desc, v.day desc, v.id desc",
    );
    if all.len() > 1 { all } else { Vec::new() }
}

/// Each chain of attribution in words, from the last report down.
fn chains(book: &Connection, id: i64) -> Vec<String> {
    let walked = texts(
        book,
        id,
        "with recursive
             step (last, id, target, words) as (
                 select s.id, s.id, s.target_statement_id, ''
                 from carrying_statement k join statement s on s.id = k.statement_id
                 where k.claim_id = ?1 and not exists (
                     select 1 from carrying_statement r join statement t on t.id = r.statement_id
                     where r.claim_id = ?1 and t.target_statement_id = s.id)
                 union all
                 select step.last, t.id, t.target_statement_id,
                        step.words || (select p.name from dated_statement s join canonical_speaker p on p.speaker_id = s.principal_id
                                       where s.id = step.id) || ' reports that '
                 from step join statement t on t.id = step.target)
         select words || (select p.name || iif(s.stance = 'confirms', ' confirmed it', ' said it')
                          from dated_statement s join canonical_speaker p on p.speaker_id = s.principal_id where s.id = step.id)
         from step where target is null order by last",
    );
    let mut chains: Vec<String> = Vec::new();
    for chain in walked {
        if !chains.contains(&chain) {
            chains.push(chain);
        }
    }
    chains
}

fn listed(store: &Store, filter: &Filter) -> Vec<ClaimRow> {
    let mut rows = Vec::new();
    let mut each = |row| {
        rows.push(row);
        Ok(())
    };
    store.claims(filter, &mut each).unwrap();
    rows
}

/// The claims of a book as lines, by their uids.
fn lines(store: &Store, filter: &Filter) -> BTreeMap<Option<String>, ClaimLine> {
    let mut claims = BTreeMap::new();
    let mut each = |line| {
        if let Line::Claim(claim) = line {
            claims.insert(claim.uid.clone(), *claim);
        }
        Ok(())
    };
    store.lines(filter, &mut each).unwrap();
    claims
}

/// Holds every list of a book against the views; says how many rows that were.
fn compare(book: &Connection, store: &Store) -> usize {
    let mut query = book.prepare("select id from claim order by id").unwrap();
    let ids: Vec<i64> = query.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
    let by_id: HashMap<i64, ClaimRow> = ids.iter().map(|id| (*id, by_the_views(book, *id))).collect();
    let is = |condition| Predicate::Is(condition);
    let wanted = [
        Predicate::default(),
        is(Disputed),
        Predicate::Not(Box::new(is(Disputed))),
        is(Untagged),
        is(Unsourced),
        is(Unrated),
    ];
    let mut rows = 0;
    let in_lines = lines(store, &Filter::default());
    let said: i64 = book.query_row("select count(claim_id) from statement", [], |row| row.get(0)).unwrap();
    assert_eq!(in_lines.values().map(|claim| claim.statements.len()).sum::<usize>(), usize::try_from(said).unwrap());
    for sort in Sort::all() {
        let sorted = lines(store, &Filter { sort, offset: 1, ..Filter::default() });
        sorted.iter().for_each(|(uid, claim)| assert_eq!(claim, &in_lines[uid], "{sort:?}"));
        assert_eq!(sorted.len(), in_lines.len().saturating_sub(1));
        for wanted in &wanted {
            for (limit, offset) in [(None, 0), (Some(300), 0), (Some(300), 7)] {
                let filter = Filter { predicate: wanted.clone(), sort, limit, offset, ..Filter::default() };
                let found = listed(store, &filter);
                rows += found.len();
                for row in &found {
                    assert_eq!(row, &by_id[&row.id], "{filter:?}");
                }
                assert_eq!(found.len(), usize::try_from(store.count(&filter).unwrap()).unwrap());
            }
        }
    }
    assert_eq!(listed(store, &Filter::default()), ids.iter().map(|id| by_id[id].clone()).collect::<Vec<_>>());
    rows
}

/// So many claims, more than are read together.
const CLAIMS: usize = 600;

/// Random things said of many claims: chains, retractions, joined speakers, documents disputed as a whole.
struct Many<'w> {
    writer: &'w Writer<'w>,
    random: fastrand::Rng,
    speakers: Vec<i64>,
    documents: Vec<i64>,
    claims: Vec<i64>,
    statements: Vec<i64>,
}

impl Many<'_> {
    fn one_of(&mut self, all: &[i64]) -> i64 {
        all[self.random.usize(..all.len())]
    }

    fn people(&mut self) -> Result<()> {
        for at in 0..30 {
            let kind = SpeakerKind::ALL[at % 3];
            self.speakers.push(self.writer.add_speaker(&NewSpeaker::named(&format!("Speaker {at}; \"x\""), kind))?);
        }
        for at in 0..40 {
            let document = NewDocument {
                publisher: (at % 3 > 0).then(|| self.speakers[at % 30]),
                url: (at % 4 > 0).then(|| format!("https://desk.example/{at}")),
                ..NewDocument::titled(&format!("Document {at}"), DocumentKind::Article)
            };
            self.documents.push(self.writer.add_document(&document)?);
        }
        (20..25).try_for_each(|at| self.writer.join_speakers(self.speakers[at], self.speakers[at - 20]))
    }

    fn claim(&mut self, at: usize) -> Result<()> {
        let claim = NewClaim {
            text: format!("{} claim {at}", self.random.u8(..)),
            tags: (0..self.random.usize(..3)).map(|tag| format!("t{tag}")).collect(),
            stage: Some(Stage::ALL[self.random.usize(..Stage::ALL.len())]),
            ..NewClaim::default()
        };
        let claim = self.writer.add_claim(&claim)?;
        self.claims.push(claim);
        if self.random.u8(..4) == 0 {
            let verdict = NewVerdict {
                id: None,
                uid: None,
                claim,
                rating: Rating::as_given("false", [None; 3], None)?,
                rationale: None,
                reviewer: Some(self.speakers[at % 30]).filter(|_| at.is_multiple_of(2)),
                decided_on: None,
                review_url: None,
                review_title: None,
                recorded_at: None,
            };
            self.writer.add_verdict(&verdict)?;
        }
        for _ in 0..self.random.usize(..6) {
            // A claim of earlier lots may get a statement too: so statements do not stand in the order of their claims.
            let claim = if self.random.u8(..5) == 0 { self.one_of(&self.claims.clone()) } else { claim };
            self.statement(claim);
        }
        Ok(())
    }

    /// What does not fit is refused, and left out.
    fn statement(&mut self, claim: i64) {
        let stance = Stance::ALL[self.random.usize(..Stance::ALL.len())];
        let target = match self.random.u8(..20) {
            0 => Target::Document(self.one_of(&self.documents.clone())),
            1..8 if !self.statements.is_empty() => {
                let latest = self.statements.len().saturating_sub(4);
                Target::Statement(self.statements[self.random.usize(latest..self.statements.len())])
            }
            _ => Target::Claim(claim),
        };
        let speaker = match target {
            // Only what one said oneself can be taken back.
            Target::Statement(id) if stance == Stance::Retracts => self.writer.statement(id).unwrap().speaker_id,
            _ => self.one_of(&self.speakers.clone()),
        };
        let statement = NewStatement {
            role: self.random.bool().then(|| format!("role {}", self.random.u8(..4))),
            document: self.random.bool().then(|| self.one_of(&self.documents.clone())),
            said_on: Date::parse(["2021", "2021-11", "2021-11-18", "?"][self.random.usize(..4)]).ok(),
            quote: self.random.bool().then(|| format!("words {}", self.random.u8(..4))),
            ..NewStatement::of(speaker, stance, target)
        };
        self.statements.extend(self.writer.add_statement(&statement));
    }
}

#[test]
fn lists_of_many_claims_tell_what_the_views_tell_of_each() {
    let folder = folder();
    let (book, store) = new_book(folder.path());
    let seed = fastrand::u64(..);
    let said = store
        .record(&stamp("many"), |writer| {
            let random = fastrand::Rng::with_seed(seed);
            let [speakers, documents, claims, statements] = [const { Vec::new() }; 4];
            let mut many = Many { writer, random, speakers, documents, claims, statements };
            many.people()?;
            (0..CLAIMS).try_for_each(|at| many.claim(at))?;
            Ok(many.statements.len())
        })
        .unwrap();
    println!("seed {seed}");
    let rows = compare(&book, &store);
    tell(
        "lists of claims against the views",
        &format!("{CLAIMS} claims with {said} statements, {rows} rows of lists, all as the views have them"),
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_tell_what_the_views_tell(ops in prop::collection::vec(any::<Op>(), 1..60)) {
        let folder = folder();
        let (book, store) = new_book(folder.path());
        for op in BEGINNING.into_iter().chain(ops) {
            act(&store, op).unwrap_or_default();
        }
        compare(&book, &store);
    }
}
