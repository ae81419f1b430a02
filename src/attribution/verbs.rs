//! English verbs of saying and of attitude, in all their forms.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Verbs with which somebody says something.
const SPEECH: &str = "say tell add ask note argue announce claim insist explain acknowledge admit concede warn suggest \
    state declare deny testify reply respond recall predict promise report conclude contend continue remark quip joke \
    vow complain assert allege maintain stress emphasize emphasise affirm reiterate repeat caution confirm disclose \
    reveal demand urge order describe portray comment counter lament observe opine proclaim pledge recount retort \
    shout snap tweet write post email confide boast brag charge cry exclaim interject mutter whisper yell scream plead \
    pray muse wonder imply hint indicate signal estimate forecast project speculate assure inform remind notify advise \
    advocate propose recommend request mention cite quote reference accuse blame call criticize criticise blast slam \
    denounce condemn decry dismiss reject refute rebut dispute question challenge defend praise applaud laud thank mock \
    ridicule deride label dub brand liken compare characterize characterise deem attack rip bash bemoan tout hail agree \
    disagree chant beam concur echo summarize summarise elaborate clarify apologize apologise tease gush insist inquire \
    enquire retweet refuse decline rubbish debunk rule";

/// Verbs for what somebody thinks, wants or finds.
const ATTITUDE: &str = "believe think feel hope fear want wish expect intend plan doubt suspect worry know understand \
    realize realise learn find show see view consider regard prefer favor favour support oppose endorse back seek seem \
    appear decide determine vote assume imagine guess remember recognize recognise convince discuss address talk speak";

/// Irregular forms, with their verb.
const IRREGULAR: &str = "said say, told tell, wrote write, written write, thought think, felt feel, knew know, known know, \
    understood understand, found find, showed show, shown show, saw see, seen see, sought seek, spoke speak, \
    spoken speak, ripped rip, bragged brag, admitted admit, cried cry, planned plan, compelled compel, snapped snap, \
    slammed slam, slamming slam, quipped quip, quipping quip, planning plan, admitting admit, ripping rip, \
    bragging brag, snapping snap, preferred prefer, labelled label, labelling label, signalled signal, rebutted rebut, \
    dubbed dub, dubbing dub, swore swear, sworn swear, meant mean, chose choose, chosen choose, forgot forget, \
    heard hear, foresaw foresee, bet bet, begged beg, begging beg, disliked dislike, regretted regret, committed commit, \
    referred refer, trashed trash";

/// A verb of saying or attitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ReportingVerb {
    /// The base form: "say".
    pub(super) lemma: &'static str,
    /// Whether it is a verb of saying, not of attitude.
    pub(super) is_speech: bool,
}

static IRREGULAR_VERBS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| IRREGULAR.split(", ").filter_map(|pair| pair.trim().split_once(' ')).collect());

/// The base form of an irregular form.
pub(super) fn irregular_verb(word: &str) -> Option<&'static str> {
    IRREGULAR_VERBS.get(word).copied()
}

static FORMS: LazyLock<HashMap<String, ReportingVerb>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for (verbs, is_speech) in [(SPEECH, true), (ATTITUDE, false)] {
        for lemma in verbs.split_whitespace() {
            for form in regular_forms(lemma) {
                forms.entry(form).or_insert(ReportingVerb { lemma, is_speech });
            }
        }
    }
    for (form, lemma) in IRREGULAR_VERBS.iter() {
        if let Some(verb) = forms.get(*lemma).copied() {
            forms.insert((*form).to_string(), verb);
        }
    }
    forms
});

/// The verb of saying or attitude that a word, in lower case, is a form of.
pub(super) fn reporting_verb(word: &str) -> Option<ReportingVerb> {
    FORMS.get(word).copied()
}

/// The regular forms of a verb: "deny, denies, denied, denying".
pub(super) fn regular_forms(verb: &str) -> Vec<String> {
    let mut stem = verb.chars().rev();
    let last = stem.next().unwrap_or_default();
    let after_vowel = matches!(stem.next(), Some('a' | 'e' | 'o' | 'u'));
    let cut = &verb[..verb.len() - last.len_utf8()];
    let mut forms = vec![verb.to_string()];
    match last {
        'y' if !after_vowel => forms.extend([format!("{cut}ies"), format!("{cut}ied"), format!("{verb}ing")]),
        'e' => forms.extend([format!("{verb}s"), format!("{verb}d"), format!("{cut}ing")]),
        's' | 'h' => forms.extend([format!("{verb}es"), format!("{verb}ed"), format!("{verb}ing")]),
        _ => forms.extend([format!("{verb}s"), format!("{verb}ed"), format!("{verb}ing")]),
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_found_in_all_their_forms() {
        let table = [
            ("said", Some("say")),
            ("denies", Some("deny")),
            ("saying", Some("say")),
            ("urging", Some("urge")),
            ("bashes", Some("bash")),
            ("told", Some("tell")),
            ("laughs", None),
        ];
        for (word, expected) in table {
            assert_eq!(reporting_verb(word).map(|verb| verb.lemma), expected, "{word}");
        }
    }
}
