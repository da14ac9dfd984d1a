//! IndexedDB as a few tables of bytes by key, with transactions that are on the disk when they are said
//! to be done. It opens itself again when the browser has closed it.

use std::cell::RefCell;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction,
};

use super::{
    Fault,
    browser::{call, fault, first_event, window, within},
};

/// The layout of the tables. A later one copies into new tables and drops the old when all is there.
const LAYOUT: u32 = 1;
/// Longer than this the browser has forgotten the request: the connection is opened anew.
const LONGEST_MS: i32 = 10_000;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The device itself: its name, wrong PINs.
    Device,
    /// Who has opened an account here, with their wrapped keys.
    Accounts,
    /// Acts, each once, never changed.
    Acts,
    /// What became of them.
    Statuses,
    /// The last number and hash of each series.
    Tips,
    /// What is being entered.
    Drafts,
    /// What one account's exchange and pages start from.
    States,
}

impl Table {
    const ALL: [Table; 7] = [
        Table::Device,
        Table::Accounts,
        Table::Acts,
        Table::Statuses,
        Table::Tips,
        Table::Drafts,
        Table::States,
    ];

    fn name(self) -> &'static str {
        match self {
            Table::Device => "device",
            Table::Accounts => "accounts",
            Table::Acts => "acts",
            Table::Statuses => "statuses",
            Table::Tips => "tips",
            Table::Drafts => "drafts",
            Table::States => "states",
        }
    }
}

/// Changes that are made together or not at all.
#[derive(Debug, Default)]
pub struct Changes {
    puts: Vec<(Table, String, Vec<u8>)>,
    removals: Vec<(Table, String)>,
}

impl Changes {
    /// Puts a value in its place.
    pub fn put(&mut self, table: Table, key: String, value: Vec<u8>) {
        self.puts.push((table, key, value));
    }

    /// Takes one away.
    pub fn remove(&mut self, table: Table, key: String) {
        self.removals.push((table, key));
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removals.is_empty()
    }

    fn tables(&self) -> Array {
        let touched = |table: &Table| {
            self.puts.iter().any(|(of, ..)| of == table)
                || self.removals.iter().any(|(of, _)| of == table)
        };
        Table::ALL
            .iter()
            .filter(|table| touched(table))
            .map(|table| JsValue::from(table.name()))
            .collect()
    }
}

/// Values with their keys.
pub type Rows = Vec<(String, Vec<u8>)>;

/// The database of this origin.
#[derive(Debug)]
pub struct Database {
    name: String,
    connection: RefCell<Option<IdbDatabase>>,
}

impl Database {
    /// Opens it, and makes it where there is none.
    ///
    /// # Errors
    /// Where the browser does not give one.
    pub async fn open(name: &str) -> Result<Self, Fault> {
        let database = Self {
            name: name.to_owned(),
            connection: RefCell::new(None),
        };
        database.connection().await?;
        Ok(database)
    }

    async fn connection(&self) -> Result<IdbDatabase, Fault> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        let open = within(LONGEST_MS, connect(&self.name)).await?;
        self.connection.replace(Some(open.clone()));
        Ok(open)
    }

    /// A connection that the browser has closed is opened once more; a second failure is the caller's.
    async fn again<T>(
        &self,
        work: impl AsyncFn(&IdbDatabase) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let open = self.connection().await?;
        let outcome = within(LONGEST_MS, work(&open)).await;
        let fault = match outcome {
            Err(fault @ (Fault::Broken | Fault::Slow)) => fault,
            outcome => return outcome,
        };
        open.close();
        self.connection.replace(None);
        if fault == Fault::Slow {
            return Err(fault);
        }
        let open = self.connection().await?;
        within(LONGEST_MS, work(&open)).await
    }

    /// Makes the changes; they are on the disk when this returns.
    ///
    /// # Errors
    /// Nothing was changed then; after [`Fault::Slow`] it may still come about.
    pub async fn change(&self, changes: &Changes) -> Result<(), Fault> {
        if changes.is_empty() {
            return Ok(());
        }
        self.again(async |open| change(open, changes).await).await
    }

    /// One value.
    ///
    /// # Errors
    /// Where it could not be read.
    pub async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        self.again(async |open| {
            let store = reading(open, table)?;
            let value = answer(store.get(&key.into()).map_err(fault)?).await?;
            Ok((!value.is_undefined()).then(|| Uint8Array::new(&value).to_vec()))
        })
        .await
    }

    /// All values whose keys begin so, by key.
    ///
    /// # Errors
    /// Where they could not be read.
    pub async fn all(&self, table: Table, start: &str) -> Result<Rows, Fault> {
        self.in_range(table, &beginning_with(start)?).await
    }

    /// All values between two keys, both among them, by key.
    ///
    /// # Errors
    /// Where they could not be read.
    pub async fn between(&self, table: Table, first: &str, last: &str) -> Result<Rows, Fault> {
        let range = IdbKeyRange::bound(&first.into(), &last.into()).map_err(fault)?;
        self.in_range(table, &range).await
    }

    async fn in_range(&self, table: Table, range: &IdbKeyRange) -> Result<Rows, Fault> {
        self.again(async |open| {
            let store = reading(open, table)?;
            let keys = store.get_all_keys_with_key(range).map_err(fault)?;
            let values = store.get_all_with_key(range).map_err(fault)?;
            // Both are asked for before the first is waited for, so that one transaction answers both.
            let (keys, values) = futures::join!(answer(keys), answer(values));
            let (keys, values) = (Array::from(&keys?), Array::from(&values?));
            let pairs = keys.iter().zip(values.iter());
            Ok(pairs
                .map(|(key, value)| {
                    let key = key.as_string().unwrap_or_default();
                    (key, Uint8Array::new(&value).to_vec())
                })
                .collect())
        })
        .await
    }

    /// How many keys begin so.
    ///
    /// # Errors
    /// Where they could not be counted.
    pub async fn count(&self, table: Table, start: &str) -> Result<usize, Fault> {
        self.again(async |open| {
            let store = reading(open, table)?;
            let range = beginning_with(start)?;
            let request = store.count_with_key(&range).map_err(fault)?;
            let count = answer(request).await?.as_f64().unwrap_or_default();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let count = count as usize;
            Ok(count)
        })
        .await
    }
}

