//! A point on the map as people paste it, and how far it is from another one.
//!
//! Everything is counted in whole numbers, so that a distance is the same on every machine and for ever.

use std::fmt;

use crate::invalid::Problem;

/// A degree, in microdegrees.
const DEGREE: i32 = 1_000_000;
/// A degree of a meridian, in metres: the Earth's mean radius is 6,371,009 m.
const DEGREE_METRES: u64 = 111_195;
/// A degree of an arc, in parts per billion of a radian.
const RADIANS: i64 = 17_453_293;
/// One, in parts per billion.
const ONE: i64 = 1_000_000_000;

/// Latitude and longitude (WGS 84) in microdegrees, a step of eleven centimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    latitude: i32,
    longitude: i32,
}

impl Place {
    /// A point that is on the Earth.
    #[must_use]
    pub fn new(latitude: i32, longitude: i32) -> Option<Self> {
        let within =
            |degrees: i32, number: i32| (-degrees * DEGREE..=degrees * DEGREE).contains(&number);
        (within(90, latitude) && within(180, longitude)).then_some(Self { latitude, longitude })
    }

    /// Microdegrees to the north.
    #[must_use]
    pub fn latitude(self) -> i32 {
        self.latitude
    }

    /// Microdegrees to the east.
    #[must_use]
    pub fn longitude(self) -> i32 {
        self.longitude
    }

    /// As the crow flies, in whole kilometres.
    ///
    /// Counted on a plane where a degree of longitude is as long as halfway between the two. Within Europe that is
    /// less than a kilometre off up to five hundred; across oceans it is too much by some percent, where it makes no
    /// difference to anybody.
    #[must_use]
    pub fn kilometres_to(self, other: Self) -> u32 {
        let north = i64::from(self.latitude) - i64::from(other.latitude);
        let around = (i64::from(self.longitude) - i64::from(other.longitude)).abs();
        let shorter = around.min(i64::from(360 * DEGREE) - around);
        let halfway = i64::midpoint(i64::from(self.latitude), i64::from(other.latitude));
        let east = shorter * cosine(halfway) / ONE;
        let microdegrees = (north * north + east * east).unsigned_abs().isqrt();
        let metres = microdegrees * DEGREE_METRES / 1_000_000;
        u32::try_from((metres + 500) / 1000).unwrap_or(u32::MAX)
    }
}

/// The cosine of at most a right angle, in parts per billion: by the first terms of its series, right to a millionth.
fn cosine(microdegrees: i64) -> i64 {
    let angle = microdegrees * RADIANS / i64::from(DEGREE);
    let square = angle * angle / ONE;
    let terms = [9 * 10, 7 * 8, 5 * 6, 3 * 4, 2];
    terms.into_iter().fold(ONE, |rest, term| ONE - square * rest / (term * ONE))
}

/// Latitude and longitude in degrees, as maps give them: `50.0755, 14.4378`, `50.0755381N, 14.4378005E`,
/// `50.0755° N, 14.4378° E`, `N 50.0755, E 14.4378`, in brackets, in minutes and seconds `50°4'31.8"N 14°26'16"E`, or with
/// decimal commas `50,0755 14,4378`.
pub fn place(input: &str) -> Result<Option<Place>, Problem> {
    if input.trim().is_empty() {
        return Ok(None);
    }
    let (latitude, longitude) = read(input).ok_or(Problem::Coordinates)?;
    Place::new(latitude, longitude).map(Some).ok_or(Problem::NotOnEarth)
}

