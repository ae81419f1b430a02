//! The records of a book: each declared once, with its columns.

mod assignment;
mod attachment;
mod claim;
mod comment;
mod correction;
mod declare;
mod distinct_pair;
mod document;
mod document_alias;
mod edited;
mod evidence;
mod line;
mod marked_passage;
mod member;
mod record;
mod relation;
mod request;
mod saved;
mod speaker;
mod statement;
mod value;
mod verdict;
mod wording;

pub use assignment::{AssignmentLine, AssignmentRow, NewAssignment};
pub use attachment::{AttachmentLine, AttachmentRow, NewAttachment};
pub use claim::{ClaimEdit, ClaimLine, ClaimRow, NewClaim};
pub use comment::{CommentLine, CommentRow, NewComment};
pub use correction::{
    CorrectionCauseLine, CorrectionCauseRow, CorrectionEdit, CorrectionLine, CorrectionRow, NewCorrection, USUAL_CAUSES,
};
pub use distinct_pair::{DistinctPairLine, DistinctPairRow};
pub use document::{DocumentEdit, DocumentLine, DocumentRow, NewDocument};
pub use document_alias::{DocumentAliasLine, DocumentAliasRow, NewDocumentAlias};
pub use edited::EditedRecord;
pub use evidence::{EvidenceLine, EvidenceRow, NewEvidence};
pub use line::Line;
pub use marked_passage::{MarkedPassageLine, MarkedPassageRow, NewMarkedPassage};
pub use member::{MemberEdit, MemberLine, MemberRow, NewMember};
pub use record::{Cell, Cells, Column, Head, Record, joined, parted};
pub use relation::{NewRelation, RelationLine, RelationRow};
pub use request::{NewRequest, RequestEdit, RequestLine, RequestRow};
pub use saved::{NewSaved, SavedLine, SavedRow};
pub use speaker::{NewSpeaker, SpeakerEdit, SpeakerLine, SpeakerRow};
pub use statement::{
    ClaimStatement, NewStatement, QuotePlace, StatementEdit, StatementLine, StatementRow, StatementSheet, Target,
};
pub use value::{ColumnValue, Columns, ReadColumn, WriteColumn};
pub use verdict::{NewVerdict, VerdictLine, VerdictRow};
pub use wording::{NewWording, WordingLine, WordingRow};