fn factory() -> Result<IdbFactory, Fault> {
    window()?.indexed_db().map_err(fault)?.ok_or(Fault::Absent)
}

async fn connect(name: &str) -> Result<IdbDatabase, Fault> {
    let request = factory()?.open_with_u32(name, LAYOUT).map_err(fault)?;
    loop {
        let names = &["upgradeneeded", "success", "error", "blocked"];
        match first_event(&request, names).await? {
            "upgradeneeded" => lay_out(&request)?,
            "success" => break,
            // Another tab holds an older layout open; it closes when it hears of this one.
            "blocked" => {}
            _ => return Err(error_of(&request)),
        }
    }
    let open: IdbDatabase = request
        .result()
        .map_err(fault)?
        .dyn_into()
        .map_err(|_| Fault::Broken)?;
    // A tab with a newer layout must not wait for this one.
    let closing = open.clone();
    let give_way = wasm_bindgen::closure::Closure::once_into_js(move || closing.close());
    open.set_onversionchange(Some(give_way.unchecked_ref()));
    Ok(open)
}

fn lay_out(request: &IdbOpenDbRequest) -> Result<(), Fault> {
    let open: IdbDatabase = request
        .result()
        .map_err(fault)?
        .dyn_into()
        .map_err(|_| Fault::Broken)?;
    let present = open.object_store_names();
    for table in Table::ALL {
        if !present.contains(table.name()) {
            open.create_object_store(table.name()).map_err(fault)?;
        }
    }
    Ok(())
}

async fn change(open: &IdbDatabase, changes: &Changes) -> Result<(), Fault> {
    // The bindings have no stable name for the third argument. Without it Chromium says that a
    // transaction is complete before the disk has it.
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(fault)?;
    let arguments = [changes.tables().into(), "readwrite".into(), options.into()];
    let transaction: IdbTransaction = call(open, "transaction", &arguments)?
        .dyn_into()
        .map_err(|_| Fault::Broken)?;
    for (table, key) in &changes.removals {
        let store = transaction.object_store(table.name()).map_err(fault)?;
        store.delete(&key.as_str().into()).map_err(fault)?;
    }
    for (table, key, value) in &changes.puts {
        let store = transaction.object_store(table.name()).map_err(fault)?;
        let value = Uint8Array::from(value.as_slice());
        store
            .put_with_key(&value, &key.as_str().into())
            .map_err(fault)?;
    }
    match first_event(&transaction, &["complete", "abort"]).await? {
        "complete" => Ok(()),
        _ => Err(transaction
            .error()
            .map_or(Fault::Broken, |error| fault(error.into()))),
    }
}

fn reading(open: &IdbDatabase, table: Table) -> Result<IdbObjectStore, Fault> {
    open.transaction_with_str(table.name())
        .and_then(|transaction| transaction.object_store(table.name()))
        .map_err(fault)
}

async fn answer(request: IdbRequest) -> Result<JsValue, Fault> {
    match first_event(&request, &["success", "error"]).await? {
        "success" => request.result().map_err(fault),
        _ => Err(error_of(&request)),
    }
}

fn error_of(request: &IdbRequest) -> Fault {
    match request.error() {
        Ok(Some(error)) => fault(error.into()),
        _ => Fault::Broken,
    }
}

/// Keys are ASCII, so nothing that begins so is after the highest character behind it.
fn beginning_with(start: &str) -> Result<IdbKeyRange, Fault> {
    IdbKeyRange::bound(&start.into(), &format!("{start}\u{ffff}").as_str().into()).map_err(fault)
}
