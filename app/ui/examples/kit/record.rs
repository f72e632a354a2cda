//! A record and a list as staff see them.

use leptos::prelude::*;
use ui::{
    AudienceMark, Avatar, Badge, Button, ButtonKind, ButtonLink, ButtonSize, Card, Cell, Choice,
    Composer, Countdown, FileLink, FilterChip, Glyph, Icon, InputKind, ListView, ListViews, Menu,
    Moment, NoteCard, Pager, Picked, Picker, PickerOption, PickerWords, Readers, Row, SaveBar,
    SelectField, SortTh, Sorted, Step, Stepper, Tab, TabPanel, Table, Tabs, TextArea, TextField,
    Th, Timeline, TimelineEvent, Tone,
};

use crate::frame::frame;

/// The record page.
pub fn scene() -> AnyView {
    let selected = RwSignal::new("summary".to_owned());
    let tabs = [("summary", "Souhrn"), ("general", "Obecné")]
        .map(|(id, word)| Tab { id: id.into(), word: word.into(), href: "#".into() })
        .to_vec();
    let page = view! {
        {head()}
        <Tabs label="Oddíly záznamu" tabs selected form="record" />
        <div class="record">
            <form class="record-main" id="record" novalidate=true>
                <TabPanel id="summary" selected>
                    {summary()} {partner()}
                </TabPanel>
            </form>
            <aside class="record-side" aria-labelledby="tl">
                <h2 id="tl">"Časová osa"</h2>
                {composer()} {timeline()}
            </aside>
        </div>
        <SaveBar
            label="Uložení záznamu"
            form="record"
            dirty=Signal::stored(true)
            state=Signal::stored("Neuložené změny".to_owned())
            changes=|| view! { "Partner: " <s>"Severní Logika"</s> " " <b>"Datasklad Morava"</b> }
            actions=|| view! { <ButtonLink href="#">"Zahodit"</ButtonLink> }
            save="Uložit"
        />
    };
    frame(true, false, &["Prodej", "Příležitosti", "OPP-7K3Q-9F2M"], page.into_any())
}

fn head() -> AnyView {
    let words = |left: i64| format!("{} h {} min, do 16.00", left / 3600, left % 3600 / 60);
    let steps = [
        ("Kvalifikace", Some("9 dní")),
        ("Rozvoj", Some("3 dny")),
        ("Nabídka", None),
        ("Uzavření", None),
    ]
    .map(|(word, note)| Step { word: word.into(), note: note.map(Into::into) })
    .to_vec();
    view! {
        <div class="record-head">
            <div class="record-title">
                <div class="cluster">
                    <h1>"Modernizace skladové linky – WMS a čtečky"</h1>
                    <Badge tone=Tone::Bad glyph=Glyph::X word="Odmítnuto" large=true />
                </div>
                <p class="ref cluster">
                    <span>"OPP-7K3Q-9F2M"</span>
                    <span class="muted">"Založeno 18. 11. 2026 · zdroj: veletrh"</span>
                </p>
            </div>
            <div class="actions">
                <Menu label="Další akce">
                    <button type="button">"Uzavřít…"</button>
                </Menu>
                <Button>"Odvolat"</Button>
            </div>
            <dl class="facts">
                <div><dt>"Obchodní vztah"</dt><dd><a href="#">"Pivovar Tři Lípy a.s."</a></dd></div>
                <div><dt>"Odhadovaná hodnota"</dt><dd>"2 480 000,00 Kč"</dd></div>
                <div><dt>"Vlastník"</dt><dd><Avatar name="Jana Přibylová" />"Jana Přibylová"</dd></div>
                <div>
                    <dt>"Rozhodnout o dalším partnerovi"</dt>
                    <dd><Countdown seconds_left=8040 total_seconds=40000 words=words /></dd>
                </div>
            </dl>
            <Stepper label="Fáze prodeje" steps current=1 done="hotovo" />
        </div>
    }
    .into_any()
}

