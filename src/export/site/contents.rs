//! What the lists and the pages of a site need of the book.

use std::collections::BTreeMap;

use crate::model::records::{ClaimRow, CorrectionRow, DocumentRow};
use crate::model::results::report::Report;

/// What is published, beside the claims of the filter.
#[derive(Clone, Debug, Default)]
pub struct SiteOptions {
    /// The title of the site.
    pub title: String,
    /// Which claims it is of, in words.
    pub asked: String,
    /// The address at which it is to be found, with a slash at the end.
    pub url: Option<String>,
    /// Whether the notes of the desk are in it.
    pub notes: bool,
    /// Whether the stages are in it.
    pub stages: bool,
    /// Whether the stored texts of documents are in it.
    pub texts: bool,
}

/// A claim in the lists of the site.
pub(super) struct SiteClaim {
    pub(super) row: ClaimRow,
    /// When it was changed last, in UTC.
    pub(super) changed_at: String,
}

/// A speaker, with the claims that bear the name, by their places in [`Site::claims`].
#[derive(Default)]
pub(super) struct SiteSpeaker {
    pub(super) name: String,
    /// Those that the speaker made, or reported.
    pub(super) says: Vec<usize>,
    /// Those that the speaker disputes.
    pub(super) disputes: Vec<usize>,
    /// Those on which the speaker takes no side.
    pub(super) others: Vec<usize>,
    /// Those on which the speaker found a verdict.
    pub(super) checked: Vec<usize>,
}

/// A document, with the claims that it is a source of.
pub(super) struct SiteDocument {
    pub(super) row: DocumentRow,
    pub(super) claims: Vec<usize>,
    /// The stored text, where that is published.
    pub(super) text: Option<String>,
}

/// All that the lists of the site need. Stories are written one by one, and are not kept.
pub(super) struct Site<'a> {
    pub(super) options: &'a SiteOptions,
    /// The claims, in the order of the filter.
    pub(super) claims: Vec<SiteClaim>,
    pub(super) speakers: BTreeMap<i64, SiteSpeaker>,
    pub(super) documents: BTreeMap<i64, SiteDocument>,
    /// The corrections of what is on the site, the newest first.
    pub(super) corrections: Vec<CorrectionRow>,
    /// What all claims come to.
    pub(super) whole: Report,
}
