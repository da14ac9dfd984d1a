//! From what the stores gave back to an account at work.

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use leptos::prelude::*;
use roviec_shared::{
    api::{Me, Organisation},
    id::{ActRef, SeriesId},
    order::Gather,
    permission::Author,
    sync::device::{Device, Input, Start, Status},
};

use super::{
    engine::{Engine, Note, Parts},
    hand::Adapter,
    tabs::{Said, Tabs},
};
use crate::{
    storage::{
        Fault,
        account::{Accounts, Opened},
        database::Database,
        journal::{Acts, Journal, State},
        record::{ActRecord, Exchange},
        sleep,
        working::{Content, Working},
    },
    store::{Actor, Colleague, Store},
};

/// How long a tab waits for what another says that it has stored.
const HEARD_TRIES: usize = 20;
const HEARD_MS: i32 = 50;

/// Where an account is opened.
pub(super) struct Place<'a> {
    pub store: Store,
    pub revision: RwSignal<u64>,
    pub database: &'a Rc<Database>,
    pub tabs: Tabs,
}

/// Opens an account: unites both stores, and shows what they hold.
///
/// # Errors
/// Where the journal cannot be read; nothing is shown then.
pub(super) async fn open(
    place: Place<'_>,
    opened: Opened,
    me: Option<Me>,
) -> Result<Rc<Engine>, Fault> {
    let accounts = Accounts::of(place.database);
    let account = opened.account.account.clone();
    let journal = Journal::of(place.database, &account, &opened.data_key);
    let working = Working::of(&account, &opened.data_key);
    if let Some(me) = &me {
        journal.keep_state(State::Me, me).await?;
    }
    // Before the acts: what another tab adds meanwhile is heard of in its order.
    let heads = heads(&journal, &opened).await?;
    let (acts, drafts, exchange, organisation, kept_me) = futures::try_join!(
        journal.acts(),
        journal.drafts(),
        journal.state::<Exchange>(State::Exchange),
        journal.state::<Organisation>(State::Organisation),
        journal.state::<Me>(State::Me)
    )?;
    let content = working.read().await;
    let acts = unite(&journal, acts, &content).await?;
    let exchange = exchange.unwrap_or_default();
    let me = me.or(kept_me).ok_or(Fault::Unreadable)?;
    let author = Author {
        person: Some(opened.account.person.clone()),
        held: organisation.as_ref().map_or_else(
            || me.roles.clone(),
            |organisation| organisation.held.clone(),
        ),
    };
    let start = Start {
        device: accounts.device_name().await?,
        account: account.clone(),
        person: Some(opened.account.person.clone()),
        request: exchange.request,
        epoch: exchange.epoch.clone(),
        buckets: content.buckets,
        acts: own(&acts),
        heads,
        rules: Arc::default(),
        organisation: organisation.as_ref().map(|held| held.revision.clone()),
    };
    place.store.today.set(exchange.today.unwrap_or(me.today));
    let engine = Engine::new(Parts {
        store: place.store,
        revision: place.revision,
        accounts,
        opened,
        journal,
        working,
        device: Device::new(start),
        author: author.clone(),
        notes: notes(&acts),
        exchange,
        tabs: place.tabs,
    });
    engine.seat(me, author, organisation, drafts).await?;
    Ok(engine)
}

/// The journal and the working store, united by series and number: what only the working store still
/// has goes back into the journal.
async fn unite(journal: &Journal, mut acts: Acts, content: &Content) -> Result<Acts, Fault> {
    let lost: Vec<&ActRecord> = content
        .acts
        .iter()
        .filter(|act| !acts.records.contains_key(&act.name))
        .collect();
    if !lost.is_empty() {
        journal.restore(&lost).await?;
        for act in lost {
            acts.records.insert(act.name.clone(), act.clone());
        }
    }
    Ok(acts)
}

/// The last number of each series of this account, also where that act is here no more.
async fn heads(journal: &Journal, opened: &Opened) -> Result<BTreeMap<SeriesId, u64>, Fault> {
    let mut heads = BTreeMap::new();
    for signer in &opened.signers {
        let tip = journal.tip(&signer.series).await?;
        heads.insert(signer.series.clone(), tip.number);
    }
    Ok(heads)
}

fn own(acts: &Acts) -> BTreeMap<ActRef, roviec_shared::sync::device::Own> {
    acts.records
        .iter()
        .filter_map(|(name, record)| {
            let status = acts.statuses.get(name).cloned();
            Some((name.clone(), record.own(status.unwrap_or(Status::Pending))?))
        })
        .into_map()
}

fn notes(acts: &Acts) -> BTreeMap<ActRef, Note> {
    let note = |record: &ActRecord| Note {
        made_ms: record.made_ms,
        signature: record.signature.clone(),
    };
    acts.records
        .iter()
        .map(|(name, record)| (name.clone(), note(record)))
        .into_map()
}