fn summary() -> AnyView {
    let currencies =
        vec![Choice::new("CZK", "CZK – česká koruna"), Choice::new("EUR", "EUR – euro")];
    view! {
        <Card id="s-summary" title="Souhrn" body="form-grid">
            <TextField label="Téma" name="topic" required=true initial="Modernizace skladové linky – WMS a čtečky" class="c8" />
            <SelectField label="Měna" name="currency" choices=currencies initial="CZK" class="c4" />
            {picker("Kontakt", "contact", "Mgr. Radka Nováčková", false)}
            {picker("Obchodní vztah", "account", "Pivovar Tři Lípy a.s.", false)}
            <TextField kind=InputKind::Decimal label="Odhadovaná hodnota" name="value" initial="2 480 000,00" affix=Signal::stored(Some("Kč".to_owned())) class="c4" />
            <TextArea label="Situace zákazníka" name="situation" initial="Sklad vede na papíře a v tabulkách, inventura trvá čtyři dny a výroba kvůli ní stojí." class="c4" />
            <TextArea label="Potřeby zákazníka" name="needs" initial="Pozice každé palety v reálném čase, čtečky pro 38 skladníků, provoz od dubna." class="c4" />
            <TextArea label="Navržené řešení" name="solution" initial="WMS Standard, mobilní čtečky, etiketovací stanice, školení ve třech směnách." class="c4" />
        </Card>
    }
    .into_any()
}

fn partner() -> AnyView {
    let statuses = vec![Choice::new("delivered", "Dodáno"), Choice::new("accepted", "Přijato")];
    view! {
        <Card id="s-partner" title="Podrobnosti o partneru" note="Uložením se příležitost nabídne partnerovi." body="form-grid">
            {picker("Partner", "partner", "Datasklad Morava s.r.o.", true)}
            <SelectField label="Stav" name="status" choices=statuses changed=Signal::stored(true) class="c4" />
            <TextField kind=InputKind::DateTime label="Přijmout do" name="accept_by" optional="16 pracovních h" initial="2026-11-25T12:00" class="c4" />
        </Card>
    }
    .into_any()
}

fn picker(label: &'static str, name: &'static str, text: &'static str, changed: bool) -> AnyView {
    let picked = RwSignal::new(Picked { id: "1".to_owned(), text: text.to_owned() });
    let words = PickerWords {
        list: "Návrhy".into(),
        empty: "Nic se nenašlo".into(),
        loading: "Hledám…".into(),
        count: Callback::new(|count: usize| count.to_string()),
    };
    view! {
        <Picker label name id_name=format!("{name}_id") picked options=Signal::stored(Vec::<PickerOption>::new()) on_query=|_| () words changed=Signal::stored(changed) class="c4" />
    }
    .into_any()
}

fn composer() -> AnyView {
    let readers = [
        ("internal", "Jen my", Glyph::Lock, "Partneři to neuvidí.", true),
        ("all", "Všichni partneři", Glyph::Users, "Uvidí všichni partneři na příležitosti.", false),
    ]
    .map(|(value, word, glyph, sentence, private)| Readers {
        value: value.into(),
        word: word.into(),
        glyph,
        sentence: sentence.into(),
        private,
    })
    .to_vec();
    let actions = || view! { <Button size=ButtonSize::Small submit=true class="push">"Přidat poznámku"</Button> };
    view! {
        <Composer legend="Kdo příspěvek uvidí" word="Uvidí" name="audience" readers initial="internal" actions>
            <TextArea label="Poznámka" hide_label=true name="note" placeholder="Napište poznámku…" />
        </Composer>
    }
    .into_any()
}

fn moment(words: &'static str) -> Moment {
    Moment { machine: "2026-11-23T08:42:00+01:00".into(), words: words.into() }
}

fn timeline() -> AnyView {
    let why = Some("Kapacita – „Do konce ledna nemáme volného projektanta.“".into());
    let ours = || view! { <AudienceMark glyph=Glyph::Lock word="Jen my" private=true /> };
    let everybody = || view! { <AudienceMark glyph=Glyph::Users word="Všichni partneři" /> };
    view! {
        <Timeline>
            <TimelineEvent tone=Tone::Bad glyph=Glyph::X at=moment("dnes 8.42") why>
                <b>"Severní Logika"</b>" příležitost odmítla"
            </TimelineEvent>
            <NoteCard author="Jana Přibylová" from=None at=moment("dnes 9.05") private=true audience=ours>
                <p>"Zákazník chce první schůzku ještě tento týden."</p>
            </NoteCard>
            <TimelineEvent tone=Tone::Info glyph=Glyph::Send at=moment("20. 11. 14.10") why=None>
                "Dodáno partnerovi "<b>"Severní Logika"</b>
            </TimelineEvent>
            <NoteCard author="Ivana Křížová" from=Some("Labská Integrace".into()) at=moment("19. 11. 11.26") audience=everybody>
                <p>"Zadávací list od zákazníka."</p>
                <FileLink href="#" name="zadani-sklad-tri-lipy.pdf" size="412 kB" />
            </NoteCard>
        </Timeline>
    }
    .into_any()
}

