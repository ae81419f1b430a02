//! What somebody of the desk says to the others about a claim.

use super::declare::record;

record! {
    {
        /// A comment on a claim.
        row CommentRow("r", "comment");
        /// A comment to record.
        new NewComment(CommentLine);
        /// A comment as a line.
        line CommentLine(CommentRow);
    }
    {
        /// The claim.
        claim_id: row(i64, "claim") new(claim: i64);
        /// The claim, by uid or ref.
        claim: line(String) in_table(|c| (&c.claim).into());
        /// The name of the writer.
        writer: row(Option<String>, "by") new(writer: Option<String>) line(Option<String>) in_table(|c| (&c.writer).into());
        /// The member who wrote it.
        member_id: row(Option<i64>) new(member: Option<i64>);
        /// What it says.
        text: row(String, "text") new(text: String) line(String) in_table(|c| (&c.text).into());
        /// When it was written, in UTC.
        written_at: row(String, "at") new(written_at: Option<String>) line(Option<String>) in_table(|c| (&c.written_at).into());
        /// When it was changed last, in UTC.
        edited_at: row(Option<String>) new(edited_at: Option<String>) line(Option<String>) in_table(|c| (&c.edited_at).into());
    }
}

impl CommentRow {
    /// Whether it is for somebody: it has their name, or the first word of it, behind an `@`.
    pub fn mentions(&self, name: &str) -> bool {
        let (text, name) = (self.text.to_lowercase(), name.to_lowercase());
        let first = name.split(' ').next().unwrap_or_default();
        text.match_indices('@').any(|(at, _)| {
            [name.as_str(), first].iter().any(|name| {
                let rest = text[at + 1..].strip_prefix(name);
                !name.is_empty() && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            })
        })
    }

    /// Returns who wrote it and when: "Ann, 2021-11-19 12:00".
    pub fn by_line(&self) -> String {
        let at = self.written_at.get(..16).unwrap_or(&self.written_at).replace('T', " ");
        let edited = if self.edited_at.is_some() { ", changed" } else { "" };
        format!("{}, {at}{edited}", self.writer.as_deref().unwrap_or("somebody"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_behind_an_at_sign_is_meant() {
        for (text, name, is_meant) in [
            ("@Ann please look", "Ann", true),
            ("please look, @ann.", "Ann Smith", true),
            ("for @Ann Smith", "Ann Smith", true),
            ("@Anna please look", "Ann", false),
            ("Ann, please look", "Ann", false),
            ("ann@example.org", "Bob", false),
        ] {
            let comment = CommentRow { text: text.to_string(), ..CommentRow::default() };
            assert_eq!(comment.mentions(name), is_meant, "{text} {name}");
        }
    }
}
