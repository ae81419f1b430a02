//! Names as fact-checkers write them.

use super::*;

const COLLECTIVES: &[&str] = &[
    "Facebook posts",
    "facebook-posts",
    "Viral image",
    "Multiple sources",
    "Fuentes Varias",
    "social media users",
    "Redes sociales",
    "Social media",
    "Facebook",
    "X (formerly Twitter)",
    "Facebook and WhatsApp users",
    "Thai Facebook users",
    "Facebook users in Kenya",
    "Unknown",
    "Various",
    "Anonymous",
    "An unnamed minister",
    "Posts circulating on social media",
    "Chain email",
    "The internet",
    "Bloggers",
    "Usuarios de redes sociales",
    "Cadena de WhatsApp",
    "Autor desconocido",
    "Internautes",
    "Utilisateurs des réseaux sociaux",
    "Publications sur Facebook",
    "Plusieurs sources",
    "Soziale Medien",
    "Nutzer sozialer Netzwerke",
    "Facebook-Nutzer",
    "Unbekannt",
    "Beiträge in sozialen Netzwerken",
    "Publicações nas redes sociais",
    "Corrente de WhatsApp",
    "Utenti dei social",
    "Fonti varie",
    "Gebruikers op sociale media",
    "Użytkownicy Facebooka",
    "Media społecznościowe",
    "Sosyal medya kullanıcıları",
    "Çeşitli kaynaklar",
    "Warganet",
    "Akun Facebook",
    "Pesan berantai WhatsApp",
    "Sociala medier",
    "Пользователи соцсетей",
    "مواقع التواصل الاجتماعي",
    "सोशल मीडिया यूज़र",
    "网民",
    "ネットユーザー",
    "네티즌",
];

const NAMES: &[&str] = &[
    "Donald Trump",
    "The Gateway Pundit",
    "Social Democrats",
    "Viral Patel",
    "Square World Society",
    "Twitter, Inc.",
    "The Washington Post",
    "The Post",
    "People",
    "Media Matters",
    "German Post",
    "Facebook user Ann Lee",
    "US News",
    "Anonymous's",
    "X Æ A-12",
    "Friends of the Earth in Kenya",
];

#[test]
fn collectives_are_recognised() {
    for name in COLLECTIVES {
        assert!(is_collective(name), "{name}");
    }
    for name in NAMES {
        assert!(!is_collective(name), "{name}");
    }
}

#[test]
fn placeholders_are_recognised() {
    for name in ["", ".", "-", "N/A", "n.a.", "None", "null", "???", "Keine Angabe", "Sin autor", "NaN"] {
        assert!(is_placeholder(name), "{name}");
    }
    assert!(!is_placeholder("Nana"));
    assert!(!is_placeholder("Unknown"), "somebody made it");
}

/// Each claimant in words: a collective with a star, the platform after an at sign.
fn parts(name: &str) -> String {
    let claimants = claimants(name, false).into_iter().map(|one| {
        let on = one.platform.map(|platform| format!("@{platform}")).unwrap_or_default();
        format!("{}{}{on}", if one.collective { "*" } else { "" }, one.name)
    });
    claimants.collect::<Vec<_>>().join(" + ")
}

#[test]
fn several_claimants_are_split_where_that_is_certain() {
    for (name, read) in [
        ("Tom Hill, social media users", "Tom Hill + *social media users"),
        ("Tom Hill and Facebook users", "Tom Hill + *Facebook users"),
        ("Tom Hill, Facebook users and bloggers", "Tom Hill + *Facebook users and bloggers"),
        ("Tom Hill, and social media posts", "Tom Hill + *social media posts"),
        ("Social media users, Tom Hill", "*Social media users + Tom Hill"),
        ("Multiple sources, including Tom Hill", "*Multiple sources + Tom Hill"),
        ("Tom Hill y usuarios de redes sociales", "Tom Hill + *usuarios de redes sociales"),
        ("Tom Hill, internautes", "Tom Hill + *internautes"),
        ("Tom Hill und soziale Medien", "Tom Hill + *soziale Medien"),
        ("Tom Hill and others", "Tom Hill + *others"),
        ("Tom Hill et al.", "Tom Hill et al."),
        ("Ann Lee; Tom Hill", "Ann Lee + Tom Hill"),
        ("Ann Lee and Tom Hill", "Ann Lee + Tom Hill"),
        ("Ann Lee, Tom Hill and Jo van der Ray", "Ann Lee + Tom Hill + Jo van der Ray"),
        ("Tom Hill on Facebook", "Tom Hill@Facebook"),
        ("Tom Hill (Twitter)", "Tom Hill@Twitter"),
        ("Tom Hill, TikTok", "Tom Hill@TikTok"),
        ("Facebook posts, WhatsApp", "*Facebook posts, WhatsApp"),
        ("N/A", ""),
    ] {
        assert_eq!(parts(name), read, "{name}");
    }
    for whole in [
        "Department of Health, Education and Welfare",
        "Smith, John",
        "Marks and Spencer",
        "Bed Bath and Beyond",
        "Trinidad and Tobago",
        "Food and Drug Administration",
        "New Zealand and South Africa",
        "Ann Lee, Mayor of Northport",
        "José Ortega y Gasset",
        "Facebook, Inc.",
        "Google and Facebook",
        "Bill and Ann Lee",
        "Young Women and Girls Trust",
        "AC/DC",
    ] {
        assert_eq!(parts(whole), whole, "{whole}");
    }
    assert_eq!(claimants("Smith Barney and Ann Hill", true).len(), 1, "an organisation is one");
}
