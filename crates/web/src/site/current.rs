use std::sync::Arc;

use actions::{Refusal, acts};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Refused, Site, Visitor, shell};
use register::{RawPack, Snapshot};

use crate::respond::takes_gzip;
use crate::{MarketFacts, MarketState, Shell};

impl Site {
    /// The register that the market shows, for whoever asks.
    ///
    /// Errors: `NotFound` when there is none yet; `SignInFirst`, `Forbidden`.
    pub async fn market(&self, visitor: &Visitor) -> Result<Arc<MarketFacts>, Refused> {
        let found =
            acts::see_market(self.desk(), &visitor.actor, self.now()).await?.ok_or(Refusal::NotFound)?;
        if let Ok(known) = self.0.market.read()
            && let Some(facts) = known.as_ref().filter(|facts| facts.was().hash == found.snapshot.hash)
        {
            return Ok(Arc::clone(facts));
        }
        let facts = Arc::new(MarketFacts::new(found.snapshot, self.settings().boundaries.clone()));
        if let Ok(mut known) = self.0.market.write() {
            *known = Some(Arc::clone(&facts));
        }
        Ok(facts)
    }
}

/// Looks the market up before its pages ask for it. A page that was made before for the same register and the same
/// visitor is the page.
pub(super) async fn with_market(
    State(site): State<Site>,
    visitor: Visitor,
    mut request: Request,
    next: Next,
) -> Response {
    let facts = match site.market(&visitor).await {
        Ok(facts) => facts,
        Err(refused) => return refused.into_response(),
    };
    let is_packed = takes_gzip(request.headers());
    let key = format!("{} {is_packed} {visitor:?}", facts.was().hash);
    if let Some(page) = site.0.pages.get(&key) {
        return page;
    }
    request.extensions_mut().insert(facts);
    site.0.pages.put(key, next.run(request).await).await
}

impl MarketState for Site {
    fn facts(&self, request: &Parts) -> Arc<MarketFacts> {
        // `with_market` put them there; an empty register is what there is without it.
        request.extensions.get().cloned().unwrap_or_else(|| {
            let (nothing, _) = Snapshot::of(&RawPack::default());
            Arc::new(MarketFacts::new(Arc::new(nothing), None))
        })
    }

    fn shell(&self, request: &Parts) -> Shell {
        shell(self, &request.extensions.get::<Visitor>().cloned().unwrap_or_default())
    }
}
