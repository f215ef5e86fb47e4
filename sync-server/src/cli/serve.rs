//! `takar serve`: opens the door, tells the operator where it is, and closes it in good order.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{ArgAction, Args};
use sync_server::accounts::Cost;
use sync_server::demo::Size;
use sync_server::http::{App, Settings, router};
use sync_server::store::Store;
use sync_server::worker;

use super::{DataArgs, region, shown};

/// Time that running requests get when the server is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Flags of `serve`; each has an environment variable.
#[derive(Args, Clone)]
pub struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Address to listen on; 0.0.0.0 listens to the whole network.
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Port to listen on.
    #[arg(long, env = "PORT", default_value_t = 8080)]
    port: u16,
    /// Folder of the built app.
    #[arg(long, env = "DIST", default_value = "dist", value_name = "FOLDER")]
    dist: PathBuf,
    /// Makes the demonstration region when the data folder is empty (the default); DEMO=0 is --no-demo.
    #[arg(long, env = "DEMO", default_value = "1", default_missing_value = "1", num_args = 0..=1, value_name = "0|1")]
    demo: String,
    /// Founds an empty region instead.
    #[arg(long, action = ArgAction::SetTrue, overrides_with = "demo")]
    no_demo: bool,
    /// Name of the region that is founded without the demonstration.
    #[arg(long, env = "REGION", default_value = "Daerah", value_name = "NAME")]
    region: String,
    /// People reach the site over https (through a TLS proxy): the sign-in cookie is bound to it.
    #[arg(long, env = "HTTPS", action = ArgAction::SetTrue)]
    https: bool,
    /// A proxy stands in front and writes the last hop of X-Forwarded-For.
    #[arg(long, env = "BEHIND_PROXY", action = ArgAction::SetTrue)]
    behind_proxy: bool,
}

/// Serves until the process is told to stop.
pub fn run(args: &ServeArgs) -> Result<(), String> {
    log_lines();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| format!("cannot start threads: {error}"))?;
    let listener = runtime.block_on(listen(args))?;
    let (store, news) = prepare(args)?;
    let outcome = runtime.block_on(serve(args, listener, store.clone(), &news));
    // What was answered is on disk already; this ends what waits and writes the log file back.
    store.stop();
    tracing::info!("stopped");
    outcome
}

async fn listen(args: &ServeArgs) -> Result<tokio::net::TcpListener, String> {
    tokio::net::TcpListener::bind((args.host.as_str(), args.port)).await.map_err(|error| {
        format!(
            "cannot listen on {}:{}: {error}. Is another server running? --port chooses another port",
            args.host, args.port
        )
    })
}

/// Opens the data, founding a region when there is none, and returns what the operator should know.
fn prepare(args: &ServeArgs) -> Result<(Store, String), String> {
    let store = args.data.open()?;
    let (now, today) = args.data.now();
    let region = store.region_now().map_err(|error| error.to_string())?;
    let wants_demo = !args.no_demo && !matches!(args.demo.as_str(), "0" | "false" | "no");
    let news = match region {
        Some(region) => region::how_to_sign_in(&store, &region)?,
        None if wants_demo => region::make_demo(&store, Size::default(), now, today)?,
        None => region::make_empty(&store, &args.region, now, today)?,
    };
    store.judge_unknown_kinds_now(now, today).map_err(|error| error.to_string())?;
    Ok((store, news))
}

async fn serve(args: &ServeArgs, listener: tokio::net::TcpListener, store: Store, news: &str) -> Result<(), String> {
    let bound = listener.local_addr().map_err(|error| error.to_string())?;
    let settings =
        Settings { dist: args.dist.clone(), https: args.https, behind_proxy: args.behind_proxy, cost: Cost::SERVER };
    println!("Takar    http://{bound}");
    println!("Data     {}", shown(store.path()));
    if !args.dist.join("index.html").exists() {
        println!("App      not built: {} has no index.html. `make build` makes it", shown(&args.dist));
    }
    println!("{news}");
    if !bound.ip().is_loopback() && !args.https {
        println!(
            "Plain http: browsers on other machines will refuse to keep work offline here (no secure context). \
             Put a TLS proxy in front and start with --https --behind-proxy."
        );
    }
    let app = App::new(store, settings, args.data.clock());
    let worker = tokio::spawn(worker::run(app.clone()));
    let service = router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop());
    let served = tokio::select! {
        served = serving => served.map_err(|error| error.to_string()),
        () = overdue() => Ok(()),
    };
    worker.abort();
    served
}

async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// A request that does not end does not keep the server from ending.
async fn overdue() {
    stop().await;
    tokio::time::sleep(LAST_REQUESTS).await;
    tracing::warn!("requests were still running");
}

fn log_lines() {
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("LOG").unwrap_or_else(|_| "info,rusqlite_migration=warn".into());
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}
