//! The store of one account on this device: own chain, pulled pages, key, and where sync stands.
//!
//! Own records are committed with strict durability before anything says "saved". Nothing here awaits anything else
//! while a transaction is open.

use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Query, Transaction};
use js_sys::{Array, Object, Reflect, Uint8Array};
use ledger::bytes::Reader;
use ledger::chain::Head;
use ledger::record::Record;
use ledger::wire::{Cursor, Page};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKeyPair, IdbDatabase, IdbTransaction};

use super::{StorageProblem, seal};

const OWN: &str = "own";
const PAGES: &str = "pages";
const META: &str = "meta";
const KEYS: &str = "keys";

/// Where the own chain and the sync stand. Stored as two rows: the head, which only a write moves, and the rest,
/// which only a sync moves; so a tab that syncs never undoes what another tab wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Last own record on this device.
    #[serde(skip)]
    pub head: Option<Head>,
    /// Last own record that the server confirmed to hold.
    pub sent: Option<Head>,
    /// Where pulling goes on.
    pub cursor: Cursor,
    /// Server time seen last, seconds.
    pub server_time: Option<i64>,
    /// Device time of the last complete sync, seconds.
    pub synced_at: Option<i64>,
    /// Set when the server holds another record at a place of this chain.
    pub broken: bool,
}

/// Says how safely a transaction must be on the medium before it counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Durability {
    Strict,
    Relaxed,
}

/// An open store of one account.
pub struct Records {
    db: IdbDatabase,
}

/// Everything read at the start.
pub struct Loaded {
    /// Own records, oldest first.
    pub own: Vec<Record>,
    /// Pulled pages, oldest first.
    pub pages: Vec<Page>,
    /// Where chain and sync stand.
    pub marks: Marks,
    /// The signing key, when one was made.
    pub key: Option<CryptoKeyPair>,
}

fn problem(error: &idb::Error) -> StorageProblem {
    let text = error.to_string();
    if text.contains("Quota") { StorageProblem::Full } else { StorageProblem::Refused }
}

fn number(key: u64) -> JsValue {
    JsValue::from_f64(key as f64)
}

impl Records {
    /// Opens (or makes) the store of an account; `name` is the author, or `solo`.
    pub async fn open(name: &str) -> Result<Self, StorageProblem> {
        let factory = Factory::new().map_err(|_| StorageProblem::Refused)?;
        let mut request = factory.open(&format!("takar-{name}"), Some(1)).map_err(|_| StorageProblem::Refused)?;
        request.on_upgrade_needed(|event| {
            let Ok(db) = event.database() else { return };
            for store in [OWN, META, KEYS] {
                let _ = db.create_object_store(store, ObjectStoreParams::new());
            }
            let mut pages = ObjectStoreParams::new();
            pages.auto_increment(true).key_path(None::<KeyPath>);
            let _ = db.create_object_store(PAGES, pages);
        });
        let db: Database = request.await.map_err(|error| problem(&error))?;
        Ok(Self { db: db.into() })
    }

    /// Deletes the store of an account with everything in it.
    pub async fn delete(name: &str) -> Result<(), StorageProblem> {
        let factory = Factory::new().map_err(|_| StorageProblem::Refused)?;
        let request = factory.delete(&format!("takar-{name}")).map_err(|_| StorageProblem::Refused)?;
        request.await.map_err(|error| problem(&error))
    }

    /// Closes the store so that it can be deleted.
    pub fn close(&self) {
        self.db.close();
    }

