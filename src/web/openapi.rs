//! The description of the API (`OpenAPI` 3.1), made from the table of routes.

use serde_json::{Map, Value, json};

use super::routes::ROUTES;
use super::view;

/// Describes the API.
pub(super) fn described() -> Value {
    let mut paths = Map::new();
    for (path, api) in ROUTES.iter().filter_map(|route| Some((route.path, route.api.as_ref()?))) {
        let filter: &[(&str, &str)] = if api.filter { view::NAMES } else { &[] };
        let mut parameters: Vec<_> =
            filter.iter().chain(api.names).map(|(name, meaning)| parameter(name, meaning)).collect();
        if path.contains("{id}") {
            parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }));
        }
        let schema = if path.contains("{id}") || path.ends_with("openapi.json") {
            json!({ "type": "object" })
        } else {
            json!({ "type": "array", "items": { "type": "object" } })
        };
        let wrong = |meaning: &str| {
            json!({ "description": meaning,
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } } })
        };
        let responses = json!({
            "200": { "description": api.summary, "content": { "application/json": { "schema": schema } } },
            "400": wrong("It cannot be understood"),
            "404": wrong("What was named is not there"),
        });
        paths.insert(
            path.to_string(),
            json!({ "get": { "summary": api.summary, "parameters": parameters, "responses": responses } }),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "gainsay",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The book as JSON, as the commands print it. A browser that the page let in may ask.",
        },
        "paths": paths,
        "components": { "schemas": { "Error": {
            "type": "object",
            "properties": { "error": { "type": "string" }, "hint": { "type": ["string", "null"] } },
            "required": ["error"],
        } } },
    })
}

fn parameter(name: &str, meaning: &str) -> Value {
    let number = matches!(name, "limit" | "offset");
    let schema = match name {
        "status" | "stage" | "verdict" => json!({ "type": "array", "items": { "type": "string" } }),
        _ => json!({ "type": if number { "integer" } else { "string" } }),
    };
    json!({ "name": name, "in": "query", "description": meaning, "schema": schema })
}
