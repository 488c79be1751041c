//! Pages, files and API of the ledger: reads the request, calls one service, answers.

pub mod api;
pub mod asked;
pub mod books;
pub mod desk;
pub mod files;
pub mod open;
pub mod problems;
pub mod shapes;
pub mod transfers;

use axum::Router;
use axum::routing::{get, post};

use self::desk::Desk;
use crate::urls;

/// The pages and files.
pub fn routes(desk: Desk) -> Router {
    Router::new()
        .route(urls::LEDGER, get(books::front))
        .route("/ledger/{cluster}", get(books::books))
        .route("/ledger/{cluster}/budgets.csv", get(files::budgets_csv))
        .route("/ledger/{cluster}/budgets.xlsx", get(files::budgets_xlsx))
        .route("/ledger/{cluster}/budgets.json", get(files::budgets_json))
        .route("/ledger/{cluster}/funds/new", get(open::fund_form).post(open::open_fund))
        .route("/ledger/{cluster}/funds/{fund}/threshold", post(open::set_threshold))
        .route("/ledger/{cluster}/accounts", get(books::accounts))
        .route("/ledger/{cluster}/accounts.csv", get(files::accounts_csv))
        .route("/ledger/{cluster}/accounts.xlsx", get(files::accounts_xlsx))
        .route("/ledger/{cluster}/accounts.json", get(files::accounts_json))
        .route("/ledger/{cluster}/accounts/new", get(open::account_form).post(open::open_account))
        .route("/ledger/{cluster}/accounts/{account}", get(books::statement))
        .route("/ledger/{cluster}/accounts/{account}/statement.csv", get(files::statement_csv))
        .route("/ledger/{cluster}/accounts/{account}/statement.xlsx", get(files::statement_xlsx))
        .route("/ledger/{cluster}/accounts/{account}/statement.json", get(files::statement_json))
        .route("/ledger/{cluster}/transfers", get(transfers::list))
        .route("/ledger/{cluster}/transfers/new", get(transfers::form).post(transfers::make))
        .route("/ledger/{cluster}/transfers/{transfer}", get(transfers::show))
        .route("/ledger/{cluster}/transfers/{transfer}/approve", post(transfers::approve))
        .route("/ledger/{cluster}/transfers/{transfer}/turn-down", post(transfers::turn_down))
        .route("/ledger/{cluster}/transfers/{transfer}/post", post(transfers::post))
        .route("/ledger/{cluster}/transfers/{transfer}/void", post(transfers::void))
        .with_state(desk)
}
