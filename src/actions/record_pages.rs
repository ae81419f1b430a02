//! One speaker, document or claim with what belongs to it, as the command line prints it and the API answers it.

use serde_json::json;

use super::attach::describe_attachment;
use super::outcome::describe_statement;
use crate::error::Result;
use crate::model::Status;
use crate::model::display::{Block, Display, fields};
use crate::model::records::Record;
use crate::model::results::opponents::OpponentRow;
use crate::model::results::repeats::Repeat;
use crate::model::results::scorecard::Scorecard;
use crate::model::results::statement_block::statement_block;
use crate::model::results::statement_words::carrying_verb;
use crate::store::Store;
use crate::text::counted;

/// Returns what a speaker said and what became of it.
///
/// # Errors
/// No such speaker.
pub fn speaker_page(store: &Store, id: i64) -> Result<Display> {
    let mut row = store.speaker_by_id(id)?;
    store.count_for_speaker(&mut row)?;
    let person = row.same_as_id.unwrap_or(row.id);
    let card = store.scorecard(person)?;
    let mut blocks = vec![Block::Title(format!("Speaker {}: {}", row.id, row.name))];
    blocks.push(Block::Fields(fields(&row, &["id", "name"])));
    blocks.extend(totals(&card));
    blocks.push(Block::Heading(format!("Said ({})", card.said.len())));
    if card.said.is_empty() {
        blocks.push(Block::Text("nothing is recorded".into()));
    } else {
        blocks.push(table(&card.said));
    }
    if !card.verdicts.is_empty() {
        blocks.push(Block::Heading(format!("Verdicts given ({})", card.verdicts.len())));
        blocks.push(table(&card.verdicts));
    }
    let mut statements = store.said_by(person)?;
    let place = |id: i64| card.said.iter().position(|said| said.statement == id);
    statements.sort_by_key(|statement| place(statement.id));
    let mut value = row.json();
    value["said"] = statements
        .iter()
        .zip(&card.said)
        .map(|(statement, said)| {
            let mut value = statement.json();
            value["status"] = said.status.clone().into();
            value["verdict"] = said.verdict.clone().into();
            value
        })
        .collect();
    for (what, total) in card.totals() {
        value["totals"][what] =
            total.into_iter().map(|(word, claims)| (word, serde_json::Value::from(claims))).collect();
    }
    value["verdicts"] = card.verdicts.iter().map(Record::json).collect();
    for (name, rows) in [("disputed_by", &card.disputed_by), ("disputes", &card.disputes)] {
        let pair = |row: &OpponentRow| json!({ "id": row.id, "name": row.name, "claims": row.claims });
        value[name] = rows.iter().map(pair).collect();
    }
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(&statements);
    Ok(page)
}

/// The totals of a scorecard, and who stands against whom.
fn totals(card: &Scorecard) -> Vec<Block> {
    let made = card.claims_made();
    let mut lines = Vec::new();
    if made > 0 {
        let listed = |words: Vec<(String, usize)>| {
            words.into_iter().map(|(word, claims)| format!("{word} {claims}")).collect::<Vec<_>>().join("; ")
        };
        lines.push(("claims made".to_string(), counted(made, "claim")));
        let [(_, status), (_, bucket), (_, month)] = card.totals();
        let status = status.into_iter().map(|(word, claims)| (Status::for_people(&word).to_string(), claims)).collect();
        lines.push(("status".to_string(), listed(status)));
        lines.push(("verdicts".to_string(), listed(bucket)));
        lines.push(("months".to_string(), listed(month)));
    }
    for (name, rows) in [("disputed by", &card.disputed_by), ("disputes", &card.disputes)] {
        let all: Vec<_> = rows.iter().map(|row| format!("{} ({})", row.name, row.claims)).collect();
        if !all.is_empty() {
            lines.push((name.to_string(), all.join("; ")));
        }
    }
    if lines.is_empty() { Vec::new() } else { vec![Block::Heading("Record".to_string()), Block::Fields(lines)] }
}

fn table<R: Record>(rows: &[R]) -> Block {
    Block::Table(R::heads(), rows.iter().map(Record::owned_cells).collect())
}

/// Returns a document, with the statements in it and about it.
///
/// # Errors
/// No such document.
pub fn document_page(store: &Store, id: i64) -> Result<Display> {
    let mut row = store.document(id)?;
    store.count_for_document(&mut row)?;
    let (read, about) = (store.read_in(row.id)?, store.said_about(row.id)?);
    let mut blocks = vec![Block::Title(format!("Document {}: {}", row.id, row.title))];
    blocks.push(Block::Fields(fields(&row, &["id", "title", "statements"])));
    let joined = store.document_aliases(row.id)?;
    if !joined.is_empty() {
        blocks.push(Block::Heading("Joined into it".to_string()));
        blocks.extend(joined.iter().map(|one| {
            let address = one.url.as_ref().map_or_else(String::new, |url| format!(" ({url})"));
            Block::Item(format!("{}{address}", one.title), Vec::new())
        }));
    }
    for (heading, statements) in [("Said about it", &about), ("Read in it", &read)] {
        if !statements.is_empty() {
            blocks.push(Block::Heading(heading.to_string()));
            blocks.extend(
                statements
                    .iter()
                    .map(|one| Block::Item(format!("{} · {}", one.id, describe_statement(one)), Vec::new())),
            );
        }
    }
    let files = store.attachments(row.id)?;
    if !files.is_empty() {
        blocks.push(Block::Heading("Kept as it was".to_string()));
        blocks.extend(files.iter().map(|file| {
            Block::Item(
                format!("{} · {}", file.id, describe_attachment(file)),
                vec![format!("SHA-256 {}", file.sha256)],
            )
        }));
    }
    let appearing = store.appearing_in(row.id)?;
    if !appearing.is_empty() {
        blocks.push(Block::Heading("Claims that appear in it".to_string()));
        blocks.extend(appearing.iter().map(|(id, text)| Block::Item(format!("{id} · {text}"), Vec::new())));
    }
    let mut value = row.json();
    value["joined"] = joined.iter().map(Record::json).collect();
    value["attachments"] = files.iter().map(Record::json).collect();
    value["claims_that_appear_in_it"] = appearing.iter().map(|(id, _)| *id).collect();
    value["said_about_it"] = about.iter().map(Record::json).collect();
    value["read_in_it"] = read.iter().map(Record::json).collect();
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(&read);
    Ok(page)
}

/// Returns a claim with every statement that makes or repeats it.
///
/// # Errors
/// No such claim.
pub fn repeats_page(store: &Store, claim: i64) -> Result<Display> {
    let (claim, repeats) = store.repeats(claim)?;
    let taken_back = repeats.iter().filter(|repeat| repeat.statement.retracted_by_id.is_some()).count();
    let mut summary = claim.told();
    if taken_back > 0 {
        summary.push_str(&format!("; {} taken back", counted(taken_back, "statement")));
    }
    let mut blocks = vec![Block::Title(format!("Claim {}: {}", claim.id, claim.text)), Block::Text(summary.into())];
    if !repeats.is_empty() {
        blocks.push(Block::Heading("In order of date".to_string()));
        blocks.extend(repeats.iter().map(item));
    }
    let mut value = claim.json();
    value["repeats"] = repeats.iter().map(Record::json).collect();
    let mut page = Display { blocks, value, ..Display::default() };
    page.records(&repeats);
    Ok(page)
}

fn item(repeat: &Repeat) -> Block {
    let same = repeat.same_words_as.map_or_else(String::new, |id| format!(", the words of statement {id}"));
    statement_block(&repeat.statement, &carrying_verb(&repeat.statement), &same)
}
