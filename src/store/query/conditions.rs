//! A filter as SQL: one `where` clause on `claim_summary c`, with the names in it looked up in the book.
//!
//! Two rules for such SQL: a condition for which SQLite must not use an index, such as one on a label that most rows share, begins
//! with `+`; and a query for one row must not be written `:id is null or id = :id`, which reads the whole table.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::figures::with_figure;
use crate::error::{Error, Result};
use crate::model::filter::DateRange;
use crate::model::scale::labels;
use crate::model::{Bucket, Condition, Filter, Predicate, Sort};
use crate::store::Store;
use crate::text::suggest::did_you_mean;

/// Clauses on `claim_summary c`, and the values that they refer to by number.
pub(crate) struct Conditions {
    clause: String,
    order: String,
    limits: String,
    values: Vec<Value>,
}

/// Holds for every claim. It lets SQLite begin with the claim instead of its row of the status cache, so that an order by text
/// comes from an index.
pub(crate) const CLAIM_EXISTS: &str = "+c.uid > ''";

impl Conditions {
    /// The `where` clause; empty if the filter selects every claim.
    pub(crate) fn clause(&self) -> &str {
        &self.clause
    }

    /// The `where` clause with [`CLAIM_EXISTS`].
    pub(crate) fn clause_with_claim(&self) -> String {
        if self.clause.is_empty() {
            format!("where {CLAIM_EXISTS}")
        } else {
            format!("{} and {CLAIM_EXISTS}", self.clause)
        }
    }

    /// The `order by` clause.
    pub(crate) fn order(&self) -> &str {
        &self.order
    }

    /// The `limit` clause.
    pub(crate) fn limits(&self) -> &str {
        &self.limits
    }

    /// The values that the clauses refer to by number.
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }
}

/// One condition in SQL, in which its values have no numbers yet.
struct SqlCondition {
    sql: String,
    values: Vec<Value>,
    /// Whether each `?` stands for the list of all values; otherwise each stands for one value, in their order.
    list: bool,
}

impl SqlCondition {
    fn plain(sql: &str) -> Self {
        Self { sql: sql.to_string(), values: Vec::new(), list: false }
    }

    fn list<T: Into<Value>>(sql: &str, values: impl IntoIterator<Item = T>) -> Self {
        Self { sql: sql.to_string(), values: values.into_iter().map(Into::into).collect(), list: true }
    }

    fn each(sql: String, values: impl IntoIterator<Item = String>) -> Self {
        Self { sql, values: values.into_iter().map(Into::into).collect(), list: false }
    }

    /// The condition with numbers for its values, which are added to `values`.
    fn numbered(self, values: &mut Vec<Value>) -> String {
        let first = values.len() + 1;
        values.extend(self.values);
        let mut places = (first..=values.len()).map(|number| format!("?{number}"));
        if self.list {
            return self.sql.replace('?', &places.collect::<Vec<_>>().join(", "));
        }
        let mut parts = self.sql.split('?');
        let begin = parts.next().unwrap_or_default().to_string();
        parts.fold(begin, |sql, part| sql + &places.next().unwrap_or_default() + part)
    }
}

impl Store {
    /// A filter as SQL.
    ///
    /// # Errors
    /// A name, tag or label that is not in the book.
    pub(crate) fn conditions(&self, filter: &Filter) -> Result<Conditions> {
        let mut values = Vec::new();
        let clause = match &filter.predicate {
            Predicate::All(all) if all.is_empty() => String::new(),
            Predicate::All(all) => format!("where {}", self.joined(all, " and ", &mut values)?),
            other => format!("where {}", self.wanted(other, &mut values)?),
        };
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let limits = format!("limit {} offset {}", filter.limit.map_or(-1, number), number(filter.offset));
        Ok(Conditions { clause, order: format!("order by {}", by(filter.sort, filter.is_reversed)), limits, values })
    }

    fn wanted(&self, wanted: &Predicate, values: &mut Vec<Value>) -> Result<String> {
        Ok(match wanted {
            Predicate::All(all) if all.is_empty() => "true".to_string(),
            Predicate::All(all) => format!("({})", self.joined(all, " and ", values)?),
            Predicate::Any(any) => self.any(any, values)?,
            // A condition may be null, such as one on the verdict of a claim that has none; `not` would keep it null.
            Predicate::Not(not) => format!("({}) is not true", self.wanted(not, values)?),
            Predicate::Is(condition) => self.test(condition)?.numbered(values),
        })
    }

    fn joined(&self, parts: &[Predicate], sign: &str, values: &mut Vec<Value>) -> Result<String> {
        let parts = parts.iter().map(|part| self.wanted(part, values)).collect::<Result<Vec<_>>>()?;
        Ok(parts.join(sign))
    }

