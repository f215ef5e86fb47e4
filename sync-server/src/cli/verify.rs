//! `takar verify`: says what is wrong, line by line, or that nothing is.

use super::DataArgs;

/// Looks at everything again.
pub fn run(args: &DataArgs) -> Result<(), String> {
    let (store, region) = args.open_region()?;
    let (seen, findings) = store.verify_now().map_err(|error| error.to_string())?;
    for finding in &findings {
        println!("{}: {}", finding.place, finding.what);
    }
    let status = store.status_now().map_err(|error| error.to_string())?;
    println!("{}: {} entries, {} records in {} chains", region.name, seen.entries, seen.records, seen.chains);
    println!(
        "deferred {}, to review {}, refused {}, kept aside {}",
        status.deferred, status.needs_review, status.refused, status.quarantined
    );
    println!("log head {} {}", status.log_seq, status.log_hash);
    store.stop();
    match findings.len() {
        0 => {
            println!("Nothing is wrong.");
            Ok(())
        }
        count => Err(format!("{count} findings. Keep this folder as it is and compare with the last backup")),
    }
}
