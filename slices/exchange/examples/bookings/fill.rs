//! Many bookings at once: written as the services write them, hundreds to a statement, so that a large table takes seconds.

use std::error::Error;

use bellwether_db::Db;
use bellwether_exchange::api::{BookingId, Exchange, Facility};
use bellwether_kernel::actor::UserId;
use bellwether_kernel::ctx::Ctx;
use sea_orm::Value;
use uuid::Uuid;

type Failure = Box<dyn Error + Send + Sync>;

pub const CLUSTER: &str = "translational-medicine";
pub const FACILITIES: usize = 20;
pub const HOUR_MS: i64 = 3_600_000;
const AT_ONCE: usize = 400;

/// Whose bookings, and around which moment.
pub struct World<'a> {
    /// The people who book in turn; the first keeps all facilities.
    pub people: &'a [UserId],
    /// The full hour between what is past and what is to come, in milliseconds since 1970.
    pub now_ms: i64,
}

impl World<'_> {
    fn person(&self, number: usize) -> UserId {
        self.people[number % self.people.len()]
    }
}

/// A file of facilities with a rate, quotas and buffers, as those of the demo.
pub fn source() -> String {
    let one = |number: usize| {
        format!(
            "[[facility]]\nslug = \"f{number}\"\nsort = \"instrument\"\nzone = \"Europe/Moscow\"\n\
             name = {{ en = \"Facility {number}\", ru = \"Прибор {number}\" }}\nabout = {{ en = \"A\", ru = \"А\" }}\n\
             location = {{ en = \"L\", ru = \"Л\" }}\nowner = {{ en = \"O\", ru = \"О\" }}\n\
             [[facility.condition]]\nrule = \"quota\"\nper = \"week\"\nminutes = 6000\n\
             [[facility.condition]]\nrule = \"cancel_before\"\nminutes = 60\n\
             [[facility.rate]]\nclass = \"member\"\nfrom = \"2020-01-01\"\nminor_per_hour = 90000\ncurrency = \"RUB\"\n\
             [[facility.subsidy]]\nclass = \"member\"\nfrom = \"2020-01-01\"\npercent = 40\n"
        )
    };
    format!("cluster = \"{CLUSTER}\"\n{}", (0..FACILITIES).map(one).collect::<String>())
}

/// Fills the facilities with so many bookings: an hour each, three in four hours taken, nine in ten of them in the past.
pub async fn fill(db: &Db, exchange: &Exchange, world: &World<'_>, size: usize) -> Result<(), Failure> {
    let ctx = Ctx::system();
    exchange.load(&ctx, &source(), Some(world.person(0))).await?;
    let facilities = exchange.facilities(&ctx, CLUSTER).await?;
    for (number, facility) in facilities.iter().enumerate() {
        of_facility(db, world, (facility, number), size / FACILITIES).await?;
    }
    // Written beside the services, so the sums that they keep are made here.
    Ok(exchange.count_anew(&ctx).await?)
}

async fn of_facility(
    db: &Db,
    world: &World<'_>,
    (facility, number): (&Facility, usize),
    many: usize,
) -> Result<(), Failure> {
    let past = many * 9 / 10;
    let mut after_ms = 0;
    for chunk in (0..many).collect::<Vec<_>>().chunks(AT_ONCE) {
        let mut rows = Rows::default();
        for at in chunk {
            // Hours count from the first booking; every fourth stays free.
            let hour = at + at / 3;
            let begin = world.now_ms + (i64::try_from(hour)? - i64::try_from(past + past / 3)?) * HOUR_MS;
            let is_past = begin + HOUR_MS <= world.now_ms;
            let is_missed = is_past && at % 12 == 5;
            rows.one(facility, world.person(at * 7 + number), begin, (is_past, is_missed), after_ms);
            if !is_missed {
                after_ms = begin + HOUR_MS;
            }
        }
        rows.write(db).await?;
    }
    Ok(())
}