    /// At least one of several. Several values of the same condition become one list, for which SQLite can use an index.
    fn any(&self, any: &[Predicate], values: &mut Vec<Value>) -> Result<String> {
        let mut lists: Vec<SqlCondition> = Vec::new();
        let mut parts = Vec::new();
        for part in any {
            match part {
                Predicate::Is(condition) => {
                    let test = self.test(condition)?;
                    match lists.iter_mut().find(|known| known.list && known.sql == test.sql) {
                        Some(known) => known.values.extend(test.values),
                        None => lists.push(test),
                    }
                }
                other => parts.push(self.wanted(other, values)?),
            }
        }
        parts.extend(lists.into_iter().map(|test| test.numbered(values)));
        Ok(match parts.len() {
            0 => "false".to_string(),
            1 => parts.remove(0),
            _ => format!("({})", parts.join(" or ")),
        })
    }

    /// A condition on who was asked to reply.
    fn test_of_requests(&self, condition: &Condition) -> Result<SqlCondition> {
        let sql = match condition {
            Condition::AskedOf(name) => {
                return Ok(SqlCondition::list(
                    "c.id in (select claim_id from request where speaker_id in (
                                  select id from speaker where id in (?) or same_as_id in (?)))",
                    self.persons(name)?,
                ));
            }
            Condition::NobodyAsked => "c.id not in (select claim_id from request)",
            Condition::Unanswered => "c.id in (select claim_id from request where closed_on is null)",
            _ => "c.id in (select claim_id from request)",
        };
        Ok(SqlCondition::plain(sql))
    }

    fn test(&self, condition: &Condition) -> Result<SqlCondition> {
        Ok(match condition {
            Condition::Claim(id) => SqlCondition::list("c.id in (?)", [self.claim_id(*id)?]),
            Condition::Ref(reference) => SqlCondition::list("c.id in (?)", [self.claim_of_ref(reference)?]),
            Condition::Disputed => SqlCondition::plain("c.disputed"),
            Condition::Unsourced => SqlCondition::plain("not c.sourced"),
            Condition::CheckersDisagree => SqlCondition::plain("c.checkers_disagree"),
            Condition::Repeated => SqlCondition::plain("c.times > 1"),
            Condition::Related => related(None),
            Condition::Contradicted => SqlCondition::plain(CONTRADICTED),
            Condition::Open => SqlCondition::plain("c.stage not in ('checked', 'dropped') and c.verdict is null"),
            Condition::Asked | Condition::Unanswered | Condition::NobodyAsked | Condition::AskedOf(_) => {
                self.test_of_requests(condition)?
            }
            Condition::RelatedTo(id) => related(Some(self.claim_id(*id)?)),
            Condition::Status(status) => SqlCondition::list("c.status in (?)", [status.as_str().to_string()]),
            Condition::Stage(stage) => SqlCondition::list("c.stage in (?)", [stage.as_str().to_string()]),
            Condition::Verdict(label) => SqlCondition::list(STANDING_VERDICT, self.labels_like(label)?),
            Condition::Unrated => SqlCondition::plain("c.verdict is null"),
            Condition::By(name) => SqlCondition::list(
                "c.id in (select s.claim_id from speaker_of_statement s where s.family = 'for' and s.speaker_id in (
                              select id from speaker where id in (?) or same_as_id in (?)))",
                self.persons(name)?,
            ),
            Condition::DisputedBy(name) => SqlCondition::list(
                "(c.disputed and exists (
                     select 1 from claim_statement k join speaker_of_statement s on s.id = k.statement_id
                     join speaker p on p.id = s.speaker_id
                     where k.claim_id = c.id and k.part = 'disputes' and k.stands and coalesce(p.same_as_id, p.id) in (?)))",
                self.persons(name)?,
            ),
            Condition::Speaker(name) => SqlCondition::list(
                "c.id in (select claim_id from speaker_of_statement where speaker_id in (
                              select id from speaker where id in (?) or same_as_id in (?))
                          union all select claim_id from document_bearing where principal_id in (
                              select id from speaker where id in (?) or same_as_id in (?)))",
                self.persons(name)?,
            ),
            Condition::Stance(stance) => {
                SqlCondition::list("c.id in (select claim_id from statement where stance in (?))", [stance.as_str().to_string()])
            }
            Condition::Document(typed) => {
                SqlCondition::list("c.id in (select claim_id from statement where document_id in (?)
                          union all select claim_id from claim_appearance where document_id in (?))", [self.document_id(typed)?])
            }
            Condition::Said(days) => {
                let (sql, dates) = within(["day_from", "day_to"], days);
                SqlCondition::each(format!("c.id in (select claim_id from dated_statement where {sql})"), dates)
            }
            Condition::Recorded(days) => on_days("c.recorded_at", days, |sql| format!("({sql})")),
            Condition::Changed(days) => on_days("at", days, changed_in),
            Condition::Figure(figures) => {
                let (sql, values) = with_figure(figures);
                SqlCondition::each(sql, values)
            }
            Condition::Words(words) => {
                let (sql, texts) = self.words_condition(words)?;
                SqlCondition::each(sql, texts)
            }
            other => self.test_of_desk(other)?,
        })
    }

    /// A condition on what the desk says of a claim: its tags, and who works on it.
    fn test_of_desk(&self, condition: &Condition) -> Result<SqlCondition> {
        Ok(match condition {
            Condition::Tag(tag) => SqlCondition::list("c.id in (select claim_id from claim_tag where tag in (?))", self.tags_like(tag)?),
            Condition::Conflicting => SqlCondition::plain(CONFLICTING),
            Condition::Untagged => SqlCondition::plain("c.id not in (select claim_id from claim_tag)"),
            Condition::Overdue(today) => SqlCondition::each(
                "(c.stage not in ('checked', 'dropped') and c.id in (select claim_id from assignment where due_on < ?))".to_string(),
                [today.clone()],
            ),
            Condition::Assigned(name) => SqlCondition::list(
                "c.id in (select claim_id from assignment where member_id in (?))",
                [self.member_named(name)?.id],
            ),
            Condition::Due(days) => {
                let (sql, dates) = within(["due_on"; 2], days);
                SqlCondition::each(format!("c.id in (select claim_id from assignment where {sql})"), dates)
            }
            _ => SqlCondition::plain("c.id not in (select claim_id from assignment)"),
        })
    }

    fn claim_of_ref(&self, reference: &str) -> Result<i64> {
        let mut query = self.conn.prepare_cached(
            "select id from claim where ref = ?1 union all select claim_id from claim_wording where ref = ?1 limit 1",
        )?;
        query.query_row([reference], |row| row.get(0)).optional()?.ok_or_else(|| {
            Error::not_found(format!("no claim has the ref {reference}"))
                .hint("a ref is what a claim was called where it was imported from")
        })
    }

    /// The buckets and labels that a verdict in a filter means, without regard to case: a bucket, a built-in label, or a label
    /// that was used in this book.
    fn labels_like(&self, typed: &str) -> Result<Vec<String>> {
        let mut query = self.conn.prepare_cached("select distinct label from verdict order by label collate nocase")?;
        let given: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let built_in: Vec<String> = labels().chain(Bucket::WORDS.iter().copied()).map(str::to_string).collect();
        let known = || given.iter().map(String::as_str).chain(built_in.iter().map(String::as_str));
        let meant = known().filter(|label| label.to_lowercase() == typed.to_lowercase());
        let meant: Vec<_> = meant.map(str::to_string).collect();
        if !meant.is_empty() {
            return Ok(meant);
        }
        let hint = match did_you_mean(typed, known()) {
            Some(label) => format!("did you mean {label}?"),
            None => {
                format!("the buckets are {}; labels given so far: {}", Bucket::WORDS.join(", "), given.join(", "))
            }
        };
        Err(Error::not_found(format!("no verdict has the label {typed}")).hint(hint))
    }
}

