//! One thread writes. Jobs that wait together are committed together; each is undone alone when it fails.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::error::StoreError;

/// Most jobs waiting; the next one is refused as `QueueFull`.
const QUEUE: usize = 256;
/// Most jobs in one commit.
const GROUP: usize = 64;

type Reply = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// Works on the connection, or learns why no transaction began.
type Job = Box<dyn FnOnce(Result<&Connection, StoreError>) -> Reply + Send>;

/// The only hand that writes.
pub struct Writer {
    queue: Mutex<Option<SyncSender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread on its own connection.
    pub fn start(conn: Connection) -> Result<Self, StoreError> {
        let (queue, jobs) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(conn, &jobs))
            .map_err(|error| StoreError::Engine(error.to_string()))?;
        Ok(Self { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    /// Runs `work` inside a transaction and waits for the commit. A full queue is answered at once.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (job, answer) = job(work);
        self.sender()?.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::QueueFull,
            TrySendError::Disconnected(_) => StoreError::Stopped,
        })?;
        answer.await.map_err(|_| StoreError::Stopped)?
    }

    /// Does the same for callers without an async runtime, waiting for room in the queue.
    pub fn write_now<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (job, answer) = job(work);
        self.sender()?.send(job).map_err(|_| StoreError::Stopped)?;
        answer.blocking_recv().map_err(|_| StoreError::Stopped)?
    }

    /// Lets the waiting jobs finish, writes the log file back and ends the thread.
    pub fn stop(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = thread.join();
        }
    }

    fn sender(&self) -> Result<SyncSender<Job>, StoreError> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(StoreError::Stopped)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn job<T: Send + 'static>(
    work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
) -> (Job, oneshot::Receiver<Result<T, StoreError>>) {
    let (reply, answer) = oneshot::channel();
    let job: Job = Box::new(move |conn| {
        let result = conn.and_then(|conn| alone(conn, work));
        Box::new(move |commit: Result<(), StoreError>| {
            // The asker may have gone away; the work stands all the same.
            let _ = reply.send(commit.and(result));
        })
    });
    (job, answer)
}

fn alone<T>(conn: &Connection, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
    conn.execute_batch("SAVEPOINT job")?;
    match work(conn) {
        Ok(value) => {
            conn.execute_batch("RELEASE job")?;
            Ok(value)
        }
        Err(error) => {
            // When the engine has undone the whole transaction already there is no savepoint left.
            if !conn.is_autocommit() {
                conn.execute_batch("ROLLBACK TO job; RELEASE job")?;
            }
            Err(error)
        }
    }
}

fn run(conn: Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        if let Err(error) = conn.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from) {
            tracing::error!(%error, "cannot begin to write");
            first(Err(error.clone()))(Err(error));
            continue;
        }
        let mut replies = vec![first(Ok(&conn))];
        while replies.len() < GROUP
            && !conn.is_autocommit()
            && let Ok(next) = jobs.try_recv()
        {
            replies.push(next(Ok(&conn)));
        }
        let committed = commit(&conn);
        if let Err(error) = &committed {
            tracing::error!(%error, jobs = replies.len(), "cannot commit");
        }
        replies.into_iter().for_each(|reply| reply(committed.clone()));
    }
    if let Err(error) = conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "the log file stays beside the database; that is harmless");
    }
}

fn commit(conn: &Connection) -> Result<(), StoreError> {
    if conn.is_autocommit() {
        return Err(StoreError::Engine("the transaction was undone".into()));
    }
    conn.execute_batch("COMMIT").map_err(|error| {
        if !conn.is_autocommit() {
            let _ = conn.execute_batch("ROLLBACK");
        }
        error.into()
    })
}
