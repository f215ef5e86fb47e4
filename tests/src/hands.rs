//! The treasurer and the approver of one house, each with a device of its own, and the steps they take.

use ledger::judge::Verdict;
use ledger::kind::Kind;
use ledger::payload::PayStep;
use serde::Serialize;

use crate::device::Device;
use crate::town::{OFFICE_APPROVER, OFFICE_TREASURER, Town};

/// The town and both devices.
pub struct Hands {
    /// Server and people.
    pub town: Town,
    /// The treasurer's device.
    pub treasurer: Device,
    /// The approver's device.
    pub approver: Device,
}

impl Hands {
    /// Both sign in and take what there is.
    #[must_use]
    pub fn join(town: Town) -> Self {
        let (mut treasurer, mut approver) = (town.device(OFFICE_TREASURER), town.device(OFFICE_APPROVER));
        for device in [&mut treasurer, &mut approver] {
            device.sync(&town.server);
        }
        Self { town, treasurer, approver }
    }

    /// One of both writes, on what the other wrote before.
    pub fn write(&mut self, of: &str, kind: Kind, subject: String, payload: &impl Serialize) -> Verdict {
        let device = if of == OFFICE_APPROVER { &mut self.approver } else { &mut self.treasurer };
        device.hand_in(&self.town.server, kind, subject, payload)
    }

    /// The treasurer writes what belongs to a list before the list itself.
    pub fn prepare(&mut self, kind: Kind, subject: String, payload: &impl Serialize) -> Verdict {
        self.write(OFFICE_TREASURER, kind, subject, payload)
    }
}

/// A list submitted without a note.
#[must_use]
pub fn submitted() -> PayStep {
    PayStep::Submitted { note: String::new() }
}

/// The whole way of a list, and whose step each is.
#[must_use]
pub fn whole_way(paid: PayStep) -> [(&'static str, PayStep); 4] {
    [
        (OFFICE_TREASURER, submitted()),
        (OFFICE_APPROVER, PayStep::Approved),
        (OFFICE_TREASURER, PayStep::Locked),
        (OFFICE_TREASURER, paid),
    ]
}
