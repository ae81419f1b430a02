//! Sentences that a page shows, with links.

/// A sentence of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message(Vec<MessagePart>);

/// A part of a sentence, perhaps a link.
#[derive(Clone, Debug)]
pub(crate) struct MessagePart {
    /// The text of the part.
    pub(crate) text: String,
    /// The address that the part links to.
    pub(crate) address: Option<String>,
}

impl MessagePart {
    /// Returns a part that links to nothing.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), address: None }
    }

    /// Returns a link.
    pub(crate) fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        Self { text: text.into(), address: Some(address.into()) }
    }
}

impl Message {
    /// Returns the sentence of some parts. The first letter becomes a capital, and a link that stands alone gets a verb.
    pub(crate) fn new(parts: impl IntoIterator<Item = MessagePart>) -> Self {
        let mut parts: Vec<_> = parts.into_iter().filter(|part| !part.text.is_empty()).collect();
        if matches!(&parts[..], [MessagePart { address: Some(address), .. }] if !address.contains('#')) {
            parts.insert(0, MessagePart::text("See "));
        }
        if let Some(first) = parts.first_mut() {
            first.text = capitalized(&first.text);
        }
        Self(parts)
    }

    /// Returns a sentence without links.
    pub(crate) fn text(text: &str) -> Self {
        Self::new([MessagePart::text(text)])
    }

    /// Returns the parts in their order.
    pub(crate) fn parts(&self) -> &[MessagePart] {
        &self.0
    }

    /// Returns the text and the address of each link to a whole page, without those to a form or a field.
    pub(crate) fn page_links(&self) -> impl Iterator<Item = (&str, &str)> {
        let links = self.0.iter().filter_map(|part| Some((part.text.as_str(), part.address.as_deref()?)));
        links.filter(|(_, address)| !address.contains('#'))
    }

    /// Returns the sentence without its links.
    pub(crate) fn plain(&self) -> String {
        self.0.iter().map(|part| part.text.as_str()).collect()
    }

    /// Whether the sentence has no text.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Returns the text with a capital first letter.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