    /// The `idb` crate has no durability option, so the transaction is begun by hand.
    fn begin(&self, stores: &[&str], write: Option<Durability>) -> Result<Transaction, StorageProblem> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        if let Some(durability) = write {
            let word = if durability == Durability::Strict { "strict" } else { "relaxed" };
            let _ = Reflect::set(&options, &"durability".into(), &word.into());
        }
        let mode = if write.is_some() { "readwrite" } else { "readonly" };
        let begin = Reflect::get(&self.db, &"transaction".into()).map_err(|_| StorageProblem::Refused)?;
        let begin: js_sys::Function = begin.unchecked_into();
        let transaction = begin.call3(&self.db, &names, &mode.into(), &options).map_err(|_| StorageProblem::Refused)?;
        Ok(transaction.unchecked_into::<IdbTransaction>().into())
    }

    /// Reads everything.
    pub async fn load(&self) -> Result<Loaded, StorageProblem> {
        let transaction = self.begin(&[OWN, PAGES, META, KEYS], None)?;
        let all = |store: &str| {
            let request = transaction.object_store(store).and_then(|store| store.get_all(None, None));
            request.map_err(|error| problem(&error))
        };
        let get = |store: &str, key: &str| {
            let key = Query::Key(JsValue::from_str(key));
            let request = transaction.object_store(store).and_then(|store| store.get(key));
            request.map_err(|error| problem(&error))
        };
        // A request that ended before it is awaited is never heard of again: they are awaited in the order of asking.
        let (own, pages) = (all(OWN)?, all(PAGES)?);
        let (marks, head, key) = (get(META, "sync")?, get(META, "head")?, get(KEYS, "chain")?);
        let own = own.await.map_err(|error| problem(&error))?;
        let pages = pages.await.map_err(|error| problem(&error))?;
        let marks = marks.await.map_err(|error| problem(&error))?;
        let head = head.await.map_err(|error| problem(&error))?;
        let key = key.await.map_err(|error| problem(&error))?;
        let mut marks: Marks = marks.map(|row| read_json(&row)).transpose()?.unwrap_or_default();
        marks.head = head.map(|row| read_json(&row)).transpose()?;
        Ok(Loaded {
            own: own.iter().map(read_record).collect::<Result<_, _>>()?,
            pages: pages.iter().map(read_page).collect::<Result<_, _>>()?,
            marks,
            key: key.map(JsCast::unchecked_into),
        })
    }

    /// Reads own records from a place on, at most so many, and the last one of the chain; another tab may have
    /// appended.
    pub async fn own_from(&self, seq: u64, most: Option<u32>) -> Result<(Vec<Record>, Option<Head>), StorageProblem> {
        let transaction = self.begin(&[OWN, META], None)?;
        let range = idb::KeyRange::lower_bound(&number(seq), None).map_err(|error| problem(&error))?;
        let own = transaction.object_store(OWN).and_then(|store| store.get_all(Some(Query::KeyRange(range)), most));
        let head = transaction.object_store(META).and_then(|store| store.get(Query::Key("head".into())));
        let own = own.map_err(|error| problem(&error))?.await.map_err(|error| problem(&error))?;
        let head = head.map_err(|error| problem(&error))?.await.map_err(|error| problem(&error))?;
        let head = head.map(|row| read_json(&row)).transpose()?;
        Ok((own.iter().map(read_record).collect::<Result<_, _>>()?, head))
    }

    /// Reads a small note of the device, such as the account last used.
    pub async fn note<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Result<Option<T>, StorageProblem> {
        let transaction = self.begin(&[META], None)?;
        let request = transaction.object_store(META).and_then(|store| store.get(Query::Key(name.into())));
        let row = request.map_err(|error| problem(&error))?.await.map_err(|error| problem(&error))?;
        row.map(|row| read_json(&row)).transpose()
    }

    /// Keeps a small note of the device on the medium; nothing removes it.
    pub async fn keep_note<T: Serialize>(&self, name: &str, value: Option<&T>) -> Result<(), StorageProblem> {
        let transaction = self.begin(&[META], Some(Durability::Strict))?;
        match value {
            Some(value) => put_json(&transaction, name, value)?,
            None => {
                let store = transaction.object_store(META).map_err(|error| problem(&error))?;
                store.delete(Query::Key(name.into())).map_err(|error| problem(&error))?;
            }
        }
        commit(transaction).await
    }

    /// Reads the signing key; another tab may have made it.
    pub async fn key(&self) -> Result<Option<CryptoKeyPair>, StorageProblem> {
        let transaction = self.begin(&[KEYS], None)?;
        let request = transaction.object_store(KEYS).and_then(|store| store.get(Query::Key("chain".into())));
        let key = request.map_err(|error| problem(&error))?.await.map_err(|error| problem(&error))?;
        Ok(key.map(JsCast::unchecked_into))
    }

    /// Keeps a new key.
    pub async fn keep_key(&self, key: &CryptoKeyPair) -> Result<(), StorageProblem> {
        let transaction = self.begin(&[KEYS], Some(Durability::Strict))?;
        let store = transaction.object_store(KEYS).map_err(|error| problem(&error))?;
        store.put(key, Some(&"chain".into())).map_err(|error| problem(&error))?;
        commit(transaction).await
    }

    /// Appends own records and moves the head, all or nothing, on the medium before it returns.
    pub async fn append(&self, records: &[Record], head: Option<Head>) -> Result<(), StorageProblem> {
        let transaction = self.begin(&[OWN, META], Some(Durability::Strict))?;
        let store = transaction.object_store(OWN).map_err(|error| problem(&error))?;
        for record in records {
            // `add` refuses a place that is taken, so two writers can never overwrite each other.
            store.add(&row(&record.to_bytes()), Some(&number(record.envelope.seq))).map_err(|error| problem(&error))?;
        }
        put_json(&transaction, "head", &head)?;
        commit(transaction).await
    }

    /// Keeps a pulled page and the cursor that came with it, both or neither.
    pub async fn keep_page(&self, page: Option<&[u8]>, marks: &Marks) -> Result<(), StorageProblem> {
        let transaction = self.begin(&[PAGES, META], Some(Durability::Relaxed))?;
        if let Some(bytes) = page {
            let store = transaction.object_store(PAGES).map_err(|error| problem(&error))?;
            store.add(&row(bytes), None).map_err(|error| problem(&error))?;
        }
        put_json(&transaction, "sync", marks)?;
        commit(transaction).await
    }

    /// Drops every pulled page: a new epoch delivers everything anew, own records stay.
    pub async fn drop_pages(&self, marks: &Marks) -> Result<(), StorageProblem> {
        let transaction = self.begin(&[PAGES, META], Some(Durability::Relaxed))?;
        let store = transaction.object_store(PAGES).map_err(|error| problem(&error))?;
        store.clear().map_err(|error| problem(&error))?;
        put_json(&transaction, "sync", marks)?;
        commit(transaction).await
    }
}

