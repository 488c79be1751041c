//! One genuine example for each route: what somebody who may would send. A new route is one more line.
//!
//! A name in braces stands for an id that the seed laid down; `{session}` and `{token}` are those of who asks.

use axum::body::Body;
use axum::http::{Request, header};

use super::seed::Site;

/// Method and route as the router has it; the address to try; what to send (a form, or JSON for the API).
pub type Example = (&'static str, &'static str, &'static str);

/// Routes without parameters that are read need no line: their address is the example.
pub const EXAMPLES: &[Example] = &[
    // Accounts
    (
        "POST /account/password",
        "/account/password",
        "password=lantern over the harbour&new_password=lantern over the harbour",
    ),
    ("POST /account/sessions/{id}/end", "/account/sessions/{session}/end", ""),
    ("POST /account/sign-out-everywhere", "/account/sign-out-everywhere", ""),
    ("POST /account/views", "/account/views", "name=Livers&path=/evidence&query=q=liver"),
    ("POST /account/views/{id}/end", "/account/views/{view}/end", ""),
    ("POST /account/zone", "/account/zone", "zone=Europe/Moscow"),
    ("POST /account/tokens", "/account/tokens", "name=reports"),
    ("POST /account/tokens/{id}/end", "/account/tokens/{token}/end", ""),
    ("POST /admin/users/new", "/admin/users/new", "email=new@example.org&name=New&roles=expert"),
    ("GET /admin/users/{id}", "/admin/users/{spare}", ""),
    ("POST /admin/users/{id}", "/admin/users/{spare}", "name=Spare&roles=expert&active=yes"),
    ("POST /admin/users/{id}/reset-password", "/admin/users/{spare}/reset-password", ""),
    (
        "POST /api/v1/users",
        "/api/v1/users",
        r#"{ "email": "newer@example.org", "name": "Newer", "roles": ["expert"] }"#,
    ),
    ("GET /api/v1/users/{id}", "/api/v1/users/{spare}", ""),
    ("PATCH /api/v1/users/{id}", "/api/v1/users/{spare}", r#"{ "name": "Spare person" }"#),
    ("GET /setup", "/setup?token={set-up}", ""),
    (
        "POST /setup",
        "/setup",
        "token={set-up}&email=first@example.org&name=First&new_password=lantern over the harbour",
    ),
    ("POST /sign-in", "/sign-in", "email=spare-sign-in@example.org&password=lantern over the harbour"),
    ("POST /sign-out", "/sign-out", ""),
    // Clusters
    ("GET /api/v1/clusters/{cluster}", "/api/v1/clusters/translational-medicine", ""),
    ("GET /api/v1/clusters/{cluster}/members", "/api/v1/clusters/translational-medicine/members?limit=5", ""),
    ("GET /clusters/{cluster}", "/clusters/translational-medicine", ""),
    ("GET /clusters/{cluster}/areas/{area}", "/clusters/translational-medicine/areas/foresight", ""),
    (
        "GET /clusters/{cluster}/commissions/{actor}",
        "/clusters/translational-medicine/commissions/automatics-and-modeling",
        "",
    ),
    ("GET /clusters/{cluster}/members", "/clusters/translational-medicine/members?q=university", ""),
    ("GET /clusters/{cluster}/members.csv", "/clusters/translational-medicine/members.csv", ""),
    ("GET /clusters/{cluster}/members.json", "/clusters/translational-medicine/members.json", ""),
    ("GET /clusters/{cluster}/members/{actor}", "/clusters/translational-medicine/members/itmo", ""),
    ("GET /clusters/{cluster}/members.xlsx", "/clusters/translational-medicine/members.xlsx", ""),
    // Ledger
    ("GET /ledger/{cluster}", "/ledger/translational-medicine", ""),
    ("GET /ledger/{cluster}/budgets.csv", "/ledger/translational-medicine/budgets.csv", ""),
    ("GET /ledger/{cluster}/budgets.json", "/ledger/translational-medicine/budgets.json", ""),
    ("GET /ledger/{cluster}/budgets.xlsx", "/ledger/translational-medicine/budgets.xlsx", ""),
    ("GET /ledger/{cluster}/funds/new", "/ledger/translational-medicine/funds/new", ""),
    (
        "POST /ledger/{cluster}/funds/new",
        "/ledger/translational-medicine/funds/new",
        "name_en=Seats&slug=seats-{person-kind}&unit=seat",
    ),
    (
        "POST /ledger/{cluster}/funds/{fund}/threshold",
        "/ledger/translational-medicine/funds/{fund}/threshold",
        "field=above&above=5000000",
    ),
    ("GET /ledger/{cluster}/accounts", "/ledger/translational-medicine/accounts", ""),
    ("GET /ledger/{cluster}/accounts.csv", "/ledger/translational-medicine/accounts.csv", ""),
    ("GET /ledger/{cluster}/accounts.json", "/ledger/translational-medicine/accounts.json", ""),
    ("GET /ledger/{cluster}/accounts.xlsx", "/ledger/translational-medicine/accounts.xlsx", ""),
    ("GET /ledger/{cluster}/accounts/new", "/ledger/translational-medicine/accounts/new", ""),
    (
        "POST /ledger/{cluster}/accounts/new",
        "/ledger/translational-medicine/accounts/new",
        "side=payee&name_en=Teams&slug=teams-{person-kind}&unit=RUB",
    ),
    ("GET /ledger/{cluster}/accounts/{account}", "/ledger/translational-medicine/accounts/{budget}", ""),
    (
        "GET /ledger/{cluster}/accounts/{account}/statement.csv",
        "/ledger/translational-medicine/accounts/{budget}/statement.csv",
        "",
    ),
    (
        "GET /ledger/{cluster}/accounts/{account}/statement.json",
        "/ledger/translational-medicine/accounts/{budget}/statement.json",
        "",
    ),
    (
        "GET /ledger/{cluster}/accounts/{account}/statement.xlsx",
        "/ledger/translational-medicine/accounts/{budget}/statement.xlsx",
        "",
    ),
    ("GET /ledger/{cluster}/transfers", "/ledger/translational-medicine/transfers?show=waiting", ""),
    ("GET /ledger/{cluster}/transfers/new", "/ledger/translational-medicine/transfers/new", ""),
    (
        "POST /ledger/{cluster}/transfers/new",
        "/ledger/translational-medicine/transfers/new",
        "from={budget}&to={payee}&amount=1&memo=Paper&key=page-{person-kind}",
    ),
    ("GET /ledger/{cluster}/transfers/{transfer}", "/ledger/translational-medicine/transfers/{to-approve}", ""),
    (
        "POST /ledger/{cluster}/transfers/{transfer}/approve",
        "/ledger/translational-medicine/transfers/{to-approve}/approve",
        "",
    ),
    (
        "POST /ledger/{cluster}/transfers/{transfer}/turn-down",
        "/ledger/translational-medicine/transfers/{to-turn-down}/turn-down",
        "reason=Not this year",
    ),
    ("POST /ledger/{cluster}/transfers/{transfer}/post", "/ledger/translational-medicine/transfers/{to-post}/post", ""),
    (
        "POST /ledger/{cluster}/transfers/{transfer}/void",
        "/ledger/translational-medicine/transfers/{to-void}/void",
        "void_reason=Not this year",
    ),
    ("GET /api/v1/ledger/{cluster}/funds", "/api/v1/ledger/translational-medicine/funds", ""),
    ("GET /api/v1/ledger/{cluster}/accounts", "/api/v1/ledger/translational-medicine/accounts", ""),
    (
        "GET /api/v1/ledger/{cluster}/accounts/{account}/check",
        "/api/v1/ledger/translational-medicine/accounts/{budget}/check?minor=100",
        "",
    ),
    (
        "GET /api/v1/ledger/{cluster}/accounts/{account}/statement",
        "/api/v1/ledger/translational-medicine/accounts/{budget}/statement?limit=3",
        "",
    ),
    ("GET /api/v1/ledger/{cluster}/transfers", "/api/v1/ledger/translational-medicine/transfers?limit=3", ""),
    (
        "POST /api/v1/ledger/{cluster}/transfers",
        "/api/v1/ledger/translational-medicine/transfers",
        r#"{ "key": "api-{person-kind}", "intent": "hold", "memo_en": "Paper",
            "legs": [{ "account": "{budget}", "minor": -100 }, { "account": "{payee}", "minor": 100 }] }"#,
    ),
    (
        "GET /api/v1/ledger/{cluster}/transfers/{transfer}",
        "/api/v1/ledger/translational-medicine/transfers/{to-api-approve}",
        "",
    ),
    (
        "POST /api/v1/ledger/{cluster}/transfers/{transfer}/approve",
        "/api/v1/ledger/translational-medicine/transfers/{to-api-approve}/approve",
        "",
    ),
    (
        "POST /api/v1/ledger/{cluster}/transfers/{transfer}/turn-down",
        "/api/v1/ledger/translational-medicine/transfers/{to-api-turn-down}/turn-down",
        r#"{ "reason": "Not this year" }"#,
    ),
    (
        "POST /api/v1/ledger/{cluster}/transfers/{transfer}/post",
        "/api/v1/ledger/translational-medicine/transfers/{to-api-post}/post",
        "",
    ),
    (
        "POST /api/v1/ledger/{cluster}/transfers/{transfer}/void",
        "/api/v1/ledger/translational-medicine/transfers/{to-api-void}/void",
        r#"{ "reason": "Not this year" }"#,
    ),
    // Evidence
    (
        "POST /api/v1/evidence/inbox",
        "/api/v1/evidence/inbox?name={person-kind}.xml",
        "<PubmedArticleSet></PubmedArticleSet>",
    ),
    ("POST /evidence/inbox", "/evidence/inbox", UPLOAD),
    ("GET /api/v1/evidence/export", "/api/v1/evidence/export?q=liver&format=ris", ""),
    ("POST /api/v1/evidence/ingests", "/api/v1/evidence/ingests", r#"{ "files": ["more.xml"] }"#),
    ("GET /api/v1/evidence/ingests/{id}", "/api/v1/evidence/ingests/{ingest}", ""),
    ("POST /api/v1/evidence/ingests/{id}/stop", "/api/v1/evidence/ingests/{ingest}/stop", ""),
    ("GET /api/v1/evidence/records/{key}", "/api/v1/evidence/records/pubmed:1", ""),
    ("GET /api/v1/evidence/records/{key}/similar", "/api/v1/evidence/records/pubmed:1/similar", ""),
    ("GET /api/v1/evidence/search", "/api/v1/evidence/search?q=liver", ""),
    ("GET /evidence", "/evidence?q=liver", ""),
    ("POST /evidence/ingests", "/evidence/ingests", "file=more.xml"),
    ("GET /evidence/ingests/{id}", "/evidence/ingests/{ingest}", ""),
    ("GET /evidence/ingests/{id}/events", "/evidence/ingests/{ingest}/events", ""),
    ("POST /evidence/ingests/{id}/stop", "/evidence/ingests/{ingest}/stop", ""),
    ("GET /evidence/records/{key}", "/evidence/records/pubmed:1", ""),
    ("GET /evidence/records/{key}/citation", "/evidence/records/pubmed:1/citation?format=bibtex", ""),
    // Jobs
    ("GET /jobs/{id}", "/jobs/{ingest}", ""),
    ("GET /jobs/{id}/events", "/jobs/{ingest}/events", ""),
    ("POST /jobs/{id}/cancel", "/jobs/{ingest}/cancel", ""),
    ("POST /jobs/{id}/retry", "/jobs/{failed}/retry", ""),
    ("GET /api/v1/jobs/{id}", "/api/v1/jobs/{ingest}", ""),
    ("POST /api/v1/jobs/{id}/cancel", "/api/v1/jobs/{ingest}/cancel", ""),
    ("POST /api/v1/jobs/{id}/retry", "/api/v1/jobs/{failed-too}/retry", ""),
    // Foresight
    ("GET /api/v1/foresight/records", "/api/v1/foresight/records?topic={topic}&lasso=0,0,1,0,1,1,0,1", ""),
    ("GET /api/v1/foresight/topics/{id}", "/api/v1/foresight/topics/{topic}", ""),
    (
        "POST /api/v1/foresight/forecast",
        "/api/v1/foresight/forecast",
        r#"{ "series": "livers,2019,4\nlivers,2020,5\nlivers,2021,7" }"#,
    ),
    ("POST /foresight/build", "/foresight/build", ""),
    ("POST /foresight/forecast", "/foresight/forecast", SERIES),
    ("GET /foresight/map/hits", "/foresight/map/hits?q=liver", ""),
    ("GET /foresight/map/points", "/foresight/map/points?edition={landscape}", ""),
    ("GET /foresight/map/record/{at}", "/foresight/map/record/0", ""),
    ("GET /foresight/map/topics", "/foresight/map/topics?edition={landscape}", ""),
    ("GET /foresight/records", "/foresight/records?topic={topic}", ""),
    ("GET /foresight/topics/{id}", "/foresight/topics/{topic}", ""),
    ("GET /api/v1/foresight/compare", "/api/v1/foresight/compare?a={topic}&b={other-topic}", ""),
    ("GET /api/v1/foresight/proposals/{id}", "/api/v1/foresight/proposals/{proposal}", ""),
    ("GET /api/v1/foresight/proposals/{id}/evidence", "/api/v1/foresight/proposals/{proposal}/evidence", ""),
    (
        "POST /api/v1/foresight/proposals/{id}/withdraw",
        "/api/v1/foresight/proposals/{proposal}/withdraw",
        r#"{ "why": "Too early" }"#,
    ),
    (
        "POST /api/v1/foresight/topics/{id}/proposals",
        "/api/v1/foresight/topics/{topic}/proposals",
        r#"{ "cluster": "translational-medicine", "title_en": "Livers", "rationale_en": "Why not", "landscape": {landscape} }"#,
    ),
    ("PUT /api/v1/foresight/watched/{id}", "/api/v1/foresight/watched/{topic}", ""),
    ("DELETE /api/v1/foresight/watched/{id}", "/api/v1/foresight/watched/{topic}", ""),
    ("POST /api/v1/foresight/watched/seen", "/api/v1/foresight/watched/seen", ""),
    ("GET /foresight/proposals/{id}", "/foresight/proposals/{proposal}", ""),
    ("GET /foresight/proposals/{id}/evidence.json", "/foresight/proposals/{proposal}/evidence.json", ""),
    ("POST /foresight/proposals/{id}/withdraw", "/foresight/proposals/{proposal-too}/withdraw", "why=Too early"),
    ("GET /foresight/topics/{id}/propose", "/foresight/topics/{topic}/propose", ""),
    (
        "POST /foresight/topics/{id}/propose",
        "/foresight/topics/{topic}/propose",
        "cluster=translational-medicine&title_en=Livers&rationale_en=Why not&landscape={landscape}",
    ),
    ("POST /foresight/topics/{id}/watch", "/foresight/topics/{topic}/watch", ""),
    ("POST /foresight/watched/seen", "/foresight/watched/seen", ""),
    ("POST /foresight/watched/{id}/end", "/foresight/watched/{topic}/end", ""),
    ("POST /foresight/watched/{id}/seen", "/foresight/watched/{topic}/seen", ""),
    ("GET /foresight/topics/{id}/people", "/foresight/topics/{topic}/people", ""),
    ("GET /api/v1/foresight/topics/{id}/people", "/api/v1/foresight/topics/{topic}/people", ""),
    ("POST /api/v1/foresight/builds", "/api/v1/foresight/builds", r#"{ "seed": 2, "keep_ids": false }"#),
    // Targets
    ("GET /api/v1/targets/{id}", "/api/v1/targets/71", ""),
    ("GET /api/v1/targets/{id}/records", "/api/v1/targets/71/records", ""),
    ("GET /api/v1/targets/{id}/topics", "/api/v1/targets/71/topics", ""),
    ("POST /api/v1/targets/builds", "/api/v1/targets/builds", r#"{ "papers": "gene2pubmed" }"#),
    ("POST /targets/build", "/targets/build", "papers=gene2pubmed"),
    ("GET /targets/{id}", "/targets/71", ""),
    ("GET /targets/{id}/series.csv", "/targets/71/series.csv", ""),
    // Exchange
    ("GET /api/v1/exchange/bookings/{id}", "/api/v1/exchange/bookings/{booking}", ""),
    (
        "POST /api/v1/exchange/bookings",
        "/api/v1/exchange/bookings",
        r#"{ "cluster": "translational-medicine", "facility": "bench", "from": "{ahead}T09:00:00Z", "until": "{ahead}T10:00:00Z", "waits": true }"#,
    ),
    (
        "POST /api/v1/exchange/bookings/{id}/steps",
        "/api/v1/exchange/bookings/{booking-for-programs}/steps",
        r#"{ "step": "cancel", "why": "Too early" }"#,
    ),
    ("GET /api/v1/exchange/{cluster}/facilities", "/api/v1/exchange/translational-medicine/facilities", ""),
    (
        "GET /api/v1/exchange/{cluster}/facilities/{facility}",
        "/api/v1/exchange/translational-medicine/facilities/bench",
        "",
    ),
    (
        "GET /api/v1/exchange/{cluster}/facilities/{facility}/taken",
        "/api/v1/exchange/translational-medicine/facilities/bench/taken?from={ahead}T00:00:00Z&until={ahead}T20:00:00Z",
        "",
    ),
    ("GET /bookings/{id}", "/bookings/{booking}", ""),
    ("POST /bookings/{id}/approve", "/bookings/{booking-held}/approve", ""),
    ("POST /bookings/{id}/cancel", "/bookings/{booking-to-cancel}/cancel", "why=Too early"),
    ("POST /bookings/{id}/move", "/bookings/{booking-to-move}/move", "day={ahead}&from=12:00&until=13:00"),
    ("POST /bookings/{id}/refuse", "/bookings/{booking-held-too}/refuse", "why=Too early"),
    ("POST /bookings/{id}/start", "/bookings/{booking-now}/start", ""),
    ("POST /bookings/{id}/stop", "/bookings/{booking-in-use}/stop", ""),
    ("GET /clusters/{cluster}/facilities", "/clusters/translational-medicine/facilities", ""),
    ("GET /clusters/{cluster}/facilities.csv", "/clusters/translational-medicine/facilities.csv", ""),
    ("GET /clusters/{cluster}/facilities.json", "/clusters/translational-medicine/facilities.json", ""),
    ("GET /clusters/{cluster}/facilities.xlsx", "/clusters/translational-medicine/facilities.xlsx", ""),
    ("GET /clusters/{cluster}/facilities/{facility}", "/clusters/translational-medicine/facilities/bench", ""),
    (
        "GET /clusters/{cluster}/facilities/{facility}/book",
        "/clusters/translational-medicine/facilities/bench/book",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/book",
        "/clusters/translational-medicine/facilities/bench/book",
        "day={ahead}&from=15:00&until=16:00&waits=on",
    ),
    (
        "GET /clusters/{cluster}/facilities/{facility}/keep",
        "/clusters/translational-medicine/facilities/bench/keep",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/keep/down",
        "/clusters/translational-medicine/facilities/bench/keep/down",
        "day={ahead}&from=20:00&until=21:00&purpose=Cleaning",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/keep/person",
        "/clusters/translational-medicine/facilities/bench/keep/person",
        "email=spare@example.org&class=member",
    ),
    (
        "GET /clusters/{cluster}/facilities/{facility}/taken.ics",
        "/clusters/translational-medicine/facilities/bench/taken.ics",
        "",
    ),
    ("GET /clusters/{cluster}/facility-days", "/clusters/translational-medicine/facility-days?day={ahead}", ""),
    (
        "GET /clusters/{cluster}/facilities/{facility}/money",
        "/clusters/translational-medicine/facilities/bench/money",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/money/accounts",
        "/clusters/translational-medicine/facilities/bench/money/accounts",
        "paid={payee}&carries={budget}",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/money/rate",
        "/clusters/translational-medicine/facilities/bench/money/rate",
        "class=member&from=2026-01-01&price=900&currency=RUB",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/money/subsidy",
        "/clusters/translational-medicine/facilities/bench/money/subsidy",
        "class=member&from=2026-01-01&percent=10",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/money/fees",
        "/clusters/translational-medicine/facilities/bench/money/fees",
        "late_cancel=50&no_show=100",
    ),
    ("GET /clusters/{cluster}/charge-codes", "/clusters/translational-medicine/charge-codes", ""),
    (
        "POST /clusters/{cluster}/charge-codes",
        "/clusters/translational-medicine/charge-codes",
        "code=NEW-{person-kind}&name_en=New&name_ru=Новый&organisation=Us",
    ),
    ("GET /clusters/{cluster}/charge-codes/{code}", "/clusters/translational-medicine/charge-codes/RSF-1", ""),
    (
        "POST /clusters/{cluster}/charge-codes/{code}/people",
        "/clusters/translational-medicine/charge-codes/RSF-1/people",
        "email=spare@example.org",
    ),
    (
        "POST /clusters/{cluster}/charge-codes/{code}/remove",
        "/clusters/translational-medicine/charge-codes/RSF-1/remove",
        "person={spare}",
    ),
    (
        "POST /clusters/{cluster}/charge-codes/{code}/close",
        "/clusters/translational-medicine/charge-codes/RSF-1/close",
        "",
    ),
    (
        "POST /clusters/{cluster}/charge-codes/{code}/open",
        "/clusters/translational-medicine/charge-codes/RSF-1/open",
        "",
    ),
    ("GET /clusters/{cluster}/facility-statements", "/clusters/translational-medicine/facility-statements", ""),
    (
        "POST /clusters/{cluster}/facility-statements/settle",
        "/clusters/translational-medicine/facility-statements/settle",
        "",
    ),
    (
        "GET /clusters/{cluster}/facility-statement",
        "/clusters/translational-medicine/facility-statement?code=RSF-1",
        "",
    ),
    (
        "GET /clusters/{cluster}/facility-statement.xlsx",
        "/clusters/translational-medicine/facility-statement.xlsx?code=RSF-1",
        "",
    ),
    (
        "GET /clusters/{cluster}/facility-statement.pdf",
        "/clusters/translational-medicine/facility-statement.pdf?code=RSF-1",
        "",
    ),
    (
        "GET /api/v1/exchange/{cluster}/facilities/{facility}/quote",
        "/api/v1/exchange/translational-medicine/facilities/bench/quote?from={ahead}T09:00:00Z&until={ahead}T10:00:00Z",
        "",
    ),
    (
        "GET /api/v1/exchange/{cluster}/statement",
        "/api/v1/exchange/translational-medicine/statement?code=RSF-1&month=2026-11",
        "",
    ),
    (
        "GET /api/v1/exchange/{cluster}/statements",
        "/api/v1/exchange/translational-medicine/statements?month=2026-11",
        "",
    ),
    ("GET /clusters/{cluster}/facility-use", "/clusters/translational-medicine/facility-use", ""),
    ("GET /clusters/{cluster}/facility-use.csv", "/clusters/translational-medicine/facility-use.csv", ""),
    ("GET /clusters/{cluster}/facility-use.xlsx", "/clusters/translational-medicine/facility-use.xlsx", ""),
    ("GET /api/v1/exchange/{cluster}/use", "/api/v1/exchange/translational-medicine/use", ""),
    (
        "POST /clusters/{cluster}/facilities/{facility}/keep/calendar",
        "/clusters/translational-medicine/facilities/bench/keep/calendar",
        CALENDAR,
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/keep/back",
        "/clusters/translational-medicine/facilities/bench/keep/back",
        "down={down}",
    ),
    (
        "GET /clusters/{cluster}/facilities/{facility}/kiosk",
        "/clusters/translational-medicine/facilities/bench/kiosk",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/kiosk/start",
        "/clusters/translational-medicine/facilities/bench/kiosk/start",
        "booking={booking-at-instrument}",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/kiosk/stop",
        "/clusters/translational-medicine/facilities/bench/kiosk/stop",
        "booking={booking-to-end}",
    ),
    ("GET /clusters/{cluster}/facility-labels", "/clusters/translational-medicine/facility-labels", ""),
    (
        "GET /clusters/{cluster}/facilities/{facility}/order",
        "/clusters/translational-medicine/facilities/advice/order",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/order",
        "/clusters/translational-medicine/facilities/advice/order",
        "units=2&what=Look at my numbers&samples=A1",
    ),
    ("GET /orders/{id}", "/orders/{order}", ""),
    ("POST /orders/{id}/{step}", "/orders/{order}/accept", ""),
    ("GET /api/v1/exchange/orders/{id}", "/api/v1/exchange/orders/{order}", ""),
    (
        "POST /api/v1/exchange/orders",
        "/api/v1/exchange/orders",
        r#"{ "cluster": "translational-medicine", "facility": "advice", "units": 1, "what": "Look at my numbers" }"#,
    ),
    (
        "POST /api/v1/exchange/orders/{id}/steps",
        "/api/v1/exchange/orders/{order-for-programs}/steps",
        r#"{ "step": "accept" }"#,
    ),
    // Experts
    ("GET /api/v1/experts/{id}", "/api/v1/experts/{person}", ""),
    ("GET /api/v1/institutions/{id}", "/api/v1/institutions/{institution}", ""),
    ("GET /experts/{id}", "/experts/{person}", ""),
    ("GET /experts/{id}/person.jsonld", "/experts/{person}/person.jsonld", ""),
    ("GET /institutions/{id}", "/institutions/{institution}", ""),
    ("GET /institutions/{id}/organization.jsonld", "/institutions/{institution}/organization.jsonld", ""),
];

/// The example of a route: its line, or the route itself where that says it all.
pub fn of(route: &str) -> Option<Example> {
    let line = EXAMPLES.iter().find(|(of, _, _)| *of == route).copied();
    line.or_else(|| {
        let path = route.strip_prefix("GET ").filter(|path| !path.contains('{'))?;
        // The routes live as long as the test.
        Some(("", String::leak(path.to_owned()), ""))
    })
}

/// Files in a form, as browsers send them: the one body that is neither a form of words nor JSON.
const UPLOAD: &str = "files";
/// A series in such a form.
const SERIES: &str = "series";
/// A calendar in such a form.
const CALENDAR: &str = "calendar";
const BOUNDARY: &str = "----a-boundary-between-parts";

fn upload(person: &str, what: &str) -> (String, String) {
    let part =
        |name: &str, value: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\n{value}\r\n");
    let body = if what == CALENDAR {
        part("name=\"calendar\"; filename=\"a.ics\"", "BEGIN:VCALENDAR\r\nEND:VCALENDAR")
    } else if what == SERIES {
        part("name=\"series\"", "livers,2019,4\r\nlivers,2020,5\r\nlivers,2021,7")
    } else {
        let file = format!("name=\"upload\"; filename=\"by-{person}.xml\"");
        part(&file, "<PubmedArticleSet></PubmedArticleSet>")
    };
    (format!("multipart/form-data; boundary={BOUNDARY}"), format!("{body}--{BOUNDARY}--\r\n"))
}

/// The request of an example, as this person's browser or program would send it.
pub async fn request(site: &Site, person: &str, route: &str, (_, address, body): Example) -> Request<Body> {
    let (method, path) = route.split_once(' ').unwrap();
    let is_api = path.starts_with("/api/");
    let kind = if is_api { "application/json" } else { "application/x-www-form-urlencoded" };
    let (mut kind, mut body) = (kind.to_owned(), filled(site, person, body));
    let mut address = filled(site, person, address);
    if body == UPLOAD || body == SERIES || body == CALENDAR {
        (kind, body) = upload(person, &body);
        // Files are not kept while they are read, so the token stands in the address.
        address = format!("{address}?csrf={}", site.form_token(person).await);
    } else if !is_api && method != "GET" {
        body = format!("csrf={}&{}", site.form_token(person).await, body.replace(' ', "+").replace('@', "%40"));
    }
    let request = Request::builder().method(method).uri(address);
    let request = request.header(header::CONTENT_TYPE, kind).header(header::COOKIE, site.cookies(person).await);
    request.body(Body::from(body)).unwrap()
}

/// The text with names of the seed put in.
pub fn filled(site: &Site, person: &str, text: &str) -> String {
    // A visitor who tries to end somebody's session tries it with one that is there.
    let person = if person == "visitor" { "no-role" } else { person };
    let mut text = text.replace("{person-kind}", person);
    for step in ["post", "void", "api-post", "api-void"] {
        text = text.replace(&format!("{{to-{step}}}"), &format!("{{to-{step}-{person}}}"));
    }
    text = text.replace("{view}", &format!("{{view-{person}}}"));
    text = text.replace("{session}", &format!("{{session-{person}}}"));
    text = text.replace("{token}", &format!("{{token-{person}}}"));
    for (name, value) in &site.names {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
