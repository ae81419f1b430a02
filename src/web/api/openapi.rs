//! The description of the API (`OpenAPI` 3.1), made from the table of routes.

use serde_json::{Map, Value, json};

use crate::actions::FilterArgs;
use crate::error::Result;
use crate::output::json;
use crate::store::Store;

use crate::web::api::endpoints::{ENDPOINTS, Endpoint};
use crate::web::forms::{self, Form};
use crate::web::http::{AT, HttpRequest, HttpResponse, JSON, WorkKind};

/// The path of the description.
pub(crate) const PATH: &str = "/api/openapi.json";

/// Returns the description of the API.
///
/// # Errors
/// The response cannot be written.
pub(crate) fn openapi(_: &HttpRequest, _: &Store) -> Result<HttpResponse> {
    HttpResponse::write(JSON, |out| json::value(&describe(), true, out))
}

fn describe() -> Value {
    let mut paths = Map::new();
    for endpoint in ENDPOINTS {
        paths.insert(endpoint.path.to_string(), json!({ "get": read(endpoint) }));
    }
    let own = Endpoint {
        path: PATH,
        handler: openapi,
        work: WorkKind::Page,
        summary: "This description",
        params: &[],
        has_filter: false,
        is_object: true,
    };
    paths.insert(PATH.to_string(), json!({ "get": read(&own) }));
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

/// Describes an endpoint that reads.
fn read(endpoint: &Endpoint) -> Value {
    let path = endpoint.path;
    let filter = if endpoint.has_filter { FilterArgs::query_parameters() } else { Vec::new() };
    let mut parameters: Vec<_> = filter.iter().map(|(name, meaning)| parameter(name, meaning)).collect();
    parameters.extend(endpoint.params.iter().map(|(name, meaning)| parameter(name, meaning)));
    if !path.ends_with("openapi.json") {
        parameters
            .push(parameter(AT, "The book as it was recorded at the end of a day, or after an entry of the history"));
    }
    parameters.extend(number(path));
    let schema = if endpoint.is_object {
        json!({ "type": "object" })
    } else {
        json!({ "type": "array", "items": { "type": "object" } })
    };
    json!({ "summary": endpoint.summary, "parameters": parameters, "responses": {
        "200": { "description": endpoint.summary, "content": { "application/json": { "schema": schema } } },
        "400": wrong("It cannot be understood"),
        "404": wrong("What was named is not there"),
    } })
}

/// What can be written.
fn written(form: &Form) -> Value {
    let summary = format!("{}: {}", form.heading, form.command());
    let content = |schema: Value| json!({ "application/json": { "schema": schema } });
    json!({ "summary": summary, "parameters": number(&form.path), "responses": {
        "200": { "description": "What was done, as the command prints it", "content": content(json!({ "type": "object" })) },
        "400": wrong("It cannot be understood"),
        "403": wrong("Your role may not do that"),
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
        "status" | "stage" | "verdict" | "by" | "disputed-by" | "document" | "tag" => {
            json!({ "type": "array", "items": { "type": "string" } })
        }
        "disputed" | "unsourced" => json!({ "type": "boolean" }),
        _ => json!({ "type": if number { "integer" } else { "string" } }),
    };
    json!({ "name": name, "in": "query", "description": meaning, "schema": schema })
}