fn put_json<T: Serialize>(transaction: &Transaction, name: &str, value: &T) -> Result<(), StorageProblem> {
    let json = serde_json::to_vec(value).map_err(|_| StorageProblem::Damaged)?;
    let store = transaction.object_store(META).map_err(|error| problem(&error))?;
    store.put(&row(&json), Some(&name.into())).map_err(|error| problem(&error))?;
    Ok(())
}

/// Success of a request is not a commit; only the end of the transaction is.
async fn commit(transaction: Transaction) -> Result<(), StorageProblem> {
    let ended = transaction.commit().map_err(|error| problem(&error))?.await.map_err(|error| problem(&error))?;
    if ended.is_committed() { Ok(()) } else { Err(StorageProblem::Full) }
}

fn row(bytes: &[u8]) -> JsValue {
    Uint8Array::from(seal::seal(bytes).as_slice()).into()
}

fn bytes_of(row: &JsValue) -> Vec<u8> {
    Uint8Array::new(row).to_vec()
}

fn read_record(row: &JsValue) -> Result<Record, StorageProblem> {
    let bytes = bytes_of(row);
    Record::read(&mut Reader::new(seal::open(&bytes)?)).map_err(|_| StorageProblem::Damaged)
}

fn read_page(row: &JsValue) -> Result<Page, StorageProblem> {
    let bytes = bytes_of(row);
    Page::from_bytes(seal::open(&bytes)?).map_err(|_| StorageProblem::Damaged)
}

fn read_json<T: for<'de> Deserialize<'de>>(row: &JsValue) -> Result<T, StorageProblem> {
    let bytes = bytes_of(row);
    serde_json::from_slice(seal::open(&bytes)?).map_err(|_| StorageProblem::Damaged)
}
