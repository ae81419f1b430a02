//! What the page reports to the terminal.

/// Something that happens while the page is served.
pub(crate) enum ServerEvent {
    /// A line for the terminal.
    Text(String),
    /// The program received a signal to stop.
    Stop,
}