#[derive(Default)]
struct Rows {
    requests: Vec<Value>,
    allocations: Vec<Value>,
    holds: Vec<Value>,
    charges: Vec<Value>,
    many: (usize, usize),
}

impl Rows {
    fn one(
        &mut self,
        facility: &Facility,
        person: UserId,
        begin: i64,
        (is_past, is_missed): (bool, bool),
        after_ms: i64,
    ) {
        let (request, allocation, end) = (BookingId::new().0, Uuid::now_v7(), begin + HOUR_MS);
        let state = match (is_past, is_missed) {
            (false, _) => "accepted",
            (true, true) => "lapsed",
            (true, false) => "completed",
        };
        let booking = match (is_past, is_missed) {
            (false, _) => "confirmed",
            (true, true) => "no_show",
            (true, false) => "settled",
        };
        self.requests.extend::<[Value; 12]>([
            request.into(),
            facility.offer.0.into(),
            facility.id.0.into(),
            person.0.into(),
            "member".into(),
            state.into(),
            begin.into(),
            end.into(),
            "A measured use".into(),
            "".into(),
            (begin - 24 * HOUR_MS).into(),
            None::<Uuid>.into(),
        ]);
        let used = (is_past && !is_missed).then_some(begin);
        self.allocations.extend::<[Value; 11]>([
            allocation.into(),
            request.into(),
            facility.id.0.into(),
            "posted".into(),
            booking.into(),
            0_i64.into(),
            begin.into(),
            end.into(),
            used.into(),
            used.map(|_| end).into(),
            "".into(),
        ]);
        self.many.0 += 1;
        // Time that nobody used was given back.
        if booking != "no_show" {
            self.holds.extend::<[Value; 6]>([
                facility.id.0.into(),
                0_i64.into(),
                begin.into(),
                end.into(),
                after_ms.into(),
                allocation.into(),
            ]);
            self.many.1 += 1;
        }
        let month = jiff::Timestamp::from_millisecond(begin).unwrap_or_default().strftime("%Y-%m").to_string();
        let charge = if is_past && !is_missed { "charged" } else { "kept" };
        self.charges.extend::<[Value; 16]>([
            Uuid::now_v7().into(),
            request.into(),
            CLUSTER.into(),
            facility.id.0.into(),
            "use".into(),
            charge.into(),
            "member".into(),
            60_i64.into(),
            90_000_i64.into(),
            "RUB".into(),
            90_000_i64.into(),
            36_000_i64.into(),
            54_000_i64.into(),
            month.into(),
            person.0.into(),
            (begin - 24 * HOUR_MS).into(),
        ]);
    }

    async fn write(self, db: &Db) -> Result<(), Failure> {
        let (all, held) = self.many;
        let inserts = [
            (
                "exchange_request (id, offer_id, resource_id, person, class, state, from_ms, until_ms, purpose, project, \
              asked_at_ms, series)",
                12,
                all,
                self.requests,
            ),
            (
                "exchange_allocation (id, request_id, resource_id, state, booking, place, from_ms, until_ms, started_at_ms, \
              ended_at_ms, why)",
                11,
                all,
                self.allocations,
            ),
            ("exchange_hold (resource_id, place, from_ms, until_ms, after_ms, allocation_id)", 6, held, self.holds),
            (
                "exchange_charge (id, request_id, cluster, resource_id, kind, state, class, units, rate_minor, currency, \
              gross_minor, subsidy_minor, net_minor, month, person, quoted_at_ms)",
                16,
                all,
                self.charges,
            ),
        ];
        for (table, width, rows, values) in inserts {
            let row = |row: usize| {
                let places: Vec<String> = (1..=width).map(|at| format!("${}", row * width + at)).collect();
                format!("({})", places.join(", "))
            };
            let places: Vec<String> = (0..rows).map(row).collect();
            db.write_one(&format!("INSERT INTO {table} VALUES {}", places.join(", ")), values).await?;
        }
        Ok(())
    }
}
