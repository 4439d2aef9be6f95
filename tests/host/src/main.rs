//! `rollbook-test-host --ui DIR --home DIR [--port N]`: the same UI and the same commands as the
//! desktop app, over loopback HTTP, so that a browser's test tools can drive them.
//!
//! For tests only; it never ships and listens to nobody but this computer. Each request has its
//! thread, so that a long command and the polling of its progress overlap as they do in the app.

use std::io::Write;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use rollbook_api::{Desk, Places};
use serde::Deserialize;
use serde_json::Value;

mod http;

use http::{Request, Response};

const USAGE: &str = "usage: rollbook-test-host --ui DIR --home DIR [--port N]";

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), Failure> {
    let Options { ui, home, port } = Options::parse(env::args().skip(1)).ok_or(USAGE)?;
    let desk = Desk::new(Places { data: home }, rollbook_api::system_clock)
        .map_err(|error| serde_json::json!(error).to_string())?;
    let host = Host { desk, ui, csp: csp_of_the_app()? };
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "listening http://{}", listener.local_addr()?)?;
    stdout.flush()?;
    http::serve(&listener, move |request| host.answer(request));
    Ok(())
}

struct Options {
    ui: PathBuf,
    home: PathBuf,
    port: u16,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let (mut ui, mut home, mut port) = (None, None, 0);
        while let Some(option) = arguments.next() {
            let value = arguments.next()?;
            match option.as_str() {
                "--ui" => ui = Some(value.into()),
                "--home" => home = Some(value.into()),
                "--port" => port = value.parse().ok()?,
                _ => return None,
            }
        }
        Some(Self { ui: ui?, home: home?, port })
    }
}

#[derive(Deserialize)]
struct Call {
    command: String,
    request: Value,
}

struct Host {
    desk: Desk,
    ui: PathBuf,
    csp: String,
}

impl Host {
    fn answer(&self, request: &Request) -> Response {
        match (request.method.as_str(), request.target.as_str()) {
            ("POST", "/rpc") => self.call(&request.body),
            ("GET", target) => self.file(target),
            _ => text(405, ""),
        }
    }

    fn call(&self, body: &[u8]) -> Response {
        match serde_json::from_slice(body) {
            Ok(Call { command, request }) => {
                match self.desk.rpc(&command, &request.to_string()) {
                    Ok(answer) => json(200, answer),
                    // 422, because a browser logs nothing it can't explain by it, and the page
                    // reads code and arguments from the body either way.
                    Err(error) => json(422, serde_json::json!(error).to_string()),
                }
            }
            Err(error) => text(400, error.to_string()),
        }
    }

    fn file(&self, target: &str) -> Response {
        let name =
            Path::new(target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/'));
        if !name.components().all(|part| matches!(part, Component::Normal(_))) {
            return text(404, "");
        }
        let path =
            if name == Path::new("") { self.ui.join("index.html") } else { self.ui.join(name) };
        match fs::read(&path) {
            Ok(body) => Response {
                status: 200,
                headers: vec![
                    ("Content-Type", content_type(&path).to_owned()),
                    ("Content-Security-Policy", self.csp.clone()),
                ],
                body,
            },
            Err(_) => text(404, ""),
        }
    }
}

/// The policy is read from the app's own configuration: what it forbids must fail here too.
fn csp_of_the_app() -> Result<String, Failure> {
    let config: Value = serde_json::from_str(include_str!("../../../src-tauri/tauri.conf.json"))?;
    let csp = config["app"]["security"]["csp"].as_str().ok_or("the app has no csp")?;
    Ok(csp.to_owned())
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn json(status: u16, body: String) -> Response {
    typed(status, "application/json", body)
}

fn text(status: u16, body: impl Into<String>) -> Response {
    typed(status, "text/plain; charset=utf-8", body.into())
}

fn typed(status: u16, content_type: &str, body: String) -> Response {
    let headers = vec![("Content-Type", content_type.to_owned())];
    Response { status, headers, body: body.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(ui: &Path) -> Host {
        let desk = Desk::new(Places { data: ui.join("home") }, rollbook_api::system_clock)
            .unwrap_or_else(|error| panic!("{}", serde_json::json!(error)));
        Host { desk, ui: ui.to_owned(), csp: csp_of_the_app().unwrap() }
    }

    #[test]
    fn serves_the_page_under_the_policy_of_the_app_and_nothing_outside_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let ui = folder.path().join("dist");
        fs::create_dir(&ui).unwrap();
        fs::write(ui.join("index.html"), "<!doctype html>").unwrap();
        fs::write(folder.path().join("secret"), "").unwrap();
        let host = host(&ui);

        let page = host.file("/?first");
        assert_eq!(page.status, 200);
        assert!(page.headers.iter().any(|(name, _)| *name == "Content-Security-Policy"));
        for outside in ["/../secret", "//etc/passwd", "/missing.js"] {
            assert_eq!(host.file(outside).status, 404, "{outside}");
        }
    }
}
