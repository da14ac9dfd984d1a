//! What the administrator asks of the server.

use roviec_shared::{
    api::{
        FirstPassword, NewAccount, OpenMonth, Post, PutPerson, PutPost, SetDisabled, StaffMember,
    },
    id::{BookId, UnitId},
    organisation::Unit,
};

use crate::sync::call::{self, For, Problem};

/// The server, asked for one account: with several signed in on a device, none acts with another's roles.
pub struct Server {
    account: String,
}

impl Server {
    /// For whoever is at work.
    pub fn of(account: String) -> Self {
        Self { account }
    }

    fn whom(&self) -> For<'_> {
        For::Account(&self.account)
    }

    /// The units that are administered.
    pub async fn units(&self) -> Result<Vec<Unit>, Problem> {
        call::get(self.whom(), "/admin/units").await
    }

    /// A new unit, or one whose name, parents or days change.
    pub async fn put_unit(&self, unit: &Unit) -> Result<Unit, Problem> {
        call::post(self.whom(), "/admin/units", unit).await
    }

    /// Who is rated in a unit or holds a post at it.
    pub async fn people(&self, unit: &UnitId) -> Result<Vec<StaffMember>, Problem> {
        call::get(self.whom(), &format!("/admin/units/{unit}/people")).await
    }

    /// A person, and how they are rated in a unit.
    pub async fn put_person(&self, person: &PutPerson) -> Result<StaffMember, Problem> {
        call::post(self.whom(), "/admin/persons", person).await
    }

    /// A new post, or an end to one.
    pub async fn put_post(&self, post: &PutPost) -> Result<Post, Problem> {
        call::post(self.whom(), "/admin/posts", post).await
    }

    /// An account with its first password.
    pub async fn add_account(&self, account: &NewAccount) -> Result<FirstPassword, Problem> {
        call::post(self.whom(), "/admin/accounts", account).await
    }

    /// A new first password.
    pub async fn give_password(&self, account: &str) -> Result<FirstPassword, Problem> {
        call::post(
            self.whom(),
            &format!("/admin/accounts/{account}/password"),
            &(),
        )
        .await
    }

    /// Closes an account, or opens it again.
    pub async fn set_disabled(&self, account: &str, disabled: bool) -> Result<(), Problem> {
        let form = SetDisabled { disabled };
        call::tell(
            self.whom(),
            &format!("/admin/accounts/{account}/disabled"),
            &form,
        )
        .await
    }

    /// Opens a unit's month before the calendar does.
    pub async fn open_month(&self, book: BookId) -> Result<(), Problem> {
        call::tell(self.whom(), "/admin/months", &OpenMonth { book }).await
    }
}
