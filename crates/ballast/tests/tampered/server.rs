//! A server at work, asked by whoever holds a receipt or a file.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use crate::common::database::Place;

/// A server that ends with the test.
pub struct Server {
    child: Child,
    address: String,
}

/// How a page writes words.
pub fn escaped(words: &str) -> String {
    words.replace('\'', "&#39;")
}

impl Server {
    /// Begins it; the first thing that it does is to seal what isn't sealed.
    pub fn begin(place: &Place) -> Server {
        let mut command = place.command(&["serve", "--address", "127.0.0.1:0"]);
        command.env("BALLAST_RECORD_KEY", place.folder.join("record-key"));
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find(|line| line.contains("http://")).expect("says where");
        let address = line.split("http://").nth(1).unwrap().split(',').next().unwrap().to_string();
        // It is read to its end, so that nothing that it says holds it up.
        std::thread::spawn(move || lines.for_each(drop));
        Server { child, address }
    }

    fn answer(&self, head: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("listens");
        write!(stream, "{head}Host: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        answer
    }

    /// The page about a receipt.
    pub fn looks_up(&self, receipt: &str) -> String {
        let receipt = receipt.replace('#', "%23").replace(':', "%3A");
        self.answer(&format!("GET /prove?receipt={receipt} HTTP/1.1\r\n"), b"")
    }

    /// The page about a file, which has to fit a receipt if one is told.
    pub fn proves(&self, path: &str, receipt: &str) -> String {
        let begin = "--part\r\nContent-Disposition: form-data; name=";
        let mut body =
            format!("{begin}\"of\"\r\n\r\n{receipt}\r\n{begin}\"file\"; filename=\"record.jsonl\"\r\n\r\n")
                .into_bytes();
        body.extend(std::fs::read(path).unwrap());
        body.extend(b"\r\n--part--\r\n");
        let head = format!(
            "POST /prove HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n\
             Content-Type: multipart/form-data; boundary=part\r\n",
            body.len()
        );
        self.answer(&head, &body)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
