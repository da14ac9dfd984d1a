//! A district of many cells, written into the database before the village is founded around them.

use roviec_shared::{
    api::Post,
    organisation::{Held, Role, Unit, UnitKind},
};

use crate::{
    harness::Server,
    village::{COMMUNE, person, unit},
};

impl Server {
    /// Cells with members: every ninth under the commune of the village, the others apart. Somebody
    /// compiles for that commune and sees levels everywhere else.
    pub async fn district_of_cells(&self, cells: usize, members: usize) -> usize {
        let from = self.clock.today().plus_days(-400);
        let names: Vec<String> = (0..cells)
            .map(|number| format!("chi-bo-{number}"))
            .collect();
        let units: Vec<Unit> = names
            .iter()
            .enumerate()
            .map(|(number, name)| {
                let parent = if number % 9 == 0 { COMMUNE } else { "bao-ai" };
                Unit {
                    id: unit(name),
                    kind: UnitKind::Cell,
                    name: format!("Chi bộ thôn {number}"),
                    management_parent: Some(unit(parent)),
                    party_parent: Some(unit(parent)),
                    from,
                    until: None,
                    telephone: None,
                    end: None,
                }
            })
            .collect();
        let post = Post {
            id: "ban-office".to_owned(),
            person: person("ban"),
            held: Held {
                role: Role::CommitteeOffice,
                unit: unit(COMMUNE),
                from,
                until: None,
                document: String::new(),
            },
        };
        let mut transaction = self.state.database.write().await.unwrap();
        transaction.put_units(&units).await.unwrap();
        transaction.put_posts(&[post]).await.unwrap();
        transaction.commit().await.unwrap();
        let crowd: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), members)).collect();
        self.crowd(&crowd).await;
        cells
    }
}
