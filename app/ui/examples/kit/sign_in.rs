//! The sign-in page with a message at a field.

use leptos::prelude::*;
use ui::{
    Button, ButtonKind, FormError, FormErrors, InputKind, PasswordField, Position, SignInArt,
    Switch, TextField, Wordmark,
};

/// The page.
pub fn scene() -> AnyView {
    let errors = vec![FormError { field: "password".into(), message: "Zadejte heslo.".into() }];
    let position = |value: &'static str, word: &'static str| Position {
        value: value.into(),
        word: word.into(),
        glyph: None,
        lang: Some(value),
    };
    view! {
        <main class="login" id="content">
            <div class="login-form">
                <header><Wordmark href="#" /></header>
                <div class="login-box">
                    <div class="stack-sm"><h1>"Přihlášení"</h1><p class="muted">"Partnerský portál Hronek Automatizace"</p></div>
                    <FormErrors title="Něco je potřeba opravit" errors=Signal::stored(errors) />
                    <form novalidate=true>
                        <TextField kind=InputKind::Email label="E-mail" name="email" autocomplete="username" initial="tomas.hajek@severni-logika.example" />
                        <PasswordField label="Heslo" name="password" autocomplete="current-password" show="Zobrazit heslo" hide="Skrýt heslo" error=Signal::stored(Some("Zadejte heslo.".to_owned())) />
                        <Button kind=ButtonKind::Primary submit=true class="btn--block">"Přihlásit se"</Button>
                    </form>
                </div>
                <footer><form><Switch label="Jazyk" name="lang" positions=vec![position("cs", "Čeština"), position("en", "English")] current="cs" /></form></footer>
            </div>
            <SignInArt sentence="Příležitost v dobrých rukou, od předání až po uzavření." explanation="Přijměte nabídku z telefonu a pracujte na ní s ostatními." />
        </main>
    }
    .into_any()
}
