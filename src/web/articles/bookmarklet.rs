//! The bookmarklet: a program in a bookmark that hands the page which a reader sees over to a new tab of the book.

/// The program, on one line, without characters that an address must escape. It waits until the new tab says that it is ready,
/// and sends the page to that tab and to that origin only.
const PROGRAM: &str = include_str!("bookmarklet.js");

/// Returns the address of the bookmark, for a book at a host.
pub(super) fn address(host: &str) -> String {
    let lines = PROGRAM.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let program: String = lines.collect();
    format!("javascript:{}", program.replace("ORIGIN", &format!("http://{host}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_address_of_one_line() {
        let address = address("127.0.0.1:8487");
        assert!(address.starts_with("javascript:(()=>{") && address.ends_with("})()"), "{address}");
        assert!(address.contains("\"http://127.0.0.1:8487\""), "{address}");
        assert!(!address.contains(['\n', '%', '#']) && address.len() < 1_000, "{address}");
    }
}
