//! `roviec verify` finds what was altered, removed or reordered.

use roviec_backend::{
    command::{Command, run},
    tie::tie,
    verify::{Report, Wrong, verify},
};

use crate::{
    harness::{Server, on_both_databases},
    village::{CELL, book},
};

on_both_databases![
    nothing_is_found_where_nothing_was_altered,
    a_flipped_bit_of_an_act_is_found,
    a_flipped_bit_of_a_book_is_found,
    a_removed_entry_is_found,
    the_last_entry_is_not_removed_unseen,
    two_entries_that_changed_places_are_found,
    a_forged_tip_is_found,
    a_ledger_cut_short_with_its_tip_no_longer_fits_the_ties,
    a_removed_tie_is_found,
    another_author_is_found,
    another_time_is_found,
    a_forged_signature_is_found,
    counts_and_lists_that_are_not_the_books_are_found,
    a_removed_book_is_found,
];

/// A cell that has planned, with the acts of two people, one of them refused.
async fn begun(server: &Server) {
    server.village().await;
    let cell = book(CELL);
    let mut secretary = server.tablet("diu").await;
    let mut member = server.tablet("chi").await;
    secretary.sync(server).await;
    secretary.plans(&cell, &["diu", "binh", "chi", "dung"]);
    secretary.reports(&cell, "dung");
    secretary.sync(server).await;
    member.sync(server).await;
    member.reports(&cell, "chi");
    // Not hers to give.
    member.plans(&cell, &["chi"]);
    member.sync(server).await;
}

async fn found(server: &Server) -> Vec<Wrong> {
    let report: Report = verify(&server.state.database).await.unwrap();
    assert_eq!(report.count, report.findings.len() as u64);
    report
        .findings
        .into_iter()
        .map(|finding| finding.wrong)
        .collect()
}

/// The ledger of the commune, in which the cell's acts are.
const ENTRY: &str = "ledger = 'dai-dong' AND ledger_number";

async fn nothing_is_found_where_nothing_was_altered(server: Server) {
    begun(&server).await;
    let report = verify(&server.state.database).await.unwrap();
    assert_eq!(report.findings, []);
    assert!(
        report.entries > 10 && report.signatures >= 4 && report.books >= 6,
        "{report:?}"
    );
    let data = server.data();
    let code = tokio::task::spawn_blocking(move || run(Command::Verify { data }))
        .await
        .unwrap();
    assert_eq!(
        format!("{:?}", code.unwrap()),
        format!("{:?}", std::process::ExitCode::SUCCESS)
    );
}

async fn a_flipped_bit_of_an_act_is_found(server: Server) {
    begun(&server).await;
    let mut content = server
        .bytes(&format!("SELECT content FROM acts WHERE {ENTRY} = 7"))
        .await;
    let last = content.len() - 10;
    content[last] ^= 1;
    let content = server.literal(&content);
    server
        .sql(&format!(
            "UPDATE acts SET content = {content} WHERE {ENTRY} = 7"
        ))
        .await;
    let found = found(&server).await;
    assert!(
        matches!(found[..], [Wrong::ActHash | Wrong::Unreadable]),
        "{found:?}"
    );
    let data = server.data();
    let code = tokio::task::spawn_blocking(move || run(Command::Verify { data }))
        .await
        .unwrap();
    assert_eq!(
        format!("{:?}", code.unwrap()),
        format!("{:?}", std::process::ExitCode::FAILURE)
    );
}

async fn a_flipped_bit_of_a_book_is_found(server: Server) {
    begun(&server).await;
    let mut body = server
        .bytes("SELECT body FROM books WHERE unit = 'huong-ly'")
        .await;
    let middle = body.len() / 2;
    body[middle] ^= 16;
    let body = server.literal(&body);
    server
        .sql(&format!(
            "UPDATE books SET body = {body} WHERE unit = 'huong-ly'"
        ))
        .await;
    assert!(!found(&server).await.is_empty());
}

async fn a_removed_entry_is_found(server: Server) {
    begun(&server).await;
    server
        .sql(&format!("DELETE FROM acts WHERE {ENTRY} = 6"))
        .await;
    let found = found(&server).await;
    assert!(
        found.contains(&Wrong::Missing { from: 6, to: 6 }),
        "{found:?}"
    );
    assert!(found.contains(&Wrong::EntryHash), "{found:?}");
}

async fn the_last_entry_is_not_removed_unseen(server: Server) {
    begun(&server).await;
    let last = server.heads().await["dai-dong"];
    server
        .sql(&format!("DELETE FROM acts WHERE {ENTRY} = {last}"))
        .await;
    let found = found(&server).await;
    assert!(found.contains(&Wrong::Tip { last: last - 1 }), "{found:?}");
}

