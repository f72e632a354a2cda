//! A form that was refused without script comes back with the typed text and the reason, for its author only.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use backend::echo;

use crate::server::{Answer, Server, asked, posted_without_script};

const PAGE: &str = "/staff/accounts/new";
/// The name is missing; `%22%3E%3Cscript%3E` wants to be markup.
const FORM: &str = "form[name]=&form[city]=Uhersk%C3%BD+Ostroh+%22%3E%3Cscript%3E";

/// Where the browser is sent after this form.
async fn sent_to(
    server: &Server,
    path: &str,
    token: Option<&str>,
    form: &str,
    from: &str,
) -> String {
    let answer = server.send(posted_without_script(path, token, form, from)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    answer.header(header::LOCATION.as_str()).to_owned()
}

#[tokio::test]
async fn the_page_shows_what_was_typed_and_what_is_wrong() {
    let server = Server::open().await;
    let token = server.token(server.portal.staff_manager().actor.user().unwrap()).await;
    let before = server.portal.digest().await;

    let back = sent_to(&server, "/api/account/create", Some(&token), FORM, PAGE).await;
    let page = server.page(&back, Some(&token)).await;
    let plain = server.page(PAGE, Some(&token)).await;

    assert!(back.starts_with(&format!("{PAGE}?echo=")), "{back}");
    assert!(page.text().contains("Uherský Ostroh"), "the typed text is gone");
    assert!(!page.text().contains("Ostroh \"><script>"), "the typed text became markup");
    assert!(page.text().contains("role=\"alert\""), "nothing says what is wrong");
    assert!(!plain.text().contains("role=\"alert\""), "an untouched form complains");
    assert_eq!(server.portal.digest().await, before);
}

#[tokio::test]
async fn coordinates_that_are_none_stay_with_a_message_in_both_languages() {
    let server = Server::open().await;
    let token = server.token(server.portal.staff_manager().actor.user().unwrap()).await;
    let partner = "form[name]=Delta&form[status]=onboarding&form[tier]=registered";
    for (lang, message) in [
        ("cs", "Zadejte zeměpisnou šířku a\u{a0}délku ve stupních, například 50.0755, 14.4378."),
        ("en", "Enter latitude and longitude in degrees, such as 50.0755, 14.4378."),
    ] {
        let choice = format!("language={lang}");
        server.post("/api/session/set_preferences", Some(&token), &choice).await;
        for (path, form, page) in [
            ("/api/account/create", "form[name]=Delta", PAGE),
            ("/api/partner/create", partner, "/staff/partners/new"),
        ] {
            let form = format!("{form}&form[coordinates]=50.0755+u+mostu");
            let back = sent_to(&server, path, Some(&token), &form, page).await;
            let page = server.page(&back, Some(&token)).await;
            assert!(page.text().contains("50.0755 u mostu"), "{path}: the typed text is gone");
            assert!(page.text().contains(message), "{path}, {lang}");
        }
    }
}

#[tokio::test]
async fn nobody_else_reads_it() {
    let server = Server::open().await;
    let manager = server.token(server.portal.staff_manager().actor.user().unwrap()).await;
    let admin = server.token(server.portal.staff_admin().actor.user().unwrap()).await;
    let again = server.token(server.portal.staff_manager().actor.user().unwrap()).await;

    let back = sent_to(&server, "/api/account/create", Some(&manager), FORM, PAGE).await;
    let id = format!("id={}", back.rsplit('=').next().unwrap());

    // The same person on another device is somebody else here.
    for token in [&admin, &again] {
        let page = server.page(&back, Some(token)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("Uherský Ostroh"));
        assert_eq!(server.post("/api/echo/read", Some(token), &id).await.text(), "null");
    }
    assert_eq!(server.post("/api/echo/read", None, &id).await.text(), "null");
    let own = server.post("/api/echo/read", Some(&manager), &id).await;
    assert!(own.text().contains("Uherský Ostroh"));
}

const SIGN_IN: &str = "email=nikdo%40alfa.example&password=velmi+tajne+heslo&next=%2F";

/// A refused sign-in: where the browser is sent, and the cookie that it brings from now on.
async fn refused_sign_in(server: &Server, cookie: Option<&str>) -> (String, String) {
    let mut request = posted_without_script("/api/session/sign_in", None, SIGN_IN, "/sign-in");
    if let Some(cookie) = cookie {
        request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    }
    let answer = server.send(request).await;
    let set = answer.header("set-cookie");
    assert!(set.ends_with("; Path=/; SameSite=Lax; Max-Age=900; HttpOnly"), "{set}");
    let cookie = set.split(';').next().unwrap().to_owned();
    (answer.header("location").to_owned(), cookie)
}

/// A page as a browser with this cookie asks for it.
async fn page_with(server: &Server, path: &str, cookie: &str) -> Answer {
    let request = asked(Method::GET, path, None).header(header::ACCEPT, "text/html");
    server.send(request.header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn without_a_session_the_browser_is_the_author() {
    let server = Server::open().await;

    let (back, cookie) = refused_sign_in(&server, None).await;
    let (others_back, others_cookie) = refused_sign_in(&server, None).await;
    let (again, same) = refused_sign_in(&server, Some(&cookie)).await;

    assert!(cookie.starts_with("visitor=") && cookie.len() == "visitor=".len() + 64, "{cookie}");
    assert_ne!(cookie, others_cookie);
    assert_eq!(same, cookie);
    for (path, cookie, is_own) in [
        (&back, cookie.as_str(), true),
        (&again, &cookie, true),
        (&others_back, &others_cookie, true),
        (&back, &others_cookie, false),
        (&others_back, &cookie, false),
        (&back, "visitor=", false),
        (&back, "visitor=anonymous", false),
        (&back, "lang=en", false),
    ] {
        let page = page_with(&server, path, cookie).await;
        assert_eq!(page.text().contains("nikdo@alfa.example"), is_own, "{cookie}");
    }
}

#[tokio::test]
async fn passwords_are_never_kept() {
    let server = Server::open().await;

    let (back, cookie) = refused_sign_in(&server, None).await;
    let id = back.rsplit('=').next().unwrap().parse().unwrap();
    let cx = server.portal.anonymous();
    let owner = echo::visitor(cookie.trim_start_matches("visitor="));
    let (path, kept) = echo::read(&cx, &owner, id).await.unwrap().unwrap();
    let page = page_with(&server, &back, &cookie).await;

    assert_eq!(path, "/api/session/sign_in");
    assert!(kept.contains("nikdo@alfa.example") && !kept.contains("tajne"), "{kept}");
    assert!(page.text().contains("nikdo@alfa.example"));
    assert!(page.text().contains("role=\"alert\""));
    assert!(!page.text().contains("tajne"));
}

#[tokio::test]
async fn whoever_is_signed_out_meanwhile_signs_in_and_comes_back() {
    let server = Server::open().await;
    let to = sent_to(&server, "/api/account/create", None, FORM, "/staff/accounts/new?x=1").await;
    assert_eq!(to, "/sign-in?next=%2Fstaff%2Faccounts%2Fnew%3Fx%3D1");
}

#[tokio::test]
async fn a_form_that_was_taken_leads_on_to_its_record() {
    let server = Server::open().await;
    let token = server.token(server.portal.staff_manager().actor.user().unwrap()).await;

    let form = "form[name]=Cukrovar";
    let to = sent_to(&server, "/api/account/create", Some(&token), form, PAGE).await;
    let page = server.page(&to, Some(&token)).await;

    assert!(to.starts_with("/staff/accounts/") && to.ends_with("?done=saved"), "{to}");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Cukrovar"));
}
