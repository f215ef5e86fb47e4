//! Pieces that the rooms of work and assessment show alike: an indicator with its hint, a log entry, a choice
//! between plans.

use domain::calendar::Day;
use domain::kinerja::{CatatanKinerja, Indikator, RencanaHasil, Skp};
use ledger::book::Stated;
use ledger::payload::{Expectation, Log};
use leptos::prelude::*;

use super::view::{Aside, Entry, Progress, Why, Work};
use crate::components::{Choice, Facts, Glyph, Icon, Meter, Rows, Side, Tag, Text, Tone};
use crate::desk::Desk;
use crate::pages::kit;
use crate::say;
use crate::words::{format, kinerja as words};

/// Shows an indicator with target, realisation and what the figures suggest.
pub fn indicator(of: &Indikator, told: &Progress) -> AnyView {
    let facts = vec![
        (say!(kerja.target), words::target(of)),
        (say!(kerja.realisasi), words::realised(of, &told.realised)),
        (say!(kerja.dasar), say!(kerja.jumlah_catatan, jumlah = told.entries)),
    ];
    let sentence = words::hint(&told.hint);
    let bar = told.hint.percent.map(|percent| {
        let done = u64::try_from(percent.trunc().max(rust_decimal::Decimal::ZERO)).unwrap_or(100);
        view! { <Meter label=of.text.clone() done=done.min(100) total=100_u64 text=sentence.clone() /> }
    });
    view! {
        <div class="stack indicator">
            <p>{of.text.clone()}</p>
            <Facts facts=facts />
            {bar}
            <p class="sub">{sentence}</p>
        </div>
    }
    .into_any()
}

/// Says which of the superior's results a result hangs on; nothing when it hangs on none.
#[must_use]
pub fn supports(result: &RencanaHasil, expectation: Option<&Expectation>) -> Option<String> {
    let wanted = result.superior_result.as_ref()?;
    let found = expectation?.results.iter().find(|one| one.plan == wanted.plan && one.id == wanted.result);
    Some(found.map_or_else(|| say!(kerja.mendukung_lain), |one| say!(kerja.mendukung, hasil = one.text.clone())))
}

/// Shows one result of a plan with its indicators up to a day.
pub fn result(of: &RencanaHasil, work: &Work, until: Day) -> AnyView {
    let notes = [
        supports(of, work.expectation.as_ref()),
        of.weight.map(|weight| say!(kerja.bobot_persen, bobot = format::decimal(weight))),
    ];
    let indicators = of.indicators.iter().map(|one| indicator(one, &work.progress(one, until))).collect_view();
    view! {
        <crate::components::Card title=of.text.clone() tag=words::jenis(of.kind)>
            {notes.into_iter().flatten().map(|note| view! { <p class="sub">{note}</p> }).collect_view()}
            {indicators}
        </crate::components::Card>
    }
    .into_any()
}

/// Shows one entry of the log as a row; with its state when it is the reader's own, with its day when the list
/// does not say it.
pub fn entry(of: &Entry, plan: Option<&Skp>, own: Own, day: Option<Day>) -> AnyView {
    view! {
        <li class="row entry">
            <div>{entry_words(of, plan, own, day)} {earlier(of, plan)}</div>
        </li>
    }
    .into_any()
}

/// Shows what an entry says and how far its record has come.
pub fn entry_words(of: &Entry, plan: Option<&Skp>, own: Own, day: Option<Day>) -> AnyView {
    let (title, sub) = log_words(&of.log, plan, day);
    let (word, tone) = kit::filing_tag(of.filing);
    let tag = (own == Own::Mine).then_some(word);
    view! {
        <span class="row-text">{title} <small>{sub}</small></span>
        <Tag text=tag tone=tone />
    }
    .into_any()
}

