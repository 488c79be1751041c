//! The register of two clusters: for each person somebody of their own to merge, take apart, import and erase.

use bellwether_actors::api::{
    ActorId, ActorKind, Actors, Addition, KeptFor, NameKind, NewActor, PersonalField, Role, Target, Validity,
    Visibility,
};
use bellwether_kernel::ctx::Ctx;
use bellwether_kernel::lang::Text;

use super::seed::{CLUSTER, Site};

/// Those who may keep the register of the cluster. The others try what is there for the first, and are refused.
pub const KEEPERS: [&str; 2] = ["officer", "admin"];

/// Somebody who is internal to a cluster.
pub fn internal(kind: ActorKind, name: &str) -> NewActor {
    NewActor {
        kind,
        form: None,
        name: Text::both(name, name),
        slug: None,
        visibility: Visibility::Internal,
        role: None,
        valid: Validity::ALWAYS,
    }
}

/// What somebody internal is to a cluster.
pub fn role_in(cluster: &str, role: Role) -> Addition {
    Addition::Involvement {
        cluster: cluster.to_owned(),
        role,
        target: Target::Cluster,
        valid: Validity::ALWAYS,
        visibility: Visibility::Internal,
    }
}

/// The e-mail address of a person, kept by a cluster.
pub fn email(cluster: &str, value: &str) -> Addition {
    Addition::Personal {
        cluster: cluster.to_owned(),
        field: PersonalField::Email,
        value: value.to_owned(),
        purpose: KeptFor::Contact,
        keep_until: None,
    }
}

impl Site {
    /// The register of the installation.
    pub fn actors(&self) -> Actors {
        Actors::new(self.installation.db.clone())
    }

    async fn somebody(&mut self, name: &str, kind: ActorKind) -> ActorId {
        let id = self.actors().add(&Ctx::system(), CLUSTER, &internal(kind, &format!("Example {name}"))).await.unwrap();
        self.name(name, id);
        id
    }

    pub(super) async fn register(&mut self) {
        let (ctx, actors) = (Ctx::system(), self.actors());
        let itmo = actors.at_place(&ctx, CLUSTER, "itmo").await.unwrap();
        self.name("actor", itmo);
        let leti = actors.at_place(&ctx, CLUSTER, "leti").await.unwrap();
        self.name("other-actor", leti);
        let ann = self.somebody("somebody", ActorKind::Person).await;
        actors.tell(&ctx, ann, &role_in(CLUSTER, Role::Chair)).await.unwrap();
        actors.tell(&ctx, ann, &email(CLUSTER, "ann@example.org")).await.unwrap();
        for person in KEEPERS {
            for name in ["kept", "dropped", "api-kept", "api-dropped", "undo-kept", "undo-dropped", "api-undo-dropped"]
            {
                self.somebody(&format!("{name}-{person}"), ActorKind::Organisation).await;
            }
            let id = |name: &str| -> ActorId { self.names[&format!("{name}-{person}")].parse().unwrap() };
            let undo = actors.merge(&ctx, id("undo-kept"), id("undo-dropped"), "").await.unwrap();
            let undo_too = actors.merge(&ctx, id("undo-kept"), id("api-undo-dropped"), "").await.unwrap();
            let told = id("kept");
            for row in ["dated", "gone"] {
                let name =
                    Addition::Name { kind: NameKind::Variant, text: Text::both(row, row), valid: Validity::ALWAYS };
                let row_id = actors.tell(&ctx, told, &name).await.unwrap();
                self.name(&format!("{row}-{person}"), row_id);
            }
            self.name(&format!("undo-{person}"), undo.id);
            self.name(&format!("api-undo-{person}"), undo_too.id);
            for name in ["erased", "api-erased"] {
                self.somebody(&format!("{name}-{person}"), ActorKind::Person).await;
            }
            let row = |n: u32, cells: [&str; 2]| (n, cells.map(str::to_owned).to_vec());
            let brought = format!("Brought for {person}");
            let rows = vec![row(1, ["kind", "name_en"]), row(2, ["body", &brought])];
            for name in ["import", "import-drop"] {
                let id = actors.bring(&ctx, CLUSTER, "bodies.csv", &rows).await.unwrap();
                let digest = actors.brought(&ctx, id).await.unwrap().digest;
                self.name(&format!("{name}-{person}"), id);
                self.name(&format!("digest-{person}"), digest);
            }
        }
    }
}
