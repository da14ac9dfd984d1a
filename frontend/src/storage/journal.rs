//! The journal of one account: what people entered, and what became of it. What has committed here is
//! called saved; nothing else is.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use futures::future::try_join_all;
use roviec_shared::{
    id::{ActRef, SeriesId},
    sync::device::Status,
};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::{
    Fault,
    bytes::encode,
    cipher::DataKey,
    database::{Changes, Database, Table},
    record::{self, ActRecord, Chunk, ChunkId, Draft, Tip},
};

/// Where one account's rows stand.
#[derive(Clone, Debug)]
pub struct Journal {
    database: Rc<Database>,
    account: String,
    key: DataKey,
}

/// All that the journal has of an account's acts.
#[derive(Debug, Default)]
pub struct Acts {
    /// The acts.
    pub records: BTreeMap<ActRef, ActRecord>,
    /// What became of them; those without a verdict are not named.
    pub statuses: BTreeMap<ActRef, Status>,
}

/// Values that one account's pages and exchange start from, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// [`record::Exchange`].
    Exchange,
    /// Units, rule sets, roles, names.
    Organisation,
    /// Who the account belongs to, as the server said last.
    Me,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Exchange => "exchange",
            State::Organisation => "organisation",
            State::Me => "me",
        }
    }
}

impl Journal {
    /// The journal of an account whose key is open.
    pub fn of(database: &Rc<Database>, account: &str, key: &DataKey) -> Self {
        Self {
            database: database.clone(),
            account: account.to_owned(),
            key: key.clone(),
        }
    }

    /// That of another account in the same database.
    pub fn of_another(&self, account: &str, key: &DataKey) -> Self {
        Self::of(&self.database, account, key)
    }

    fn act_place(&self, name: &ActRef) -> String {
        // Padded, so that keys stand in the order of the numbers.
        format!("{}/{}/{:012}", self.account, name.series, name.number)
    }

    fn chunk_place(&self, id: &ChunkId) -> String {
        format!("{}/{}/{:08}", self.account, id.series, id.number)
    }

    fn draft_place(&self, form: &str) -> String {
        // The key of a form names a person.
        format!("{}/{}", self.account, encode(&Sha256::digest(form)[..16]))
    }

    fn state_place(&self, state: State) -> String {
        format!("{}/{}", self.account, state.name())
    }

    async fn seal<T: Serialize>(&self, place: &str, value: &T) -> Result<Vec<u8>, Fault> {
        self.key.seal(place, &record::write(value)).await
    }

    async fn open<T: DeserializeOwned>(&self, place: &str, sealed: &[u8]) -> Result<T, Fault> {
        record::read(&self.key.open(place, sealed).await?)
    }

    /// Everything, decrypted.
    ///
    /// # Errors
    /// Where storage fails, or a row is not this account's.
    pub async fn acts(&self) -> Result<Acts, Fault> {
        let start = format!("{}/", self.account);
        let (rows, chunks) = futures::try_join!(
            self.database.all(Table::Acts, &start),
            self.database.all(Table::Statuses, &start)
        )?;
        let records = try_join_all(
            rows.iter()
                .map(|(place, row)| self.open::<ActRecord>(place, row)),
        );
        let statuses = try_join_all(chunks.iter().map(async |(place, row)| {
            let chunk: Chunk = self.open(place, row).await?;
            Ok((series_of(place)?, chunk))
        }));
        let (records, statuses) = futures::try_join!(records, statuses)?;
        let mut acts = Acts::default();
        for record in records {
            acts.records.insert(record.name.clone(), record);
        }
        for (series, chunk) in statuses {
            for (number, status) in chunk.statuses {
                let series = series.clone();
                acts.statuses.insert(ActRef { series, number }, status);
            }
        }
        Ok(acts)
    }

    /// The acts of a series between two numbers, as far as they are here.
    ///
    /// # Errors
    /// Where storage fails, or a row is not this account's.
    pub async fn acts_between(
        &self,
        series: &SeriesId,
        from: u64,
        to: u64,
    ) -> Result<Vec<ActRecord>, Fault> {
        let place = |number| {
            let series = series.clone();
            self.act_place(&ActRef { series, number })
        };
        let rows = self
            .database
            .between(Table::Acts, &place(from), &place(to))
            .await?;
        let records = rows.iter().map(|(place, row)| self.open(place, row));
        try_join_all(records).await
    }

