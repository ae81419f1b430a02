//! Words by which names, roles and outlets are known.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Whether somebody is spoken of as "he" or as "she".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
}

static FIRST_NAMES: LazyLock<HashMap<&str, Pronoun>> = LazyLock::new(|| {
    let lines = include_str!("first_names.txt").lines().filter_map(|line| line.split_once(": "));
    let pronoun = |word: &str| if word == "he" { Pronoun::He } else { Pronoun::She };
    lines
        .filter(|(word, _)| !word.starts_with('#'))
        .flat_map(|(word, names)| names.split(' ').map(move |name| (name, pronoun(word))))
        .collect()
});

/// The pronoun that a first name, in lower case, mostly has.
pub(super) fn of_first_name(name: &str) -> Option<Pronoun> {
    FIRST_NAMES.get(name).copied()
}

/// The pronoun that a title, in lower case, has.
pub(super) fn of_title(title: &str) -> Option<Pronoun> {
    match title {
        "mr" | "mr." | "sir" | "lord" | "alhaji" | "shri" | "congressman" | "spokesman" | "chairman" | "king"
        | "prince" | "father" | "herr" | "señor" | "monsieur" | "baron" => Some(Pronoun::He),
        "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "dame" | "smt" | "congresswoman" | "spokeswoman"
        | "chairwoman" | "queen" | "princess" | "sister" | "frau" | "señora" | "madame" | "baroness" => {
            Some(Pronoun::She)
        }
        _ => None,
    }
}

/// Titles before a name that are no role.
pub(super) fn is_plain_title(word: &str) -> bool {
    const TITLES: [&str; 27] = [
        "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "lord", "lady", "dame", "dr", "dr.", "prof", "prof.",
        "rev", "rev.", "cllr", "cllr.", "alhaji", "shri", "smt", "hon", "hon.", "herr", "madame", "baroness",
    ];
    TITLES.contains(&word)
}

/// Nouns for what a person does, which stand before or behind a name.
const ROLES: &str = "minister ambassador secretary governor mayor senator president candidate nominee spokesman spokeswoman \
    spokesperson chairman chairwoman chair director leader judge congressman congresswoman lawyer attorney professor adviser \
    advisor officer chief landlord landlady star actress actor farmer builder billionaire businessman businesswoman mogul pastor \
    host analyst strategist manager founder cofounder co-founder author commissioner correspondent lawmaker representative premier \
    chancellor owner councillor mp mep peer backbencher economist scientist researcher doctor nurse teacher headteacher \
    headmaster headmistress principal bishop archbishop imam rabbi vicar priest general colonel captain sergeant inspector \
    detective superintendent constable sheriff prosecutor barrister solicitor executive boss head editor reporter journalist \
    columnist campaigner activist organiser organizer coach striker goalkeeper player singer musician writer novelist historian \
    engineer architect pilot driver fisherman treasurer auditor envoy diplomat consul commander deputy whip speaker ombudsman \
    regulator coroner resident neighbour neighbor pensioner student graduate mother father son daughter brother sister wife \
    husband widow uncle aunt friend official aide insider critic expert specialist consultant planner geologist biologist \
    virologist epidemiologist meteorologist psychologist surgeon dentist pharmacist veterinarian vet shopkeeper trader banker \
    investor broker trustee curator librarian archivist warden ranger guard witness victim defendant plaintiff claimant king \
    queen prince princess duke duchess partner girlfriend boyfriend governor-general vice-president vice-chancellor \
    undersecretary under-secretary legislator assemblyman assemblywoman alderman selectman superintendent administrator \
    negotiator mediator trainer referee umpire jockey skipper cleric sheikh chef restaurateur publican agent publicist producer \
    designer inventor developer contractor foreman supervisor steward convener ceo cfo spokesperson";

static ROLE_NOUNS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut all: Vec<_> = ROLES.split_whitespace().collect();
    all.sort_unstable();
    all
});

/// Whether a word, in lower case, is a noun for what one person does.
pub(super) fn is_role(word: &str) -> bool {
    ROLE_NOUNS.binary_search(&word).is_ok()
}

/// Whether a word, in lower case, is a noun for one who speaks for another.
pub(super) fn is_spokesperson(word: &str) -> bool {
    matches!(word, "spokesman" | "spokeswoman" | "spokesperson" | "spokespeople" | "spokesmen")
}

