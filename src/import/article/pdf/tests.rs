//! Tests of articles in PDF.

use lopdf::content::{Content, Operation};
use lopdf::{Stream, dictionary};

use super::*;

/// What is written on a page: the size of the font, where, and the text in Windows-1252.
type DrawnText<'a> = (i64, i64, i64, &'a str);

/// A PDF whose pages have these texts.
fn pdf(pages: &[&[DrawnText]], change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut pdf = Document::with_version("1.5");
    let (tree, mut kids) = (pdf.new_object_id(), Vec::new());
    let widths: Vec<Object> = std::iter::repeat_n(500.into(), 224).collect();
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding", "FirstChar" => 32, "Widths" => widths,
    });
    let resources = pdf.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    for page in pages {
        let mut operations = vec![Operation::new("BT", vec![])];
        for (size, left, base, text) in *page {
            operations.push(Operation::new("Tf", vec!["F1".into(), (*size).into()]));
            let place: Vec<Object> = [1, 0, 0, 1, *left, *base].map(Object::from).to_vec();
            operations.push(Operation::new("Tm", place));
            let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
            operations.push(Operation::new("Tj", vec![Object::string_literal(bytes.into_owned())]));
        }
        operations.push(Operation::new("ET", vec![]));
        let content = pdf.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
        kids.push(pdf.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content }).into());
    }
    let count = i64::try_from(kids.len()).unwrap();
    let sheet: Vec<Object> = [0, 0, 595, 842].map(Object::from).to_vec();
    let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources, "MediaBox" => sheet };
    pdf.objects.insert(tree, Object::Dictionary(pages));
    let catalog =
        pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree, "Lang" => Object::string_literal("en-GB") });
    pdf.trailer.set("Root", catalog);
    change(&mut pdf);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

const PAGE: &[DrawnText] = &[
    (20, 50, 760, "Harbour to be sold"),
    (10, 50, 730, "The harbour of Marrow Bay will be sold, the mayor, Zoë Müller, said on Tues-"),
    (10, 50, 718, "day, after a vote that lasted until midnight, and that nobody expected at all."),
    (10, 50, 690, "“We have no other choice,” she told reporters in front of the town hall."),
];

#[test]
fn paragraphs_and_facts_are_read() {
    let bytes = pdf(&[PAGE], |pdf| {
        let info = pdf.add_object(dictionary! {
            "Title" => Object::string_literal("Microsoft Word - harbour.docx"), "Author" => Object::string_literal("Ann Lee"),
            "CreationDate" => Object::string_literal("D:20240305093000+01'00'"),
        });
        pdf.trailer.set("Info", info);
    });
    let read = article(&bytes).unwrap();
    assert_eq!(
        read.text,
        "Harbour to be sold\nThe harbour of Marrow Bay will be sold, the mayor, Zoë Müller, said on Tuesday, after a vote that lasted until \
         midnight, and that nobody expected at all.\n“We have no other choice,” she told reporters in front of the town hall."
    );
    assert_eq!((read.title.as_deref(), read.language.as_deref()), (Some("Harbour to be sold"), Some("en-GB")));
    assert_eq!(
        (read.authors, read.notes),
        (vec!["Ann Lee".to_string()], vec!["the file was made on 2024-03-05".to_string()])
    );
}

#[test]
fn what_browsers_print_around_a_page_is_no_part_of_it() {
    let around: &[DrawnText] = &[
        (8, 30, 820, "11/30/26, 12:25 AM"),
        (10, 50, 730, "The harbour of Marrow Bay will be sold to a company from abroad, said the mayor."),
        (8, 30, 20, "https://baypaper.example/harbour"),
        (8, 560, 20, "1/1"),
    ];
    let read = article(&pdf(&[around], |_| ())).unwrap();
    assert_eq!(read.text, "The harbour of Marrow Bay will be sold to a company from abroad, said the mayor.");
    assert_eq!(read.url.as_deref(), Some("https://baypaper.example/harbour"));
}

#[test]
fn texts_in_forms_and_arrays_are_read() {
    let bytes = pdf(&[&[]], |pdf| {
        let page = pdf.page_iter().next().unwrap();
        let draw = b"BT /F1 10 Tf 50 700 Td [(The har) 20 (bour will) -300 (be sold, she sai) (d.)] TJ ET".to_vec();
        let form = pdf.add_object(Stream::new(dictionary! { "Type" => "XObject", "Subtype" => "Form" }, draw));
        let content = pdf.add_object(Stream::new(dictionary! {}, b"q 1 0 0 1 0 20 cm /X1 Do Q".to_vec()));
        let fonts = pdf.get_page_fonts(page).unwrap().into_iter().next().unwrap().1.clone();
        let resources =
            dictionary! { "Font" => dictionary! { "F1" => fonts }, "XObject" => dictionary! { "X1" => form } };
        let page = pdf.get_dictionary_mut(page).unwrap();
        page.set("Contents", content);
        page.set("Resources", resources);
    });
    assert_eq!(article(&bytes).unwrap().text, "The harbour will be sold, she said.");
}

#[test]
fn each_bad_pdf_has_its_sentence() {
    let good = pdf(&[PAGE], |_| ());
    let many: Vec<&[DrawnText]> = std::iter::repeat_n(PAGE, PAGES + 1).collect();
    for (bytes, expected) in [
        (pdf(&[&[]], |_| ()), "the PDF has no text layer: it is scanned, or a picture"),
        (pdf(&[&[(10, 50, 700, "3")]], |_| ()), "the PDF has no text layer: it is scanned, or a picture"),
        (pdf(&many, |_| ()), "the PDF has more than 300 pages"),
        (b"%PDF-1.5\nnothing".to_vec(), "the PDF is damaged"),
    ] {
        assert_eq!(article(&bytes).unwrap_err().to_string(), expected);
    }
    // Whatever is missing or changed, the program goes on.
    for at in (0..good.len()).step_by(7) {
        let mut changed = good.clone();
        changed[at] ^= 0x15;
        drop(crate::error::catch_panic(|| article(&changed).map(drop)));
        drop(crate::error::catch_panic(|| article(&good[..at]).map(drop)));
    }
}
