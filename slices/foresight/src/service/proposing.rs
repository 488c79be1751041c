//! Proposing a topic to a cluster as a priority area: the evidence is frozen as it is, and stays readable at a permanent
//! address. Areas and priorities made of proposals are another slice's; it reads them through [`crate::api`].

use bellwether_cluster::api as clusters;
use bellwether_db::{Db, DbError, IsConflict};
use bellwether_kernel::ctx::{Ctx, Denied};
use bellwether_kernel::journal::Entry;
use bellwether_kernel::policy::Installation;
use serde_json::json;

use crate::model::proposal::{
    Altered, Draft, Evidence, Fault, Frozen, NamedTopic, Proposal, ProposalId, ProposalState, REASON, WithdrawnBefore,
};
use crate::policy::Act;
use crate::service::emerging;
use crate::store::folder::Edition;
use crate::store::proposal as store;
use crate::store::tables::TableError;

/// Why nothing was proposed, found or withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum ProposalError {
    /// The actor may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The landscape has no such topic.
    #[error("topic {0} is not there")]
    NoTopic(String),
    /// There is no such proposal.
    #[error("proposal {0} is not there")]
    NotFound(ProposalId),
    /// The landscape was built anew since the topic was looked at.
    #[error("the landscape was built anew since the topic was looked at")]
    Rebuilt,
    /// What was written cannot be taken.
    #[error("the proposal has {} faults", .0.len())]
    Faults(Vec<Fault>),
    /// A withdrawal without a reason, or with one of too many letters.
    #[error("a withdrawal needs a reason of at most {REASON} letters")]
    Reason,
    /// It was withdrawn before.
    #[error(transparent)]
    WithdrawnBefore(#[from] WithdrawnBefore),
    /// The stored evidence is not what was frozen.
    #[error(transparent)]
    Altered(#[from] Altered),
    /// The evidence cannot be written as JSON.
    #[error("freezing the evidence")]
    Form(#[from] serde_json::Error),
    /// The clusters cannot be read.
    #[error("reading the clusters")]
    Clusters(#[from] clusters::LookError),
    /// The tables failed.
    #[error(transparent)]
    Tables(#[from] TableError),
}

impl From<DbError> for ProposalError {
    fn from(error: DbError) -> Self {
        ProposalError::Tables(error.into())
    }
}

impl IsConflict for ProposalError {
    fn is_conflict(&self) -> bool {
        matches!(self, ProposalError::Tables(error) if error.is_conflict())
    }
}

/// Proposes a topic to a cluster, with the evidence as it is now.
pub async fn propose(
    ctx: &Ctx,
    db: &Db,
    edition: &Edition,
    topic: &str,
    draft: &Draft,
) -> Result<ProposalId, ProposalError> {
    ctx.permit(Act::Propose, &Installation)?;
    let evidence = evidence_of(ctx, edition, topic)?;
    if draft.landscape != edition.number() {
        return Err(ProposalError::Rebuilt);
    }
    let known = clusters::clusters(ctx, db).await?.iter().any(|cluster| cluster.slug == draft.cluster);
    let (texts, mut faults) = match draft.texts() {
        Ok(texts) => (Some(texts), Vec::new()),
        Err(faults) => (None, faults),
    };
    if !known {
        faults.insert(0, Fault::Cluster);
    }
    let Some((title, rationale)) = texts.filter(|_| faults.is_empty()) else {
        return Err(ProposalError::Faults(faults));
    };
    let frozen = Frozen::of(&evidence)?;
    let proposal = Proposal {
        id: ProposalId::new(),
        cluster: draft.cluster.clone(),
        topic: topic.to_owned(),
        title,
        rationale,
        sha256: frozen.sha256().to_owned(),
        proposed_by: ctx.actor.user_id(),
        proposed_at_ms: evidence.taken_at_ms,
        state: ProposalState::Proposed,
        withdrawn_at_ms: None,
        withdrawn_why: None,
    };
    let detail = json!({
        "cluster": proposal.cluster,
        "topic": topic,
        "landscape": evidence.landscape,
        "evidence": evidence.status.evidence,
        "sha256": frozen.sha256(),
    });
    db.write(ctx, async |tx| {
        store::add(tx.conn(), &proposal, &frozen).await?;
        tx.journal(Entry::new("foresight.area_proposed", "proposal", proposal.id, &detail)).await?;
        Ok::<_, ProposalError>(proposal.id)
    })
    .await
}

/// The newest proposals that the acting person may see, of one cluster where one is named.
pub async fn proposals(
    ctx: &Ctx,
    db: &Db,
    cluster: Option<&str>,
    before: Option<ProposalId>,
    limit: u32,
) -> Result<Vec<Proposal>, ProposalError> {
    let filter = ctx.permitted(Act::SeeProposals)?;
    Ok(store::list(db.reader(), &filter, cluster, before, limit).await?)
}

/// One proposal with its evidence, whose bytes were compared with their digest.
pub async fn proposal(ctx: &Ctx, db: &Db, id: ProposalId) -> Result<(Proposal, Frozen), ProposalError> {
    ctx.permitted(Act::SeeProposals)?;
    let found = store::find(db.reader(), id).await?.ok_or(ProposalError::NotFound(id))?;
    ctx.permit(Act::SeeProposals, &found)?;
    let text = store::evidence(db.reader(), id).await?.ok_or(ProposalError::NotFound(id))?;
    let frozen = Frozen::back(text, &found.sha256)?;
    Ok((found, frozen))
}

/// Withdraws a proposal. It stays readable, with the reason.
pub async fn withdraw(ctx: &Ctx, db: &Db, id: ProposalId, why: &str) -> Result<(), ProposalError> {
    ctx.permitted(Act::SeeProposals)?;
    let why = why.trim();
    if why.is_empty() || why.chars().count() > REASON {
        let found = store::find(db.reader(), id).await?.ok_or(ProposalError::NotFound(id))?;
        ctx.permit(Act::Withdraw, &found)?;
        return Err(ProposalError::Reason);
    }
    db.write(ctx, async |tx| {
        let found = store::find(tx.conn(), id).await?.ok_or(ProposalError::NotFound(id))?;
        ctx.permit(Act::Withdraw, &found)?;
        found.state.withdraw()?;
        if !store::withdraw(tx.conn(), id, why, tx.now().as_millisecond()).await? {
            return Err(WithdrawnBefore.into());
        }
        let detail = json!({ "cluster": found.cluster, "sha256": found.sha256 });
        tx.journal(Entry::new("foresight.proposal_withdrawn", "proposal", id, &detail)).await?;
        Ok(())
    })
    .await
}

/// All that the page of a topic shows.
fn evidence_of(ctx: &Ctx, edition: &Edition, id: &str) -> Result<Evidence, ProposalError> {
    let (at, topic) = edition.topic(id).ok_or_else(|| ProposalError::NoTopic(id.to_owned()))?;
    let named = |at: u32| {
        let topic = edition.topics.get(at as usize)?;
        Some(NamedTopic { id: topic.id.clone(), label: topic.label.clone(), size: topic.size, nearness: None })
    };
    let all = 0..edition.topics.len() as u32;
    let mut inside: Vec<NamedTopic> =
        all.filter(|other| edition.topics[*other as usize].parent == Some(at)).filter_map(named).collect();
    inside.sort_by_key(|topic| std::cmp::Reverse(topic.size));
    let near =
        |near: &crate::model::topic::Related| Some(NamedTopic { nearness: Some(near.nearness), ..named(near.topic)? });
    let (emerging, grounds) = emerging::of_topic(ctx, edition, topic)?;
    Ok(Evidence {
        form: 0,
        taken_at_ms: ctx.now().as_millisecond(),
        landscape: edition.number(),
        status: edition.status.clone(),
        topic: topic.clone(),
        parent: topic.parent.and_then(named),
        inside,
        related: topic.related.iter().filter_map(near).collect(),
        emerging,
        grounds,
    })
}