/// The condition that an entry of the history changed the claim, or what is recorded of it. `entries` is a condition on entries.
/// A change of a row names its claim; rows that were added are named by the first and the last.
fn changed_in(entries: &str) -> String {
    let entries = format!("with e as materialized (select id from journal where {entries}) ");
    let ranges = |table: &str, claim: &str| {
        format!(
            "select t.{claim} from e cross join journal_change k on k.entry_id = e.id and k.table_name = '{table}'
             cross join {table} t on t.id between k.row_id and k.last_id"
        )
    };
    let own = "select k.claim_id from e cross join journal_change k on k.entry_id = e.id where k.claim_id is not null
               union all select k.row_id from e cross join journal_change k on k.entry_id = e.id where k.table_name = 'claim'"
        .to_string();
    let of_claims = ["statement", "verdict", "evidence", "claim_tag", "assignment", "comment"]
        .map(|table| ranges(table, "claim_id"));
    let all = [own, ranges("claim", "id")].into_iter().chain(of_claims).collect::<Vec<_>>().join(" union all ");
    format!("c.id in ({entries} {all})")
}

/// The condition that an open conflict is about a claim.
const CONFLICTING: &str = "c.id in (select claim_id from conflict where claim_id is not null and reason <> 'same')";

/// The condition that a claim contradicts another one, or another one it.
const CONTRADICTED: &str = "c.id in (select claim_id from claim_relation where relation = 'contradicts'
     union all select other_id from claim_relation where relation = 'contradicts')";

