//! PostgreSQL, spoken to in its own protocol (version 3), and the forms in which it takes batches.
//!
//! Every form is one transaction with synchronous commit, sent in one go and answered once.

use std::io::{BufReader, Read as _, Write as _};
use std::net::TcpStream;

use anyhow::{Context as _, bail};

use super::{
    batches,
    load::{Client, Taken},
    template::{ID, Ids, TIME, Template},
};

const VARIANTS: usize = 8;

/// A form in which PostgreSQL takes a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `INSERT … VALUES` into a table with a primary key and nothing else.
    InsertOnly,
    /// The same with an index by account and time, so that an account's timeline can be read.
    Insert,
    /// Prepared once; each column comes as one array.
    Arrays,
    /// The JSON as clients send it, taken apart by PostgreSQL.
    Json,
    /// `COPY`, which cannot leave out what came before: a repeated id spoils its batch.
    Copy,
}

impl Form {
    pub const ALL: [Self; 5] =
        [Self::InsertOnly, Self::Insert, Self::Arrays, Self::Json, Self::Copy];

    pub fn name(self) -> &'static str {
        match self {
            Self::InsertOnly => "postgresql, insert, primary key only",
            Self::Insert => "postgresql, insert",
            Self::Arrays => "postgresql, prepared arrays",
            Self::Json => "postgresql, json",
            Self::Copy => "postgresql, copy",
        }
    }

    /// Makes the table anew.
    pub fn table(self) -> String {
        let index = match self {
            Self::InsertOnly => "",
            _ => "CREATE INDEX ON facts (account_id, occurred_at);",
        };
        format!(
            "DROP TABLE IF EXISTS facts; CREATE TABLE facts (fact_id text PRIMARY KEY, account_id text, \
             contact_id text, kind text, name text, occurred_at timestamptz, received_at timestamptz, \
             value double precision, source text, properties jsonb); {index} CHECKPOINT"
        )
    }

    /// What is prepared once per connection.
    fn prepared(self) -> Option<&'static str> {
        match self {
            Self::Arrays => Some(
                "INSERT INTO facts SELECT f, a, c, 'usage', n, t, now(), v, 'bench', p \
                 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], \
                 $6::float8[], $7::jsonb[]) AS u(f, a, c, n, t, v, p) ON CONFLICT DO NOTHING",
            ),
            Self::Json => Some(
                "INSERT INTO facts SELECT \"messageId\", context->>'groupId', \"userId\", 'usage', event, \
                 \"timestamp\", now(), (properties->>'value')::float8, 'bench', properties \
                 FROM jsonb_to_recordset($1::jsonb->'batch') AS x(\"messageId\" text, event text, \
                 \"userId\" text, \"timestamp\" timestamptz, context jsonb, properties jsonb) \
                 ON CONFLICT DO NOTHING",
            ),
            _ => None,
        }
    }

    /// The bytes of one batch.
    fn messages(self, variant: usize, batch: usize) -> Vec<u8> {
        match self {
            Self::InsertOnly | Self::Insert => message(b'Q', &text(&insert(variant, batch))),
            Self::Arrays => bound(&arrays(variant, batch)),
            Self::Json => bound(&[batches::json(variant, batch)]),
            Self::Copy => [
                message(b'Q', &text("COPY facts FROM STDIN")),
                message(b'd', copy(variant, batch).as_bytes()),
                message(b'c', &[]),
            ]
            .concat(),
        }
    }
}

fn insert(variant: usize, batch: usize) -> String {
    let rows: Vec<String> = batches::events(variant, batch)
        .map(|e| {
            format!(
                "('{ID}','{}','{}','usage','{}','{TIME}',now(),{},'bench','{}')",
                e.account, e.contact, e.name, e.value, e.properties
            )
        })
        .collect();
    format!("INSERT INTO facts VALUES {} ON CONFLICT DO NOTHING", rows.join(","))
}

