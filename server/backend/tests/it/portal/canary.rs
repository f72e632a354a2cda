//! Everything that one partner can call never answers a word of another partner's.

use std::fmt::Write as _;

use backend::{
    Context, assignment, company,
    file::{self, Folder, Upload},
    info, note, portal, receipt, registration, timeline_read,
};
use domain::{
    account::ListingQuery,
    assignment::State,
    ids::AccountId,
    opportunity::{CheckInForm, FinishForm, ProgressForm, ReasonForm, Status},
    timeline::NoteForm,
};
use testkit::{Deal, OpportunityBuilder, Portal};

use super::notes::note;

/// How many opportunities with a word of their own in every text.
const DEALS: usize = 50;

/// All words that give a leak away begin so, in any case and without marks.
const CANARY: &str = "kanarek";

struct Aviary {
    portal: Portal,
    folder: Folder,
    _data: tempfile::TempDir,
    deals: Vec<Deal>,
    files: Vec<domain::ids::AttachmentId>,
    accounts: Vec<AccountId>,
    words: usize,
}

impl Aviary {
    fn word(&mut self) -> String {
        self.words += 1;
        format!("{CANARY}{}", self.words)
    }

    /// Writes unique words into every free text of the opportunity and around it.
    async fn fill(&mut self, deal: Deal, topic_too: bool) {
        let mut values = Vec::new();
        for column in ["needs", "situation", "solution", "description", "source", "status_note"] {
            values.push((column, self.word().into()));
        }
        for column in ["lead_company", "lead_person", "lead_email", "lead_phone", "city", "region"]
        {
            values.push((column, self.word().into()));
        }
        if topic_too {
            values.push(("topic", self.word().into()));
        }
        self.portal.set("opportunity", deal.id.0, values).await;
        let beta = self.portal.manager_of(&self.portal.beta);
        let staff = self.portal.staff_seller();
        for (cx, audience) in
            [(&beta, "internal"), (&beta, "all"), (&staff, "internal"), (&staff, "all")]
        {
            let form = note(&self.word(), audience);
            // Where beta does not manage it, it cannot write; staff always can.
            let _refused_where_not_managed = note::write(cx, deal.id, form).await;
        }
        let name = format!("{}.txt", self.word());
        let upload = Upload { name, bytes: self.word().into_bytes() };
        if let Ok(file) = file::upload(&beta, &self.folder, deal.id, upload).await {
            let form = NoteForm { files: file.id.to_string(), ..note(&self.word(), "all") };
            note::write(&beta, deal.id, form).await.unwrap();
            self.files.push(file.id);
        }
        self.deals.push(deal);
    }
}

/// Beta's opportunities in all states; some of them alfa had before, some to the end before they were opened again.
async fn aviary() -> Aviary {
    let portal = Portal::open().await;
    let data = tempfile::tempdir().unwrap();
    let folder = Folder::in_data(data.path()).unwrap();
    let mut aviary = Aviary {
        portal,
        folder,
        _data: data,
        deals: Vec::new(),
        files: Vec::new(),
        accounts: Vec::new(),
        words: 0,
    };
    for number in 0..DEALS {
        let formerly_alfas = number % 2 == 1;
        let account = {
            let name = aviary.word();
            aviary.portal.add_account(&name).await
        };
        aviary.accounts.push(account);
        let (first, last) = (aviary.word(), aviary.word());
        let contact = aviary.portal.add_contact(account, &first, &last).await;
        let portal = &aviary.portal;
        let mut builder = portal.opportunity().account(account).contact(contact);
        if formerly_alfas {
            builder = builder.formerly_with(&portal.alfa, ending(number));
        }
        let deal = of_beta(builder, portal, number).create().await;
        // The topic of what alfa had it knows; everything else was not for it.
        aviary.fill(deal, !formerly_alfas).await;
    }
    aviary
}

/// How alfa's part ended. To the end it had only what goes on now.
fn ending(number: usize) -> State {
    match (number % 5, number % 4) {
        (0, 1) => State::Declined,
        (0, _) => State::Expired,
        (1, _) => State::Recalled,
        (2, _) => State::Returned,
        (3, _) => State::Left,
        _ => State::Completed,
    }
}

fn of_beta<'p>(
    b: OpportunityBuilder<'p>,
    portal: &Portal,
    number: usize,
) -> OpportunityBuilder<'p> {
    match number % 5 {
        0 => b.offered_to(&portal.beta),
        1 => b.accepted_by(&portal.beta),
        2 => b.shared_by(&[&portal.beta, &portal.gama]),
        3 => b.formerly_with(&portal.beta, State::Completed).status(Status::Won),
        _ => b.accepted_by(&portal.beta).status(Status::OnHold),
    }
}

