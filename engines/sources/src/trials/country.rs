//! Taking apart EUCTR's list of countries, whose names stand one after the other with only spaces between.

/// Country names of more than one word, as the register writes them (ISO 3166 short names and older ones).
#[rustfmt::skip]
const LONG_NAMES: &[&str] = &[
    "American Samoa", "Antigua and Barbuda", "Bolivia, Plurinational State of", "Bosnia and Herzegovina",
    "Brunei Darussalam", "Burkina Faso", "Cabo Verde", "Cape Verde", "Cayman Islands", "Central African Republic",
    "Congo, The Democratic Republic of the", "Cook Islands", "Costa Rica", "Cote d'Ivoire", "Côte d'Ivoire",
    "Czech Republic", "Dominican Republic", "El Salvador", "Equatorial Guinea", "Faroe Islands", "French Guiana",
    "French Polynesia", "Holy See (Vatican City State)", "Hong Kong", "Iran, Islamic Republic of", "Isle of Man",
    "Korea, Democratic People's Republic of", "Korea, Republic of", "Lao People's Democratic Republic",
    "Libyan Arab Jamahiriya", "Macedonia, the former Yugoslav Republic of", "Marshall Islands",
    "Micronesia, Federated States of", "Moldova, Republic of", "New Caledonia", "New Zealand", "North Macedonia",
    "Northern Mariana Islands", "Palestine, State of", "Palestinian Territory, occupied", "Papua New Guinea",
    "Puerto Rico", "Russian Federation", "Saint Kitts and Nevis", "Saint Lucia", "Saint Vincent and the Grenadines",
    "San Marino", "Sao Tome and Principe", "Saudi Arabia", "Sierra Leone", "Solomon Islands", "South Africa",
    "South Korea", "South Sudan", "Sri Lanka", "Syrian Arab Republic", "Taiwan, Province of China",
    "Tanzania, United Republic of", "Timor Leste", "Trinidad and Tobago", "Turks and Caicos Islands",
    "United Arab Emirates", "United Kingdom", "United Republic of Tanzania", "United States",
    "United States Minor Outlying Islands", "United States of America", "Venezuela, Bolivarian Republic of",
    "Viet Nam", "Virgin Islands, British", "Virgin Islands, U.S.", "Wallis and Futuna", "Western Sahara",
    "European Union", "Serbia and Montenegro", "Guinea Bissau",
];

/// The countries in a list such as `France Korea, Republic of United Kingdom`. A word that begins no longer name is a name.
pub(super) fn countries(list: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = list.trim_start();
    while !rest.is_empty() {
        let ends = |name: &str| rest[name.len()..].chars().next().is_none_or(char::is_whitespace);
        let long =
            LONG_NAMES.iter().filter(|name| rest.starts_with(**name) && ends(name)).max_by_key(|name| name.len());
        let word = rest.split_whitespace().next().unwrap_or(rest);
        let name = long.copied().unwrap_or(word);
        rest = rest[name.len()..].trim_start();
        found.push(name.trim_end_matches(',').to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::countries;

    #[test]
    fn names_of_several_words_stay_together() {
        let list = "Ireland Italy Korea, Republic of Latvia United Kingdom  United States";
        assert_eq!(
            countries(list),
            ["Ireland", "Italy", "Korea, Republic of", "Latvia", "United Kingdom", "United States"]
        );
        assert!(countries(" ").is_empty());
    }
}
