//! `roviec init`: an empty district with its first administrator.

use std::process::ExitCode;

use roviec_shared::{
    api::{FirstPassword, Post},
    id::{PersonId, UnitId},
    organisation::{Held, Role, Unit, UnitKind},
};

use crate::{
    clock::Clock,
    config::DataConfig,
    database::{Account, Database},
    error::Error,
    password::Hashing,
    server_key::ServerKey,
    session, token,
};

pub(super) async fn run(
    data: DataConfig,
    name: &str,
    login_name: &str,
    person_name: &str,
) -> Result<ExitCode, Error> {
    let database = data.open().await?;
    let first = begin_district(&database, &Clock::System, name, login_name, person_name).await?;
    database.close().await;
    println!("Đã tạo: {name}");
    println!("Tên đăng nhập (login name): {}", first.login_name);
    println!(
        "Mật khẩu lần đầu, chỉ hiện một lần (first password, shown once): {}",
        first.password
    );
    Ok(ExitCode::SUCCESS)
}

/// Makes the district's unit, its first administrator and the epoch. Refused where there is a district.
pub async fn begin_district(
    database: &Database,
    clock: &Clock,
    name: &str,
    login_name: &str,
    person_name: &str,
) -> Result<FirstPassword, Error> {
    let unreadable = |_| Error::Operator("mã đơn vị hoặc tên đăng nhập không hợp lệ".to_owned());
    let unit: UnitId = "huyen".parse().map_err(unreadable)?;
    let person: PersonId = token::random_id("p")?.parse().map_err(unreadable)?;
    let password = token::first_password()?;
    let hash = Hashing::default().hash(password.clone()).await?;
    let account = Account {
        id: token::random_id("a")?,
        person: person.clone(),
        login_name: session::login_name(login_name),
        must_change: true,
    };
    let mut transaction = database.write().await?;
    if transaction.district("epoch").await?.is_some() {
        return Err(Error::Operator(
            "cơ sở dữ liệu này đã có dữ liệu (this database is not empty)".to_owned(),
        ));
    }
    transaction
        .set_district("epoch", &token::random_id("e")?)
        .await?;
    ServerKey::begin(&mut transaction, clock.now_ms()).await?;
    transaction
        .add_rules(&roviec_shared::rules::shipped())
        .await?;
    transaction.move_organisation_revision().await?;
    transaction
        .put_units(&[Unit {
            id: unit.clone(),
            kind: UnitKind::District,
            name: name.to_owned(),
            management_parent: None,
            party_parent: None,
            from: clock.today(),
            until: None,
            telephone: None,
            end: None,
        }])
        .await?;
    transaction
        .put_persons(&[(person.clone(), person_name.to_owned())])
        .await?;
    let held = Held {
        role: Role::Administrator,
        unit,
        from: clock.today(),
        until: None,
        document: String::new(),
    };
    transaction
        .put_posts(&[Post {
            id: token::random_id("post")?,
            person,
            held,
        }])
        .await?;
    transaction
        .add_account(&account, &hash, &account.id, None, clock.now_ms())
        .await?;
    transaction.commit().await?;
    Ok(FirstPassword {
        account: account.id,
        login_name: account.login_name,
        password,
    })
}
