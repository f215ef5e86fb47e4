//! The container of a workbook: a ZIP file of parts, written from parts that were compressed before, and read. Knows nothing
//! of their meaning.

use std::collections::BTreeMap;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

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

/// Most bytes of a part when it is read.
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// A file that is read; its parts are found by name.
#[derive(Debug)]
pub struct Archive<'a> {
    bytes: &'a [u8],
    parts: BTreeMap<String, Placed>,
}

/// Where a part lies in the file.
#[derive(Debug, Clone, Copy)]
struct Placed {
    at: usize,
    stored: usize,
    deflated: bool,
    crc: u32,
}

impl<'a> Archive<'a> {
    /// Reads the directory; nothing where the file is cut, damaged, locked with a password or of a form beyond this one.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        // Behind the end only a comment may stand, of at most 65,535 bytes.
        let last = bytes.len().checked_sub(22)?;
        let end = (last.saturating_sub(0xFFFF)..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"))?;
        let (count, mut at) = (short(bytes, end + 10)?, long(bytes, end + 16)?);
        let mut parts = BTreeMap::new();
        for _ in 0..count {
            let head = bytes.get(at..)?;
            if !head.starts_with(b"PK\x01\x02") {
                return None;
            }
            let (flags, method) = (short(head, 8)?, short(head, 10)?);
            if flags & 1 != 0 || !matches!(method, 0 | 8) {
                return None;
            }
            let crc = u32::from_le_bytes(head.get(16..20)?.try_into().ok()?);
            let (stored, offset) = (long(head, 20)?, long(head, 42)?);
            let [name, extra, comment] = [28, 30, 32].map(|at| short(head, at).map(usize::from));
            let (name, extra, comment) = (name?, extra?, comment?);
            let local = bytes.get(offset..)?;
            if !local.starts_with(b"PK\x03\x04") {
                return None;
            }
            let behind = usize::from(short(local, 26)?) + usize::from(short(local, 28)?);
            let named = String::from_utf8_lossy(head.get(46..46 + name)?).into_owned();
            parts.insert(named, Placed { at: offset + 30 + behind, stored, deflated: method == 8, crc });
            at += 46 + name + extra + comment;
        }
        Some(Self { bytes, parts })
    }

    /// Says whether there is a part of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// Returns the text of a part; nothing where there is none, or it is damaged or larger than is read.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        let part = self.parts.get(name)?;
        let stored = self.bytes.get(part.at..part.at.checked_add(part.stored)?)?;
        let plain = match part.deflated {
            true => decompress_to_vec_with_limit(stored, MOST_BYTES).ok()?,
            false => stored.to_vec(),
        };
        let mut sum = Crc::default();
        sum.take(&plain);
        (sum.sum() == part.crc).then(|| String::from_utf8(plain).ok())?
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

#[cfg(test)]
pub mod tests {
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

    /// A part as it is written: stored, or deflated.
    pub fn part(name: &'static str, text: &str, deflated: bool) -> Part {
        let mut crc = Crc::default();
        crc.take(text.as_bytes());
        let bytes = match deflated {
            true => miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6),
            false => text.as_bytes().to_vec(),
        };
        Part { name, crc: crc.sum(), size: u32::try_from(text.len()).unwrap(), deflated, bytes }
    }

    #[test]
    fn what_is_written_is_read_and_a_damaged_or_cut_file_is_not() {
        let long = "kata ".repeat(1000);
        let file = archive(&[part("a.xml", "abc", false), part("b/c.xml", &long, true)]).unwrap();
        let read = Archive::open(&file).unwrap();
        assert_eq!((read.text("a.xml").as_deref(), read.text("b/c.xml")), (Some("abc"), Some(long)));
        assert!(!read.has("c.xml") && read.text("c.xml").is_none());
        let mut other = file.clone();
        other[30 + "a.xml".len()] ^= 1;
        assert_eq!(Archive::open(&other).unwrap().text("a.xml"), None);
        for cut in [0, 4, 40, file.len() / 2, file.len() - 1] {
            assert!(Archive::open(&file[..cut]).is_none(), "{cut}");
        }
        let mut locked = file;
        let at = locked.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        locked[at + 8] |= 1;
        assert!(Archive::open(&locked).is_none());
    }
}
