//! The frame of every signed-in page: bars, status strip, main part, sticky footer.
//! One tree for phone and desk; the style sheet moves the parts. Knows no routes: destinations come in.

use super::{
    Text, dom,
    icon::{Glyph, Icon},
    tag::Tone,
};
use leptos::prelude::*;

/// One place the bottom bar or the side bar leads to.
#[derive(Clone, Copy)]
pub struct Destination {
    /// Its address.
    pub href: &'static str,
    /// Its word.
    pub label: Text,
    /// Its symbol.
    pub glyph: Glyph,
    /// How many things wait there, or absent.
    pub badge: Text,
    /// Whether the page shown belongs to it.
    pub current: Signal<bool>,
}

/// What every page of the signed-in app has around it; provide it as context once, at the root.
#[derive(Clone)]
pub struct Shell {
    /// The product's name.
    pub product: Text,
    /// The role or the person, under the name in the side bar.
    pub role: Text,
    /// One line about the place of work, on desks at the top left.
    pub context: Text,
    /// "Langsung ke isi": the first link of each page.
    pub skip: Text,
    /// Names the bars for a screen reader.
    pub nav_label: Text,
    /// The five destinations of the phone; none hides the bar.
    pub tabs: Signal<Vec<Destination>>,
    /// The side bar of the desk; none hides it.
    pub side: Signal<Vec<Destination>>,
    /// A [`StatusStrip`].
    pub strip: ViewFn,
    /// The sign of the account, a link ([`super::Avatar`]).
    pub account: ViewFn,
}

/// Names the state of what was written here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StripState {
    /// Everything was received.
    #[default]
    Sent,
    /// Something waits on this device.
    Unsent,
    /// No connection.
    Offline,
}

/// Says in words how much is unsent and how old the last sync is; always in view.
#[component]
pub fn StatusStrip(
    #[prop(into)] state: Signal<StripState>,
    /// "3 belum terkirim", "Semua terkirim", "Tanpa sinyal, 3 belum terkirim".
    #[prop(into)]
    text: Text,
    /// "sinkron 2 jam lalu".
    #[prop(into)]
    age: Text,
    /// Where the list of unsent records stands.
    #[prop(into)]
    href: String,
) -> AnyView {
    let look = move || match state.get() {
        StripState::Sent => (Glyph::Check, Tone::Daun),
        StripState::Unsent => (Glyph::Smartphone, Tone::Sogan),
        StripState::Offline => (Glyph::CloudOff, Tone::Sogan),
    };
    view! {
        <a class="strip" class:off=move || state.get() == StripState::Offline href=href>
            <span class=move || look().1.class("line") role="status">
                {move || view! { <Icon glyph=look().0 /> }}
                <b>{text.view()}</b>
            </span>
            <span class="age">{age.view()}</span>
        </a>
    }
    .into_any()
}

