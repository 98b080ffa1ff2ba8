//! Names of companies and people that sound like life. Every domain ends in `.example`.

use crate::rng::Rng;

/// A country where the sample company sells, with the words of its language.
pub(crate) struct Region {
    pub country: &'static str,
    pub weight: f64,
    prefixes: &'static [&'static str],
    /// In the order of [`INDUSTRIES`].
    trades: &'static [&'static str],
    suffixes: &'static [&'static str],
    first_names: &'static [&'static str],
    last_names: &'static [&'static str],
}

pub(crate) const INDUSTRIES: [&str; 10] = [
    "Heating and cooling",
    "Plumbing",
    "Electrical",
    "Elevators",
    "Facility services",
    "Pest control",
    "Solar",
    "Security systems",
    "Medical equipment service",
    "Property maintenance",
];

const ENGLISH_TRADES: &[&str] = &[
    "Heating & Air",
    "Plumbing",
    "Electric",
    "Elevator Service",
    "Facility Services",
    "Pest Control",
    "Solar",
    "Security Systems",
    "Medical Service",
    "Property Care",
];
const ENGLISH_FIRST: &[&str] = &[
    "Amelia", "Ben", "Carla", "Derek", "Elena", "Frank", "Grace", "Hassan", "Imani", "Jack",
    "Karen", "Luis", "Megan", "Nathan", "Olivia", "Priya", "Quinn", "Rosa", "Sam", "Tara", "Umar",
    "Victor", "Wendy", "Xavier", "Yolanda", "Zach", "Denise", "Miguel", "Joan", "Terrence",
];
const ENGLISH_LAST: &[&str] = &[
    "Abbott",
    "Baker",
    "Castillo",
    "Doyle",
    "Ellison",
    "Foster",
    "Grady",
    "Hughes",
    "Ibarra",
    "Jennings",
    "Khan",
    "Lambert",
    "Morrow",
    "Nakamura",
    "Osborne",
    "Pruitt",
    "Quintero",
    "Reyes",
    "Sandoval",
    "Tran",
    "Underwood",
    "Vasquez",
    "Whitaker",
    "Yates",
    "Ziegler",
    "Okafor",
    "Patel",
    "Mackenzie",
    "Lindqvist",
    "Barrow",
];

