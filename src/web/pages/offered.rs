//! A page offers only what its reader may do: whatever form a template has, one that the role may not send is left out, and all of
//! them in the book as it was. The action itself refuses it too.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::model::Right;
use crate::web::api::endpoints;
use crate::web::auth::login::{CHOOSE_PATH, SIGN_OUT_PATH};
use crate::web::auth::visitor::Visitor;
use crate::web::forms;
use crate::web::http::{AT, HttpResponse};
use crate::web::pages::account::PASSWORD_PATH;
use crate::web::pages::layout::{self, Layout};

/// What the pages are of which something is left out.
#[derive(Clone)]
pub(in crate::web) struct Pages {
    /// The file name of the book.
    pub(in crate::web) book: String,
    /// Whether the path of a form is that of a page, too, which may be looked at.
    pub(in crate::web) has_page: fn(&str) -> bool,
}

/// Leaves out of a page what its reader may not do, and says so where they ask for it by its address.
pub(in crate::web) async fn leave_out(pages: Pages, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let is_past =
        form_urlencoded::parse(request.uri().query().unwrap_or_default().as_bytes()).any(|(name, _)| name == AT);
    if let Some(refused) =
        visitor.as_ref().filter(|_| !is_past).and_then(|visitor| forbidden(&pages, visitor, &request))
    {
        return axum::response::IntoResponse::into_response(refused);
    }
    let response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let Some(visitor) = visitor.filter(|visitor| is_page && (is_past || !visitor.has(Right::Edit))) else {
        return response;
    };
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return axum::response::IntoResponse::into_response(HttpResponse::empty_error());
    };
    let page = without_forms(&String::from_utf8_lossy(&bytes), &|path| match needs(path) {
        Right::Look => true,
        right => !is_past && visitor.has(right),
    });
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(page))
}

/// Returns the page that says what somebody may not do, and who may. Whoever has to say first who they are is asked that instead.
fn forbidden(pages: &Pages, visitor: &Visitor, request: &Request) -> Option<HttpResponse> {
    let address = request.uri().path();
    let (is_api, path) = address.strip_prefix("/api").map_or((false, address), |path| (true, path));
    let is_form = if matches!(*request.method(), Method::GET | Method::HEAD) {
        let is_of_forms = path == "/read" || is_of_import(path) || form_at(path).is_some();
        is_of_forms && !is_api && !form_at(path).is_some_and(|form| (pages.has_page)(&form.path))
    } else {
        true
    };
    let is_known = visitor.member.is_some();
    let error = visitor.require(needs(path)).err().filter(|_| is_form && is_known)?;
    let page = if is_api {
        endpoints::error(&error)
    } else {
        let section = path.split('/').nth(1).unwrap_or_default().to_string();
        let (book, address, visitor) = (pages.book.clone(), path.to_string(), visitor.clone());
        let layout = Layout { book, section, visitor, path: address.clone(), address, ..Layout::default() };
        layout::error_page(&layout, &error)
    };
    Some(page.map_or_else(|_| HttpResponse::empty_error(), |page| page.with_status(StatusCode::FORBIDDEN)))
}

/// Returns the right that a path needs to which something is sent.
fn needs(path: &str) -> Right {
    match path {
        SIGN_OUT_PATH | CHOOSE_PATH | PASSWORD_PATH | "/search" => Right::Look,
        // The page of the members is for those who make members; one's own password has a page of its own.
        path if is_of_import(path) || path.starts_with("/members/") => Right::Edit,
        _ => form_at(path).map_or(Right::Record, forms::Form::needs),
    }
}

fn is_of_import(path: &str) -> bool {
    path == "/import" || path.starts_with("/import/")
}

/// Returns the form that is sent to a path.
fn form_at(path: &str) -> Option<&'static forms::Form> {
    let fits = |known: &str| {
        let (mut given, mut known) = (path.split('/'), known.split('/'));
        loop {
            match (given.next(), known.next()) {
                (None, None) => return true,
                (Some(part), Some("{id}")) if part.bytes().all(|byte| byte.is_ascii_digit()) => {}
                (Some(part), Some(known)) if part == known => {}
                _ => return false,
            }
        }
    };
    forms::all().find(|form| fits(&form.path))
}

/// The beginning of a link that shows a value and leads to the form that changes it. Without the link, the value stays.
const IN_PLACE: &str = "<a class=\"in-place\"";

