//! The body of a call, unpacked, within its limit.

use std::io::Read as _;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, StatusCode, header},
};
use flate2::read::MultiGzDecoder;

use crate::Problem;

/// Larger packed bodies are unpacked beside the async threads.
const SMALL: usize = 16 * 1024;

/// Reads and unpacks a body. Unpacking ends as soon as more than `limit` bytes come out.
///
/// # Errors
/// 413 when it is too large, packed or unpacked; 415 for a packing other than gzip; 400 when it
/// breaks off or is no gzip.
pub async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Problem> {
    let packed = is_gzip(headers)?;
    let declared =
        headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|bytes| bytes > limit as u64) {
        return Err(too_large(limit));
    }
    let bytes = to_bytes(body, limit).await.map_err(|error| {
        let is_limit = std::error::Error::source(&error)
            .is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>());
        if is_limit {
            too_large(limit)
        } else {
            Problem::bad_request("unreadable_body", "the body broke off; send it again")
        }
    })?;
    if !packed {
        return Ok(bytes);
    }
    if bytes.len() <= SMALL {
        return unpack(&bytes, limit);
    }
    tokio::task::spawn_blocking(move || unpack(&bytes, limit))
        .await
        .map_err(|error| Problem::internal(&error))?
}

fn is_gzip(headers: &HeaderMap) -> Result<bool, Problem> {
    let coding =
        headers.get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap_or("?").trim());
    match coding.map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "identity") => Ok(false),
        Some("gzip" | "x-gzip") => Ok(true),
        Some(_) => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "bad_encoding",
            "only gzip is understood as content-encoding; send the body with it or as it is",
        )),
    }
}

fn unpack(packed: &[u8], limit: usize) -> Result<Bytes, Problem> {
    let mut unpacked = Vec::with_capacity((packed.len() * 4).min(limit));
    let mut reader = MultiGzDecoder::new(packed).take(limit as u64 + 1);
    reader.read_to_end(&mut unpacked).map_err(|_| {
        Problem::bad_request("bad_gzip", "the body is not gzip, although content-encoding says so")
    })?;
    if unpacked.len() > limit {
        return Err(too_large(limit));
    }
    Ok(unpacked.into())
}

fn too_large(limit: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "body_too_large",
        format!(
            "the body has more than {limit} bytes, which is the most (unpacked, too); send smaller batches"
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn gzip(plain: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(plain).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_stopped_at_the_limit() {
        let bomb = gzip(&vec![0; 50 * 1024 * 1024]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unpack(&bomb, 1024).unwrap_err().status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(unpack(&gzip(b"{}"), 2).unwrap(), "{}".as_bytes());
        assert_eq!(unpack(&gzip(b"{} "), 2).unwrap_err().status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(unpack(b"{}", 9).unwrap_err().status(), StatusCode::BAD_REQUEST);
        let cut = &gzip(b"some longer text")[..12];
        assert_eq!(unpack(cut, 99).unwrap_err().status(), StatusCode::BAD_REQUEST);
    }
}
