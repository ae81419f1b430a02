//! Who is named in a review: claimants, reviewers, outlets.

use super::context::host;
use super::node::Node;
use crate::model::records::{Line, SpeakerLine};
use crate::model::results::review::UNNAMED;
use crate::text::collective::{self, Claimant, is_nobody};

/// Somebody or something that says, publishes or reviews.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Agent {
    pub(in crate::import) name: String,
    /// Whether the name is that of a collective, or of somebody whom it leaves unnamed.
    pub(in crate::import) unnamed: bool,
    /// A kind of speaker, where the review says one.
    pub(in crate::import) kind: Option<String>,
    pub(in crate::import) role: Option<String>,
    pub(in crate::import) wikidata: Option<String>,
    /// The platform on which it was said, where the name says so.
    pub(in crate::import) on: Option<String>,
}

impl Agent {
    /// Somebody of whom only the name is known.
    pub(in crate::import) fn of_name(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Somebody who has a name that is none of a web page.
    pub(in crate::import) fn named(node: Node) -> Option<Self> {
        let parts = || {
            let parts: Vec<_> = ["givenName", "familyName"].iter().filter_map(|key| node.text(key)).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        };
        let name = node.own_text().or_else(|| node.text("name")).or_else(parts)?;
        if !node.literal && (is_nobody(&name) || name.contains("://")) {
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

    /// Somebody, by the host of the address where there is no name.
    pub(in crate::import) fn of(node: Node) -> Option<Self> {
        Self::named(node).or_else(|| host(node.address().as_deref()).map(Self::of_name))
    }

    /// Whom a node names that says who made a claim: nobody, one, or several.
    pub(in crate::import) fn claimants(node: Node) -> Vec<Self> {
        let Some(agent) = Self::named(node) else { return Vec::new() };
        if node.literal {
            let unnamed = node.text("disambiguatingDescription").as_deref() == Some(UNNAMED);
            return vec![Self { unnamed, ..agent }];
        }
        let organisation = agent.kind.as_deref().is_some_and(|kind| kind != "person");
        let said = collective::claimants(&agent.name, organisation);
        let alone = said.iter().filter(|one| !one.collective).count() < 2;
        let others = node.all("name").into_iter().skip(1).filter_map(|name| name.own_text());
        let others: Vec<Self> = others.flat_map(|name| Self::claimants_in(&name)).collect();
        let one = |Claimant { name, collective, on }| {
            let known =
                if collective || !alone { Self { kind: agent.kind.clone(), ..Self::default() } } else { agent.clone() };
            Self { name, unnamed: collective, on, ..known }
        };
        said.into_iter().map(one).chain(others).collect()
    }

    /// Those of whom a text says that they made a claim.
    pub(in crate::import) fn claimants_in(text: &str) -> Vec<Self> {
        let one = |Claimant { name, collective, on }| Self { name, unnamed: collective, on, ..Self::default() };
        collective::claimants(text, false).into_iter().map(one).collect()
    }

    /// The organisation that a person who reviews works for.
    pub(in crate::import) fn employer(node: Node) -> Option<Self> {
        let whole = node.first("worksFor").or_else(|| node.first("affiliation"))?;
        Some(Self { kind: Some("organisation".to_string()), ..Self::of(whole)? })
    }

    /// The line of a speaker who may be new.
    pub(in crate::import) fn line(&self, kind: Option<&str>) -> Line {
        Line::Speaker(SpeakerLine {
            line_type: Some("speaker".to_string()),
            name: self.name.clone(),
            kind: self.kind.clone().or(kind.map(str::to_string)),
            external_id: self.wikidata.clone(),
            ..SpeakerLine::default()
        })
    }

    pub(in crate::import) fn is_person(&self) -> bool {
        self.kind.as_deref() == Some("person")
    }

    pub(in crate::import) fn is(&self, other: &Self) -> bool {
        self.name.to_lowercase() == other.name.to_lowercase()
    }
}
