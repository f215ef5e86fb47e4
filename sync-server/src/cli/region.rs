//! `takar demo` and `takar found`: a region in an empty data folder, and how to sign in to it.

use clap::{Args, value_parser};
use domain::calendar::Day;
use sync_server::accounts::Cost;
use sync_server::demo::{self, Size};
use sync_server::region::{Secrets, found as found_region};
use sync_server::store::{Account, Region, Store};

use super::{DataArgs, shown};

/// Flags of `demo`.
#[derive(Args)]
pub struct DemoArgs {
    #[command(flatten)]
    data: DataArgs,
    /// People of the region; beyond 600 the offices repeat. 10000 take some minutes.
    #[arg(long, default_value_t = 600, value_parser = value_parser!(u16).range(600..=30_000), value_name = "COUNT")]
    people: u16,
    /// Finished months with a recap of everyone.
    #[arg(long, default_value_t = 3, value_parser = value_parser!(i32).range(1..=24), value_name = "COUNT")]
    months: i32,
}

/// Flags of `found`.
#[derive(Args)]
pub struct FoundArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Name of the region, for people.
    #[arg(long, value_name = "NAME")]
    name: String,
}

/// Makes the demonstration region.
pub fn demo(args: &DemoArgs) -> Result<(), String> {
    let (store, today) = empty(&args.data)?;
    let size = Size { people: usize::from(args.people), months: args.months };
    println!("{}", make_demo(&store, size, args.data.now().0, today)?);
    store.stop();
    Ok(())
}

/// Founds an empty region.
pub fn found(args: &FoundArgs) -> Result<(), String> {
    let (store, today) = empty(&args.data)?;
    println!("{}", make_empty(&store, &args.name, args.data.now().0, today)?);
    store.stop();
    Ok(())
}

fn empty(data: &DataArgs) -> Result<(Store, Day), String> {
    let store = data.open()?;
    match store.region_now().map_err(|error| error.to_string())? {
        Some(region) => Err(format!(
            "{} holds the region {} already; choose an empty folder with --data",
            shown(store.path()),
            region.name
        )),
        None => Ok((store, data.now().1)),
    }
}

/// Founds an empty region and says what comes next.
pub fn make_empty(store: &Store, name: &str, now: i64, today: Day) -> Result<String, String> {
    found_region(store, name, &Secrets::random()?, now, today).map_err(|error| error.to_string())?;
    Ok(format!(
        "Region   {name} (new, empty)\n\
         Sign-in  make the first account: takar user add --nip NIP --name NAME --role hr"
    ))
}

/// Makes the demonstration region and says how to sign in.
pub fn make_demo(store: &Store, size: Size, now: i64, today: Day) -> Result<String, String> {
    println!("Making the demonstration region of {} people, once.", size.people);
    let made = demo::found(store, demo::SEED, size, Cost::SERVER, now, today).map_err(|error| error.to_string())?;
    let mut news = format!("Region   {} (invented)\nSign-in  password {} for each of:", made.region, demo::PASSWORD);
    for (login, who) in made.accounts {
        news.push_str(&format!("\n         {login:<10} {who}"));
    }
    Ok(news)
}

/// Says how to sign in to a region that is there.
pub fn how_to_sign_in(store: &Store, region: &Region) -> Result<String, String> {
    let accounts = store.accounts_now().map_err(|error| error.to_string())?;
    let usable = accounts.iter().filter(|account| !account.disabled && account.password.is_some()).count();
    let hint = match usable {
        0 => "no account yet: takar user add --nip NIP --name NAME --role hr".to_owned(),
        _ if is_demo(&accounts) => {
            format!("pegawai, rekan, atasan, pimpinan, hr, bendahara, ppk or operator; password {}", demo::PASSWORD)
        }
        count => format!("{count} accounts can sign in; takar user list shows them"),
    };
    Ok(format!("Region   {}\nSign-in  {hint}", region.name))
}

/// Recognises the demonstration by its accounts; only the wording of a hint hangs on it.
fn is_demo(accounts: &[Account]) -> bool {
    ["pegawai", "rekan", "atasan", "pimpinan", "bendahara"]
        .iter()
        .all(|login| accounts.iter().any(|account| account.login == *login))
}