/// Microdegrees to the north and to the east.
fn read(input: &str) -> Option<(i32, i32)> {
    let mut text = input.trim_matches(['(', ')', '[', ']', ' ']).to_ascii_uppercase();
    text = text.replace(['′', '’'], "'").replace(['″', '”'], "\"").replace("''", "\"");
    // The letters stand before both numbers or behind them.
    let comes_first = text.starts_with(['N', 'S']);
    for side in ["N", "S", "E", "W"] {
        let apart = if comes_first { [side, " "] } else { [" ", side] };
        text = text.replace(&apart.concat(), side);
    }
    for mark in ["°", "'"] {
        text = text.replace(&[mark, " "].concat(), mark);
    }
    let parts = text.split(|c: char| c == ';' || c.is_whitespace());
    let parts = parts.map(|part| part.trim_matches(',')).filter(|part| !part.is_empty());
    let (latitude, longitude) = match parts.collect::<Vec<_>>().as_slice() {
        // With nothing but a comma it may as well be one number with its decimals.
        [both] => both
            .split_once(',')
            .filter(|(_, rest)| !rest.contains(',') && both.contains(['.', 'N', 'S', 'E', 'W']))?,
        [latitude, longitude] => (*latitude, *longitude),
        _ => return None,
    };
    Some((degrees(latitude, ['N', 'S'])?, degrees(longitude, ['E', 'W'])?))
}

/// Microdegrees; what is smaller is left out. `sides` are the letters beside what is above zero, and below.
fn degrees(text: &str, sides: [char; 2]) -> Option<i32> {
    let [_, below] = sides;
    let is_below = text.ends_with(below) || text.starts_with(below);
    let number = text.strip_suffix(sides).or_else(|| text.strip_prefix(sides));
    let text = number.unwrap_or(text);
    let unsigned = text.strip_prefix(['-', '−', '+']);
    if number.is_some() && unsigned.is_some() {
        return None;
    }
    let is_negative = text.starts_with(['-', '−']);
    let number = angle(unsigned.unwrap_or(text))?;
    Some(if is_below == is_negative { number } else { -number })
}

/// Degrees, or degrees, minutes and seconds, in microdegrees.
fn angle(text: &str) -> Option<i32> {
    let (degrees, rest) = text.split_once('°').unwrap_or((text, ""));
    let part = |text: &str| if text.is_empty() { Some(0) } else { millionths(text) };
    let (minutes, seconds) = rest.split_once('\'').unwrap_or(("", rest));
    let (minutes, seconds) = (part(minutes)?, part(seconds.trim_end_matches('"'))?);
    let is_whole = !degrees.contains(['.', ',']) || minutes == 0 && seconds == 0;
    if !is_whole || minutes.max(seconds) >= 60 * DEGREE {
        return None;
    }
    // Rounded: a second is some three hundred microdegrees.
    let less = (i64::from(minutes) * 60 + i64::from(seconds) + 1800) / 3600;
    millionths(degrees)?.checked_add(i32::try_from(less).ok()?)
}

/// A number of at most three digits before its decimals, in millionths.
fn millionths(text: &str) -> Option<i32> {
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if whole.len() > 3 || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let six: String = decimals.chars().chain("000000".chars()).take(6).collect();
    Some(whole.parse::<i32>().ok()? * DEGREE + six.parse::<i32>().ok()?)
}

/// As a field shows it: `50.0755, 14.4378`, which is read as the same point.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", written(self.latitude), written(self.longitude))
    }
}

