//! The addresses of the ledger's pages.

use bellwether_web::links::{Link, segment};

use crate::model::account::AccountId;
use crate::model::asked::Show;
use crate::model::fund::FundId;
use crate::model::transfer::TransferId;

/// Leads to the books of the current cluster.
pub const LEDGER: &str = "/ledger";

/// The funds and budgets of a cluster.
pub fn books(cluster: &str) -> String {
    format!("{LEDGER}/{}", segment(cluster))
}

/// The funds and budgets as a file.
pub fn books_file(cluster: &str, ending: &str) -> String {
    format!("{}/budgets.{ending}", books(cluster))
}

/// The form of a new fund.
pub fn new_fund(cluster: &str) -> String {
    format!("{}/funds/new", books(cluster))
}

/// Where the threshold of a fund is set.
pub fn threshold(cluster: &str, fund: FundId) -> String {
    format!("{}/funds/{fund}/threshold", books(cluster))
}

/// All accounts with what is on them.
pub fn accounts(cluster: &str) -> String {
    format!("{}/accounts", books(cluster))
}

/// All accounts as a file.
pub fn accounts_file(cluster: &str, ending: &str) -> String {
    format!("{}/accounts.{ending}", books(cluster))
}

/// The form of a new account.
pub fn new_account(cluster: &str) -> String {
    format!("{}/accounts/new", books(cluster))
}

/// The statement of an account.
pub fn account(cluster: &str, id: AccountId) -> String {
    format!("{}/accounts/{id}", books(cluster))
}

/// The statement of an account as a file.
pub fn account_file(cluster: &str, id: AccountId, ending: &str) -> String {
    format!("{}/accounts/{id}/statement.{ending}", books(cluster))
}

/// The transfers.
pub fn transfers(cluster: &str) -> String {
    format!("{}/transfers", books(cluster))
}

/// Those of the transfers.
pub fn transfers_that(cluster: &str, show: Show) -> Link {
    Link::to(transfers(cluster)).with("show", show.name())
}

/// The form of a new transfer.
pub fn new_transfer(cluster: &str) -> String {
    format!("{}/transfers/new", books(cluster))
}

/// One transfer.
pub fn transfer(cluster: &str, id: TransferId) -> String {
    format!("{}/transfers/{id}", books(cluster))
}

/// Where a step of a transfer is done: `approve`, `turn-down`, `post`, `void`.
pub fn step(cluster: &str, id: TransferId, step: &str) -> String {
    format!("{}/transfers/{id}/{step}", books(cluster))
}
