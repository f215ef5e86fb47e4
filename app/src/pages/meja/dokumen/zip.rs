//! The container of a workbook: a ZIP file of parts that were compressed, or stored, before. Knows nothing of their meaning.

/// A part of the file.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its path in the file.
    pub name: &'static str,
    /// Check sum of the bytes before compression.
    pub crc: u32,
    /// Bytes before compression.
    pub size: u32,
    /// Whether `bytes` are deflated.
    pub deflated: bool,
    /// Its bytes as they lie in the file.
    pub bytes: Vec<u8>,
}

/// The check sum of bytes that come one after the other (CRC-32).
#[derive(Debug, Clone, Copy)]
pub struct Crc(u32);

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut sum = at as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[at] = sum;
        at += 1;
    }
    table
};

impl Default for Crc {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl Crc {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = TABLE[usize::from((self.0 as u8) ^ byte)] ^ (self.0 >> 8);
        }
    }

    /// Returns the sum of what was taken.
    #[must_use]
    pub const fn sum(self) -> u32 {
        !self.0
    }
}

/// The first day that the format knows; a fixed one, so that equal lists give equal files.
const DAY: u16 = (1 << 5) | 1;

/// Writes the file; nothing when it would be larger than the format holds.
#[must_use]
pub fn archive(parts: &[Part]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for part in parts {
        let offset = u32::try_from(out.len()).ok()?;
        let mut common = Vec::with_capacity(26);
        // Version needed, UTF-8 names, method, time, day, sum, sizes, length of the name, nothing more.
        for short in [20_u16, 0x0800, if part.deflated { 8 } else { 0 }, 0, DAY] {
            common.extend(short.to_le_bytes());
        }
        for long in [part.crc, u32::try_from(part.bytes.len()).ok()?, part.size] {
            common.extend(long.to_le_bytes());
        }
        common.extend(u16::try_from(part.name.len()).ok()?.to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(part.name.as_bytes());
        out.extend(&part.bytes);

        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&common);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let (start, length) = (u32::try_from(out.len()).ok()?, u32::try_from(directory.len()).ok()?);
    let count = u16::try_from(parts.len()).ok()?;
    out.extend(directory);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_published_one_however_the_bytes_are_cut() {
        let mut whole = Crc::default();
        whole.take(b"123456789");
        assert_eq!(whole.sum(), 0xCBF4_3926);
        let mut cut = Crc::default();
        cut.take(b"1234");
        cut.take(b"56789");
        assert_eq!(cut.sum(), whole.sum());
    }

    #[test]
    fn the_directory_points_at_each_part() {
        let part = |name, bytes: &[u8]| Part { name, crc: 1, size: 3, deflated: false, bytes: bytes.to_vec() };
        let file = archive(&[part("a.xml", b"abc"), part("b/c.xml", b"def")]).unwrap();
        let four = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let end = file.len() - 22;
        assert_eq!(&file[end..end + 4], b"PK\x05\x06");
        let first = four(end + 16);
        assert_eq!(&file[first..first + 4], b"PK\x01\x02");
        let second = first + 46 + "a.xml".len();
        assert_eq!(&file[four(second + 42)..][..4], b"PK\x03\x04");
        assert_eq!(&file[four(second + 42) + 30..][..7], b"b/c.xml");
    }
}
