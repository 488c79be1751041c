//! The exchange in the JSON API.

use axum::Json;
use axum::extract::State;
use bellwether_exchange_rules::recurrence::Every;
use bellwether_exchange_rules::span::Span;
use bellwether_kernel::lang::Text;
use bellwether_web::api::{ApiResult, FieldProblem, Page, Problem, WebError};
use bellwether_web::extract::{self, Path, Query};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bookings::{after, place};
use super::facilities::found;
use super::refused::{refused, sentences};
use crate::model::booking::{Booking, BookingId};
use crate::model::facility::{Facility, Sort};
use crate::model::wish::Wish;
use crate::service::Exchange;
use crate::service::error::ExchangeError;
use crate::service::mine::Part;
use crate::urls;

/// The operations with their description.
pub fn routes(exchange: Exchange) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(facilities))
        .routes(routes!(facility))
        .routes(routes!(super::facility_files::api_list, super::facility_files::api_send))
        .routes(routes!(super::facility_files::api_remove))
        .routes(routes!(super::configuration::api_get, super::configuration::api_post))
        .routes(routes!(super::holidays::api_list, super::holidays::api_add))
        .routes(routes!(super::holidays::api_remove))
        .routes(routes!(taken))
        .routes(routes!(bookings, book))
        .routes(routes!(booking))
        .routes(routes!(step))
        .routes(routes!(super::api_money::quote))
        .routes(routes!(super::api_money::totals))
        .routes(routes!(super::api_money::statement))
        .routes(routes!(super::utilisation::api))
        .routes(routes!(super::api_orders::orders, super::api_orders::order))
        .routes(routes!(super::api_orders::one))
        .routes(routes!(super::api_orders::step))
        .with_state(exchange)
}

/// Words in both languages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Words)]
pub struct Words {
    /// English.
    pub en: Option<String>,
    /// Russian.
    pub ru: Option<String>,
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Words { en: text.en, ru: text.ru }
    }
}

/// A price.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Rate)]
pub struct RateAnswer {
    /// `member`, `academic` or `commercial`.
    pub class: String,
    /// The first day on which it counts.
    pub from: String,
    /// Price of an hour in minor units.
    pub minor_per_hour: i64,
    /// Code of the currency.
    pub currency: String,
}

/// A facility.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Facility)]
pub struct FacilityAnswer {
    /// Slug of its cluster.
    pub cluster: String,
    /// Its slug.
    pub slug: String,
    /// What it is.
    pub sort: Sort,
    /// Its name.
    pub name: Words,
    /// A paragraph about it.
    pub about: Words,
    /// Where it is.
    pub location: Words,
    /// Who owns it.
    pub owner: Words,
    /// The address of its manual.
    pub manual: Option<String>,
    /// Does it take orders instead of bookings? Rates are for a unit then.
    pub takes_orders: bool,
    /// The time zone of the place.
    pub zone: String,
    /// How many can use it at once.
    pub places: u16,
    /// Where its offer stands; requests are taken while it is `open`.
    pub state: String,
    /// Its rules, as in a file of facilities.
    #[schema(value_type = Vec<Object>)]
    pub conditions: serde_json::Value,
    /// What it costs.
    pub rates: Vec<RateAnswer>,
}

impl FacilityAnswer {
    /// The facility as it is sent.
    pub fn of(one: Facility) -> Self {
        let rates = one.rates.into_iter().map(|rate| RateAnswer {
            class: rate.class.name().to_owned(),
            from: rate.from.to_string(),
            minor_per_hour: rate.minor_per_hour,
            currency: rate.currency,
        });
        FacilityAnswer {
            sort: one.sort,
            name: one.name.into(),
            about: one.about.into(),
            location: one.location.into(),
            owner: one.owner.into(),
            manual: one.manual,
            takes_orders: one.orders.is_some(),
            places: one.places,
            state: one.state.name().to_owned(),
            conditions: serde_json::to_value(&one.conditions).unwrap_or_default(),
            rates: rates.collect(),
            cluster: one.cluster,
            slug: one.slug,
            zone: one.zone,
        }
    }
}