fn arrays(variant: usize, batch: usize) -> [String; 7] {
    let mut columns: [Vec<String>; 7] = Default::default();
    for e in batches::events(variant, batch) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\\\""));
        let row = [
            ID.to_owned(),
            e.account,
            e.contact,
            quoted(&e.name),
            TIME.to_owned(),
            e.value.to_string(),
            quoted(&e.properties),
        ];
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
    }
    columns.map(|column| format!("{{{}}}", column.join(",")))
}

fn copy(variant: usize, batch: usize) -> String {
    batches::events(variant, batch)
        .map(|e| {
            format!(
                "{ID}\t{}\t{}\tusage\t{}\t{TIME}\t{TIME}\t{}\tbench\t{}\n",
                e.account, e.contact, e.name, e.value, e.properties
            )
        })
        .collect()
}

/// A worker's connection and batches.
pub fn client(url: &str, form: Form, worker: usize, batch: usize) -> anyhow::Result<Client> {
    let mut connection = Connection::open(url)?;
    if let Some(sql) = form.prepared() {
        let parse = [&text("batch")[..], &text(sql), &[0, 0]].concat();
        connection.ask(&[message(b'P', &parse), message(b'S', &[])].concat())?;
    }
    let templates =
        (0..VARIANTS).map(|n| Template::new(form.messages(worker * VARIANTS + n, batch)));
    let templates = templates.collect();
    let send = move |bytes: &[u8]| connection.ask(bytes).map(|()| Taken::Yes);
    Ok(Client { templates, ids: Ids::of_worker(worker), batch, send: Box::new(send) })
}

/// A connection by a URL such as `postgres://user@127.0.0.1:5432/database`, without a password.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub fn open(url: &str) -> anyhow::Result<Self> {
        let rest = url.strip_prefix("postgres://").context("the URL begins with postgres://")?;
        let (user, rest) = rest.split_once('@').context("the URL names a user")?;
        let (addr, database) = rest.split_once('/').context("the URL names a database")?;
        let stream = TcpStream::connect(addr)?;
        stream.set_nodelay(true)?;
        let mut connection = Self { stream: BufReader::new(stream) };
        let version = 196_608_u32.to_be_bytes();
        let parameters = ["user", user, "database", database].map(text).concat();
        let startup = [&version[..], &parameters, &[0]].concat();
        connection.ask(&message(0, &startup)[1..])?;
        Ok(connection)
    }

    pub fn simple(&mut self, sql: &str) -> anyhow::Result<()> {
        // Each statement by itself: not all of them may stand in one transaction.
        sql.split(';').try_for_each(|sql| self.ask(&message(b'Q', &text(sql))))
    }

    /// Sends messages and waits until the server is ready again.
    fn ask(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.stream.get_mut().write_all(bytes)?;
        let mut body = Vec::new();
        let mut failed = None;
        loop {
            let mut head = [0; 5];
            self.stream.read_exact(&mut head)?;
            let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
            body.resize(length.saturating_sub(4), 0);
            self.stream.read_exact(&mut body)?;
            match head[0] {
                b'E' => failed = Some(String::from_utf8_lossy(&body).replace('\0', " ")),
                b'Z' => break,
                _ => {}
            }
        }
        failed.map_or(Ok(()), |error| bail!("PostgreSQL: {error}"))
    }
}

/// A message: its letter, its length, its content.
fn message(letter: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 4).unwrap_or(u32::MAX);
    [&[letter][..], &length.to_be_bytes(), content].concat()
}

fn text(text: &str) -> Vec<u8> {
    [text.as_bytes(), &[0]].concat()
}

/// Runs the prepared statement with these texts.
fn bound(values: &[String]) -> Vec<u8> {
    let count = u16::try_from(values.len()).unwrap_or(u16::MAX).to_be_bytes();
    let mut bind = [&text("")[..], &text("batch"), &[0, 0], &count].concat();
    for value in values {
        bind.extend(u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
        bind.extend(value.as_bytes());
    }
    bind.extend([0, 0]);
    let execute = [&text("")[..], &[0; 4]].concat();
    [message(b'B', &bind), message(b'E', &execute), message(b'S', &[])].concat()
}
