//! How well what is found agrees with what people marked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gainsay::attribution::Attribution;

use super::corpus::Article;

/// Counts over articles.
#[derive(Default, Clone)]
pub(crate) struct Score {
    marked: usize,
    found: usize,
    /// Found ones that agree with a marked one.
    pub(crate) right: usize,
    /// Those of them whose marked one has a source, and whose source agrees.
    with_source: usize,
    source_right: usize,
    /// Those whose source agrees, or is missing in both.
    both_right: usize,
    /// By kind: agreeing, marked.
    kinds: BTreeMap<String, (usize, usize)>,
}

/// The characters that are compared: no white space, quotation marks, commas and full stops.
fn compared(article: &Article, characters: &[Range<usize>]) -> BTreeSet<usize> {
    let plain = |at: &usize| {
        let Some(c) = article.offsets.get(*at).and_then(|byte| article.text[*byte..].chars().next()) else {
            return false;
        };
        !c.is_whitespace() && !"\"\u{201c}\u{201d}'\u{2018}\u{2019}.,".contains(c)
    };
    characters.iter().cloned().flatten().filter(plain).collect()
}

impl Score {
    /// Counts one article; returns for each found attribution whether it agrees with a marked one.
    pub(crate) fn add(&mut self, article: &Article, found: &[Attribution]) -> Vec<bool> {
        let characters =
            |ranges: &[Range<usize>]| -> Vec<_> { ranges.iter().map(|one| article.characters(one)).collect() };
        let marked: Vec<_> = article.marked.iter().map(|one| (one, compared(article, &one.content))).collect();
        let marked: Vec<_> = marked.into_iter().filter(|(_, content)| !content.is_empty()).collect();
        let contents: Vec<_> = found.iter().map(|one| compared(article, &characters(&one.content))).collect();
        self.marked += marked.len();
        self.found += contents.iter().filter(|content| !content.is_empty()).count();
        for (one, _) in &marked {
            self.kinds.entry(one.kind.clone()).or_default().1 += 1;
        }
        let mut pairs = Vec::new();
        for (i, (_, content)) in marked.iter().enumerate() {
            for (j, other) in contents.iter().enumerate() {
                let common = content.intersection(other).count();
                let share = common as f64 / (content.len() + other.len() - common) as f64;
                if common > 0 && share >= 0.5 {
                    pairs.push((share, i, j));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let (mut used_marked, mut used_found) = (vec![false; marked.len()], vec![false; found.len()]);
        for (_, i, j) in pairs {
            if used_marked[i] || used_found[j] {
                continue;
            }
            (used_marked[i], used_found[j]) = (true, true);
            self.right += 1;
            self.kinds.entry(marked[i].0.kind.clone()).or_default().0 += 1;
            let wanted = compared(article, &marked[i].0.source);
            let source: Vec<_> = found[j].source.iter().cloned().collect();
            let source = compared(article, &characters(&source));
            let agrees = if wanted.is_empty() { source.is_empty() } else { !wanted.is_disjoint(&source) };
            self.with_source += usize::from(!wanted.is_empty());
            self.source_right += usize::from(!wanted.is_empty() && agrees);
            self.both_right += usize::from(agrees);
        }
        used_found
    }

    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.marked + self.found).max(1) as f64
    }

    /// One line of figures.
    pub(crate) fn line(&self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let kinds: Vec<_> = ["direct", "mixed", "indirect"]
            .iter()
            .filter_map(|kind| self.kinds.get(*kind).map(|(right, all)| format!("{kind} {:.3}", share(*right, *all))))
            .collect();
        format!(
            "marked {} found {} P {:.4} R {:.4} F1 {:.4} speaker {:.4} both {:.4} recall {}",
            self.marked,
            self.found,
            share(self.right, self.found),
            share(self.right, self.marked),
            self.f1(self.right),
            share(self.source_right, self.with_source),
            self.f1(self.both_right),
            kinds.join(" ")
        )
    }
}

/// For each found attribution of an article whether it agrees with a marked one.
pub(crate) fn agreeing(article: &Article, found: &[Attribution]) -> Vec<bool> {
    Score::default().add(article, found)
}
