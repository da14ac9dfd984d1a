//! A month of a cell from the plan to the announcement, each on their own tablet.

use roviec_backend::verify::verify;
use roviec_shared::{
    api::{ErrorCode, Organisation, SummaryRow},
    book::{period::PersonMonths, sheet::Stage},
    organisation::Role,
    sync::device::Status,
    view::{BucketId, View},
};

use crate::{
    harness::{Server, on_both_databases},
    tablet::Tablet,
    village::{CELL, COMMUNE, OTHER_CELL, book, person},
};

on_both_databases![a_cell_goes_through_its_month_and_everybody_sees_what_is_theirs];

/// Those who took a month to its end, each with their tablet.
pub struct Played {
    pub secretary: Tablet,
    pub member: Tablet,
    pub office: Tablet,
    pub decider: Tablet,
}

/// A month of the cell of a village from the plan to the announcement, all of it today.
pub async fn goes_through(server: &Server) -> Played {
    let (cell, today) = (book(CELL), server.clock.today());
    let mut secretary = server.tablet("diu").await;
    secretary.sync(server).await;
    secretary.plans(&cell, &["diu", "binh", "chi", "dung"]);
    secretary.sync(server).await;

    // A member reports for herself; the secretary for who has no phone.
    let mut member = server.tablet("chi").await;
    member.sync(server).await;
    member.reports(&cell, "chi");
    member.sync(server).await;
    for who in ["dung", "binh"] {
        secretary.reports(&cell, who);
    }
    let mut deputy = server.tablet("binh").await;
    deputy.sync(server).await;
    secretary.reports(&cell, "diu");

    // The meeting, without a line; the secretary's own row is the deputy's.
    secretary.convenes(&cell, "diu", today);
    secretary.sync(server).await;
    for who in ["binh", "chi", "dung"] {
        secretary.agrees(&cell, who);
    }
    secretary.sync(server).await;
    deputy.sync(server).await;
    deputy.agrees(&cell, "diu");
    deputy.sync(server).await;
    secretary.sync(server).await;
    secretary.submits(&cell, today);
    secretary.sync(server).await;
    for tablet in [&secretary, &member, &deputy] {
        assert_eq!(tablet.device.unsent(), 0);
        assert_eq!(
            tablet.device.refused().count(),
            0,
            "{:?}",
            tablet.device.refused().next()
        );
    }

    let mut office = server.tablet("hoa").await;
    office.sync(server).await;
    office.receives(&cell, today);
    office.answers(&cell, today);
    let conclusion = office.concludes(&cell, "minh", today);
    office.sync(server).await;
    assert_eq!(
        office.device.refused().count(),
        0,
        "{:?}",
        office.device.refused().next()
    );
    let mut decider = server.tablet("minh").await;
    decider.sync(server).await;
    decider.decides(&cell, &conclusion, today);
    decider.sync(server).await;
    assert_eq!(
        decider.device.refused().count(),
        0,
        "{:?}",
        decider.device.refused().next()
    );
    office.sync(server).await;
    office.announces(&cell, today);
    office.sync(server).await;
    assert_eq!(
        office.device.refused().count(),
        0,
        "{:?}",
        office.device.refused().next()
    );
    Played {
        secretary,
        member,
        office,
        decider,
    }
}

async fn a_cell_goes_through_its_month_and_everybody_sees_what_is_theirs(server: Server) {
    server.village().await;
    let cell = book(CELL);
    let Played {
        mut secretary,
        mut member,
        decider,
        ..
    } = goes_through(&server).await;

    // The member reads her own sheet, and of the others the level alone.
    member.sync(&server).await;
    let shown = member.book(&cell);
    assert!(matches!(
        shown.people[&person("chi")].stage,
        Stage::Announced { .. }
    ));
    assert_eq!(shown.people.len(), 1);
    let listing = member.device.listing(&cell).unwrap();
    assert_eq!(listing.len(), 4);
    assert!(listing.values().all(|line| line.announced.is_some()));
    assert!(member.device.listing(&book(OTHER_CELL)).is_none());

    // The year so far: the secretary sees everyone's months with their points, the member her own, and
    // nobody those of another cell.
    let year = "?from=2026-01&to=2026-12";
    let path = format!("/periods/{CELL}{year}");
    let all: Vec<PersonMonths> = secretary.session.get(&server, &path).await.read();
    assert_eq!(all.len(), 4);
    for of in &all {
        assert_eq!(of.months.len(), 1, "{of:?}");
        assert!(
            of.months[0].outcome.is_some() && of.months[0].points.is_some(),
            "{of:?}"
        );
    }
    let own: Vec<PersonMonths> = member.session.get(&server, &path).await.read();
    let people: Vec<&str> = own.iter().map(|of| of.person.as_str()).collect();
    assert_eq!(people, ["chi"]);
    let elsewhere = format!("/periods/{OTHER_CELL}{year}");
    let answer = member.session.get(&server, &elsewhere).await;
    assert_eq!(answer.code(), ErrorCode::NotFound);
    let long = format!("/periods/{CELL}?from=2025-01&to=2026-12");
    let answer = secretary.session.get(&server, &long).await;
    assert_eq!(answer.code(), ErrorCode::TooLarge);

    // The district sees levels, and counts.
    let mut board = server.tablet("ban").await;
    board.sync(&server).await;
    assert_eq!(board.device.listing(&cell).unwrap().len(), 4);
    let full = BucketId {
        book: cell.clone(),
        view: View::Full,
    };
    assert!(board.device.bucket(&full).is_none());
    let path = "/summaries?from=2026-10&to=2026-10";
    let rows: Vec<SummaryRow> = board.session.get(&server, path).await.read();
    let row = rows.iter().find(|row| row.book == cell).unwrap();
    assert_eq!(
        (
            row.summary.announced,
            row.summary.decided,
            row.summary.submitted
        ),
        (4, 4, 4)
    );
    assert_eq!(rows.len(), 6);

    // A new tablet of the secretary's, with nothing on it, comes to the same book.
    let mut other = server.tablet_named("diu", "may-2").await;
    other.sync(&server).await;
    secretary.sync(&server).await;
    assert_eq!(other.book(&cell), secretary.book(&cell));
    let accepted = |status: &Status| matches!(status, Status::Accepted { .. });
    assert!(
        secretary
            .device
            .acts()
            .values()
            .all(|own| accepted(&own.status))
    );
    // One's own acts came back as digests, not as content.
    let commune = BucketId {
        book: book(COMMUNE),
        view: View::Full,
    };
    assert!(secretary.device.bucket(&commune).is_none());
    assert!(decider.device.bucket(&commune).is_some());
    let report = verify(&server.state.database).await.unwrap();
    assert_eq!(report.findings, []);

    // Whose turn a step is stands beside the units, by name.
    let known: Organisation = member.session.get(&server, "/organisation").await.read();
    let units: Vec<&str> = known.units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(units, [COMMUNE, CELL, "huyen"]);
    let decider = known
        .holders
        .iter()
        .find(|holder| holder.role == Role::Decider)
        .unwrap();
    assert_eq!(known.names[&decider.person], "Lê Quang Minh");
    assert_eq!(member.device.organisation(), Some(known.revision.as_str()));
}
