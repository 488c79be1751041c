//! Charge codes: what projects pay for facilities from. A code belongs to a cluster, names the budget that pays, and the
//! people who may use it.

use bellwether_kernel::actor::UserId;
use bellwether_kernel::lang::Text;
use bellwether_kernel::policy::Thing;
use bellwether_kernel::typed_id;
use uuid::Uuid;

typed_id!(
    /// A charge code.
    CodeId
);

/// The longest code, in letters.
pub const CODE: usize = 40;
/// The longest name of an organisation, in letters.
pub const ORGANISATION: usize = 120;

/// A charge code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its id.
    pub id: CodeId,
    /// The cluster's slug.
    pub cluster: String,
    /// The code, as people write it.
    pub code: String,
    /// The name of the project.
    pub name: Text,
    /// The organisation whose project it is.
    pub organisation: String,
    /// The account of the books that pays; `None`: by invoice.
    pub account: Option<Uuid>,
    /// May it be used?
    pub is_open: bool,
}

/// A code to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// The code.
    pub code: String,
    /// The name of the project.
    pub name: Text,
    /// The organisation.
    pub organisation: String,
    /// The account that pays.
    pub account: Option<Uuid>,
}

impl NewCode {
    /// The field that cannot be taken, with the key of the sentence; `None` if all can.
    pub fn problem(&self) -> Option<(&'static str, &'static str)> {
        let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
        if self.code.is_empty() || self.code.chars().count() > CODE || !self.code.chars().all(is_sign) {
            return Some(("code", "exchange-fault-charge-code"));
        }
        let is_name = |words: &Option<String>| {
            words.as_ref().is_some_and(|words| !words.trim().is_empty() && words.chars().count() <= 200)
        };
        if !is_name(&self.name.en) || !is_name(&self.name.ru) {
            return Some(("name_en", "exchange-fault-names"));
        }
        if self.organisation.is_empty() || self.organisation.chars().count() > ORGANISATION {
            return Some(("organisation", "exchange-fault-organisation"));
        }
        None
    }
}

/// The statement of a code, or of all, as the policy looks at it: it belongs to who asks if they are among its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementOf {
    /// The cluster's slug.
    pub cluster: String,
    /// Who asks, where they may use the code.
    pub person: Option<UserId>,
}

impl Thing for StatementOf {
    fn owner(&self) -> Option<UserId> {
        self.person
    }

    fn cluster(&self) -> Option<&str> {
        Some(&self.cluster)
    }
}