fn written(microdegrees: i32) -> String {
    let sign = if microdegrees < 0 { "-" } else { "" };
    let (size, degree) = (microdegrees.unsigned_abs(), DEGREE.unsigned_abs());
    let text = format!("{sign}{}.{:06}", size / degree, size % degree);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Place {
        place(text).unwrap().unwrap()
    }

    #[test]
    fn what_maps_give_is_read() {
        let prague = Place::new(50_075_500, 14_437_800).unwrap();
        for typed in [
            "50.0755, 14.4378",
            " 50.0755 14.4378 ",
            "50.0755,14.4378",
            "50.0755;14.4378",
            "50,0755; 14,4378",
            "50,0755 14,4378",
            "50,0755, 14,4378",
            "50.0755N, 14.4378E",
            "50.0755° N, 14.4378° E",
            "+50.0755\u{a0}+14.4378",
            "50.07550049, 14.43780099",
            "N 50.0755, E 14.4378",
            "N50.0755 E14.4378",
            "(50.0755, 14.4378)",
            "50°4'31.8\"N 14°26'16.08\"E",
            "50° 4′ 31.8″ N, 14° 26′ 16.08″ E",
            "50°4.53'N, 14°26.268'E",
            "50°4'31.8\", 14°26'16.08\"",
        ] {
            assert_eq!(place(typed), Ok(Some(prague)), "{typed}");
        }
        assert_eq!(at("33.8688S, 70.6693W"), at("-33.8688, −70.6693"));
        assert_eq!(at("50, 14"), Place::new(50_000_000, 14_000_000).unwrap());
        assert_eq!(place("  "), Ok(None));
    }

    #[test]
    fn what_is_no_point_is_refused() {
        for typed in [
            "Praha",
            "50.0755",
            "50.0755, ",
            "50,0755,14,4378",
            "50,07,14",
            "50.0755 14.4378 200",
            "50.0755.1, 14.4378",
            "50.0755E, 14.4378N",
            "49,19",
            "-33.8688S, 70.6693W",
            "5000, 14",
            "50°60'N 14°26'E",
            "50.5°4'N 14°26'E",
            "N 50.0755 N, E 14.4378",
        ] {
            assert_eq!(place(typed), Err(Problem::Coordinates), "{typed}");
        }
        for typed in ["91, 14", "90.000001, 14", "50, -180.000001", "50, 181"] {
            assert_eq!(place(typed), Err(Problem::NotOnEarth), "{typed}");
        }
    }

    #[test]
    fn distances_that_everybody_can_look_up() {
        let prague = at("50.0755, 14.4378");
        for (where_to, kilometres) in [
            ("50.0755, 14.4378", 0),
            ("49.1951, 16.6068", 184), // Brno
            ("49.8209, 18.2625", 275), // Ostrava
            ("49.7477, 13.3776", 84),  // Plzeň
            ("48.1486, 17.1077", 289), // Bratislava
            ("52.5200, 13.4050", 281), // Berlin
        ] {
            assert_eq!(prague.kilometres_to(at(where_to)), kilometres, "{where_to}");
        }
        assert_eq!(at("0, 179.9").kilometres_to(at("0, -179.9")), 22, "across the date line");
        assert_eq!(at("-90, 0").kilometres_to(at("90, 0")), 20_015, "from pole to pole");
    }

    prop_compose! {
        fn anywhere()(
            latitude in -90_000_000..=90_000_000, longitude in -180_000_000..=180_000_000,
        ) -> Place {
            Place::new(latitude, longitude).unwrap()
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same(one in anywhere()) {
            prop_assert_eq!(place(&one.to_string()), Ok(Some(one)));
        }

        #[test]
        fn there_is_as_far_as_back(one in anywhere(), other in anywhere()) {
            prop_assert_eq!(one.kilometres_to(other), other.kilometres_to(one));
            prop_assert_eq!(one.kilometres_to(one), 0);
        }

        #[test]
        fn whoever_goes_on_gets_farther(
            start in 0..50_000_000, near in 0..20_000_000, more in 0..20_000_000,
        ) {
            let place = |latitude, longitude| Place::new(latitude, longitude).unwrap();
            let (from, far) = (place(start, start), near + more);
            let north = |by: i32| from.kilometres_to(place(start + by, start));
            let east = |by: i32| from.kilometres_to(place(start, start + by));
            prop_assert!(north(near) <= north(far));
            prop_assert!(east(near) <= east(far) && east(far) <= north(far));
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(typed in "[0-9.,;NSEW°'\"() +-]{0,24}") {
            let refused = [Problem::Coordinates, Problem::NotOnEarth];
            let found = place(&typed);
            prop_assert!(found.as_ref().err().is_none_or(|problem| refused.contains(problem)));
        }
    }
}
