//! Reads `table.txt`.

/// Who asks. The company is Alfa unless said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Anonymous,
    /// A seller of the vendor; a colleague owns the opportunity.
    Colleague,
    /// A seller of the vendor who owns the opportunity.
    Owner,
    StaffManager,
    StaffAdmin,
    OfferedAdministrator,
    OfferedManager,
    OfferedSeller,
    ManagingAdministrator,
    ManagingManager,
    ManagingSeller,
    /// Administrator of Gama, which was never asked.
    Stranger,
    /// Administrator of Beta, which declined the offer.
    Decliner,
    /// Administrator of Orion, which let the offer expire.
    Expired,
    /// Administrator of Polaris, which had accepted before it was recalled.
    Recalled,
    /// Administrator of Alfa while the company is suspended.
    Suspended,
    /// Was a manager of Alfa; the session is from before.
    Deactivated,
}

/// The columns of the table.
pub const ACTORS: [Actor; 17] = [
    Actor::Anonymous,
    Actor::Colleague,
    Actor::Owner,
    Actor::StaffManager,
    Actor::StaffAdmin,
    Actor::OfferedAdministrator,
    Actor::OfferedManager,
    Actor::OfferedSeller,
    Actor::ManagingAdministrator,
    Actor::ManagingManager,
    Actor::ManagingSeller,
    Actor::Stranger,
    Actor::Decliner,
    Actor::Expired,
    Actor::Recalled,
    Actor::Suspended,
    Actor::Deactivated,
];

/// Those from whom somebody else's opportunity is kept.
pub const PARTNER_PEOPLE: [Actor; 4] =
    [Actor::ManagingAdministrator, Actor::ManagingManager, Actor::ManagingSeller, Actor::Stranger];

/// One operation.
#[derive(Debug)]
pub struct Row {
    /// Method and path, as it is registered.
    pub name: String,
    /// The status for each of [`ACTORS`].
    pub expected: [u16; ACTORS.len()],
    /// What is posted, with names in braces for ids.
    pub body: String,
}

impl Row {
    /// A server function, whose answer is JSON.
    pub fn is_function(&self) -> bool {
        self.name.starts_with("POST /api/")
    }

    /// Whether one opportunity, or something on it, is asked for.
    pub fn concerns_an_opportunity(&self) -> bool {
        let asked = [self.name.as_str(), self.body.as_str()].concat();
        // Staff pages do not exist for partner people, whatever they name.
        let is_staff_page = self.name.starts_with("GET /staff/");
        let names = [
            "{opportunity}",
            "{assignment}",
            "{reference}",
            "{registration}",
            "{receipt}",
            "/files/{id}",
            "/receipts/{id}",
        ];
        !is_staff_page && names.iter().any(|name| asked.contains(name))
    }

    fn read(line: &str) -> Self {
        let mut words = line.split_whitespace().filter(|word| *word != "|");
        let name = [words.next().unwrap(), words.next().unwrap()].join(" ");
        let expected = std::array::from_fn(|_| {
            let status = words.next().and_then(|word| word.parse().ok());
            status.unwrap_or_else(|| panic!("{name} needs {} statuses", ACTORS.len()))
        });
        let body = words.next().unwrap_or_default().to_owned();
        assert_eq!(words.next(), None, "{name}: more than a body");
        Self { name, expected, body }
    }
}

/// Every line.
pub fn all() -> Vec<Row> {
    let lines = include_str!("table.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(Row::read).collect()
}

/// Statuses as the table writes them.
pub fn written(name: &str, statuses: &[u16]) -> String {
    let cells = statuses.iter().enumerate().map(|(at, status)| {
        let mark = if [1, 5, 8, 11, 15, 16].contains(&at) { " |" } else { "" };
        format!("{mark} {status}")
    });
    let cells: String = cells.collect();
    format!("{name:<42}{cells}")
}
