//! Names that belong to nobody: words drawn at random, titles by education.

use domain::asn::Sex;

use super::data::{Names, Post};
use super::rng::Rng;

/// Draws a name without titles.
pub fn name(rng: &mut Rng, names: &Names, sex: Sex) -> String {
    let lists = match sex {
        Sex::Man => &names.male,
        Sex::Woman => &names.female,
    };
    let pattern = [names.pattern.one_word, names.pattern.two_words, names.pattern.three_words];
    loop {
        let words = rng.weighted(&pattern).unwrap_or(1) + 1;
        let regions: Vec<&String> = names.mix.keys().collect();
        let weights: Vec<u32> = names.mix.values().copied().collect();
        let region = rng.weighted(&weights).and_then(|at| regions.get(at).copied());
        let first = region.and_then(|region| lists.get(region));
        let mut drawn: Vec<&str> = Vec::with_capacity(words);
        for at in 0..words {
            let list = if at == 0 { first } else { lists.get("second") };
            if let Some(word) = list.and_then(|list| rng.pick(list))
                && !drawn.contains(&word.as_str())
            {
                drawn.push(word);
            }
        }
        let name = drawn.join(" ");
        if !name.is_empty() && !names.avoid.iter().any(|avoid| name.contains(avoid.as_str())) {
            return name;
        }
    }
}

/// Adds the titles of the post's education.
pub fn titled(rng: &mut Rng, name: &str, post: &Post) -> String {
    let mut full = String::new();
    if !post.prefix.is_empty() {
        full.push_str(&post.prefix);
        full.push(' ');
    }
    full.push_str(name);
    if let Some(suffix) = rng.pick(&post.suffix) {
        full.push_str(", ");
        full.push_str(suffix);
    }
    full
}
