//! The sync loop: push what is unsent, pull what is granted, compare digests; again when something changes.
//!
//! Wakes on start, after each save, when the connection or the page comes back, and on a timer with back-off.
//! One tab at a time syncs, by a Web Lock.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use js_sys::{Function, Promise};
use ledger::chain::Head;
use ledger::record::Record;
use ledger::wire::{self, PushOutcome};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::BroadcastChannel;

use super::http::{self, ServerProblem};
use crate::desk::{Desk, Line, Phase, apply_page, begin_anew, read_on};
use crate::storage::records::Records;
use crate::storage::{StorageProblem, clock};

const FIRST_PAUSE_MS: u32 = 30_000;
const LONGEST_PAUSE_MS: u32 = 300_000;
/// Longest time that pulled records wait to be shown while more come in, in milliseconds.
const SHOW_AFTER_MS: u64 = 1_000;
/// Bytes of records in one push, under the server's body limit.
const PUSH_BYTES: usize = 2 * 1024 * 1024;

thread_local! {
    static RUN: Cell<u32> = const { Cell::new(0) };
    static UNDER_WAY: Cell<bool> = const { Cell::new(false) };
    static AGAIN: Cell<bool> = const { Cell::new(false) };
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Runs `work` while no other tab holds the lock of this name. Where the browser has no locks, it runs at once.
pub async fn with_lock<T: 'static, F, W>(name: &str, work: W) -> Result<T, StorageProblem>
where
    F: Future<Output = T> + 'static,
    W: FnOnce() -> F + 'static,
{
    let locks = web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window.navigator(), &"locks".into()).ok())
        .filter(|locks| !locks.is_undefined());
    let Some(locks) = locks else { return Ok(work().await) };
    let result = Rc::new(RefCell::new(None));
    let inside = result.clone();
    let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
        future_to_promise(async move {
            let value = work().await;
            *inside.borrow_mut() = Some(value);
            Ok(JsValue::UNDEFINED)
        })
    });
    let callback: Function = callback.unchecked_into();
    let request = js_sys::Reflect::get(&locks, &"request".into()).map_err(|_| StorageProblem::Refused)?;
    let request: Function = request.unchecked_into();
    let promise = request.call2(&locks, &name.into(), &callback).map_err(|_| StorageProblem::Refused)?;
    JsFuture::from(promise.unchecked_into::<Promise>()).await.map_err(|_| StorageProblem::Refused)?;
    result.borrow_mut().take().ok_or(StorageProblem::Refused)
}

/// Returns a short name of the device for people, from what the browser says about itself.
#[must_use]
pub fn device_name() -> String {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    let system = ["Android", "iPhone", "Windows", "Macintosh", "Linux"].into_iter().find(|name| agent.contains(name));
    system.unwrap_or("peramban").to_owned()
}

/// Tells other tabs of the account that the store has grown.
pub fn tell_other_tabs(author: &str) {
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&author.into());
        }
    });
}

/// Starts the loop for the account now open; a loop begun before ends by itself.
pub fn run(desk: Desk) {
    let turn = RUN.get() + 1;
    RUN.set(turn);
    listen(desk);
    spawn_local(async move {
        let mut pause_ms = FIRST_PAUSE_MS;
        while RUN.get() == turn {
            let went_well = sync(desk).await;
            pause_ms = if went_well { FIRST_PAUSE_MS } else { (pause_ms * 2).min(LONGEST_PAUSE_MS) };
            gloo_timers::future::TimeoutFuture::new(pause_ms).await;
            desk.tick.try_update(|tick| *tick = tick.wrapping_add(1));
        }
    });
}

/// Asks for a sync soon.
pub fn wake(desk: Desk) {
    spawn_local(async move {
        sync(desk).await;
    });
}

fn listen(desk: Desk) {
    let Some(window) = web_sys::window() else { return };
    CHANNEL.with_borrow_mut(|channel| {
        if channel.is_some() {
            return;
        }
        let on = |event: &str, target: &web_sys::EventTarget| {
            let closure = Closure::<dyn FnMut()>::new(move || wake(desk));
            let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
            closure.forget();
        };
        on("online", &window);
        on("focus", &window);
        if let Some(document) = window.document() {
            on("visibilitychange", &document);
        }
        *channel = BroadcastChannel::new("takar").ok();
        if let Some(channel) = channel {
            let closure = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                if event.data().as_string() == Some(desk.author()) {
                    spawn_local(read_on(desk));
                }
            });
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
            closure.forget();
        }
    });
}

/// Pushes, pulls and compares once; says whether it went through. A call while one is under way asks for another turn.
pub async fn sync(desk: Desk) -> bool {
    if desk.is_solo() || desk.phase.get_untracked() != Phase::Ready {
        return true;
    }
    if UNDER_WAY.replace(true) {
        AGAIN.set(true);
        return true;
    }
    let name = format!("takar-sync-{}", desk.author());
    let mut well = true;
    loop {
        AGAIN.set(false);
        let outcome = with_lock(&name, move || turn(desk)).await;
        let line = match outcome {
            Ok(Ok(true)) => Line::Idle,
            Ok(Ok(false)) => Line::Differs,
            Ok(Err(Stop::Server(ServerProblem::SignedOut))) => Line::SignedOut,
            Ok(Err(Stop::Broken)) => Line::Broken,
            Ok(Err(Stop::Server(ServerProblem::Unreachable))) => Line::Offline,
            Ok(Err(Stop::Server(ServerProblem::Refused { .. } | ServerProblem::NoServer | ServerProblem::Garbled))) => {
                Line::Refused
            }
            Ok(Err(Stop::Storage)) | Err(_) => Line::Stuck,
        };
        well &= matches!(line, Line::Idle | Line::Differs);
        desk.line.set(line);
        if !AGAIN.get() || !well {
            break;
        }
    }
    UNDER_WAY.set(false);
    well
}

