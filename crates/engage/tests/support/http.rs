//! A receiver of webhooks: a TCP server that answers with the given statuses, one after the other.

use std::{
    collections::{HashMap, VecDeque},
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::Duration,
};

/// A request as it arrived; header names in lower case.
#[derive(Debug)]
pub struct Request {
    pub line: String,
    pub headers: HashMap<String, String>,
    pub body: String,
}

pub struct Receiver {
    pub url: String,
    requests: mpsc::Receiver<Request>,
}

impl Receiver {
    /// Answers with these statuses in turn, then 204 for ever. 0 means: take the request and
    /// close the connection without an answer. 301 and the like point at `/elsewhere`.
    pub fn answering(statuses: &[u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook?from=perennial", listener.local_addr().unwrap());
        let (sender, requests) = mpsc::channel();
        let mut statuses: VecDeque<u16> = statuses.iter().copied().collect();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = read(&stream) else { continue };
                if sender.send(request).is_err() {
                    return;
                }
                let status = statuses.pop_front().unwrap_or(204);
                if status > 0 {
                    let answer = format!(
                        "HTTP/1.1 {status} Whatever\r\nlocation: /elsewhere\r\n\
                         content-length: 0\r\nconnection: close\r\n\r\n"
                    );
                    let _ = stream.write_all(answer.as_bytes());
                }
            }
        });
        Self { url, requests }
    }

    pub fn next(&self) -> Request {
        self.requests.recv_timeout(Duration::from_secs(10)).expect("a request within ten seconds")
    }

    pub fn rest(&self) -> usize {
        self.requests.try_iter().count()
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut headers = HashMap::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.insert(name.to_lowercase(), value.to_owned());
    }
    let length = headers.get("content-length")?.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { line: line.trim_end().to_owned(), headers, body: String::from_utf8(body).ok()? })
}
