//! The words of the page for the flags of the import command.

/// What the hints of the command say, and what the page says instead.
const FLAGS: &[(&str, &str)] = &[
    ("--map note=* keeps them in the note", "choose “note” to keep them in the note"),
    ("--map says which", "choose which"),
    ("--delimiter ';', or --delimiter tab", "choose what separates the cells"),
    ("--sheet NAME", "choose it under “How the file is read”"),
    ("--no-quoting", "“Quotation marks are characters like others”"),
    ("--encoding", "“Encoding”"),
    ("--no-header", "“The first row has no headings”"),
    ("leave out --strict", "untick “Import nothing if anything is rejected”"),
];

/// Returns a text of the command in the words of the page.
pub(super) fn page_words(text: &str) -> String {
    FLAGS.iter().fold(text.to_string(), |text, (flag, words)| text.replace(flag, words))
}
