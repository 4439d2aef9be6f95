//! As much of HTTP as a browser on the same computer needs: a thread for each connection, and a
//! connection for each request.
//!
//! A server that lends a few threads to many connections lets one that is kept alive hold up
//! another: on a busy machine a page then waits for its font until the first one is closed.

use std::io::{self, BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

pub struct Request {
    pub method: String,
    /// The path, with its query if it has one.
    pub target: String,
    pub body: Vec<u8>,
}

pub struct Response {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// Answers for as long as the process lives.
pub fn serve<A>(listener: &TcpListener, answer: A)
where
    A: Fn(&Request) -> Response + Send + Sync + 'static,
{
    let answer = Arc::new(answer);
    for stream in listener.incoming().flatten() {
        let answer = Arc::clone(&answer);
        // A page that was closed meanwhile doesn't wait for its answer.
        thread::spawn(move || exchange(&stream, &*answer).ok());
    }
}

fn exchange(mut stream: &TcpStream, answer: &dyn Fn(&Request) -> Response) -> io::Result<()> {
    let request = read(&mut BufReader::new(stream))?;
    let Response { status, headers, body } = answer(&request);
    let mut whole = format!("HTTP/1.1 {status} \r\nConnection: close\r\n").into_bytes();
    for (name, value) in headers {
        write!(whole, "{name}: {value}\r\n")?;
    }
    write!(whole, "Content-Length: {}\r\n\r\n", body.len())?;
    whole.extend(body);
    stream.write_all(&whole)
}

fn read(from: &mut impl BufRead) -> io::Result<Request> {
    let first = line(from)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Err(Error::new(ErrorKind::InvalidData, first));
    };
    let mut length = 0;
    loop {
        let header = line(from)?;
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(|e| Error::new(ErrorKind::InvalidData, e))?;
        }
    }
    let mut body = Vec::new();
    from.take(length).read_to_end(&mut body)?;
    Ok(Request { method, target, body })
}

/// The next line without its end. A connection that is closed before one is over is no request.
fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    match line.strip_suffix("\r\n") {
        Some(line) => Ok(line.to_owned()),
        None => Err(ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_connections_that_say_nothing_hold_up_none_that_does() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            serve(&listener, |request| Response {
                status: 200,
                headers: vec![("X-Target", request.target.clone())],
                body: request.body.clone(),
            });
        });
        let silent: Vec<_> = (0..32).map(|_| TcpStream::connect(address).unwrap()).collect();

        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"POST /rpc?a HTTP/1.1\r\ncontent-length: 3\r\n\r\nAna").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        assert!(head.contains("X-Target: /rpc?a") && head.contains("Content-Length: 3"), "{head}");
        assert_eq!(body, "Ana");
        drop(silent);
    }

    #[test]
    fn a_request_that_ends_too_early_is_none() {
        for text in ["", "GET / HTTP/1.1\r\nHost: a", "GET\r\n\r\n"] {
            assert!(read(&mut text.as_bytes()).is_err(), "{text:?}");
        }
    }
}