/// The list page.
pub fn list() -> AnyView {
    let views = [
        ("Otevřené", "128", false, true),
        ("Čeká na rozhodnutí", "7", true, false),
        ("Dodané", "23", false, false),
    ]
    .map(|(word, count, urgent, current)| ListView {
        href: "#".into(),
        word: word.into(),
        count: Some(count.into()),
        urgent,
        current,
    })
    .to_vec();
    let page = view! {
        <div class="page-head">
            <h1>"Příležitosti"</h1>
            <div class="actions">
                <ButtonLink href="#" kind=ButtonKind::Primary glyph=Glyph::Plus>"Nové"</ButtonLink>
            </div>
        </div>
        <ListViews label="Pohledy" views />
        <div class="filterbar">
            <FilterChip field="Hodnota" how="je alespoň" value="300 000 Kč" without="#" remove="Odebrat filtr Hodnota" />
            <FilterChip field="Vlastník" how="je" value="můj tým" without="#" remove="Odebrat filtr Vlastník" />
        </div>
        {table()}
        <div class="totals">
            <span>"Celkem"</span><span><b>"48 620 000 Kč"</b></span><span><b>"1 284 500 €"</b></span>
            <Pager label="Stránkování" range="50 ze 128" previous_word="Předchozí" next_word="Další" previous=None next=Some("#".into()) />
        </div>
    };
    frame(true, false, &["Prodej", "Příležitosti"], page.into_any())
}

fn table() -> AnyView {
    let states = [
        (Tone::Bad, Glyph::X, "Odmítnuto"),
        (Tone::Info, Glyph::Send, "Dodáno"),
        (Tone::Warn, Glyph::Clock, "Vypršelo"),
        (Tone::Ok, Glyph::Check, "Přijato"),
        (Tone::Solid, Glyph::Cup, "Vyhráno"),
        (Tone::Outline, Glyph::Pencil, "Rozpracováno"),
        (Tone::Neutral, Glyph::Pause, "Pozastaveno"),
        (Tone::Warn, Glyph::Undo, "Vráceno"),
    ];
    let head = || {
        view! {
            <Th word="Téma" class="c-topic" />
            <Th word="Obchodní vztah" class="c-acc" />
            <Th word="Partner" class="c-par" />
            <Th word="Stav" class="c-st" />
            <Th word="Hodnota" class="num c-val" />
            <SortTh word="Uzavření" href="#" sorted=None class="c-close" />
            <SortTh word="Lhůta" href="#" sorted=Some(Sorted::Ascending) class="c-due" />
            <Th word="Vlastník" class="c-own" hidden=true />
        }
    };
    let rows = states
        .into_iter()
        .map(|(tone, glyph, word)| view! {
            <Row>
                <Cell class="main-cell c-topic"><a href="#">"Modernizace skladové linky – WMS a čtečky"</a><small class="ref">"OPP-7K3Q-9F2M"</small></Cell>
                <Cell class="c-acc">"Pivovar Tři Lípy a.s."</Cell>
                <Cell class="c-par">"Severní Logika"</Cell>
                <Cell class="c-st"><Badge tone glyph word /></Cell>
                <Cell class="num c-val">"2 480 000 Kč"</Cell>
                <Cell class="c-close">"26. 2. 2027"</Cell>
                <Cell class="c-due"><span class="countdown" data-level="soon"><Icon glyph=Glyph::Flag />"Rozhodnout dnes"</span></Cell>
                <Cell class="c-own"><Avatar name="Jana Přibylová" /></Cell>
            </Row>
        })
        .collect_view();
    view! { <Table caption="Otevřené příležitosti" class="table--cards table--opps" head>{rows}</Table> }.into_any()
}