/// Returns a page without the forms, and the links to forms that look like buttons, whose path `may` does not allow. A form that can be
/// folded is left out with its summary, and the part in which people record with its heading.
fn without_forms(page: &str, may: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = next_of(rest, &["<form ", "<a class=\"act", IN_PLACE]) {
        let is_form = rest[at..].starts_with("<form");
        let (tag, end) = if is_form { ("action", "</form>") } else { ("href", "</a>") };
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let begin = from.find('>').map_or(from, |close| &from[..close]);
        let length = from.find(end).map_or(from.len(), |at| at + end.len());
        let path = attribute(begin, tag).unwrap_or_default();
        let (is_place, path) = (path.contains("#claims-"), path.split(['?', '#']).next().unwrap_or_default());
        let is_sent = !is_form || attribute(begin, "method") == Some("post");
        let is_of_forms = is_form || is_place || path == "/read" || is_of_import(path) || form_at(path).is_some();
        rest = &from[length..];
        if !is_sent || !is_of_forms || may(path) {
            out.push_str(&from[..length]);
        } else if from.starts_with(IN_PLACE) {
            out.push_str(from[begin.len()..length].trim_start_matches('>').trim_end_matches(end));
        } else if out.trim_end().ends_with("</summary>")
            && let Some(after) = rest.trim_start().strip_prefix("</details>")
            && let Some(fold) = out.rfind("<details")
        {
            out.truncate(fold);
            rest = after;
        }
    }
    out.push_str(rest);
    without_empty_part(without_buttons(out, may))
}

/// Leaves out the buttons that send a form to another path, which `may` does not allow.
fn without_buttons(mut page: String, may: &dyn Fn(&str) -> bool) -> String {
    let mut from = 0;
    while let Some(at) = page[from..].find("<button").map(|at| from + at) {
        let length = page[at..].find("</button>").map_or(page.len() - at, |length| length + "</button>".len());
        let tag = page[at..].find('>').map_or("", |close| &page[at..at + close]);
        let is_sent = attribute(tag, "formmethod") != Some("get");
        let path =
            attribute(tag, "formaction").filter(|_| is_sent).and_then(|address| address.split(['?', '#']).next());
        if path.is_some_and(|path| !may(path)) {
            page.replace_range(at..at + length, "");
            from = at;
        } else {
            from = at + length;
        }
    }
    page
}

/// Leaves out the part of a page for recording, if no form is left in it.
fn without_empty_part(mut page: String) -> String {
    let Some(from) = page.find("<section aria-labelledby=\"record\"") else { return page };
    let Some(length) = page[from..].find("</section>") else { return page };
    if !page[from..from + length].contains("<form") {
        page.replace_range(from..from + length + "</section>".len(), "");
        page = page.replace(" <a class=\"jump-to\" href=\"#record\">Record what was said</a>", "");
    }
    page
}

fn next_of(text: &str, begins: &[&str]) -> Option<usize> {
    begins.iter().filter_map(|begin| text.find(begin)).min()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_where_the_link_to_its_form_is_left_out() {
        let page = "<td><a class=\"in-place\" href=\"/claims/3/stage#claims-stage\" data-claim=\"3\">new</a></td>";
        assert_eq!(without_forms(page, &|_| false), "<td>new</td>");
        assert_eq!(without_forms(page, &|_| true), page);
    }

    #[test]
    fn a_button_that_sends_a_form_elsewhere_needs_the_right_of_that_place() {
        let page = "<form method=\"post\" action=\"/many/stage\"><button>Set</button><button class=\"quiet\" \
                    formaction=\"/many/remove\">Remove</button></form>";
        let checker = without_forms(page, &|path| needs(path) <= Right::Record);
        assert_eq!(checker, "<form method=\"post\" action=\"/many/stage\"><button>Set</button></form>");
        assert_eq!(without_forms(page, &|_| true), page);
    }

    #[test]
    fn each_form_needs_the_right_of_its_action() {
        for (path, right) in [
            ("/claims/3/stage", Right::Record),
            ("/claims/3/remove", Right::Edit),
            ("/verdicts/12/remove", Right::Edit),
            ("/import", Right::Edit),
            ("/import/abc", Right::Edit),
            ("/members", Right::Edit),
            ("/leave", Right::Look),
            ("/read/abc", Right::Record),
            ("/claims/x/remove", Right::Record),
        ] {
            assert_eq!(needs(path), right, "{path}");
        }
    }

    #[test]
    fn what_a_role_may_not_send_is_left_out() {
        let page = "<a class=\"act\" href=\"/import\">Import</a><form method=\"get\" action=\"/\">f</form>\
                    <details class=\"folded\"><summary>Remove it</summary>\n<form action=\"/claims/1/remove\" method=\"post\">r</form>\n</details>\
                    <details class=\"folded\"><summary>Stage</summary>\n<form action=\"/claims/1/stage\" method=\"post\">s</form>\n</details>";
        let checker = without_forms(page, &|path| needs(path) <= Right::Record);
        assert!(
            !checker.contains("Remove it") && !checker.contains("Import") && checker.contains("Stage"),
            "{checker}"
        );
        let reader = without_forms(page, &|path| needs(path) <= Right::Look);
        assert_eq!(reader, "<form method=\"get\" action=\"/\">f</form>");
        assert_eq!(without_forms(page, &|_| true), page);
    }
}
