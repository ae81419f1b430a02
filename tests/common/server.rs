//! A page that is served while a test runs, and a browser that speaks just enough HTTP to look at it.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Duration;

use scraper::{Html, Selector};

use super::gainsay;

/// The program as it serves a book; ends with the test, even where that fails.
pub struct Served {
    child: Child,
    out: BufReader<ChildStdout>,
    /// The address that was printed.
    pub address: String,
    pub port: u16,
    /// The cookie of whoever was let in.
    pub cookie: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The texts of the elements that a selector means, without white space around them.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).map(|element| element.text().collect::<String>().trim().to_string()).collect()
    }
}

impl Served {
    /// Serves a book on a free port, and comes in by the address that is printed.
    pub fn start(folder: &Path, line: &str) -> Self {
        Self::start_with(folder, line, &[])
    }

    /// The same, in other surroundings.
    pub fn start_with(folder: &Path, line: &str, env: &[(&str, &str)]) -> Self {
        let mut served = Self::start_outside(folder, &format!("{line} --port 0"), env);
        let path =
            served.address.split_once('/').unwrap().1.split_once('/').unwrap().1.split_once('/').unwrap().1.to_string();
        let reply = served.send("GET", &format!("/{path}"), &[], "");
        assert_eq!(reply.status, 303, "{reply:?}");
        served.cookie = reply.header("set-cookie").split(';').next().unwrap().to_string();
        served
    }

    /// Serves a book, and stays outside.
    pub fn start_outside(folder: &Path, line: &str, env: &[(&str, &str)]) -> Self {
        let mut command = gainsay(folder);
        command.args(shlex::split(line).unwrap()).envs(env.iter().copied());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let mut served = Self { child, out, address: String::new(), port: 0, cookie: String::new() };
        let said = served.said();
        served.address = said.strip_prefix("the book is open at ").unwrap_or_else(|| panic!("{said}")).to_string();
        let host = served.address.split('/').nth(2).unwrap();
        served.port = host.rsplit_once(':').unwrap().1.parse().unwrap();
        served
    }

    /// The next line that the program prints.
    pub fn said(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_string()
    }

    /// Asks the program to end, and waits until it has.
    #[cfg(unix)]
    pub fn end(mut self) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.child.wait().unwrap()
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the program where it is.
    pub fn kill(&self) {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn connect(&self) -> TcpStream {
        self.try_connect().unwrap()
    }

    fn try_connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(self.host())?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(stream)
    }

    /// A page, as whoever was let in sees it.
    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[("Cookie", &self.cookie)], "")
    }

    /// Sends a form of a page, as a browser does.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send_as("application/x-www-form-urlencoded", path, &body)
    }

    /// Sends a form, or says that the page is gone.
    pub fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Reply> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.try_send("POST", path, &self.as_a_page("application/x-www-form-urlencoded"), body.as_bytes())
    }

    /// Sends JSON, as a program does.
    pub fn post_json(&self, path: &str, body: &str) -> Reply {
        self.send_as("application/json", path, body)
    }

    /// Sends a body of a kind from a page of ours.
    pub fn send_as(&self, kind: &str, path: &str, body: &str) -> Reply {
        self.send("POST", path, &self.as_a_page(kind), body)
    }

    fn as_a_page<'a>(&'a self, kind: &'a str) -> [(&'a str, &'a str); 3] {
        [("Cookie", &self.cookie), ("Sec-Fetch-Site", "same-origin"), ("Content-Type", kind)]
    }

    /// A request to the right host, with headers; a header `Host` among them replaces it.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        self.try_send(method, path, headers, body.as_bytes()).unwrap()
    }

    /// Sends a file in a form, as a browser does.
    pub fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Reply {
        let mut body = format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
            .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let kind = "multipart/form-data; boundary=edge";
        self.try_send("POST", path, &self.as_a_page(kind), &body).unwrap()
    }

    fn try_send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<Reply> {
        let host = self.host();
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        let own = [("Host", host.as_str())];
        let given = headers.iter().any(|(name, _)| *name == "Host");
        for (name, value) in own.iter().filter(|_| !given).chain(headers) {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut stream = self.try_connect()?;
        stream.write_all(format!("{request}\r\n").as_bytes())?;
        stream.write_all(body)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        if bytes.is_empty() { Err(std::io::ErrorKind::UnexpectedEof.into()) } else { Ok(read(&bytes)) }
    }

    /// Every address of the page that can be come to from a path by links, forms without words, styles and scripts; with
    /// what each replied.
    pub fn crawl(&self, from: &str) -> Vec<(String, Reply)> {
        let (mut seen, mut waiting) = (BTreeSet::from([from.to_string()]), vec![from.to_string()]);
        let mut replies = Vec::new();
        while let Some(path) = waiting.pop() {
            let reply = self.get(&path);
            if reply.header("content-type").starts_with("text/html") {
                for address in links(&reply.text()) {
                    // A claim of a list has the list in its address, for the way on to its neighbours.
                    let address = address.split('#').next().unwrap();
                    let is_claim = address.starts_with("/claims/");
                    let address = if is_claim { address.split('?').next().unwrap() } else { address }.to_string();
                    // Each bar of a chart is a narrower filter, with charts of its own.
                    let is_chart = address.contains("charts=on");
                    // Of the moments at which the book can be looked at, one stands for all.
                    let at = address.split(['?', '&']).find_map(|part| part.strip_prefix("at="));
                    let is_past = at.is_some_and(|at| at != "1");
                    // A filtered list has the same links in any order.
                    let is_order =
                        address.contains("sort=") && ["q=", "status="].iter().any(|part| address.contains(part));
                    let is_wanted = !is_chart && !is_past && !is_order;
                    if address.starts_with('/') && is_wanted && seen.insert(address.clone()) {
                        waiting.push(address);
                    }
                }
            }
            replies.push((path, reply));
        }
        replies
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().unwrap_or_default();
        self.child.wait().ok();
    }
}

/// The newest entry of the history.
pub fn newest(served: &Served) -> serde_json::Value {
    let history: serde_json::Value = serde_json::from_slice(&served.get("/api/history?limit=1").body).unwrap();
    history[0].clone()
}

/// Every address that a page names, as a browser understands it.
pub fn links(html: &str) -> Vec<String> {
    links_of(&Html::parse_document(html))
}

/// The same of a page that is parsed already.
pub fn links_of(page: &Html) -> Vec<String> {
    let all = Selector::parse("*").unwrap();
    let named = page.select(&all).flat_map(|element| {
        ["href", "src", "action", "formaction", "data", "xlink:href", "poster"]
            .into_iter()
            .filter_map(|name| element.value().attr(name).map(str::to_string))
            .collect::<Vec<_>>()
    });
    named.collect()
}

fn read(bytes: &[u8]) -> Reply {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| panic!("{bytes:?}"));
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<_> = lines
        .map(|line| line.split_once(':').unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_string()))
        .collect();
    let rest = bytes[end + 4..].to_vec();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    Reply { status, headers, body: if chunked { joined(&rest) } else { rest } }
}

/// The body of a reply that came in chunks.
fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
}
