//! Writes weights as `attribution::learned::table` reads them.

/// The weights of a feature, by label.
pub(crate) type Row = (u32, Vec<f32>);

/// A table of weights. Rows without a weight stand in it too: the vocabulary is made of them.
pub(crate) fn pack_table(labels: usize, bucket_bits: u32, edges: &[f32], mut rows: Vec<Row>) -> Vec<u8> {
    rows.sort_by_key(|row| row.0);
    rows.dedup_by_key(|row| row.0);
    let greatest = rows.iter().flat_map(|row| &row.1).fold(0.0f32, |greatest, weight| greatest.max(weight.abs()));
    let scale = (greatest / f32::from(i16::MAX)).max(f32::MIN_POSITIVE);
    let mut bytes = Vec::new();
    for number in [labels as u32, bucket_bits, edges.len() as u32] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(scale.to_le_bytes());
    edges.iter().for_each(|edge| bytes.extend(edge.to_le_bytes()));
    let mut body: Vec<u8> = Vec::new();
    let mut rows = rows.into_iter().peekable();
    for bucket in 0..1u32 << bucket_bits {
        bytes.extend((body.len() as u32).to_le_bytes());
        while let Some((key, weights)) = rows.next_if(|row| row.0 >> (32 - bucket_bits) == bucket) {
            let steps: Vec<i16> = weights.iter().map(|weight| (weight / scale).round() as i16).collect();
            let mask = steps.iter().enumerate().fold(0u32, |mask, (at, step)| mask | u32::from(*step != 0) << at);
            body.extend(&key.to_le_bytes()[..3]);
            body.extend(&mask.to_le_bytes()[..labels.div_ceil(8)]);
            steps.iter().filter(|step| **step != 0).for_each(|step| body.extend(step.to_le_bytes()));
        }
    }
    bytes.extend((body.len() as u32).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// A file of tables.
pub(crate) fn pack_file(tables: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = (tables.len() as u32).to_le_bytes().to_vec();
    let mut at = 4 * (tables.len() + 2);
    for table in tables {
        bytes.extend((at as u32).to_le_bytes());
        at += table.len();
    }
    bytes.extend((at as u32).to_le_bytes());
    tables.iter().for_each(|table| bytes.extend(table));
    bytes
}
