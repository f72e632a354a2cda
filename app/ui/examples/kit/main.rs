//! Prints a page made of the kit's parts, to look at them in a browser:
//! `cargo run -p ui --features ssr --example kit -- record > kit.html`, beside `style/`.

mod frame;
mod offers;
mod parts;
mod record;
mod sign_in;

use leptos::prelude::*;
use ui::IconSprite;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let scene = arguments.next().unwrap_or_default();
    let theme = arguments.next().unwrap_or_default();
    let body = Owner::new().with(|| {
        provide_context(IconSprite("style/icons.svg".to_owned()));
        let view = match scene.as_str() {
            "record" => record::scene(),
            "list" => record::list(),
            "offers" => offers::scene(),
            "offer" => offers::detail(),
            "sign-in" => sign_in::scene(),
            _ => parts::scene(),
        };
        view.to_html()
    });
    println!(
        r#"<!doctype html><html lang="cs" data-theme="{theme}" data-icons="style/icons.svg"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kit</title><link rel="stylesheet" href="style/main.css"></head>
<body data-hydrated>{body}</body></html>"#
    );
}
