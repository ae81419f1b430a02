//! Cells as programs and people leave them: placeholders, formulas of links, lists of Python, quotation marks.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::fields::is_listed;
use crate::import::table_row::TableRow;

/// Maximum length of a placeholder, in bytes.
const PLACEHOLDER: usize = 24;
/// The function of a link, in the languages in which spreadsheets save it.
const LINK_FUNCTIONS: [&str; 6] =
    ["HYPERLINK(", "LIEN_HYPERTEXTE(", "HIPERVINCULO(", "HIPERLIGAÇÃO(", "HIPERLINK(", "COLLEG.IPERTESTUALE("];

/// Returns whether a cell is a placeholder for a missing value: `-`, `N/A`, `#REF!`.
pub(super) fn is_nothing(cell: &str) -> bool {
    let cell = cell.trim();
    let bare = cell.strip_prefix('\'').unwrap_or(cell);
    if bare.len() > PLACEHOLDER || bare.is_empty() {
        return false;
    }
    let is_sign = |c: char| matches!(c, '-' | '–' | '—' | '―' | '−' | '?' | '.' | '…' | '_' | '/' | '*' | '~');
    bare.chars().all(is_sign) || is_listed("nothing", &bare.to_lowercase())
}

/// Returns whether a cell says that there is nobody, where a name should be: `No`.
pub(super) fn is_nobody(cell: &str) -> bool {
    is_nothing(cell) || cell.len() <= PLACEHOLDER && is_listed("nobody", &cell.trim().to_lowercase())
}

/// Empties placeholders, takes the addresses and labels out of formulas of links, removes the quotation marks and the
/// brackets of lists around whole cells, and composes letters with their accents.
pub(super) fn clean(row: &mut TableRow) {
    let TableRow { cells, links, .. } = row;
    for (at, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        if is_nothing(cell) {
            cell.clear();
            continue;
        }
        if let Some((address, label)) = linked(cell) {
            links.push((at, address));
            *cell = label;
        }
        if let Some(bare) = unwrapped(cell.trim()) {
            *cell = bare;
        }
        if !cell.is_ascii() && is_nfc_quick(cell.chars()) != IsNormalized::Yes {
            *cell = cell.nfc().collect();
        }
    }
}

/// Returns the address and the label of the formula of a link. Without a label, the address is the label.
pub(in crate::import) fn linked(cell: &str) -> Option<(String, String)> {
    let formula = cell.trim_start_matches('\'').trim().strip_prefix('=')?;
    let is_link = |name: &&&str| formula.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let function = LINK_FUNCTIONS.iter().find(is_link)?;
    let (address, rest) = formula[function.len()..].trim_start().strip_prefix('"')?.split_once('"')?;
    let label = rest.trim_start().trim_start_matches([',', ';']).trim_start().strip_prefix('"');
    let label = label.and_then(|label| label.rsplit_once('"')).map(|(label, _)| label.replace("\"\"", "\""));
    Some((address.to_string(), label.unwrap_or_else(|| address.to_string())))
}

/// Returns a cell without the quotation marks around all of it, or the items of a list separated by semicolons.
fn unwrapped(cell: &str) -> Option<String> {
    let inner = |open: char, close: char| cell.strip_prefix(open)?.strip_suffix(close);
    if let Some(bare) = inner('"', '"') {
        return (!bare.contains('"') && !bare.trim().is_empty()).then(|| bare.trim().to_string());
    }
    let mut rest = inner('[', ']')?.trim();
    let mut items = Vec::new();
    while let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '\'' | '"')) {
        let ends = |(at, _): &(usize, &str)| {
            let after = rest[at + 1..].trim_start();
            *at > 0 && (after.is_empty() || after.starts_with(',')) && !rest[..*at].ends_with('\\')
        };
        let (end, _) = rest.match_indices(mark).find(ends)?;
        items.push(rest[1..end].replace("\\'", "'").replace("\\\"", "\""));
        rest = rest[end + 1..].trim_start().trim_start_matches(',').trim_start();
    }
    (rest.is_empty() && !items.is_empty()).then(|| items.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_mean_nothing() {
        for cell in [
            "-",
            "–",
            " — ",
            "N/A",
            "n.a.",
            "None",
            "NaN",
            "NaT",
            "null",
            "TBD",
            "?",
            "??",
            ".",
            "...",
            "…",
            "#REF!",
            "#VALUE!",
            "#N/A",
            "Loading...",
            "k. A.",
            "keine Angabe",
            "aucun",
            "Néant",
            "s/d",
            "Sin datos",
            "não informado",
            "nessuno",
            "n.v.t.",
            "#NV",
            "#WERT!",
            "#¡REF!",
            "'-",
            "(blank)",
            "por confirmar",
        ] {
            assert!(is_nothing(cell), "{cell}");
        }
        for cell in ["", "No", "0", "False", "❌", "A", "N", "#hashtag", "Nobody", "unknown officials", "£", "-5"] {
            assert!(!is_nothing(cell), "{cell}");
        }
        assert!(["No", "nein", "nobody", "-", "Niemand", "non"].into_iter().all(is_nobody) && !is_nobody("Noah"));
    }

    #[test]
    fn links_lists_and_quotation_marks_are_taken_apart() {
        for (cell, address, label) in [
            ("=HYPERLINK(\"https://a.example/1\",\"here\")", "https://a.example/1", "here"),
            (
                "=hyperlink(\"https://a.example/1\" ; \"our \"\"own\"\" check\")",
                "https://a.example/1",
                "our \"own\" check",
            ),
            ("'=HYPERLINK(\"https://a.example/1\")", "https://a.example/1", "https://a.example/1"),
            ("=LIEN_HYPERTEXTE(\"https://a.example/1\";\"ici\")", "https://a.example/1", "ici"),
        ] {
            assert_eq!(linked(cell), Some((address.to_string(), label.to_string())), "{cell}");
        }
        assert_eq!(linked("=SUM(A1,\"https://a.example\")"), None);
        for (cell, bare) in [
            ("\"The pier was sold\"", Some("The pier was sold")),
            ("['Buddhist', 'Viral “pier”', \"it's sold\"]", Some("Buddhist; Viral “pier”; it's sold")),
            ("[\"a\",\"b\"]", Some("a; b")),
            ("['Ann\\'s pier']", Some("Ann's pier")),
            ("\"Big\" lie, \"small\"", None),
            ("[as said]", None),
            ("[1, 2]", None),
            ("[]", None),
            ("\"\"", None),
        ] {
            assert_eq!(unwrapped(cell).as_deref(), bare, "{cell}");
        }
    }

    #[test]
    fn a_row_is_cleaned() {
        let cells = ["N/A", "=HYPERLINK(\"https://a.example\",\"x\")", "Zoe\u{308}", "as it is "].map(str::to_string);
        let mut row = TableRow { cells: cells.to_vec(), ..TableRow::default() };
        clean(&mut row);
        assert_eq!(row.cells, ["", "x", "Zo\u{eb}", "as it is "]);
        assert_eq!(row.links, [(1, "https://a.example".to_string())]);
    }
}
