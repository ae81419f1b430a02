//! The language of a text, by the share of its words that are among the most frequent of each language.

use super::tokenized::TokenizedText;
use super::verbs::reporting_verb;

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
    /// Another language, or too little text to tell: nothing is found.
    Unknown,
}

/// Minimum share of a text's words that are frequent ones of its language. English news has 0.20 to 0.45, a list of names in an
/// English text 0.13, news in other languages at most 0.03 of the English ones.
const MIN_SHARE: f64 = 0.10;

/// The number of words that are counted. A text's language does not change after so many.
const MAX_WORDS: usize = 5000;

/// Frequent words of languages. Those of languages that are not read keep their texts from being taken for one that is.
const FREQUENT: [(Language, &str); 11] = [
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
        Language::Unknown, // Dutch
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

/// The language in which most of a text's frequent words are; unknown where too few words are frequent ones.
pub(super) fn language_of(text: &TokenizedText) -> Language {
    let words: Vec<&str> =
        text.tokens.iter().filter(|token| token.is_word()).map(|token| token.word.as_str()).take(MAX_WORDS).collect();
    let share = |list: &str, language: Language| {
        let frequent: std::collections::HashSet<&str> = list.split_whitespace().collect();
        let counts = |word: &&&str| {
            frequent.contains(**word) || (language == Language::English && reporting_verb(word).is_some())
        };
        words.iter().filter(counts).count() as f64 / words.len().max(1) as f64
    };
    let shares = FREQUENT.iter().map(|(language, list)| (*language, share(list, *language)));
    let best = shares.rev().max_by(|one, other| one.1.total_cmp(&other.1));
    best.filter(|best| best.1 >= MIN_SHARE).map_or(Language::Unknown, |best| best.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_frequent_words() {
        let table = [
            ("The mayor said on Monday that the bridge was safe and would open again.", Language::English),
            ("Mayor denies claims", Language::English),
            ("Bridge safe, says mayor", Language::English),
            ("La alcaldesa dijo el lunes que el puente es seguro y que se abrirá de nuevo.", Language::Spanish),
            ("La maire a dit lundi que le pont est sûr et qu'il sera ouvert.", Language::French),
            ("Die Bürgermeisterin sagte am Montag, dass die Brücke sicher ist.", Language::German),
            ("A prefeita disse na segunda-feira que a ponte não está fechada.", Language::Portuguese),
            ("La sindaca ha detto lunedì che il ponte è sicuro e non sarà chiuso.", Language::Italian),
            ("De burgemeester zei maandag dat de brug veilig is en weer open gaat.", Language::Unknown),
            ("Borgmesteren sagde mandag, at broen er sikker og åbner igen i næste uge.", Language::Unknown),
            ("Borgmästaren sade på måndagen att bron är säker och att den öppnas.", Language::Unknown),
            ("Walikota mengatakan pada hari Senin bahwa jembatan itu aman.", Language::Unknown),
            ("นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานปลอดภัย", Language::Unknown),
            ("市長は月曜日、橋は安全だと述べた。", Language::Unknown),
            ("", Language::Unknown),
            ("12 34 56", Language::Unknown),
        ];
        for (text, expected) in table {
            assert_eq!(language_of(&TokenizedText::new(text)), expected, "{text}");
        }
    }
}
