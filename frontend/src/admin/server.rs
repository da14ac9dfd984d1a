//! What the administrator asks of the server.

use roviec_shared::{
    api::{
        FirstPassword, NewAccount, OpenMonth, Post, PutPerson, PutPost, SetDisabled, StaffMember,
    },
    id::{BookId, UnitId},
    organisation::Unit,
};

use crate::sync::call::{self, Problem};

/// The units that are administered.
pub async fn units() -> Result<Vec<Unit>, Problem> {
    call::get("/admin/units").await
}

/// A new unit, or one whose name, parents or days change.
pub async fn put_unit(unit: &Unit) -> Result<Unit, Problem> {
    call::post("/admin/units", unit).await
}

/// Who is rated in a unit or holds a post at it.
pub async fn people(unit: &UnitId) -> Result<Vec<StaffMember>, Problem> {
    call::get(&format!("/admin/units/{unit}/people")).await
}

/// A person, and how they are rated in a unit.
pub async fn put_person(person: &PutPerson) -> Result<StaffMember, Problem> {
    call::post("/admin/persons", person).await
}

/// A new post, or an end to one.
pub async fn put_post(post: &PutPost) -> Result<Post, Problem> {
    call::post("/admin/posts", post).await
}

/// An account with its first password.
pub async fn add_account(account: &NewAccount) -> Result<FirstPassword, Problem> {
    call::post("/admin/accounts", account).await
}

/// A new first password.
pub async fn give_password(account: &str) -> Result<FirstPassword, Problem> {
    call::post(&format!("/admin/accounts/{account}/password"), &()).await
}

/// Closes an account, or opens it again.
pub async fn set_disabled(account: &str, disabled: bool) -> Result<(), Problem> {
    let form = SetDisabled { disabled };
    call::tell(&format!("/admin/accounts/{account}/disabled"), &form).await
}

/// Opens a unit's month before the calendar does.
pub async fn open_month(book: BookId) -> Result<(), Problem> {
    call::tell("/admin/months", &OpenMonth { book }).await
}
