//! What leaves the house: a webhook that was set up over the API arrives, signed, from the real program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use support::Folder;

/// Takes one request and answers 204: its headers in lower case, and its body.
fn take_one(listener: &TcpListener) -> (Vec<String>, String) {
    let (mut stream, _) = listener.accept().unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        headers.push(line.trim().to_lowercase());
    }
    let length = headers.iter().find_map(|h| h.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    reader.read_exact(&mut body).unwrap();
    stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").unwrap();
    (headers, String::from_utf8(body).unwrap())
}

fn post(url: &str, key: &str, body: &serde_json::Value) -> serde_json::Value {
    let mut answer = ureq::post(url)
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .send(body.to_string())
        .unwrap();
    serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap_or_default()
}

#[test]
fn a_webhook_arrives_signed() {
    let folder = Folder::new().with("PERENNIAL_WEBHOOKS_ALLOW_LOOPBACK", "true");
    let key = folder.run(&["keys", "create", "operations", "--api", "admin"]).trim().to_owned();
    let server = folder.serve();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let receiver = std::thread::spawn(move || take_one(&listener));
    let made = post(&server.url("/api/webhooks"), &key, &serde_json::json!({ "url": url }));
    let id = made["webhook"]["webhook_id"].as_str().unwrap();
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"), "{made}");
    post(&server.url(&format!("/api/webhooks/{id}/test")), &key, &serde_json::json!({}));
    let (headers, body) = receiver.join().unwrap();
    for name in ["webhook-id: ", "webhook-timestamp: ", "webhook-signature: v1,"] {
        assert!(headers.iter().any(|h| h.starts_with(name)), "{name} is missing: {headers:?}");
    }
    assert!(body.contains("webhook.test"), "{body}");
}

#[test]
fn a_webhook_to_this_machine_is_refused_unless_it_was_allowed() {
    let folder = Folder::new();
    let key = folder.run(&["keys", "create", "operations", "--api", "admin"]).trim().to_owned();
    let server = folder.serve();
    let answer = ureq::post(server.url("/api/webhooks"))
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .send(r#"{"url":"http://127.0.0.1:9/hook"}"#);
    assert!(matches!(answer, Err(ureq::Error::StatusCode(400 | 422))), "{answer:?}");
}