enum Stop {
    Server(ServerProblem),
    Storage,
    Broken,
}

impl From<ServerProblem> for Stop {
    fn from(problem: ServerProblem) -> Self {
        Self::Server(problem)
    }
}

impl From<StorageProblem> for Stop {
    fn from(_: StorageProblem) -> Self {
        Self::Storage
    }
}

async fn turn(desk: Desk) -> Result<bool, Stop> {
    let store = desk.store().ok_or(Stop::Storage)?;
    if desk.book.with_untracked(|book| book.unsent() > 0) {
        desk.line.set(Line::Busy);
    }
    let before = desk.marks.with_untracked(|marks| (marks.sent, marks.cursor.clone()));
    push_all(desk, &store).await?;
    pull_all(desk, &store).await?;
    if before != desk.marks.with_untracked(|marks| (marks.sent, marks.cursor.clone())) {
        tell_other_tabs(&desk.author());
    }
    let settled = desk.book.with_untracked(|book| book.pending().next().is_none());
    let (theirs, log_head) = http::digest().await?;
    let ours = desk.book.with_untracked(|book| book.digest().to_string());
    // Somebody else's record may have come in between; then only the next sync can compare.
    let level = desk.marks.with_untracked(|marks| marks.cursor.after) == log_head;
    let now = clock::now();
    desk.marks.update(|marks| marks.synced_at = Some(now));
    store.keep_page(None, &desk.marks.get_untracked()).await?;
    Ok(!settled || !level || theirs == ours)
}

async fn push_all(desk: Desk, store: &Records) -> Result<(), Stop> {
    if desk.marks.with_untracked(|marks| marks.broken) {
        return Err(Stop::Broken);
    }
    let mut from = None;
    loop {
        let batch = next_batch(desk, store, from).await?;
        let Some(last) = batch.last().map(|record| Head { seq: record.envelope.seq, hash: record.hash }) else {
            return Ok(());
        };
        let answer = http::push(&wire::write_push(&batch)).await?;
        match answer.outcome {
            PushOutcome::Stored => {
                desk.book.update(|book| batch.iter().for_each(|record| book.mark_received(record.hash)));
                desk.marks.update(|marks| {
                    marks.sent = Some(last);
                    marks.server_time = Some(answer.received_at);
                });
                store.keep_page(None, &desk.marks.get_untracked()).await?;
                from = None;
            }
            // The server was restored and lacks records it once confirmed: offer them again.
            PushOutcome::Gap { send_from } => from = Some(send_from),
            PushOutcome::Quarantined => {
                desk.marks.update(|marks| marks.broken = true);
                store.keep_page(None, &desk.marks.get_untracked()).await?;
                return Err(Stop::Broken);
            }
        }
    }
}

async fn next_batch(desk: Desk, store: &Records, from: Option<u64>) -> Result<Vec<Record>, Stop> {
    let sent = desk.marks.with_untracked(|marks| marks.sent.map_or(0, |head| head.seq + 1));
    let (records, _) = store.own_from(from.unwrap_or(sent), u32::try_from(wire::MAX_PUSH).ok()).await?;
    let mut bytes = 0;
    let fits = |record: &Record| {
        bytes += record.bytes.len() + record.sealed.as_ref().map_or(0, |sealed| sealed.payload.len()) + 128;
        bytes <= PUSH_BYTES
    };
    Ok(records.into_iter().take_while(fits).collect())
}

async fn pull_all(desk: Desk, store: &Records) -> Result<(), Stop> {
    let mut unseen = false;
    let pulled = pull_pages(desk, store, &mut unseen).await;
    if unseen {
        desk.book.notify();
    }
    pulled
}

/// Pages that follow one another at once are shown together: each showing works out anew what is on the screen.
async fn pull_pages(desk: Desk, store: &Records, unseen: &mut bool) -> Result<(), Stop> {
    let mut shown = clock::millis();
    loop {
        let cursor = desk.marks.with_untracked(|marks| marks.cursor.clone());
        let (page, bytes) = http::pull(&cursor).await?;
        let mut marks = desk.marks.get_untracked();
        // Also before the first page: what was sent may have gone to a server that was restored since.
        let offered = !cursor.epoch.is_empty() || marks.sent.is_some();
        if page.cursor.epoch != cursor.epoch && offered {
            begin_anew(desk, store, page.cursor.epoch).await?;
            push_all(desk, store).await?;
            continue;
        }
        let more = page.more;
        marks.cursor = page.cursor.clone();
        marks.server_time = Some(page.server_time);
        if page.items.is_empty() {
            desk.marks.set(marks);
        } else {
            store.keep_page(Some(&bytes), &marks).await?;
            desk.marks.set(marks);
            desk.book.update_untracked(|book| apply_page(book, &desk.author(), page));
            *unseen = clock::millis() - shown < SHOW_AFTER_MS;
            if !*unseen {
                desk.book.notify();
                shown = clock::millis();
            }
        }
        if !more {
            return Ok(());
        }
    }
}
