//! Who is named in a review, and the works in which the claim appeared.

use super::node::Node;
use super::{host, speaker};
use crate::model::line::{DocumentLine, Line};

/// Somebody or something that says, publishes or reviews.
#[derive(Clone, Debug)]
pub(super) struct Agent {
    pub(super) name: String,
    /// A kind of speaker, where the review says one.
    pub(super) kind: Option<String>,
    pub(super) role: Option<String>,
    pub(super) wikidata: Option<String>,
}

impl Agent {
    /// Somebody of whom only the name is known.
    pub(super) fn of_name(name: String) -> Self {
        Self { name, kind: None, role: None, wikidata: None }
    }

    /// Somebody who has a name.
    pub(super) fn named(node: Node) -> Option<Self> {
        let name = node.own_text().or_else(|| node.text("name"))?;
        let kind = node.kinds().find_map(|kind| match kind {
            "Person" => Some("person"),
            "NewsMediaOrganization" => Some("outlet"),
            kind if kind.ends_with("Organization") || kind == "Corporation" => Some("organisation"),
            _ => None,
        });
        let same = node.all("sameAs").into_iter().filter_map(|same| same.own_text());
        let wikidata = same.filter(|url| url.contains("wikidata.org")).find_map(|url| {
            let id = url.rsplit('/').next()?.to_string();
            (id.starts_with('Q') && id[1..].bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
        });
        Some(Self { name, kind: kind.map(str::to_string), role: node.text("jobTitle"), wikidata })
    }

    /// Somebody, by the host of the address where there is no name.
    pub(super) fn of(node: Node) -> Option<Self> {
        Self::named(node).or_else(|| host(node.address().as_deref()).map(Self::of_name))
    }

    /// The line of a speaker who may be new.
    pub(super) fn line(&self, kind: Option<&str>) -> Line {
        Line::Speaker(speaker(self, kind))
    }

    fn is(&self, other: &Self) -> bool {
        self.name.eq_ignore_ascii_case(&other.name)
    }
}

/// Platforms carry what others say; they report nothing.
const PLATFORMS: &[&str] = &[
    "facebook",
    "x",
    "twitter",
    "instagram",
    "tiktok",
    "youtube",
    "whatsapp",
    "telegram",
    "reddit",
    "threads",
    "weibo",
    "vk",
    "bluesky",
    "linkedin",
    "snapchat",
    "pinterest",
    "rumble",
    "truth social",
    "gab",
    "medium",
];

/// A work in which a claim appeared.
pub(super) struct Work<'a> {
    pub(super) node: Node<'a>,
}

/// The works that an item under review names: where it appeared first, where else, and the item itself where it is one.
pub(super) fn works(item: Node) -> Vec<Work> {
    let mut nodes = item.all("firstAppearance");
    nodes.extend(item.all("appearance"));
    let itself =
        !item.is("Claim") && (item.has("url") || item.has("headline") || item.has("name") || item.has("isPartOf"));
    if item.is("Claim") && item.has("url") || itself && item.kinds().next().is_some() {
        nodes.push(item);
    }
    let mut works: Vec<Work> = Vec::new();
    for node in nodes {
        let work = Work { node };
        let same = |known: &Work| known.url().is_some() && known.url() == work.url();
        if (work.url().is_some() || work.title().is_some()) && !works.iter().any(same) {
            works.push(work);
        }
    }
    works
}

impl Work<'_> {
    fn url(&self) -> Option<String> {
        let part = || self.node.first("isPartOf").and_then(|whole| whole.text("url"));
        self.node.own_text().filter(|text| text.contains("://")).or_else(|| self.node.text("url")).or_else(part)
    }

    fn title(&self) -> Option<String> {
        let part = || self.node.first("isPartOf").and_then(|whole| whole.text("name"));
        let own = || if self.node.is("Claim") { None } else { self.node.text("name") };
        self.node.text("headline").or_else(own).or_else(part)
    }

    /// Who published it: its publisher, or an author that is an organisation.
    pub(super) fn publisher(&self) -> Option<Agent> {
        let publisher = self.node.first("publisher").and_then(Agent::named);
        publisher.or_else(|| self.author().filter(|agent| agent.kind.as_deref().is_some_and(|kind| kind != "person")))
    }

    fn author(&self) -> Option<Agent> {
        self.node.first("author").and_then(Agent::named)
    }

    /// Whether somebody posted it.
    pub(super) fn is_post(&self) -> bool {
        self.node
            .kinds()
            .any(|kind| matches!(kind, "SocialMediaPosting" | "DiscussionForumPosting" | "BlogPosting" | "Comment"))
    }

    /// Who other than the claimants passes the claim on here: the outlet of an article, the author of a post.
    pub(super) fn relay(&self, claimants: &[Agent]) -> Option<Agent> {
        let other = |agent: &Agent| !claimants.iter().any(|claimant| claimant.is(agent)) && !is_platform(&agent.name);
        if self.is_post() {
            return self.author().filter(other);
        }
        self.publisher().filter(other)
    }

    /// The document that it is, known through the review only.
    pub(super) fn document(&self, at: usize, claimants: &[Agent]) -> DocumentLine {
        let kind = self.node.kinds().find_map(|kind| match kind {
            "SocialMediaPosting" | "DiscussionForumPosting" | "BlogPosting" | "Comment" => Some("post"),
            "VideoObject" | "Clip" | "Movie" => Some("video"),
            "RadioBroadcastService" | "BroadcastEvent" | "AudioObject" | "PodcastEpisode" => Some("broadcast"),
            "Report" | "ScholarlyArticle" => Some("report"),
            "Dataset" => Some("dataset"),
            kind if kind.ends_with("Article") => Some("article"),
            _ => None,
        });
        let url = self.url();
        let publisher = self.publisher().filter(|agent| !is_platform(&agent.name));
        let other = |agent: &Agent| {
            agent.kind.as_deref() == Some("person") && !claimants.iter().any(|claimant| claimant.is(agent))
        };
        DocumentLine {
            key: Some(format!("#appearance {at}")),
            kind: Some(kind.unwrap_or("other").to_string()),
            title: self.title().or(url.clone()),
            url,
            publisher: publisher.map(|agent| agent.name),
            language: self.node.text("inLanguage"),
            access: Some("secondhand".to_string()),
            note: self.author().filter(other).map(|author| format!("by {}", author.name)),
            ..DocumentLine::default()
        }
    }
}

fn is_platform(name: &str) -> bool {
    PLATFORMS.contains(&name.trim().to_lowercase().trim_end_matches(".com"))
}
