//! `gainsay publish`: claims as a static site.

use std::path::PathBuf;

use clap::Args;

use super::filter::with_notes;
use super::output_file::first_is_file;
use super::session::{Run, Session};
use crate::actions::FilterArgs;
use crate::error::{Error, Result};
use crate::export::site::{SiteOptions, publish};
use crate::model::{Predicate, Sort};
use crate::output::Reply;
use crate::output::html::link;
use crate::text::{counted, grouped};

/// Publish claims as a static site: a folder of pages for any web server, with a feed and a search
#[derive(Args, Debug)]
#[command(
    before_help = "  gainsay publish site\n  gainsay publish site is:disputed --title \"Disputed claims\" --url https://example.org/claims/",
    after_help = "The same book gives the same files. A second run writes only what has changed, and removes what is no longer in it. The pages need no server and ask nothing of the network. Notes and stages of the desk, and the stored texts of documents, are left out unless they are asked for. With --url, the site has a sitemap.xml, and the feed has full addresses."
)]
pub struct Publish {
    /// The folder: a new or empty one, or one with an earlier state of the site
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// The title of the site
    #[arg(long, value_name = "TEXT", default_value = "Claims")]
    title: String,

    /// The address at which the site is to be found
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Include the notes of the desk
    #[arg(long)]
    notes: bool,

    /// Include the stages
    #[arg(long)]
    stages: bool,

    /// Include the stored texts of documents
    #[arg(long)]
    texts: bool,

    #[command(flatten)]
    flags: FilterArgs,
}

impl Run for Publish {
    fn run(self, session: &Session) -> Result<Reply> {
        first_is_file(Some(&self.folder), "publish")?;
        let store = session.open()?;
        let (filter, notes) = with_notes(self.flags.filter(&store, session.time_of(&store), Sort::Newest)?);
        let everything = filter.predicate == Predicate::default();
        let options = SiteOptions {
            title: self.title.trim().to_string(),
            asked: if everything { String::new() } else { filter.in_words() },
            url: self.url.as_deref().map(with_slash).transpose()?,
            notes: self.notes,
            stages: self.stages,
            texts: self.texts,
        };
        let done = publish(&store, &filter, &options, &self.folder)?;
        let number = |count: usize| grouped(i64::try_from(count).unwrap_or(i64::MAX));
        let mut files = format!("{} written", counted(done.written, "file"));
        if done.unchanged > 0 {
            files.push_str(&format!(", {} unchanged", number(done.unchanged)));
        }
        if done.removed > 0 {
            files.push_str(&format!(", {} removed", number(done.removed)));
        }
        let folder = self.folder.display();
        let claims = counted(done.claims, "claim");
        let mut reply = Reply::text("").notes(notes).note(format!("published {claims} in {folder}: {files}"));
        if options.url.is_none() && done.written > 0 {
            reply = reply.note("--url ADDRESS adds a sitemap.xml, and full addresses in the feed".to_string());
        }
        Ok(reply)
    }
}

/// Returns the address of the site with a slash at its end.
fn with_slash(url: &str) -> Result<String> {
    let url = url.trim();
    if link(url).is_none() {
        return Err(Error::usage(format!("{url} is no address of a site"))
            .hint("it begins with https://, as in --url https://example.org/claims/")
            .about("url"));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}
