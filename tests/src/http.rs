//! One kept-alive connection to the listening server: for measuring what a request really costs.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// A connection of one signed-in account.
pub struct Connection {
    stream: BufReader<TcpStream>,
    cookie: String,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens there.
    pub fn open(address: SocketAddr, cookie: &str) -> Result<Self, Error> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), cookie: cookie.to_owned() })
    }

    /// Gets a path and returns the body.
    ///
    /// # Errors
    /// When the connection breaks or the answer is no success.
    pub fn get(&mut self, path: &str) -> Result<Vec<u8>, Error> {
        self.call("GET", path, &[])
    }

    /// Posts octets and returns the body.
    ///
    /// # Errors
    /// When the connection breaks or the answer is no success.
    pub fn post(&mut self, path: &str, body: &[u8]) -> Result<Vec<u8>, Error> {
        self.call("POST", path, body)
    }

    fn call(&mut self, method: &str, path: &str, body: &[u8]) -> Result<Vec<u8>, Error> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: takar\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\
             content-type: application/octet-stream\r\ncontent-length: {}\r\n\r\n",
            self.cookie,
            body.len()
        );
        let stream = self.stream.get_mut();
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        let status = self.line()?;
        let mut length = 0;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().map_err(|_| Error::from(ErrorKind::InvalidData))?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        if status.split(' ').nth(1) == Some("200") { Ok(body) } else { Err(Error::other(status)) }
    }

    fn line(&mut self) -> Result<String, Error> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
