//! The portal of one test: who is there, what time it is, and how to look at the whole of it.

use std::{fmt::Write as _, sync::Arc};

use backend::{
    Backend, Context,
    clock::{Clock, TestClock},
    entropy::SeededEntropy,
    fold,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    assignment::State,
    ids::{AccountId, AssignmentId, ContactId, OpportunityId, PartnerId, UserId},
    lang::Lang,
    policy::{Actor, PartnerRole, StaffRole},
    timeline::Audience,
};
use sha2::{Digest as _, Sha256};

use crate::{
    Company, Database, Digest, Mail, OpportunityBuilder,
    assignment::Plan,
    mailbox,
    people::{self, Staff},
    rows::{insert, update},
};

/// Where the clock of every test stands first: Monday 2 March 2026, noon UTC.
pub const START: &str = "2026-03-02T12:00:00Z";

/// A portal with the vendor's people and three partners, and nothing else.
#[derive(Debug)]
pub struct Portal {
    /// The running parts.
    pub backend: Backend,
    /// The clock; turn it by hand.
    pub clock: Arc<TestClock>,
    /// Alfa Systems.
    pub alfa: Company,
    /// Beta Solutions.
    pub beta: Company,
    /// Gama Servis.
    pub gama: Company,
    staff: Staff,
    entropy: Arc<SeededEntropy>,
    // Last, so that the connections are gone before the database is.
    database: Database,
}

impl Portal {
    /// A new one on a database of its own.
    pub async fn open() -> Self {
        let database = Database::migrated().await;
        let start: DateTime<Utc> = START.parse().expect("an instant");
        let clock = Arc::new(TestClock::at(start));
        let entropy = Arc::new(SeededEntropy::new(0x5741_4645_5441));
        let backend = Backend::with(database.connect().await, clock.clone(), entropy.clone());

        let cx = backend.system();
        let txn = backend.db.begin_write().await.expect("begin");
        let staff = Staff::create(&txn, &cx).await;
        let alfa = Company::create(&txn, &cx, "Alfa Systems s.r.o.", "alfa.example").await;
        let beta = Company::create(&txn, &cx, "Beta Solutions a.s.", "beta.example").await;
        let gama = Company::create(&txn, &cx, "Gama Servis s.r.o.", "gama.example").await;
        txn.commit().await.expect("commit");
        Self { backend, clock, alfa, beta, gama, staff, entropy, database }
    }

    /// The address of its database.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    /// A second server on the same database, the same clock and the same sequence of ids.
    pub async fn another_server(&self) -> Backend {
        let db = self.database.connect().await;
        Backend::with(db, self.clock.clone(), self.entropy.clone())
    }

    /// What the clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A call of this actor, now, in Czech.
    pub fn context(&self, actor: Actor) -> Context {
        self.backend.context(actor, Lang::Cs)
    }

    /// Nobody has signed in.
    pub fn anonymous(&self) -> Context {
        self.context(Actor::Anonymous)
    }

    /// A timer or the command line.
    pub fn system(&self) -> Context {
        self.context(Actor::System)
    }

    /// The vendor's administrator.
    pub fn staff_admin(&self) -> Context {
        self.context(Actor::Staff { user: self.staff.admin, role: StaffRole::Admin })
    }

    /// The vendor's manager.
    pub fn staff_manager(&self) -> Context {
        self.context(Actor::Staff { user: self.staff.manager, role: StaffRole::Manager })
    }

    /// The vendor's seller.
    pub fn staff_seller(&self) -> Context {
        self.context(Actor::Staff { user: self.staff.seller, role: StaffRole::Seller })
    }

    /// The company's administrator.
    pub fn administrator_of(&self, company: &Company) -> Context {
        self.partner_person(company, company.administrator, PartnerRole::Administrator)
    }

    /// The company's manager.
    pub fn manager_of(&self, company: &Company) -> Context {
        self.partner_person(company, company.manager, PartnerRole::Manager)
    }

    /// The company's seller.
    pub fn seller_of(&self, company: &Company) -> Context {
        self.partner_person(company, company.seller, PartnerRole::Seller)
    }

    fn partner_person(&self, company: &Company, user: UserId, role: PartnerRole) -> Context {
        self.context(Actor::Partner { user, partner: company.id, role })
    }

    /// Every actor that there is, by name: nobody, the vendor's three and three of each partner.
    pub fn everybody(&self) -> Vec<(String, Context)> {
        let mut people = vec![
            ("anonymous".to_owned(), self.anonymous()),
            ("staff seller".to_owned(), self.staff_seller()),
            ("staff manager".to_owned(), self.staff_manager()),
            ("staff admin".to_owned(), self.staff_admin()),
        ];
        for (name, company) in [("alfa", &self.alfa), ("beta", &self.beta), ("gama", &self.gama)] {
            people.push((format!("{name} seller"), self.seller_of(company)));
            people.push((format!("{name} manager"), self.manager_of(company)));
            people.push((format!("{name} administrator"), self.administrator_of(company)));
        }
        people
    }