impl Engine {
    /// Puts the account before the pages.
    async fn seat(
        self: &Rc<Self>,
        me: Me,
        author: Author,
        organisation: Option<Organisation>,
        drafts: BTreeMap<String, String>,
    ) -> Result<(), Fault> {
        let store = self.store;
        let others = self.accounts.list().await?;
        let colleagues = others
            .into_iter()
            .filter(|other| other.account != self.account)
            .map(|other| Colleague {
                person: other.person,
                name: other.name,
            });
        store.colleagues.set(colleagues.collect());
        let next = ActRef {
            series: self
                .opened
                .borrow()
                .signer()
                .map(|signer| signer.series.clone())
                .ok_or(Fault::Unreadable)?,
            number: 1,
        };
        store.connect(Rc::new(Adapter(self.clone())), next, drafts);
        self.foresee_in_use().await;
        match organisation {
            Some(organisation) => self.take_organisation(organisation),
            None => self.show_all(),
        }
        self.reflect();
        store.actor.set(Some(Actor {
            account: self.account.clone(),
            person: self.person.clone(),
            name: me.name,
            author,
            demonstration: me.demonstration,
        }));
        Ok(())
    }

    /// Another tab said something about this account.
    pub async fn hear(self: Rc<Self>, said: Said) {
        match said {
            Said::Act { act, .. } => {
                let Some(own) = act.own(Status::Pending) else {
                    return;
                };
                let book = own.act.book.clone();
                self.take_own(own, &act);
                self.show(&[book].into());
                self.reflect();
            }
            Said::Draft { form, text, .. } => self.store.take_draft(&form, text),
            Said::Kept { .. } => self.hear_kept(said).await,
            Said::Line {
                line,
                last_success_ms,
                is_busy,
                ..
            } if !self.is_leading() => {
                self.standing.set(super::engine::Standing {
                    line: line.into(),
                    last_success_ms,
                    is_busy,
                });
                self.reflect();
            }
            Said::Organisation { .. } => {
                let organisation = self.journal.state::<Organisation>(State::Organisation);
                if let Ok(Some(organisation)) = organisation.await {
                    self.take_organisation(organisation);
                }
            }
            Said::Moved { .. } => self.hear_moved().await,
            Said::Wanted => self.feed(Input::Wanted),
            Said::SignedIn => self.feed(Input::SignedIn),
            Said::LetGo { name } => self.feed(Input::LetGo(name)),
            Said::Returned { told } => self.feed(Input::Returned(told)),
            _ => {}
        }
    }

    async fn hear_kept(self: &Rc<Self>, said: Said) {
        let Said::Kept {
            statuses,
            forget,
            buckets,
            drop,
            request,
            epoch,
            ..
        } = said
        else {
            return;
        };
        if self.is_leading() {
            return;
        }
        let mut read = BTreeMap::new();
        for (id, cursor) in buckets {
            // Browsers bring what one tab stored to the others a little later than what it says.
            for _ in 0..HEARD_TRIES {
                match self.working.bucket(&id).await {
                    Some(bucket) if bucket.cursor >= cursor => {
                        read.insert(id, bucket);
                        break;
                    }
                    _ => sleep(HEARD_MS).await,
                }
            }
        }
        let keep = roviec_shared::sync::device::Keep {
            statuses,
            forget,
            drop,
            request,
            epoch,
            ..Default::default()
        };
        let shown = self
            .device
            .borrow_mut()
            .learn(roviec_shared::sync::device::Stored {
                keep,
                buckets: read,
                ..Default::default()
            });
        self.show(&shown);
        self.reflect();
    }

    /// Acts were made again under a new key: keys and acts are read anew.
    async fn hear_moved(self: &Rc<Self>) {
        let opened = self.opened.borrow().clone();
        let (Ok(opened), Ok(acts)) =
            futures::join!(self.accounts.read_again(&opened), self.journal.acts())
        else {
            return;
        };
        self.opened.replace(opened);
        self.notes.replace(notes(&acts));
        let (gone, new) = {
            let device = self.device.borrow();
            let held = device.acts();
            let gone: Vec<ActRef> = held
                .keys()
                .filter(|name| !acts.records.contains_key(*name))
                .cloned()
                .collect();
            let new: Vec<_> = own(&acts)
                .into_values()
                .filter(|own| !held.contains_key(&own.name))
                .collect();
            (gone, new)
        };
        {
            let mut device = self.device.borrow_mut();
            device.moved(gone);
            device.learn(roviec_shared::sync::device::Stored {
                acts: new,
                ..Default::default()
            });
        }
        self.foresee_in_use().await;
        self.show_all();
        self.reflect();
    }
}
