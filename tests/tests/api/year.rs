//! A year's months of who came from another unit.

use roviec_shared::{
    api::Post,
    book::period::PersonMonths,
    organisation::{Held, Role},
};
use serde_json::json;

use crate::{
    harness::{Server, on_both_databases},
    village::{CELL, OTHER_CELL, enrolled, person, unit},
};

on_both_databases![who_came_from_another_unit_has_its_months_beside];

/// Chi belongs to the other cell from November on.
async fn chi_moves(server: &Server) {
    let held = |at: &str, from: &str, until: Option<&str>| Held {
        role: Role::Member,
        unit: unit(at),
        from: from.parse().unwrap(),
        until: until.map(|day| day.parse().unwrap()),
        document: "Quyết định số 7-QĐ/ĐU".to_owned(),
    };
    let posts = [
        (
            "chi-huong-ly-0",
            held(CELL, "2025-09-10", Some("2026-10-31")),
        ),
        ("chi-lang-da-0", held(OTHER_CELL, "2026-11-01", None)),
    ];
    let posts = posts.map(|(id, held)| Post {
        id: id.to_owned(),
        person: person("chi"),
        held,
    });
    let mut transaction = server.state.database.write().await.unwrap();
    transaction.move_organisation_revision().await.unwrap();
    transaction.put_posts(&posts).await.unwrap();
    let rows = [(unit(OTHER_CELL), person("chi"), enrolled("Hoàng Thị Chi"))];
    transaction.put_enrolled(&rows).await.unwrap();
    transaction.commit().await.unwrap();
    let admin = server.signed_in_anew("quantri").await;
    let form = json!({ "book": format!("{OTHER_CELL}/2026-11") });
    let opened = admin.post(server, "/admin/months", &form).await;
    assert!(opened.status.is_success());
}

async fn who_came_from_another_unit_has_its_months_beside(server: Server) {
    server.village().await;
    chi_moves(&server).await;
    let year = |at: &str| format!("/periods/{at}?from=2026-01&to=2026-12");
    let secretary = server.session_of("nga").await;
    let all: Vec<PersonMonths> = secretary.get(&server, &year(OTHER_CELL)).await.read();
    let of = |who: &str| all.iter().find(|of| of.person == person(who)).unwrap();
    let months = |of: &PersonMonths| {
        let months = of.months.iter();
        let told = months.map(|rated| (String::from(rated.month), rated.elsewhere.clone()));
        told.collect::<Vec<_>>()
    };
    let (october, november) = ("2026-10".to_owned(), "2026-11".to_owned());
    let there = Some(CELL.to_owned());
    assert_eq!(
        months(of("chi")),
        [(october.clone(), there), (november.clone(), None)]
    );
    assert_eq!(months(of("quy")), [(october, None), (november, None)]);
    // Who has never been there says nothing of it.
    assert_eq!(all.len(), 4);
}
