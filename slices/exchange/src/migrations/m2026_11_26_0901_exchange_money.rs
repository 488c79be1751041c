//! Charges of bookings, the codes that pay, the accounts of the books that facilities use; subsidies and fees of offers.
//!
//! Money that is charged adds up by a check, and who pays what never changes afterwards but for the state.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &[&str] = &[
    "ALTER TABLE exchange_offer ADD COLUMN subsidies TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE exchange_offer ADD COLUMN fees TEXT NOT NULL DEFAULT '{}'",
    "CREATE TABLE exchange_code (
        id UUID PRIMARY KEY,
        cluster TEXT NOT NULL,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        organisation TEXT NOT NULL,
        account_id UUID,
        is_open BIGINT NOT NULL CHECK (is_open IN (0, 1)),
        made_at_ms BIGINT NOT NULL,
        UNIQUE (cluster, code)
    )",
    "ALTER TABLE exchange_request ADD COLUMN code_id UUID REFERENCES exchange_code (id)",
    "CREATE TABLE exchange_code_person (
        code_id UUID NOT NULL REFERENCES exchange_code (id),
        person UUID NOT NULL,
        PRIMARY KEY (code_id, person)
    )",
    "CREATE INDEX exchange_code_of_person ON exchange_code_person (person)",
    "CREATE TABLE exchange_account (
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        currency TEXT NOT NULL,
        paid_id UUID,
        subsidy_id UUID,
        PRIMARY KEY (resource_id, currency)
    )",
    "CREATE TABLE exchange_charge (
        id UUID PRIMARY KEY,
        request_id UUID NOT NULL REFERENCES exchange_request (id),
        cluster TEXT NOT NULL,
        resource_id UUID NOT NULL REFERENCES exchange_resource (id),
        kind TEXT NOT NULL CHECK (kind IN ('use', 'overrun', 'late_cancel', 'no_show', 'order')),
        state TEXT NOT NULL CHECK (state IN ('quoted', 'kept', 'due', 'charged', 'void')),
        class TEXT NOT NULL,
        units BIGINT NOT NULL,
        rate_minor BIGINT NOT NULL,
        currency TEXT NOT NULL,
        gross_minor BIGINT NOT NULL,
        subsidy_minor BIGINT NOT NULL CHECK (subsidy_minor >= 0),
        net_minor BIGINT NOT NULL CHECK (net_minor >= 0),
        month TEXT NOT NULL,
        person UUID,
        code_id UUID REFERENCES exchange_code (id),
        transfer_id UUID,
        quoted_at_ms BIGINT NOT NULL,
        settled_at_ms BIGINT,
        UNIQUE (request_id, kind),
        CHECK (gross_minor = subsidy_minor + net_minor)
    )",
    "CREATE INDEX exchange_charge_of_month ON exchange_charge (cluster, month, code_id)",
    "CREATE INDEX exchange_charge_due ON exchange_charge (cluster, state)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in TABLES {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
