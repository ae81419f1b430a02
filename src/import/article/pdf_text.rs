//! The words on the pages of a PDF, with their places (ISO 32000, section 9).

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// Maximum size of the contents of a page or a font, unpacked, in bytes.
const LARGEST: usize = 32 << 20;
/// Maximum depth of drawings within drawings.
const DEEPEST: usize = 6;
/// Width of a character whose font does not say it, in thousandths of the font size.
const USUAL_WIDTH: f32 = 500.0;

/// Words that were drawn together, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PdfWords {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The height of the base line above the lower edge of the page.
    pub(super) base: f32,
    /// The size of the font.
    pub(super) size: f32,
}

/// Returns the words of a page in the order in which they are drawn, which is that of reading in nearly all files.
pub(super) fn page_words(pdf: &Document, page: ObjectId) -> Vec<PdfWords> {
    let Ok(content) = pdf.get_page_content_with_limit(page, LARGEST) else { return Vec::new() };
    let fonts = pdf.get_page_fonts(page).unwrap_or_default();
    let mut drawn = Drawing { pdf, words: Vec::new(), state: GraphicsState::default(), saved: Vec::new() };
    let (own, inherited) = pdf.get_page_resources(page).unwrap_or_default();
    let resources = own.into_iter().chain(inherited.into_iter().filter_map(|id| pdf.get_dictionary(id).ok())).collect();
    drawn.draw(&content, &Resources { fonts: read_fonts(pdf, fonts), dictionaries: resources }, 0);
    drawn.words
}

/// What a content stream can name.
struct Resources<'a> {
    fonts: HashMap<Vec<u8>, PdfFont<'a>>,
    dictionaries: Vec<&'a Dictionary>,
}

/// A font: what its codes mean, and how wide they are.
struct PdfFont<'a> {
    encoding: Encoding<'a>,
    /// Whether a code has two bytes.
    is_wide: bool,
    widths: HashMap<u32, f32>,
    usual_width: f32,
}

fn read_fonts<'a>(
    pdf: &'a Document,
    fonts: impl IntoIterator<Item = (Vec<u8>, &'a Dictionary)>,
) -> HashMap<Vec<u8>, PdfFont<'a>> {
    fonts.into_iter().filter_map(|(name, font)| Some((name, PdfFont::read(pdf, font)?))).collect()
}

impl<'a> PdfFont<'a> {
    fn read(pdf: &'a Document, font: &'a Dictionary) -> Option<Self> {
        let encoding = font.get_font_encoding_with_limit(pdf, LARGEST).ok()?;
        let descendant = font.get_deref(b"DescendantFonts", pdf).and_then(Object::as_array).ok();
        let Some(descendant) = descendant.and_then(|list| pdf.dereference(list.first()?).ok()?.1.as_dict().ok()) else {
            let first = font.get_deref(b"FirstChar", pdf).and_then(Object::as_i64).unwrap_or_default();
            let widths = font.get_deref(b"Widths", pdf).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
            let first = u32::try_from(first).unwrap_or_default();
            let widths = (first..).zip(widths).filter_map(|(code, width)| Some((code, number(pdf, width)?))).collect();
            return Some(Self { encoding, is_wide: false, widths, usual_width: USUAL_WIDTH });
        };
        let usual_width = descendant.get(b"DW").ok().and_then(|width| number(pdf, width)).unwrap_or(1_000.0);
        let list = descendant.get_deref(b"W", pdf).and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
        Some(Self { encoding, is_wide: true, widths: wide_widths(pdf, list), usual_width })
    }

    /// Returns the width of some codes, in font sizes, and their number, and how many of them are spaces.
    fn width(&self, codes: &[u8]) -> (f32, f32, f32) {
        let step = if self.is_wide { 2 } else { 1 };
        let (mut width, mut count, mut spaces) = (0.0, 0.0, 0.0);
        for code in codes.chunks(step) {
            let number = code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
            width += self.widths.get(&number).copied().unwrap_or(self.usual_width) / 1_000.0;
            count += 1.0;
            spaces += if !self.is_wide && number == 32 { 1.0 } else { 0.0 };
        }
        (width, count, spaces)
    }
}

/// Reads widths as fonts of two bytes have them: `first [w w w]`, or `first last w` (section 9.7.4.3).
fn wide_widths(pdf: &Document, list: &[Object]) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let mut rest = list;
    let code = |object: &Object| u16::try_from(pdf.dereference(object).ok()?.1.as_i64().ok()?).ok().map(u32::from);
    while let [first, second, tail @ ..] = rest {
        let Some(first) = code(first) else { break };
        if let Ok((_, Object::Array(each))) = pdf.dereference(second) {
            widths.extend((first..).zip(each).filter_map(|(code, width)| Some((code, number(pdf, width)?))));
            rest = tail;
        } else {
            let [each, tail @ ..] = tail else { break };
            let (Some(end), Some(each)) = (code(second), number(pdf, each)) else { break };
            widths.extend((first..=end).map(|code| (code, each)));
            rest = tail;
        }
    }
    widths
}

fn number(pdf: &Document, object: &Object) -> Option<f32> {
    pdf.dereference(object).ok()?.1.as_float().ok()
}

/// A transformation: scale and rotation, then shift (section 8.3).
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    fn of(operands: &[Object]) -> Option<Self> {
        let numbers: Vec<f32> = operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        Some(Self(numbers.try_into().ok()?))
    }

    fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Returns this transformation followed by another.
    fn then(self, Self(next): Self) -> Self {
        let row = |x: f32, y: f32| [x * next[0] + y * next[2], x * next[1] + y * next[3]];
        let [[xx, xy], [yx, yy]] = [row(self.0[0], self.0[1]), row(self.0[2], self.0[3])];
        let [left, up] = row(self.0[4], self.0[5]);
        Self([xx, xy, yx, yy, left + next[4], up + next[5]])
    }
}

