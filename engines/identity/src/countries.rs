//! Countries by their ISO 3166 letters, with the English names that this product shows.

use crate::places::Country;

/// The English name of a country.
pub fn name(country: Country) -> Option<&'static str> {
    COUNTRIES.iter().find(|(code, _)| *code == country).map(|(_, name)| *name)
}

/// Letters and English name, in the order of names.
#[rustfmt::skip]
pub static COUNTRIES: &[(Country, &str)] = &[
    (*b"AF", "Afghanistan"), (*b"AL", "Albania"), (*b"DZ", "Algeria"), (*b"AD", "Andorra"), (*b"AO", "Angola"),
    (*b"AG", "Antigua and Barbuda"), (*b"AR", "Argentina"), (*b"AM", "Armenia"), (*b"AU", "Australia"),
    (*b"AT", "Austria"), (*b"AZ", "Azerbaijan"), (*b"BS", "Bahamas"), (*b"BH", "Bahrain"), (*b"BD", "Bangladesh"),
    (*b"BB", "Barbados"), (*b"BY", "Belarus"), (*b"BE", "Belgium"), (*b"BZ", "Belize"), (*b"BJ", "Benin"),
    (*b"BT", "Bhutan"), (*b"BO", "Bolivia"), (*b"BA", "Bosnia and Herzegovina"), (*b"BW", "Botswana"),
    (*b"BR", "Brazil"), (*b"BN", "Brunei"), (*b"BG", "Bulgaria"), (*b"BF", "Burkina Faso"), (*b"BI", "Burundi"),
    (*b"KH", "Cambodia"), (*b"CM", "Cameroon"), (*b"CA", "Canada"), (*b"CV", "Cape Verde"),
    (*b"CF", "Central African Republic"), (*b"TD", "Chad"), (*b"CL", "Chile"), (*b"CN", "China"),
    (*b"CO", "Colombia"), (*b"KM", "Comoros"), (*b"CG", "Congo"), (*b"CR", "Costa Rica"), (*b"HR", "Croatia"),
    (*b"CU", "Cuba"), (*b"CY", "Cyprus"), (*b"CZ", "Czechia"), (*b"CI", "Côte d'Ivoire"), (*b"KP", "North Korea"),
    (*b"CD", "Democratic Republic of the Congo"), (*b"DK", "Denmark"), (*b"DJ", "Djibouti"), (*b"DM", "Dominica"),
    (*b"DO", "Dominican Republic"), (*b"EC", "Ecuador"), (*b"EG", "Egypt"), (*b"SV", "El Salvador"),
    (*b"GQ", "Equatorial Guinea"), (*b"ER", "Eritrea"), (*b"EE", "Estonia"), (*b"SZ", "Eswatini"),
    (*b"ET", "Ethiopia"), (*b"FJ", "Fiji"), (*b"FI", "Finland"), (*b"FR", "France"), (*b"GA", "Gabon"),
    (*b"GM", "Gambia"), (*b"GE", "Georgia"), (*b"DE", "Germany"), (*b"GH", "Ghana"), (*b"GR", "Greece"),
    (*b"GD", "Grenada"), (*b"GT", "Guatemala"), (*b"GN", "Guinea"), (*b"GW", "Guinea-Bissau"), (*b"GY", "Guyana"),
    (*b"HT", "Haiti"), (*b"HN", "Honduras"), (*b"HK", "Hong Kong"), (*b"HU", "Hungary"), (*b"IS", "Iceland"),
    (*b"IN", "India"), (*b"ID", "Indonesia"), (*b"IR", "Iran"), (*b"IQ", "Iraq"), (*b"IE", "Ireland"),
    (*b"IL", "Israel"), (*b"IT", "Italy"), (*b"JM", "Jamaica"), (*b"JP", "Japan"), (*b"JO", "Jordan"),
    (*b"KZ", "Kazakhstan"), (*b"KE", "Kenya"), (*b"KI", "Kiribati"), (*b"KW", "Kuwait"), (*b"KG", "Kyrgyzstan"),
    (*b"LA", "Laos"), (*b"LV", "Latvia"), (*b"LB", "Lebanon"), (*b"LS", "Lesotho"), (*b"LR", "Liberia"),
    (*b"LY", "Libya"), (*b"LI", "Liechtenstein"), (*b"LT", "Lithuania"), (*b"LU", "Luxembourg"), (*b"MO", "Macao"),
    (*b"MG", "Madagascar"), (*b"MW", "Malawi"), (*b"MY", "Malaysia"), (*b"MV", "Maldives"), (*b"ML", "Mali"),
    (*b"MT", "Malta"), (*b"MR", "Mauritania"), (*b"MU", "Mauritius"), (*b"MX", "Mexico"), (*b"MD", "Moldova"),
    (*b"MC", "Monaco"), (*b"MN", "Mongolia"), (*b"ME", "Montenegro"), (*b"MA", "Morocco"), (*b"MZ", "Mozambique"),
    (*b"MM", "Myanmar"), (*b"NA", "Namibia"), (*b"NP", "Nepal"), (*b"NL", "Netherlands"), (*b"NZ", "New Zealand"),
    (*b"NI", "Nicaragua"), (*b"NE", "Niger"), (*b"NG", "Nigeria"), (*b"MK", "North Macedonia"), (*b"NO", "Norway"),
    (*b"OM", "Oman"), (*b"PK", "Pakistan"), (*b"PS", "Palestine"), (*b"PA", "Panama"), (*b"PG", "Papua New Guinea"),
    (*b"PY", "Paraguay"), (*b"PE", "Peru"), (*b"PH", "Philippines"), (*b"PL", "Poland"), (*b"PT", "Portugal"),
    (*b"PR", "Puerto Rico"), (*b"QA", "Qatar"), (*b"RO", "Romania"), (*b"RU", "Russia"), (*b"RW", "Rwanda"),
    (*b"KN", "Saint Kitts and Nevis"), (*b"LC", "Saint Lucia"), (*b"WS", "Samoa"), (*b"SM", "San Marino"),
    (*b"ST", "Sao Tome and Principe"), (*b"SA", "Saudi Arabia"), (*b"SN", "Senegal"), (*b"RS", "Serbia"),
    (*b"SC", "Seychelles"), (*b"SL", "Sierra Leone"), (*b"SG", "Singapore"), (*b"SK", "Slovakia"),
    (*b"SI", "Slovenia"), (*b"SB", "Solomon Islands"), (*b"SO", "Somalia"), (*b"ZA", "South Africa"),
    (*b"KR", "South Korea"), (*b"SS", "South Sudan"), (*b"ES", "Spain"), (*b"LK", "Sri Lanka"), (*b"SD", "Sudan"),
    (*b"SR", "Suriname"), (*b"SE", "Sweden"), (*b"CH", "Switzerland"), (*b"SY", "Syria"), (*b"TW", "Taiwan"),
    (*b"TJ", "Tajikistan"), (*b"TZ", "Tanzania"), (*b"TH", "Thailand"), (*b"TL", "Timor-Leste"), (*b"TG", "Togo"),
    (*b"TO", "Tonga"), (*b"TT", "Trinidad and Tobago"), (*b"TN", "Tunisia"), (*b"TR", "Türkiye"),
    (*b"TM", "Turkmenistan"), (*b"UG", "Uganda"), (*b"UA", "Ukraine"), (*b"AE", "United Arab Emirates"),
    (*b"GB", "United Kingdom"), (*b"US", "United States"), (*b"UY", "Uruguay"), (*b"UZ", "Uzbekistan"),
    (*b"VU", "Vanuatu"), (*b"VA", "Vatican City"), (*b"VE", "Venezuela"), (*b"VN", "Vietnam"), (*b"YE", "Yemen"),
    (*b"ZM", "Zambia"), (*b"ZW", "Zimbabwe"),
];
