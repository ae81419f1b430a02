//! What can be written in a filter beside its keys, as examples.

/// Terms with what they mean, under a heading and a sentence that may be empty.
pub type Section = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// What is to be said of the language beside its keys.
pub const SECTIONS: [Section; 4] = [
    (
        "Words",
        "What cannot be meant otherwise is a word: 50%, he said: no, 10:30, NEAR(",
        &[
            ("migrant", "the word in any English form, in anything said of it"),
            ("\"per migrant\"", "these words beside each other"),
            ("migra*", "words that begin like this"),
        ],
    ),
    (
        "Together",
        "",
        &[
            ("tag:talks is:disputed", "both; side by side all must hold, and says the same"),
            ("tag:talks or tag:costs", "at least one of them"),
            ("tag:talks,costs", "the same, for values of one key"),
            ("-tag:talks", "not this; not tag:talks says the same"),
            ("(tag:a or tag:b) -tag:c", "parentheses group; and binds more closely than or"),
        ],
    ),
    (
        "Dates",
        "A less exact date counts where it may be meant: 2021 may be November 2021.",
        &[
            ("said:2021-11", "within November 2021"),
            ("said:2021-11..2021-12", "from the one to the other, both included"),
            ("said:2021-12..", "from then on; ..2021-12 is until then"),
            ("said:>2021-11", "after the whole of it; >= includes it; so < and <="),
            ("said:\"18 Nov 2021\"", "as people say it, like yesterday or \"3 days ago\""),
        ],
    ),
    (
        "Saved filters",
        "One is kept as typed and understood anew: said:>=yesterday moves with the days.",
        &[("@waiting -tag:talks", "what saved add waiting has kept, but for one tag")],
    ),
];
