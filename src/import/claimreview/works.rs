//! The works in which a claim appeared.

use super::agents::ReviewAgent;
use super::context::host;
use super::node::Node;
use crate::model::DocumentKind;
use crate::model::records::DocumentLine;
use crate::text::collective::{is_collective, is_placeholder, is_platform};

/// A work in which a claim appeared.
pub(in crate::import) struct Work<'a> {
    /// The node that describes it.
    pub(in crate::import) node: Node<'a>,
    /// Whether the claim appeared there first.
    pub(in crate::import) first: bool,
}

/// Returns the works that a reviewed item names: its first appearance, its other appearances, and the item itself if it
/// is a work. The page of the review does not count, nor does a work whose title is only the claim or "social media".
pub(in crate::import) fn works<'a>(item: Node<'a>, claim: &str, review: Option<&str>) -> Vec<Work<'a>> {
    let mut nodes = item.all("firstAppearance");
    let firsts = nodes.len();
    nodes.extend(item.all("appearance"));
    let says_where = ["url", "headline", "name", "isPartOf"].iter().any(|key| item.has(key));
    if item.is("Claim") && item.has("url") || !item.is("Claim") && says_where || item.own_text().is_some() {
        nodes.push(item);
    }
    let mut works: Vec<Work> = Vec::new();
    for work in nodes.into_iter().enumerate().map(|(at, node)| Work { node, first: at < firsts }) {
        let (url, title) = (work.url(), work.title());
        let known = works.iter().any(|known| url.is_some() && known.url() == url);
        let is_review = url.is_some() && url.as_deref() == review;
        let says_nothing =
            |title: &str| title == claim || !work.node.literal && (is_collective(title) || is_placeholder(title));
        let nothing = url.is_none() && title.as_deref().is_none_or(says_nothing);
        if !known && !is_review && !nothing {
            works.push(work);
        }
    }
    works
}

impl Work<'_> {
    /// Returns its address, or that of the whole of which it is a part.
    pub(in crate::import) fn url(&self) -> Option<String> {
        let part = || self.node.first("isPartOf").and_then(Node::address);
        self.node.address().or_else(part)
    }

    fn title(&self) -> Option<String> {
        let part = || self.node.first("isPartOf").and_then(|whole| whole.text("name"));
        let own = || if self.node.is("Claim") { None } else { self.node.text("name") };
        let text = || self.node.own_text().filter(|text| !text.contains("://"));
        self.node.text("headline").or_else(own).or_else(part).or_else(text)
    }

    /// Returns the publisher, or an author that is an organisation. A platform publishes nothing.
    pub(in crate::import) fn publisher(&self) -> Option<ReviewAgent> {
        let publisher = self.node.first("publisher").and_then(ReviewAgent::named);
        let by = publisher.or_else(|| self.author().filter(|agent| agent.kind.is_some() && !agent.is_person()));
        by.filter(|agent| self.node.literal || !is_platform(&agent.name))
    }

    /// Returns who wrote, spoke or posted it.
    pub(in crate::import) fn author(&self) -> Option<ReviewAgent> {
        self.node.first("author").or_else(|| self.node.first("creator")).and_then(ReviewAgent::named)
    }

    /// Returns whether it is a post.
    pub(in crate::import) fn is_post(&self) -> bool {
        self.kind() == DocumentKind::Post
    }

    /// Returns who posted it, if it is a post.
    pub(in crate::import) fn poster(&self) -> Option<ReviewAgent> {
        self.author().filter(|agent| self.is_post() && !is_platform(&agent.name))
    }

    /// Returns who passes the claim on here and is no claimant: the outlet of an article, or the author of a post.
    pub(in crate::import) fn relay(&self, claimants: &[ReviewAgent]) -> Option<ReviewAgent> {
        let passes = if self.is_post() { self.poster() } else { self.publisher() };
        passes.filter(|agent| !claimants.iter().any(|claimant| claimant.is(agent)) && !is_platform(&agent.name))
    }

    fn kind(&self) -> DocumentKind {
        let named = self.node.kinds().find_map(|kind| match kind {
            "SocialMediaPosting" | "DiscussionForumPosting" | "BlogPosting" | "Comment" => Some(DocumentKind::Post),
            "VideoObject" | "Clip" | "Movie" => Some(DocumentKind::Video),
            "RadioBroadcastService" | "BroadcastEvent" | "AudioObject" | "PodcastEpisode" => {
                Some(DocumentKind::Broadcast)
            }
            "Report" | "ScholarlyArticle" => Some(DocumentKind::Report),
            "Dataset" => Some(DocumentKind::Dataset),
            kind if kind.ends_with("Article") => Some(DocumentKind::Article),
            _ => None,
        });
        let genre = || self.node.text("genre")?.parse().ok();
        named.or_else(genre).or_else(|| self.kind_of_host()).unwrap_or(DocumentKind::Other)
    }

    /// Returns the kind of document at the address of a platform.
    fn kind_of_host(&self) -> Option<DocumentKind> {
        let host = host(self.url().as_deref()).filter(|_| !self.node.literal)?;
        let host = host.trim_start_matches("m.").trim_start_matches("mobile.");
        match host {
            "youtube.com" | "youtu.be" | "tiktok.com" | "vimeo.com" | "rumble.com" | "bitchute.com" => {
                Some(DocumentKind::Video)
            }
            "t.me" | "truthsocial.com" | "vk.com" | "fb.com" | "fb.watch" => Some(DocumentKind::Post),
            host => is_platform(host).then_some(DocumentKind::Post),
        }
    }

    /// Returns the document, known only through the review.
    pub(in crate::import) fn document(&self, at: usize, claimants: &[ReviewAgent]) -> DocumentLine {
        let url = self.url();
        let other = |agent: &ReviewAgent| agent.is_person() && !claimants.iter().any(|claimant| claimant.is(agent));
        DocumentLine {
            key: Some(format!("#appearance {at}")),
            kind: Some(self.kind().to_string()),
            title: self.title().or(url.clone()),
            url,
            publisher: self.publisher().map(|agent| agent.name),
            language: self.node.text("inLanguage"),
            access: Some("secondhand".to_string()),
            note: self.author().filter(other).map(|author| format!("by {}", author.name)),
            ..DocumentLine::default()
        }
    }
}
