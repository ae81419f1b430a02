//! Languages, and whether a text is in another one than English, by the words that are frequent in each language.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Read in full.
    English,
    /// Read for direct quotations, as are the next four.
    Spanish,
    /// See Spanish.
    French,
    /// See Spanish.
    German,
    /// See Spanish.
    Portuguese,
    /// See Spanish.
    Italian,
    /// Read for quantities only.
    Dutch,
    /// Another language, or too little text to tell: nothing is found.
    Unknown,
}

/// Frequent words of languages. Those of languages that are not read keep their texts from being taken for one that is.
pub(crate) const FREQUENT: [(Language, &str); 11] = [
    (
        Language::English,
        "the of and to in that is was for on with he it as by at be from his this are have had has not but they were she \
         an which who will would there been their said about when more her we you out after over than into only its if",
    ),
    (
        Language::Spanish,
        "de la que el en y los se del las un por con una su para es al lo como más pero sus le ha este sí porque esta \
         entre cuando muy sin sobre también hasta hay donde quien desde nos ni contra ese eso está han fue dijo según",
    ),
    (
        Language::French,
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec la cette ou \
         son mais nous je été aux d'un d'une ces elle leur leurs vous comme tout fait selon c'est qu'il était n'est",
    ),
    (
        Language::German,
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat \
         dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur sagte",
    ),
    (
        Language::Portuguese,
        "de que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser \
         quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos disse segundo",
    ),
    (
        Language::Italian,
        "di che e la il un a per in una sono ma del è non si della da con le dei i gli al nel alla anche come più ha \
         lo se dal delle ci questo nella loro essere stato suo sua tra sul quando ai hanno ho degli o dalla detto secondo",
    ),
    (
        Language::Dutch,
        "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog naar heeft hij die \
         werd wordt door over ze ik je tot hebben deze kan geen worden zegt volgens was had of dit meer",
    ),
    (
        Language::Unknown, // Danish, Norwegian and Swedish
        "og i at det er en til på som med for den av af ikke har de et men om vi han jeg så fra var kan eller hun der ved \
         skal vil och att är för inte från ett jag hon sig blir efter også siger sier säger også sina",
    ),
    (
        Language::Unknown, // Catalan and Romanian
        "el els les amb per als del dels és i què més va una són aquest aquesta ha han però și să în din care pe cu este \
         sunt nu la pentru mai fost iar dar ca au într-o spus",
    ),
    (
        Language::Unknown, // Polish, Czech and Slovak
        "i w na się z że do nie jest to jak o po za od co dla przez tym ale jego są był a je ve že s pro by jsem jako k si \
         sa aj pri který která",
    ),
    (
        Language::Unknown, // Indonesian, Malay, Swahili, Turkish and Finnish
        "yang dan di ini itu dengan untuk dari dalam tidak akan pada adalah ke juga oleh ya wa na kwa ni katika za la \
         bir ve bu da de için ile çok olarak daha ja on ei se että oli hän ovat mutta",
    ),
];

static LISTS: LazyLock<Vec<(Language, HashSet<&str>)>> =
    LazyLock::new(|| FREQUENT.iter().map(|(language, list)| (*language, list.split_whitespace().collect())).collect());

/// Whether clearly more of some words are frequent ones of another language than of English. The words are in lower case.
pub fn is_rather_foreign<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let mut counts = vec![0; LISTS.len()];
    for word in words {
        LISTS.iter().zip(&mut counts).for_each(|((_, list), count)| *count += usize::from(list.contains(word)));
    }
    let most = |english: bool| {
        let counts = LISTS.iter().zip(&counts).filter(|((language, _), _)| (*language == Language::English) == english);
        counts.map(|(_, count)| *count).max().unwrap_or_default()
    };
    most(false) >= most(true) + 2
}
