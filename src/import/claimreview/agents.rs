//! People and organisations named in a review: claimants, reviewers and outlets.

use super::context::host;
use super::node::Node;
use crate::model::records::{Line, SpeakerLine};
use crate::model::results::review::UNNAMED;
use crate::text::collective::{self, Claimant, is_placeholder};

/// A person or organisation that says, publishes or reviews something.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct ReviewAgent {
    /// The name, or a description.
    pub(in crate::import) name: String,
    /// Whether the name describes a group, or somebody who is not named.
    pub(in crate::import) unnamed: bool,
    /// The kind of speaker, if the review gives one.
    pub(in crate::import) kind: Option<String>,
    /// The role or employer of a person.
    pub(in crate::import) role: Option<String>,
    /// The id in Wikidata, such as `Q42`.
    pub(in crate::import) wikidata: Option<String>,
    /// The platform on which the claim was made, if the name gives one.
    pub(in crate::import) platform: Option<String>,
}

impl ReviewAgent {
    /// Makes an agent of whom only the name is known.
    pub(in crate::import) fn of_name(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Reads a named agent. Returns nothing if the name is an address or means nobody.
    pub(in crate::import) fn named(node: Node) -> Option<Self> {
        let parts = || {
            let parts: Vec<_> = ["givenName", "familyName"].iter().filter_map(|key| node.text(key)).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        };
        let name = node.own_text().or_else(|| node.text("name")).or_else(parts)?;
        if !node.literal && (is_placeholder(&name) || name.contains("://")) {
            return None;
        }
        let kind = node.kinds().find_map(|kind| match kind {
            "Person" => Some("person"),
            "NewsMediaOrganization" => Some("outlet"),
            kind if kind.ends_with("Organization") || kind == "Corporation" => Some("organisation"),
            _ => None,
        });
        let same = node.all("sameAs").into_iter().filter_map(|same| same.own_text());
        let wikidata = same.filter(|url| url.contains("wikidata.org")).find_map(|url| {
            let id = url.rsplit('/').next()?.to_string();
            (id.len() > 1 && id.starts_with('Q') && id[1..].bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
        });
        let affiliation = node.first("affiliation").or_else(|| node.first("worksFor")).and_then(Self::named);
        let of = affiliation.map(|whole| whole.name).filter(|_| kind == Some("person"));
        let role = node.text("jobTitle").or(of);
        Some(Self { name, kind: kind.map(str::to_string), role, wikidata, ..Self::default() })
    }

    /// Reads a named agent, or names it after the host of its address.
    pub(in crate::import) fn of(node: Node) -> Option<Self> {
        Self::named(node).or_else(|| host(node.address().as_deref()).map(Self::of_name))
    }

    /// Reads the claimants that a node names: none, one or several.
    pub(in crate::import) fn claimants(node: Node) -> Vec<Self> {
        let Some(agent) = Self::named(node) else { return Vec::new() };
        if node.literal {
            let unnamed = node.text("disambiguatingDescription").as_deref() == Some(UNNAMED);
            return vec![Self { unnamed, ..agent }];
        }
        let organisation = agent.kind.as_deref().is_some_and(|kind| kind != "person");
        let claimants = collective::claimants(&agent.name, organisation);
        let alone = claimants.iter().filter(|one| !one.collective).count() < 2;
        let others = node.all("name").into_iter().skip(1).filter_map(|name| name.own_text());
        let others: Vec<Self> = others.flat_map(|name| Self::claimants_in(&name)).collect();
        let one = |one: Claimant| {
            let only_kind = || Self { kind: agent.kind.clone(), ..Self::default() };
            if one.collective || !alone { only_kind() } else { agent.clone() }.named_as(one)
        };
        claimants.into_iter().map(one).chain(others).collect()
    }

    fn named_as(self, Claimant { name, collective, platform }: Claimant) -> Self {
        Self { name, unnamed: collective, platform, ..self }
    }

    /// Reads the claimants that a text names.
    pub(in crate::import) fn claimants_in(text: &str) -> Vec<Self> {
        collective::claimants(text, false).into_iter().map(|one| Self::default().named_as(one)).collect()
    }

    /// Returns the organisation that a reviewer works for.
    pub(in crate::import) fn employer(node: Node) -> Option<Self> {
        let whole = node.first("worksFor").or_else(|| node.first("affiliation"))?;
        Some(Self { kind: Some("organisation".to_string()), ..Self::of(whole)? })
    }

    /// Returns the line that records the agent as a speaker, if it is new. `kind` counts if the review gives none.
    pub(in crate::import) fn line(&self, kind: Option<&str>) -> Line {
        Line::Speaker(SpeakerLine {
            line_type: Some("speaker".to_string()),
            name: self.name.clone(),
            kind: self.kind.clone().or(kind.map(str::to_string)),
            external_id: self.wikidata.clone(),
            ..SpeakerLine::default()
        })
    }

    /// Returns whether the agent is a person.
    pub(in crate::import) fn is_person(&self) -> bool {
        self.kind.as_deref() == Some("person")
    }

    /// Returns whether two agents have the same name, whatever its case.
    pub(in crate::import) fn is(&self, other: &Self) -> bool {
        self.name.to_lowercase() == other.name.to_lowercase()
    }
}
