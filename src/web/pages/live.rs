//! What others change, while a page is open: server-sent events (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::response::Response;
use axum::routing::get;
use futures_util::stream;
use serde_json::json;

use crate::web::http::{AppState, Query, WorkKind};

/// How often the history is looked at.
const PAUSE: Duration = Duration::from_secs(1);
/// After so many pauses without an event something is sent, so that a client that is gone is noticed.
const QUIET_PAUSES: u32 = 10;
/// Maximum number of claims of an event that are named.
const MAX_CLAIMS: usize = 200;

/// What one client has been told.
struct Told {
    app: Arc<AppState>,
    /// The newest entry of the history that it knows.
    newest: i64,
    pauses: u32,
}

/// Adds the route of events to a router.
pub(in crate::web) fn routes(router: Router, app: &Arc<AppState>) -> Router {
    router.merge(Router::new().route("/events", get(events)).with_state(Arc::clone(app)))
}

async fn events(State(app): State<Arc<AppState>>, uri: Uri) -> Response {
    let since = Query::parse(uri.query().unwrap_or_default()).value("since").and_then(|since| since.parse().ok());
    let told = Told { app, newest: since.unwrap_or(i64::MAX), pauses: 0 };
    let mut response = Response::new(Body::from_stream(stream::unfold(told, async |mut told| {
        let text = told.next().await?;
        Some((Ok::<_, std::convert::Infallible>(Bytes::from(text)), told))
    })));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response
}

impl Told {
    /// Waits for the next event, or until something has to be sent; none where the book cannot be read.
    async fn next(&mut self) -> Option<String> {
        loop {
            let since = self.newest;
            let look = Arc::clone(&self.app.pool).with(WorkKind::Page, move |store| {
                let newest = store.newest_entry()?;
                let news = if newest > since { Some(store.news(since, MAX_CLAIMS)?) } else { None };
                Ok((newest, news))
            });
            let (newest, news) = look.await.ok()?;
            // A restored book may have a shorter history.
            self.newest = newest;
            if let Some(news) = news {
                self.pauses = 0;
                let data = json!({ "entry": newest, "by": news.members, "claims": news.claims });
                return Some(format!("data: {data}\n\n"));
            }
            if self.pauses >= QUIET_PAUSES {
                self.pauses = 0;
                return Some(":\n\n".to_string());
            }
            self.pauses += 1;
            tokio::time::sleep(PAUSE).await;
        }
    }
}
