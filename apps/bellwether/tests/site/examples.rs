//! One genuine example for each route: what somebody who may would send. A new route is one more line.
//!
//! A name in braces stands for an id that the seed laid down; `{session}` and `{token}` are those of who asks.

use axum::body::Body;
use axum::http::{Request, header};

use super::register::KEEPERS;
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
    // Actors
    ("GET /actors", "/actors?q=university&cluster=translational-medicine&role=founder", ""),
    ("GET /actors/export.csv", "/actors/export.csv?cluster=translational-medicine", ""),
    ("GET /actors/export.json", "/actors/export.json?cluster=translational-medicine", ""),
    ("GET /actors/export.xlsx", "/actors/export.xlsx?cluster=translational-medicine", ""),
    (
        "POST /actors/new",
        "/actors/new",
        "cluster=translational-medicine&kind=body&name_en=Panel of {person-kind}&role=commission",
    ),
    ("POST /actors/import", "/actors/import", TABLE),
    ("GET /actors/imports/{import}", "/actors/imports/{import}", ""),
    ("POST /actors/imports/{import}", "/actors/imports/{import}", "digest={digest}"),
    ("POST /actors/imports/{import}/drop", "/actors/imports/{import-drop}/drop", ""),
    ("POST /actors/merges/{merge}/undo", "/actors/merges/{undo}/undo", ""),
    ("GET /actors/of/{cluster}/{slug}", "/actors/of/translational-medicine/itmo", ""),
    ("GET /actors/{actor}", "/actors/{actor}", ""),
    ("GET /actors/{actor}/actor.jsonld", "/actors/{actor}/actor.jsonld", ""),
    ("GET /actors/{actor}/edit", "/actors/{actor}/edit", ""),
    (
        "POST /actors/{actor}/facts/{part}",
        "/actors/{actor}/facts/names",
        "names-kind=variant&names-en=Known to {person-kind}",
    ),
    (
        "POST /actors/{actor}/facts/{part}/{row}/days",
        "/actors/{kept}/facts/names/{dated}/days",
        "from-{dated}=2020-01-01",
    ),
    ("POST /actors/{actor}/facts/{part}/{row}/remove", "/actors/{kept}/facts/names/{gone}/remove", ""),
    ("GET /actors/{actor}/merge/{other}", "/actors/{actor}/merge/{other-actor}", ""),
    ("POST /actors/{actor}/merge/{other}", "/actors/{kept}/merge/{dropped}", "reason=The same"),
    ("GET /actors/{actor}/data", "/actors/{somebody}/data", ""),
    ("GET /actors/{actor}/data.json", "/actors/{somebody}/data.json", ""),
    ("POST /actors/{actor}/erase", "/actors/{erased}/erase", "confirm=on"),
    (
        "POST /api/v1/actors",
        "/api/v1/actors",
        r#"{ "cluster": "translational-medicine", "kind": "body", "name_en": "Board of {person-kind}" }"#,
    ),
    (
        "POST /api/v1/actors/import",
        "/api/v1/actors/import",
        r#"{ "cluster": "translational-medicine", "table": "kind,name_en\nbody,Sent by {person-kind}", "apply": true }"#,
    ),
    ("POST /api/v1/actors/merges/{merge}/undo", "/api/v1/actors/merges/{api-undo}/undo", ""),
    ("GET /api/v1/actors/{actor}", "/api/v1/actors/{actor}", ""),
    (
        "POST /api/v1/actors/{actor}/facts/{part}",
        "/api/v1/actors/{actor}/facts/relations",
        r#"{ "kind": "part_of", "other": "{other-actor}" }"#,
    ),
    ("POST /api/v1/actors/{actor}/merge", "/api/v1/actors/{api-kept}/merge", r#"{ "dropped": "{api-dropped}" }"#),
    ("GET /api/v1/actors/{actor}/data", "/api/v1/actors/{somebody}/data", ""),
    ("POST /api/v1/actors/{actor}/erase", "/api/v1/actors/{api-erased}/erase", ""),
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
    // Messages
    ("GET /messages/{kind}/{id}", "/messages/booking/{booking-talked}", ""),
    ("POST /messages/{kind}/{id}", "/messages/booking/{booking-talked}", "words=May I?"),
    ("GET /api/v1/messages/{kind}/{id}", "/api/v1/messages/booking/{booking-talked}", ""),
    ("POST /api/v1/messages/{kind}/{id}", "/api/v1/messages/booking/{booking-talked}", r#"{ "words": "May I?" }"#),
    // Notices
    ("POST /account/notices", "/account/notices", "hour=9&lang=ru&booking_reminder=daily"),
    ("POST /admin/mail/{id}/again", "/admin/mail/{letter-{person-kind}}/again", ""),
    ("GET /notices/stop/{token}", "/notices/stop/{stop}?kind=booking_missed", ""),
    ("POST /notices/stop/{token}", "/notices/stop/{stop}", "kind=booking_missed"),
    (
        "PUT /api/v1/notices/choices",
        "/api/v1/notices/choices",
        r#"{ "lang": "ru", "hour": 9, "kinds": { "booking_reminder": "daily" } }"#,
    ),
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
    // Calls
    ("GET /api/v1/calls/{cluster}/{call}", "/api/v1/calls/translational-medicine/young", ""),
    (
        "GET /api/v1/calls/{cluster}/{call}/applications",
        "/api/v1/calls/translational-medicine/young/applications?q=hearts",
        "",
    ),
    (
        "POST /api/v1/calls/{cluster}/{call}/applications",
        "/api/v1/calls/translational-medicine/young/applications",
        r#"{ "quiz": { "young": true } }"#,
    ),
    (
        "GET /api/v1/calls/{cluster}/{call}/assessors",
        "/api/v1/calls/translational-medicine/young/assessors?q=expert",
        "",
    ),
    (
        "POST /api/v1/calls/{cluster}/{call}/assignments/plan",
        "/api/v1/calls/translational-medicine/young/assignments/plan",
        r#"{"applications":["{application-in-review}"],"people":["{expert-id}"],"each":2}"#,
    ),
    (
        "POST /api/v1/calls/{cluster}/{call}/assignments",
        "/api/v1/calls/translational-medicine/young/assignments",
        r#"[{"application":"{to-api-assign}","person":"{expert-id}"}]"#,
    ),
    ("GET /api/v1/calls/applications/{id}", "/api/v1/calls/applications/{application}", ""),
    (
        "PUT /api/v1/calls/applications/{id}/answers/{field}",
        "/api/v1/calls/applications/{application-draft}/answers/summary",
        r#"{ "value": "Better hearts", "revision": 1 }"#,
    ),
    (
        "POST /api/v1/calls/applications/{id}/steps",
        "/api/v1/calls/applications/{application-to-withdraw-too}/steps",
        r#"{ "step": "withdraw" }"#,
    ),
    (
        "POST /api/v1/calls/applications/{id}/handling",
        "/api/v1/calls/applications/{to-api-handle}/handling",
        r#"{ "how": "review" }"#,
    ),
    (
        "POST /api/v1/calls/applications/{id}/decision",
        "/api/v1/calls/applications/{application-in-review}/decision",
        r#"{ "outcome": "accepted", "amount_minor": 1000, "why": "Good" }"#,
    ),
    (
        "POST /api/v1/calls/applications/{id}/partners",
        "/api/v1/calls/applications/{application-together}/partners",
        r#"{ "name": "A clinic", "country": "RU", "kind": "clinic", "role": "partner", "share_minor": 100, "signatory": "spare@example.org", "signs_as": "Head" }"#,
    ),
    (
        "DELETE /api/v1/calls/applications/{id}/partners/{number}",
        "/api/v1/calls/applications/{application-together}/partners/1",
        "",
    ),
    (
        "POST /applications/{id}/partners",
        "/applications/{application-together}/partners",
        "name=A firm&country=RU&kind=company&role=partner&share=1&signatory=spare@example.org&signs_as=Head",
    ),
    ("POST /applications/{id}/partners/{number}/remove", "/applications/{application-together}/partners/2/remove", ""),
    (
        "PUT /api/v1/calls/applications/{id}/interview",
        "/api/v1/calls/applications/{application-at-interview}/interview",
        r#"{ "at": "2098-05-12T14:30", "minutes": 30, "place": "Room 3" }"#,
    ),
    ("GET /api/v1/outbound", "/api/v1/outbound?q=hearts", ""),
    (
        "POST /api/v1/outbound",
        "/api/v1/outbound",
        r#"{"cluster":"translational-medicine","funder":"Council","deadline":"2099-03-01T17:00","zone":"UTC","currency":"EUR","responsible":"admin@example.org"}"#,
    ),
    ("GET /api/v1/outbound/{id}", "/api/v1/outbound/{outbound}", ""),
    (
        "PUT /api/v1/outbound/{id}/answers/{field}",
        "/api/v1/outbound/{outbound-draft}/answers/summary",
        r#"{"value":"We grow hearts","revision":1}"#,
    ),
    (
        "POST /api/v1/outbound/{id}/steps",
        "/api/v1/outbound/{to-outbound-api-step}/steps",
        r#"{"step":"withdraw","why":"Too late"}"#,
    ),
    ("GET /outbound", "/outbound?q=hearts", ""),
    ("GET /outbound.csv", "/outbound.csv", ""),
    ("GET /outbound.ics", "/outbound.ics", ""),
    ("GET /clusters/{cluster}/outbound/new", "/clusters/translational-medicine/outbound/new", ""),
    (
        "POST /clusters/{cluster}/outbound/new",
        "/clusters/translational-medicine/outbound/new",
        "funder=Council&deadline=2099-03-01T17:00&zone=UTC&currency=EUR&responsible=admin@example.org",
    ),
    ("GET /clusters/{cluster}/outbound/import", "/clusters/translational-medicine/outbound/import", ""),
    ("POST /clusters/{cluster}/outbound/import", "/clusters/translational-medicine/outbound/import", "rows=funder"),
    ("GET /outbound/{id}", "/outbound/{outbound}", ""),
    ("GET /outbound/{id}/facts", "/outbound/{outbound-draft}/facts", ""),
    (
        "POST /outbound/{id}/facts",
        "/outbound/{outbound-draft}/facts",
        "funder=Council&deadline=2099-03-01T17:00&zone=UTC&currency=EUR",
    ),
    ("GET /outbound/{id}/edit", "/outbound/{outbound-draft}/edit", ""),
    ("POST /outbound/{id}/edit", "/outbound/{outbound-draft}/edit", "f.title=Other hearts&r.title=1"),
    ("POST /outbound/{id}/steps", "/outbound/{to-outbound-step}/steps", "step=withdraw&why=Too late"),
    ("POST /outbound/{id}/team", "/outbound/{to-outbound-step}/team", "email=analyst@example.org&do=join"),
    ("POST /outbound/{id}/reports", "/outbound/{outbound-granted}/reports", "name=First&due=2099-01-01"),
    ("POST /outbound/{id}/files", "/outbound/{outbound-draft}/files", PLAN),
    ("GET /outbound/{id}/files/{file}", "/outbound/{outbound-draft}/files/{outbound-draft-file}", ""),
    ("POST /outbound/{id}/files/{file}/remove", "/outbound/{to-outbound-step}/files/{to-outbound-file}/remove", ""),
    ("GET /outbound/{id}/sent.json", "/outbound/{outbound-granted}/sent.json", ""),
    ("GET /applications/{id}", "/applications/{application}", ""),
    (
        "POST /applications/{id}/interview",
        "/applications/{application-at-interview}/interview",
        "at=2098-05-12T14:30&minutes=30&place=Room 3",
    ),
    ("GET /applications/{id}/edit", "/applications/{application-draft}/edit", ""),
    ("POST /applications/{id}/edit", "/applications/{application-draft}/edit", "f.title=Other hearts&r.title=1"),
    ("POST /applications/{id}/files", "/applications/{application-draft}/files", PLAN),
    ("GET /applications/{id}/files/{file}", "/applications/{application}/files/{file}", ""),
    (
        "POST /applications/{id}/files/{file}/remove",
        "/applications/{application-with-file}/files/{file-to-remove}/remove",
        "",
    ),
    ("POST /applications/{id}/steps", "/applications/{application-to-withdraw}/steps", "step=withdraw"),
    ("POST /applications/{id}/team", "/applications/{application-draft}/team", "email=spare@example.org"),
    ("POST /applications/{id}/team/answer", "/applications/{application-of-another}/team/answer", "answer=signed"),
    ("POST /applications/{id}/handle", "/applications/{to-handle}/handle", "how=review"),
    (
        "POST /applications/{id}/decide",
        "/applications/{application-in-review}/decide",
        "outcome=accepted&amount=10&place=1&reason=Good",
    ),
    ("GET /applications/{id}/submitted.json", "/applications/{application}/submitted.json", ""),
    ("GET /applications/{id}/letter.pdf", "/applications/{application-awarded}/letter.pdf?lang=ru", ""),
    ("GET /assessments/{id}", "/assessments/{assessment}", ""),
    ("POST /assessments/{id}", "/assessments/{assessment}", "do=declare_none"),
    ("GET /undertakings/{id}", "/undertakings/{undertaking}", ""),
    ("POST /undertakings/{id}/milestones/{number}", "/undertakings/{undertaking}/milestones/1", "do=report&text=Done"),
    ("GET /clusters/{cluster}/calls/new", "/clusters/translational-medicine/calls/new", ""),
    ("POST /clusters/{cluster}/calls/new", "/clusters/translational-medicine/calls/new", CALL),
    ("GET /clusters/{cluster}/calls/{call}", "/clusters/translational-medicine/calls/young", ""),
    ("GET /clusters/{cluster}/calls/{call}/edit", "/clusters/translational-medicine/calls/young/edit", ""),
    ("POST /clusters/{cluster}/calls/{call}/edit", "/clusters/translational-medicine/calls/young/edit", CALL),
    ("GET /clusters/{cluster}/calls/{call}/form", "/clusters/translational-medicine/calls/young/form?field=title", ""),
    (
        "POST /clusters/{cluster}/calls/{call}/form",
        "/clusters/translational-medicine/calls/young/form",
        "do=add-section&title_en=More&title_ru=Ещё",
    ),
    (
        "POST /clusters/{cluster}/calls/{call}/steps",
        "/clusters/translational-medicine/calls/young/steps",
        "step=publish",
    ),
    (
        "POST /clusters/{cluster}/calls/{call}/apply",
        "/clusters/translational-medicine/calls/young/apply",
        "quiz.young=yes",
    ),
    (
        "GET /clusters/{cluster}/calls/{call}/applications",
        "/clusters/translational-medicine/calls/young/applications?q=hearts",
        "",
    ),
    (
        "GET /clusters/{cluster}/calls/{call}/applications.csv",
        "/clusters/translational-medicine/calls/young/applications.csv",
        "",
    ),
    (
        "GET /clusters/{cluster}/calls/{call}/applications.xlsx",
        "/clusters/translational-medicine/calls/young/applications.xlsx",
        "",
    ),
    (
        "POST /clusters/{cluster}/calls/{call}/applications/preview",
        "/clusters/translational-medicine/calls/young/applications/preview",
        "how=review&id={application}",
    ),
    (
        "POST /clusters/{cluster}/calls/{call}/applications/bulk",
        "/clusters/translational-medicine/calls/young/applications/bulk",
        "how=review&id={application}",
    ),
    (
        "GET /clusters/{cluster}/calls/{call}/assign",
        "/clusters/translational-medicine/calls/young/assign?id={application-in-review}&person={expert-id}&q=e&each=2",
        "",
    ),
    (
        "POST /clusters/{cluster}/calls/{call}/assign",
        "/clusters/translational-medicine/calls/young/assign",
        "pair={to-assign}%20{expert-id}",
    ),
    ("GET /clusters/{cluster}/calls/{call}/decisions", "/clusters/translational-medicine/calls/young/decisions", ""),
    (
        "GET /clusters/{cluster}/calls/{call}/decisions.pdf",
        "/clusters/translational-medicine/calls/young/decisions.pdf?lang=ru",
        "",
    ),
    (
        "POST /clusters/{cluster}/calls/{call}/decisions/announce",
        "/clusters/translational-medicine/calls/young/decisions/announce",
        "",
    ),
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
        "POST /clusters/{cluster}/facility-statements/assign",
        "/clusters/translational-medicine/facility-statements/assign",
        "charge={charge}&code=RSF-1",
    ),
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
        "GET /clusters/{cluster}/facilities/{facility}/photos/{id}",
        "/clusters/translational-medicine/facilities/bench/photos/{photo}",
        "",
    ),
    (
        "GET /clusters/{cluster}/facilities/{facility}/manuals/{id}",
        "/clusters/translational-medicine/facilities/bench/manuals/{manual}",
        "",
    ),
    (
        "GET /clusters/{cluster}/facilities/{facility}/files",
        "/clusters/translational-medicine/facilities/bench/files",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/files/photo",
        "/clusters/translational-medicine/facilities/bench/files/photo",
        PHOTO,
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/files/manual",
        "/clusters/translational-medicine/facilities/bench/files/manual",
        MANUAL,
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/files/remove",
        "/clusters/translational-medicine/facilities/bench/files/remove",
        "id={photo-to-remove}",
    ),
    (
        "GET /api/v1/exchange/{cluster}/facilities/{facility}/files",
        "/api/v1/exchange/translational-medicine/facilities/bench/files",
        "",
    ),
    (
        "POST /api/v1/exchange/{cluster}/facilities/{facility}/files",
        "/api/v1/exchange/translational-medicine/facilities/bench/files?sort=manual&name_en=How&name_ru=Kak",
        "Press the button.",
    ),
    (
        "DELETE /api/v1/exchange/{cluster}/facilities/{facility}/files/{id}",
        "/api/v1/exchange/translational-medicine/facilities/bench/files/{manual-to-remove}",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/keep/class-end",
        "/clusters/translational-medicine/facilities/bench/keep/class-end",
        "person={let-in}&from=2099-01-01",
    ),
    ("GET /clusters/{cluster}/facility-holidays", "/clusters/translational-medicine/facility-holidays", ""),
    (
        "POST /clusters/{cluster}/facility-holidays",
        "/clusters/translational-medicine/facility-holidays",
        "day=2099-05-01&name=Rest&facility=",
    ),
    (
        "POST /clusters/{cluster}/facility-holidays/remove",
        "/clusters/translational-medicine/facility-holidays/remove",
        "day=2099-01-01&facility=",
    ),
    (
        "POST /clusters/{cluster}/facility-holidays/import",
        "/clusters/translational-medicine/facility-holidays/import",
        CALENDAR,
    ),
    ("GET /api/v1/exchange/{cluster}/holidays", "/api/v1/exchange/translational-medicine/holidays", ""),
    (
        "POST /api/v1/exchange/{cluster}/holidays",
        "/api/v1/exchange/translational-medicine/holidays",
        r#"{ "day": "2099-05-02", "name": "Rest" }"#,
    ),
    (
        "DELETE /api/v1/exchange/{cluster}/holidays/{day}",
        "/api/v1/exchange/translational-medicine/holidays/2099-01-02",
        "",
    ),
    (
        "GET /clusters/{cluster}/facilities/{facility}/configuration",
        "/clusters/translational-medicine/facilities/approved/configuration",
        "",
    ),
    (
        "POST /clusters/{cluster}/facilities/{facility}/configuration",
        "/clusters/translational-medicine/facilities/approved/configuration",
        "item=gas&option-gas=argon",
    ),
    (
        "GET /api/v1/exchange/{cluster}/facilities/{facility}/configuration",
        "/api/v1/exchange/translational-medicine/facilities/approved/configuration",
        "",
    ),
    (
        "POST /api/v1/exchange/{cluster}/facilities/{facility}/configuration",
        "/api/v1/exchange/translational-medicine/facilities/approved/configuration",
        r#"{ "item": "gas", "option": "none" }"#,
    ),
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
/// A table in such a form.
const TABLE: &str = "table";
/// A series in such a form.
const SERIES: &str = "series";
/// A file that answers a field of an application.
const PLAN: &str = "plan";
/// A call as its form sends it.
const CALL: &str = "slug=call-{person-kind}&title_en=Young&title_ru=Молодые&summary_en=S&summary_ru=К&text_en=T&text_ru=Т&\
    budget=100&least=1&most=50&per_person=900&opens=2026-01-01T09:00&closes=2099-01-01T09:00&zone=UTC&\
    blindness=double_blind&quiz.0.code=young&quiz.0.en=Young?&quiz.0.ru=Молодые?&quiz.0.yes=yes&rubric.0.en=Q&rubric.0.ru=К&rubric.0.most=5&\
    instalments.0.en=All&instalments.0.ru=Всё&instalments.0.months=0&instalments.0.percent=100";
