//! The complete router on a portal of the test kit, with a session for anybody without their password.

use std::{fs, path::Path};

use app::session::cookie::SessionCookie;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header, request::Builder},
    response::Response,
};
use backend::file::Folder;
use domain::{ids::UserId, person};
use server::{assets::Site, router};
use tempfile::TempDir;
use testkit::Portal;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// What clients call this server.
pub const HOST: &str = "portal.example";
/// The type of a posted form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// A portal and the service in front of it.
pub struct Server {
    pub portal: Portal,
    pub folder: Folder,
    router: Router,
    _data: TempDir,
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Server {
    /// Reached by plain http, as on a developer's machine.
    pub async fn open() -> Self {
        Self::reached_by(SessionCookie { secure: false }).await
    }

    /// With cookies of this kind.
    pub async fn reached_by(cookie: SessionCookie) -> Self {
        let portal = Portal::open().await;
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::in_data(data.path()).unwrap();
        let router = router::router(router::Portal {
            backend: portal.backend.clone(),
            site: tiny_site(&data.path().join("site")),
            folder: folder.clone(),
            public: person::Site { vendor: "Stafeta".to_owned(), demo: false },
            cookie,
            trust_forwarded: false,
            stopping: CancellationToken::new(),
        });
        Self { portal, folder, router, _data: data }
    }

    /// A session of this person, past password and throttle; answers what the cookie carries.
    pub async fn token(&self, user: UserId) -> String {
        self.portal.session(user, self.portal.now()).await
    }

    /// The answer without its content: it may be a stream that never ends.
    pub async fn open_answer(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// The whole answer.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.open_answer(request).await.into_parts();
        let body = to_bytes(body, 10 << 20).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// A page as a browser asks for it.
    pub async fn page(&self, path: &str, token: Option<&str>) -> Answer {
        let request = asked(Method::GET, path, token).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A form as a page of ours posts it by script.
    pub async fn post(&self, path: &str, token: Option<&str>, form: &str) -> Answer {
        self.send(posted(path, token, form)).await
    }

    /// Has the account speak one language from now on.
    pub async fn speak(&self, token: &str, lang: &str) {
        let choice = format!("language={lang}");
        self.post("/api/session/set_preferences", Some(token), &choice).await;
    }
}

/// A request from this very site.
pub fn asked(method: Method, path: &str, token: Option<&str>) -> Builder {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, HOST)
        .header(header::ORIGIN, format!("https://{HOST}"));
    match token {
        Some(token) => request.header(header::COOKIE, format!("sid={token}")),
        None => request,
    }
}

/// A form as a page of ours posts it by script.
pub fn posted(path: &str, token: Option<&str>, form: &str) -> Request<Body> {
    asked(Method::POST, path, token)
        .header(header::CONTENT_TYPE, FORM)
        .header(header::CONTENT_LENGTH, form.len())
        .body(Body::from(form.to_owned()))
        .unwrap()
}

/// The same from a browser without script, on the page `from`.
pub fn posted_without_script(
    path: &str,
    token: Option<&str>,
    form: &str,
    from: &str,
) -> Request<Body> {
    let mut request = posted(path, token, form);
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, "text/html,application/xhtml+xml".parse().unwrap());
    headers.insert(header::REFERER, format!("https://{HOST}{from}").parse().unwrap());
    request
}

/// The fewest static files that pages refer to.
pub fn tiny_site(folder: &Path) -> Site {
    const FILES: [&str; 6] =
        ["main.css", "icons.svg", "partner.js", "partner.wasm", "staff.js", "staff.wasm"];
    fs::create_dir_all(folder.join("pkg")).unwrap();
    let entries = FILES.map(|name| {
        let (stem, kind) = name.split_once('.').unwrap();
        fs::write(folder.join(format!("pkg/{stem}.0a.{kind}")), name).unwrap();
        format!(r#""{name}": {{"url": "/pkg/{stem}.0a.{kind}", "hash": "0a"}}"#)
    });
    fs::write(folder.join("manifest.json"), format!("{{{}}}", entries.join(","))).unwrap();
    Site::read(folder).unwrap()
}
