//! A release without the app would be a mistake that nobody sees; this makes it one that everybody
//! sees. Other builds go without Node: the server then shows how to build the app.

use std::{env, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist");
    println!("cargo::rerun-if-changed=../../web/dist");
    println!("cargo::rerun-if-env-changed=PERENNIAL_WITHOUT_APP");
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let goes_without = env::var_os("PERENNIAL_WITHOUT_APP").is_some();
    if is_release && !goes_without && !dist.join("index.html").is_file() {
        println!(
            "cargo::error=the web app is not built, and a release needs it: run `npm ci && npm run build` in web/, \
             or set PERENNIAL_WITHOUT_APP=1 for a server without the app"
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
