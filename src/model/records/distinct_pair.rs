//! Two records that are not the same.

use super::declare::record;

record! {
    {
        /// Two claims, speakers or documents of which somebody said that they are not the same.
        row DistinctPairRow("r");
        /// Two records that are not the same, as a line.
        line DistinctPairLine(DistinctPairRow);
    }
    {
        /// What they are: `claim`, `speaker` or `document`.
        what: row(String, "what") line(String) in_table(|pair| (&pair.what).into());
        /// One of them.
        one_id: read(i64);
        /// One of them, by uid.
        one: line(String) in_table(|pair| (&pair.one).into());
        /// The other one.
        other_id: read(i64);
        /// The other one, by uid.
        not_same_as: line(String) in_table(|pair| (&pair.not_same_as).into());
    }
}
