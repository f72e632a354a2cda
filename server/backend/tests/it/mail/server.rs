//! A mail server of forty lines: speaks as much of RFC 5321 as a client needs, and keeps what it is given.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// One message as it was handed over.
#[derive(Debug, Clone, Default)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub data: String,
}

/// Listens until it is dropped.
#[derive(Debug)]
pub struct MailServer {
    pub url: String,
    kept: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl MailServer {
    /// Takes all mail but that for `refused`, which it answers with a permanent error.
    pub async fn start(refused: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let kept = Arc::<Mutex<Vec<Received>>>::default();
        let shared = Arc::clone(&kept);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move { serve(stream, refused, &shared).await });
            }
        });
        Self { url, kept, task }
    }

    /// Everything so far.
    pub fn received(&self) -> Vec<Received> {
        self.kept.lock().unwrap().clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(stream: TcpStream, refused: &str, kept: &Mutex<Vec<Received>>) -> Option<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut mail = Received::default();
    writer.write_all(b"220 test ready\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let argument = line.split_once(':').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
        let answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250 test",
            "MAIL" => {
                mail = Received { from: argument, ..Received::default() };
                "250 ok"
            }
            "RCPT" if argument.contains(refused) => "550 no such mailbox",
            "RCPT" => {
                mail.to.push(argument);
                "250 ok"
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await.ok()?;
                while let Some(line) = lines.next_line().await.ok()?.filter(|line| line != ".") {
                    // A line that begins with a dot comes with one more.
                    mail.data.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.data.push('\n');
                }
                kept.lock().unwrap().push(mail.clone());
                "250 kept"
            }
            "QUIT" => "221 bye",
            "NOOP" | "RSET" => "250 ok",
            _ => "502 what?",
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
    Some(())
}
