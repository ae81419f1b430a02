//! Random commands: each does something to a book, or is refused.

use gainsay::error::Result;
use gainsay::model::records::NewSaved;
use gainsay::model::records::{
    CorrectionEdit, MemberEdit, NewAssignment, NewClaim, NewComment, NewCorrection, NewDocument, NewEvidence,
    NewMember, NewRequest, NewSpeaker, NewStatement, NewVerdict, QuotePlace, RequestEdit, Target,
};
use gainsay::model::{Access, Bucket, Channel, Date, DocumentKind, Rating, Relation, Role, SpeakerKind, Stage, Stance};
use gainsay::store::{ClaimEdit, DocumentEdit, SpeakerEdit, StatementEdit, Store, Writer};

use super::texts::HARMFUL;
use super::{MEMBER, stamp};

/// A random command: which, and three numbers that it takes its ids and words from.
pub type Op = (u8, u8, u8, u8);

/// A book to begin with, so that most commands find something to work on.
pub const BEGINNING: [Op; 10] = [
    (3, 0, 0, 0),
    (3, 1, 0, 0),
    (4, 0, 0, 1),
    (4, 1, 1, 2),
    (0, 0, 0, 1),
    (0, 1, 1, 2),
    (1, 2, 2, 1),
    (5, 0, 2, 3),
    (5, 1, 3, 0),
    (6, 3, 2, 6),
];

const TEXT: &str =
    "The ambassador said the plan was “not happening”. A minister would not say. It costs £100,000, they said.";
const QUOTES: [&str; 4] = ["not happening", "It costs £100,000", "would not say", "no such words"];

/// Does a random command in one entry; many are refused, and then nothing may have changed.
pub fn act(store: &Store, op: Op) -> Result<()> {
    act_with(store, op, HARMFUL)
}

/// Does a random command with words out of `texts`.
pub fn act_with(store: &Store, op: Op, texts: &[&str]) -> Result<()> {
    store.record(&stamp(&format!("op {op:?}")), |writer| Act { writer, texts, op }.done())
}

fn id(number: u8) -> i64 {
    i64::from(number % 6) + 1
}

fn statement_id(number: u8) -> i64 {
    i64::from(number % 14) + 1
}

fn date(number: u8) -> Option<Date> {
    let dates = ["2021", "2021-11", "2021-11-18", "2021-11-17", "2021-11-18T09:30", "1899-12-31"];
    dates.get(usize::from(number % 8)).map(|text| Date::parse(text).unwrap())
}

fn target(kind: u8, number: u8) -> Target {
    match kind % 3 {
        0 => Target::Claim(id(number)),
        1 => Target::Statement(statement_id(number)),
        _ => Target::Document(id(number)),
    }
}

fn one_of<T: Copy>(all: &[T], number: u8) -> T {
    all[usize::from(number) % all.len()]
}

struct Act<'a> {
    writer: &'a Writer<'a>,
    texts: &'a [&'a str],
    op: Op,
}