    /// An opportunity to be described and created.
    pub fn opportunity(&self) -> OpportunityBuilder<'_> {
        OpportunityBuilder::new(self)
    }

    /// One more active partner.
    pub async fn add_partner(&self, name: &str) -> Company {
        let txn = self.backend.db.begin_write().await.expect("begin");
        let domain = format!("{}.example", fold::words([name]).replace(' ', "-"));
        let company = Company::create(&txn, &self.system(), name, &domain).await;
        txn.commit().await.expect("commit");
        company
    }

    /// One more person of a partner.
    pub async fn add_person(&self, company: &Company, role: PartnerRole, email: &str) -> UserId {
        let txn = self.backend.db.begin_write().await.expect("begin");
        let side = (Some(company.id), role.to_string());
        let id = people::person(&txn, &self.system(), side, email, email).await;
        txn.commit().await.expect("commit");
        id
    }

    /// An end customer.
    pub async fn add_account(&self, name: &str) -> AccountId {
        let txn = self.backend.db.begin_write().await.expect("begin");
        let id = people::account(&txn, &self.system(), name, None).await;
        txn.commit().await.expect("commit");
        id
    }

    /// A person at an end customer.
    pub async fn add_contact(&self, account: AccountId, first: &str, last: &str) -> ContactId {
        let cx = self.system();
        let txn = self.backend.db.begin_write().await.expect("begin");
        let id = ContactId(cx.new_id());
        let row = vec![
            ("id", id.0.into()),
            ("first_name", first.into()),
            ("last_name", last.into()),
            ("name_folded", fold::fold(&format!("{first} {last}")).into()),
            ("name_sort", fold::sort_key(&format!("{last} {first}")).into()),
            ("account_id", account.0.into()),
            ("created_at", cx.now.into()),
            ("updated_at", cx.now.into()),
        ];
        insert(&txn, "contact", row).await;
        txn.commit().await.expect("commit");
        id
    }

    /// A note on the timeline, written by the actor of `cx`.
    pub async fn add_note(&self, cx: &Context, opportunity: OpportunityId, audience: Audience) {
        use backend::timeline::{Entry, record};
        let txn = self.backend.db.begin_write().await.expect("begin");
        let entry = Entry::of(domain::timeline::Event::Note, audience);
        record(&txn, cx, opportunity, entry).await.expect("record");
        txn.commit().await.expect("commit");
    }

    /// Attaches a file whose content is not in any store.
    pub async fn add_file(
        &self,
        cx: &Context,
        opportunity: OpportunityId,
        name: &str,
        audience: Audience,
    ) {
        let (audience, partner) = match audience {
            Audience::Staff => ("staff", None),
            Audience::Partner(partner) => ("partner", Some(partner.0)),
            Audience::AllPartners => ("all_partners", None),
        };
        let id = cx.new_id();
        let row = vec![
            ("id", id.into()),
            ("opportunity_id", opportunity.0.into()),
            ("uploader_id", cx.user_id().expect("a person uploads").into()),
            ("uploader_partner_id", cx.actor.partner().map(|partner| partner.0).into()),
            ("audience", audience.into()),
            ("audience_partner_id", partner.into()),
            ("file_name", name.into()),
            ("media_type", "application/octet-stream".into()),
            ("size", 5_i64.into()),
            ("sha256", "0".repeat(64).into()),
            ("storage_key", id.to_string().into()),
            ("at", cx.now.into()),
        ];
        self.insert("attachment", row).await;
    }

    /// One more assignment of an opportunity, to this company alone.
    pub async fn assign(
        &self,
        opportunity: OpportunityId,
        company: &Company,
        state: State,
    ) -> AssignmentId {
        let plan = Plan::new(company, state);
        self.write_assignment(opportunity, &plan).await
    }

    /// One more partner that shares an opportunity.
    pub async fn collaborate(&self, opportunity: OpportunityId, company: &Company) -> AssignmentId {
        let plan = Plan { collaboration: true, ..Plan::new(company, State::Accepted) };
        self.write_assignment(opportunity, &plan).await
    }

    async fn write_assignment(&self, opportunity: OpportunityId, plan: &Plan) -> AssignmentId {
        let txn = self.backend.db.begin_write().await.expect("begin");
        let id = plan.create(&txn, &self.system(), opportunity.0).await;
        txn.commit().await.expect("commit");
        id
    }

    /// A session of this person for the seven days after `now`, past password and throttle; answers what the cookie
    /// carries.
    pub async fn session(&self, user: UserId, now: DateTime<Utc>) -> String {
        let cx = self.system();
        let (id, token) = (cx.new_id(), cx.new_token());
        let digest = Sha256::digest(&token);
        let hash = digest.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("writing to a string");
            hex
        });
        let until = now + TimeDelta::days(7);
        let row = vec![
            ("token_hash", hash.into()),
            ("id", id.into()),
            ("user_id", user.0.into()),
            ("created_at", now.into()),
            ("last_seen_at", now.into()),
            ("idle_expires_at", until.into()),
            ("expires_at", until.into()),
        ];
        self.insert("session", row).await;
        token
    }

    /// Inserts one row, past all rules but those of the database.
    pub async fn insert(&self, table: &'static str, row: Vec<(&'static str, sea_orm::Value)>) {
        let txn = self.backend.db.begin_write().await.expect("begin");
        insert(&txn, table, row).await;
        txn.commit().await.expect("commit");
    }

    /// Sets columns of one row, past all rules but those of the database.
    pub async fn set(
        &self,
        table: &'static str,
        id: uuid::Uuid,
        values: Vec<(&'static str, sea_orm::Value)>,
    ) {
        let txn = self.backend.db.begin_write().await.expect("begin");
        update(&txn, table, id, values).await;
        txn.commit().await.expect("commit");
    }

    /// Sets the programme status of a partner.
    pub async fn set_partner_status(&self, partner: PartnerId, status: &str) {
        self.set("partner", partner.0, vec![("status", status.into())]).await;
    }

    /// How many hold on to what every call carries: this portal, its servers, and calls that are not over.
    pub fn holders(&self) -> usize {
        Arc::strong_count(&self.entropy)
    }

    /// Everything that the database says.
    pub async fn digest(&self) -> Digest {
        Digest::of(&self.backend.db).await
    }

    /// Everything in the outbox.
    pub async fn mails(&self) -> Vec<Mail> {
        mailbox::read(&self.backend.db).await
    }
}
