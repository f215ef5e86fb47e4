//! The code on a slip: drawn for paper and screen, with the way to its check, or the reason why there is none.

use domain::calendar::Month;
use ledger::book::Book;
use ledger::code::{Code, NoCode};
use ledger::hash::Id;
use ledger::pay_month::Closed;
use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Drawn, Glyph, IconLine, More, PrivacyEye, Qr, draw};
use crate::desk::{self, use_desk};
use crate::say;

/// The page that reads codes; the digits follow behind `#`, which no browser sends to a server.
const READER: &str = "/periksa#";

/// A code ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    digits: String,
    drawn: Drawn,
}

/// Why a slip stands without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// There is none.
    Code(NoCode),
    /// A key is not on this device, and the server did not give it.
    Keys,
}

/// Gathers the code of a slip from a book.
///
/// # Errors
/// Why there is none.
pub fn gather(book: &Book, closed: &Closed, person: Id, month: Month) -> Result<Code, Lack> {
    Code::of(book, closed, person, month).map_err(Lack::Code)
}

/// Adds the keys to a code and draws it.
///
/// # Errors
/// Why it cannot be drawn.
pub async fn ready(mut code: Code) -> Result<Ready, Lack> {
    code.keys = desk::points(&code.chains()).await.map_err(|_| Lack::Keys)?;
    let digits = code.digits().map_err(Lack::Code)?;
    let origin = window().location().origin().unwrap_or_default();
    let drawn = draw(&format!("{origin}{READER}"), &digits).ok_or(Lack::Code(NoCode::TooLarge))?;
    Ok(Ready { digits, drawn })
}

/// The code of one person's slip, as soon as its keys are there.
#[component]
pub fn KodeSlip(person: Id, month: Month) -> impl IntoView {
    let desk = use_desk();
    let code = Memo::new(move |_| desk.book.with(|book| gather(book, &Closed::of(book), person, month)));
    let made = RwSignal::new(None::<Result<Ready, Lack>>);
    let again = RwSignal::new(());
    Effect::new(move |_| {
        again.track();
        let code = code.get();
        leptos::task::spawn_local(async move {
            let outcome = match code {
                Ok(code) => ready(code).await,
                Err(lack) => Err(lack),
            };
            let _ = made.try_set(Some(outcome));
        });
    });
    move || {
        let made = made.get()?;
        let retry = (made == Err(Lack::Keys)).then(|| {
            view! {
                <Button label=say!(umum.coba_lagi) kind=ButtonKind::Outline on_press=move |()| again.notify() />
            }
        });
        Some(view! {
            {shown(&made)}
            {retry}
        })
    }
}

/// Shows a code with the sentence what it is for, or why there is none.
#[must_use]
pub fn shown(made: &Result<Ready, Lack>) -> AnyView {
    let lack = match made {
        Ok(ready) => return figure(ready.clone()),
        Err(Lack::Code(NoCode::Open)) => say!(kode.belum_dikunci),
        Err(Lack::Code(NoCode::NotFiled)) => say!(kode.belum_diterima),
        Err(Lack::Code(NoCode::TooLarge)) => say!(kode.terlalu_besar),
        Err(Lack::Keys | Lack::Code(NoCode::NoKey)) => say!(kode.tanpa_kunci),
    };
    view! { <IconLine glyph=Glyph::Info text=lack /> }.into_any()
}

/// The code with its sentence. Whoever hides the amounts hides the code too: it holds them.
fn figure(ready: Ready) -> AnyView {
    let hidden = use_context::<PrivacyEye>().map(|eye| eye.hidden);
    (move || {
        if hidden.is_some_and(|hidden| hidden.get()) {
            return view! { <IconLine glyph=Glyph::EyeOff text=say!(kode.tersembunyi) /> }.into_any();
        }
        let href = format!("{READER}{}", ready.digits);
        view! {
            <figure class="slip-code">
                <Qr code=ready.drawn.clone() label=say!(kode.gambar) />
                <figcaption>
                    <p class="sub">{say!(kode.untuk)}</p>
                    <More label=say!(kode.buka) href=href />
                </figcaption>
            </figure>
        }
        .into_any()
    })
    .into_any()
}