/// A booking, or a request that waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Booking)]
pub struct BookingAnswer {
    /// Its id.
    pub id: String,
    /// Slug of the facility's cluster.
    pub cluster: String,
    /// Slug of the facility.
    pub facility: String,
    /// When it begins, in UTC.
    pub from: String,
    /// When it ends, in UTC.
    pub until: String,
    /// Where it stands: `held`, `confirmed`, `waitlisted` and so on.
    pub state: String,
    /// What for.
    pub purpose: String,
    /// The code of the project.
    pub project: String,
    /// Its page.
    pub address: String,
}

impl BookingAnswer {
    /// The booking as it is sent.
    pub fn of(one: Booking) -> Self {
        BookingAnswer {
            id: one.id.to_string(),
            from: one.span.from().to_string(),
            until: one.span.until().to_string(),
            state: one.state_name().to_owned(),
            address: urls::booking(one.id),
            cluster: one.cluster,
            facility: one.slug,
            purpose: one.purpose,
            project: one.project,
        }
    }
}

/// Facilities.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Facilities)]
pub struct FacilitiesAnswer {
    /// In the cluster's own order.
    pub facilities: Vec<FacilityAnswer>,
}

/// The shared facilities of a cluster
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/facilities", tag = "exchange", operation_id = "exchange_facilities", params(("cluster" = String, Path, description = "The cluster's slug")), responses((status = OK, body = FacilitiesAnswer), (status = NOT_FOUND, body = Problem)))]
async fn facilities(
    page: Page,
    State(exchange): State<Exchange>,
    Path(slug): Path<String>,
) -> ApiResult<FacilitiesAnswer> {
    let cluster = super::facilities::cluster(&page, &exchange, &slug).await?;
    let found = exchange.facilities(page.ctx(), &cluster.slug).await.map_err(|error| refused(&page, error))?;
    Ok(Json(FacilitiesAnswer { facilities: found.into_iter().map(FacilityAnswer::of).collect() }))
}

/// One facility with its rules and rates
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/facilities/{facility}", tag = "exchange", operation_id = "exchange_facility", params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug")), responses((status = OK, body = FacilityAnswer), (status = NOT_FOUND, body = Problem)))]
async fn facility(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
) -> ApiResult<FacilityAnswer> {
    Ok(Json(FacilityAnswer::of(found(&page, &exchange, &cluster, &slug).await?)))
}

/// Between which moments.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Within {
    /// The first moment, such as `2026-11-26T09:00:00Z`.
    pub(super) from: String,
    /// The end.
    pub(super) until: String,
}

/// A time that is taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Taken)]
pub struct TakenAnswer {
    /// When it begins, with the time for setting up.
    pub from: String,
    /// When it ends.
    pub until: String,
    /// Which of the equal places, from 0.
    pub place: u16,
    /// Out of service?
    pub out_of_service: bool,
    /// Your own booking.
    pub booking: Option<String>,
}

/// Times that are taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::TakenTimes)]
pub struct TakenTimes {
    /// The first first.
    pub taken: Vec<TakenAnswer>,
}

/// When a facility is taken, at most 5,000 times
#[utoipa::path(get, path = "/api/v1/exchange/{cluster}/facilities/{facility}/taken", tag = "exchange", operation_id = "exchange_taken", params(("cluster" = String, Path, description = "The cluster's slug"), ("facility" = String, Path, description = "The facility's slug"), Within), responses((status = OK, body = TakenTimes), (status = NOT_FOUND, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem)))]
async fn taken(
    page: Page,
    State(exchange): State<Exchange>,
    Path((cluster, slug)): Path<(String, String)>,
    Query(within): Query<Within>,
) -> ApiResult<TakenTimes> {
    let facility = found(&page, &exchange, &cluster, &slug).await?;
    let span = span(&page, &within.from, &within.until)?;
    let busy = exchange.busy(page.ctx(), &cluster, Some(&facility), span).await;
    let busy = busy.map_err(|error| refused(&page, error))?;
    let answer = |one: crate::model::booking::Busy| TakenAnswer {
        from: one.span.from().to_string(),
        until: one.span.until().to_string(),
        place: one.place,
        out_of_service: one.is_down,
        booking: one.booking.map(|id| id.to_string()),
    };
    Ok(Json(TakenTimes { taken: busy.into_iter().map(answer).collect() }))
}

