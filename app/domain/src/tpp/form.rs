//! Reads the text of a policy file, or says as a code with line and column why it is none.
//!
//! The reader's own messages are English prose; here they become codes, so that the app can say them in its languages.

use std::collections::BTreeSet;

use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::error::PolicyError;

/// What is wrong at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormFault {
    /// The file holds nothing.
    Empty,
    /// Bytes that are no UTF-8 text: a picture, a workbook, another encoding.
    NotText,
    /// The text is not JSON: a table, a letter, a comma too many.
    NotJson,
    /// The text ends in the middle.
    CutOff,
    /// JSON, but of something else.
    NotAPolicy,
    /// A key that is not known at this place.
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that are.
        known: Vec<String>,
    },
    /// A needed key is not there; the place is where its object ends.
    MissingKey {
        /// The key.
        key: String,
    },
    /// One object names a key twice.
    TwiceKey {
        /// The key.
        key: String,
    },
    /// A key that must be a number and is not, or is too large.
    KeyNotANumber,
    /// A number stands without quotes where a decimal text is needed.
    Unquoted {
        /// The number as it stands.
        number: String,
    },
    /// A text that is no plain decimal.
    NotADecimal {
        /// The text.
        text: String,
    },
    /// A text that is no day that exists.
    NotADay {
        /// The text.
        text: String,
    },
    /// A whole number outside what can be here.
    TooLarge {
        /// The number.
        number: String,
    },
    /// A word that is not among the ones to choose from.
    UnknownWord {
        /// The word.
        word: String,
        /// The words to choose from.
        known: Vec<String>,
    },
    /// Where one of several named forms must stand, there is none or more than one.
    NotAChoice,
    /// Something of another kind than must stand here.
    WrongShape {
        /// What stands here.
        found: Shape,
        /// What must.
        wanted: Shape,
    },
    /// Anything else, in the reader's words.
    Other {
        /// The words.
        text: String,
    },
}

/// Kinds of things in a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A text in quotes.
    Text,
    /// A whole number.
    Number,
    /// A list in square brackets.
    List,
    /// Keys and values in curly brackets.
    Object,
    /// `true` or `false`.
    YesNo,
    /// `null`.
    Nothing,
}

/// Reads the bytes of a file.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, PolicyError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(stop) => return Err(after(&bytes[..stop.valid_up_to()], FormFault::NotText)),
    };
    if text.trim().is_empty() {
        return Err(PolicyError::Form { line: 1, column: 1, fault: FormFault::Empty });
    }
    let Once(keys) = serde_json::from_str(text).map_err(|error| found(&error, FormFault::NotJson))?;
    // Any of these makes it a policy with mistakes rather than a file about something else.
    if !keys.is_some_and(|keys| ["pagu", "receivers", "steps", "measures"].iter().any(|key| keys.contains(*key))) {
        return Err(PolicyError::Form { line: 1, column: 1, fault: FormFault::NotAPolicy });
    }
    serde_json::from_str(text).map_err(|error| found(&error, FormFault::NotAChoice))
}

/// Names the place right after these bytes; columns count characters.
fn after(bytes: &[u8], fault: FormFault) -> PolicyError {
    let line = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    let last = bytes.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let column = String::from_utf8_lossy(last).chars().count() + 1;
    PolicyError::Form { line, column, fault }
}

/// Turns what the reader met into a code; `syntax` is what its complaints about syntax mean.
fn found(error: &serde_json::Error, syntax: FormFault) -> PolicyError {
    let (line, column) = (error.line(), error.column().max(1));
    let place = format!(" at line {line} column {}", error.column());
    let said = error.to_string();
    let said = said.strip_suffix(&place).unwrap_or(&said);
    let fault = match error.classify() {
        Category::Eof => FormFault::CutOff,
        _ if said.contains("key to be a number") => FormFault::KeyNotANumber,
        Category::Syntax => syntax,
        Category::Data | Category::Io => data_fault(said),
    };
    PolicyError::Form { line, column, fault }
}

fn data_fault(said: &str) -> FormFault {
    let named = |prefix: &str| {
        let rest = said.strip_prefix(prefix)?;
        let split = rest.split_once("`, expected ").or_else(|| rest.split_once("`, there are no"));
        let (name, known) = split.unwrap_or((rest.trim_end_matches('`'), ""));
        Some((name.to_owned(), known.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()))
    };
    if let Some((key, known)) = named("unknown field `") {
        return FormFault::UnknownKey { key, known };
    }
    if let Some((word, known)) = named("unknown variant `") {
        return FormFault::UnknownWord { word, known };
    }
    if let Some((key, _)) = named("missing field `") {
        return FormFault::MissingKey { key };
    }
    if let Some((key, _)) = named("duplicate field `") {
        return FormFault::TwiceKey { key };
    }
    if let Some(text) = said.strip_prefix("not a decimal: ") {
        return FormFault::NotADecimal { text: text.to_owned() };
    }
    if let Some(text) = said.strip_prefix("not a date: ") {
        return FormFault::NotADay { text: text.to_owned() };
    }
    let mismatch = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "));
    match mismatch.and_then(|pair| pair.rsplit_once(", expected ")) {
        Some((found, wanted)) => wrong_shape(found, wanted),
        None => FormFault::Other { text: said.to_owned() },
    }
}

fn wrong_shape(found: &str, wanted: &str) -> FormFault {
    let number = found.split('`').nth(1).unwrap_or_default().to_owned();
    match (shape(found), shape(wanted)) {
        (Some(Shape::Number), Some(Shape::Number)) => FormFault::TooLarge { number },
        // A number with a fraction: there is no place where it may stand without quotes.
        (Some(Shape::Number), _) if found.starts_with("floating point") => FormFault::Unquoted { number },
        (Some(Shape::Number), Some(Shape::Text)) => FormFault::Unquoted { number },
        (Some(found), Some(wanted)) if found != wanted => FormFault::WrongShape { found, wanted },
        _ => FormFault::NotAChoice,
    }
}

fn shape(words: &str) -> Option<Shape> {
    let starts = |any: &[&str]| any.iter().any(|one| words.starts_with(one));
    if starts(&["string", "a string", "character"]) {
        Some(Shape::Text)
    } else if starts(&["integer", "floating point", "u8", "u16", "u32", "u64", "i64"]) {
        Some(Shape::Number)
    } else if starts(&["sequence", "a sequence"]) {
        Some(Shape::List)
    } else if starts(&["map", "a map", "struct"]) {
        Some(Shape::Object)
    } else if starts(&["boolean", "a boolean"]) {
        Some(Shape::YesNo)
    } else if starts(&["null", "unit value"]) {
        Some(Shape::Nothing)
    } else {
        None
    }
}

/// Any JSON in which no object names a key twice, with the keys of the outermost one.
///
/// A table read into a map would keep the last of two rows and say nothing.
struct Once(Option<BTreeSet<String>>);

impl<'de> serde::Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Once;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a string")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Once, E> {
        Ok(Once(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Once, E> {
        Ok(Once(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Once, E> {
        Ok(Once(None))
    }

    fn visit_str<E>(self, _: &str) -> Result<Once, E> {
        Ok(Once(None))
    }

    fn visit_unit<E>(self) -> Result<Once, E> {
        Ok(Once(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Once, A::Error> {
        while list.next_element::<Once>()?.is_some() {}
        Ok(Once(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Once, A::Error> {
        let mut keys = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(A::Error::custom(format_args!("duplicate field `{key}`")));
            }
            keys.insert(key);
            map.next_value::<Once>()?;
        }
        Ok(Once(Some(keys)))
    }
}
