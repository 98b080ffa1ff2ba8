//! Measures the real program from outside, beside another engine where there is one.
//!
//! `perennial-bench all` prints every figure; PERENNIAL_BIN names the program, PERENNIAL_BENCH_POSTGRES
//! a PostgreSQL to compare with (`bench/run.sh` starts one and sets both).

mod ingest;
mod program;
mod restart;

fn main() -> anyhow::Result<()> {
    let what = std::env::args().nth(1).unwrap_or_else(|| "all".to_owned());
    let is = |name: &str| what == name || what == "all";
    if is("ingest") {
        ingest::run()?;
    }
    if is("freshness") {
        restart::freshness()?;
    }
    if is("import") {
        restart::import()?;
    }
    Ok(())
}
