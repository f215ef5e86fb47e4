//! A small region for tests: two offices, seven people, one account per role.

use domain::asn::Nip;
use domain::calendar::Day;
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{Fact, Jabatan, Office};
use ledger::role::{Role, Scope};
use ledger::subject::{self, Field, author_of, person_id};
use serde_json::{Value, json};
use sync_server::accounts::{Cost, Wanted, create};
use sync_server::pen::{Draft, Pen};
use sync_server::region::{Secrets, file, found};

use crate::device::{Device, PASSWORD, Server};

/// Day on which the tests begin, unless they say otherwise.
pub const TODAY: &str = "2026-11-20";
/// The period that is rated in tests.
pub const PERIOD: &str = "2026-T3";

/// One person of the town.
#[derive(Debug, Clone)]
pub struct Person {
    /// Name to sign in with.
    pub login: &'static str,
    /// Number.
    pub nip: Nip,
    /// Id.
    pub id: Id,
    /// Office.
    pub office: &'static str,
    /// Login of the superior.
    pub superior: Option<&'static str>,
    /// Roles.
    pub roles: Vec<Role>,
}

/// A founded region with its people.
pub struct Town {
    /// The server.
    pub server: Server,
    /// The founder's chain.
    pub founder: Pen,
    /// Everybody.
    pub people: Vec<Person>,
}

const PEOPLE: [(&str, &str, Option<&str>); 8] = [
    ("kadis", "dinkes", None),
    ("atasan", "pkm", Some("kadis")),
    ("pegawai", "pkm", Some("atasan")),
    ("rekan", "pkm", Some("atasan")),
    ("rekan2", "pkm", Some("atasan")),
    ("rekan3", "pkm", Some("atasan")),
    ("hr", "bkpsdm", None),
    ("bendahara", "bkpsdm", None),
];

/// Login of the operator, who is no person of the region.
pub const OPERATOR: &str = "operator";
/// Logins of the two accounts whose roles reach only the health office and what lies below it.
pub const OFFICE_HR: &str = "hr-dinkes";
/// Treasurer of the health office.
pub const OFFICE_TREASURER: &str = "bendahara-dinkes";
/// Approver of the health office and below.
pub const OFFICE_APPROVER: &str = "ppk-dinkes";
/// Approver of the whole region.
pub const REGION_APPROVER: &str = "ppk-bkad";

impl Town {
    /// Founds the town with everyone's facts and accounts.
    #[must_use]
    pub fn found() -> Self {
        let server = Server::start(TODAY);
        let (now, today) = server.now();
        let founder = found(server.store(), "Kota Uji", &Secrets::from_seed(1), now, today).expect("founded");
        let salt = server.store().region_now().expect("readable").expect("founded").salt;
        let people = people(&salt);
        let mut town = Self { server, founder, people };
        town.offices();
        let everyone = town.people.clone();
        everyone.iter().for_each(|person| town.enter(person));
        town.accounts();
        town
    }

    /// Returns a person by login.
    #[must_use]
    pub fn person(&self, login: &str) -> &Person {
        self.people.iter().find(|person| person.login == login).expect("a person of the town")
    }

    /// Returns a person's id by login.
    #[must_use]
    pub fn id(&self, login: &str) -> Id {
        self.person(login).id
    }

    /// Returns the author of an account.
    #[must_use]
    pub fn author(&self, login: &str) -> String {
        if login == OPERATOR { "a-operator".to_owned() } else { author_of(self.id(login)) }
    }

    /// Signs a new device in.
    #[must_use]
    pub fn device(&self, login: &str) -> Device {
        self.device_with(login, 1)
    }

    /// Signs a further device of the account in.
    #[must_use]
    pub fn device_with(&self, login: &str, seed: u64) -> Device {
        Device::new(&self.server, login, &self.author(login), seed)
    }

    /// Takes up the founder's chain behind what the server holds of it.
    pub fn take_up_founder(&mut self) {
        let secret = self.server.store().founder_secret_now().expect("a secret");
        let head = self.server.store().chain_head_now(self.founder.chain()).expect("readable");
        self.founder = Pen::new(&secret, "founder", head);
    }

    /// Writes records of the founder.
    pub fn write(&mut self, drafts: Vec<Draft>) {
        let (now, today) = self.server.now();
        let records = drafts.into_iter().map(|draft| self.founder.write(draft, now).expect("a record")).collect();
        file(self.server.store(), "founder", records, now, today).expect("stored");
    }

