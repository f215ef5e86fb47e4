//! `takar serve`: opens the door, tells the operator where it is, and closes it in good order.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use sync_server::clock::Clock;
use sync_server::http::{App, Settings, router};

use super::DataArgs;

/// Flags of `serve`; each has an environment variable.
#[derive(Args, Clone)]
pub struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Address to listen on; 0.0.0.0 listens to the whole network.
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Port to listen on.
    #[arg(long, env = "PORT", default_value_t = 8080)]
    port: u16,
    /// Folder of the built app.
    #[arg(long, env = "DIST", default_value = "dist", value_name = "FOLDER")]
    dist: PathBuf,
    /// Makes the demonstration region when the data folder is empty; 0 leaves it empty.
    #[arg(long, env = "DEMO", default_value = "1", value_name = "0|1", hide = true)]
    demo_env: String,
    /// Hours the region's clock is ahead of UTC: 7 WIB, 8 WITA, 9 WIT.
    #[arg(long, env = "UTC_OFFSET", default_value_t = 8, value_name = "HOURS")]
    utc_offset: i8,
}

/// Serves until the process is told to stop.
pub fn run(args: ServeArgs) -> Result<(), String> {
    log_lines();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| format!("cannot start threads: {error}"))?;
    runtime.block_on(serve(args))
}

async fn serve(args: ServeArgs) -> Result<(), String> {
    let address = SocketAddr::new(args.host, args.port);
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| {
        format!("cannot listen on {address}: {error}. Is another server running? --port chooses another port.")
    })?;
    let bound = listener.local_addr().map_err(|error| error.to_string())?;
    let app = Arc::new(App { settings: Settings { dist: args.dist.clone() }, clock: Clock::system(args.utc_offset) });
    println!("Takar: http://{bound}");
    if !args.host.is_loopback() {
        println!("Plain http: browsers on other machines refuse to keep work offline. Put a TLS proxy in front.");
    }
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop()).await.map_err(|error| error.to_string())
}

async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

fn log_lines() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("LOG").unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}
