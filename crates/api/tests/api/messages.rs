//! Answers that go on, read message by message.

use axum::body::Body;
use http_body_util::BodyExt as _;
use serde_json::Value;

/// Server-sent events, one after the other.
pub struct Messages {
    body: Body,
    text: String,
}

impl Messages {
    pub fn of(body: Body) -> Self {
        Self { body, text: String::new() }
    }

    /// The next message's name and content; nothing when the stream has ended.
    pub async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((message, rest)) = self.text.split_once("\n\n") {
                let part = |name: &str| {
                    message
                        .lines()
                        .find_map(|line| line.strip_prefix(name))
                        .unwrap_or_default()
                        .to_owned()
                };
                let (name, data) = (part("event: "), part("data: "));
                self.text = rest.to_owned();
                if !name.is_empty() {
                    return Some((name, serde_json::from_str(&data).unwrap()));
                }
                continue;
            }
            let frame = tokio::time::timeout(std::time::Duration::from_secs(20), self.body.frame());
            let bytes = frame.await.unwrap()?.unwrap().into_data().unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
}
