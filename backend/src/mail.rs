//! Mail to people, over SMTP. One server is named by the operator; without one nothing is sent.

use std::time::{Duration, SystemTime};

use axum::http::Uri;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::{self, response::Severity},
};
use roviec_shared::digest::{Address, MailProblem};

use crate::{config::MailConfig, error::Error, token};

/// What the mail server may take for one command.
const COMMAND: Duration = Duration::from_secs(10);
/// What it may take for a whole letter.
const LETTER: Duration = Duration::from_secs(60);
/// Answers that say that this server may not send, whoever the letter is for.
const NOT_LET_IN: [u16; 4] = [530, 534, 535, 538];

/// The way to the mail server. Cheap to clone.
#[derive(Clone)]
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Where people open the app, without a slash at its end.
    pub public_url: String,
}

/// One letter to one address.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Where it goes.
    pub to: Address,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// What makes it this letter and no other: sent again, it has the same id, by which mailboxes know it.
    pub about: String,
    /// The server's time.
    pub now_ms: i64,
}

impl Mail {
    /// The way that the operator named; none where none is.
    ///
    /// # Errors
    /// A sentence where what is named cannot be one.
    pub fn of(config: &MailConfig) -> Result<Option<Self>, Error> {
        let Some(smtp) = config.smtp.as_deref().filter(|url| !url.is_empty()) else {
            return Ok(None);
        };
        let (Some(from), Some(public_url)) = (&config.mail_from, &config.public_url) else {
            return Err(operator(
                "có ROVIEC_SMTP thì phải có cả ROVIEC_MAIL_FROM và ROVIEC_PUBLIC_URL \
                 (the sender and the public address are missing)",
            ));
        };
        let from = from.parse().map_err(|_| {
            operator("ROVIEC_MAIL_FROM không phải địa chỉ thư (the sender is no mail address)")
        })?;
        let is_web = public_url.starts_with("https://") || public_url.starts_with("http://");
        if !is_web {
            return Err(operator(
                "ROVIEC_PUBLIC_URL phải bắt đầu bằng https:// (the public address is no URL)",
            ));
        }
        // The URL holds a password: what is wrong with it is not repeated.
        let wrong = || {
            operator(
                "ROVIEC_SMTP không đọc được, cần dạng smtp://tên:mật-khẩu@máy:587 hoặc smtps://… \
                 (no SMTP URL)",
            )
        };
        let url = encrypted(smtp).ok_or_else(wrong)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|_| wrong())?
            .timeout(Some(COMMAND))
            .build();
        Ok(Some(Self {
            transport,
            from,
            public_url: public_url.trim_end_matches('/').to_owned(),
        }))
    }

    /// Hands a letter to the mail server.
    ///
    /// # Errors
    /// Why it did not take it.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailProblem> {
        let message = self.message(letter).ok_or(MailProblem::Refused)?;
        match tokio::time::timeout(LETTER, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => {
                let status = error.status().map(|code| code.to_string());
                // The whole answer may name the address.
                tracing::warn!(status, "the mail server did not take a letter");
                tracing::debug!(%error, "the mail server's answer");
                Err(problem(&error))
            }
            Err(_) => {
                tracing::warn!("the mail server did not answer in time");
                Err(MailProblem::Unreachable)
            }
        }
    }

    fn message(&self, letter: &Letter) -> Option<Message> {
        let id = token::encode(&token::sha256(letter.about.as_bytes())[..18]);
        let domain = self.from.email.domain();
        let now = Duration::from_millis(letter.now_ms.try_into().unwrap_or_default());
        // No mailbox answers it with a note that its owner is away.
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to.as_str().parse().ok()?))
            .subject(&letter.subject)
            .message_id(Some(format!("<{id}@{domain}>")))
            .date(SystemTime::UNIX_EPOCH + now)
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .ok()
    }
}

fn operator(words: &str) -> Error {
    Error::Operator(words.to_owned())
}

/// The URL with encryption asked for, unless it says otherwise or the mail server is this very machine: a
/// password is not sent in the clear because nobody thought of it.
fn encrypted(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let host = uri.host()?;
    let is_here = host == "localhost" || host.starts_with("127.") || host == "[::1]";
    let is_said = uri.query().is_some_and(|query| query.contains("tls="));
    let is_plain = uri.scheme_str() == Some("smtp");
    if is_here || is_said || !is_plain {
        return Some(url.to_owned());
    }
    let between = if uri.query().is_some() { '&' } else { '?' };
    Some(format!("{url}{between}tls=required"))
}

/// A server that refuses for good refuses the address; everything else may be better later.
fn problem(error: &smtp::Error) -> MailProblem {
    match error.status() {
        Some(code)
            if code.severity == Severity::PermanentNegativeCompletion
                && !NOT_LET_IN.contains(&u16::from(code)) =>
        {
            MailProblem::Refused
        }
        _ => MailProblem::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(smtp: Option<&str>, from: &str, public_url: &str) -> MailConfig {
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        MailConfig {
            smtp: smtp.map(str::to_owned),
            mail_from: said(from),
            public_url: said(public_url),
        }
    }

    #[test]
    fn a_password_crosses_the_network_encrypted_unless_the_operator_says_otherwise() {
        for (url, used) in [
            (
                "smtp://a:b@thu.example.vn:587",
                "smtp://a:b@thu.example.vn:587?tls=required",
            ),
            ("smtps://a:b@thu.example.vn", "smtps://a:b@thu.example.vn"),
            (
                "smtp://thu.example.vn?tls=opportunistic",
                "smtp://thu.example.vn?tls=opportunistic",
            ),
            ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25"),
            ("smtp://localhost", "smtp://localhost"),
        ] {
            assert_eq!(encrypted(url).as_deref(), Some(used));
        }
    }

    #[test]
    fn without_a_mail_server_nothing_is_offered_and_half_of_one_is_refused_in_words() {
        assert!(matches!(Mail::of(&config(None, "", "")), Ok(None)));
        let smtp = Some("smtp://a:bi-mat@thu.example.vn:587");
        let (from, url) = ("Rõ Việc <viec@example.vn>", "https://viec.example.vn/");
        for wrong in [
            config(smtp, "", url),
            config(smtp, from, ""),
            config(smtp, "viec", url),
            config(smtp, from, "viec.example.vn"),
            config(Some("thu.example.vn:587 bi-mat"), from, url),
            config(Some("http://bi-mat@thu.example.vn"), from, url),
        ] {
            let words = match Mail::of(&wrong) {
                Err(Error::Operator(words)) => words,
                _ => panic!("{wrong:?} is taken"),
            };
            assert!(!words.contains("bi-mat"), "{words}");
        }
    }
}
