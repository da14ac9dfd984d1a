//! The app in Chromium, in front of the real program. Builds nothing: `make test` builds the app and
//! the server that holds it before, and fetches playwright-core and axe-core.
#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use roviec_backend::{
    clock::Clock,
    config::DataConfig,
    demo::{Extent, Making, Shape, make},
};
use roviec_tests::program;

/// A scenario that takes longer hangs; it is told to clean up, and then ended.
const SCENARIO: Duration = Duration::from_secs(300);
/// How long a scenario that was told to end may take to end its browsers and servers.
const CLEAN_UP: Duration = Duration::from_secs(10);

#[test]
fn the_app_opens_reads_well_and_complains_of_nothing() {
    play("opens");
}

#[test]
fn what_was_typed_before_the_app_is_there_is_taken_over_and_sent_once() {
    play("arrives");
}

#[test]
fn r11_r20_a_browser_that_keeps_nothing_says_so_before_anything_is_entered() {
    play("unfit");
}

#[test]
fn r10_r32_a_device_that_was_signed_in_once_works_with_the_server_dead() {
    play("reopens");
}

#[test]
fn r29_r35_what_was_called_saved_survives_the_death_of_the_tablet() {
    play("killed");
}

#[test]
fn r15_r17_a_newer_release_is_offered_and_taken_whole() {
    play("updates");
}

#[test]
fn a_cells_month_is_met_without_a_network_arrives_once_and_its_member_reads_why() {
    play("month");
}

#[test]
fn a_unit_as_a_whole_is_rated_before_its_head() {
    play("collective");
}

#[test]
fn heads_and_opinions_on_them_are_worked_by_the_keyboard_alone() {
    play_on("heads", &[("ROVIEC_HANDS", "keys")]);
}

#[test]
fn a_cells_month_is_met_by_the_keyboard_alone() {
    play_on("month", &[("ROVIEC_HANDS", "keys")]);
}

#[test]
fn a_secret_ballot_is_nowhere_until_it_is_counted_and_then_only_its_sums_are() {
    play("ballot");
}

#[test]
fn what_waits_without_a_line_is_carried_as_a_file_that_nobody_reads() {
    play("carries");
}

#[test]
fn r13_a_server_restored_from_yesterday_gets_again_what_a_tablet_holds() {
    play("restored");
}

#[test]
fn r36_of_twelve_tabs_one_exchanges_and_all_show_the_same() {
    play("tabs");
}

#[test]
fn r35_local_storage_lost_loses_nothing_that_was_entered() {
    play("wiped");
}

#[test]
fn what_waits_when_somebody_locks_goes_out_with_the_next_who_has_a_line() {
    play("leaves");
}

#[test]
fn r18_r19_a_full_storage_loses_nothing_and_says_what_is_not_saved() {
    play("quota");
}

#[test]
fn r27_two_meetings_of_one_unit_come_back_as_one_bundle_beside_the_first() {
    play("two_meetings");
}

#[test]
fn r1_a_line_that_drops_every_third_answer_delivers_each_act_once() {
    play("drops");
}

#[test]
fn r27_two_tablets_change_one_field_and_the_second_is_told_of_both_values() {
    play("two_tablets");
}

#[test]
fn a_head_is_decided_after_opinions_that_each_member_gives_on_their_own_phone() {
    play("heads");
}

#[test]
fn what_was_done_by_a_post_that_ended_is_adopted_by_who_holds_it_now() {
    play("adopts");
}

#[test]
fn who_moves_inside_a_month_brings_their_work_and_a_unit_merges_by_a_decision() {
    play("moves");
}

#[test]
fn one_tap_reminds_who_is_not_done_and_a_letter_names_who_is_responsible() {
    play("urges");
}

#[test]
fn a_digest_by_mail_is_turned_on_by_touch_confirmed_and_turned_off() {
    play("digest");
}

#[test]
fn a_grassroots_cell_decides_on_its_members_itself() {
    play("grassroots");
}

#[test]
fn a_party_group_votes_before_its_cell_and_its_leader_without_a_network() {
    play("groups");
}

#[test]
fn an_agencys_head_decides_its_month_and_an_official_reads_why() {
    play("agency");
}

#[test]
fn a_new_version_of_rules_is_tried_added_and_taken_by_later_months_alone() {
    play("rules");
}

#[test]
fn a_new_version_of_rules_is_added_by_the_keyboard_alone() {
    play_on("rules", &[("ROVIEC_HANDS", "keys")]);
}

#[test]
fn a_closed_month_is_corrected_by_a_new_decision_beside_the_first() {
    // No month that is played here is over within a test: those of the program before are.
    let demo = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("demo-{}", std::process::id()));
    make_part_of_the_demonstration(&demo, &["dai-dong"]);
    play_on("corrects", &[("ROVIEC_DEMO", demo.to_str().unwrap())]);
    fs::remove_dir_all(demo).unwrap();
}

#[test]
fn targets_are_set_read_and_served_and_the_district_sees_all() {
    let name = format!("demo-targets-{}", std::process::id());
    let demo = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    make_part_of_the_demonstration(&demo, &["huyen", "dai-dong"]);
    play_on("targets", &[("ROVIEC_DEMO", demo.to_str().unwrap())]);
    fs::remove_dir_all(demo).unwrap();
}

/// Some ledgers of the demonstration, with their last closed months.
fn make_part_of_the_demonstration(folder: &Path, ledgers: &'static [&'static str]) {
    let data = DataConfig {
        data: folder.to_owned(),
        database_url: None,
    };
    let making = Making {
        month: Clock::System.today().month(),
        seed: 2021,
        shape: Shape::District,
        extent: Extent::Part { ledgers, closed: 2 },
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let database = data.open().await.unwrap();
        make(&database, making).await.unwrap();
        database.close().await;
    });
}

fn play(name: &str) {
    play_on(name, &[]);
}

/// Plays `tests/browser/cases/NAME.mjs`; what it said is shown when it fails.
#[track_caller]
fn play_on(name: &str, variables: &[(&str, &str)]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser");
    assert!(
        folder.join("node_modules/playwright-core").is_dir(),
        "playwright-core is not there: npm ci --prefix tests/browser"
    );
    let shots = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shots");
    fs::create_dir_all(&shots).unwrap();
    let child = Command::new("node")
        .arg(folder.join("cases").join(format!("{name}.mjs")))
        .env("ROVIEC", program())
        .env("ROVIEC_SHOTS", shots)
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("node is on the path");
    let pid = child.id().to_string();
    let (done, wait) = mpsc::channel();
    let reader = thread::spawn(move || {
        let output = child.wait_with_output();
        let _ = done.send(());
        output
    });
    let mut is_late = false;
    if wait.recv_timeout(SCENARIO).is_err() {
        is_late = true;
        signal("-TERM", &pid);
        if wait.recv_timeout(CLEAN_UP).is_err() {
            signal("-KILL", &pid);
        }
    }
    let output = reader.join().unwrap().unwrap();
    assert!(
        output.status.success() && !is_late,
        "{name}{}\n{}\n{}",
        if is_late { " took too long" } else { "" },
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}

fn signal(name: &str, pid: &str) {
    let _ = Command::new("kill").args([name, pid]).status();
}
