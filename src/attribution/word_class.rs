//! Closed classes of English words that the rules and features ask for.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Titles and offices that stand before a name.
const TITLES: &str = "mr. mrs. ms. dr. sen. rep. gov. gen. mr mrs ms dr senator governor president secretary \
    minister judge justice mayor chairman sir lord lady dame prof. professor congressman congresswoman speaker \
    spokesman spokeswoman spokesperson director col. lt. capt. rev. sgt. attorney ambassador cllr pc detective \
    officer sheriff chief";

/// Pronouns that can be the subject of a verb of saying.
const SUBJECT_PRONOUNS: &str = "he she they i we it you who one some many others both several few nobody everyone \
    someone which";

/// Auxiliaries and adverbs that stand between a subject and its verb.
const AUXILIARIES: &str = "has had have also later then repeatedly did does do would could will can may might \
    should not never often even once still now further just ever always first again already since long instead is \
    are was were been be being didn't doesn't don't hasn't haven't won't wouldn't couldn't can't to himself herself \
    all reportedly soon 's 've 'd";

/// Determiners and possessives, with which a noun phrase begins.
const DETERMINERS: &str = "the a an his her their its my our this that these those some many several most one two \
    three four five six another other no every each both few all various any more your";

/// Prepositions, and conjunctions that are used like them.
const PREPOSITIONS: &str = "of in on at for with from by about against during after before as to over under into \
    through between among within without since until while when because although though despite following via \
    outside near inside across upon amid toward towards like";

/// Conjunctions and question words.
const CONJUNCTIONS: &str = "and but or nor yet so while because although though if whether that when where which \
    who whom whose what why how as than unless until since";

/// Nouns for people and for what speaks like them: papers, polls, offices.
const SPEAKING_NOUNS: &str = "man woman campaign spokesman spokeswoman spokesperson official report poll survey \
    study article statement police government ministry department agency company group committee court judge lawyer \
    source person people candidate nominee senator president minister mayor governor adviser aide analyst expert \
    professor author paper newspaper magazine network site letter email memo document billionaire businessman mogul \
    politician leader head chief director editor reporter journalist commission party union bank firm office crowd \
    audience democrat republican voter wife husband daughter son father mother brother sister friend resident \
    neighbour neighbor victim witness pastor host anchor columnist insider strategist consultant operative pollster \
    council councillor engineer doctor nurse scientist researcher charity campaigner mp mps boss owner driver \
    teacher student worker family relative mum dad economist historian lawmaker regulator watchdog airline \
    think-tank ministers ambassador diplomat commander captain soldier activist organiser organizer coach player \
    manager farmer fisherman bishop priest actor actress singer survivor suspect defendant prosecutor detective \
    officer sheriff coroner inquest tribunal parliament congress senate panel coalition association federation \
    institute university hospital school club team crew airport broadcaster tabloid daily weekly website blog \
    spokespeople teenager pensioner mother-in-law neighbours voters";

/// Verbs that are nouns as often: after "the" or "of" they are.
const NOUNS_OR_VERBS: &str = "report reports call calls claim claims state states question questions charge charges \
    post posts project projects demand demands order orders comment comments attack attacks challenge challenges \
    support plan plans view views back note quote quotes tweet tweets promise promises brand label blame praise \
    show shows address hope hopes fear fears doubt rule rules vote votes estimate estimates request requests \
    dispute signal counter pledge vow wish talk talks email emails reference finding saying writing feeling meaning \
    rip bash appear seek forecast";

/// The classes of a word, a bit each, in the order of this list.
static CLASSES: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let lists = [
        TITLES,
        SUBJECT_PRONOUNS,
        AUXILIARIES,
        DETERMINERS,
        PREPOSITIONS,
        CONJUNCTIONS,
        SPEAKING_NOUNS,
        NOUNS_OR_VERBS,
    ];
    let mut classes = HashMap::new();
    for (bit, list) in lists.iter().enumerate() {
        list.split(' ').for_each(|word| *classes.entry(word).or_default() |= 1 << bit);
    }
    classes
});

fn is_in(word: &str, bit: u8) -> bool {
    CLASSES.get(word).is_some_and(|classes| classes & (1 << bit) != 0)
}

/// Whether a word is a title or an office.
pub(super) fn is_title(word: &str) -> bool {
    is_in(word, 0)
}

/// Whether a word is a pronoun that can be a subject.
pub(super) fn is_subject_pronoun(word: &str) -> bool {
    is_in(word, 1)
}

/// Whether a word is an auxiliary, or an adverb that stands like one.
pub(super) fn is_auxiliary(word: &str) -> bool {
    is_in(word, 2)
}

/// Whether a word is a determiner.
pub(super) fn is_determiner(word: &str) -> bool {
    is_in(word, 3)
}

/// Whether a word is a preposition.
pub(super) fn is_preposition(word: &str) -> bool {
    is_in(word, 4)
}

/// Whether a word is a conjunction or a question word.
pub(super) fn is_conjunction(word: &str) -> bool {
    is_in(word, 5)
}

/// Whether a word is a noun for people, or for what speaks like them.
pub(super) fn is_speaking_noun(word: &str) -> bool {
    is_in(word, 6)
}

/// Whether a word is as often a noun as a verb.
pub(super) fn is_noun_or_verb(word: &str) -> bool {
    is_in(word, 7)
}

/// Whether a word looks like the plural of a noun: "officials".
pub(super) fn looks_plural(word: &str) -> bool {
    word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s")
}
