//! Proves that nothing was altered, removed or reordered: every ledger without a hole and hashed entry over
//! entry, every act over its parts, every series over its acts, every batch by its signature, every book by
//! what the ledger says of it.

mod book;
mod ledger;
mod series;
mod tie;

use std::collections::BTreeMap;

use crate::{database::Database, error::Error};

/// Rows read at once.
const ROWS_AT_ONCE: i64 = 500;
/// Findings kept; the others are counted.
const FINDINGS_MAX: usize = 200;

/// What is wrong, as a sentence for who runs the server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// An entry's number is not the next.
    #[error("thiếu mục từ số {from} đến số {to}: mục đã bị xóa")]
    Missing {
        /// The first that is not there.
        from: i64,
        /// The last that is not there.
        to: i64,
    },
    /// The act's text is none.
    #[error("nội dung không đọc được")]
    Unreadable,
    /// The act does not hash to what is recorded.
    #[error("nội dung đã bị sửa: dấu băm của việc không khớp")]
    ActHash,
    /// The entry does not hash to what is recorded.
    #[error("mục đã bị sửa hoặc đổi chỗ: dấu băm của mục không khớp với mục trước")]
    EntryHash,
    /// The ledger's end is another than its last entry.
    #[error("điểm cuối của sổ không khớp với mục cuối cùng (số {last})")]
    Tip {
        /// The number of the last entry.
        last: i64,
    },
    /// The author is not whose key it is.
    #[error("người ghi không phải là chủ của khóa")]
    Author,
    /// The act before is another one.
    #[error("không nối tiếp việc trước trong dãy")]
    Chain,
    /// Acts of the series are not there.
    #[error("dãy thiếu việc từ số {from} đến số {to}")]
    Gap {
        /// The first that is not there.
        from: i64,
        /// The last that is not there.
        to: i64,
    },
    /// The series ends elsewhere.
    #[error("điểm cuối của dãy không khớp với việc cuối cùng (số {last})")]
    End {
        /// The number of the last act.
        last: i64,
    },
    /// The signature is not the key's.
    #[error("chữ ký không đúng")]
    Signature,
    /// Nothing signs the last acts.
    #[error("không có chữ ký cho các việc cuối của dãy")]
    Unsigned,
    /// The key does not make this series.
    #[error("khóa không phải là khóa của dãy này")]
    Key,
    /// The series is not registered.
    #[error("dãy chưa được đăng ký")]
    UnknownSeries,
    /// The book cannot be read, or names another.
    #[error("không đọc được sổ tháng")]
    Book,
    /// The ledger has more of the book, or less.
    #[error("không khớp với sổ: việc cuối cùng là mục {last}")]
    BookNumber {
        /// The number of the last entry about it.
        last: i64,
    },
    /// A person's part is not what the ledger says of it.
    #[error("phần của {person} không khớp với các mục trong sổ")]
    Record {
        /// Whose.
        person: String,
    },
    /// A decision is not what the ledger recorded.
    #[error("mức xếp loại của {person} không khớp với quyết định ghi trong sổ")]
    Decision {
        /// Whose.
        person: String,
    },
    /// What was drawn from the book is not what it says.
    #[error("danh sách của tháng không khớp với nội dung")]
    Listing,
    /// The counts are not the book's.
    #[error("số liệu tổng hợp không khớp với nội dung")]
    Summary,
    /// What is kept of targets is not what the book says.
    #[error("số liệu chỉ tiêu không khớp với nội dung")]
    Targets,
    /// A tie is not what was signed, or one is not there.
    #[error("mốc nối các sổ đã bị sửa hoặc bị xóa")]
    Tie,
    /// The ledger is not what the ties say it was.
    #[error("sổ không khớp với mốc đã ký: mục {number} đã bị sửa hoặc bị xóa")]
    Tied {
        /// The entry that the tie names.
        number: u64,
    },
    /// The ledger speaks of a book that is not there.
    #[error("sổ tháng đã bị xóa")]
    BookMissing,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: ledger and number, series and number, or a unit's month.
    pub place: String,
    /// What.
    pub wrong: Wrong,
}

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Entries of ledgers.
    pub entries: u64,
    /// Ledgers.
    pub ledgers: u64,
    /// Series.
    pub series: u64,
    /// Signatures.
    pub signatures: u64,
    /// Books.
    pub books: u64,
    /// What is wrong, at most a few hundred.
    pub findings: Vec<Finding>,
    /// How many there are in all.
    pub count: u64,
}

impl Report {
    fn find(&mut self, place: impl Into<String>, wrong: Wrong) {
        self.count += 1;
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(Finding {
                place: place.into(),
                wrong,
            });
        }
    }
}

/// Looks at everything, as it was at one moment.
pub async fn verify(database: &Database) -> Result<Report, Error> {
    let mut transaction = database.read().await?;
    let mut report = Report::default();
    let series: BTreeMap<String, crate::database::SeriesRow> = transaction
        .all_series()
        .await?
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    let tied = tie::check(&mut transaction, &series, &mut report).await?;
    let told = ledger::check(&mut transaction, &series, tied, &mut report).await?;
    series::check(&mut transaction, &series, &mut report).await?;
    book::check(&mut transaction, told, &mut report).await?;
    Ok(report)
}
