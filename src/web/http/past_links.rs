//! The links of a page of the book as it was recorded: each leads to the same moment.

/// Returns a page whose links to other pages, and whose forms that look something up, name the moment `at`. A link in single
/// quotation marks is left as it is.
pub(super) fn with_moment(html: &str, at: &str) -> String {
    let at: String = form_urlencoded::byte_serialize(at.as_bytes()).collect();
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(found) = next(rest) {
        let (before, tag) = rest.split_at(found);
        out.push_str(before);
        rest = if let Some(link) = tag.strip_prefix(LINK) {
            let (address, after) = link.split_at(link.find('"').unwrap_or(link.len()));
            out.push_str(LINK);
            push_address(address, &at, &mut out);
            after
        } else {
            let end = tag.find('>').map_or(tag.len(), |end| end + 1);
            out.push_str(&tag[..end]);
            if tag[..end].contains(" method=\"get\"") {
                out.push_str(&format!("<input type=\"hidden\" name=\"at\" value=\"{at}\">"));
            }
            &tag[end..]
        };
    }
    out + rest
}

/// How a link to another page begins, without the slash of the address.
const LINK: &str = " href=\"";
/// How a form begins.
const FORM: &str = "<form ";

/// The place of the next link to another page, or of the next form.
fn next(html: &str) -> Option<usize> {
    [html.find(" href=\"/"), html.find(FORM)].into_iter().flatten().min()
}

fn push_address(address: &str, at: &str, out: &mut String) {
    let (page, place) = address.split_once('#').map_or((address, None), |(page, place)| (page, Some(place)));
    out.push_str(page);
    if !page.starts_with("/assets/") && !page.contains("?at=") {
        out.push_str(if page.contains('?') { "&amp;at=" } else { "?at=" });
        out.push_str(at);
    }
    if let Some(place) = place {
        out.push('#');
        out.push_str(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_lookups_keep_the_moment() {
        for (html, expected) in [
            ("<a href=\"/claims/1\">x</a>", "<a href=\"/claims/1?at=4\">x</a>"),
            ("<a class=\"a\" href=\"/?q=a#top\">x</a>", "<a class=\"a\" href=\"/?q=a&amp;at=4#top\">x</a>"),
            ("<a href=\"/?at=3\">then</a>", "<a href=\"/?at=3\">then</a>"),
            (
                "<link href=\"/assets/page.css\"><a href=\"#x\">y</a>",
                "<link href=\"/assets/page.css\"><a href=\"#x\">y</a>",
            ),
            (
                "<a href='/claims'>now</a> href=\"https://a.example\"",
                "<a href='/claims'>now</a> href=\"https://a.example\"",
            ),
            (
                "<form action=\"/\" method=\"get\"><form action=\"/undo\" method=\"post\">",
                "<form action=\"/\" method=\"get\"><input type=\"hidden\" name=\"at\" value=\"4\"><form action=\"/undo\" method=\"post\">",
            ),
        ] {
            assert_eq!(with_moment(html, "4"), expected);
        }
    }
}
