//! Words that mean the same in the names of institutions, whatever the language or abbreviation.
//!
//! Only kinds of institution, their fields and joining words are listed: general vocabulary, never a particular
//! institution. A word that is not listed stands for itself.

/// The common form of a folded word, or `None` for a joining word that carries no meaning in a name.
pub fn canonical(word: &str) -> Option<&str> {
    if JOINING.binary_search(&word).is_ok() {
        return None;
    }
    Some(match SAME.binary_search_by_key(&word, |(other, _)| other) {
        Ok(at) => SAME[at].1,
        Err(_) => without_plural(word),
    })
}

/// The common forms of a word: none for a joining word, two for a compound (`universitatsklinikum` → `university`,
/// `hospital`), else one.
pub fn common_forms(word: &str) -> impl Iterator<Item = &str> {
    let second = COMPOUND_STARTS.iter().find_map(|start| word.strip_prefix(start)).filter(|rest| rest.len() >= 5);
    let first = if second.is_some() { Some("university") } else { canonical(word) };
    first.into_iter().chain(second.and_then(canonical))
}

/// How compounds about universities begin, in German and the Scandinavian languages.
const COMPOUND_STARTS: [&str; 3] = ["universitats", "universitaets", "universitets"];

/// `sciences` → `science`; short words and words in `ss`, `us`, `is` keep their end.
fn without_plural(word: &str) -> &str {
    let keeps =
        word.len() < 5 || !word.ends_with('s') || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    if keeps { word } else { &word[..word.len() - 1] }
}

/// Does the word (in common form) name a kind of part that is not an institution in itself?
pub fn names_a_part(word: &str) -> bool {
    matches!(
        word,
        "department"
            | "division"
            | "section"
            | "unit"
            | "faculty"
            | "service"
            | "chair"
            | "branch"
            | "group"
            | "program"
    )
}

/// Does the word (in common form) name a hospital or clinic?
pub fn names_care(word: &str) -> bool {
    matches!(word, "hospital" | "clinic" | "infirmary" | "policlinic")
}

/// Does the word (in common form) say that a hospital belongs to another institution?
pub fn names_affiliation(word: &str) -> bool {
    matches!(word, "affiliated" | "affiliate" | "teaching")
}

/// Does the word (in common form) name a place of higher learning?
pub fn names_learning(word: &str) -> bool {
    matches!(word, "university" | "college" | "school" | "polytechnic")
}

const JOINING: [&str; 92] = [
    "a", "ag", "al", "am", "an", "and", "ao", "aps", "at", "aux", "av", "bv", "by", "co", "corp", "d", "da", "dal",
    "das", "de", "degli", "dei", "del", "dell", "della", "delle", "dello", "dem", "den", "der", "des", "di", "die",
    "do", "dos", "du", "e", "ed", "ei", "el", "en", "et", "for", "fuer", "fur", "gmbh", "i", "im", "in", "inc", "ja",
    "kg", "kgaa", "l", "la", "las", "le", "les", "limited", "llc", "lo", "los", "ltd", "mbh", "na", "nad", "och", "of",
    "og", "on", "op", "oy", "para", "plc", "pour", "pty", "pvt", "s", "spa", "srl", "sul", "te", "the", "to", "und",
    "v", "van", "voor", "y", "zu", "zum", "zur",
];

