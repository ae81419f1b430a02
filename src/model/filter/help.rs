//! The help on the filter language, except its keys.

/// A heading, a sentence (can be empty), and examples with their meaning.
pub type HelpSection = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The sections of the help that come before or after the keys.
pub const SECTIONS: [HelpSection; 4] = [
    (
        "Words",
        "Anything that is not a key, an operator or a saved filter is a word: 50%, he said: no, 10:30",
        &[
            ("migrant", "the word in any English form, in the claim or its statements"),
            ("\"per migrant\"", "exactly these words, side by side"),
            ("migra*", "words that start with these letters"),
        ],
    ),
    (
        "Together",
        "",
        &[
            ("tag:talks is:disputed", "both must hold; you can also write and between them"),
            ("tag:talks or tag:costs", "at least one must hold"),
            ("tag:talks,costs", "the same, for several values of one key"),
            ("-tag:talks", "must not hold; you can also write not tag:talks"),
            ("(tag:a or tag:b) -tag:c", "parentheses group; and is read before or"),
        ],
    ),
    (
        "Dates",
        "A statement dated only 2021 is found by said:2021-11, because it may be from November.",
        &[
            ("said:2021-11", "within November 2021"),
            ("said:2021-11..2021-12", "from November to December, both included"),
            ("said:2021-12..", "December 2021 or later; ..2021-12 means that month or earlier"),
            ("said:>2021-11", "after November 2021; >= includes it; < and <= likewise"),
            ("said:\"18 Nov 2021\"", "in words; yesterday and \"3 days ago\" work too"),
        ],
    ),
    (
        "Saved filters",
        "A saved filter is read again each time it is used: said:>=yesterday always means yesterday.",
        &[("@waiting -tag:talks", "the saved filter waiting, without the claims of one tag")],
    ),
];
