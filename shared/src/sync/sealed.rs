//! The bytes of a value that only its key opens: `version ‖ how ‖ nonce ‖ AES-256-GCM(content)`. The app writes
//! them and the server reads those that are carried to it; the ciphers themselves are each one's own.

/// The version that this program writes.
const VERSION: u8 = 1;
const HEAD: usize = 2;
/// Bytes of a nonce.
pub const NONCE: usize = 12;
/// How: the content as it is.
pub const PLAIN: u8 = 0;
/// How: the content packed by deflate, in the zlib format.
pub const DEFLATED: u8 = 1;

/// The bytes of a value; `content` is enciphered already.
#[must_use]
pub fn joined(how: u8, nonce: &[u8; NONCE], content: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(HEAD + NONCE + content.len());
    sealed.extend([VERSION, how]);
    sealed.extend(nonce);
    sealed.extend(content);
    sealed
}

/// How, nonce and enciphered content; none where these are no such bytes.
#[must_use]
pub fn split(sealed: &[u8]) -> Option<(u8, [u8; NONCE], &[u8])> {
    let [VERSION, how, rest @ ..] = sealed else {
        return None;
    };
    let (nonce, content) = rest.split_first_chunk()?;
    (!content.is_empty()).then_some((*how, *nonce, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_has_these_bytes() {
        let sealed = joined(DEFLATED, &[7; NONCE], &[1, 2, 3]);
        let mut expected = vec![1, 1];
        expected.extend([7; 12]);
        expected.extend([1, 2, 3]);
        assert_eq!(sealed, expected);
        assert_eq!(split(&sealed), Some((1, [7; 12], [1, 2, 3].as_slice())));
    }

    #[test]
    fn what_is_no_sealed_value_is_not_split() {
        for wrong in [vec![], vec![1], vec![2; 40], vec![1; 14]] {
            assert_eq!(split(&wrong), None, "{wrong:?}");
        }
    }
}
