//! Deflates the texts of a code against a text that every reader has: what all slips have in common costs nothing.

use miniz_oxide::deflate::core::create_comp_flags_from_zip_params;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// What texts of a code are likely to hold, the likeliest last. Never edited: what was printed is read with it. Another
/// text is another version of the form.
const COMMON: &[u8] = include_bytes!("common.txt");

/// Deflates; the bytes go on where the common text ended.
pub fn squeeze(text: &[u8]) -> Vec<u8> {
    // The best there is, raw: no header and no sum, the form has its own.
    let flags = create_comp_flags_from_zip_params(10, -15, 0);
    let mut compressor = CompressorOxide::new(flags);
    let mut out = Vec::new();
    let _ = compress_to_output(&mut compressor, COMMON, TDEFLFlush::Sync, |_| true);
    let (status, _) = compress_to_output(&mut compressor, text, TDEFLFlush::Finish, |bytes| {
        out.extend_from_slice(bytes);
        true
    });
    debug_assert_eq!(status, TDEFLStatus::Done);
    out
}

/// Inflates up to so many bytes; nothing when it is nothing whole or more than that.
pub fn expand(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut out = COMMON.to_vec();
    out.resize(COMMON.len() + most, 0);
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, read, written) = decompress(&mut DecompressorOxide::new(), bytes, &mut out, COMMON.len(), flags);
    if status != TINFLStatus::Done || read != bytes.len() {
        return None;
    }
    out.truncate(COMMON.len() + written);
    Some(out.split_off(COMMON.len()))
}
