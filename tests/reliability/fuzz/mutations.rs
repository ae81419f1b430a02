//! Random changes of inputs.

use serde_json::Value;

/// Words that are inserted into inputs: those of the formats that are read, and extreme numbers.
const PARTS: &[&str] = &[
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "e\u{301}",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "٣",
    "你好",
    "😀",
    "\"",
    "'",
    "”",
    "“",
    "\\",
    ",",
    ";",
    ":",
    "|",
    "(",
    ")",
    "-",
    "--",
    "..",
    "*",
    "@",
    "@a",
    "#",
    "%",
    "&",
    "&amp;",
    "&#0;",
    "<",
    ">",
    "<b>",
    "</p>",
    "<!--",
    "<script type=\"application/ld+json\">",
    "</script>",
    "{",
    "}",
    "[",
    "]",
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "18446744073709551616",
    "9223372036854775807",
    "-9223372036854775808",
    "0.1",
    "1,000",
    "1.000,00",
    "£100k",
    "$1.5bn",
    "ten thousand",
    "half",
    "2021",
    "2021-02-29",
    "2021-11",
    "31/12/1999",
    "00/00/0000",
    "9999-12-31",
    "T24:00",
    "Z",
    "+99:99",
    "yesterday",
    "3 days ago",
    "or",
    "and",
    "not",
    "AND",
    "NEAR(",
    "status:",
    "disputed",
    "by:",
    "said:",
    "tag:",
    "is:",
    "verdict:none",
    "\"claimReviewed\"",
    "\"@type\":\"ClaimReview\"",
    "\"@graph\":",
    "\"@id\"",
    "\"itemReviewed\"",
    "\"ratingValue\"",
    "\"text\"",
    "\"statements\"",
    "\"stance\"",
    "\"target_statement\"",
    "\"speaker\"",
    "\"uid\"",
    "claim",
    "made by",
    "denies",
    "reports",
];

/// Changes an input in one to four ways. What is JSON is often changed in its values, so that it stays JSON.
pub fn mutated(random: &mut fastrand::Rng, input: &[u8], other: &[u8]) -> Vec<u8> {
    if let Ok(mut value) = serde_json::from_slice::<Value>(input)
        && random.u8(..4) > 0
    {
        let other = serde_json::from_slice(other).unwrap_or(Value::Null);
        (0..random.usize(1..=3)).for_each(|_| mutate_value(random, &mut value, &other));
        return value.to_string().into_bytes();
    }
    let mut bytes = input.to_vec();
    for _ in 0..random.usize(1..=4) {
        let at = random.usize(..=bytes.len());
        let end = at + random.usize(..=(bytes.len() - at).min(40));
        match random.u8(..8) {
            0 | 1 => drop(bytes.splice(at..at, random.choice(PARTS).unwrap().bytes())),
            2 => drop(bytes.splice(at..end, random.choice(PARTS).unwrap().bytes())),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let again = bytes[at..end].to_vec();
                let times = if random.u8(..20) == 0 { 200 } else { 1 };
                bytes.splice(at..at, again.repeat(times));
            }
            5 if at < bytes.len() => bytes[at] ^= 1 << random.u8(..8),
            6 if at < bytes.len() => bytes[at] = random.u8(..),
            _ => {
                let from = random.usize(..=other.len());
                bytes.splice(at..end, other[from..].iter().copied().take(60));
            }
        }
    }
    bytes.truncate(20_000);
    bytes
}

/// Changes one of the values in a value.
fn mutate_value(random: &mut fastrand::Rng, value: &mut Value, other: &Value) {
    let children: Vec<&mut Value> = match &mut *value {
        Value::Array(list) => list.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => Vec::new(),
    };
    if !children.is_empty() && random.u8(..4) > 0 {
        let at = random.usize(..children.len());
        if let Some(child) = children.into_iter().nth(at) {
            return mutate_value(random, child, other);
        }
    }
    let part = (*random.choice(PARTS).unwrap()).to_string();
    match (random.u8(..7), &mut *value) {
        (0, Value::Object(fields)) => drop(fields.insert(part.trim_matches('"').to_string(), other.clone())),
        (1, Value::Object(fields)) => drop(fields.keys().next().cloned().and_then(|first| fields.shift_remove(&first))),
        (2, Value::Array(list)) => list.push(other.clone()),
        (3, _) => *value = Value::Array(vec![value.clone(), other.clone()]),
        (4, _) => *value = other.clone(),
        (5, Value::String(text)) => text.push_str(&part),
        _ => *value = serde_json::from_str(&part).unwrap_or(Value::String(part)),
    }
}