impl Act<'_> {
    /// A text for the field of this number.
    fn word(&self, field: usize) -> String {
        let (kind, a, b, c) = self.op;
        let at = usize::from(kind) + 3 * usize::from(a) + 7 * usize::from(b) + 31 * usize::from(c) + 13 * field;
        self.texts[at % self.texts.len()].to_string()
    }

    /// A text for the field of this number, in one of three commands.
    fn word_maybe(&self, field: usize) -> Option<String> {
        let (kind, a, b, c) = self.op;
        let number = usize::from(kind) + usize::from(a) + usize::from(b) + usize::from(c);
        (number + field).is_multiple_of(3).then(|| self.word(field))
    }

    fn done(&self) -> Result<()> {
        let (kind, a, b, c) = self.op;
        match kind % 22 {
            0..=2 => self.claim(format!("claim {b} of {c}"), vec![format!("t{}", c % 3)]),
            3 => self.speaker(&format!("Speaker {}", a % 5), SpeakerKind::Person),
            4 => self.document(&format!("Document {a}"), (b % 3 == 0).then(|| TEXT.to_string())),
            5..=7 => self.statement(one_of(Stance::ALL, b), target(c / 3, b / 2)),
            8 => self.statement(Stance::Retracts, target(c, b)),
            9 => self.change(),
            10 => self.remove(),
            11 => self.save(),
            12 if c % 3 == 0 => self.writer.add_appearance(id(a), id(b)).map(drop),
            12 => self.find(),
            16 => self.desk(),
            13 => self.claim(self.word(0), vec![self.word(1), self.word(2)]),
            14 => self.speaker(&self.word(0), one_of(&SpeakerKind::ALL[..3], a)),
            15 => self.document(&self.word(0), (b % 3 == 0).then(|| format!("{}{TEXT}{}", self.word(1), self.word(2)))),
            17 => self.request(),
            18 => self.correction(),
            20 => self.many(),
            21 => self.check(),
            _ => self.statement(one_of(&[Stance::Denies, Stance::CallsMisleading], a), Target::Document(id(b))),
        }
    }

    fn claim(&self, text: String, tags: Vec<String>) -> Result<()> {
        let claim =
            NewClaim { text, tags, note: self.word_maybe(3), reference: self.word_maybe(4), ..NewClaim::default() };
        let claim = self.writer.add_claim(&claim)?;
        self.statement(Stance::Asserts, Target::Claim(claim))
    }

    fn speaker(&self, name: &str, kind: SpeakerKind) -> Result<()> {
        let speaker =
            NewSpeaker { external_id: self.word_maybe(5), note: self.word_maybe(6), ..NewSpeaker::named(name, kind) };
        let id = self.writer.add_speaker(&speaker)?;
        // The desk of some books changes.
        if self.word_maybe(12).is_some() { self.writer.set_desk(Some(id)) } else { Ok(()) }
    }

    fn document(&self, title: &str, text: Option<String>) -> Result<()> {
        let (_, a, b, c) = self.op;
        let document = NewDocument {
            text,
            through: (c % 4 == 0).then(|| id(c)),
            access: if c % 4 == 0 { Access::Secondhand } else { Access::Read },
            publisher: (b % 4 == 0).then(|| id(a)),
            published_on: date(b),
            url: self.word_maybe(7).map(|text| format!("https://desk.example/{text}")),
            archive_url: self.word_maybe(8),
            language: self.word_maybe(9),
            note: self.word_maybe(10),
            ..NewDocument::titled(title, one_of(DocumentKind::ALL, c))
        };
        let document = self.writer.add_document(&document)?;
        let descriptor = self.word_maybe(11).unwrap_or_else(|| "a source".to_string());
        self.writer.add_speaker(&NewSpeaker::unnamed(&descriptor, document)).map(drop)
    }

    fn statement(&self, stance: Stance, target: Target) -> Result<()> {
        let (_, a, b, c) = self.op;
        let known = (a % 4 == 0).then(|| one_of(&QUOTES, b).to_string());
        let statement = NewStatement {
            document: (c % 3 > 0).then(|| id(c)),
            said_on: date(b),
            quote: known.or_else(|| self.word_maybe(12)),
            for_speaker: (b % 5 == 0).then(|| id(c)),
            role: self.word_maybe(13),
            occasion: self.word_maybe(14),
            note: self.word_maybe(15),
            ..NewStatement::of(id(a), stance, target)
        };
        self.writer.add_statement(&statement).map(drop)
    }

    fn change(&self) -> Result<()> {
        let (writer, (_, a, b, c)) = (self.writer, self.op);
        match a % 9 {
            0 => {
                let edit = ClaimEdit { text: Some(format!("edited {c}")), note: Some(self.word(0)) };
                writer.edit_claim(id(b), &edit)
            }
            1 => writer.set_stage(id(b), one_of(Stage::ALL, c)).map(drop),
            2 => writer.add_tag(id(b), &format!("t{}", c % 4)).map(drop),
            3 => {
                let edit = StatementEdit {
                    said_on: Some(date(c)),
                    quote: Some(one_of(&QUOTES, c).to_string()),
                    for_speaker: (b % 4 == 0).then(|| (b % 3 > 0).then(|| id(c))),
                    role: self.word_maybe(1),
                    occasion: self.word_maybe(2),
                    note: self.word_maybe(3),
                    ..StatementEdit::default()
                };
                writer.edit_statement(id(b), &edit)
            }
            4 => {
                let edit = StatementEdit { reports: Some(id(c)), ..StatementEdit::default() };
                writer.edit_statement(statement_id(b), &edit)
            }
            5 => {
                let text = if c % 2 == 0 { TEXT.to_string() } else { format!("Moved. {TEXT}") };
                let edit = DocumentEdit { text: Some(text), title: self.word_maybe(4), ..DocumentEdit::default() };
                writer.edit_document(id(b), &edit).map(drop)
            }
            6 => {
                let edit = SpeakerEdit { name: Some(format!("Renamed {c}")), ..SpeakerEdit::default() };
                writer.edit_speaker(id(b), &edit)
            }
            7 => writer.add_alias(id(b), &self.word(5)),
            _ => writer.join_speakers(id(b), id(c)),
        }
    }

    fn remove(&self) -> Result<()> {
        let (writer, (_, a, b, c)) = (self.writer, self.op);
        match a % 6 {
            0 => writer.remove_claim(id(b)),
            1 => writer.remove_statement(statement_id(b), c % 2 == 0),
            2 => writer.remove_tag(id(b), &format!("t{}", c % 4)).map(drop),
            3 => writer.remove_document(id(b)),
            4 => writer.remove_speaker(id(b)),
            _ => writer.part_speaker(id(b)),
        }
    }

    /// Members, who works on what, and comments. The first member is the one who does everything here.
    fn desk(&self) -> Result<()> {
        let (writer, (_, a, b, c)) = (self.writer, self.op);
        let is_first = !writer.has_members()?;
        let name = if is_first { MEMBER.to_string() } else { format!("Member {}", b % 3) };
        let role = if is_first { Role::Editor } else { one_of(Role::ALL, c) };
        match if is_first { 0 } else { a % 8 } {
            0 | 1 => writer.add_member(&NewMember { name, role, ..NewMember::default() }).map(drop),
            2 => {
                let (member, due_on) = (writer.member_named(MEMBER)?.id, date(c).filter(Date::is_exact_day));
                writer.assign(&NewAssignment { claim: id(b), member, due_on, ..NewAssignment::default() }).map(drop)
            }
            3 => writer.unassign(id(b)).map(drop),
            4 => {
                let author = writer.author();
                let (writer_name, member) = (author.name.clone(), author.member);
                let text = if c % 2 == 0 { self.word(1) } else { format!("@Member {} look", b % 3) };
                let new = NewComment { claim: id(b), writer: writer_name, member, text, ..NewComment::default() };
                writer.add_comment(&new).map(drop)
            }
            5 => writer.edit_comment(id(b), &format!("changed {c}")).map(drop),
            6 => writer.remove_comment(id(b)),
            _ => match writer.member_named(&name) {
                Ok(member) if c % 2 == 0 => writer.remove_member(member.id).map(drop),
                Ok(member) => writer.edit_member(member.id, &MemberEdit { role: Some(role), ..MemberEdit::default() }),
                Err(error) => Err(error),
            },
        }
    }

    /// A change of many claims at once: a tag, a stage, or all of them removed.
    fn many(&self) -> Result<()> {
        let (writer, (_, a, b, c)) = (self.writer, self.op);
        let claims = (0..=b % 6).map(id).filter(|claim| writer.claim_id(*claim).is_ok());
        for claim in claims.collect::<Vec<_>>() {
            match a % 4 {
                0 => writer.add_tag(claim, &format!("t{}", c % 4)).map(drop)?,
                1 => writer.set_stage(claim, one_of(Stage::ALL, c)).map(drop)?,
                2 => writer.remove_tag(claim, &format!("t{}", c % 4)).map(drop)?,
                _ => writer.remove_claim(claim)?,
            }
        }
        Ok(())
    }

    /// A verdict that also ends the work on a claim.
    fn check(&self) -> Result<()> {
        let claim = self.writer.claim_id(id(self.op.1))?;
        self.verdict(claim)?;
        self.writer.set_stage(claim, Stage::Checked).map(drop)
    }

    fn save(&self) -> Result<()> {
        let (writer, (_, a, b, c)) = (self.writer, self.op);
        let name = format!("Saved-{}", b % 4);
        match a % 4 {
            0 => writer.save_filter(&NewSaved::named(&name, &format!("tag:t{}", c % 3))).map(drop),
            1 => writer.save_filter(&NewSaved::named(&name, &self.word(0))).map(drop),
            2 => writer.change_saved_filter(writer.saved_filter(&name)?.id, &format!("is:disputed {c}")).map(drop),
            _ => writer.remove_saved_filter(writer.saved_filter(&name)?.id),
        }
    }

    fn find(&self) -> Result<()> {
        let (_, a, b, c) = self.op;
        let claim = self.writer.claim_id(id(b))?;
        if a % 2 == 0 {
            return self.verdict(claim);
        }
        let evidence = NewEvidence {
            id: None,
            uid: None,
            claim,
            document: id(c),
            relation: one_of(Relation::ALL, c),
            quote: if b % 2 == 0 { Some(one_of(&QUOTES, c).to_string()) } else { self.word_maybe(0) },
            place: QuotePlace::Find,
            note: self.word_maybe(1),
        };
        self.writer.add_evidence(&evidence).map(drop)
    }

    /// Asks somebody, changes or removes a request, or closes one with the statement that it makes.
    fn request(&self) -> Result<()> {
        let (writer, (_, a, b, c)) = (self.writer, self.op);
        let claim = writer.claim_id(id(b))?;
        match a % 6 {
            0..=2 => {
                let request = NewRequest {
                    claim,
                    speaker: id(c),
                    channel: (b % 3 > 0).then(|| one_of(Channel::ALL, b)),
                    asked_on: Some(Date::parse("2021-11-16").unwrap()),
                    due_on: date(c),
                    note: self.word_maybe(0),
                    ..NewRequest::default()
                };
                writer.add_request(&request)?;
                writer.follow_requests(claim).map(drop)
            }
            3 => writer.edit_request(
                id(c),
                &RequestEdit { due_on: Some(date(b)), note: self.word_maybe(1), ..RequestEdit::default() },
            ),
            4 => writer.remove_request(id(c)).map(drop),
            _ => {
                let asked = writer.open_request_of(id(c))?;
                let said = NewStatement::of(asked.speaker_id, Stance::Comments, Target::Claim(asked.claim_id));
                let statement = writer.add_statement(&said)?;
                writer.close_request(asked.id, statement, &Date::parse("2021-11-18").unwrap())?;
                writer.follow_requests(asked.claim_id).map(drop)
            }
        }
    }

    /// Corrects a claim, a verdict or a document, changes or removes a correction, or chooses causes.
    fn correction(&self) -> Result<()> {
        let (writer, (_, a, b, c)) = (self.writer, self.op);
        match a % 6 {
            0..=2 => {
                let correction = NewCorrection {
                    claim: (a % 3 == 0).then(|| id(b)),
                    verdict: (a % 3 == 1).then(|| id(b)),
                    document: (a % 3 == 2).then(|| id(b)),
                    wrong: self.word(0),
                    correct: self.word(1),
                    cause: self.word_maybe(2),
                    reported_by: self.word_maybe(3),
                    published_on: date(c),
                    url: self.word_maybe(4),
                    note: self.word_maybe(5),
                    ..NewCorrection::default()
                };
                writer.add_correction(&correction).map(drop)
            }
            3 => {
                let edit = CorrectionEdit {
                    correct: Some(self.word(0)),
                    published_on: Some(date(b)),
                    note: self.word_maybe(1),
                    ..CorrectionEdit::default()
                };
                writer.edit_correction(id(c), &edit)
            }
            4 => writer.remove_correction(id(c)),
            _ => writer.set_causes(&[format!("cause {b}"), format!("cause {c} of {a}")]),
        }
    }

    fn verdict(&self, claim: i64) -> Result<()> {
        let (_, a, b, c) = self.op;
        let labels = ["false", "mixed", "unproven", "Pants on Fire"];
        let label = if c % 5 == 0 { self.word(2) } else { one_of(&labels, c).to_string() };
        let numbers = if b % 2 == 0 {
            [None; 3]
        } else {
            one_of(&[[Some("2.50"), Some("7"), Some("-1")], [Some("3"), None, None]], c)
        };
        let verdict = NewVerdict {
            id: None,
            uid: None,
            claim,
            rating: Rating::new(&label, numbers, (c % 7 == 0).then(|| one_of(Bucket::ALL, b)))?,
            rationale: self.word_maybe(3),
            reviewer: (a % 4 == 0).then(|| id(c)),
            decided_on: date(c),
            review_url: self.word_maybe(4),
            review_title: self.word_maybe(5),
            recorded_at: None,
        };
        self.writer.add_verdict(&verdict).map(drop)
    }
}
