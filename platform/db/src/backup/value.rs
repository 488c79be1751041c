//! Values between the database and JSON.

use sea_orm::{DbErr, QueryResult, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::backup::Kind;

/// The value of a column of a row.
pub fn read(row: &QueryResult, column: &str, kind: Kind) -> Result<Json, DbErr> {
    Ok(match kind {
        Kind::Uuid => row.try_get::<Option<Uuid>>("", column)?.map_or(Json::Null, |id| id.to_string().into()),
        Kind::Integer => row.try_get::<Option<i64>>("", column)?.into(),
        Kind::Real => row.try_get::<Option<f64>>("", column)?.into(),
        Kind::Text => row.try_get::<Option<String>>("", column)?.into(),
        Kind::Boolean => row.try_get::<Option<bool>>("", column)?.into(),
        Kind::Bytes => {
            row.try_get::<Option<Vec<u8>>>("", column)?.map_or(Json::Null, |bytes| crate::journal::hex(&bytes).into())
        }
    })
}

/// The value for a statement; `None` if the JSON is not of this kind.
pub fn write(json: &Json, kind: Kind) -> Option<Value> {
    if json.is_null() {
        return Some(match kind {
            Kind::Uuid => Value::Uuid(None),
            Kind::Integer => Value::BigInt(None),
            Kind::Real => Value::Double(None),
            Kind::Text => Value::String(None),
            Kind::Boolean => Value::Bool(None),
            Kind::Bytes => Value::Bytes(None),
        });
    }
    Some(match kind {
        Kind::Uuid => json.as_str()?.parse::<Uuid>().ok()?.into(),
        Kind::Integer => json.as_i64()?.into(),
        Kind::Real => json.as_f64()?.into(),
        Kind::Text => json.as_str()?.into(),
        Kind::Boolean => json.as_bool()?.into(),
        Kind::Bytes => unhex(json.as_str()?)?.into(),
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