    /// How many acts there are, without opening them.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn count(&self) -> Result<usize, Fault> {
        self.database
            .count(Table::Acts, &format!("{}/", self.account))
            .await
    }

    /// The drafts, by form.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn drafts(&self) -> Result<BTreeMap<String, String>, Fault> {
        let start = format!("{}/", self.account);
        let rows = self.database.all(Table::Drafts, &start).await?;
        let drafts = rows
            .iter()
            .map(|(place, row)| self.open::<Draft>(place, row));
        let drafts = try_join_all(drafts).await?;
        Ok(drafts
            .into_iter()
            .map(|draft| (draft.form, draft.text))
            .collect())
    }

    /// The last act of a series on this device.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn tip(&self, series: &SeriesId) -> Result<Tip, Fault> {
        let row = self.database.get(Table::Tips, series.as_str()).await?;
        row.map_or(Ok(Tip::default()), |row| record::read(&row))
    }

    /// Adds the next act of a series, which was numbered under the series' lock, for this account and for
    /// a colleague's where they made it, in one transaction.
    ///
    /// # Errors
    /// The act is not saved then.
    pub async fn add(&self, act: &ActRecord, also: Option<&Journal>) -> Result<(), Fault> {
        let tip = Tip {
            number: act.name.number,
            hash: act.hash,
        };
        let mut changes = Changes::default();
        for journal in [Some(self), also].into_iter().flatten() {
            let place = journal.act_place(&act.name);
            let sealed = journal.seal(&place, act).await?;
            changes.put(Table::Acts, place, sealed);
        }
        // Neither number nor hash says what the act is.
        changes.put(
            Table::Tips,
            act.name.series.to_string(),
            record::write(&tip),
        );
        self.database.change(&changes).await
    }

    /// Puts back acts that only the working store still had.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn restore(&self, acts: &[&ActRecord]) -> Result<(), Fault> {
        let mut changes = Changes::default();
        for act in acts {
            let place = self.act_place(&act.name);
            let sealed = self.seal(&place, act).await?;
            changes.put(Table::Acts, place, sealed);
        }
        let mut tips: BTreeMap<&SeriesId, Tip> = BTreeMap::new();
        for act in acts {
            let known = match tips.get(&act.name.series) {
                Some(tip) => *tip,
                None => self.tip(&act.name.series).await?,
            };
            if act.name.number >= known.number {
                let (number, hash) = (act.name.number, act.hash);
                tips.insert(&act.name.series, Tip { number, hash });
            }
        }
        for (series, tip) in tips {
            changes.put(Table::Tips, series.to_string(), record::write(&tip));
        }
        self.database.change(&changes).await
    }

    /// Keeps what became of acts, and what the exchange starts from, in one transaction.
    ///
    /// # Errors
    /// Nothing of it is kept then.
    pub async fn keep(
        &self,
        statuses: &BTreeMap<ChunkId, Chunk>,
        forget: &BTreeSet<ActRef>,
        exchange: &record::Exchange,
    ) -> Result<(), Fault> {
        let mut changes = Changes::default();
        for name in forget {
            changes.remove(Table::Acts, self.act_place(name));
        }
        for (id, chunk) in statuses {
            let place = self.chunk_place(id);
            if chunk.statuses.is_empty() {
                changes.remove(Table::Statuses, place);
            } else {
                let sealed = self.seal(&place, chunk).await?;
                changes.put(Table::Statuses, place, sealed);
            }
        }
        let place = self.state_place(State::Exchange);
        let sealed = self.seal(&place, exchange).await?;
        changes.put(Table::States, place, sealed);
        self.database.change(&changes).await
    }

    /// Acts of a series that cannot go on were made again in another: the old ones go in the transaction
    /// that adds the new.
    ///
    /// # Errors
    /// Nothing has moved then.
    pub async fn replace(&self, old: &[ActRef], new: &[ActRecord]) -> Result<(), Fault> {
        let mut changes = Changes::default();
        for name in old {
            changes.remove(Table::Acts, self.act_place(name));
        }
        for act in new {
            let place = self.act_place(&act.name);
            let sealed = self.seal(&place, act).await?;
            changes.put(Table::Acts, place, sealed);
            let (number, hash) = (act.name.number, act.hash);
            let tip = record::write(&Tip { number, hash });
            changes.put(Table::Tips, act.name.series.to_string(), tip);
        }
        self.database.change(&changes).await
    }

    /// Keeps a draft, or forgets it.
    ///
    /// # Errors
    /// The draft is as it was before.
    pub async fn keep_draft(&self, form: &str, text: Option<&str>) -> Result<(), Fault> {
        let place = self.draft_place(form);
        let mut changes = Changes::default();
        match text {
            None => changes.remove(Table::Drafts, place),
            Some(text) => {
                let draft = Draft {
                    form: form.to_owned(),
                    text: text.to_owned(),
                };
                let sealed = self.seal(&place, &draft).await?;
                changes.put(Table::Drafts, place, sealed);
            }
        }
        self.database.change(&changes).await
    }

    /// A state; none where it was never kept, or in a form that is not read any more.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn state<T: DeserializeOwned>(&self, state: State) -> Result<Option<T>, Fault> {
        let place = self.state_place(state);
        let Some(row) = self.database.get(Table::States, &place).await? else {
            return Ok(None);
        };
        match self.open(&place, &row).await {
            Ok(value) => Ok(Some(value)),
            Err(Fault::Unreadable) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// Keeps a state.
    ///
    /// # Errors
    /// It is as it was before.
    pub async fn keep_state<T: Serialize>(&self, state: State, value: &T) -> Result<(), Fault> {
        let place = self.state_place(state);
        let sealed = self.seal(&place, value).await?;
        let mut changes = Changes::default();
        changes.put(Table::States, place, sealed);
        self.database.change(&changes).await
    }
}

fn series_of(chunk_place: &str) -> Result<SeriesId, Fault> {
    chunk_place
        .split('/')
        .nth(1)
        .and_then(|series| series.parse().ok())
        .ok_or(Fault::Unreadable)
}
