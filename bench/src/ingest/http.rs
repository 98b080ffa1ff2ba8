//! A client that costs little: one connection, kept open, no library in between.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, bail};

use super::{
    batches,
    load::{Client, Taken},
    template::{Ids, Template},
};

/// Different batches of each worker.
const VARIANTS: usize = 8;

/// A worker's connection and batches.
pub fn client(addr: &str, key: &str, worker: usize, batch: usize) -> anyhow::Result<Client> {
    let templates = (0..VARIANTS).map(|n| {
        let body = batches::json(worker * VARIANTS + n, batch);
        let head = format!(
            "POST /v1/batch HTTP/1.1\r\nhost: {addr}\r\nauthorization: Basic {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            base64(format!("{key}:").as_bytes()),
            body.len()
        );
        Template::new([head.into_bytes(), body.into_bytes()].concat())
    });
    let templates = templates.collect();
    let mut stream = TcpStream::connect(addr)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    let mut buffer = Vec::new();
    let send = move |bytes: &[u8]| {
        stream.write_all(bytes)?;
        match answer(&mut stream, &mut buffer)? {
            200 => Ok(Taken::Yes),
            429 => Ok(Taken::Later),
            status => bail!("status {status}: {}", String::from_utf8_lossy(&buffer)),
        }
    };
    Ok(Client { templates, ids: Ids::of_worker(worker), batch, send: Box::new(send) })
}

/// Reads a whole answer; returns its status.
fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> anyhow::Result<u16> {
    buffer.clear();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk)?;
        anyhow::ensure!(read > 0, "the server closed the connection");
        buffer.extend_from_slice(&chunk[..read]);
        let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = std::str::from_utf8(&buffer[..end])?.to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.context("no content-length")?.trim().parse()?;
        if buffer.len() >= end + 4 + length {
            return Ok(head.split(' ').nth(1).context("no status")?.parse()?);
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * n) & 63) as usize] as char;
            text.push(if n <= three.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(super::base64(plain.as_bytes()), coded);
        }
    }
}
