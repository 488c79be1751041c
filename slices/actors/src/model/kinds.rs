//! The closed sets of words about actors.

use bellwether_kernel::named;

named!(
    /// What an actor is.
    ActorKind {
        /// A human being.
        Person = "person",
        /// A legal person, an authority, or a part of one that acts by itself.
        Organisation = "organisation",
        /// A council, commission or panel.
        Body = "body",
    }
);

named!(
    /// The legal form of an organisation.
    LegalForm {
        /// A ministry, agency or other authority.
        StateAuthority = "state_authority",
        /// A budgetary, autonomous or treasury institution of the state: universities, hospitals, institutes.
        StateInstitution = "state_institution",
        /// The same of a town.
        MunicipalInstitution = "municipal_institution",
        /// An enterprise that the state or a town owns.
        UnitaryEnterprise = "unitary_enterprise",
        /// A company limited by shares.
        JointStockCompany = "joint_stock_company",
        /// A company with limited liability.
        LimitedCompany = "limited_company",
        /// A partnership.
        Partnership = "partnership",
        /// A cooperative.
        Cooperative = "cooperative",
        /// An autonomous non-profit organisation.
        AutonomousNonProfit = "autonomous_non_profit",
        /// A foundation.
        Foundation = "foundation",
        /// An association or union.
        Association = "association",
        /// A public organisation of citizens.
        PublicOrganisation = "public_organisation",
        /// A person in business on their own.
        SoleTrader = "sole_trader",
        /// An organisation made by a treaty of states.
        International = "international",
        /// A part of another organisation.
        Branch = "branch",
        /// Anything else, or a foreign form.
        Other = "other",
    }
);

named!(
    /// Who may see it.
    Visibility {
        /// Everybody.
        Public = "public",
        /// Those who work for the cluster.
        Internal = "internal",
    }
);

named!(
    /// What a name is for.
    NameKind {
        /// The full name, as in the documents.
        Official = "official",
        /// The usual short name.
        Short = "short",
        /// Anything else that it is found by.
        Variant = "variant",
    }
);

named!(
    /// How an actor is tied to another, as from the one that it is kept with.
    RelationKind {
        /// It is a part of the other.
        PartOf = "part_of",
        /// The other took over what it did.
        SucceededBy = "succeeded_by",
        /// It was merged into the other: the organisations themselves, not their records.
        MergedInto = "merged_into",
        /// The other was split off from it.
        SplitInto = "split_into",
    }
);

named!(
    /// What an actor is to a cluster, to another actor, or to anything.
    Role {
        /// Founded it.
        Founder = "founder",
        /// Takes part.
        Participant = "participant",
        /// A scientific centre that takes part.
        ScientificCentre = "scientific_centre",
        /// A pharmaceutical company that takes part.
        PharmaceuticalCompany = "pharmaceutical_company",
        /// Makes medical equipment.
        EquipmentManufacturer = "equipment_manufacturer",
        /// Helps results to the market.
        DevelopmentInstitute = "development_institute",
        /// The community that residents form.
        ResidentCommunity = "resident_community",
        /// The initiative that the cluster is a part of.
        Parent = "parent",
        /// Another cluster of the same initiative.
        SisterCluster = "sister_cluster",
        /// A ministry that supports the cluster.
        Ministry = "ministry",
        /// A partner from industry and science.
        IndustrialPartner = "industrial_partner",
        /// A cluster of a region that it works with.
        RegionalCluster = "regional_cluster",
        /// Runs the cluster's business.
        Operator = "operator",
        /// A scientific and technical commission.
        Commission = "commission",
        /// A council that decides.
        Council = "council",
        /// A team, institute or company in residence.
        Resident = "resident",
        /// Belongs to a body or an association.
        Member = "member",
        /// Leads a body.
        Chair = "chair",
        /// Leads it when the chair is away.
        DeputyChair = "deputy_chair",
        /// Keeps the minutes.
        Secretary = "secretary",
        /// Leads an organisation or a part of it.
        Head = "head",
        /// Works there.
        Employee = "employee",
        /// Is asked first.
        Contact = "contact",
        /// Judges.
        Expert = "expert",
        /// Reviews what is put forward.
        Reviewer = "reviewer",
        /// Gives money for a share.
        Investor = "investor",
        /// Gives money without one.
        Donor = "donor",
        /// Brings partners together.
        Broker = "broker",
        /// Watches over rules.
        Regulator = "regulator",
    }
);

impl Role {
    /// Is an organisation with it among a cluster's members, as opposed to bodies, the operator, and persons?
    pub fn is_membership(self) -> bool {
        use Role::*;
        matches!(
            self,
            Founder
                | Participant
                | ScientificCentre
                | PharmaceuticalCompany
                | EquipmentManufacturer
                | DevelopmentInstitute
                | ResidentCommunity
                | Parent
                | SisterCluster
                | Ministry
                | IndustrialPartner
                | RegionalCluster
                | Resident
                | Member
        )
    }
}

named!(
    /// Where a record stands.
    RecordState {
        /// In use.
        Active = "active",
        /// It was a second record of another, which is used instead.
        Merged = "merged",
        /// A person whose data were erased.
        Erased = "erased",
    }
);
