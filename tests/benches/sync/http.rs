//! One connection as a browser keeps it: what goes over it is counted to the byte.

use std::{
    io::{self, ErrorKind, Write},
    net::SocketAddr,
};

use axum::Router;
use flate2::{Compression, write::GzEncoder};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What Chromium sends beside what we set.
const HEADERS: &str = "Connection: keep-alive\r\nsec-ch-ua-platform: \"Android\"\r\nUser-Agent: Mozilla/5.0 (Linux; \
    Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36\r\nsec-ch-ua: \
    \"Chromium\";v=\"156\", \"Not_A Brand\";v=\"24\"\r\nsec-ch-ua-mobile: ?0\r\nAccept: */*\r\nSec-Fetch-Site: \
    same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\
    Accept-Language: vi-VN,vi;q=0.9\r\n";

pub struct Wire {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    pub up: usize,
    pub down: usize,
}

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Its head and half of its body have left.
    HalfSent,
    /// All of it has left.
    Sent,
    /// The first line of its answer is here.
    Answering,
}

/// The server closed the line, or says what is no HTTP.
fn cut() -> io::Error {
    ErrorKind::UnexpectedEof.into()
}

impl Wire {
    /// A connection to a router that listens on a free port.
    pub async fn to(router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self::connect(address).await.unwrap()
    }

    /// A connection to whoever listens there.
    ///
    /// # Errors
    /// Where nobody does.
    pub async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            address,
        })
    }

    /// Where the other end is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends JSON, packed as the app packs it, and reads the answer to its end.
    ///
    /// # Errors
    /// Where the line breaks before that.
    pub async fn post(&mut self, path: &str, cookie: &str, json: &[u8]) -> io::Result<Answer> {
        self.post_seen(path, cookie, json, |_| {}).await
    }

    /// The same; `sees` is told at once how far the request has come.
    ///
    /// # Errors
    /// Where the line breaks.
    pub async fn post_seen(
        &mut self,
        path: &str,
        cookie: &str,
        json: &[u8],
        sees: impl Fn(Moment),
    ) -> io::Result<Answer> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(json)?;
        let body = packer.finish()?;
        let address = self.address;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {cookie}\r\nContent-Type: \
             application/json\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n{HEADERS}\r\n",
            body.len()
        );
        let (first, second) = body.split_at(body.len() / 2);
        self.stream.write_all(head.as_bytes()).await?;
        self.stream.write_all(first).await?;
        sees(Moment::HalfSent);
        self.stream.write_all(second).await?;
        sees(Moment::Sent);
        let up = head.len() + body.len();
        let (status, body, down) = self.answer(sees).await?;
        Ok(Answer {
            status,
            body,
            up,
            down,
        })
    }

    async fn answer(&mut self, sees: impl Fn(Moment)) -> io::Result<(u16, Vec<u8>, usize)> {
        let mut down = 0;
        let first = self.line(&mut down).await?;
        let status = first.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(cut)?;
        sees(Moment::Answering);
        let (mut length, mut is_packed) = (None, false);
        loop {
            let line = self.line(&mut down).await?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or_else(cut)?;
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse::<usize>().ok(),
                "content-encoding" => is_packed = value.trim() == "br",
                _ => {}
            }
        }
        let mut body = Vec::new();
        match length {
            Some(length) => self.take(length, &mut body, &mut down).await?,
            None => loop {
                let size = self.line(&mut down).await?;
                let size = usize::from_str_radix(&size, 16).map_err(|_| cut())?;
                self.take(size, &mut body, &mut down).await?;
                self.line(&mut down).await?;
                if size == 0 {
                    break;
                }
            },
        }
        if is_packed {
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut body.as_slice(), &mut plain)?;
            body = plain;
        }
        Ok((status, body, down))
    }

    async fn line(&mut self, down: &mut usize) -> io::Result<String> {
        let mut line = String::new();
        *down += self.stream.read_line(&mut line).await?;
        if !line.ends_with('\n') {
            return Err(cut());
        }
        line.truncate(line.trim_end().len());
        Ok(line)
    }

    async fn take(&mut self, size: usize, body: &mut Vec<u8>, down: &mut usize) -> io::Result<()> {
        let from = body.len();
        body.resize(from + size, 0);
        self.stream.read_exact(&mut body[from..]).await?;
        *down += size;
        Ok(())
    }
}
