//! What the demo's customers need: topic, product line, situation, needs, solution.

/// One kind of project.
pub struct Topic {
    pub name: &'static str,
    pub product: &'static str,
    pub situation: &'static str,
    pub needs: &'static str,
    pub solution: &'static str,
}

macro_rules! topics {
    ($($topic:literal $product:literal $situation:literal $needs:literal $solution:literal;)*) => {
        &[$(Topic { name: $topic, product: $product, situation: $situation, needs: $needs, solution: $solution },)*]
    };
}

pub const TOPICS: &[Topic] = topics! {
    "Modernizace skladové linky – WMS a čtečky" "WMS" "Sklad vede na papíře a v tabulkách, inventura trvá čtyři dny a výroba kvůli ní stojí." "Pozice každé palety v reálném čase, čtečky pro 38 skladníků, provoz od dubna." "WMS Standard, mobilní čtečky, etiketovací stanice, školení ve třech směnách.";
    "Řízení teplot v chladicím skladu" "Čidla a dohled" "Teploty se zapisují ručně jednou za směnu a hygiena to při kontrole vytkla." "Souvislý záznam teplot ve čtyřech komorách, výstrahy na telefon a výkaz pro hygienu." "Bezdrátová čidla, dohledové centrum, archiv na pět let.";
    "Rozšíření dopravníků v hale C" "Dopravníky" "Nová hala je hotová, materiál do ní vozí vysokozdvižné vozíky a dvakrát ročně dojde k úrazu." "Propojit haly B a C, 40 palet za hodinu, bez zastavení výroby." "Válečkové dopravníky s dělicím můstkem a bezpečnostními závorami.";
    "Sledování šarží ve výrobě" "Řízení výroby" "Při reklamaci se dohledává šarže tři dny a stahuje se víc zboží, než je nutné." "Dohledat každou šarži od pece po paletu, napojit tři stávající balicí linky." "Systém řízení výroby s tiskem štítků na konci každé linky.";
    "Terminály pro výdej" "Čtečky" "Výdej se potvrzuje podpisem a papíry se ztrácejí." "Elektronické potvrzení výdeje na 14 pobočkách." "Odolné terminály s podpisem na displeji a správou na dálku.";
    "Výměna řídicího systému stroje" "Řízení výroby" "Řídicí systém je z roku 2003 a náhradní díly už nejsou." "Výměna během letní odstávky, nejdéle deset dní." "Nové PLC, převod receptur, záložní pracoviště operátora.";
    "Automatický zakladač – druhá etapa" "Robotika" "První etapa běží rok a kapacita přestává stačit." "Dva regálové zakladače a rozšíření o 3 200 pozic." "Rozšíření stávajícího řízení, náběh po uličkách.";
    "Etiketovací linka a tisk SSCC" "Etiketování" "Odběratelé chtějí od ledna logistické štítky SSCC." "Tisk a ověření štítku na dvou stanicích expedice." "Dvě etiketovací stanice s kontrolou čitelnosti.";
    "Evidence nářadí s RFID" "Čidla a dohled" "Nářadí za tři miliony nemá evidenci a každý rok se desetina ztratí." "Vědět, kdo má co, bez podepisování." "RFID brány u výdejny a ve vozech.";
    "Mobilní inventury na pobočkách" "Čtečky" "Inventura zavře pobočku na celý den." "Inventura za provozu, nejvýše dvě hodiny." "Čtečky s aplikací na inventury, výsledky rovnou do účetnictví.";
    "Robotické balení – studie" "Robotika" "Na balení chybí lidé, směny se skládají z brigádníků." "Zjistit, zda se robot vyplatí do tří let." "Studie se simulací a zkouškou na vzorcích.";
    "Sklad náhradních dílů" "WMS" "Díly jsou na pěti místech a technici je objednávají podruhé." "Jedna evidence, rezervace na zakázku, výdej čtečkou." "WMS Light s napojením na servisní systém.";
    "Palletising lines for two plants" "Robotika" "Two plants palletise by hand in three shifts." "Both lines running before the autumn season." "Two robots with shared grippers and a common spare parts store.";
    "ERP connection for filling lines" "Řízení výroby" "Production figures reach the ERP a day late." "Figures within a minute, without stopping the lines." "Gateway on every line, buffered, with monitoring.";
    "Cold chain monitoring" "Čidla a dohled" "Auditors ask for an unbroken record of temperatures in transport." "Loggers in 60 vehicles and one dashboard." "Reusable loggers with automatic upload at the dock.";
    "Voice picking pilot" "WMS" "Pickers read paper lists in freezers at minus 22 degrees." "Hands-free picking for 25 people." "Voice picking on the existing WMS, one aisle first.";
};

/// What people write on the way.
pub const NOTES: &[&str] = &[
    "Zákazník chce první schůzku ještě tento týden.",
    "Prohlídka provozu proběhla, **nejslabší místo je expedice**. Posíláme zápis.",
    "Rozpočet schvalují v lednu, do té doby potřebují orientační cenu.",
    "Mluvila jsem s vedoucím skladu: rozhoduje finanční ředitelka, technicky je to jasné.",
    "Čekáme na podklady:\n\n- půdorys haly\n- seznam strojů\n- počet směn",
    "The customer asked for a reference in the same industry. Could you name one?",
    "Met the plant manager today. They want to see a working line before they decide.",
    "Konkurence nabídla o 8 % méně, ale bez školení a servisu.",
    "Smlouva je u právníků, vrátí ji do pátku.",
    "Potřebujeme vědět, zda platí cena čteček i v příštím roce.",
];
