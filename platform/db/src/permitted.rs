//! The filter that permission leaves of a list, as a condition of SQL.

use bellwether_kernel::policy::Filter;
use sea_orm::Value;

/// The columns that hold what rules look at. A rule that asks for what a table does not have admits none of its rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns {
    /// The id of the person that a row belongs to.
    pub owner: Option<&'static str>,
    /// The name of a row's state.
    pub state: Option<&'static str>,
    /// The slug of the cluster that a row belongs to.
    pub cluster: Option<&'static str>,
}

/// The condition on rows that the filter admits; its values are added to those of the statement.
///
/// ```
/// use bellwether_db::permitted::{Columns, condition};
/// use bellwether_kernel::policy::Filter;
///
/// let open = Filter::InState(&["open", "closed"]);
/// let mut values = vec![7.into()];
/// let columns = Columns { state: Some("f.state"), ..Columns::default() };
/// assert_eq!(condition(&open, columns, &mut values), "f.state IN ($2, $3)");
/// assert_eq!(values.len(), 3);
/// ```
pub fn condition(filter: &Filter, columns: Columns, values: &mut Vec<Value>) -> String {
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    match (filter, columns) {
        (Filter::Everything, _) => "1 = 1".to_owned(),
        (Filter::OwnedBy(person), Columns { owner: Some(column), .. }) => {
            format!("({column} IS NOT NULL AND {column} = {})", place(person.0.into()))
        }
        (Filter::InClusters(clusters), Columns { cluster: Some(column), .. }) if !clusters.is_empty() => {
            let places: Vec<String> = clusters.iter().map(|slug| place(slug.as_str().into())).collect();
            format!("({column} IS NOT NULL AND {column} IN ({}))", places.join(", "))
        }
        (Filter::InState(states), Columns { state: Some(column), .. }) if !states.is_empty() => {
            let places: Vec<String> = states.iter().map(|state| place((*state).into())).collect();
            format!("{column} IN ({})", places.join(", "))
        }
        (Filter::Any(parts), _) => joined(parts, " OR ", columns, values),
        (Filter::All(parts), _) => joined(parts, " AND ", columns, values),
        (Filter::Nothing | Filter::OwnedBy(_) | Filter::InClusters(_) | Filter::InState(_), _) => "1 = 0".to_owned(),
    }
}

fn joined(parts: &[Filter], word: &str, columns: Columns, values: &mut Vec<Value>) -> String {
    let parts: Vec<String> = parts.iter().map(|part| condition(part, columns, values)).collect();
    // An empty list is what it would be in `Filter::admits`: none of nothing, all of nothing.
    match (parts.as_slice(), word) {
        ([], " OR ") => "1 = 0".to_owned(),
        ([], _) => "1 = 1".to_owned(),
        _ => format!("({})", parts.join(word)),
    }
}
