//! One of many: a text field that searches, with a list below (ARIA combobox with a listbox).
//! Draws at most [`SHOWN`] matches; the count says how many there are.

use super::{Choice, Text, dom, field::Frame, fresh_id};
use leptos::prelude::*;

/// How many matches are drawn at most.
pub const SHOWN: usize = 50;

/// Returns the positions of the options in which every typed word occurs, in label, line below or value.
pub fn matches(options: &[Choice], typed: &str) -> Vec<usize> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let fits = |option: &Choice| {
        let text = format!("{} {} {}", option.label, option.sub.as_deref().unwrap_or(""), option.value);
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    (0..options.len()).filter(|&at| fits(&options[at])).collect()
}

/// A searching select for long lists: people, posts, units. Arrows, Enter, Escape, Home and End work.
#[component]
pub fn Combobox(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<String>,
    /// Says how many fit; gets the number of matches, answers in words ("12 cocok").
    #[prop(into)]
    found: Callback<usize, String>,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside, hint, error };
    let list_id = fresh_id("list");
    let option_id = {
        let list_id = list_id.clone();
        move |at: usize| format!("{list_id}-{at}")
    };
    // While `typed` is None the field shows the chosen label.
    let typed = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    let chosen_label = Memo::new(move |_| {
        let now = value.get()?;
        options.with(|all| all.iter().find(|one| one.value == now).map(|one| one.label.clone()))
    });
    let hits = Memo::new(move |_| {
        if !open.get() {
            return Vec::new();
        }
        let words = typed.get().unwrap_or_default();
        options.with(|all| matches(all, &words))
    });
    let choose = move |position: usize| {
        let picked = hits.with_untracked(|hits| hits.get(position).copied());
        if let Some(picked) = picked {
            let code = options.with_untracked(|all| all[picked].value.clone());
            on_change.run(code);
            typed.set(None);
            open.set(false);
        }
    };
    let go = {
        let option_id = option_id.clone();
        move |to: usize| {
            open.set(true);
            at.set(to);
            dom::show(&option_id(to));
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let last = hits.with_untracked(|hits| hits.len().min(SHOWN)).saturating_sub(1);
        let now = at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if !open.get_untracked() => go(0),
            "ArrowDown" => go(if now >= last { 0 } else { now + 1 }),
            "ArrowUp" => go(if now == 0 { last } else { now - 1 }),
            "Home" if open.get_untracked() => go(0),
            "End" if open.get_untracked() => go(last),
            "Enter" if open.get_untracked() => choose(now),
            "Escape" if open.get_untracked() => {
                open.set(false);
                typed.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let active = {
        let option_id = option_id.clone();
        move || (open.get() && hits.with(|hits| !hits.is_empty())).then(|| option_id(at.get()))
    };
    let list = move || {
        let now = at;
        hits.get()
            .into_iter()
            .take(SHOWN)
            .enumerate()
            .filter_map(|(position, picked)| {
                let option = options.with_untracked(|all| all.get(picked).cloned())?;
                Some(view! {
                    <li
                        role="option"
                        id=option_id(position)
                        aria-selected=move || if now.get() == position { "true" } else { "false" }
                        // The field keeps the focus; a press on the list must not take it.
                        on:mousedown=|event| event.prevent_default()
                        on:click=move |_| choose(position)
                    >
                        {option.label}
                        {option.sub.map(|sub| view! { <small>{sub}</small> })}
                    </li>
                })
            })
            .collect_view()
    };
    let control = view! {
        <div class="combo">
            <input
                class="in"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls=list_id.clone()
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-activedescendant=active
                aria-describedby=frame.described()
                aria-invalid=frame.invalid()
                prop:value=move || typed.get().or_else(|| chosen_label.get()).unwrap_or_default()
                on:input=move |event| {
                    typed.set(Some(event_target_value(&event)));
                    at.set(0);
                    open.set(true);
                }
                on:click=move |_| {
                    at.set(0);
                    open.set(true);
                }
                on:blur=move |_| {
                    open.set(false);
                    typed.set(None);
                }
                on:keydown=keys
            />
            <ul id=list_id role="listbox" aria-label=label.view() hidden=move || !open.get()>
                {list}
            </ul>
        </div>
        <p class="hint" role="status">
            {move || if open.get() { found.run(hits.with(Vec::len)) } else { String::new() }}
        </p>
    };
    frame.around(control.into_any(), Text::Empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_typed_word_must_occur_somewhere() {
        let options = [
            Choice::new("1978", "Maria Yosefa Seran").sub("Loket"),
            Choice::new("1980", "Maria Goreti").sub("Puskesmas"),
        ];
        assert_eq!(matches(&options, ""), [0, 1]);
        assert_eq!(matches(&options, "maria PUSK"), [1]);
        assert_eq!(matches(&options, "1978"), [0]);
        assert!(matches(&options, "maria loket gaji").is_empty());
    }
}
