//! One or two processes before one database, where they are reached now, and at which moment one is killed.

use std::{
    net::SocketAddr,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use roviec_backend::config::DataConfig;
use tokio::sync::{Notify, watch};

use crate::{http::Moment, process::Process};

/// With twenty tablets at work the aimed request comes within this time, or nobody works any more.
const AIMED: Duration = Duration::from_secs(300);

/// When which process is killed.
struct Aim {
    /// By its address, which is another one after each start.
    at: SocketAddr,
    process: usize,
    moment: Moment,
    /// So many requests have still to come that far.
    left: u64,
}

pub struct Fleet {
    data: DataConfig,
    processes: Vec<Mutex<Option<Process>>>,
    /// Where each is reached; none while it is dead.
    doors: watch::Sender<Vec<Option<SocketAddr>>>,
    aim: Mutex<Option<Aim>>,
    struck: Notify,
    is_over: AtomicBool,
}

/// Also after a tablet has failed: the others still end.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Fleet {
    pub async fn start(data: &DataConfig, processes: usize) -> Self {
        let fleet = Self {
            data: data.clone(),
            processes: (0..processes).map(|_| Mutex::default()).collect(),
            doors: watch::Sender::new(vec![None; processes]),
            aim: Mutex::default(),
            struck: Notify::new(),
            is_over: AtomicBool::new(false),
        };
        for process in 0..processes {
            fleet.restart(process).await;
        }
        fleet
    }

    pub fn processes(&self) -> usize {
        self.processes.len()
    }

    /// Where some living process is reached, `chance` being any number; waits where all are dead.
    pub async fn door(&self, chance: u32) -> SocketAddr {
        let mut doors = self.doors.subscribe();
        let open = doors
            .wait_for(|doors| doors.iter().any(Option::is_some))
            .await
            .unwrap();
        let open: Vec<SocketAddr> = open.iter().flatten().copied().collect();
        open[chance as usize % open.len()]
    }

    /// The process is killed when so many requests to it have come that far from now on.
    pub fn aim(&self, process: usize, moment: Moment, requests: u64) {
        let at = lock(&self.processes[process]).as_ref().unwrap().address;
        *lock(&self.aim) = Some(Aim {
            at,
            process,
            moment,
            left: requests,
        });
    }

    /// A request to that address has come so far. Who sees the aimed one kills, in that very moment.
    pub fn sees(&self, address: SocketAddr, moment: Moment) {
        let mut aim = lock(&self.aim);
        let Some(aimed) = aim.as_mut() else { return };
        if (aimed.at, aimed.moment) != (address, moment) {
            return;
        }
        aimed.left -= 1;
        if aimed.left > 0 {
            return;
        }
        let process = aimed.process;
        *aim = None;
        if let Some(process) = lock(&self.processes[process]).as_mut() {
            process.kill();
        }
        self.doors.send_modify(|doors| doors[process] = None);
        self.struck.notify_one();
    }

    /// Waits until the aimed process was killed.
    pub async fn struck(&self) {
        let struck = tokio::time::timeout(AIMED, self.struck.notified()).await;
        struck.expect("nobody sends anything any more");
    }

    /// Starts a process again on the same data, and says where it is reached.
    pub async fn restart(&self, process: usize) {
        // The old one is dead, and waited for, before the new one is there.
        drop(lock(&self.processes[process]).take());
        let started = Process::start(&self.data).await;
        let address = started.address;
        *lock(&self.processes[process]) = Some(started);
        let open = |doors: &mut Vec<_>| doors[process] = Some(address);
        self.doors.send_modify(open);
    }

    /// The tablets stop after the exchange that they are in.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    pub fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    /// All are killed, one last time.
    pub fn stop(&self) {
        for process in &self.processes {
            drop(lock(process).take());
        }
    }
}