fn finished() -> FinishForm {
    FinishForm { actual_value: "1".to_owned(), reason: "price".to_owned(), text: "x".to_owned() }
}

/// Calls everything on everything and writes down all that comes back, errors included.
async fn crawl(aviary: &Aviary, cx: &Context) -> String {
    let mut said = String::new();
    let mut note_down = |answer: &dyn std::fmt::Debug| writeln!(said, "{answer:?}").unwrap();
    let because = |reason: &str| ReasonForm { reason: reason.to_owned(), text: "x".to_owned() };
    let finish = finished();
    let check_in = CheckInForm { kind: "progressing".to_owned(), ..CheckInForm::default() };
    let report =
        ProgressForm { stage: "close".to_owned(), note: "x".to_owned(), ..ProgressForm::default() };

    note_down(&portal::board(cx).await);
    note_down(&portal::own_customers(cx).await);
    for id in &aviary.accounts {
        note_down(&portal::own_customer(cx, *id, None).await);
    }
    note_down(&registration::mine(cx, &ListingQuery::default()).await);
    note_down(&company::show(cx).await);
    for deal in &aviary.deals {
        note_down(&portal::show(cx, &deal.reference).await);
        note_down(&timeline_read::items(cx, deal.id).await);
        note_down(&receipt::of_opportunity(cx, &deal.reference).await);
        note_down(&registration::of_opportunity(cx, deal.id).await);
        note_down(&registration::page(cx, &deal.reference).await);
        note_down(&info::to_complete(cx, &deal.reference).await);
        for id in &deal.assignments {
            note_down(&assignment::accept(cx, *id).await);
            note_down(&assignment::decline(cx, *id, because("other")).await);
        }
        note_down(&portal::progress(cx, deal.id, report.clone()).await);
        note_down(&portal::check_in(cx, deal.id, check_in.clone()).await);
        note_down(&portal::assign_seller(cx, deal.id, "").await);
        note_down(&portal::win(cx, deal.id, finish.clone()).await);
        note_down(&portal::lose(cx, deal.id, finish.clone()).await);
        note_down(&portal::give_back(cx, deal.id, because("other")).await);
        note_down(&portal::leave(cx, deal.id, "x").await);
        note_down(&note::write(cx, deal.id, note("x", "all")).await);
        let upload = Upload { name: "a.txt".to_owned(), bytes: b"x".to_vec() };
        note_down(&file::upload(cx, &aviary.folder, deal.id, upload).await);
        note_down(&backend::opportunity::show(cx, &deal.reference).await);
    }
    for id in &aviary.files {
        note_down(
            &file::open(cx, &aviary.folder, *id)
                .await
                .map(|opened| (String::from_utf8_lossy(&opened.bytes).into_owned(), opened.file)),
        );
    }
    said
}

#[tokio::test]
async fn no_word_of_beta_reaches_alfa() {
    let aviary = aviary().await;
    assert!(aviary.words >= 1_000, "{} rows are too few", aviary.words);
    assert!(aviary.files.len() >= 5, "some files to ask for");
    let before = aviary.portal.digest().await;
    let alfa = &aviary.portal.alfa;

    for cx in [
        aviary.portal.administrator_of(alfa),
        aviary.portal.manager_of(alfa),
        aviary.portal.seller_of(alfa),
        aviary.portal.anonymous(),
    ] {
        let said = crawl(&aviary, &cx).await;
        let leak = said.lines().find(|line| line.to_lowercase().contains(CANARY));
        assert_eq!(leak, None, "{:?}", cx.actor);
    }

    let after = aviary.portal.digest().await;
    assert!(after == before, "asking changed {:?}", before.difference(&after));
    let to_alfa = |mail: &testkit::Mail| mail.to.ends_with("@alfa.example");
    let mails = aviary.portal.mails().await;
    let leak = mails.iter().find(|m| to_alfa(m) && m.text.to_lowercase().contains(CANARY));
    assert_eq!(leak, None);
}

/// The same crawl finds the words where they may be read: an empty crawl would prove nothing.
#[tokio::test]
async fn beta_reads_its_own() {
    let aviary = aviary().await;
    let beta = aviary.portal.manager_of(&aviary.portal.beta);

    let said = crawl(&aviary, &beta).await;

    let found = said.match_indices(CANARY).count();
    assert!(found >= 200, "only {found} words");
}
