//! A person turns their digest on, confirms the address, or turns it off. Nothing but the code goes to an
//! address before it is confirmed.

use roviec_shared::{
    api::ErrorCode,
    digest::{Address, ConfirmDigest, DigestView, MailProblem, PutDigest, Wanted},
};

use super::words;
use crate::{
    app::AppState,
    clock::DAY_MS,
    database::{Account, DigestRow},
    error::Error,
    mail::{Letter, Mail},
    token,
};

/// Confirmations that one account may have sent within a day: nobody's mailbox is filled from here.
const ASKED_MAX: i64 = 5;
/// Wrong codes before a new one is needed.
const CODE_FAILURES_MAX: i64 = 5;

/// What an account wants.
pub async fn look(state: &AppState, account: &Account) -> Result<DigestView, Error> {
    let row = state.database.read().await?.digest(&account.id).await?;
    let wanted = row.and_then(|row| {
        Some(Wanted {
            // Empty where nothing is wanted any more.
            address: Address::parse(&row.address).ok()?,
            rhythm: row.rhythm,
            is_confirmed: row.code_hash.is_empty(),
            sent: row.sent,
            problem: row.problem,
        })
    });
    Ok(DigestView {
        is_offered: state.mail.is_some(),
        wanted,
    })
}

/// Turns it on, or changes how often it goes out. A new address, and one that mail did not reach, is asked
/// to confirm.
pub async fn put(
    state: &AppState,
    account: &Account,
    form: &PutDigest,
) -> Result<DigestView, Error> {
    let mail = state.mail.as_ref().ok_or(ErrorCode::NoMail)?;
    let address = Address::parse(&form.address).map_err(|_| ErrorCode::UnfitAddress)?;
    let now_ms = state.clock.now_ms();
    let mut transaction = state.database.write().await?;
    let before = transaction.digest_to_change(&account.id).await?;
    let mut row = DigestRow {
        rhythm: form.rhythm,
        tongue: form.tongue,
        ..before.clone().unwrap_or_else(|| new(state, form))
    };
    let is_confirmed = row.address == address.as_str() && row.code_hash.is_empty();
    let is_reached = !matches!(
        row.problem,
        Some(MailProblem::Refused | MailProblem::Stopped)
    );
    let code = if is_confirmed && is_reached {
        None
    } else {
        Some(ask(&mut row, account, &address, now_ms)?)
    };
    transaction.put_digest(&account.id, &row).await?;
    transaction.commit().await?;
    if let Some(code) = code {
        send_code(state, mail, account, &row, &address, &code).await?;
    }
    look(state, account).await
}

fn new(state: &AppState, form: &PutDigest) -> DigestRow {
    let today = state.clock.today();
    DigestRow {
        address: String::new(),
        rhythm: form.rhythm,
        tongue: form.tongue,
        code_hash: String::new(),
        code_ends_at: 0,
        code_failures: 0,
        asked: 0,
        asked_since: 0,
        since: today,
        finished: today,
        sent: None,
        failures: 0,
        next_at: 0,
        refusals: 0,
        problem: None,
    }
}

/// Puts an address that has to be confirmed in the row; gives its code.
fn ask(
    row: &mut DigestRow,
    account: &Account,
    address: &Address,
    now_ms: i64,
) -> Result<String, Error> {
    if now_ms - row.asked_since >= DAY_MS {
        row.asked = 0;
        row.asked_since = now_ms;
    }
    if row.asked >= ASKED_MAX {
        let wait_ms = row.asked_since + DAY_MS - now_ms;
        let wait_s = u32::try_from(wait_ms / 1000 + 1).unwrap_or(u32::MAX);
        return Err(Error::TooManyTries(wait_s));
    }
    let code = six_digits()?;
    row.asked += 1;
    row.address = address.as_str().to_owned();
    row.code_hash = code_hash(account, address.as_str(), &code);
    row.code_ends_at = now_ms + DAY_MS;
    row.code_failures = 0;
    row.sent = None;
    row.refusals = 0;
    row.problem = None;
    Ok(code)
}

fn six_digits() -> Result<String, Error> {
    let number = u64::from_be_bytes(token::random::<8>()?);
    Ok(format!("{:06}", number % 1_000_000))
}

fn code_hash(account: &Account, address: &str, code: &str) -> String {
    let text = format!("{} {address} {code}", account.id);
    token::encode(&token::sha256(text.as_bytes()))
}

/// What the mail server says of it stands beside the address: the form is answered, not refused.
async fn send_code(
    state: &AppState,
    mail: &Mail,
    account: &Account,
    row: &DigestRow,
    address: &Address,
    code: &str,
) -> Result<(), Error> {
    let (subject, body) = words::confirmation(row.tongue, code, &mail.public_url);
    let letter = Letter {
        to: address.clone(),
        subject,
        body,
        about: format!("code {}", row.code_hash),
        now_ms: state.clock.now_ms(),
    };
    let Err(problem) = mail.send(&letter).await else {
        return Ok(());
    };
    let mut transaction = state.database.write().await?;
    if let Some(mut row) = transaction.digest_to_change(&account.id).await?
        && row.address == address.as_str()
    {
        row.problem = Some(problem);
        transaction.put_digest(&account.id, &row).await?;
    }
    transaction.commit().await
}

/// The address is its owner's: from the next working day on digests go there.
pub async fn confirm(
    state: &AppState,
    account: &Account,
    form: &ConfirmDigest,
) -> Result<DigestView, Error> {
    let now_ms = state.clock.now_ms();
    let mut transaction = state.database.write().await?;
    let row = transaction.digest_to_change(&account.id).await?;
    let row = row.filter(|row| !row.address.is_empty() && !row.code_hash.is_empty());
    let mut row = row.ok_or(ErrorCode::WrongCode)?;
    let is_over = row.code_ends_at <= now_ms || row.code_failures >= CODE_FAILURES_MAX;
    let typed: String = form.code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_right = !is_over && code_hash(account, &row.address, &typed) == row.code_hash;
    if is_right {
        let today = state.clock.today();
        row.code_hash = String::new();
        row.since = today;
        row.finished = today;
        row.failures = 0;
        row.next_at = now_ms;
        row.problem = None;
    } else {
        row.code_failures += 1;
    }
    transaction.put_digest(&account.id, &row).await?;
    transaction.commit().await?;
    if is_right {
        look(state, account).await
    } else {
        Err(ErrorCode::WrongCode.into())
    }
}

/// Nothing is sent any more, and the address is forgotten.
pub async fn turn_off(state: &AppState, account: &Account) -> Result<DigestView, Error> {
    let mut transaction = state.database.write().await?;
    if let Some(mut row) = transaction.digest_to_change(&account.id).await? {
        row.address = String::new();
        row.code_hash = String::new();
        row.sent = None;
        row.problem = None;
        transaction.put_digest(&account.id, &row).await?;
    }
    transaction.commit().await?;
    look(state, account).await
}
