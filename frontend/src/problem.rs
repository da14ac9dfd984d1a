//! Why a request had no effect, as a sentence.

use roviec_shared::api::ErrorCode;

use crate::{key, say, sync::call::Problem};

/// The sentence.
pub fn words(problem: &Problem) -> String {
    let (code, wait_s) = match problem {
        Problem::NoLine => return say!("problem.no_line"),
        Problem::Refused { code, wait_s } => (*code, *wait_s),
    };
    if let (ErrorCode::TooManyTries, Some(seconds)) = (code, wait_s) {
        return wait(seconds);
    }
    say!(match code {
        ErrorCode::NotSignedIn | ErrorCode::AccountMismatch => key!("problem.not_signed_in"),
        ErrorCode::WrongPassword => key!("problem.wrong_password"),
        ErrorCode::TooManyTries => key!("problem.too_many_tries"),
        ErrorCode::MustChangePassword => key!("problem.must_change_password"),
        ErrorCode::UnfitPassword => key!("problem.unfit_password"),
        ErrorCode::Forbidden => key!("problem.forbidden"),
        ErrorCode::NotFound => key!("problem.not_found"),
        ErrorCode::ForeignOrigin => key!("problem.foreign_origin"),
        ErrorCode::NotJson | ErrorCode::CutOff | ErrorCode::Malformed => key!("problem.cut_off"),
        ErrorCode::TooLarge => key!("problem.too_large"),
        ErrorCode::UnknownVersion => key!("problem.unknown_version"),
        ErrorCode::Taken => key!("problem.taken"),
        ErrorCode::UnfitKey => key!("problem.unfit_key"),
        ErrorCode::Conflict => key!("problem.conflict"),
        ErrorCode::RatedElsewhere => key!("problem.rated_elsewhere"),
        ErrorCode::UnfitAddress => key!("digest.fault.letter"),
        ErrorCode::WrongCode => key!("digest.wrong_code"),
        ErrorCode::NoMail => key!("digest.not_offered"),
        ErrorCode::Unavailable => key!("problem.unavailable"),
    })
}

/// How long to wait after too many tries.
pub fn wait(seconds: u32) -> String {
    if seconds < 90 {
        say!("problem.wait_seconds", n = seconds)
    } else {
        say!("problem.wait_minutes", n = seconds.div_ceil(60))
    }
}
