//! Writes a policy as a file that people can read and change: keys in reading order, short things on one line.

use serde_json::Value;

/// Most characters of a line, its indent included, before a thing is spread over several.
const WIDTH: usize = 100;

/// Keys in the order in which people read them; the rest follow as they are sorted.
const ORDER: [&str; 49] = [
    "key",
    "label",
    "id",
    "en",
    "notice",
    "from",
    "until",
    "value",
    "cite",
    "cites",
    "act",
    "article",
    "confidence",
    "confirmed",
    "signed",
    "letter",
    "receivers",
    "pns",
    "cpns",
    "pppk",
    "pagu",
    "index",
    "accounts",
    "measures",
    "kind",
    "source",
    "better",
    "band",
    "of",
    "from_min",
    "upto_min",
    "counts",
    "acting",
    "holds",
    "steps",
    "net",
    "yields",
    "measure",
    "weight",
    "score",
    "parts",
    "base",
    "cuts",
    "on",
    "size",
    "rows",
    "upto",
    "below",
    "gives",
];

/// Returns the text of a file.
pub(super) fn file(policy: &Value) -> String {
    let mut text = String::new();
    write(policy, 0, 0, &mut text);
    text.push('\n');
    text
}

/// `before` counts the characters that already stand on the line.
fn write(value: &Value, indent: usize, before: usize, text: &mut String) {
    let line = one_line(value);
    // The whole policy and its longer chapters read better spread, however short.
    if indent > 0 && before + line.chars().count() <= WIDTH {
        text.push_str(&line);
        return;
    }
    let pad = "  ".repeat(indent + 1);
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    let mut first = true;
    let mut lead = |text: &mut String, key: Option<&str>| {
        text.push_str(if first { "\n" } else { ",\n" });
        first = false;
        text.push_str(&pad);
        let name = key.map(|key| format!("{}: ", Value::from(key))).unwrap_or_default();
        text.push_str(&name);
        pad.len() + name.chars().count()
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            text.push(open);
            for item in items {
                let before = lead(text, None);
                write(item, indent + 1, before, text);
            }
        }
        Value::Object(map) if !map.is_empty() => {
            text.push(open);
            for (key, item) in sorted(map) {
                let before = lead(text, Some(key));
                write(item, indent + 1, before, text);
            }
        }
        _ => {
            text.push_str(&line);
            return;
        }
    }
    text.push('\n');
    text.push_str(&"  ".repeat(indent));
    text.push(close);
}

fn one_line(value: &Value) -> String {
    match value {
        Value::Array(items) if !items.is_empty() => {
            format!("[{}]", items.iter().map(one_line).collect::<Vec<_>>().join(", "))
        }
        Value::Object(map) if !map.is_empty() => {
            let pairs = sorted(map).into_iter().map(|(key, item)| format!("{}: {}", Value::from(key), one_line(item)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn sorted(map: &serde_json::Map<String, Value>) -> Vec<(&str, &Value)> {
    let mut pairs: Vec<(&str, &Value)> = map.iter().map(|(key, item)| (key.as_str(), item)).collect();
    // Classes are counted, words are ordered as above; a key that is neither comes last.
    pairs.sort_by_key(|(key, _)| {
        let place = ORDER.iter().position(|one| one == key).unwrap_or(ORDER.len());
        (key.parse::<u32>().unwrap_or_default(), place, *key)
    });
    pairs
}
