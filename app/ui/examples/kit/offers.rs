//! What a partner sees: the first page, and one opportunity before it is accepted.

use leptos::prelude::*;
use ui::{
    Avatar, Badge, Button, ButtonKind, ButtonSize, Card, Cell, Countdown, Dialog, DialogButton,
    DialogClose, DialogState, EmptyState, Fact, Glyph, Icon, Row, Section, StageLegs, Table, Th,
    Tone,
};

use crate::frame::frame;

fn left(seconds: i64) -> String {
    if seconds == 0 {
        return "Lhůta uplynula".to_owned();
    }
    format!("Zbývá {} h {} min", seconds / 3600, seconds % 3600 / 60)
}

/// The first page.
pub fn scene() -> AnyView {
    let page = view! {
        <div class="page page--wide">
            <div class="hello">
                <h1>"Řídicí panel"</h1>
                <p>"Dvě příležitosti čekají na vaši odpověď."</p>
            </div>
            <Section id="distributed" title="Distribuované příležitosti" count="2">
                <div class="offers">{offer("a", 4320, "Řízení teplot v chladicím skladu")} {offer("b", 97_200, "Sledování šarží ve výrobě skla")}</div>
            </Section>
            <Section id="managed" title="Spravované příležitosti" count="5" note="11 985 000 Kč · 184 000 €">
                <div class="card list-card">{managed()}</div>
            </Section>
            <Section id="nothing" title="Prázdný seznam">
                <div class="card">
                    <EmptyState title="Zatím žádné příležitosti" text="Jakmile vám dodavatel nějakou předá, najdete ji tady a pošleme vám zprávu." />
                </div>
            </Section>
        </div>
    };
    frame(false, true, &["Řídicí panel"], page.into_any())
}

fn offer(id: &'static str, seconds: i64, topic: &'static str) -> AnyView {
    view! {
        <article class="offer">
            <div class="stack-sm">
                <h3 id=format!("{id}-topic")><a href="#">{topic}</a></h3>
                <p class="meta">
                    <span><Icon glyph=Glyph::Pin />"Vysočina, Jihlavsko"</span>
                    <span><Icon glyph=Glyph::Box />"Čidla a dohled"</span>
                    <span class="band"><Icon glyph=Glyph::Coins />"0,5–1 mil. Kč"</span>
                </p>
            </div>
            <p class="needs">"Souvislý záznam teplot ve čtyřech komorách, výstrahy na telefon, provoz do konce ledna."</p>
            <Countdown seconds_left=seconds total_seconds=144_000 words=left deadline="přijmout dnes do 16.00" bar=true />
            {answer(id, topic)}
        </article>
    }
    .into_any()
}

fn answer(id: &'static str, topic: &'static str) -> AnyView {
    let dialog = DialogState::new(format!("decline-{id}"), false);
    view! {
        <div class="answer">
            <DialogButton dialog=dialog.clone() size=ButtonSize::Touch glyph=None describedby=Some(format!("{id}-topic").into())>
                "Odmítnout"
            </DialogButton>
            <Button kind=ButtonKind::Primary size=ButtonSize::Touch glyph=Glyph::Check describedby=format!("{id}-topic")>
                "Přijmout"
            </Button>
        </div>
        <Dialog dialog=dialog.clone() title=format!("Odmítnout {topic}?")>
            <form>
                <div class="dialog-body stack">
                    <fieldset class="stack-sm">
                        <legend class="sm strong">"Důvod"</legend>
                        <div class="check"><input type="radio" name="reason" id=format!("{id}-1") /><label for=format!("{id}-1")>"Nemáme volnou kapacitu"</label></div>
                        <div class="check"><input type="radio" name="reason" id=format!("{id}-2") /><label for=format!("{id}-2")>"Jiné, napíšu proč"</label></div>
                    </fieldset>
                </div>
                <footer>
                    <DialogClose dialog word="Zpět" />
                    <Button kind=ButtonKind::Danger submit=true>"Odmítnout"</Button>
                </footer>
            </form>
        </Dialog>
    }
    .into_any()
}

fn managed() -> AnyView {
    let head = || {
        view! {
            <Th word="Téma" class="m-topic" />
            <Th word="Fáze" class="m-stage" />
            <Th word="Hodnota" class="m-val num" />
            <Th word="Uzavření" class="m-close" />
            <Th word="Spolupracují" class="m-who" />
        }
    };
    let rows = ["Výměna řídicího systému papírenského stroje", "Etiketovací linka a tisk SSCC"]
        .map(|topic| view! {
            <Row>
                <Cell class="m-topic main-cell"><a href="#">{topic}</a><small>"Papírny Doubrava a.s."</small></Cell>
                <Cell class="m-stage" label="Fáze"><span class="nowrap"><StageLegs at=3 label="Fáze 3 ze 4: Nabídka" />"Nabídka"</span></Cell>
                <Cell class="m-val num" label="Hodnota">"6 720 000 Kč"</Cell>
                <Cell class="m-close" label="Uzavření">"18. 12. 2026"</Cell>
                <Cell class="m-who" label="Spolupracují"><span class="who-cell"><Avatar name="Labská Integrace" square=true /><span>"Labská Integrace"</span></span></Cell>
            </Row>
        });
    view! { <Table caption="Spravované příležitosti" class="table--cards table--managed" head>{rows.collect_view()}</Table> }.into_any()
}

/// One opportunity before it is accepted.
pub fn detail() -> AnyView {
    let page = view! {
        <div class="page">
            <div class="detail">
                <div class="detail-head">
                    <div class="cluster"><Badge tone=Tone::Info glyph=Glyph::Send word="Dodáno" /><span class="ref">"OPP-2M8X-4C7D"</span></div>
                    <h1>"Řízení teplot v chladicím skladu"</h1>
                </div>
                <div class="stack">
                    <section class="card block" aria-label="Lhůta"><Countdown seconds_left=4320 total_seconds=144_000 words=left deadline="přijmout dnes do 16.00" bar=true /></section>
                    <Card id="about" title="O příležitosti">
                        <dl class="kv">
                            <Fact term="Hodnota">"0,5–1 mil. Kč"</Fact><Fact term="Místo">"Vysočina, Jihlavsko"</Fact>
                            <Fact term="Produkty">"Čidla a dohled"</Fact><Fact term="Uzavření">"leden 2027"</Fact>
                        </dl>
                        <div><h3>"Potřeby zákazníka"</h3><p class="why-text">"Souvislý záznam teplot ve čtyřech komorách, výstrahy na telefon a výkaz pro hygienu."</p></div>
                        <p class="sealed"><Icon glyph=Glyph::Lock large=true /><span><b>"Zákazník a kontakty"</b>"Ukážou se hned po přijetí."</span></p>
                    </Card>
                </div>
                <div class="sticky-actions aside">
                    <Button size=ButtonSize::Touch>"Odmítnout"</Button>
                    <Button size=ButtonSize::Touch kind=ButtonKind::Primary glyph=Glyph::Check>"Přijmout"</Button>
                </div>
            </div>
        </div>
    };
    frame(false, true, &["Příležitosti", "OPP-2M8X-4C7D"], page.into_any())
}
