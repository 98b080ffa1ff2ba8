//! Imports, memory, and how long an accepted fact takes to change a metric.

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::program::{Folder, Server};

/// Time to import `nova` and a generated million facts; memory idle and with them.
pub fn import() -> anyhow::Result<()> {
    let nova = Folder::new()?;
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/nova");
    let file = |name: &str| files.join(name).display().to_string();
    let began = Instant::now();
    for kind in ["accounts", "contacts", "facts"] {
        nova.run(&["import", kind, &file(&format!("{kind}.csv"))])?;
    }
    println!(
        "import nova (375 accounts, 1,400 contacts, 22,005 facts): {:.2} s",
        began.elapsed().as_secs_f64()
    );

    let idle = Folder::new()?.serve()?.resident_mb()?;
    println!("memory, idle and empty: {idle:.0} MB");

    let million = Folder::new()?;
    let csv = million.file("million.csv");
    generate(&csv, 1_000_000)?;
    let began = Instant::now();
    million.run(&["import", "facts", &csv.display().to_string()])?;
    println!("import a generated million facts: {:.2} s", began.elapsed().as_secs_f64());
    let began = Instant::now();
    let server = million.serve()?;
    println!("start with a million facts until ready: {:.2} s", began.elapsed().as_secs_f64());
    println!(
        "memory with a million facts (2,000 accounts, 2 years): {:.0} MB",
        server.resident_mb()?
    );
    Ok(())
}

/// 2,000 accounts, 20,000 contacts, two years, 30 names.
fn generate(path: &Path, facts: u64) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "fact_id,account_id,contact_id,name,occurred_at,value")?;
    let mut state = 88_172_645_463_325_252_u64;
    for n in 0..facts {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let contact = state % 20_000;
        let day = (state >> 20) % 730;
        let (year, of_year) = (2024 + day / 365, day % 365);
        let (month, date) = (of_year / 31 + 1, of_year % 28 + 1);
        let second = (state >> 40) % 86_400;
        writeln!(
            out,
            "f{n},a{},c{contact},event_{},{year}-{month:02}-{date:02}T{:02}:{:02}:{:02}Z,{}",
            contact / 10,
            (state >> 10) % 30,
            second / 3600,
            second / 60 % 60,
            second % 60,
            state % 100
        )?;
    }
    out.flush()?;
    Ok(())
}

/// From the acknowledgement of a fact until the API shows the changed metric, twenty times.
pub fn freshness() -> anyhow::Result<()> {
    let folder = Folder::new()?;
    let write = folder.run(&["keys", "create", "bench"])?.trim().to_owned();
    let read = folder.run(&["keys", "create", "reader", "--api", "viewer"])?.trim().to_owned();
    let server = folder.serve()?;
    let mut times = Vec::new();
    for n in 1..=20_u32 {
        let body = serde_json::json!({
            "writeKey": write, "messageId": format!("m{n}"), "event": "saved", "userId": "ann",
            "context": {"groupId": "acme"},
        });
        ureq::post(server.url("/v1/track"))
            .header("content-type", "application/json")
            .send(body.to_string())?;
        let began = Instant::now();
        while events(&server, &read) != Some(f64::from(n)) {
            ensure!(began.elapsed() < Duration::from_secs(20), "the metric did not change in 20 s");
            std::thread::sleep(Duration::from_millis(2));
        }
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "accepted fact to changed metric, as the API shows it: median {:.0} ms, worst of {} {:.0} ms",
        times[times.len() / 2],
        times.len(),
        times[times.len() - 1]
    );
    Ok(())
}

fn events(server: &Server, key: &str) -> Option<f64> {
    let mut answer = ureq::get(server.url("/api/accounts/acme"))
        .header("authorization", format!("Bearer {key}"))
        .call()
        .ok()?;
    let body: serde_json::Value =
        serde_json::from_str(&answer.body_mut().read_to_string().ok()?).ok()?;
    body["row"]["events_28d"].as_f64()
}
