//! The real program, killed again and again while twenty tablets exchange with it over real sockets: on SQLite
//! one process, on PostgreSQL two before one database.
//!
//! `ROVIEC_KILLS=200` kills it so often, `ROVIEC_SEED=17` draws from another seed. A seed says what the tablets
//! enter and at which moments the program is killed; how the machine divides its time is not in it.
#![allow(clippy::unwrap_used, dead_code, unused_imports, unused_macros)]

#[path = "soak/afterwards.rs"]
mod afterwards;
#[path = "api/crowd.rs"]
mod crowd;
#[path = "api/deeds.rs"]
mod deeds;
#[path = "soak/device.rs"]
mod device;
#[path = "soak/fleet.rs"]
mod fleet;
#[path = "api/harness.rs"]
mod harness;
#[path = "world/holdings.rs"]
mod holdings;
#[path = "../benches/sync/http.rs"]
mod http;
#[path = "soak/journal.rs"]
mod journal;
#[path = "api/postgres.rs"]
mod postgres;
#[path = "soak/process.rs"]
mod process;
#[path = "api/tablet.rs"]
mod tablet;
#[path = "api/village.rs"]
mod village;
#[path = "soak/wishes.rs"]
mod wishes;

use std::{env, sync::Arc, time::Instant};

use roviec_backend::{clock::Clock, month::open_due};
use roviec_shared::{id::BookId, sync::world::chance::Chance};
use tokio::task::JoinSet;

use afterwards::Sum;
use device::Device;
use fleet::Fleet;
use harness::{Kind, Server, server};
use http::Moment;
use village::{CELL, OTHER_CELL, unit};

/// How often the program is killed where nothing is said.
const KILLS: u64 = 4;
/// A kill comes at the latest with this request since the start.
const REQUESTS_MAX: u64 = 50;
/// Who has two tablets each: twenty in all.
const PEOPLE: [&str; 10] = [
    "diu", "binh", "chi", "dung", "nga", "phong", "quy", "kien", "hoa", "minh",
];
/// Members without a tablet, for whom others enter.
const CROWD: [(&str, usize); 3] = [(CELL, 24), (OTHER_CELL, 24), ("ngoi-ken", 12)];
/// After so many exchanges each, at the latest, the tablets have nothing more to tell one another.
const ROUNDS_MAX: usize = 8;

/// A number that the environment gives.
fn asked(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite_a_killed_server_keeps_what_it_acknowledged_and_takes_each_act_once() {
    kill_and_compare("on_sqlite", Kind::Sqlite, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_two_servers_killed_in_turn_keep_what_they_acknowledged_and_take_each_act_once()
{
    kill_and_compare("on_postgres", Kind::Postgres, 2).await;
}

async fn kill_and_compare(test: &str, kind: Kind, processes: usize) {
    let kills = asked("ROVIEC_KILLS").unwrap_or(KILLS);
    let seed = asked("ROVIEC_SEED").unwrap_or(1);
    // First of all, so that it is the first line of a failure.
    println!(
        "seed {seed}, {kills} kills\nROVIEC_SEED={seed} ROVIEC_KILLS={kills} cargo test --workspace --test soak {test} -- --nocapture"
    );
    let begun = Instant::now();
    let mut chance = Chance::new(seed);
    let mut server = server(kind).await;
    let devices = begin(&server, seed).await;
    server.state.database.close().await;
    let fleet = Arc::new(Fleet::start(&server.data(), processes).await);
    let _stops = Stops(fleet.clone());

    let devices = kill(&fleet, devices, kills, &mut chance).await;
    let devices = fall_silent(&fleet, devices).await;
    fleet.stop();

    process::verify(&server.data());
    server.restart().await;
    let sum = Sum::of(&devices, &holdings::holdings(&server.state.database).await);
    println!("{test}: {sum} in {:?}", begun.elapsed());
    sum.saw_what_it_is_about(kills);
}

/// Also a test that fails leaves no process behind: tasks that still run would hold the fleet.
struct Stops(Arc<Fleet>);

impl Drop for Stops {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// The village with its crowd, its months opened by the machine's clock, which the program reads too.
async fn begin(server: &Server, seed: u64) -> Vec<Device> {
    server.clock.set(Clock::System.now_ms());
    server.crowd(&CROWD).await;
    server.village().await;
    let month = server.clock.today().month();
    let cells = [CELL, OTHER_CELL, "ngoi-ken"].map(|cell| BookId {
        unit: unit(cell),
        month,
    });
    let mut devices = Vec::new();
    for person in PEOPLE {
        for name in ["may-1", "may-2"] {
            let tablet = server.tablet_named(person, name).await;
            let number = devices.len() as u64;
            let chance = Chance::new(seed ^ (number + 1).wrapping_mul(0x9e37_79b9));
            devices.push(Device::new(tablet, &cells, name, chance));
        }
    }
    devices
}

/// All tablets enter and exchange until the program was killed so often.
async fn kill(
    fleet: &Arc<Fleet>,
    devices: Vec<Device>,
    kills: u64,
    chance: &mut Chance,
) -> Vec<Device> {
    let mut working = JoinSet::new();
    for mut device in devices {
        let fleet = fleet.clone();
        working.spawn(async move {
            while !fleet.is_over() {
                device.enters();
                device.exchanges(&fleet).await;
            }
            device
        });
    }
    let moments = [Moment::HalfSent, Moment::Sent, Moment::Answering];
    for _ in 0..kills {
        let at = usize::try_from(chance.below(fleet.processes() as u64)).unwrap();
        let moment = *chance.pick(&moments).unwrap();
        fleet.aim(at, moment, 1 + chance.below(REQUESTS_MAX));
        tokio::select! {
            () = fleet.struck() => {}
            // None ends before it is over, unless it fails.
            ended = working.join_next() => drop(ended.unwrap().unwrap()),
        }
        fleet.restart(at).await;
    }
    fleet.end();
    let mut devices = working.join_all().await;
    devices.sort_by(|a, b| a.words().cmp(b.words()));
    devices
}

/// Everybody exchanges until nobody has anything to say or to hear.
async fn fall_silent(fleet: &Fleet, mut devices: Vec<Device>) -> Vec<Device> {
    for _ in 0..ROUNDS_MAX {
        let mut is_silent = true;
        for device in &mut devices {
            is_silent &= device.exchanges(fleet).await.is_silent();
        }
        if is_silent {
            return devices;
        }
    }
    panic!("the tablets never fall silent");
}