/// The span between two moments.
pub(super) fn span(page: &Page, from: &str, until: &str) -> Result<Span, WebError> {
    let mut problems = Vec::new();
    let mut at = |field: &'static str, text: &str| {
        let at: Option<Timestamp> = text.parse().ok();
        if at.is_none() {
            problems.push(FieldProblem::new(field, page.t("exchange-fault-day")));
        }
        at
    };
    match (at("from", from), at("until", until)) {
        (Some(from), Some(until)) => {
            Span::new(from, until).ok_or_else(|| WebError::field("until", page.t("exchange-fault-order")))
        }
        _ => Err(WebError::Invalid(problems)),
    }
}

/// Which bookings.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct BookingsAsked {
    /// Also those that are over.
    all: bool,
    /// The `next` of the page before.
    after: String,
}

/// A page of bookings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Bookings)]
pub struct BookingsAnswer {
    /// In the order of their beginning.
    pub bookings: Vec<BookingAnswer>,
    /// The `after` of the next page.
    pub next: Option<String>,
}

/// Your own bookings, 100 at once
#[utoipa::path(get, path = "/api/v1/exchange/bookings", tag = "exchange", operation_id = "exchange_bookings", params(BookingsAsked), responses((status = OK, body = BookingsAnswer), (status = UNAUTHORIZED, body = Problem)))]
async fn bookings(
    page: Page,
    State(exchange): State<Exchange>,
    Query(asked): Query<BookingsAsked>,
) -> ApiResult<BookingsAnswer> {
    let part = Part { is_ahead: !asked.all, after: place(&asked.after), limit: 101 };
    let mut own = exchange.own_bookings(page.ctx(), part).await.map_err(|error| refused(&page, error))?;
    let is_more = own.len() > 100;
    own.truncate(100);
    let next = own.last().filter(|_| is_more).map(after);
    Ok(Json(BookingsAnswer { bookings: own.into_iter().map(BookingAnswer::of).collect(), next }))
}

/// What to book.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = exchange::Wish)]
struct WishAsked {
    /// Slug of the cluster.
    cluster: String,
    /// Slug of the facility.
    facility: String,
    /// When it begins, such as `2026-11-27T09:00:00+03:00`.
    from: String,
    /// When it ends.
    until: String,
    /// What for.
    #[serde(default)]
    purpose: String,
    /// The code of the project.
    #[serde(default)]
    project: String,
    /// Wait for room where all is taken?
    #[serde(default)]
    waits: bool,
    /// `day`, `week` or `two_weeks`, for a series.
    #[serde(default)]
    every: Option<String>,
    /// How many times in all, for a series.
    #[serde(default)]
    times: Option<u16>,
    /// Leave out those times of a series that cannot be had?
    #[serde(default)]
    leaves_out: bool,
    /// What the facility has to be set to: options by item, as codes.
    #[serde(default)]
    wants: std::collections::BTreeMap<String, String>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = exchange::Outcomes)]
pub struct OutcomesAnswer {
    /// Ids of what was booked, or waits for approval.
    pub booked: Vec<String>,
    /// Ids of what waits for room.
    pub waits: Vec<String>,
    /// What cannot be had, with the reasons.
    pub left_out: Vec<String>,
}

