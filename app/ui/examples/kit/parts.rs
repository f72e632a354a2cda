//! The small parts side by side.

use leptos::prelude::*;
use ui::{
    Badge, Button, ButtonKind, Card, CheckboxField, Countdown, FormError, FormErrors, Glyph, Icon,
    InputKind, MessagePage, Notice, NoticeKind, Position, Segment, SegmentedRadio, Switch, Tag,
    TextField, Toast, Tone,
};

use crate::frame::frame;

/// The page.
pub fn scene() -> AnyView {
    let page = view! {
        <div class="page">
            <h1>"Stavebnice"</h1>
            {states()} {buttons()} {fields()} {messages()}
            <div class="card"><MessagePage title="Stránka tu není" text="Adresa se změnila, nebo k ní nemáte přístup." actions=|| view! { <Button>"Na začátek"</Button> } /></div>
        </div>
    };
    frame(true, true, &["Stavebnice"], page.into_any())
}

fn states() -> AnyView {
    let tones = [
        (Tone::Outline, Glyph::Pencil, "Rozpracováno"),
        (Tone::Neutral, Glyph::Pause, "Pozastaveno"),
        (Tone::Info, Glyph::Send, "Dodáno"),
        (Tone::Ok, Glyph::Check, "Přijato"),
        (Tone::Bad, Glyph::X, "Odmítnuto"),
        (Tone::Warn, Glyph::Clock, "Vypršelo"),
        (Tone::Solid, Glyph::Cup, "Vyhráno"),
    ];
    let words = |left: i64| format!("{left} s");
    view! {
        <Card id="k-states" title="Stavy a lhůty">
            <div class="cluster">{tones.map(|(tone, glyph, word)| view! { <Badge tone glyph word /> }).collect_view()} <Tag word="Zlatý" /> <Tag accent=true word="Nové" /></div>
            <div class="cluster">
                {[900, 200, 80, 0].map(|seconds_left| view! { <Countdown seconds_left total_seconds=1000 words=words /> }).collect_view()}
                <Countdown seconds_left=500 total_seconds=1000 words=words paused="Pozastaveno" />
            </div>
            <div class="cluster">{Glyph::ALL.iter().map(|glyph| view! { <Icon glyph=*glyph /> }).collect_view()}</div>
        </Card>
    }
    .into_any()
}

fn buttons() -> AnyView {
    view! {
        <Card id="k-buttons" title="Tlačítka" body="cluster">
            <Button kind=ButtonKind::Primary>"Přijmout"</Button>
            <Button>"Odmítnout"</Button>
            <Button kind=ButtonKind::Accent>"Do fáze Nabídka"</Button>
            <Button kind=ButtonKind::Quiet>"Sloupce"</Button>
            <Button kind=ButtonKind::Danger>"Odvolat"</Button>
            <Button disabled=true>"Uložit"</Button>
            <Button kind=ButtonKind::Primary pending=true>"Ukládám…"</Button>
        </Card>
    }
    .into_any()
}

fn fields() -> AnyView {
    let errors =
        vec![FormError { field: "ico".into(), message: "IČO má mít osm číslic".into() }];
    let segment = |value: &'static str, label: &'static str| Segment {
        value: value.into(),
        label: label.into(),
        glyph: None,
    };
    let theme = |value: &'static str, word: &'static str, glyph| Position {
        value: value.into(),
        word: word.into(),
        glyph: Some(glyph),
        lang: None,
    };
    view! {
        <Card id="k-fields" title="Formulář s chybou">
            <FormErrors title="Něco je potřeba opravit" errors=Signal::stored(errors) />
            <div class="form-grid">
                <TextField kind=InputKind::Digits label="IČO" name="ico" initial="9901427" error=Signal::stored(Some("IČO má mít osm číslic".to_owned())) class="c4" />
                <TextField label="Téma" name="topic" required=true hint="Nejvýš 300 znaků" initial="Modernizace skladu" class="c4" />
                <TextField label="Změněné" name="changed" changed=Signal::stored(true) optional="nepovinné" class="c4" />
                <TextField kind=InputKind::Date label="Den" name="day" class="c4" />
                <TextField kind=InputKind::File label="Soubor" name="file" class="c4" />
                <TextField label="Nelze měnit" name="fixed" initial="pevné" disabled=true class="c4" />
            </div>
            <CheckboxField label="Spolupráce s partnerem" name="share" hint="Příležitost spravuje více partnerů najednou." initial=true />
            <SegmentedRadio legend="Měna" name="keep" segments=vec![segment("a", "Ponechat číslo"), segment("b", "Přepočítat")] initial="a" />
            <form><Switch label="Vzhled" name="theme" positions=vec![theme("system", "Podle systému", Glyph::Monitor), theme("light", "Světlý", Glyph::Sun), theme("dark", "Tmavý", Glyph::Moon)] current="system" /></form>
        </Card>
    }
    .into_any()
}

fn messages() -> AnyView {
    view! {
        <Card id="k-messages" title="Zprávy">
            <Notice quiet=true>"Bez střetu."</Notice>
            <Notice kind=NoticeKind::Ok quiet=true>"Uloženo."</Notice>
            <Notice kind=NoticeKind::Warn quiet=true actions=|| view! { <Button>"Vrátit zpět"</Button> }>"Dodáno partnerovi Datasklad Morava."</Notice>
            <Notice kind=NoticeKind::Bad quiet=true>"Nepodařilo se uložit."</Notice>
        </Card>
        <Toast message=RwSignal::new(Some("Dodáno partnerovi Datasklad Morava.".to_owned())) close="Zavřít" undo="Vrátit zpět" />
    }
    .into_any()
}
