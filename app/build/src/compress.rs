//! Makes the `.br` and `.gz` siblings of text and wasm, once, so that no server compresses again.
//! Leaves alone what is already compressed (PNG, WOFF2).

use std::io::{self, Write};
use std::sync::Mutex;

use flate2::{Compression, write::GzEncoder};

use crate::list::Asset;

/// The two compressed forms of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Path of the file they belong to.
    pub path: String,
    /// Brotli, quality 11.
    pub br: Vec<u8>,
    /// Gzip, level 9.
    pub gz: Vec<u8>,
}

/// Tells whether a file with this extension is worth compressing.
pub fn compressible(extension: &str) -> bool {
    matches!(
        extension,
        "html"
            | "css"
            | "js"
            | "mjs"
            | "wasm"
            | "sheaf"
            | "svg"
            | "json"
            | "webmanifest"
            | "txt"
            | "toml"
            | "csv"
            | "md"
    )
}

/// Compresses every compressible file on all cores; the result is sorted by path.
///
/// # Errors
/// An error of the encoders, which write to memory only.
pub fn pack_all(assets: &[Asset]) -> io::Result<Vec<Packed>> {
    let mut queue: Vec<&Asset> = assets.iter().filter(|asset| compressible(asset.extension())).collect();
    // Taken from the end: the largest goes first, so that no core waits for it alone.
    queue.sort_by_key(|asset| asset.body.len());
    let queue = Mutex::new(queue);
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get());
    let results: Vec<io::Result<Vec<Packed>>> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(|| drain(&queue))).collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|_| Err(io::Error::other("a packing thread stopped"))))
            .collect()
    });
    let mut packed = Vec::new();
    for result in results {
        packed.extend(result?);
    }
    packed.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(packed)
}

fn drain(queue: &Mutex<Vec<&Asset>>) -> io::Result<Vec<Packed>> {
    let mut done = Vec::new();
    loop {
        let next = match queue.lock() {
            Ok(mut queue) => queue.pop(),
            Err(_) => None,
        };
        match next {
            Some(asset) => done.push(pack(asset)?),
            None => return Ok(done),
        }
    }
}

fn pack(asset: &Asset) -> io::Result<Packed> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::best());
    gz.write_all(&asset.body)?;
    Ok(Packed { path: asset.path.clone(), br: brotli_11(&asset.body)?, gz: gz.finish()? })
}

/// Compresses with brotli at quality 11 and the largest ordinary window.
///
/// # Errors
/// An error of the encoder, which writes to memory only.
pub fn brotli_11(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_forms_unpack_to_the_same_bytes() {
        let body = "Setiap rupiah ada penjelasannya. ".repeat(200).into_bytes();
        let assets = [
            Asset { path: "b.js".into(), body: body.clone() },
            Asset { path: "a.css".into(), body: body.clone() },
            Asset { path: "c.png".into(), body: body.clone() },
        ];
        let packed = pack_all(&assets).expect("packing in memory");
        let paths: Vec<_> = packed.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["a.css", "b.js"]);
        for one in packed {
            let mut gz = Vec::new();
            flate2::read::GzDecoder::new(&one.gz[..]).read_to_end(&mut gz).expect("gzip");
            let mut br = Vec::new();
            brotli::BrotliDecompress(&mut &one.br[..], &mut br).expect("brotli");
            assert_eq!((gz, br), (body.clone(), body.clone()));
            assert!(one.br.len() < body.len() / 10);
        }
    }
}
