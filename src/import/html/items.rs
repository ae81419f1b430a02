//! Reads microdata and `RDFa` in the elements of a page, in the shape of JSON-LD.

use std::collections::HashMap;

use crate::text::single_spaced;
use scraper::{ElementRef, Html};
use serde_json::{Map, Value};

/// Maximum depth of nested items and elements.
const NESTED: usize = 200;

/// The attributes of a syntax.
struct Syntax {
    /// The attribute for the type of an item.
    kind: &'static str,
    /// The attribute for the name of a property.
    property: &'static str,
    /// The attribute for the id of an item.
    id: &'static str,
    /// Whether `content` goes before the address or text of the element.
    content_first: bool,
}

/// WHATWG HTML, "Microdata".
const MICRODATA: Syntax = Syntax { kind: "itemtype", property: "itemprop", id: "itemid", content_first: false };
/// W3C, "`RDFa` Lite".
const RDFA: Syntax = Syntax { kind: "typeof", property: "property", id: "resource", content_first: true };

/// The elements of a page by their `id`.
type ElementsById<'a> = HashMap<&'a str, ElementRef<'a>>;

/// Returns the reviews in the elements of a page, without those inside another review.
pub(in crate::import) fn reviews(page: &Html) -> Vec<Value> {
    let mut named = ElementsById::new();
    for element in page.tree.nodes().filter_map(ElementRef::wrap) {
        if let Some(id) = element.attr("id") {
            named.entry(id).or_insert(element);
        }
    }
    let mut reviews = Vec::new();
    for syntax in [MICRODATA, RDFA] {
        let is_review = |element: &ElementRef| syntax.kinds(*element).any(|kind| kind == "ClaimReview");
        let within = |element: &ElementRef| {
            element.ancestors().take(NESTED).filter_map(ElementRef::wrap).any(|above| is_review(&above))
        };
        let elements = page.tree.nodes().filter_map(ElementRef::wrap);
        let outermost = elements.filter(|element| is_review(element) && !within(element));
        reviews.extend(outermost.map(|element| syntax.item(&named, element, 0)));
    }
    reviews
}

/// Removes the vocabulary before a type or property.
fn bare(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or_default()
}

impl Syntax {
    fn kinds<'a>(&self, element: ElementRef<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
        element.attr(self.kind).unwrap_or_default().split_whitespace().map(bare)
    }

    fn is_item(&self, element: ElementRef) -> bool {
        element.attr(self.kind).is_some() || element.attr("itemscope").is_some_and(|_| self.kind == MICRODATA.kind)
    }

    fn item(&self, named: &ElementsById, element: ElementRef, depth: usize) -> Value {
        let mut properties = Map::new();
        let kinds: Vec<Value> = self.kinds(element).map(Value::from).collect();
        properties.insert("@type".to_string(), kinds.into());
        if let Some(id) = element.attr(self.id) {
            properties.insert("@id".to_string(), id.trim().into());
        }
        if depth < NESTED {
            self.gather(named, element, depth, &mut properties);
            // Only for the outermost item: items that refer to each other would never end.
            let others = element.attr("itemref").filter(|_| depth == 0).unwrap_or_default();
            for id in others.split_whitespace() {
                if let Some(other) = named.get(id) {
                    self.property(named, *other, depth + 1, &mut properties);
                }
            }
        }
        Value::Object(properties)
    }

    fn gather(&self, named: &ElementsById, within: ElementRef, depth: usize, properties: &mut Map<String, Value>) {
        for child in within.children().filter_map(ElementRef::wrap) {
            self.property(named, child, depth, properties);
        }
    }

    fn property(&self, named: &ElementsById, element: ElementRef, depth: usize, properties: &mut Map<String, Value>) {
        let is_item = self.is_item(element);
        if let Some(names) = element.attr(self.property) {
            let value = if is_item { self.item(named, element, depth + 1) } else { self.content(element).into() };
            for name in names.split_whitespace().map(bare) {
                match properties.get_mut(name) {
                    None => drop(properties.insert(name.to_string(), value.clone())),
                    Some(Value::Array(list)) => list.push(value.clone()),
                    Some(one) => *one = Value::Array(vec![one.take(), value.clone()]),
                }
            }
        }
        if !is_item && depth < NESTED {
            self.gather(named, element, depth + 1, properties);
        }
    }

    /// Returns the value of a property that is no item.
    fn content(&self, element: ElementRef) -> String {
        let attribute = match element.value().name() {
            "a" | "area" | "link" => "href",
            "img" | "audio" | "video" | "source" | "embed" | "iframe" | "track" => "src",
            "time" => "datetime",
            "data" | "meter" => "value",
            _ => "content",
        };
        let first = element.attr("content").filter(|_| self.content_first);
        let resource = || element.attr(self.id).filter(|_| self.content_first);
        match first.or_else(|| element.attr(attribute)).or_else(resource) {
            Some(value) => value.to_string(),
            None => single_spaced(&element.text().collect::<String>()),
        }
    }
}
