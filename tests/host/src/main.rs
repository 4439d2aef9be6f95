//! `rollbook-test-host --ui DIR --home DIR [--port N]`: the same UI and the same commands as the
//! desktop app, over loopback HTTP, so that a browser's test tools can drive them.
//!
//! For tests only; it never ships and listens to nobody but this computer. Each request has its
//! thread, so that a long command and the polling of its progress overlap as they do in the app.

use std::env;
use std::fs::File;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use rollbook_api::{Desk, Places};
use serde::Deserialize;
use serde_json::Value;
use tiny_http::{Header, Method, Request, Response, ResponseBox, Server};

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
    let host = Arc::new(Host { desk, ui, csp: csp_of_the_app()? });
    let server = Server::http(("127.0.0.1", port))?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "listening http://{}", server.server_addr())?;
    stdout.flush()?;
    for request in server.incoming_requests() {
        let host = Arc::clone(&host);
        thread::spawn(move || host.answer(request));
    }
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
    csp: Header,
}

impl Host {
    fn answer(&self, mut request: Request) {
        let response = match (request.method(), request.url()) {
            (Method::Post, "/rpc") => self.call(&mut request),
            (Method::Get, url) => self.file(url),
            _ => text("", 405),
        };
        // A page that was closed meanwhile doesn't wait for its answer.
        let _ = request.respond(response);
    }

    fn call(&self, request: &mut Request) -> ResponseBox {
        match serde_json::from_reader(request.as_reader()) {
            Ok(Call { command, request }) => {
                match self.desk.rpc(&command, &request.to_string()) {
                    Ok(answer) => json(&answer, 200),
                    // 422, because a browser logs nothing it can't explain by it, and the page
                    // reads code and arguments from the body either way.
                    Err(error) => json(&serde_json::json!(error).to_string(), 422),
                }
            }
            Err(error) => text(&error.to_string(), 400),
        }
    }

    fn file(&self, url: &str) -> ResponseBox {
        let name =
            Path::new(url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/'));
        if !name.components().all(|part| matches!(part, Component::Normal(_))) {
            return text("", 404);
        }
        let path =
            if name == Path::new("") { self.ui.join("index.html") } else { self.ui.join(name) };
        match File::open(&path) {
            Ok(file) if path.is_file() => Response::from_file(file)
                .with_header(header("Content-Type", content_type(&path)))
                .with_header(self.csp.clone())
                .boxed(),
            _ => text("", 404),
        }
    }
}

/// The policy is read from the app's own configuration: what it forbids must fail here too.
fn csp_of_the_app() -> Result<Header, Failure> {
    let config: Value = serde_json::from_str(include_str!("../../../src-tauri/tauri.conf.json"))?;
    let csp = config["app"]["security"]["csp"].as_str().ok_or("the app has no csp")?;
    Ok(header("Content-Security-Policy", csp))
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

fn json(body: &str, status: u16) -> ResponseBox {
    Response::from_string(body)
        .with_status_code(status)
        .with_header(header("Content-Type", "application/json"))
        .boxed()
}

fn text(body: &str, status: u16) -> ResponseBox {
    Response::from_string(body).with_status_code(status).boxed()
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("headers here are ASCII"))
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
        std::fs::create_dir(&ui).unwrap();
        std::fs::write(ui.join("index.html"), "<!doctype html>").unwrap();
        std::fs::write(folder.path().join("secret"), "").unwrap();
        let host = host(&ui);

        let page = host.file("/?first");
        assert_eq!(page.status_code().0, 200);
        assert!(page.headers().iter().any(|h| h.field.equiv("Content-Security-Policy")));
        for outside in ["/../secret", "//etc/passwd", "/missing.js"] {
            assert_eq!(host.file(outside).status_code().0, 404, "{outside}");
        }
    }
}