    /// States a person's post from a day on.
    pub fn post(&mut self, login: &str, from: &str, office: &str, superior: Option<&str>) {
        let draft = self.post_draft(login, from, office, superior);
        self.write(vec![draft]);
    }

    /// Drafts a person's post from a day on.
    #[must_use]
    pub fn post_draft(&self, login: &str, from: &str, office: &str, superior: Option<&str>) -> Draft {
        let from: Day = from.parse().expect("a day");
        let person = self.id(login);
        let fact = Fact::Jabatan(Jabatan {
            title: format!("Jabatan {login}"),
            code: None,
            post: domain::pay::Post::Umum,
            kelas: Some(7),
            office: office.to_owned(),
            superior: superior.map(|login| self.id(login)),
        });
        Draft::new(Kind::Fact, subject::fact(person, Field::Jabatan, from), &fact).expect("a draft")
    }

    fn offices(&mut self) {
        let office = |code: &str, parent: Option<&str>| {
            let office = Office { name: code.to_owned(), unit_kind: None, parent: parent.map(str::to_owned) };
            Draft::new(Kind::Office, subject::office(code), &office).expect("a draft")
        };
        self.write(vec![
            office("kota", None),
            office("dinkes", Some("kota")),
            office("pkm", Some("dinkes")),
            office("bkpsdm", Some("kota")),
        ]);
    }

    fn enter(&mut self, person: &Person) {
        let from: Day = "2024-01-01".parse().expect("a day");
        let fact = |field: Field, payload: Value| {
            Draft::new(Kind::Fact, subject::fact(person.id, field, from), &payload).expect("a draft")
        };
        let drafts = vec![
            fact(Field::Identitas, json!({ "field": "identitas", "nip": person.nip, "name": person.login })),
            fact(Field::Pajak, json!({ "field": "pajak", "ptkp": "TK/0" })),
            self.post_draft(person.login, "2024-01-01", person.office, person.superior),
        ];
        self.write(drafts);
    }

    fn accounts(&self) {
        let (now, today) = self.server.now();
        let mut wanted: Vec<Wanted<'_>> = self
            .people
            .iter()
            .map(|person| Wanted {
                author: author_of(person.id),
                login: person.login,
                name: person.login,
                password: Some(PASSWORD),
                roles: person.roles.clone(),
            })
            .collect();
        wanted.push(Wanted {
            author: "a-operator".to_owned(),
            login: OPERATOR,
            name: OPERATOR,
            password: Some(PASSWORD),
            roles: vec![Role::Operator],
        });
        create(self.server.store(), &wanted, Cost::TEST, now, today).expect("accounts");
    }
}

fn people(salt: &[u8]) -> Vec<Person> {
    let office_roles = [
        (OFFICE_HR, Role::Hr(Scope::Office("dinkes".into()))),
        (OFFICE_TREASURER, Role::Treasurer(Scope::Office("dinkes".into()))),
        (OFFICE_APPROVER, Role::Approver(Scope::Office("dinkes".into()))),
        (REGION_APPROVER, Role::Approver(Scope::Region)),
    ];
    let plain = PEOPLE.into_iter().map(|(login, office, superior)| {
        let role = match login {
            "hr" => Some(Role::Hr(Scope::Region)),
            "bendahara" => Some(Role::Treasurer(Scope::Region)),
            _ => None,
        };
        (login, office, superior, role)
    });
    let scoped = office_roles.into_iter().map(|(login, role)| (login, "bkpsdm", None, Some(role)));
    plain
        .chain(scoped)
        .enumerate()
        .map(|(at, (login, office, superior, role))| {
            let nip: Nip = format!("1980010120050110{:02}", at + 1).parse().expect("a number");
            let roles = [Role::Pegawai].into_iter().chain(role).collect();
            Person { login, nip, id: person_id(salt, nip), office, superior, roles }
        })
        .collect()
}

/// A plain month of a person, as a run seals it.
#[must_use]
pub fn plain_slip(month: &str) -> ledger::payload::Slip {
    use domain::asn::{MasaKerja, Status};
    use domain::pay::PayInput;
    let pay = PayInput::bare(
        month.parse().expect("a month"),
        Status::Pns,
        "III/b".parse().expect("a rank"),
        MasaKerja::new(8, 0).expect("service"),
        domain::law::Practice::central_gpp(),
    );
    let month = ledger::payload::SealedMonth { pay, tpp: None };
    let law = domain::law::Rulebook::national();
    let slip = month.open().expect("no policy").slip(law).expect("a slip");
    ledger::payload::Slip { month, back: Vec::new(), before: Vec::new(), digest: ledger::hash::Hash(slip.digest()) }
}