async fn two_entries_that_changed_places_are_found(server: Server) {
    begun(&server).await;
    for (from, to) in [(6, 1000), (7, 6), (1000, 7)] {
        server
            .sql(&format!(
                "UPDATE acts SET ledger_number = {to} WHERE {ENTRY} = {from}"
            ))
            .await;
    }
    let found = found(&server).await;
    assert!(found.contains(&Wrong::EntryHash), "{found:?}");
}

async fn a_forged_tip_is_found(server: Server) {
    begun(&server).await;
    let tip = "UPDATE ledgers SET tip = (SELECT entry FROM acts WHERE ledger = 'dai-dong' AND ledger_number = 3)";
    server.sql(&format!("{tip} WHERE id = 'dai-dong'")).await;
    assert!(matches!(found(&server).await[..], [Wrong::Tip { .. }]));
}

/// Takes the last act of the cell away with all that points to it, as who has the database could.
async fn a_ledger_cut_short_with_its_tip_no_longer_fits_the_ties(server: Server) {
    begun(&server).await;
    assert!(tie(&server.state).await.unwrap());
    assert!(!tie(&server.state).await.unwrap(), "nothing moved since");
    assert_eq!(found(&server).await, []);
    let last = server.heads().await["dai-dong"];
    server
        .sql(&format!("DELETE FROM acts WHERE {ENTRY} = {last}"))
        .await;
    let tip = format!("(SELECT entry FROM acts WHERE {ENTRY} = {last} - 1)");
    server
        .sql(&format!(
            "UPDATE ledgers SET head = {last} - 1, tip = {tip} WHERE id = 'dai-dong'"
        ))
        .await;
    let found = found(&server).await;
    let number = u64::try_from(last).unwrap();
    assert!(found.contains(&Wrong::Tied { number }), "{found:?}");
    assert!(
        !found.iter().any(|wrong| matches!(wrong, Wrong::Tip { .. })),
        "{found:?}"
    );
}

async fn a_removed_tie_is_found(server: Server) {
    begun(&server).await;
    assert!(tie(&server.state).await.unwrap());
    let mut member = server.tablet("dung").await;
    member.sync(&server).await;
    member.scores(&book(CELL), "dung", 7);
    member.sync(&server).await;
    assert!(tie(&server.state).await.unwrap());
    server.sql("DELETE FROM ties WHERE number = 1").await;
    assert_eq!(found(&server).await, [Wrong::Tie]);
}

async fn another_author_is_found(server: Server) {
    begun(&server).await;
    server
        .sql(&format!(
            "UPDATE acts SET author = 'binh' WHERE {ENTRY} = 7"
        ))
        .await;
    assert_eq!(found(&server).await, [Wrong::Author, Wrong::EntryHash]);
}

async fn another_time_is_found(server: Server) {
    begun(&server).await;
    server
        .sql(&format!(
            "UPDATE acts SET arrived_at = arrived_at - 1 WHERE {ENTRY} = 7"
        ))
        .await;
    assert_eq!(found(&server).await, [Wrong::EntryHash]);
}

async fn a_forged_signature_is_found(server: Server) {
    begun(&server).await;
    let signed = "author = 'diu' AND signature IS NOT NULL";
    let mut signature = server
        .bytes(&format!(
            "SELECT signature FROM acts WHERE {signed} LIMIT 1"
        ))
        .await;
    signature[40] ^= 4;
    let signature = server.literal(&signature);
    server
        .sql(&format!(
            "UPDATE acts SET signature = {signature} WHERE {signed}"
        ))
        .await;
    assert!(found(&server).await.contains(&Wrong::Signature));
    server
        .sql(&format!("UPDATE acts SET signature = NULL WHERE {signed}"))
        .await;
    assert_eq!(found(&server).await, [Wrong::Unsigned]);
}

async fn counts_and_lists_that_are_not_the_books_are_found(server: Server) {
    begun(&server).await;
    server
        .sql("UPDATE summaries SET body = '{\"rated\":{\"member\":9}}' WHERE unit = 'huong-ly'")
        .await;
    assert_eq!(found(&server).await, [Wrong::Summary]);
    server
        .sql("UPDATE listings SET body = '{}' WHERE unit = 'huong-ly'")
        .await;
    assert_eq!(found(&server).await, [Wrong::Listing, Wrong::Summary]);
}

async fn a_removed_book_is_found(server: Server) {
    begun(&server).await;
    server
        .sql("DELETE FROM books WHERE unit = 'huong-ly'")
        .await;
    assert_eq!(found(&server).await, [Wrong::BookMissing]);
}
