//! The columns of the table.

use bellwether_kernel::named;

named!(
    /// A column; its heading in the file.
    Column {
        /// The id of a known actor.
        Id = "id",
        /// Its name in the addresses of the cluster.
        Slug = "slug",
        /// What it is.
        Kind = "kind",
        /// Its name in English.
        NameEn = "name_en",
        /// Its name in Russian.
        NameRu = "name_ru",
        /// Other names, with | between them.
        OtherNames = "other_names",
        /// The legal form of an organisation.
        LegalForm = "legal_form",
        /// Identifier.
        Ror = "ror",
        /// Identifier.
        Isni = "isni",
        /// Identifier.
        Inn = "inn",
        /// Identifier.
        Ogrn = "ogrn",
        /// Identifier.
        Orcid = "orcid",
        /// The slug, id or name of what it is a part of.
        PartOf = "part_of",
        /// Who may see that it is in the cluster.
        Visibility = "visibility",
        /// What it is to the cluster, or to what is named beside.
        Role = "role",
        /// The slug, id or name of the actor that it is this to; empty: the cluster.
        Of = "of",
        /// The first day of the role.
        From = "from",
        /// The last day of the role.
        Until = "until",
        /// Who may see the role.
        RoleVisibility = "role_visibility",
        /// Personal data.
        Email = "email",
        /// Personal data.
        Phone = "phone",
        /// Personal data.
        Address = "address",
        /// Personal data.
        BirthDate = "birth_date",
        /// Personal data.
        Degree = "degree",
        /// Personal data.
        Position = "position",
        /// Personal data.
        TaxNumber = "tax_number",
    }
);
