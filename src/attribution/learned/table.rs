//! Weights by hashed feature, read in place from bytes.
//!
//! The bytes of a table: the number of labels, of the bits that choose a bucket and of the edges (`u32` each), the scale (`f32`), the
//! edges (`f32` each), for each bucket and for the end where its rows begin (`u32`), then the rows. A row is the lower 24
//! bits of its key, a bit for each label that has a weight, and those weights (`i16` each, in units of the scale). All numbers
//! are little-endian. A key's upper bits are the number of its bucket.

/// Weights by feature and label, and weights of the edges between labels.
#[derive(Debug, Clone, Copy)]
pub struct WeightTable {
    labels: usize,
    bucket_bits: u32,
    scale: f32,
    edges: &'static [u8],
    index: &'static [u8],
    rows: &'static [u8],
}

/// The number that begins at a byte; nought past the end.
fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..).and_then(|rest| rest.first_chunk::<4>());
    u32::from_le_bytes(four.copied().unwrap_or_default())
}

fn size(bytes: &[u8], at: usize) -> usize {
    usize::try_from(number(bytes, at)).unwrap_or_default()
}

impl WeightTable {
    /// The table that these bytes hold.
    pub fn new(bytes: &'static [u8]) -> Self {
        let [labels, bucket_bits, edge_count] = [0, 4, 8].map(|at| size(bytes, at));
        let bucket_bits = u32::try_from(bucket_bits).unwrap_or_default().clamp(8, 20);
        let (_, rest) = bytes.split_at_checked(16).unwrap_or_default();
        let (edges, rest) = rest.split_at_checked(4 * edge_count).unwrap_or_default();
        let (index, rows) = rest.split_at_checked(4 * ((1 << bucket_bits) + 1)).unwrap_or_default();
        Self { labels: labels.clamp(1, 32), bucket_bits, scale: f32::from_bits(number(bytes, 12)), edges, index, rows }
    }

    /// The bit for each label that has a weight, and the weights; none if the key has no row.
    fn row(&self, key: u32) -> Option<(u32, &'static [u8])> {
        let bucket = usize::try_from(key >> (32 - self.bucket_bits)).ok()?;
        let mut rows = self.rows.get(size(self.index, 4 * bucket)..size(self.index, 4 * bucket + 4))?;
        let [wanted @ .., _] = key.to_le_bytes();
        let mask_bytes = self.labels.div_ceil(8);
        loop {
            let (found, rest) = rows.split_first_chunk::<3>()?;
            let (mask, rest) = rest.split_at_checked(mask_bytes)?;
            let mask = mask.iter().rev().fold(0, |mask, byte| (mask << 8) | u32::from(*byte));
            let (weights, rest) = rest.split_at_checked(2 * usize::try_from(mask.count_ones()).ok()?)?;
            if *found == wanted {
                return Some((mask, weights));
            }
            rows = rest;
        }
    }

    /// Adds the weights of a feature to the scores of the labels.
    pub fn add(&self, key: u32, scores: &mut [f32]) {
        let Some((mut mask, weights)) = self.row(key) else { return };
        for weight in weights.as_chunks::<2>().0 {
            let label = usize::try_from(mask.trailing_zeros()).unwrap_or_default();
            if let Some(score) = scores.get_mut(label) {
                *score += f32::from(i16::from_le_bytes(*weight)) * self.scale;
            }
            mask &= mask.wrapping_sub(1);
        }
    }

    /// Whether a key has a row.
    pub fn contains(&self, key: u32) -> bool {
        self.row(key).is_some()
    }

    /// The weights of the edges.
    pub fn edges(&self) -> Vec<f32> {
        self.edges.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect()
    }
}

/// Splits the bytes of a file of tables: the number of tables, where each begins and where the last ends, and the tables.
pub(super) fn split_tables(bytes: &'static [u8]) -> Vec<&'static [u8]> {
    let count = size(bytes, 0).min(64);
    let bounds = |at: usize| size(bytes, 4 * at + 4)..size(bytes, 4 * at + 8);
    (0..count).map(|at| bytes.get(bounds(at)).unwrap_or_default()).collect()
}
