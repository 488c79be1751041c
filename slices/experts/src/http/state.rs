//! What handlers hold: the folder of experts, asked from threads that may wait.

use bellwether_web::api::WebError;

use crate::service::look::Folder;
use crate::service::look::StoreError;

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
        question: impl FnOnce(&Folder) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, WebError> {
        let folder = self.folder.clone();
        let answer = tokio::task::spawn_blocking(move || question(&folder)).await.map_err(WebError::internal)?;
        answer.map_err(WebError::internal)
    }
}