/// Folded word and common form, sorted by the word.
#[rustfmt::skip]
static SAME: [(&str, &str); 631] = [
    ("abteilung", "department"), ("acad", "academy"), ("academia", "academy"), ("academic", "academy"),
    ("academico", "academy"), ("academicum", "academy"), ("academie", "academy"), ("academies", "academy"),
    ("academisch", "academy"), ("accademia", "academy"), ("adv", "advanced"), ("affil", "affiliated"),
    ("affiliate", "affiliated"), ("afiliado", "affiliated"), ("agr", "agriculture"), ("agrar", "agriculture"),
    ("agraria", "agriculture"), ("agrario", "agriculture"), ("agrarwissenschaft", "agriculture"),
    ("agri", "agriculture"), ("agric", "agriculture"), ("agricola", "agriculture"), ("agricole", "agriculture"),
    ("agricoltura", "agriculture"), ("agricultural", "agriculture"), ("agronomic", "agriculture"),
    ("agronomique", "agriculture"), ("agronomiques", "agriculture"), ("agronomy", "agriculture"),
    ("agropecuaria", "agriculture"), ("akademi", "academy"), ("akademia", "academy"), ("akademicky", "academy"),
    ("akademie", "academy"), ("akademija", "academy"), ("akademiya", "academy"), ("ambiental", "environment"),
    ("ambiente", "environment"), ("angewandte", "applied"), ("antwerpen", "antwerp"), ("appl", "applied"),
    ("arastirma", "research"), ("artes", "art"), ("arts", "art"), ("asociacion", "association"),
    ("assoc", "association"), ("associacao", "association"), ("associazione", "association"), ("athena", "athen"),
    ("athinon", "athen"), ("autonoma", "autonomous"), ("autonome", "autonomous"), ("autonomo", "autonomous"),
    ("avancees", "advanced"), ("avances", "advanced"), ("avanzados", "advanced"), ("basle", "basel"),
    ("beijing", "peking"), ("beograd", "belgrade"), ("beogradu", "belgrade"), ("berne", "bern"), ("biol", "biology"),
    ("biologia", "biology"), ("biologica", "biology"), ("biological", "biology"), ("biologicas", "biology"),
    ("biologiche", "biology"), ("biologie", "biology"), ("biologique", "biology"), ("bolnica", "hospital"),
    ("bruxelles", "brussel"), ("bucuresti", "bucharest"), ("bundes", "federal"), ("canc", "cancer"),
    ("cancerologia", "cancer"), ("cancerologie", "cancer"), ("catholique", "catholic"), ("catolica", "catholic"),
    ("cattolica", "catholic"), ("cent", "center"), ("centar", "center"), ("centr", "center"), ("centra", "center"),
    ("centrale", "central"), ("centre", "center"), ("centres", "center"), ("centri", "center"), ("centro", "center"),
    ("centros", "center"), ("centru", "center"), ("centrul", "center"), ("centrum", "center"), ("chem", "chemistry"),
    ("chemical", "chemistry"), ("chemie", "chemistry"), ("child", "children"), ("chimica", "chemistry"),
    ("chimie", "chemistry"), ("chirurgia", "surgery"), ("chirurgie", "surgery"), ("ciencia", "science"),
    ("ciencias", "science"), ("cientifica", "science"), ("cientificas", "science"), ("cientifico", "science"),
    ("cirugia", "surgery"), ("clin", "clinic"), ("clinica", "clinic"), ("clinicas", "clinic"), ("clinico", "clinic"),
    ("clinicos", "clinic"), ("clinicum", "hospital"), ("clinique", "clinic"), ("cliniques", "clinic"),
    ("colegio", "college"), ("colegiu", "college"), ("coll", "college"), ("collegi", "college"),
    ("collegio", "college"), ("comm", "community"), ("comp", "computer"), ("computing", "computer"),
    ("ctr", "center"), ("dep", "department"), ("depart", "department"), ("departament", "department"),
    ("departamento", "department"), ("departamentul", "department"), ("departement", "department"),
    ("dept", "department"), ("desarrollo", "development"), ("desenvolvimento", "development"), ("dev", "development"),
    ("developpement", "development"), ("dipartimento", "department"), ("dis", "disease"), ("div", "division"),
    ("docente", "teaching"), ("dpt", "department"), ("duesseldorf", "dusseldorf"), ("ecole", "school"),
    ("ecoles", "school"), ("econ", "economic"), ("economia", "economic"), ("economicas", "economic"),
    ("economiche", "economic"), ("economie", "economic"), ("economy", "economic"), ("educ", "education"),
    ("educacao", "education"), ("educacion", "education"), ("educational", "education"), ("egyetem", "university"),
    ("enfants", "children"), ("eng", "engineering"), ("engenharia", "engineering"), ("engineers", "engineering"),
    ("engn", "engineering"), ("enstitusu", "institute"), ("entwicklung", "development"), ("environ", "environment"),
    ("environmental", "environment"), ("environnement", "environment"), ("escola", "school"), ("escuela", "school"),
    ("est", "east"), ("estadual", "state"), ("estatal", "state"), ("estudios", "study"), ("estudos", "study"),
    ("etudes", "study"), ("fac", "faculty"), ("fachhochschule", "school"), ("facolta", "faculty"),
    ("faculdade", "faculty"), ("facultad", "faculty"), ("facultatea", "faculty"), ("faculte", "faculty"),
    ("faculteit", "faculty"), ("faculties", "faculty"), ("fakulta", "faculty"), ("fakultaet", "faculty"),
    ("fakultat", "faculty"), ("fakultesi", "faculty"), ("fakultet", "faculty"), ("fakulteti", "faculty"),
    ("farmaceutica", "pharmacy"), ("farmaceutiche", "pharmacy"), ("farmacia", "pharmacy"), ("fdn", "foundation"),
    ("fed", "federal"), ("federale", "federal"), ("federales", "federal"), ("firenze", "florence"),
    ("fisica", "physic"), ("fondation", "foundation"), ("fondazione", "foundation"), ("forschung", "research"),
    ("forschungs", "research"), ("forskning", "research"), ("found", "foundation"), ("freie", "free"), ("ft", "fort"),
    ("fund", "foundation"), ("fundacao", "foundation"), ("fundacio", "foundation"), ("fundacion", "foundation"),
    ("gand", "ghent"), ("gen", "general"), ("geneeskunde", "medicine"), ("generale", "general"),
    ("generali", "general"), ("geneve", "geneva"), ("genf", "geneva"), ("genova", "genoa"), ("gent", "ghent"),
    ("gesellschaft", "society"), ("gesundheit", "health"), ("gezondheid", "health"), ("goeteborg", "gothenburg"),
    ("goettingen", "gottingen"), ("gos", "state"), ("gosudarstvennaya", "state"), ("gosudarstvennyi", "state"),
    ("gosudarstvennyy", "state"), ("goteborg", "gothenburg"), ("goteborgs", "gothenburg"), ("gral", "general"),
    ("grp", "group"), ("gruppe", "group"), ("gruppo", "group"), ("haag", "hague"), ("halsa", "health"),
    ("hanover", "hannover"), ("hastane", "hospital"), ("hastanesi", "hospital"), ("healthcare", "health"),
    ("hlth", "health"), ("hochschule", "school"), ("hogeschool", "school"), ("hogskola", "school"),
    ("hogskolan", "school"), ("hopital", "hospital"), ("hopitaux", "hospital"), ("hosp", "hospital"),
    ("hospitalar", "hospital"), ("hospitales", "hospital"), ("hospitalet", "hospital"), ("hospitalier", "hospital"),
    ("hospitaliere", "hospital"), ("hospitaliers", "hospital"), ("hospitaller", "hospital"), ("hoyskole", "school"),
    ("hoyskolen", "school"), ("humanities", "humanity"), ("hyg", "hygiene"), ("infantil", "children"),
    ("ingegneria", "engineering"), ("ingenieria", "engineering"), ("ingenierie", "engineering"),
    ("ingenieurs", "engineering"), ("ingenieurwissenschaften", "engineering"), ("inst", "institute"),
    ("instit", "institute"), ("institucio", "institute"), ("institucion", "institute"), ("institut", "institute"),
    ("institutet", "institute"), ("institution", "institute"), ("institutions", "institute"),
    ("instituto", "institute"), ("institutos", "institute"), ("instituts", "institute"), ("institutt", "institute"),
    ("instituttet", "institute"), ("institutul", "institute"), ("instituut", "institute"), ("instytut", "institute"),
    ("int", "international"), ("internacional", "international"), ("internationale", "international"),
    ("internationales", "international"), ("internazionale", "international"), ("intezet", "institute"),
    ("intl", "international"), ("investigacao", "research"), ("investigacio", "research"),
    ("investigacion", "research"), ("investigaciones", "research"), ("istituti", "institute"),
    ("istituto", "institute"), ("katedra", "department"), ("katholieke", "catholic"), ("katholische", "catholic"),
    ("katolicki", "catholic"), ("keskus", "center"), ("kharkov", "kharkiv"), ("kiev", "kyiv"), ("kinder", "children"),
    ("kliniek", "hospital"), ("klinik", "hospital"), ("klinika", "hospital"), ("kliniken", "hospital"),
    ("kliniki", "hospital"), ("klinikum", "hospital"), ("kobenhavn", "copenhagen"), ("koeln", "cologne"),
    ("koln", "cologne"), ("koninklijk", "royal"), ("korhaz", "hospital"), ("krakow", "cracow"),
    ("krankenhaus", "hospital"), ("krankenhauser", "hospital"), ("krebs", "cancer"), ("lab", "laboratory"),
    ("labor", "laboratory"), ("laboratoire", "laboratory"), ("laboratoires", "laboratory"),
    ("laboratori", "laboratory"), ("laboratories", "laboratory"), ("laboratorio", "laboratory"),
    ("laboratorium", "laboratory"), ("labs", "laboratory"), ("lisboa", "lisbon"), ("luebeck", "lubeck"),
    ("maladies", "disease"), ("matematica", "mathematic"), ("math", "mathematic"), ("mathematical", "mathematic"),
    ("mathematik", "mathematic"), ("mathematiques", "mathematic"), ("maths", "mathematic"), ("med", "medicine"),
    ("medecin", "medicine"), ("medecine", "medicine"), ("medica", "medicine"), ("medical", "medicine"),
    ("medicale", "medicine"), ("medicales", "medicine"), ("medicas", "medicine"), ("medicin", "medicine"),
    ("medicina", "medicine"), ("medicinal", "medicine"), ("medicinos", "medicine"), ("medicinsk", "medicine"),
    ("medicinska", "medicine"), ("medicinskih", "medicine"), ("medico", "medicine"), ("medicos", "medicine"),
    ("medisch", "medicine"), ("medisinsk", "medicine"), ("medizin", "medicine"), ("medizinische", "medicine"),
    ("medizinischen", "medicine"), ("medizinischer", "medicine"), ("medyczna", "medicine"), ("medyczny", "medicine"),
    ("mem", "memorial"), ("merkezi", "center"), ("mgmt", "management"), ("milano", "milan"), ("min", "ministry"),
    ("ministere", "ministry"), ("ministerio", "ministry"), ("ministerium", "ministry"), ("ministero", "ministry"),
    ("ministerstvo", "ministry"), ("moskva", "moscow"), ("mt", "mount"), ("muenchen", "munich"),
    ("muenster", "munster"), ("munchen", "munich"), ("nacional", "national"), ("napoli", "naple"),
    ("narodni", "national"), ("nat", "national"), ("nationaal", "national"), ("nationale", "national"),
    ("nationalen", "national"), ("nationales", "national"), ("nationaux", "national"), ("natl", "national"),
    ("naturvetenskap", "science"), ("nauk", "science"), ("nauki", "science"), ("nazionale", "national"),
    ("nemocnice", "hospital"), ("nord", "north"), ("norte", "north"), ("northern", "north"),
    ("nuernberg", "nuremberg"), ("nurnberg", "nuremberg"), ("nurs", "nursing"), ("oeste", "west"),
    ("okulu", "school"), ("oncol", "oncology"), ("oncologia", "oncology"), ("oncologica", "oncology"),
    ("oncological", "oncology"), ("oncologico", "oncology"), ("oncologie", "oncology"), ("onderzoek", "research"),
    ("ospedale", "hospital"), ("ospedali", "hospital"), ("ospedaliera", "hospital"), ("ospedalieri", "hospital"),
    ("ospedaliero", "hospital"), ("osrodek", "center"), ("ost", "east"), ("ouest", "west"), ("pesquisa", "research"),
    ("pesquisas", "research"), ("peterburg", "petersburg"), ("peterburgskiy", "petersburg"), ("pharm", "pharmacy"),
    ("pharmaceutical", "pharmacy"), ("pharmaceutics", "pharmacy"), ("pharmacie", "pharmacy"),
    ("pharmazie", "pharmacy"), ("phys", "physic"), ("physical", "physic"), ("physik", "physic"),
    ("physique", "physic"), ("politechnica", "polytechnic"), ("politechnika", "polytechnic"),
    ("politecnic", "polytechnic"), ("politecnica", "polytechnic"), ("politecnico", "polytechnic"),
    ("polytechnical", "polytechnic"), ("polytechnico", "polytechnic"), ("polytechnique", "polytechnic"),
    ("polytechnischen", "polytechnic"), ("prag", "prague"), ("praha", "prague"), ("programme", "program"),
    ("programmes", "program"), ("prov", "province"), ("provincial", "province"), ("pubblica", "public"),
    ("publica", "public"), ("publico", "public"), ("publique", "public"), ("quimica", "chemistry"),
    ("quimicas", "chemistry"), ("real", "royal"), ("reale", "royal"), ("recerca", "research"), ("rech", "research"),
    ("recherche", "research"), ("recherches", "research"), ("reg", "region"), ("regional", "region"),
    ("regionale", "region"), ("regionales", "region"), ("reial", "royal"), ("res", "research"),
    ("researches", "research"), ("ricerca", "research"), ("ricerche", "research"), ("roma", "rome"),
    ("royale", "royal"), ("saglik", "health"), ("sainte", "saint"), ("sairaala", "hospital"), ("salud", "health"),
    ("salute", "health"), ("san", "saint"), ("sanita", "health"), ("sanitaria", "health"), ("sanitario", "health"),
    ("sanitat", "health"), ("sankt", "saint"), ("sant", "saint"), ("santa", "saint"), ("sante", "health"),
    ("santo", "saint"), ("sao", "saint"), ("saude", "health"), ("sch", "school"), ("schule", "school"),
    ("sci", "science"), ("scientific", "science"), ("scientifico", "science"), ("scientifique", "science"),
    ("scientifiques", "science"), ("scienza", "science"), ("scienze", "science"), ("scuola", "school"),
    ("serv", "service"), ("servicio", "service"), ("servico", "service"), ("servizio", "service"),
    ("sevilla", "seville"), ("sint", "saint"), ("sjukhus", "hospital"), ("sjukhuset", "hospital"),
    ("skola", "school"), ("skolen", "school"), ("soc", "society"), ("sociedad", "society"), ("societa", "society"),
    ("societe", "society"), ("spital", "hospital"), ("spitalul", "hospital"), ("st", "saint"),
    ("staatliche", "state"), ("statale", "state"), ("ste", "saint"), ("stichting", "foundation"),
    ("stiftung", "foundation"), ("studi", "study"), ("studien", "study"), ("studies", "study"), ("sud", "south"),
    ("sur", "south"), ("surg", "surgery"), ("surgical", "surgery"), ("sveuciliste", "university"),
    ("sviluppo", "development"), ("sygehus", "hospital"), ("sykehus", "hospital"), ("sykehuset", "hospital"),
    ("szkola", "school"), ("szpital", "hospital"), ("tech", "technology"), ("technical", "technology"),
    ("technicka", "technology"), ("technicke", "technology"), ("technika", "technology"), ("technique", "technology"),
    ("techniques", "technology"), ("technisch", "technology"), ("technische", "technology"),
    ("technischen", "technology"), ("technol", "technology"), ("technological", "technology"),
    ("technologie", "technology"), ("technologies", "technology"), ("technologique", "technology"),
    ("technologiques", "technology"), ("tecnica", "technology"), ("tecnicas", "technology"),
    ("tecnico", "technology"), ("tecnologia", "technology"), ("tecnologias", "technology"),
    ("tecnologica", "technology"), ("tecnologicas", "technology"), ("tecnologiche", "technology"),
    ("tecnologico", "technology"), ("tecnologie", "technology"), ("tekhnologii", "technology"),
    ("teknik", "technology"), ("tekniska", "technology"), ("tekniske", "technology"), ("teknologi", "technology"),
    ("teknoloji", "technology"), ("tip", "medicine"), ("torino", "turin"), ("tsentr", "center"),
    ("tuebingen", "tubingen"), ("ulikool", "university"), ("umwelt", "environment"), ("uni", "university"),
    ("unidad", "unit"), ("unidade", "unit"), ("unita", "unit"), ("unite", "unit"), ("univ", "university"),
    ("univeristy", "university"), ("univers", "university"), ("universidad", "university"),
    ("universidade", "university"), ("universidades", "university"), ("universita", "university"),
    ("universitaet", "university"), ("universitair", "university"), ("universitaire", "university"),
    ("universitaires", "university"), ("universitari", "university"), ("universitaria", "university"),
    ("universitario", "university"), ("universitas", "university"), ("universitat", "university"),
    ("universitate", "university"), ("universitatea", "university"), ("universitates", "university"),
    ("universitatis", "university"), ("universite", "university"), ("universiteit", "university"),
    ("universitesi", "university"), ("universitesy", "university"), ("universitet", "university"),
    ("universitetas", "university"), ("universitetet", "university"), ("universiteti", "university"),
    ("universitetit", "university"), ("universitetskaya", "university"), ("universiti", "university"),
    ("universities", "university"), ("universtiy", "university"), ("universty", "university"),
    ("univerza", "university"), ("univerzita", "university"), ("univerzitet", "university"),
    ("univerzitetni", "university"), ("uniwersytet", "university"), ("unversity", "university"),
    ("ustav", "institute"), ("venezia", "venice"), ("vet", "veterinary"), ("vetenskap", "science"),
    ("veterinaire", "veterinary"), ("veterinaria", "veterinary"), ("veterinarias", "veterinary"), ("vrije", "free"),
    ("warszawa", "warsaw"), ("wetenschap", "science"), ("wetenschappen", "science"), ("wien", "vienna"),
    ("wissenschaft", "science"), ("wissenschaften", "science"), ("woman", "women"), ("wuerzburg", "wurzburg"),
    ("wydzial", "faculty"), ("yliopisto", "university"), ("zdrowia", "health"), ("zentral", "central"),
    ("zentren", "center"), ("zentrum", "center"), ("ziekenhuis", "hospital"), ("zuerich", "zurich"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_settle_at_once() {
        assert!(JOINING.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(SAME.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (_, common) in &SAME {
            assert_eq!(canonical(common), Some(*common), "{common} is not its own common form");
        }
    }

    #[test]
    fn languages_and_abbreviations_meet() {
        for word in ["univ", "universite", "universitat", "uniwersytet", "universidad"] {
            assert_eq!(canonical(word), Some("university"));
        }
        assert_eq!(canonical("of"), None);
        assert_eq!(canonical("gene"), Some("gene"));
    }
}
