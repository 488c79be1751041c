//! The pages of messages, and the part that stands on pages of records.

pub mod list;
pub mod thread;

/// Data to try the pages with.
mod sample {
    use bellwether_kernel::lang::Text;
    use uuid::Uuid;

    use crate::model::message::Message;
    use crate::model::records::{About, Seat};
    use crate::model::side::Side;

    pub fn seat() -> Seat {
        Seat {
            side: Side::Office,
            is_alone: false,
            writes_to: vec![Side::Asker],
            names_of: Side::ALL.to_vec(),
            title: Text::both("Booking of the <script>", "Бронирование"),
            href: "/bookings/7".to_owned(),
        }
    }

    pub fn about() -> About {
        About { kind: "booking".to_owned(), id: Uuid::from_u128(7) }
    }

    pub fn message(name: Option<&str>, words: &str, is_own: bool) -> Message {
        Message {
            from: if is_own { Side::Office } else { Side::Asker },
            to: if is_own { Side::Asker } else { Side::Office },
            name: name.map(str::to_owned),
            is_own,
            is_new: !is_own,
            words: words.to_owned(),
            written_at_ms: 1_780_000_000_000,
        }
    }
}
