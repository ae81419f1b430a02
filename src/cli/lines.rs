//! `gainsay lines`: a stored text sentence by sentence, with what is claimed there and what is open.

use clap::Args;

use super::session::{Run, Session};
use crate::actions::{ConditionArgs, DocumentSentences};
use crate::error::Result;
use crate::model::SentenceState;
use crate::model::display::Block;
use crate::model::results::sentence_check::{CheckedClaim, SentenceCheck};
use crate::model::{Condition, Predicate};
use crate::output::Reply;

/// Check a text line by line: what is claimed in each sentence, on what evidence, and what is open
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay lines 3\n  gainsay lines \"Harbour to be sold\" is:open",
    after_help = "A line is a sentence. It is recorded where a claim was recorded with its words; suggested where gainsay read suggests something; and undecided until somebody says that there is nothing to check: gainsay nothing-to-check DOCUMENT LINES. is:open selects the lines in which something is to do; every other condition selects those with a claim that meets it."
)]
pub struct Lines {
    /// The document, with a stored text: its number, address or title
    #[arg(id = "text", value_name = "DOCUMENT")]
    document: String,
    #[command(flatten)]
    which: ConditionArgs,
}

impl Run for Lines {
    fn run(self, session: &Session) -> Result<Reply> {
        let store = session.open()?;
        let (predicate, mut notes) = self.which.read(&store, session.time_of(&store))?;
        let mut read = DocumentSentences::of(&store, store.document_id(&self.document)?)?;
        let totals = read.totals();
        read.only(&store, &predicate)?;
        notes.extend(read.note.take().map(|note| format!("{note}: no suggestions")));
        let title = format!("Document {}: {}", read.document.id, read.document.title);
        let mut blocks = vec![Block::Title(title), Block::Text(totals.in_words().into())];
        if predicate != Predicate::default() {
            let what = if predicate == Predicate::Is(Condition::Open) { "open" } else { "shown" };
            blocks.push(Block::Heading(format!("{} {what}", crate::text::counted(read.sentences.len(), "line"))));
        } else if !read.sentences.is_empty() {
            blocks.push(Block::Heading("Line by line".to_string()));
        }
        blocks.extend(read.sentences.iter().map(line));
        if !read.elsewhere.is_empty() && predicate == Predicate::default() {
            blocks.push(Block::Heading("Recorded of it, at no line".to_string()));
            blocks.extend(read.elsewhere.iter().map(|(claim, why)| {
                Block::Item(format!("claim {} · {}", claim.claim.id, claim.claim.text), vec![(*why).to_string()])
            }));
        }
        let sentences = read.sentences;
        let each = move |each: &mut dyn FnMut(SentenceCheck) -> Result<()>| sentences.into_iter().try_for_each(each);
        Ok(Reply::records("no line fits", each).with_blocks(blocks).notes(notes))
    }
}

/// A sentence as an item: its number and words, and below what is known of it.
fn line(one: &SentenceCheck) -> Block {
    let mut below: Vec<String> = one.claims.iter().flat_map(about).collect();
    match one.state {
        SentenceState::NothingToCheck => below.push("nothing to check".to_string()),
        _ => below.extend(
            one.suggestions
                .iter()
                .map(|one| format!("suggestion {} · {}: {}", one.number, one.who_does_what, one.claim)),
        ),
    }
    let open = one.open();
    if !open.is_empty() {
        below.push(format!("open: {}", open.join("; ")));
    }
    Block::Item(format!("{} · {}", one.number, one.text), below)
}

/// What is known of a claim, in lines.
fn about(one: &CheckedClaim) -> Vec<String> {
    let mut words = vec![format!("claim {}", one.claim.id), one.claim.text.clone()];
    if one.is_disputed() {
        words.push(format!("disputed by {}", one.claim.disputed_by.join(", ")));
    }
    words.extend(one.findings());
    let mut lines = vec![words.join(" · ")];
    lines.extend(one.evidence.iter().map(|evidence| {
        let verb = if evidence.relation == "context" { "gives context" } else { evidence.relation.as_str() };
        format!("evidence {} · {verb}: {}", evidence.id, evidence.document)
    }));
    lines
}
