//! The description of the API (`OpenAPI` 3.1), made from the table of routes.

use serde_json::{Map, Value, json};

use crate::web::api::endpoints::Api;
use crate::web::forms::{self, Form};
use crate::web::http::filter_query;
use crate::web::routes::ROUTES;

/// Describes the API.
pub(in crate::web) fn described() -> Value {
    let mut paths = Map::new();
    for (path, api) in ROUTES.iter().filter_map(|route| Some((route.path, route.api.as_ref()?))) {
        paths.insert(path.to_string(), json!({ "get": read(path, api) }));
    }
    for form in forms::all() {
        let path = format!("/api{}", form.path);
        let methods = paths.entry(path).or_insert_with(|| json!({}));
        methods["post"] = written(form);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "gainsay",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The book as JSON, as the commands print it. A browser that the page let in may ask. What is written \
                            is the command that is named, and one entry of the history.",
        },
        "paths": paths,
        "components": { "schemas": { "Error": {
            "type": "object",
            "properties": { "error": { "type": "string" }, "hint": { "type": ["string", "null"] } },
            "required": ["error"],
        } } },
    })
}

/// What can be read.
fn read(path: &str, api: &Api) -> Value {
    let filter: &[(&str, &str)] = if api.filter { filter_query::NAMES } else { &[] };
    let mut parameters: Vec<_> =
        filter.iter().chain(api.names).map(|(name, meaning)| parameter(name, meaning)).collect();
    parameters.extend(number(path));
    let schema = if path.contains("{id}") || path.ends_with("openapi.json") {
        json!({ "type": "object" })
    } else {
        json!({ "type": "array", "items": { "type": "object" } })
    };
    json!({ "summary": api.summary, "parameters": parameters, "responses": {
        "200": { "description": api.summary, "content": { "application/json": { "schema": schema } } },
        "400": wrong("It cannot be understood"),
        "404": wrong("What was named is not there"),
    } })
}

/// What can be written.
fn written(form: &Form) -> Value {
    let summary = format!("{}: {}", form.heading, form.command());
    let content = |schema: Value| json!({ "application/json": { "schema": schema } });
    json!({ "summary": summary, "parameters": number(form.path), "responses": {
        "200": { "description": "What was done, as the command prints it", "content": content(json!({ "type": "object" })) },
        "400": wrong("It cannot be understood"),
        "404": wrong("What was named is not there"),
        "409": wrong("A rule of the book is against it, or somebody was quicker"),
        "413": wrong("It is too long"),
        "415": wrong("It is not sent as JSON"),
    }, "requestBody": { "required": true, "content": content(form.schema()) } })
}

/// The number in a path, if there is one.
fn number(path: &str) -> Vec<Value> {
    let number = json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } });
    if path.contains("{id}") { vec![number] } else { Vec::new() }
}

fn wrong(meaning: &str) -> Value {
    json!({ "description": meaning,
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } } })
}

fn parameter(name: &str, meaning: &str) -> Value {
    let number = matches!(name, "limit" | "offset");
    let schema = match name {
        "status" | "stage" | "verdict" => json!({ "type": "array", "items": { "type": "string" } }),
        _ => json!({ "type": if number { "integer" } else { "string" } }),
    };
    json!({ "name": name, "in": "query", "description": meaning, "schema": schema })
}