/// A calendar in such a form.
const CALENDAR: &str = "calendar";
/// A photo in such a form.
const PHOTO: &str = "photo";
/// A manual in such a form.
const MANUAL: &str = "manual";
const BOUNDARY: &str = "----a-boundary-between-parts";

fn upload(person: &str, what: &str) -> (String, String) {
    let part =
        |name: &str, value: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\n{value}\r\n");
    let body = if what == PLAN {
        part("name=\"file.plan\"; filename=\"plan.pdf\"", "%PDF-1.7 of nothing")
    } else if what == TABLE {
        let cluster = part("name=\"cluster\"", super::seed::CLUSTER);
        cluster + &part("name=\"file\"; filename=\"bodies.csv\"", "kind,name_en\r\nbody,A panel\r\n")
    } else if what == CALENDAR {
        part("name=\"calendar\"; filename=\"a.ics\"", "BEGIN:VCALENDAR\r\nEND:VCALENDAR")
    } else if what == PHOTO || what == MANUAL {
        let named = part(&format!("name=\"{what}-name_en\""), "F") + &part(&format!("name=\"{what}-name_ru\""), "С");
        let bytes = if what == PHOTO { super::seed::PICTURE } else { "Press the button." };
        named + &part(&format!("name=\"{what}-file\"; filename=\"a\""), bytes)
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
    if [UPLOAD, SERIES, PLAN, TABLE, CALENDAR, PHOTO, MANUAL].contains(&body.as_str()) {
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
    for step in [
        "post",
        "void",
        "api-post",
        "api-void",
        "handle",
        "api-handle",
        "assign",
        "api-assign",
        "outbound-step",
        "outbound-api-step",
        "outbound-file",
    ] {
        text = text.replace(&format!("{{to-{step}}}"), &format!("{{to-{step}-{person}}}"));
    }
    for own in [
        "kept",
        "dropped",
        "api-kept",
        "api-dropped",
        "undo",
        "api-undo",
        "dated",
        "gone",
        "erased",
        "api-erased",
        "import",
        "import-drop",
        "digest",
    ] {
        let keeper = KEEPERS.into_iter().find(|keeper| *keeper == person).unwrap_or(KEEPERS[0]);
        text = text.replace(&format!("{{{own}}}"), &format!("{{{own}-{keeper}}}"));
    }
    text = text.replace("{view}", &format!("{{view-{person}}}"));
    text = text.replace("{session}", &format!("{{session-{person}}}"));
    text = text.replace("{token}", &format!("{{token-{person}}}"));
    for (name, value) in &site.names {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}