/// Words of which names of organisations and places are made.
const ORGANISATIONS: &str = "university party committee foundation department street county council institute association center \
    centre press company bank court house senate congress parliament union group agency commission ministry office service \
    police school hospital college league city state states kingdom government board authority executive team network record \
    initiative campaign administration act bill road avenue lane park island islands river north south east west america \
    republic nations security club society fund trust federation project coalition caucus convention hotel tower hall church \
    airport station square limited ltd plc inc corp corporation holdings partners bros sons airlines airways motors energy water \
    railway rail force army navy treasury embassy palace treaty channel ocean sea bay valley hills mountains bridge labour \
    conservative conservatives democrats republicans tories tory greens democrat republican monday tuesday wednesday thursday \
    friday saturday sunday january february march april may june july august september october november december cup games \
    olympics prize award day night international national";

static ORGANISATION_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut all: Vec<_> = ORGANISATIONS.split_whitespace().collect();
    all.sort_unstable();
    all
});

/// Whether a word, in lower case, belongs to the name of an organisation, a place or a day.
pub(super) fn is_of_organisation(word: &str) -> bool {
    ORGANISATION_WORDS.binary_search(&word).is_ok() || is_of_outlet(word)
}

/// Words of which names of outlets are made.
fn is_of_outlet(word: &str) -> bool {
    const OUTLETS: [&str; 44] = [
        "times",
        "post",
        "herald",
        "tribune",
        "guardian",
        "independent",
        "telegraph",
        "mail",
        "mirror",
        "express",
        "gazette",
        "journal",
        "chronicle",
        "observer",
        "news",
        "radio",
        "tv",
        "television",
        "magazine",
        "newspaper",
        "courier",
        "mercury",
        "echo",
        "argus",
        "examiner",
        "bugle",
        "dispatch",
        "inquirer",
        "globe",
        "sun",
        "standard",
        "star",
        "weekly",
        "daily",
        "bbc",
        "cnn",
        "reuters",
        "itv",
        "broadcasting",
        "wire",
        "advertiser",
        "reporter",
        "today",
        "newswire",
    ];
    OUTLETS.contains(&word)
}

/// Outlets whose names no common word tells.
const KNOWN_OUTLETS: [&str; 26] = [
    "bbc",
    "cnn",
    "reuters",
    "itv",
    "sky",
    "afp",
    "npr",
    "nbc",
    "abc",
    "cbs",
    "msnbc",
    "bloomberg",
    "politico",
    "axios",
    "vox",
    "buzzfeed",
    "associated press",
    "press association",
    "le monde",
    "der spiegel",
    "spiegel",
    "die zeit",
    "el país",
    "al jazeera",
    "newsnight",
    "channel 4",
];

/// Whether a name, in lower case, is that of an outlet. One word that is also another thing needs its article: "the herald".
pub(super) fn is_outlet(name: &str) -> bool {
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let words: Vec<_> = bare.split(' ').collect();
    let is_more = words.len() > 1 || bare != name || matches!(bare, "times" | "guardian" | "independent" | "telegraph");
    let ends = words.last().is_some_and(|word| is_of_outlet(word))
        || words.first().is_some_and(|word| matches!(*word, "radio" | "bbc"));
    let person = words.first().is_some_and(|word| of_first_name(word).is_some());
    let known = KNOWN_OUTLETS
        .iter()
        .any(|known| bare == *known || bare.strip_prefix(known).is_some_and(|rest| rest.starts_with(' ')));
    known || (is_more && ends && !person)
}

/// Whether a word, in lower case, is a noun for an outlet or for what it publishes.
pub(super) fn is_publication(word: &str) -> bool {
    const PUBLICATIONS: [&str; 22] = [
        "article",
        "report",
        "story",
        "paper",
        "newspaper",
        "magazine",
        "broadcaster",
        "website",
        "site",
        "blog",
        "column",
        "editorial",
        "piece",
        "broadcast",
        "programme",
        "podcast",
        "documentary",
        "tabloid",
        "broadsheet",
        "outlet",
        "reports",
        "coverage",
    ];
    PUBLICATIONS.contains(&word)
}