/// Book time on a facility: all of it or nothing, unless a series leaves out what cannot be had
#[utoipa::path(post, path = "/api/v1/exchange/bookings", tag = "exchange", operation_id = "exchange_book", request_body = WishAsked, responses((status = OK, body = OutcomesAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = FORBIDDEN, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn book(
    page: Page,
    State(exchange): State<Exchange>,
    extract::Json(asked): extract::Json<WishAsked>,
) -> ApiResult<OutcomesAnswer> {
    let repeat = match (&asked.every, asked.times) {
        (None, None) => None,
        (every, times) => {
            let every = every.as_deref().and_then(Every::from_name);
            let every = every.ok_or_else(|| WebError::field("every", page.t("exchange-fault-every")))?;
            let times = times.filter(|times| (2..=60).contains(times));
            Some((every, times.ok_or_else(|| WebError::field("times", page.t("exchange-fault-times")))?))
        }
    };
    let wish = Wish {
        span: span(&page, &asked.from, &asked.until)?,
        purpose: asked.purpose,
        project: asked.project,
        waits: asked.waits,
        repeat,
        leaves_out: asked.leaves_out,
        beyond_rules: None,
    };
    let done = exchange.book_set(page.ctx(), (&asked.cluster, &asked.facility), &wish, &asked.wants).await;
    let done = done.map_err(|error| refused(&page, error))?;
    let ids = |all: &[BookingId]| all.iter().map(ToString::to_string).collect();
    let left_out = sentences(&page, &done.left_out);
    Ok(Json(OutcomesAnswer { booked: ids(&done.booked), waits: ids(&done.waits), left_out }))
}

/// One booking
#[utoipa::path(get, path = "/api/v1/exchange/bookings/{id}", tag = "exchange", operation_id = "exchange_booking", params(("id" = String, Path, description = "Id of the booking")), responses((status = OK, body = BookingAnswer), (status = NOT_FOUND, body = Problem)))]
async fn booking(page: Page, State(exchange): State<Exchange>, Path(id): Path<BookingId>) -> ApiResult<BookingAnswer> {
    let found = exchange.booking(page.ctx(), id).await.map_err(|error| refused(&page, error))?;
    Ok(Json(BookingAnswer::of(found)))
}

/// What to do with a booking.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
#[schema(as = exchange::Step)]
enum Step {
    /// Cancel it, or take the request back.
    Cancel {
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// Move it to another time.
    Move {
        /// When it begins.
        from: String,
        /// When it ends.
        until: String,
    },
    /// Use begins.
    Start,
    /// Use is over.
    Stop,
    /// Approve it; for keepers.
    Approve,
    /// Refuse it; for keepers.
    Refuse {
        /// Why.
        why: String,
    },
}

/// Cancel, move, begin, end, approve or refuse a booking
#[utoipa::path(post, path = "/api/v1/exchange/bookings/{id}/steps", tag = "exchange", operation_id = "exchange_step", request_body = Step, params(("id" = String, Path, description = "Id of the booking")), responses((status = OK, body = BookingAnswer), (status = CONFLICT, body = Problem), (status = UNPROCESSABLE_ENTITY, body = Problem), (status = NOT_FOUND, body = Problem)))]
async fn step(
    page: Page,
    State(exchange): State<Exchange>,
    Path(id): Path<BookingId>,
    extract::Json(step): extract::Json<Step>,
) -> ApiResult<BookingAnswer> {
    let ctx = page.ctx();
    let done: Result<(), ExchangeError> = match step {
        Step::Cancel { why } => exchange.cancel(ctx, id, &why).await.map(|_| ()),
        Step::Move { from, until } => exchange.reschedule(ctx, id, span(&page, &from, &until)?).await,
        Step::Start => exchange.start_use(ctx, id).await,
        Step::Stop => exchange.stop_use(ctx, id).await,
        Step::Approve => exchange.approve(ctx, id).await,
        Step::Refuse { why } => exchange.refuse(ctx, id, &why).await,
    };
    done.map_err(|error| refused(&page, error))?;
    booking(page, State(exchange), Path(id)).await
}
