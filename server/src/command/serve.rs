//! `stafeta serve`: listens, answers, and lets requests in flight finish when it is told to stop.

use std::{error::Error, net::SocketAddr, time::Duration};

use app::session::cookie::SessionCookie;
use axum::Router;
use backend::{Backend, demo, file::Folder, session};
use domain::person;
use tokio::{net::TcpListener, time::timeout};
use tokio_util::sync::CancellationToken;

use super::{portal, stop::told_to_stop};
use crate::{
    assets,
    config::Config,
    router::{self, Portal},
    worker,
};

/// How long requests in flight may take to finish.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// How to serve, beside the configuration.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Load demo data into an empty database and let its people sign in with a password that everybody knows.
    #[arg(long)]
    demo: bool,
    /// Serve demo data on an address that others can reach.
    #[arg(long, requires = "demo")]
    demo_for_everybody: bool,
    #[command(flatten)]
    site: assets::Arguments,
}

/// Serves until SIGTERM or Ctrl-C.
pub async fn run(config: Config, arguments: Arguments) -> Result<(), Box<dyn Error>> {
    if arguments.demo && !config.listen.ip().is_loopback() && !arguments.demo_for_everybody {
        return Err("demo people have a password that everybody knows: demo mode listens on 127.0.0.1 only, \
                    unless --demo-for-everybody says otherwise"
            .into());
    }
    let site = assets::Site::load(&arguments.site)?;
    let mailer = config.mailer()?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    let address = listener.local_addr()?;
    let backend = portal::open(&config, address, arguments.demo.then_some(demo::VENDOR)).await?;
    if arguments.demo {
        super::demo::prepare(&backend).await?;
    } else {
        super::demo::refuse(&backend).await?;
    }

    let stopping = CancellationToken::new();
    let app = router::router(Portal {
        backend: backend.clone(),
        site,
        folder: Folder::in_data(&config.data)?,
        public: person::Site { vendor: backend.settings().vendor.clone(), demo: arguments.demo },
        cookie: SessionCookie { secure: config.is_secure() },
        trust_forwarded: config.trust_forwarded,
        stopping: stopping.clone(),
    });
    let mut work = worker::start(&backend, Folder::in_data(&config.data)?, mailer, &stopping);
    greet(&backend, address, arguments.demo).await?;
    answer(listener, app, stopping).await?;
    while let Some(ended) = work.join_next().await {
        ended?;
    }
    backend.db.close().await?;
    Ok(())
}

/// Answers until it is told to stop; streams end at once, requests in flight within their time.
async fn answer(
    listener: TcpListener,
    app: Router,
    stopping: CancellationToken,
) -> Result<(), Box<dyn Error>> {
    let told = stopping.clone();
    let serving = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            told_to_stop().await;
            told.cancel();
        });
    let mut serving = tokio::spawn(serving.into_future());
    tokio::select! {
        ended = &mut serving => return Ok(ended??),
        () = stopping.cancelled() => {}
    }
    if let Ok(ended) = timeout(LAST_REQUESTS, &mut serving).await {
        return Ok(ended??);
    }
    serving.abort();
    Ok(())
}

/// Says where it listens and how to get in. On standard output and in this form: tests read it.
async fn greet(
    backend: &Backend,
    address: SocketAddr,
    is_demo: bool,
) -> Result<(), Box<dyn Error>> {
    println!("Stafeta listens on http://{address}");
    if is_demo {
        println!("\nDEMO: everybody knows these sign-ins. Password of all: {}", demo::PASSWORD);
        for (email, what) in demo::people() {
            println!("  {email:24} {what}");
        }
        return Ok(());
    }
    if let Some(token) = session::setup_link(&backend.system()).await? {
        let link = backend.settings().url(&format!("/setup/{token}"));
        println!(
            "\nNobody can sign in yet. Open this link once to become the first administrator:\n  {link}"
        );
    }
    Ok(())
}
