//! The same world, its wire led to the real router over a database.

use roviec_shared::sync::world::{beginning, run_against};

use crate::{go_on, rules, runs_alone, sql::SqlServer};

/// Seeds that run at least, the first with a party group among them: each request is a transaction on a disk.
const SEEDS_MIN: u64 = 6;

#[test]
fn the_real_server_stands_it_too() {
    let rules = rules();
    let one = |seed, is_logged| {
        let server = SqlServer::begin(beginning(seed, &rules));
        run_against(Box::new(server), seed, &rules, is_logged)
    };
    if !runs_alone(one) {
        go_on("the_real", SEEDS_MIN, 1, one);
    }
}
