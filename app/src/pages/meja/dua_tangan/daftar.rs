//! What waits for the account, then everything else with a search.

use leptos::prelude::*;

use crate::components::{Empty, Glyph, Rows, SearchField, Section};
use crate::pages::kit;
use crate::say;

/// Rows of the others shown at first.
const SHOWN: usize = 40;

/// Both lists. `split` holds what waits and the others; `text` is what a search looks through.
#[component]
pub fn Daftar<T>(
    split: Memo<(Vec<T>, Vec<T>)>,
    text: fn(&T) -> String,
    row: fn(T) -> AnyView,
    /// Of the search.
    id: &'static str,
    /// Above the others.
    title: String,
    /// Of the search.
    search: String,
    /// How many were found.
    found: fn(usize) -> String,
    /// Below what waits.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let sought = RwSignal::new(String::new());
    let shown = RwSignal::new(SHOWN);
    let fitting = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |one: &&T| {
            let text = text(one).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        split.with(|(_, others)| others.iter().filter(fits).cloned().collect::<Vec<T>>())
    });
    let waiting = move || {
        let mine = split.with(|(mine, _)| mine.clone());
        if mine.is_empty() {
            return view! { <Empty text=say!(masa.tidak_menunggu) glyph=Glyph::CircleCheck /> }.into_any();
        }
        view! { <Rows label=say!(masa.menunggu_anda)>{mine.into_iter().map(row).collect_view()}</Rows> }.into_any()
    };
    let any = Memo::new(move |_| split.with(|(_, others)| !others.is_empty()));
    let (title, search) = (StoredValue::new(title), StoredValue::new(search));
    let others = move || {
        let all = fitting.get();
        let more = kit::more(all.len(), shown);
        let rows = all.into_iter().take(shown.get()).map(row).collect_view();
        view! {
            <Rows label=title.get_value()>{rows}</Rows>
            {more}
        }
    };
    view! {
        <Section title=say!(masa.menunggu_anda)>{waiting} {children.map(|children| children())}</Section>
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <Section title=title.get_value()>
                            <SearchField
                                id=id
                                label=search.get_value()
                                value=sought
                                on_input=move |text| sought.set(text)
                                found=move || found(fitting.with(Vec::len))
                            />
                            {others}
                        </Section>
                    }
                })
        }}
    }
}