/// The condition that a claim is related to another one, or to a certain one.
/// A condition that a time in UTC is in a range of local days, as a part of another one.
fn on_days(column: &str, days: &DateRange, whole: impl Fn(&str) -> String) -> SqlCondition {
    let (sql, dates) = within([column; 2], &days.in_utc());
    SqlCondition::each(whole(&sql), dates)
}

fn related(to: Option<i64>) -> SqlCondition {
    match to {
        None => SqlCondition::plain(
            "c.id in (select claim_id from claim_relation union all select other_id from claim_relation)",
        ),
        Some(id) => SqlCondition::list(
            "c.id in (select other_id from claim_relation where claim_id in (?)
                      union all select claim_id from claim_relation where other_id in (?))",
            [id],
        ),
    }
}

/// The condition that a verdict which stands has a bucket or label.
const STANDING_VERDICT: &str = "c.id in (select claim_id from verdict_cache where bucket in (?)
     union all select k.claim_id from verdict v cross join verdict_cache k on k.verdict_id = v.id where v.label in (?))";

/// The condition that dates lie within days, with the columns of the first and of the last day that each may mean. A less precise
/// date counts if it may lie within them: `2021-11` may be the 18th. ISO dates have the order of their text, and `~` comes after
/// all of their characters.
fn within([first, last]: [&str; 2], days: &DateRange) -> (String, Vec<String>) {
    let mut sql = format!("{first} is not null");
    let mut dates = Vec::new();
    if let Some(from) = days.from() {
        sql.push_str(&format!(" and {last} || '~' >= ?"));
        dates.push(from.to_string());
    }
    if let Some(to) = days.to() {
        sql.push_str(&format!(" and {first} <= ? || '~'"));
        dates.push(to.to_string());
    }
    (sql, dates)
}

/// The last entry that changed a claim or what is recorded of it. Rows that were added are found by the range that begins last before
/// them, because such ranges do not overlap.
const LAST_CHANGE: &str = "(select max(entry) from (
    select max(entry_id) as entry from journal_change where claim_id = c.id
    union all select (select entry_id from journal_change where table_name = 'claim' and action = 'inserted' and row_id <= c.id
                      order by row_id desc limit 1)
    union all select max((select entry_id from journal_change where table_name = 'statement' and action = 'inserted' and row_id <= t.id
                          order by row_id desc limit 1)) from statement t where t.claim_id = c.id
    union all select max((select entry_id from journal_change where table_name = 'verdict' and action = 'inserted' and row_id <= t.id
                          order by row_id desc limit 1)) from verdict t where t.claim_id = c.id
    union all select max((select entry_id from journal_change where table_name = 'evidence' and action = 'inserted' and row_id <= t.id
                          order by row_id desc limit 1)) from evidence t where t.claim_id = c.id
    union all select max((select entry_id from journal_change where table_name = 'claim_tag' and action = 'inserted' and row_id <= t.id
                          order by row_id desc limit 1)) from claim_tag t where t.claim_id = c.id))";

/// An order as SQL. The first five begin with the expression of an index of `schema.sql`, and must be changed together with it;
/// the others are computed for each claim of the list.
fn by(sort: Sort, is_reversed: bool) -> String {
    let (down, up) = if is_reversed { (" desc", "") } else { ("", " desc") };
    let key = match sort {
        Sort::Id => return format!("c.id{down}"),
        Sort::Newest => return format!("c.id{up}"),
        Sort::Status => return format!("c.strength{down}, c.id{down}"),
        Sort::Said => return format!("c.said_on is null, c.said_on{down}, c.id{down}"),
        Sort::Text => return format!("c.text_begin{down}, folded(c.text){down}, c.text{down}, c.id{down}"),
        Sort::LastSaid => "(select max(day) from carrying_statement where claim_id = c.id)",
        Sort::MadeBy => "folded(c.first_speaker)",
        Sort::DisputedBy => "folded(c.disputed_by)",
        Sort::Times => "c.times",
        Sort::Verdict => "folded(c.verdict)",
        Sort::Stage => {
            "case c.stage when 'new' then 1 when 'checking' then 2 when 'awaiting-reply' then 3 when 'checked' then 4 else 5 end"
        }
        Sort::Tags => "folded(c.tags)",
        Sort::Recorded => "c.recorded_at",
        Sort::Changed => LAST_CHANGE,
        Sort::Ref => "folded(c.ref)",
    };
    format!("{key} is null, {key}{down}, c.id{down}")
}
