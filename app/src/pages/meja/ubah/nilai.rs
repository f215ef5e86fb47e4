//! The values of a policy to search and move: those that were moved first, each with a slider and its old value.

use std::sync::Arc;

use domain::tpp::{Policy, ValueEntry, ValueUnit};
use leptos::prelude::*;

use super::model::{Edits, Scale};
use crate::components::{Button, ButtonKind, Card, NumberField, Row, Rows, SearchField, Section, Slider};
use crate::say;
use crate::words::derive::cite;
use crate::words::format::{decimal, percent, read_decimal};
use crate::words::gaps::value_name;
use crate::words::policy;

/// Values listed at first.
const SHOWN: usize = 12;

/// The values: moved ones with their controls, the others as a list to search.
#[component]
pub fn Values(base: Memo<Option<Arc<Policy>>>, edits: RwSignal<Edits>) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let limit = RwSignal::new(SHOWN);
    let names = Memo::new(move |_| {
        base.get().map_or_else(Vec::new, |policy| {
            let name = |entry: &ValueEntry| (entry.path.clone(), value_name(entry, Some(&policy)));
            // A value that does not stand is confirmed, not moved.
            policy.values().iter().filter(|entry| entry.stands()).map(name).collect::<Vec<_>>()
        })
    });
    let moved = Memo::new(move |_| edits.with(|edits| edits.values.keys().cloned().collect::<Vec<_>>()));
    let found = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |(path, name): &(String, String)| {
            let text = name.to_lowercase();
            words.iter().all(|word| text.contains(word.as_str())) && moved.with(|moved| !moved.contains(path))
        };
        names.with(|names| names.iter().filter(|one| fits(one)).cloned().collect::<Vec<_>>())
    });
    let entry = move |path: &str| {
        base.with(|policy| policy.as_ref()?.values().iter().find(|entry| entry.path == path).cloned())
    };
    let controls = move || {
        let cards = moved.get().into_iter().filter_map(|path| {
            let name = names.with_untracked(|names| Some(names.iter().find(|(own, _)| *own == path)?.1.clone()))?;
            Some(control(entry(&path)?, name, edits))
        });
        cards.collect_view()
    };
    let list = move || {
        let all = found.get();
        let left = all.len().saturating_sub(limit.get());
        let rows = all.into_iter().take(limit.get()).filter_map(|(path, name)| Some(row(entry(&path)?, name, edits)));
        let rows = rows.collect_view();
        view! {
            <Rows label=say!(ubah.nilai)>{rows}</Rows>
            {(left > 0)
                .then(|| {
                    view! {
                        <Button
                            label=say!(umum.lihat_lagi, jumlah = left)
                            kind=ButtonKind::Outline
                            on_press=move |()| limit.update(|limit| *limit += 60)
                        />
                    }
                })}
        }
    };
    view! {
        {move || {
            moved
                .with(|moved| !moved.is_empty())
                .then(|| {
                    view! {
                        <Section title=say!(ubah.digeser)>
                            <div class="stack">{controls}</div>
                        </Section>
                    }
                })
        }}
        <Section title=say!(ubah.nilai)>
            <p class="sub">{say!(ubah.nilai_jelas)}</p>
            <SearchField
                id="cari-nilai"
                label=say!(ubah.cari_nilai)
                value=sought
                on_input=move |text| sought.set(text)
                found=move || say!(ubah.nilai_ditemukan, jumlah = found.with(Vec::len))
            />
            {list}
        </Section>
    }
}

fn row(entry: ValueEntry, name: String, edits: RwSignal<Edits>) -> AnyView {
    let (word, tone) = policy::standing(&entry);
    let (path, value) = (entry.path.clone(), entry.value.map(|value| value.normalize().to_string()));
    let sub = format!("{} · {}", policy::value(&entry), cite(&entry.cite));
    let take = move |()| {
        edits.update(|edits| {
            edits.values.insert(path.clone(), value.clone().unwrap_or_default());
        });
    };
    view! { <Row title=name sub=sub tag=word tag_tone=tone on_press=take /> }.into_any()
}

/// The control of one value that was taken up.
fn control(entry: ValueEntry, name: String, edits: RwSignal<Edits>) -> AnyView {
    let path = StoredValue::new(entry.path.clone());
    let id = format!("nilai-{}", entry.path.replace(['.', ' '], "-"));
    let typed = Signal::derive(move || {
        path.with_value(|path| edits.with(|edits| edits.values.get(path).cloned())).unwrap_or_default()
    });
    let set = move |value: String| {
        path.with_value(|path| {
            edits.update(|edits| {
                edits.values.insert(path.clone(), value);
            });
        });
    };
    let back = move |()| {
        path.with_value(|path| {
            edits.update(|edits| {
                edits.values.remove(path);
            });
        });
    };
    let unit = entry.unit;
    let source = say!(ubah.sumber_semula, sumber = cite(&entry.cite));
    let inside = match Scale::of(&entry) {
        Some(scale) => {
            let old = entry.value.map(|value| scale.whole(value));
            let now = Signal::derive(move || typed.get().parse().map_or(old.unwrap_or(0), |value| scale.whole(value)));
            let write = move |whole: i64| match unit {
                ValueUnit::Percent => percent(scale.value(whole)),
                ValueUnit::Number | ValueUnit::Rupiah => decimal(scale.value(whole)),
            };
            let read = move |text: String| Some(scale.whole(read_decimal(text.trim().trim_end_matches('%'))?));
            view! {
                <Slider
                    id=id
                    label=name
                    value=now
                    on_change=move |whole| set(scale.value(whole).to_string())
                    bounds=Signal::stored(scale.bounds)
                    write=Callback::new(write)
                    read=Callback::new(read)
                    old=Signal::stored(old)
                    old_word=say!(ubah.semula)
                    hint=source
                />
            }
            .into_any()
        }
        None => view! {
            <NumberField
                id=id
                label=name
                value=Signal::derive(move || typed.get().replace('.', ","))
                on_input=move |text: String| set(
                    read_decimal(&text).map(|value| value.normalize().to_string()).unwrap_or_default(),
                )
                hint=source
                decimals=true
            />
        }
        .into_any(),
    };
    view! {
        <Card>
            {inside}
            <Button label=say!(ubah.kembalikan_nilai) kind=ButtonKind::Text on_press=back />
        </Card>
    }
    .into_any()
}
