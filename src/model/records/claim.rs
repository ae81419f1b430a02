//! A claim: a proposition, with where it stands and what was said of it.

use super::declare::record;
use super::{EvidenceLine, MarkedPassageLine, RequestLine, StatementLine, VerdictLine, WordingLine};
use crate::model::Stage;

record! {
    {
        /// A claim as lists and exports show it. What is read are columns of the view `claim_summary`; the rest is gathered
        /// from the statements that bear upon it.
        row ClaimRow("c", "id");
        /// A claim to record.
        new NewClaim(ClaimLine);
        /// What to change in a claim; nothing where nothing is given. An empty text forgets what was there.
        edit ClaimEdit();
        /// A claim as a line.
        line ClaimLine(ClaimRow);
    }
    {
        /// Whether it is only what a book published of the claim: a book that has the claim knows more.
        published: hidden(bool);
        /// Whether it says all of its claim: what it does not name, the claim does not have.
        is_whole: hidden(bool);
        /// Its id in the system from which it was imported.
        reference: line(#[serde(rename = "ref")] Option<String>);
        /// The proposition.
        text: read(String) new(text: String) edit(text: String) line(String);
        /// The proposition.
        claim: cell(|c| (&c.text).into(), "claim");
        /// The speakers who made it, each once.
        made_by: more(Vec<String>);
        /// The same for people.
        made_by: table(|c| if c.unsourced { "(unsourced)".into() } else { (&c.made_by).into() }, "made by");
        /// The numbers of those speakers, in the same order.
        made_by_ids: filled(Vec<i64>);
        /// Their roles, as the documents word them.
        roles: more(Vec<String>);
        /// The earliest day on which it was made or reported.
        first_said_on: more(Option<String>);
        /// The latest day on which it was made or reported.
        last_said_on: filled(Option<String>);
        /// Each chain of attribution in words.
        attribution: more(Vec<String>);
        /// The words in which it was made or reported.
        quotes: filled(Vec<String>);
        /// The same.
        quote: cell(|c| (&c.quotes).into());
        /// The titles of the documents that carry it; publishers, addresses and access follow in the same order.
        documents: filled(Vec<String>);
        /// The same.
        document: cell(|c| (&c.documents).into());
        /// The publishers of those documents.
        publishers: filled(Vec<String>);
        /// The same.
        publisher: cell(|c| (&c.publishers).into());
        /// The addresses of those documents.
        urls: filled(Vec<String>);
        /// The same.
        url: cell(|c| (&c.urls).into());
        /// Whether each of those documents was read or is known through another one.
        access: more(Vec<String>);
        /// The uids of those documents in which it appears, which are the last: nobody need be known to have said it there.
        appears_in: more(Vec<String>) line(Vec<String>);
        /// Where it stands in the public record.
        status: row(String, "status");
        /// The speakers who dispute it, each once.
        disputed_by: more(Vec<String>);
        /// The basis on which each of them does, in the same order: `claim`, `attribution`, `document`.
        dispute_basis: more(Vec<String>);
        /// The numbers of those speakers, in the same order.
        disputed_by_ids: filled(Vec<i64>);
        /// Both for people.
        disputed_by: table(|c| c.disputes().into(), "disputed by (basis)");
        /// The speakers who were asked and declined to deny it.
        not_denied_by: more(Vec<String>);
        /// The number of independent speakers from whom it comes.
        origins: more(i64);
        /// Whether nobody is on record as having made it.
        unsourced: more(bool);
        /// The label of the verdict that stands: of several, the desk's own or else the newest.
        verdict: row(Option<String>);
        /// The same, and if checkers disagree all verdicts that stand, each with who found it.
        all_verdicts: read(Option<String>);
        /// The same for people.
        all_verdicts: table(|c| (&c.all_verdicts).into(), "verdict");
        /// Whether the verdicts that stand are of several buckets.
        checkers_disagree: read(bool);
        /// The number of that verdict on its scale.
        verdict_value: row(Option<String>);
        /// The worst number of that scale.
        verdict_worst: row(Option<String>);
        /// The best number of that scale.
        verdict_best: row(Option<String>);
        /// What the verdict comes to.
        verdict_bucket: row(Option<String>);
        /// The reviewer who found it.
        reviewer: row(Option<String>);
        /// The day on which it was decided.
        decided_on: row(Option<String>);
        /// The address at which it was published.
        review_url: row(Option<String>);
        /// The title under which it was published.
        review_title: row(Option<String>);
        /// The reason that the reviewer gives.
        rationale: row(Option<String>);
        /// All verdicts that stand, each with who found it, where there are several.
        standing_verdicts: more(Vec<String>);
        /// What the desk is doing about it; `new` where nothing is said.
        stage: row(String, "stage") new_only(Option<Stage>) line(Option<String>);
        /// Its tags.
        tags: more(Vec<String>) new_only(Vec<String>) line(Vec<String>);
        /// Its other wordings: those of claims that were joined into it.
        wordings: more(Vec<String>) line(Vec<WordingLine>);
        /// Its relations to other claims, in words: "contradicts claim 5".
        relations: more(Vec<String>);
        /// The uids of those claims, in the same order.
        related_uids: more(Vec<String>);
        /// A note of the desk.
        note: every(text);
        /// Its id in the system from which it was imported.
        reference: row(Option<String>) new(reference: Option<String>);
        /// The time at which it was recorded, in UTC; now where nothing is said.
        recorded_at: row(String) new_only(Option<String>) line(Option<String>);
        /// The uid of the verdict.
        verdict_uid: row(Option<String>);
        /// The uid of the reviewer.
        reviewer_uid: row(Option<String>);
        /// The kind of the reviewer.
        reviewer_kind: row(Option<String>);
        /// What was said of it.
        statements: line(Vec<StatementLine>);
        /// Who was asked to reply.
        requests: line(Vec<RequestLine>);
        /// What was found.
        verdicts: line(Vec<VerdictLine>);
        /// The evidence.
        evidence: line(Vec<EvidenceLine>);
        /// Where it was recorded in texts.
        marked: line(Vec<MarkedPassageLine>);
    }
}

impl ClaimRow {
    /// Who disputes the claim on what basis: "Qirjako Qirko (claim + document); Olta Xhacka (document)".
    pub fn disputes(&self) -> String {
        let by = self.disputed_by.iter().zip(&self.dispute_basis);
        by.map(|(name, basis)| format!("{name} ({basis})")).collect::<Vec<_>>().join("; ")
    }
}
