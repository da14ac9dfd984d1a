//! Who issues a paper: a cell, an agency of the party or an agency of the state. Each has its own head,
//! its own letters and its own words for the same thing.

use leptos::prelude::*;
use roviec_shared::{month::Day, organisation::UnitKind};

use super::dates::day_words;
use crate::month::Here;
use crate::report::above_name;
use crate::say;

/// What kind of body a paper is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// A cell, in the layout of party documents.
    Cell,
    /// An agency of a committee (*cơ quan đảng*), in the same layout.
    PartyAgency,
    /// A committee above cells or units, in the same layout.
    Committee,
    /// Any other agency, in the layout of Nghị định 30/2020.
    StateAgency,
}

impl Issuer {
    /// The one of this unit: an agency whose name says whose committee it serves is the party's.
    pub fn of(here: Here) -> Self {
        let kind = here.with(|book| Some(book.place.as_ref()?.kind)).flatten();
        Self::from(kind, &here.unit_name())
    }

    fn from(kind: Option<UnitKind>, name: &str) -> Self {
        match kind {
            Some(UnitKind::Agency) => {}
            Some(kind) if kind == UnitKind::GrassrootsOrganisation || kind.rates_heads() => {
                return Self::Committee;
            }
            _ => return Self::Cell,
        }
        let committees = say!("paper.party.committees");
        if committees.split('|').any(|word| name.contains(word)) {
            Self::PartyAgency
        } else {
            Self::StateAgency
        }
    }

    /// The key of the words of a cell or of an agency.
    pub fn words(self, cell: &'static str, agency: &'static str) -> &'static str {
        match self {
            Self::Cell | Self::Committee => cell,
            Self::PartyAgency | Self::StateAgency => agency,
        }
    }

    /// The line for the number, which is written in by hand: *Số ……-BB/CB*, *Số: ……/BB*.
    fn number(self, letters: &str) -> String {
        match self {
            Self::Cell => say!("paper.number.cell", letters = letters),
            Self::Committee => say!("paper.number.committee", letters = letters),
            Self::PartyAgency => say!("paper.number.party", letters = letters),
            Self::StateAgency => say!("paper.number.state", letters = letters),
        }
    }
}

/// The place that stands before the date: the name of the unit above without its kind.
fn place(here: Here) -> String {
    let above = above_name(here);
    let kinds = say!("paper.place.kinds");
    let found = kinds.split('|').find_map(|kind| above.strip_prefix(kind));
    found.unwrap_or(&above).to_owned()
}

/// The two columns at the top: who issues it, and under which letters (*BB*); place and date where it
/// has them, which minutes have not; a mark while it is not decided or closed.
pub fn paper_head(
    here: Here,
    letters: &str,
    day: Option<Day>,
    is_draft: bool,
) -> impl IntoView + use<> {
    let issuer = Issuer::of(here);
    let number = issuer.number(letters);
    let dated = day.map(|day| {
        let words = say!(
            "paper.place_and_day",
            place = place(here),
            day = day_words(day)
        );
        view! { <div class="paper-place">{words}</div> }
    });
    let (rule, motto) = match issuer {
        Issuer::Cell | Issuer::Committee | Issuer::PartyAgency => (
            view! { <div class="paper-star">"*"</div> }.into_any(),
            view! { <div class="paper-motto"><span>{say!("paper.party")}</span></div> }.into_any(),
        ),
        Issuer::StateAgency => (
            view! { <div class="paper-rule"></div> }.into_any(),
            view! {
                <div class="paper-nation">{say!("paper.nation")}</div>
                <div class="paper-creed"><span>{say!("paper.creed")}</span></div>
            }
            .into_any(),
        ),
    };
    view! {
        {is_draft.then(|| view! { <div class="paper-draft-mark">{say!("paper.draft")}</div> })}
        <div class="paper-head">
            <div>
                <div class="paper-superior">{above_name(here)}</div>
                <div class="paper-issuer">{here.unit_name()}</div>
                {rule}
                <div>{number}</div>
            </div>
            <div>
                {motto}
                {dated}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use roviec_shared::organisation::UnitKind;

    use super::Issuer;

    #[test]
    fn an_agency_of_a_committee_writes_as_the_party_does() {
        let agency = |name| Issuer::from(Some(UnitKind::Agency), name);
        assert_eq!(agency("Ban Tổ chức Huyện ủy"), Issuer::PartyAgency);
        assert_eq!(agency("Phòng Nội vụ"), Issuer::StateAgency);
        assert_eq!(agency("Ban Xây dựng Đảng xã Đông Sơn"), Issuer::PartyAgency);
        assert_eq!(
            agency("Ban Quản lý dự án đầu tư xây dựng"),
            Issuer::StateAgency
        );
        assert_eq!(
            Issuer::from(Some(UnitKind::Cell), "Chi bộ Văn phòng Huyện ủy"),
            Issuer::Cell
        );
    }
}
