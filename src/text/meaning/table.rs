//! The table of vectors of pieces of words. Its bytes, all numbers little-endian:
//!
//! - `GPV1`; the number of dimensions as `u16`, 0 as `u16`, the number of pieces as `u32`;
//! - for each piece, where its name ends, as three bytes; then the names, in order of their bytes. A piece that continues a word
//!   begins with `##`;
//! - for each piece, the first two bytes of its scale as a 32-bit float; then its vector, a signed byte each dimension.

use std::cmp::Ordering;

use super::DIMENSIONS;
use super::vector::WordVector;

static TABLE: &[u8] = include_bytes!("../../../data/meaning/english.vectors");

/// Where the names' ends begin.
const HEAD: usize = 12;
/// Mark of a piece that continues a word.
const CONTINUES: &[u8] = b"##";
/// Maximum number of letters of a word: longer ones are none.
const LONGEST: usize = 40;

/// The parts of the table.
struct Table {
    pieces: usize,
    ends: &'static [u8],
    names: &'static [u8],
    scales: &'static [u8],
    vectors: &'static [u8],
}

impl Table {
    /// Finds the parts; none if the table is not what it should be, which a test would find.
    fn open() -> Option<Self> {
        let pieces = usize::try_from(u32::from_le_bytes(TABLE.get(8..HEAD)?.try_into().ok()?)).ok()?;
        let (ends, rest) = TABLE.get(HEAD..)?.split_at_checked(pieces * 3)?;
        let (names, rest) = rest.split_at_checked(end(ends, pieces.checked_sub(1)?)?)?;
        let (scales, vectors) = rest.split_at_checked(pieces * 2)?;
        Some(Self { pieces, ends, names, scales, vectors })
    }

    fn name(&self, piece: usize) -> &'static [u8] {
        let begin = piece.checked_sub(1).map_or(Some(0), |before| end(self.ends, before));
        let range = begin.zip(end(self.ends, piece)).map(|(begin, end)| begin..end);
        range.and_then(|range| self.names.get(range)).unwrap_or_default()
    }

    /// Finds a piece by binary search. `continues` says whether it continues a word.
    fn find(&self, letters: &[u8], continues: bool) -> Option<usize> {
        let (mut low, mut high) = (0, self.pieces);
        while low < high {
            let middle = usize::midpoint(low, high);
            match order(self.name(middle), letters, continues) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Adds the vector of a piece.
    fn add(&self, piece: usize, sum: &mut [f32; DIMENSIONS]) -> Option<()> {
        let [low, high] = *self.scales.get(piece * 2..)?.first_chunk()?;
        let scale = f32::from_le_bytes([0, 0, low, high]);
        let vector: &[u8; DIMENSIONS] = self.vectors.get(piece * DIMENSIONS..)?.first_chunk()?;
        sum.iter_mut().zip(vector).for_each(|(sum, number)| *sum += f32::from(number.cast_signed()) * scale);
        Some(())
    }
}

/// Where the name of a piece ends.
fn end(ends: &[u8], piece: usize) -> Option<usize> {
    let [a, b, c] = *ends.get(piece * 3..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes([a, b, c, 0])).ok()
}

/// Compares a name with letters that continue a word or begin it.
fn order(name: &[u8], letters: &[u8], continues: bool) -> Ordering {
    match (name.strip_prefix(CONTINUES), continues) {
        (Some(name), true) => name.cmp(letters),
        (None, false) => name.cmp(letters),
        // The mark comes before all letters and digits.
        (Some(_), false) => Ordering::Less,
        (None, true) => Ordering::Greater,
    }
}

/// Returns the vector of a folded word: the sum of those of its pieces, at each place the longest that the table has. None of a
/// word with other characters than a to z and digits.
pub fn word_vector(word: &str) -> Option<WordVector> {
    let letters = word.as_bytes();
    if letters.len() > LONGEST || !letters.iter().all(u8::is_ascii_alphanumeric) {
        return None;
    }
    let table = Table::open()?;
    let (mut sum, mut begin, mut pieces) = ([0.0; DIMENSIONS], 0, 0);
    while begin < letters.len() {
        let longest =
            (begin + 1..=letters.len()).rev().find_map(|end| Some((table.find(&letters[begin..end], begin > 0)?, end)));
        let (piece, end) = longest?;
        table.add(piece, &mut sum)?;
        pieces += 1;
        begin = end;
    }
    let is_number = letters.iter().all(u8::is_ascii_digit);
    Some(WordVector::new(sum, pieces == 1 || is_number))
}
