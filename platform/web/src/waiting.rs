//! What waits for the person who asks, across all slices: counted for each page that is read, shown in the top bar.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;

use crate::page::Page;
use crate::site::Site;

/// Things of one kind that wait for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The message that names them, with `{ $n }`.
    pub words: &'static str,
    /// How many there are; never zero.
    pub n: u64,
    /// Of what, such as the name of a cluster.
    pub of: Text,
    /// Where they are.
    pub href: String,
}

/// What a slice knows to wait for whoever asks. Called for every page, so it must be quick; what fails is logged there
/// and waits for nobody.
pub type Waits = Arc<dyn Fn(Ctx) -> Pin<Box<dyn Future<Output = Vec<Wait>> + Send>> + Send + Sync>;

/// What waits, as it travels with a request.
#[derive(Clone, Debug)]
pub(crate) struct Waiting(pub Arc<Vec<Wait>>);

/// Counts for pages that are read by somebody who has signed in; nothing waits for anybody else.
pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    let is_page = request.method() == Method::GET && !request.uri().path().starts_with("/api/");
    if let Some(page) = Page::of(request.extensions()).filter(|page| is_page && page.actor().is_known())
        && let Some(site) = request.extensions().get::<Arc<Site>>().cloned()
    {
        let mut all = Vec::new();
        for waits in &site.waits {
            all.extend(waits(page.ctx().clone()).await);
        }
        request.extensions_mut().insert(Waiting(Arc::new(all)));
    }
    next.run(request).await
}
