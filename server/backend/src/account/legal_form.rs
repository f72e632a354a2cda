//! The name of a company without its legal form, to notice that two records mean the same company.

/// Legal forms as sequences of words, longest first within one ending. Czech, Slovak, German, Austrian,
/// Polish, Hungarian, British and American ones, and those that are met besides.
const FORMS: &[&[&str]] = &[
    &["spolecnost", "s", "rucenim", "omezenym"],
    &["spolocnost", "s", "rucenim", "obmedzenym"],
    &["akciova", "spolecnost"],
    &["akciova", "spolocnost"],
    &["verejna", "obchodni", "spolecnost"],
    &["komanditni", "spolecnost"],
    &["zapsany", "spolek"],
    &["statni", "podnik"],
    &["spol", "s", "r", "o"],
    &["spol", "sro"],
    &["gmbh", "a", "co", "kg"],
    &["sp", "z", "o", "o"],
    &["sp", "zoo"],
    &["s", "r", "o"],
    &["s", "p", "a"],
    &["v", "o", "s"],
    &["o", "p", "s"],
    &["v", "likvidaci"],
    &["a", "s"],
    &["k", "s"],
    &["z", "s"],
    &["z", "u"],
    &["s", "p"],
    &["s", "a"],
    &["s", "e"],
    &["b", "v"],
    &["n", "v"],
    &["sro"],
    &["as"],
    &["vos"],
    &["ks"],
    &["zs"],
    &["ops"],
    &["se"],
    &["gmbh"],
    &["mbh"],
    &["ag"],
    &["kg"],
    &["ohg"],
    &["ltd"],
    &["limited"],
    &["plc"],
    &["llp"],
    &["inc"],
    &["incorporated"],
    &["llc"],
    &["corp"],
    &["corporation"],
    &["kft"],
    &["zrt"],
    &["nyrt"],
    &["bv"],
    &["nv"],
    &["sa"],
    &["spa"],
    &["srl"],
    &["sarl"],
    &["oy"],
    &["ab"],
];

/// The words of a folded name (lower case, no marks) without legal form, joined by spaces.
///
/// A name that consists of nothing but a legal form stays as it is.
pub(crate) fn core_name(folded: &str) -> String {
    let spread = folded.replace(['&', '+'], " a ");
    let mut words: Vec<&str> =
        spread.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while let Some(form) =
        FORMS.iter().find(|form| words.ends_with(form) && words.len() > form.len())
    {
        words.truncate(words.len() - form.len());
    }
    let joined: Vec<&str> =
        words.iter().map(|word| if matches!(*word, "and" | "und") { "a" } else { word }).collect();
    joined.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn core(name: &str) -> String {
        core_name(&fold(name))
    }

    #[test]
    fn legal_forms_fall_away() {
        for name in [
            "Tesařství Kolář, s. r. o.",
            "Tesařství Kolář s.r.o.",
            "TESAŘSTVÍ KOLÁŘ spol. s r. o.",
            "Tesarstvi Kolar a.s.",
            "Tesařství Kolář, a. s.",
            "Tesařství Kolář v. o. s.",
            "Tesařství Kolář k.s.",
            "Tesařství Kolář, z. s.",
            "Tesařství Kolář GmbH",
            "Tesařství Kolář GmbH & Co. KG",
            "Tesařství Kolář AG",
            "Tesařství Kolář Ltd.",
            "Tesařství Kolář, Inc.",
            "Tesařství Kolář LLC",
            "Tesařství Kolář SE",
            "Tesařství Kolář sp. z o.o.",
            "Tesařství Kolář Kft.",
            "Tesařství Kolář s.r.o. v likvidaci",
        ] {
            assert_eq!(core(name), "tesarstvi kolar", "{name}");
        }
    }

    #[test]
    fn names_that_look_like_forms_stay() {
        assert_eq!(core("SE"), "se");
        assert_eq!(core("A. S."), "a s");
        assert_eq!(core("Kasa Servis"), "kasa servis");
    }

    #[test]
    fn an_ampersand_is_a_word() {
        assert_eq!(core("Novák & syn, s.r.o."), core("Novák a syn"));
    }
}
