//! One connection as a browser keeps it: what goes over it is counted to the byte.

use std::{io::Write, net::SocketAddr};

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
    pub body: Vec<u8>,
    pub up: usize,
    pub down: usize,
}

impl Wire {
    /// A connection to a server that listens on a free port.
    pub async fn to(router: Router) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream: BufReader::new(stream),
            address,
        }
    }

    /// Sends JSON, packed as the app packs it, and reads the answer to its end.
    pub async fn post(&mut self, path: &str, cookie: &str, json: &[u8]) -> Answer {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(json).unwrap();
        let body = packer.finish().unwrap();
        let address = self.address;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {cookie}\r\nContent-Type: \
             application/json\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n{HEADERS}\r\n",
            body.len()
        );
        self.stream.write_all(head.as_bytes()).await.unwrap();
        self.stream.write_all(&body).await.unwrap();
        let up = head.len() + body.len();
        let (body, down) = self.answer().await;
        Answer { body, up, down }
    }

    async fn answer(&mut self) -> (Vec<u8>, usize) {
        let mut down = 0;
        let (mut length, mut is_packed, mut status) = (None, false, String::new());
        loop {
            let line = self.line(&mut down).await;
            if line.is_empty() {
                break;
            }
            if status.is_empty() {
                status = line;
                continue;
            }
            let (name, value) = line.split_once(':').unwrap();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse::<usize>().ok(),
                "content-encoding" => is_packed = value.trim() == "br",
                _ => {}
            }
        }
        let mut body = Vec::new();
        match length {
            Some(length) => self.take(length, &mut body, &mut down).await,
            None => loop {
                let size = usize::from_str_radix(&self.line(&mut down).await, 16).unwrap();
                self.take(size, &mut body, &mut down).await;
                self.line(&mut down).await;
                if size == 0 {
                    break;
                }
            },
        }
        if is_packed {
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut body.as_slice(), &mut plain).unwrap();
            body = plain;
        }
        assert!(
            status.contains(" 200 "),
            "{status}: {}",
            String::from_utf8_lossy(&body)
        );
        (body, down)
    }

    async fn line(&mut self, down: &mut usize) -> String {
        let mut line = String::new();
        *down += self.stream.read_line(&mut line).await.unwrap();
        line.trim_end().to_owned()
    }

    async fn take(&mut self, size: usize, body: &mut Vec<u8>, down: &mut usize) {
        let from = body.len();
        body.resize(from + size, 0);
        self.stream.read_exact(&mut body[from..]).await.unwrap();
        *down += size;
    }
}
