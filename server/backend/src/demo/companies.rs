//! Names of the demo: partners and customers. All are made up; registration numbers are valid but begin with 99, which
//! the Czech register does not give out.

use domain::{account::check_digit, partner::Tier};

/// A partner company: name, domain, city, region, tier, product lines.
pub struct Partner {
    pub name: &'static str,
    pub domain: &'static str,
    pub city: &'static str,
    pub region: &'static str,
    pub tier: Tier,
    pub products: &'static str,
    /// Administrator, manager, seller.
    pub people: [&'static str; 3],
}

macro_rules! partners {
    ($($name:literal $domain:literal $city:literal $region:literal $tier:ident $products:literal [$($person:literal),*];)*) => {
        &[$(Partner { name: $name, domain: $domain, city: $city, region: $region, tier: Tier::$tier, products: $products, people: [$($person),*] },)*]
    };
}

/// The first three have the sign-ins that the demo shows.
pub const PARTNERS: &[Partner] = partners! {
    "Alfa Systémy s.r.o." "alfa.example" "Brno" "Jihomoravský kraj" Gold "WMS,Čtečky,Dopravníky" ["Tomáš Hájek", "Lenka Dvořáková", "Petr Zelený"];
    "Beta Integrace a.s." "beta.example" "Praha" "Hlavní město Praha" Platinum "Řízení výroby,Robotika,WMS" ["Milena Součková", "Karel Vaněk", "Jitka Malá"];
    "Gama Technik s.r.o." "gama.example" "Ostrava" "Moravskoslezský kraj" Silver "Čidla a dohled,Čtečky" ["Radek Bílek", "Eva Slámová", "Jiří Kubát"];
    "Severní Logika s.r.o." "severni-logika.example" "Liberec" "Liberecký kraj" Gold "WMS,Etiketování" ["Hana Jirásková", "David Rys", "Pavel Holub"];
    "Datasklad Morava s.r.o." "datasklad.example" "Olomouc" "Olomoucký kraj" Gold "WMS,Čtečky" ["Vít Kolář", "Simona Krátká", "Aleš Drápal"];
    "Beskyd Soft s.r.o." "beskyd-soft.example" "Frýdek-Místek" "Moravskoslezský kraj" Silver "Řízení výroby" ["Ludmila Adamcová", "Roman Sikora", "Jan Wolf"];
    "Vysočina Systems a.s." "vysocina-systems.example" "Jihlava" "Kraj Vysočina" Silver "Čidla a dohled,WMS" ["Kamil Novotný", "Zdeňka Pokorná", "Ivo Beránek"];
    "Labská Integrace s.r.o." "labska.example" "Hradec Králové" "Královéhradecký kraj" Gold "Řízení výroby,Dopravníky" ["Ota Vlček", "Monika Ryšavá", "Filip Šťastný"];
    "Šumava Data s.r.o." "sumava-data.example" "Klatovy" "Plzeňský kraj" Registered "Etiketování" ["Marta Křenová", "Luděk Hora", "Anna Kaiserová"];
    "Pálava Tech s.r.o." "palava-tech.example" "Mikulov" "Jihomoravský kraj" Registered "Čtečky" ["Stanislav Pražák", "Blanka Hladká", "Michal Švec"];
    "Krušnohor Automation a.s." "krusnohor.example" "Most" "Ústecký kraj" Silver "Robotika,Dopravníky" ["Dana Bartošová", "Marek Linhart", "Oldřich Toman"];
    "Donau Systemhaus GmbH" "donau-systemhaus.example" "Passau" "Bayern" Gold "WMS,Robotika" ["Anna Huber", "Lukas Bauer", "Jonas Wagner"];
    "Tatra Solutions s.r.o." "tatra-solutions.example" "Žilina" "Žilinský kraj" Silver "Řízení výroby,WMS" ["Zuzana Kováčová", "Martin Hudák", "Peter Baláž"];
    "Wisła Integracja sp. z o.o." "wisla.example" "Cieszyn" "Śląskie" Registered "Dopravníky,Čtečky" ["Agnieszka Nowak", "Piotr Zając", "Marek Wilk"];
};

/// Customers: name, city, region, industry. Foreign ones name their country.
pub const ACCOUNTS: &[(&str, &str, &str, &str)] = &[
    ("Pivovar Tři Lípy a.s.", "Žatec", "Ústecký kraj", "Potravinářství"),
    ("Mlékárna Podhůří a.s.", "Jihlava", "Kraj Vysočina", "Potravinářství"),
    ("Sklárny Harrantov s.r.o.", "Harrachov", "Liberecký kraj", "Sklářství"),
    ("Autodíly Kamenec s.r.o.", "Kamenice", "Středočeský kraj", "Automobilový průmysl"),
    ("Lékárny Tilia a.s.", "Praha", "Hlavní město Praha", "Zdravotnictví"),
    ("Papírny Doubrava a.s.", "Pardubice", "Pardubický kraj", "Papírenství"),
    ("Logistika Morávka s.r.o.", "Přerov", "Olomoucký kraj", "Logistika"),
    ("Kovolit Bzová s.r.o.", "Bzová", "Plzeňský kraj", "Strojírenství"),
    ("Technické služby Orlice", "Ústí nad Orlicí", "Pardubický kraj", "Veřejné služby"),
    ("Dřevařské závody Jasan s.r.o.", "Zlín", "Zlínský kraj", "Dřevozpracování"),
    ("Cukrovar Hvězda a.s.", "Hrušovany", "Jihomoravský kraj", "Potravinářství"),
    ("Strojírna Olšany s.r.o.", "Olšany", "Olomoucký kraj", "Strojírenství"),
    ("Textil Radbuza a.s.", "Domažlice", "Plzeňský kraj", "Textil"),
    ("Pekárny U Zvonu s.r.o.", "Kolín", "Středočeský kraj", "Potravinářství"),
    ("Nemocnice Svaté Anežky", "Písek", "Jihočeský kraj", "Zdravotnictví"),
    ("Chemostav Litvínov a.s.", "Litvínov", "Ústecký kraj", "Chemie"),
    ("Zahradnictví Kopretina s.r.o.", "Mělník", "Středočeský kraj", "Zemědělství"),
    ("Elektro Vltava s.r.o.", "České Budějovice", "Jihočeský kraj", "Elektrotechnika"),
    ("Obuv Chřiby a.s.", "Kroměříž", "Zlínský kraj", "Obuvnictví"),
    ("Vodárny Dyje a.s.", "Znojmo", "Jihomoravský kraj", "Veřejné služby"),
    ("Kamenolom Hádek s.r.o.", "Blansko", "Jihomoravský kraj", "Těžba"),
    ("Plasty Sázava s.r.o.", "Sázava", "Středočeský kraj", "Plasty"),
    ("Slévárna Ostrov a.s.", "Ostrov", "Karlovarský kraj", "Hutnictví"),
    ("Kabelovna Velká n.o.", "Velké Meziříčí", "Kraj Vysočina", "Elektrotechnika"),
    ("Moravské vinice s.r.o.", "Mikulov", "Jihomoravský kraj", "Vinařství"),
    ("Distribuce Alba s.r.o.", "Hradec Králové", "Královéhradecký kraj", "Logistika"),
    ("Tiskárna Písmo s.r.o.", "Praha", "Hlavní město Praha", "Polygrafie"),
    ("Hračky Ferda s.r.o.", "Třebíč", "Kraj Vysočina", "Hračky"),
    ("Drůbežárna Rovina a.s.", "Mírovka", "Kraj Vysočina", "Potravinářství"),
    ("Nábytek Javor s.r.o.", "Jablonec nad Nisou", "Liberecký kraj", "Nábytek"),
    ("Spedice Hranice s.r.o.", "Hranice", "Olomoucký kraj", "Logistika"),
    ("Lázně Pramen a.s.", "Teplice", "Ústecký kraj", "Lázeňství"),
    ("Optika Čočka s.r.o.", "Přerov", "Olomoucký kraj", "Optika"),
    ("Cementárna Bílá skála a.s.", "Štramberk", "Moravskoslezský kraj", "Stavebnictví"),
    ("Rybářství Rožmitál s.r.o.", "Třeboň", "Jihočeský kraj", "Zemědělství"),
    ("Stavebniny Cihla s.r.o.", "Náchod", "Královéhradecký kraj", "Stavebnictví"),
    ("Gumárny Otrok a.s.", "Otrokovice", "Zlínský kraj", "Gumárenství"),
    ("Farmacie Lípa a.s.", "Opava", "Moravskoslezský kraj", "Farmacie"),
    ("Masokombinát Klas s.r.o.", "Kladno", "Středočeský kraj", "Potravinářství"),
    ("Hodinářství Kyvadlo", "Nové Město nad Metují", "Královéhradecký kraj", "Jemná mechanika"),
    ("Teplárna Sever a.s.", "Děčín", "Ústecký kraj", "Energetika"),
    ("Knihkupectví List s.r.o.", "Brno", "Jihomoravský kraj", "Maloobchod"),
    ("Zemědělské družstvo Haná", "Prostějov", "Olomoucký kraj", "Zemědělství"),
    ("Aero Kunovice Servis s.r.o.", "Kunovice", "Zlínský kraj", "Letectví"),
    ("Sodovkárna Bublina s.r.o.", "Poděbrady", "Středočeský kraj", "Nápoje"),
    ("Keramika Hlína s.r.o.", "Plzeň", "Plzeňský kraj", "Keramika"),
    ("Kuchyně Tis a.s.", "Turnov", "Liberecký kraj", "Nábytek"),
    ("Výtahy Zdvih s.r.o.", "Břeclav", "Jihomoravský kraj", "Strojírenství"),
    ("Krmiva Luka s.r.o.", "Tábor", "Jihočeský kraj", "Zemědělství"),
    ("Přístav Labe a.s.", "Mělník", "Středočeský kraj", "Logistika"),
    ("E-shop Domovníček s.r.o.", "Jirny", "Středočeský kraj", "Maloobchod"),
    ("Balírna Karton s.r.o.", "Svitavy", "Pardubický kraj", "Obaly"),
];

/// Customers abroad: name, city, region, country, industry.
pub const FOREIGN: &[(&str, &str, &str, &str, &str)] = &[
    ("Donau Verpackung GmbH", "Passau", "Bayern", "DE", "Obaly"),
    ("Rheintal Getränke GmbH", "Mainz", "Rheinland-Pfalz", "DE", "Nápoje"),
    ("Sächsische Werkzeugbau AG", "Chemnitz", "Sachsen", "DE", "Strojírenství"),
    ("Slovpak Trenčín s.r.o.", "Trenčín", "Trenčiansky kraj", "SK", "Obaly"),
    ("Tatranské pekárne a.s.", "Poprad", "Prešovský kraj", "SK", "Potravinářství"),
    ("Śląskie Magazyny sp. z o.o.", "Katowice", "Śląskie", "PL", "Logistika"),
    ("Kraków Foods S.A.", "Kraków", "Małopolskie", "PL", "Potravinářství"),
    ("Alpen Logistik AG", "Linz", "Oberösterreich", "AT", "Logistika"),
    ("Thames Parts Ltd", "Reading", "Berkshire", "GB", "Automobilový průmysl"),
    ("Northline Pharma Inc.", "Cleveland", "Ohio", "US", "Farmacie"),
];

/// Names for the customers' people, combined in turn.
pub const FIRST: &[&str] = &[
    "Radka",
    "Dana",
    "Josef",
    "Věra",
    "Miroslav",
    "Jarmila",
    "Libor",
    "Květa",
    "Bohumil",
    "Iveta",
    "Štěpán",
];
/// Family names that fit any of them.
pub const LAST: &[&str] =
    &["Janů", "Krejčí", "Martinů", "Tichý", "Jirků", "Petrů", "Hejtmánek", "Pavlů", "Matějů"];

/// A registration number that is valid and belongs to nobody.
pub fn registration_number(index: usize) -> String {
    let body = 9_900_000 + 137 * index;
    let digits: Vec<u32> = body.to_string().bytes().map(|byte| u32::from(byte - b'0')).collect();
    format!("{body}{}", check_digit(&digits))
}
