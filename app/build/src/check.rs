//! Checks the built page against the promise of the Content-Security-Policy: no inline script,
//! no inline style, no handler attribute, and no address that the build does not contain.
//! It reads tags only; it is no HTML parser and repairs nothing.

use std::collections::BTreeSet;

/// One start tag with its attributes, names in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    /// Text between a `script` start tag and its end tag.
    text: String,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Gives a sentence for everything in `html` that the policy forbids or the build lacks.
/// `paths` holds every file of the build, without a leading slash.
pub fn complaints(html: &str, paths: &BTreeSet<&str>) -> Vec<String> {
    let tags = tags(html);
    let mut found = Vec::new();
    for tag in &tags {
        if tag.name == "script" && (tag.get("src").is_none() || !tag.text.trim().is_empty()) {
            found.push("an inline script is left in index.html".to_owned());
        }
        if tag.name == "style" {
            found.push("a <style> element is left in index.html".to_owned());
        }
        for (name, value) in &tag.attributes {
            if name == "style" || name.starts_with("on") {
                found.push(format!("<{}> has the attribute {name}", tag.name));
            }
            if value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                found.push(format!("<{}> has a javascript: address", tag.name));
            }
        }
        found.extend(missing(tag, paths));
    }
    found.extend(policy_complaint(&tags));
    found
}

// Attributes that make the browser fetch a file.
fn missing(tag: &Tag, paths: &BTreeSet<&str>) -> Vec<String> {
    let fetched: &[&str] = match tag.name.as_str() {
        "script" => &["src", "data-js", "data-wasm"],
        "link" => &["href"],
        "img" => &["src"],
        _ => &[],
    };
    fetched
        .iter()
        .filter_map(|name| tag.get(name))
        .filter_map(|address| match address.strip_prefix('/') {
            Some(path) if paths.contains(path) => None,
            Some(_) => Some(format!("<{}> names {address}, which the build lacks", tag.name)),
            None => Some(format!("<{}> names {address}, which does not begin with /", tag.name)),
        })
        .collect()
}

fn policy_complaint(tags: &[Tag]) -> Option<String> {
    let policy = tags
        .iter()
        .find(|tag| {
            tag.name == "meta"
                && tag.get("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("content-security-policy"))
        })
        .and_then(|tag| tag.get("content"));
    match policy {
        None => Some("index.html has no Content-Security-Policy".to_owned()),
        Some(policy) if policy.contains("unsafe-inline") || policy.contains("'unsafe-eval'") => {
            Some("the Content-Security-Policy allows unsafe script or style".to_owned())
        }
        Some(policy) if !policy.contains("default-src 'none'") => {
            Some("the Content-Security-Policy does not begin from default-src 'none'".to_owned())
        }
        Some(_) => None,
    }
}

/// Removes the policy, for development builds whose reload script is inline.
pub fn without_policy(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let Some(at) = lower.find("http-equiv=\"content-security-policy\"") else {
        return html.to_owned();
    };
    match (lower[..at].rfind("<meta"), lower[at..].find('>')) {
        (Some(start), Some(len)) => format!("{}{}", &html[..start], &html[at + len + 1..]),
        _ => html.to_owned(),
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut tag, after) = start_tag(rest);
        rest = after;
        if tag.name == "script" || tag.name == "style" {
            let end = rest.to_ascii_lowercase().find(&format!("</{}", tag.name)).unwrap_or(rest.len());
            tag.text = rest[..end].to_owned();
            rest = &rest[end..];
        }
        tags.push(tag);
    }
    tags
}

// Reads from after `<` to after `>`.
fn start_tag(html: &str) -> (Tag, &str) {
    let name_end = html.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(html.len());
    let name = html[..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut rest = &html[name_end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            break;
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
            .map_or(rest.len(), |(at, _)| at);
        let key = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let value = match rest.strip_prefix('=') {
            None => String::new(),
            Some(after) => {
                let (value, after) = attribute_value(after.trim_start());
                rest = after;
                value.to_owned()
            }
        };
        attributes.push((key, value));
    }
    let after = rest.strip_prefix('>').unwrap_or(rest);
    (Tag { name, attributes, text: String::new() }, after)
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str =
        r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">"#;

    fn check(body: &str) -> Vec<String> {
        complaints(&format!("{POLICY}{body}"), &BTreeSet::from(["boot.js", "a.css"]))
    }

    #[test]
    fn page_with_outside_script_and_style_only_passes() {
        let page = r#"<!doctype html><!-- <script>no</script> --><link rel=stylesheet href="/a.css">
            <p title="a > b">5 < 6</p><script type="module" src="/boot.js" data-js="/boot.js"></script>"#;
        assert_eq!(check(page), Vec::<String>::new());
    }

    #[test]
    fn inline_script_style_and_handlers_are_refused() {
        for page in [
            "<script>start()</script>",
            "<script type='module' src='/boot.js'>start()</script>",
            "<SCRIPT\n>start()</SCRIPT>",
            "<style>p{}</style>",
            "<p style='color:red'>x</p>",
            "<body onload=start()>",
            "<a href=' JavaScript:start()'>x</a>",
        ] {
            assert_eq!(check(page).len(), 1, "{page}");
        }
    }

    #[test]
    fn file_that_the_build_lacks_is_named() {
        assert_eq!(check("<link href='/b.css'>"), ["<link> names /b.css, which the build lacks"]);
        assert_eq!(check("<script src='boot.js'></script>"), ["<script> names boot.js, which does not begin with /"]);
    }

    #[test]
    fn missing_or_loose_policy_is_refused() {
        let none = BTreeSet::new();
        assert_eq!(complaints("<p>", &none).len(), 1);
        for loose in ["default-src 'none'; style-src 'unsafe-inline'", "script-src 'self'"] {
            let page = format!(r#"<meta http-equiv="content-security-policy" content="{loose}">"#);
            assert_eq!(complaints(&page, &none).len(), 1, "{loose}");
        }
    }

    #[test]
    fn wasm_eval_alone_is_not_taken_for_unsafe_eval() {
        let page = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'">"#;
        assert_eq!(complaints(page, &BTreeSet::new()), Vec::<String>::new());
    }

    #[test]
    fn policy_can_be_taken_out_for_development() {
        let page = format!("<head><meta charset=utf-8>\n{POLICY}<title>T</title>");
        assert_eq!(without_policy(&page), "<head><meta charset=utf-8>\n<title>T</title>");
        assert_eq!(without_policy("<p>"), "<p>");
    }
}
