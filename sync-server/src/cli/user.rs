//! `takar user`: accounts on the server's own machine. Works beside a running server.

use std::io::{BufRead, IsTerminal, Write};

use clap::{Args, Subcommand};
use domain::asn::Nip;
use ledger::hash::Hash;
use ledger::role::{Role, Scope};
use ledger::subject::{author_of, person_id};
use sync_server::accounts::{Cost, Wanted, create, digest, is_fit, login_key};
use sync_server::key;
use sync_server::store::{Account, Store};

use super::DataArgs;

/// Flags of `user`.
#[derive(Args)]
pub struct UserArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(subcommand)]
    command: UserCommand,
}

const ROLES: &str = "pegawai (everyone's), hr, treasurer, approver (whole region), hr:OFFICE, treasurer:OFFICE, approver:OFFICE, operator";

#[derive(Subcommand)]
enum UserCommand {
    /// Adds an account; the password is asked for, or made and printed when --generate is given.
    #[command(after_help = format!("Roles: {ROLES}"))]
    Add {
        /// First NIP of the person; left out for accounts that are no civil servant's (an operator).
        #[arg(long, value_parser = read_nip)]
        nip: Option<Nip>,
        /// Name to sign in with; the NIP when left out.
        #[arg(long)]
        login: Option<String>,
        /// Name to greet.
        #[arg(long)]
        name: String,
        /// Role; may be repeated.
        #[arg(long = "role", value_parser = read_role)]
        roles: Vec<Role>,
        /// Makes a password and prints it once.
        #[arg(long)]
        generate: bool,
    },
    /// Lists accounts with their roles.
    List,
    /// Replaces the roles of an account; without --role it keeps none but its own dossiers.
    #[command(after_help = format!("Roles: {ROLES}"))]
    Roles {
        /// Name the account signs in with.
        login: String,
        /// Role; may be repeated.
        #[arg(long = "role", value_parser = read_role)]
        roles: Vec<Role>,
    },
    /// Replaces the password of an account and ends its sessions.
    Password {
        /// Name the account signs in with.
        login: String,
        /// Makes a password and prints it once.
        #[arg(long)]
        generate: bool,
    },
    /// Switches an account off: its sessions end and its devices are told to forget what was granted.
    Disable {
        /// Name the account signs in with.
        login: String,
        /// Switches it on again.
        #[arg(long)]
        undo: bool,
    },
}

/// Runs one of them.
pub fn run(args: UserArgs) -> Result<(), String> {
    let (store, region) = args.data.open_region()?;
    let (now, today) = args.data.now();
    let told = |error: sync_server::store::StoreError| error.to_string();
    match args.command {
        UserCommand::Add { nip, login, name, roles, generate } => {
            let login = login.or_else(|| nip.map(|nip| nip.to_string())).ok_or("give --nip or --login")?;
            let author = match nip {
                Some(nip) => author_of(person_id(&region.salt, nip)),
                None => format!("a-{}", Hash::of(login_key(&login).as_bytes()).short()),
            };
            let password = password(generate)?;
            let wanted = Wanted { author, login: &login, name: &name, password: Some(&password), roles };
            create(&store, &[wanted], Cost::SERVER, now, today).map_err(|error| error.to_string())?;
            println!("Added {}.", login_key(&login));
        }
        UserCommand::List => {
            for account in store.accounts_now().map_err(told)? {
                println!("{}", line(&account));
            }
        }
        UserCommand::Roles { login, roles } => {
            let account = find(&store, &login)?;
            store.set_roles_now(&account.author, roles, now, today).map_err(told)?;
            println!("{}", line(&find(&store, &login)?));
        }
        UserCommand::Password { login, generate } => {
            let account = find(&store, &login)?;
            let password = password(generate)?;
            store.set_password_now(&account.author, digest(&password, Cost::SERVER)?).map_err(told)?;
            println!("The password of {} is replaced; its sessions have ended.", account.login);
        }
        UserCommand::Disable { login, undo } => {
            let account = find(&store, &login)?;
            store.set_disabled_now(&account.author, !undo, now, today).map_err(told)?;
            println!("{}", line(&find(&store, &login)?));
        }
    }
    store.stop();
    Ok(())
}

fn find(store: &Store, login: &str) -> Result<Account, String> {
    let found = store.account_by_login_now(&login_key(login)).map_err(|error| error.to_string())?;
    found.ok_or_else(|| format!("no account signs in as {login}; takar user list shows all"))
}

fn line(account: &Account) -> String {
    let roles: Vec<String> = account.roles.iter().map(write_role).collect();
    let roles = if roles.is_empty() { "no role".to_owned() } else { roles.join(", ") };
    let state = match (account.disabled, &account.password) {
        (true, _) => " (off)",
        (false, None) => " (no password yet)",
        (false, Some(_)) => "",
    };
    format!("{}  {}  {roles}{state}", account.login, account.name)
}

fn password(generate: bool) -> Result<String, String> {
    if generate {
        let random = Hash(key::random()?).to_string();
        let password = format!("{}-{}-{}", &random[..4], &random[4..8], &random[8..12]);
        println!("Password: {password}");
        return Ok(password);
    }
    if std::io::stdin().is_terminal() {
        print!("New password (it will be seen here): ");
        std::io::stdout().flush().map_err(|error| error.to_string())?;
    }
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed).map_err(|error| error.to_string())?;
    let typed = typed.trim_end_matches(['\r', '\n']).to_owned();
    if is_fit(&typed) { Ok(typed) } else { Err("a password has at least 8 characters; nothing was changed".to_owned()) }
}

fn read_nip(text: &str) -> Result<Nip, String> {
    text.parse().map_err(|error| format!("not a NIP: {error}"))
}

fn read_role(text: &str) -> Result<Role, String> {
    let (role, office) = text.split_once(':').map_or((text, None), |(role, office)| (role, Some(office)));
    let scope = match office {
        Some("") => return Err("an office has a code".to_owned()),
        Some(office) => Scope::Office(office.to_owned()),
        None => Scope::Region,
    };
    match (role, office) {
        ("pegawai", None) => Ok(Role::Pegawai),
        ("operator", None) => Ok(Role::Operator),
        ("hr", _) => Ok(Role::Hr(scope)),
        ("treasurer", _) => Ok(Role::Treasurer(scope)),
        ("approver", _) => Ok(Role::Approver(scope)),
        _ => Err(format!("no role {text}; there are: {ROLES}")),
    }
}

fn write_role(role: &Role) -> String {
    let scoped = |name: &str, scope: &Scope| match scope {
        Scope::Region => name.to_owned(),
        Scope::Office(office) => format!("{name}:{office}"),
    };
    match role {
        Role::Pegawai => "pegawai".to_owned(),
        Role::Operator => "operator".to_owned(),
        Role::Hr(scope) => scoped("hr", scope),
        Role::Treasurer(scope) => scoped("treasurer", scope),
        Role::Approver(scope) => scoped("approver", scope),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_read_back_as_they_are_shown() {
        for text in ["pegawai", "operator", "hr", "treasurer", "approver", "hr:dinkes", "treasurer:pkm-tuminting"] {
            assert_eq!(read_role(text).as_ref().map(write_role).as_deref(), Ok(text));
        }
        for text in ["", "hr:", "operator:dinkes", "bupati"] {
            assert!(read_role(text).is_err(), "{text}");
        }
    }
}
