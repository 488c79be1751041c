//! What handlers hold: the folder of experts, asked from threads that may wait.

use bellwether_kernel::ctx::Ctx;
use bellwether_web::api::{Page, WebError};

use crate::service::look::{Folder, LookError};

/// Rows on a page of a list.
pub const ROWS: u32 = 25;
/// Rows of a list as a file.
pub const EXPORTED: u32 = 10_000;

/// The state of this slice's routes.
#[derive(Clone)]
pub struct State {
    /// Where the experts lie.
    pub folder: Folder,
}

impl State {
    /// Asks from a thread that may wait for the disk.
    pub async fn ask<T: Send + 'static>(
        &self,
        page: &Page,
        question: impl FnOnce(&Ctx, &Folder) -> Result<T, LookError> + Send + 'static,
    ) -> Result<T, WebError> {
        let folder = self.folder.clone();
        page.aside(move |ctx| question(ctx, &folder)).await
    }
}

impl From<LookError> for WebError {
    fn from(error: LookError) -> Self {
        match error {
            LookError::Denied(denied) => denied.into(),
            LookError::Store(error) => WebError::internal(error),
        }
    }
}
