//! Lays the pieces of the program together in few files: small pieces pack badly and each asks for a request of its own.
//!
//! What the first pages need lies in one file. Of the rest, two files become one as long as what is saved by packing them
//! together outweighs what some part then fetches in vain.

/// A piece of the program: who needs it, a bit for each part, and how many bytes it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The parts that need it.
    pub users: u32,
    /// Bytes before packing.
    pub bytes: u64,
}

/// Bytes of a file after packing, of a hundred before: as measured on this program.
const PACKED_PERCENT: u64 = 31;
/// What the smaller of two files shrinks further beside the larger, in percent of its packed bytes.
const TOGETHER_PERCENT: u64 = 30;
/// What one file less saves: the head of a module, the start of a packer, the head of an answer.
const FILE_BYTES: u64 = 500;

/// What a byte that is fetched in vain counts against one that is saved, in percent: who waits for a part has no use of
/// what another one saves.
const VAIN_PERCENT: u64 = 140;

struct Sheaf {
    users: u32,
    packed: u64,
    pieces: Vec<usize>,
}

/// Lays pieces together; each list names pieces by their place, in order. `first` are the parts of the first pages.
pub fn lay(pieces: &[Piece], first: u32) -> Vec<Vec<usize>> {
    let (entry, rest): (Vec<usize>, Vec<usize>) = (0..pieces.len()).partition(|at| pieces[*at].users & first != 0);
    let alone = |at: usize| Sheaf {
        users: pieces[at].users,
        packed: pieces[at].bytes * PACKED_PERCENT / 100,
        pieces: vec![at],
    };
    let mut sheaves: Vec<Sheaf> = rest.into_iter().map(alone).collect();
    while let Some((one, other)) = best(&sheaves) {
        let taken = sheaves.remove(other);
        let into = &mut sheaves[one];
        into.packed = into.packed + taken.packed - shared(into, &taken);
        into.users |= taken.users;
        into.pieces.extend(taken.pieces);
        into.pieces.sort_unstable();
    }
    let entry = if entry.is_empty() { None } else { Some(entry) };
    entry.into_iter().chain(sheaves.into_iter().map(|sheaf| sheaf.pieces)).collect()
}

fn shared(a: &Sheaf, b: &Sheaf) -> u64 {
    a.packed.min(b.packed) * TOGETHER_PERCENT / 100
}

/// Finds the two files whose laying together saves most over all parts, when any saves.
fn best(sheaves: &[Sheaf]) -> Option<(usize, usize)> {
    let mut best = (0, None);
    for (one, a) in sheaves.iter().enumerate() {
        for (other, b) in sheaves.iter().enumerate().skip(one + 1) {
            let parts = |users: u32| u64::from(users.count_ones());
            let gain = (shared(a, b) + FILE_BYTES) * parts(a.users & b.users);
            let vain = parts(a.users & !b.users) * b.packed + parts(b.users & !a.users) * a.packed;
            let vain = vain * VAIN_PERCENT / 100;
            if gain > vain && gain - vain > best.0 {
                best = (gain - vain, Some((one, other)));
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: u32 = 1;
    const PAY: u32 = 2;
    const HR: u32 = 4;

    fn piece(users: u32, bytes: u64) -> Piece {
        Piece { users, bytes }
    }

    #[test]
    fn every_piece_lies_in_one_file_and_those_of_the_first_pages_in_the_first() {
        let pieces =
            [piece(PAY, 9_000), piece(ENTRY | PAY, 50), piece(HR, 300_000), piece(PAY | HR, 700), piece(ENTRY, 90_000)];
        let laid = lay(&pieces, ENTRY);
        assert_eq!(laid[0], [1, 4]);
        let mut all: Vec<usize> = laid.concat();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn what_one_part_needs_alone_is_not_fetched_by_another() {
        let laid = lay(&[piece(PAY, 200_000), piece(HR, 200_000), piece(PAY | HR, 100_000)], ENTRY);
        assert_eq!(laid, [[0], [1], [2]]);
    }

    #[test]
    fn crumbs_go_with_those_who_share_them() {
        let laid = lay(&[piece(PAY | HR, 900), piece(PAY | HR, 800), piece(PAY, 700)], ENTRY);
        assert_eq!(laid.len(), 1);
    }
}
