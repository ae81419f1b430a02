//! Claimants who are nobody in particular: "Facebook posts", "viral image".

use super::normalize::name_key;

/// Names that mean a crowd by themselves.
const NAMES: &[&str] = &[
    "unknown",
    "various",
    "anonymous",
    "multiple",
    "multiple people",
    "multiple sources",
    "many",
    "several",
    "others",
    "social media",
    "facebook",
    "twitter",
    "instagram",
    "tiktok",
    "whatsapp",
    "youtube",
    "telegram",
    "internet",
    "bloggers",
    "viral",
    "chain email",
    "chain emails",
    "fuentes varias",
    "varias fuentes",
    "varios",
    "desconocido",
    "redes sociales",
    "usuarios",
    "internautes",
    "internautas",
    "inconnu",
    "plusieurs sources",
    "reseaux sociaux",
    "unbekannt",
    "diverse",
    "soziale medien",
    "soziale netzwerke",
    "desconhecido",
    "varias pessoas",
    "diversas fontes",
    "sconosciuto",
    "vari",
    "social network",
    "netizens",
    "multiple users",
    "various sources",
    "various users",
    "users",
    "online users",
];
/// Words with which the name of a crowd begins …
const WHERE: &[&str] = &[
    "facebook",
    "twitter",
    "instagram",
    "tiktok",
    "whatsapp",
    "youtube",
    "telegram",
    "social",
    "viral",
    "internet",
    "online",
    "tweets",
    "posts",
    "threads",
    "reddit",
    "multiple",
    "various",
    "weibo",
    "x",
    "several",
];
/// … and those with which it ends.
const WHAT: &[&str] = &[
    "posts", "post", "users", "user", "image", "images", "meme", "memes", "video", "videos", "tweets", "tweet",
    "posting", "postings", "messages", "message", "accounts", "pages", "media", "rumor", "rumors", "rumour", "rumours",
    "claims", "people", "sources", "websites", "outlets", "bloggers", "articles",
];

/// Whether a claimant is a crowd, not somebody.
pub fn is_crowd(name: &str) -> bool {
    let key = name_key(&name.replace(['-', '_', '/'], " "));
    let words: Vec<_> = key.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    NAMES.contains(&words.join(" ").as_str()) || (words.len() < 6 && WHERE.contains(first) && WHAT.contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crowds_are_told_from_somebody() {
        for name in [
            "Facebook posts",
            "facebook-posts",
            "Viral image",
            "Multiple sources",
            "Fuentes Varias",
            "social media users",
            "Redes sociales",
        ] {
            assert!(is_crowd(name), "{name}");
        }
        for name in [
            "Facebook",
            "Donald Trump",
            "The Gateway Pundit",
            "Social Democrats",
            "Viral Patel",
            "Square World Society",
            "Twitter, Inc.",
        ] {
            assert_eq!(is_crowd(name), name == "Facebook", "{name}");
        }
    }
}
