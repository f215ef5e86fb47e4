//! A server in a folder of its own behind its real router, and a native device that writes, pushes, pulls and folds
//! as a browser does. Both are driven without a network and with a clock that the test sets.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::calendar::Day;
use ledger::book::{Book, Filing};
use ledger::chain::Head;
use ledger::dossier::covers;
use ledger::hash::Hash;
use ledger::judge::Verdict;
use ledger::kind::Kind;
use ledger::record::Record;
use ledger::wire::{self, Cursor, Item, Page, PushOutcome, Pushed};
use serde::Serialize;
use sync_server::accounts::Cost;
use sync_server::clock::Clock;
use sync_server::http::{App, Settings, router};
use sync_server::pen::{Draft, Pen};
use sync_server::region::Secrets;
use sync_server::store::Store;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// Offset of the test region's clock.
pub const UTC_OFFSET: i8 = 8;
/// Password of every account that can sign in.
pub const PASSWORD: &str = "takar-uji";

static FOLDERS: AtomicU64 = AtomicU64::new(0);

/// A server that can be stopped and started on the same folder.
pub struct Server {
    folder: PathBuf,
    clock: Arc<AtomicI64>,
    runtime: Runtime,
    app: Arc<App>,
    router: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: axum::http::HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Returns the stable code of an error.
    #[must_use]
    pub fn code(&self) -> String {
        let json: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        json.get("code").and_then(|code| code.as_str()).unwrap_or_default().to_owned()
    }
}

impl Server {
    /// Starts on an empty folder; the clock begins at noon of the day.
    #[must_use]
    pub fn start(day: &str) -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("takar-test-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let day: Day = day.parse().expect("a day that exists");
        let noon = day.days_since(Day::from_unix_days(0)) * 86_400 + 4 * 3_600;
        Self::open(folder, Arc::new(AtomicI64::new(noon)))
    }

    fn open(folder: PathBuf, clock: Arc<AtomicI64>) -> Self {
        let store = Store::open(&folder).expect("a database in a folder of the test");
        let time = clock.clone();
        let clock_of_app = Clock::from_fn(UTC_OFFSET, move || time.load(Ordering::Relaxed));
        let settings = Settings { dist: folder.join("dist"), https: false, behind_proxy: false, cost: Cost::TEST };
        let app = App::new(store, settings, clock_of_app);
        let runtime = Runtime::new().expect("threads");
        Self { folder, clock, runtime, router: router(app.clone()), app }
    }

    /// Stops as at the end of a process and starts again on the same data.
    pub fn restart(&mut self) {
        self.app.store.stop();
        let again = Self::open(self.folder.clone(), self.clock.clone());
        drop(core::mem::replace(self, again));
    }

    /// Replaces the data by those of a backup, as `takar restore` does.
    pub fn restore(&mut self, backup: &Path, epoch: &str) {
        self.app.store.stop();
        for entry in std::fs::read_dir(&self.folder).expect("the folder").flatten() {
            if entry.file_name().to_string_lossy().starts_with(sync_server::store::FILE_NAME) {
                std::fs::remove_file(entry.path()).expect("the test's own file");
            }
        }
        sync_server::store::restore(backup, &self.folder, epoch).expect("a whole backup");
        self.restart();
    }

    /// Listens on a free port of this machine as the program does, and returns the address.
    #[must_use]
    pub fn listen(&self) -> SocketAddr {
        let listener = self.runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let service = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        self.runtime.spawn(axum::serve(listener, service).into_future());
        address
    }

