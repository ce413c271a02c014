use std::sync::Arc;

use vocabulary::Code;

use super::{Site, Visitor};
use crate::MarketFacts;

/// What bodies are called in the register that the market shows, for whoever may see it.
pub(crate) struct Names(Option<Arc<MarketFacts>>);

impl Names {
    /// The names as they are now; codes alone where there is no register, or it isn't open to whoever asks.
    pub async fn of(site: &Site, visitor: &Visitor) -> Names {
        Names(site.market(visitor).await.ok())
    }

    /// The name of a body with its code behind it; the code alone where there is no name.
    pub fn with_code(&self, code: &Code) -> String {
        match self.name(code) {
            Some(name) => format!("{name} ({code})"),
            None => code.to_string(),
        }
    }

    /// The name of a body, or its code.
    pub fn short(&self, code: &Code) -> String {
        self.name(code).unwrap_or_else(|| code.to_string())
    }

    fn name(&self, code: &Code) -> Option<String> {
        self.0.as_ref()?.was().body(code).map(|body| body.name.0.clone())
    }
}
