//! `roviec demo`: the demonstration with invented people.

use std::process::ExitCode;

use roviec_shared::{due::month_in_hand, month::Month};

use crate::{
    clock::Clock,
    config::DataConfig,
    demo::{Extent, Making, Shape, make},
    error::Error,
};

pub(super) async fn run(
    data: DataConfig,
    month: Option<Month>,
    seed: u64,
    shape: Shape,
) -> Result<ExitCode, Error> {
    let database = data.open().await?;
    let rated = month.unwrap_or_else(|| month_in_hand(Clock::System.today()));
    let making = Making {
        month: rated.next(),
        seed,
        shape,
        extent: Extent::Whole,
    };
    let made = make(&database, making).await;
    database.close().await;
    let made = made?;
    println!(
        "Đã tạo dữ liệu trình diễn: người, việc và kết quả đều là hư cấu (invented people and work)."
    );
    println!(
        "Tháng đang đánh giá (month being rated): {rated}; tháng đã mở (month that begins): {}",
        rated.next()
    );
    println!("Mật khẩu chung (password of all): {}", made.password);
    for account in made.accounts {
        println!("  {:<20} {}", account.login_name, account.description);
    }
    Ok(ExitCode::SUCCESS)
}