    /// Returns the store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.app.store
    }

    /// Returns the folder of the data.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns time and day.
    #[must_use]
    pub fn now(&self) -> (i64, Day) {
        let now = self.app.clock.now();
        (now, self.app.clock.day_at(now))
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Does what the worker does beside the requests: the day, then everything to derive.
    pub fn work(&self) {
        let (now, today) = self.now();
        self.runtime.block_on(self.app.store.turn_day(now, today)).expect("a day");
        self.app.store.derive_all_now(now, today).expect("derived");
    }

    /// Sends a request through the router.
    pub fn call(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("the router always answers");
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }

    /// Sends a GET.
    pub fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        self.call(request("GET", path, cookie, None, Vec::new()))
    }

    /// Sends a POST from the same site.
    pub fn post(&self, path: &str, cookie: Option<&str>, kind: &str, body: Vec<u8>) -> Answer {
        self.call(request("POST", path, cookie, Some(kind), body))
    }

    /// Tries to sign in.
    pub fn sign_in(&self, login: &str, password: &str) -> Answer {
        let body = serde_json::json!({ "name": login, "password": password }).to_string();
        self.post("/api/sign-in", None, "application/json", body.into_bytes())
    }

    /// Signs in and returns the cookie.
    #[must_use]
    pub fn cookie(&self, login: &str) -> String {
        self.cookie_with(login, PASSWORD)
    }

    fn cookie_with(&self, login: &str, password: &str) -> String {
        let answer = self.sign_in(login, password);
        assert_eq!(answer.status, StatusCode::OK, "{login}: {}", String::from_utf8_lossy(&answer.body));
        let cookie = answer.headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        cookie.split(';').next().unwrap_or_default().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.app.store.stop();
        if Arc::strong_count(&self.clock) <= 2 {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Builds a request as a browser of the same site sends it.
#[must_use]
pub fn request(method: &str, path: &str, cookie: Option<&str>, kind: Option<&str>, body: Vec<u8>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    if let Some(kind) = kind {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    request.body(Body::from(body)).expect("a request of plain parts")
}

/// Where a sync can be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Nowhere: the answer arrives.
    Nowhere,
    /// The request is lost.
    Before,
    /// The server did it and the answer is lost.
    After,
}

/// An installation of one account: one chain, one book, one cursor.
#[derive(Clone)]
pub struct Device {
    /// The chain.
    pub pen: Pen,
    /// Author of the account.
    pub author: String,
    /// Every own record, in order.
    pub own: Vec<Record>,
    /// What the server has of the chain, as far as the device knows.
    pub head: Option<Head>,
    /// The fold.
    pub book: Book,
    /// Where it stands in the log.
    pub cursor: Cursor,
    /// The last revocations that were delivered.
    pub revoked: Vec<String>,
    /// Whether the chain was quarantined.
    pub broken: bool,
    cookie: String,
}

impl Device {
    /// Signs in and opens a chain with its own key.
    #[must_use]
    pub fn new(server: &Server, login: &str, author: &str, seed: u64) -> Self {
        Self::with_password(server, login, author, seed, PASSWORD)
    }

    /// Does the same with another password than the usual one.
    #[must_use]
    pub fn with_password(server: &Server, login: &str, author: &str, seed: u64, password: &str) -> Self {
        let secret = Secrets::from_seed(seed).part(author);
        let pen = Pen::new(&secret, author, None);
        let mut device = Self {
            pen,
            author: author.to_owned(),
            own: Vec::new(),
            head: None,
            book: Book::new(),
            cursor: Cursor::default(),
            revoked: Vec::new(),
            broken: false,
            cookie: server.cookie_with(login, password),
        };
        let open = device.pen.open("uji", None, server.now().0).expect("a chain opens");
        device.keep(open);
        device
    }

    /// Signs in again, after the sessions were ended.
    pub fn sign_in(&mut self, server: &Server, login: &str) {
        self.cookie = server.cookie(login);
    }

    /// Returns the cookie.
    #[must_use]
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    fn keep(&mut self, record: Record) -> Hash {
        let hash = record.hash;
        self.own.push(record.clone());
        self.book.add_own(Arc::new(record), Filing::Unsent);
        hash
    }

    /// Writes a statement over what stands on this device.
    pub fn write(&mut self, kind: Kind, subject: String, payload: &impl Serialize, at: i64) -> Hash {
        let heads = if kind.mode() == ledger::kind::Mode::Exclusive { self.book.heads(&subject) } else { Vec::new() };
        let draft = Draft::new(kind, subject, payload).expect("a payload").replacing(heads);
        self.write_draft(draft, at)
    }

    /// Takes what others wrote, writes a payload, and returns the server's word on it.
    pub fn hand_in(&mut self, server: &Server, kind: Kind, subject: String, payload: &impl Serialize) -> Verdict {
        self.sync(server);
        let hash = self.write(kind, subject, payload, server.now().0);
        self.sync(server);
        self.verdict(hash).expect("the server judges what it takes")
    }

    /// Writes a draft as it is.
    pub fn write_draft(&mut self, draft: Draft, at: i64) -> Hash {
        let record = self.pen.write(draft, at).expect("a record");
        self.keep(record)
    }

    /// Returns own records that the server is not known to have.
    #[must_use]
    pub fn unsent(&self) -> &[Record] {
        let from = self.head.map_or(0, |head| usize::try_from(head.seq).unwrap_or(0) + 1);
        &self.own[from.min(self.own.len())..]
    }

    /// Sends records as they are and returns what the server says.
    pub fn send(&self, server: &Server, records: &[Record]) -> Answer {
        server.post("/api/push", Some(&self.cookie), "application/octet-stream", wire::write_push(records))
    }

    /// Pushes up to `most` unsent records, as far as the cut lets it.
    pub fn push(&mut self, server: &Server, most: usize, cut: Cut) -> Option<Pushed> {
        let batch: Vec<Record> = self.unsent().iter().take(most).cloned().collect();
        if batch.is_empty() || self.broken || cut == Cut::Before {
            return None;
        }
        let answer = self.send(server, &batch);
        if cut == Cut::After {
            return None;
        }
        assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
        let pushed: Pushed = serde_json::from_slice(&answer.body).expect("an answer to a push");
        match pushed.outcome {
            PushOutcome::Stored => {
                batch.iter().for_each(|record| self.book.mark_received(record.hash));
                // Not the head of the answer: a clone of this profile may have written beyond it.
                self.head = batch.last().map(|record| Head { seq: record.envelope.seq, hash: record.hash });
            }
            PushOutcome::Gap { send_from } => {
                let before = send_from.checked_sub(1).and_then(|seq| usize::try_from(seq).ok());
                self.head = before
                    .and_then(|at| self.own.get(at))
                    .map(|record| Head { seq: record.envelope.seq, hash: record.hash });
            }
            PushOutcome::Quarantined => self.broken = true,
        }
        Some(pushed)
    }

    /// Pulls one page of at most `limit` items; says whether more waits.
    pub fn pull(&mut self, server: &Server, limit: usize, cut: Cut) -> bool {
        let Cursor { epoch, after, within } = &self.cursor;
        let path = format!("/api/pull?epoch={epoch}&after={after}&within={within}&limit={limit}");
        if cut == Cut::Before {
            return true;
        }
        let answer = server.get(&path, Some(&self.cookie));
        if cut == Cut::After {
            return true;
        }
        assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
        let page = Page::from_bytes(&answer.body).expect("a page");
        // Also before the first page: what was sent may have gone to a server that was restored since.
        let offered = !self.cursor.epoch.is_empty() || self.head.is_some();
        if page.cursor.epoch != self.cursor.epoch && offered {
            self.begin_anew(page.cursor.epoch);
            return true;
        }
        self.cursor = page.cursor;
        for item in page.items {
            match item {
                Item::Record { verdict, record, .. } => self.book.add_decided(Arc::new(record), verdict),
                Item::Decided { hash, verdict } => {
                    self.book.decide(hash, verdict);
                }
                Item::Revoked { prefix } => {
                    self.book.forget(&self.author, |dossier| covers(&prefix, dossier));
                    self.revoked.push(prefix);
                }
            }
        }
        page.more
    }

    /// The server was restored: everything is taken anew and every own record offered again.
    fn begin_anew(&mut self, epoch: String) {
        self.cursor = Cursor { epoch, ..Cursor::default() };
        self.head = None;
        self.book = Book::new();
        for record in &self.own {
            self.book.add_own(Arc::new(record.clone()), Filing::Unsent);
        }
    }

    /// Pushes and pulls until nothing is left.
    pub fn sync(&mut self, server: &Server) {
        for _ in 0..1_000 {
            while !self.broken && self.push(server, wire::MAX_PUSH, Cut::Nowhere).is_some() {}
            while self.pull(server, 200, Cut::Nowhere) {}
            if self.broken || self.unsent().is_empty() {
                return;
            }
        }
        panic!("a sync that does not end");
    }

    /// Returns the server's digest for this account.
    #[must_use]
    pub fn server_digest(&self, server: &Server) -> Hash {
        let answer = server.get("/api/digest", Some(&self.cookie));
        assert_eq!(answer.status, StatusCode::OK);
        let json: serde_json::Value = serde_json::from_slice(&answer.body).expect("json");
        json["digest"].as_str().and_then(|text| text.parse().ok()).expect("a digest")
    }

    /// Returns the verdict on a record, when one is known here.
    #[must_use]
    pub fn verdict(&self, hash: Hash) -> Option<Verdict> {
        match self.book.get(hash)? {
            (_, Filing::Decided(verdict)) => Some(verdict),
            _ => None,
        }
    }
}

/// Changes the database behind the server's back, as somebody with the disk in hand could.
pub fn tamper(path: &Path, sql: &str) {
    let conn = rusqlite::Connection::open(path).expect("the database");
    conn.execute_batch("PRAGMA foreign_keys = OFF").expect("a setting");
    let changed = conn.execute(sql, []).expect("a statement");
    assert!(changed > 0, "{sql} changes nothing");
}
