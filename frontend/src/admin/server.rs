//! What the administrator asks of the server.

use roviec_shared::{
    api::{
        AddRules, AddedRules, FirstPassword, MergeUnit, MovePerson, NewAccount, OpenMonth, Post,
        PutPerson, PutPost, RulesAnswer, RulesMonths, RulesText, SetDisabled, StaffMember,
        TriedRules, TryRules,
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

    /// Somebody goes to another unit.
    pub async fn move_person(&self, form: &MovePerson) -> Result<(), Problem> {
        call::tell(self.whom(), "/admin/moves", form).await
    }

    /// A unit ends, and another goes on in its place.
    pub async fn merge_unit(&self, form: &MergeUnit) -> Result<Unit, Problem> {
        call::post(self.whom(), "/admin/merges", form).await
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

    /// The months that a new version of rules can be tried on, and can begin with.
    pub async fn rules_months(&self) -> Result<RulesMonths, Problem> {
        call::get(self.whom(), "/admin/rules").await
    }

    /// The file of a version, named `id/version`.
    pub async fn rules_text(&self, version: &str) -> Result<RulesText, Problem> {
        call::get(self.whom(), &format!("/admin/rules/{version}")).await
    }

    /// What a file would have made of a month.
    pub async fn try_rules(&self, form: &TryRules) -> Result<RulesAnswer<TriedRules>, Problem> {
        call::post(self.whom(), "/admin/rules/trial", form).await
    }

    /// A new version from a month on.
    pub async fn add_rules(&self, form: &AddRules) -> Result<RulesAnswer<AddedRules>, Problem> {
        call::post(self.whom(), "/admin/rules", form).await
    }
}