/// The state that `q` and `Q` save and restore.
#[derive(Clone, Debug, Default)]
struct GraphicsState {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Vec<u8>,
    size: f32,
    leading: f32,
    char_space: f32,
    word_space: f32,
    /// The horizontal scale less one.
    stretch: f32,
}

/// The words so far, and the state of the drawing.
struct Drawing<'a> {
    pdf: &'a Document,
    words: Vec<PdfWords>,
    state: GraphicsState,
    saved: Vec<GraphicsState>,
}

impl<'a> Drawing<'a> {
    fn draw(&mut self, content: &[u8], resources: &Resources<'a>, depth: usize) {
        let Ok(content) = Content::decode(content) else { return };
        for Operation { operator, operands } in &content.operations {
            self.operation(operator, operands, resources, depth);
        }
    }

    fn operation(&mut self, operator: &str, operands: &[Object], resources: &Resources<'a>, depth: usize) {
        let value = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or_default();
        match operator {
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_default(),
            "cm" => self.state.page = Matrix::of(operands).unwrap_or_default().then(self.state.page),
            "BT" => (self.state.text, self.state.line) = <_>::default(),
            "Tm" => {
                self.state.line = Matrix::of(operands).unwrap_or_default();
                self.state.text = self.state.line;
            }
            "Td" => self.next_line(value(0), value(1)),
            "TD" => {
                self.state.leading = -value(1);
                self.next_line(value(0), value(1));
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tf" => {
                self.state.font = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default().to_vec();
                self.state.size = value(1);
            }
            "TL" => self.state.leading = value(0),
            "Tc" => self.state.char_space = value(0),
            "Tw" => self.state.word_space = value(0),
            "Tz" => self.state.stretch = value(0) / 100.0 - 1.0,
            "Tj" | "'" | "\"" => {
                if operator == "\"" {
                    (self.state.word_space, self.state.char_space) = (value(0), value(1));
                }
                if operator != "Tj" {
                    self.next_line(0.0, -self.state.leading);
                }
                self.show(operands.last().map_or(&[], std::slice::from_ref), resources);
            }
            "TJ" => {
                let parts = operands.first().and_then(|list| list.as_array().ok());
                self.show(parts.map_or(&[], Vec::as_slice), resources);
            }
            "Do" if depth < DEEPEST => {
                if let Some(Ok(name)) = operands.first().map(Object::as_name) {
                    self.form(name, resources, depth);
                }
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.state.line = Matrix::shift(x, y).then(self.state.line);
        self.state.text = self.state.line;
    }

    /// Draws a form: a drawing of its own (section 8.10).
    fn form(&mut self, name: &[u8], resources: &Resources<'a>, depth: usize) {
        let pdf = self.pdf;
        let form = resources.dictionaries.iter().find_map(|dictionary| {
            pdf.get_dict_in_dict(dictionary, b"XObject").ok()?.get_deref(name, pdf).ok()?.as_stream().ok()
        });
        let Some(form) =
            form.filter(|form| form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form"))
        else {
            return;
        };
        let Ok(content) = form.get_plain_content_with_limit(LARGEST) else { return };
        let outer = self.state.clone();
        let matrix = form.dict.get_deref(b"Matrix", pdf).and_then(Object::as_array);
        self.state.page = matrix.ok().and_then(|matrix| Matrix::of(matrix)).unwrap_or_default().then(outer.page);
        if let Ok(own) = pdf.get_dict_in_dict(&form.dict, b"Resources") {
            let fonts = pdf.get_dict_in_dict(own, b"Font").ok().into_iter().flat_map(|fonts| fonts.iter());
            let fonts =
                fonts.filter_map(|(name, font)| Some((name.clone(), pdf.dereference(font).ok()?.1.as_dict().ok()?)));
            self.draw(&content, &Resources { fonts: read_fonts(pdf, fonts), dictionaries: vec![own] }, depth + 1);
        } else {
            self.draw(&content, resources, depth + 1);
        }
        self.state = outer;
    }

    /// Shows texts, and moves by numbers between them.
    fn show(&mut self, parts: &[Object], resources: &Resources) {
        let Some(font) = resources.fonts.get(&self.state.font) else { return };
        let stretch = 1.0 + self.state.stretch;
        for part in parts {
            if let Ok(back) = part.as_float() {
                self.advance(-back / 1_000.0 * self.state.size * stretch);
                continue;
            }
            let Ok(codes) = part.as_str() else { continue };
            let text = font.encoding.bytes_to_string(codes).unwrap_or_default();
            let (width, count, spaces) = font.width(codes);
            let width = width * self.state.size + count * self.state.char_space + spaces * self.state.word_space;
            let Matrix([a, b, c, d, left, base]) = self.state.text.then(self.state.page);
            self.advance(width * stretch);
            let Matrix([.., right, _]) = self.state.text.then(self.state.page);
            let is_upright = a > 0.0 && b.abs() < a * 0.1;
            if is_upright && !text.is_empty() {
                let size = (c * c + d * d).sqrt() * self.state.size.abs();
                self.words.push(PdfWords { text, left, right, base, size });
            }
        }
    }

    fn advance(&mut self, x: f32) {
        self.state.text = Matrix::shift(x, 0.0).then(self.state.text);
    }
}