pub(crate) const REGIONS: &[Region] = &[
    Region {
        country: "US",
        weight: 0.46,
        prefixes: &[
            "Harbor",
            "Cedar Point",
            "Blue Ridge",
            "Lakeshore",
            "Summit",
            "Prairie",
            "Copper Canyon",
            "Ironwood",
            "Redwood",
            "Three Rivers",
            "Bayview",
            "Keystone",
            "Silver Creek",
            "Magnolia",
            "Granite State",
            "Lone Pine",
            "Tidewater",
            "Sunbelt",
            "Evergreen",
            "Pioneer",
            "Old Mill",
            "Whitewater",
            "Peachtree",
            "Cascade",
            "Dry Creek",
            "Fox Hollow",
            "Golden Gate",
            "Mesa",
        ],
        trades: ENGLISH_TRADES,
        suffixes: &["Inc", "LLC", "Co", "Group", ""],
        first_names: ENGLISH_FIRST,
        last_names: ENGLISH_LAST,
    },
    Region {
        country: "CA",
        weight: 0.09,
        prefixes: &[
            "Maple Leaf",
            "Great Lakes",
            "Laurentian",
            "Northern Light",
            "Fraser Valley",
            "Acadia",
            "Rockies",
            "Red River",
        ],
        trades: ENGLISH_TRADES,
        suffixes: &["Ltd", "Inc", ""],
        first_names: ENGLISH_FIRST,
        last_names: ENGLISH_LAST,
    },
    Region {
        country: "GB",
        weight: 0.14,
        prefixes: &[
            "Thames",
            "Pennine",
            "Severn",
            "Highfield",
            "Kingsway",
            "Ashdown",
            "Mersey",
            "Cotswold",
            "Northgate",
            "Beacon",
        ],
        trades: &[
            "Heating",
            "Plumbing",
            "Electrical",
            "Lifts",
            "Facilities",
            "Pest Control",
            "Solar",
            "Alarms",
            "Medical Engineering",
            "Property Care",
        ],
        suffixes: &["Ltd", "plc", "& Sons"],
        first_names: &[
            "Alistair", "Bethan", "Callum", "Daisy", "Ewan", "Fiona", "Gareth", "Hannah", "Isla",
            "Jamal", "Kirsty", "Liam", "Maisie", "Nigel", "Owen", "Poppy",
        ],
        last_names: &[
            "Ashworth",
            "Blackwood",
            "Clarke",
            "Davies",
            "Evans",
            "Fletcher",
            "Greene",
            "Hargreaves",
            "Iqbal",
            "Jarvis",
            "Kerr",
            "Lloyd",
            "Murray",
            "Norris",
            "Parsons",
            "Singh",
        ],
    },
    Region {
        country: "DE",
        weight: 0.14,
        prefixes: &[
            "Nordlicht",
            "Rheintal",
            "Alpenblick",
            "Hanse",
            "Berger",
            "Schwarzwald",
            "Elbtal",
            "Lindner",
            "Mainufer",
            "Vogel",
        ],
        trades: &[
            "Klimatechnik",
            "Sanitär",
            "Elektro",
            "Aufzüge",
            "Gebäudeservice",
            "Schädlingsschutz",
            "Solartechnik",
            "Sicherheitstechnik",
            "Medizintechnik",
            "Hausbetreuung",
        ],
        suffixes: &["GmbH", "AG", "KG"],
        first_names: &[
            "Anja",
            "Bernd",
            "Claudia",
            "Dirk",
            "Emre",
            "Franziska",
            "Gerd",
            "Heike",
            "Ingo",
            "Jana",
            "Kai",
            "Lena",
            "Murat",
            "Nele",
            "Oliver",
            "Petra",
        ],
        last_names: &[
            "Arnold", "Brandt", "Celik", "Dietrich", "Engel", "Fuchs", "Groß", "Hahn", "Jäger",
            "Krüger", "Lorenz", "Maier", "Neumann", "Otto", "Pohl", "Richter",
        ],
    },
    Region {
        country: "NL",
        weight: 0.06,
        prefixes: &["Waterland", "De Linden", "Noordzee", "Maasdal", "Polder", "Vechtstroom"],
        trades: &[
            "Klimaat",
            "Loodgieters",
            "Elektra",
            "Liften",
            "Facilitair",
            "Plaagbeheersing",
            "Zonnepanelen",
            "Beveiliging",
            "Medische Techniek",
            "Vastgoedzorg",
        ],
        suffixes: &["BV", "NV"],
        first_names: &[
            "Anouk", "Bram", "Daan", "Eva", "Femke", "Joris", "Lotte", "Maarten", "Noor", "Sander",
            "Tess", "Wouter",
        ],
        last_names: &[
            "Bakker", "de Boer", "Dekker", "de Graaf", "Hendriks", "Jansen", "Kuipers", "Meijer",
            "Smit", "van Dijk", "Visser", "Willems",
        ],
    },
    Region {
        country: "FR",
        weight: 0.05,
        prefixes: &[
            "Val de Loire",
            "Atlantique",
            "Les Tilleuls",
            "Provence",
            "Rive Gauche",
            "Armor",
        ],
        trades: &[
            "Climatisation",
            "Plomberie",
            "Électricité",
            "Ascenseurs",
            "Services",
            "Hygiène",
            "Solaire",
            "Sécurité",
            "Équipement Médical",
            "Entretien",
        ],
        suffixes: &["SARL", "SAS"],
        first_names: &[
            "Adèle", "Bastien", "Camille", "Damien", "Élodie", "Fabrice", "Inès", "Julien",
            "Karim", "Manon", "Olivier", "Sabine",
        ],
        last_names: &[
            "Aubert",
            "Bonnet",
            "Chevalier",
            "Dupuis",
            "Fontaine",
            "Garnier",
            "Lambert",
            "Marchand",
            "Moreau",
            "Renard",
            "Roussel",
            "Vidal",
        ],
    },
    Region {
        country: "SE",
        weight: 0.03,
        prefixes: &["Norrsken", "Björkbacken", "Mälar", "Fjällvind"],
        trades: &[
            "Klimat",
            "Rör",
            "El",
            "Hissar",
            "Fastighetsservice",
            "Skadedjur",
            "Sol",
            "Säkerhet",
            "Medicinteknik",
            "Fastighetsskötsel",
        ],
        suffixes: &["AB"],
        first_names: &["Astrid", "Björn", "Ebba", "Gustav", "Johan", "Linnea", "Nils", "Saga"],
        last_names: &[
            "Berg", "Ekström", "Forsberg", "Holm", "Lindgren", "Nyström", "Sjöberg", "Åkesson",
        ],
    },
    Region {
        country: "AU",
        weight: 0.03,
        prefixes: &["Southern Cross", "Wattle", "Gum Tree", "Coral Coast"],
        trades: ENGLISH_TRADES,
        suffixes: &["Pty Ltd", ""],
        first_names: ENGLISH_FIRST,
        last_names: ENGLISH_LAST,
    },
];

impl Region {
    pub fn any(rng: &mut Rng) -> &'static Self {
        let weights: Vec<f64> = REGIONS.iter().map(|region| region.weight).collect();
        REGIONS.get(rng.weighted(&weights)).unwrap_or(&REGIONS[0])
    }

    /// `Harbor Heating & Air LLC`
    pub fn company(&self, industry: usize, rng: &mut Rng) -> String {
        let trade = self.trades.get(industry).copied().unwrap_or_default();
        let name = format!("{} {trade} {}", rng.pick(self.prefixes), rng.pick(self.suffixes));
        name.trim().to_owned()
    }

    pub fn person(&self, rng: &mut Rng) -> (&'static str, &'static str) {
        (rng.pick(self.first_names), rng.pick(self.last_names))
    }
}

/// Lower case, letters and digits, dashes between words.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'ä' | 'å' | 'à' | 'â' => slug.push('a'),
            'ö' | 'ô' => slug.push('o'),
            'ü' | 'û' => slug.push('u'),
            'é' | 'è' | 'ê' => slug.push('e'),
            'î' | 'ï' => slug.push('i'),
            'ç' => slug.push('c'),
            'ß' => slug.push_str("ss"),
            '&' => {}
            _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Harbor Heating & Air LLC"), "harbor-heating-air-llc");
        assert_eq!(slug("Schädlingsschutz Groß"), "schadlingsschutz-gross");
    }

    #[test]
    fn every_region_has_a_word_for_every_trade() {
        assert!(REGIONS.iter().all(|region| region.trades.len() == INDUSTRIES.len()));
    }
}