/// Says an entry: its words, and below them day, amount and what it counts for.
#[must_use]
pub fn log_words(log: &CatatanKinerja, plan: Option<&Skp>, day: Option<Day>) -> (String, String) {
    let counted = log.indicator.as_deref().and_then(|id| plan?.indicator(id));
    let unit = log.unit.as_deref().or(counted.map(|one| one.unit.as_str())).unwrap_or_default();
    let amount = log.amount.map(|amount| words::quantity(format::decimal(amount), unit));
    let title = if log.note.is_empty() { amount.clone().unwrap_or_default() } else { log.note.clone() };
    let what = counted.map(|one| one.text.clone());
    let amount = amount.filter(|_| !log.note.is_empty());
    (title, [day.map(format::day), amount, what].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// Shows what an entry said before, folded away; nothing when it was never changed.
pub fn earlier(of: &Entry, plan: Option<&Skp>) -> Option<AnyView> {
    if of.earlier.is_empty() {
        return None;
    }
    let lines = of.earlier.iter().map(|log| {
        let (title, sub) = log_words(log, plan, Some(log.date));
        view! { <li>{title} <small class="sub">" " {sub}</small></li> }
    });
    let lines = lines.collect_view();
    Some(
        view! {
            <details class="fine">
                {fold(say!(kerja.isi_sebelumnya, jumlah = of.earlier.len()))}
                <ul class="marks">{lines}</ul>
            </details>
        }
        .into_any(),
    )
}

/// Lists the entries that do not count, folded away; nothing when there are none.
pub fn set_aside(work: &Work) -> Option<AnyView> {
    if work.aside.is_empty() {
        return None;
    }
    let rows = work.aside.iter().map(|one| aside(one, work.plan())).collect_view();
    Some(
        view! {
            <details class="fine">
                {fold(say!(kerja.tidak_dihitung, jumlah = work.aside.len()))}
                <Rows>{rows}</Rows>
            </details>
        }
        .into_any(),
    )
}

fn aside(of: &Aside, plan: Option<&Skp>) -> AnyView {
    let said: Vec<&CatatanKinerja> = match &of.why {
        Why::Withdrawn(said) => vec![said],
        Why::Contested(all) => all.iter().filter_map(Log::entry).collect(),
    };
    let words = said.into_iter().map(|log| log_words(log, plan, Some(log.date)));
    let lines =
        words.map(|(title, sub)| view! { <span class="row-text">{title} <small>{sub}</small></span> }).collect_view();
    let (word, tone) = why_tag(&of.why);
    view! {
        <li class="row entry">
            <div>{lines} <Tag text=word tone=tone /></div>
        </li>
    }
    .into_any()
}

/// Returns the tag of an entry that does not count.
#[must_use]
pub fn why_tag(why: &Why) -> (String, Tone) {
    match why {
        Why::Withdrawn(_) => (say!(kerja.ditarik), Tone::Neutral),
        Why::Contested(_) => (say!(umum.dua_nilai), Tone::Sogan),
    }
}

/// Says whose entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// The reader's: with the state of each record.
    Mine,
    /// Another person's.
    Theirs,
}

/// The line that opens and closes what is told in more detail.
pub fn fold(words: impl Into<Text>) -> AnyView {
    let words: Text = words.into();
    view! {
        <summary class="more">
            {words.view()} <Icon glyph=Glyph::ChevronDown class="icon fold" />
        </summary>
    }
    .into_any()
}

/// Makes the sides of a choice between plans of one writer, named by two letters.
#[must_use]
pub fn sides(plans: &[Stated<Skp>], initials: &str) -> Vec<Side> {
    let tags = [say!(kerja.rencana_satu), say!(kerja.rencana_dua)];
    plans
        .iter()
        .enumerate()
        .map(|(at, stated)| {
            let plan = &stated.value;
            let written = Day::from_unix_days(stated.record.envelope.recorded_at / 86_400);
            Side {
                value: stated.record.hash.to_string(),
                tag: tags.get(at).cloned().unwrap_or_else(|| say!(kerja.rencana_lain)),
                title: say!(kerja.isi_rencana, hasil = plan.results.len(), ukuran = plan.indicators().count()),
                effect: None,
                initials: initials.to_owned(),
                writer: say!(kerja.oleh_anda),
                writer_sub: say!(kerja.ditulis, hari = format::day(written)),
                quote: None,
                facts: plan.results.iter().map(|result| (Glyph::Check, result.text.clone())).collect(),
            }
        })
        .collect()
}

/// Returns the name of who writes; empty in solo work.
#[must_use]
pub fn my_name(desk: Desk) -> String {
    let profile = desk.book.with_untracked(|book| ledger::facts::profile(book, desk.me(), desk.today()));
    let account = desk.account.with_untracked(|account| account.as_ref().map(|account| account.name.clone()));
    profile.name.or(account).unwrap_or_default()
}

/// Returns two letters for a name, without titles.
#[must_use]
pub fn initials(name: &str) -> String {
    let bare = name.split(',').next().unwrap_or(name);
    let words = bare.split_whitespace().filter(|word| !word.ends_with('.'));
    words.filter_map(|word| word.chars().next()).take(2).collect::<String>().to_uppercase()
}

/// Returns two letters for who writes.
#[must_use]
pub fn my_initials(desk: Desk) -> String {
    let name = my_name(desk);
    if name.is_empty() { initials(&say!(kerja.oleh_anda)) } else { initials(&name) }
}

/// Makes the choices of a code of the rules.
pub fn choices<T: serde::Serialize + Copy>(all: &[T], word: fn(T) -> String) -> Vec<Choice> {
    all.iter().map(|one| Choice::new(super::form::code(one), word(*one))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_give_no_initials() {
        assert_eq!(initials("dr. Yusuf Hidayat, S.Ked."), "YH");
        assert_eq!(initials("Ani"), "A");
        assert_eq!(initials(""), "");
    }
}
