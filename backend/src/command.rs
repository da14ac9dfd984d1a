//! The command line: `roviec serve | init | demo | digest | backup | restore | import-acts | verify | rules | grade`.

mod backup;
mod demo;
mod digest;
mod grade;
mod import_acts;
mod init;
mod rules;
mod serve;
mod verify;

use std::{path::PathBuf, process::ExitCode};

use roviec_shared::month::Month;

use crate::{config, demo::Shape, error::Error};

pub use backup::CopyConfig;
pub use init::begin_district;
pub use serve::serve_until;

/// Rõ Việc: đánh giá, xếp loại hằng tháng theo công việc được giao.
#[derive(Debug, clap::Parser)]
#[command(name = "roviec", version, about)]
pub enum Command {
    /// Chạy máy chủ (serve the app and its data)
    Serve {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
        /// How it is reached
        #[command(flatten)]
        listen: config::ListenConfig,
        /// How mail is sent
        #[command(flatten)]
        mail: config::MailConfig,
    },
    /// Tạo đơn vị trống với người quản trị đầu tiên (an empty district and its first administrator)
    Init {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
        /// Name of the unit at the top
        #[arg(long, default_value = "Huyện ủy")]
        name: String,
        /// What the administrator types to sign in
        #[arg(long, default_value = "quantri")]
        login_name: String,
        /// The administrator's full name
        #[arg(long, default_value = "Quản trị viên")]
        person_name: String,
    },
    /// Tạo dữ liệu trình diễn với người hư cấu (a demonstration with invented people)
    Demo {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
        /// The month being rated, YYYY-MM; where it is not given, this month from its 25th day on, before that the last
        #[arg(long, value_name = "YYYY-MM")]
        month: Option<Month>,
        /// What people and their months are drawn from
        #[arg(long, default_value_t = 2021)]
        seed: u64,
        /// Which tree: a district before July 2025, or communes directly under a province since then
        #[arg(long, value_enum, default_value_t)]
        shape: Shape,
    },
    /// Gửi ngay thư nhắc việc đến hạn, một lần (sends the digests that are due now, once)
    Digest {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
        /// How mail is sent
        #[command(flatten)]
        mail: config::MailConfig,
    },
    /// Làm việc với tệp bộ quy định (files of rule sets)
    Rules {
        /// What is done with it
        #[command(subcommand)]
        what: RulesCommand,
    },
    /// Tính điểm, mức và căn cứ từ tệp thông tin theo tệp bộ quy định (points, level and reasons of one month)
    Grade {
        /// The rule set, TOML
        #[arg(long, value_name = "FILE")]
        rules: PathBuf,
        /// The facts of one person's month, JSON
        #[arg(long, value_name = "FILE")]
        facts: PathBuf,
    },
    /// Sao lưu và đọc lại bản sao khi máy chủ đang chạy (a backup that is read back; the server may run)
    Backup {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
        /// Where the copy is
        #[command(flatten)]
        copy: CopyConfig,
    },
    /// Đưa bản sao vào thay, khi máy chủ đã dừng (puts a backup in place; the server must not run)
    Restore {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
        /// The backup; with PostgreSQL none, after pg_restore
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Nhận tệp nội dung chưa gửi do máy khác lưu ra (takes a file of unsent acts that was carried here)
    ImportActs {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Where what became of them is written, sealed for the device that the file came from
        #[arg(long, value_name = "FILE")]
        answer: Option<PathBuf>,
    },
    /// Kiểm tra sổ: không mục nào bị sửa, xóa hay đổi chỗ (proves that no entry was altered, removed or reordered)
    Verify {
        /// Where the data is
        #[command(flatten)]
        data: config::DataConfig,
    },
}

/// What is done with a rule set's file.
#[derive(Debug, clap::Subcommand)]
pub enum RulesCommand {
    /// Nói bộ quy định sai ở đâu, mỗi lỗi một câu (what is wrong with it, where, a sentence each)
    Check {
        /// The rule set, TOML
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Runs one command to its end.
pub fn run(command: Command) -> Result<ExitCode, Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match command {
            Command::Serve { data, listen, mail } => serve::run(data, listen, mail).await,
            Command::Init {
                data,
                name,
                login_name,
                person_name,
            } => init::run(data, &name, &login_name, &person_name).await,
            Command::Demo {
                data,
                month,
                seed,
                shape,
            } => demo::run(data, month, seed, shape).await,
            Command::Digest { data, mail } => digest::run(data, mail).await,
            Command::Rules {
                what: RulesCommand::Check { file },
            } => rules::check(&file),
            Command::Grade { rules, facts } => grade::run(&rules, &facts),
            Command::Backup { data, copy } => backup::back(data, copy).await,
            Command::Restore { data, from } => backup::restore(data, from.as_deref()).await,
            Command::ImportActs { data, file, answer } => {
                import_acts::run(data, &file, answer.as_deref()).await
            }
            Command::Verify { data } => verify::run(data).await,
        }
    })
}
