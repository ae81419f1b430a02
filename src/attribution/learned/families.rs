//! Families of words that tell what somebody says, thinks or wants. They tell features more than how often a word was seen: "lambasts"
//! is to them what "criticises" is.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::verbs::{irregular_verb, regular_forms};
use super::features::hash_of;

/// Verbs by family, in their base form; the last families are nouns and adjectives.
const FAMILIES: &str = "\
    say tell add note state remark mention comment observe declare announce report reply respond answer retort recount \
    relate narrate testify proclaim utter voice quip joke shout yell snap mutter whisper exclaim chant intone
    claim assert contend allege maintain insist argue affirm reiterate stress emphasize emphasise underline underscore
    admit acknowledge concede confess confirm grant
    deny refute rebut reject dismiss dispute rubbish debunk contradict disavow repudiate counter
    ask question wonder inquire enquire query demand request beg plead implore appeal petition
    urge advise recommend encourage press push persuade call counsel exhort lobby pressure propose advocate order
    promise vow pledge swear threaten commit guarantee assure warn caution offer volunteer remind notify inform
    criticize criticise blast slam denounce condemn decry lambaste lambast castigate blame accuse attack assail berate \
    chide rebuke rip bash mock ridicule deride scold scoff sneer skewer excoriate trash fault chastise taunt hammer knock \
    insult disparage belittle complain gripe grumble protest
    praise laud applaud hail commend tout thank congratulate salute cheer celebrate defend endorse back compliment \
    champion credit support
    think believe consider regard deem view see suppose assume presume reckon guess imagine figure suspect doubt conclude \
    estimate calculate judge sense understand perceive interpret
    know learn realize realise recognize recognise discover find notice remember forget recall hear read
    want wish hope desire seek intend plan aim expect prefer favor favour need mean decide choose opt refuse decline \
    agree resolve determine
    feel fear worry love hate like dislike enjoy regret resent admire appreciate respect trust distrust mourn lament \
    bemoan welcome embrace oppose object resist loathe detest despise dread
    show suggest indicate reveal demonstrate prove imply signal illustrate reflect point highlight disclose
    predict forecast project anticipate foresee envision speculate bet
    write tweet post blog email publish print pen retweet quote cite
    describe portray depict characterize characterise label brand dub term paint cast frame compare liken refer
    discuss debate address talk speak explain clarify elaborate detail outline summarize repeat echo
    statement accusation allegation assertion contention belief opinion suggestion denial rumor rumour complaint testimony \
    prediction proposal theory idea notion concern criticism remark answer argument threat warning promise
    afraid angry certain concerned confident convinced glad happy hopeful optimistic proud sceptical skeptical sorry sure \
    surprised unsure wary worried frustrated disappointed outraged furious upset eager reluctant willing";

/// The family of a word, and its base form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct WordFamily {
    /// The number of the family; 0 for a word of none.
    pub(super) family: u64,
    /// The base form, as a hash.
    pub(super) base: u64,
}

static FORMS: LazyLock<HashMap<String, WordFamily>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for (family, words) in FAMILIES.lines().enumerate() {
        for word in words.split_whitespace() {
            let one = WordFamily { family: family as u64 + 1, base: hash_of(word) };
            for form in regular_forms(word) {
                forms.entry(form).or_insert(one);
            }
        }
    }
    forms
});

/// The family of a word, in lower case.
pub(super) fn family_of(word: &str) -> WordFamily {
    let base = irregular_verb(word).unwrap_or(word);
    FORMS.get(base).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_verb_are_one_family() {
        assert_eq!(family_of("told").family, family_of("says").family);
        assert_eq!(family_of("lambasted").family, family_of("criticises").family);
        assert_eq!(family_of("denied").base, family_of("denies").base);
        assert_eq!(family_of("bridge"), WordFamily::default());
    }
}
