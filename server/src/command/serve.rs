//! `stafeta serve`: listens, answers, and lets requests in flight finish when it is told to stop.

use std::{error::Error, net::SocketAddr};

use tokio::{net::TcpListener, signal};

use crate::{assets, router};

/// Where to listen and where to keep things.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Address and port to listen on; port 0 lets the system choose a free one.
    #[arg(long, env = "STAFETA_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,

    #[command(flatten)]
    site: assets::Arguments,
}

/// Serves until SIGTERM or Ctrl-C.
pub async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let site = assets::Site::load(&arguments.site)?;
    let listener = TcpListener::bind(arguments.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", arguments.listen))?;
    // On standard output and in this form: tests read the port from it.
    println!("Stafeta listens on http://{}", listener.local_addr()?);

    axum::serve(listener, router::router(site)).with_graceful_shutdown(told_to_stop()).await?;
    Ok(())
}

async fn told_to_stop() {
    let interrupted = async {
        if let Err(error) = signal::ctrl_c().await {
            tracing::warn!(%error, "cannot listen for Ctrl-C");
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
    tracing::info!("stopping: requests in flight may finish");
}

#[cfg(unix)]
async fn terminated() {
    match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(mut stream) => {
            stream.recv().await;
        }
        Err(error) => {
            tracing::warn!(%error, "cannot listen for SIGTERM");
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending::<()>().await;
}