/// Says how a page is left.
#[derive(Clone, Copy)]
pub enum Leave {
    /// Back to the page above; an address.
    Back(&'static str),
    /// Away from a form, nothing lost; an address.
    Close(&'static str),
    /// By a call: browser history, a question before leaving.
    Call(Glyph, Callback<()>),
}

/// A page inside the [`Shell`]: bar with title and actions, strip, main, footer.
#[component]
pub fn Page(
    /// The name of the page; its h1 unless `own_heading`.
    #[prop(into)]
    title: Text,
    /// What the document is called, where the title does not say it.
    #[prop(optional, into)]
    name: Text,
    /// The page writes its own h1 (a question, a greeting) with [`Heading`].
    #[prop(optional)]
    own_heading: bool,
    #[prop(optional, into)] leave: Option<Leave>,
    /// The word of the way out: "Kembali", "Tutup".
    #[prop(optional, into)]
    leave_label: Text,
    /// Symbols or words at the right of the bar: [`super::IconButton`], [`super::HeadAction`], [`super::Tag`].
    #[prop(optional, into)]
    actions: ViewFn,
    /// Sticky on phones: one primary [`super::Button`] and perhaps an [`super::IconLine`].
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// A list at the left of the main part on desks, above it on phones.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    children: Children,
) -> AnyView {
    let shell = use_context::<Shell>();
    let product = shell.as_ref().map_or(Text::Empty, |shell| shell.product);
    Effect::new(move |_| {
        let (title, product) = (name.find().unwrap_or_else(|| title.get()), product.get());
        let mut names = vec![title, product];
        names.dedup();
        names.retain(|name| !name.is_empty());
        dom::set_title(&names.join(" · "));
    });
    dom::arrive("isi");
    let deep = leave.is_some();
    let way_out = match leave {
        Some(Leave::Back(href)) => {
            view! { <super::IconLink label=leave_label glyph=Glyph::ChevronLeft href=href /> }.into_any()
        }
        Some(Leave::Close(href)) => view! { <super::IconLink label=leave_label glyph=Glyph::X href=href /> }.into_any(),
        Some(Leave::Call(glyph, call)) => {
            view! { <super::IconButton label=leave_label glyph=glyph on_press=call /> }.into_any()
        }
        None => view! { <Icon glyph=Glyph::Takar class="icon bar-logo" /> }.into_any(),
    };
    let heading = if own_heading {
        view! { <p class="bar-title">{title.view()}</p> }.into_any()
    } else {
        view! { <h1>{title.view()}</h1> }.into_any()
    };
    let (skip, side, strip, account, context, tabs) = match shell {
        Some(shell) => (
            skip_link(shell.skip),
            side_bar(&shell),
            shell.strip.run(),
            view! { <div class="acct">{shell.account.run()}</div> }.into_any(),
            view! { <p class="context">{shell.context.view()}</p> }.into_any(),
            tab_bar(shell.nav_label, shell.tabs),
        ),
        None => {
            let none = || ().into_any();
            (none(), none(), none(), none(), none(), none())
        }
    };
    let foot = footer.map(|footer| view! { <div class="foot">{footer.run()}</div> });
    let beside = beside.map(|beside| view! { <div class="beside">{beside.run()}</div> });
    view! {
        {skip}
        <div class="frame" class:deep=deep class:own=own_heading>
            {side}
            <header>
                {context}
                <div class="bar">{way_out} {heading} <div class="bar-act">{actions.run()}</div></div>
                {account}
                {strip}
            </header>
            <div class="col">
                {beside}
                <main id="isi" tabindex="-1">
                    {children()}
                </main>
                <footer class="dock">{foot} {tabs}</footer>
            </div>
        </div>
    }
    .into_any()
}

/// The h1 of a page that writes its own: a kicker above, a line below.
#[component]
pub fn Heading(
    #[prop(into)] text: Text,
    #[prop(optional, into)] kicker: Text,
    #[prop(optional, into)] sub: Text,
) -> AnyView {
    view! {
        <div>
            {kicker.show(|kicker| view! { <p class="kicker">{kicker.view()}</p> }.into_any())}
            <h1>{text.view()}</h1>
            {sub.show(|sub| view! { <p class="head-sub">{sub.view()}</p> }.into_any())}
        </div>
    }
    .into_any()
}

fn skip_link(words: Text) -> AnyView {
    view! {
        <a
            class="skip"
            href="#isi"
            on:click=|event| {
                event.prevent_default();
                dom::focus("isi");
            }
        >
            {words.view()}
        </a>
    }
    .into_any()
}

fn links(places: Signal<Vec<Destination>>) -> AnyView {
    (move || {
        places
            .get()
            .into_iter()
            .map(|place| {
                view! {
                    <li>
                        <a
                            href=place.href
                            aria-current=move || place.current.get().then_some("page")
                        >
                            <Icon glyph=place.glyph />
                            <span>{place.label.view()}</span>
                            {place
                                .badge
                                .show(|badge| {
                                    view! { <span class="badge">{badge.view()}</span> }.into_any()
                                })}
                        </a>
                    </li>
                }
            })
            .collect_view()
    })
    .into_any()
}

fn tab_bar(label: Text, tabs: Signal<Vec<Destination>>) -> AnyView {
    view! {
        <nav
            class="tabs"
            aria-label=label.view()
            hidden=move || tabs.with(Vec::is_empty)
        >
            <ul>{links(tabs)}</ul>
        </nav>
    }
    .into_any()
}

fn side_bar(shell: &Shell) -> AnyView {
    let (side, product, role, label) = (shell.side, shell.product, shell.role, shell.nav_label);
    view! {
        <nav class="side" aria-label=label.view() hidden=move || side.with(Vec::is_empty)>
            <p class="brand">
                <Icon glyph=Glyph::Takar class="icon bar-logo" />
                <span>
                    <b>{product.view()}</b>
                    <small>{role.view()}</small>
                </span>
            </p>
            <ul>{links(side)}</ul>
        </nav>
    }
    .into_any()
}
