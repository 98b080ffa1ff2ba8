//! Measures the real program from outside, beside another engine where there is one.
//!
//! `perennial-bench all` prints every figure; PERENNIAL_BIN names the program, PERENNIAL_BENCH_POSTGRES
//! a PostgreSQL to compare with (`bench/run.sh` starts one and sets both). `perennial-bench matrix …` computes
//! the metric matrix from Parquet, and `perennial-bench backtest …` judges a scorecard; `bench/matrix/run.sh` and
//! `bench/backtest/run.sh` run them beside other engines. `perennial-bench revenue …` is our side of
//! `bench/revenue/run.sh`.

mod backtest;
mod ingest;
mod live;
mod matrix;
mod program;
mod restart;
mod revenue;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [what, rest @ ..] = arguments.as_slice()
        && what == "matrix"
    {
        return matrix::run(rest);
    }
    if let [what, rest @ ..] = arguments.as_slice()
        && what == "revenue"
    {
        return revenue::run(rest);
    }
    if let [what, rest @ ..] = arguments.as_slice()
        && what == "live"
    {
        return live::run(&live::Load::read(rest)?);
    }
    if let [what, rest @ ..] = arguments.as_slice()
        && what == "backtest"
    {
        return backtest::run(rest);
    }
    let what = arguments.first().map_or("all", String::as_str);
    let is = |name: &str| what == name || what == "all";
    if is("ingest") {
        ingest::grid()?;
    }
    if is("sustained") {
        ingest::sustained()?;
    }
    if what == "soak" {
        ingest::soak(&arguments[1..])?;
    }
    if is("freshness") {
        restart::freshness()?;
    }
    if is("import") {
        restart::import()?;
    }
    Ok(())
}
