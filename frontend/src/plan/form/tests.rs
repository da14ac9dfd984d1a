#![allow(clippy::unwrap_used)]

use roviec_shared::{
    book::serving::TargetRow,
    id::InBook,
    target::{Counting, TargetEntry, TargetPlan, TargetSet},
};

use super::*;

fn plan() -> Plan {
    Plan {
        product: "Rà soát hộ nghèo".to_owned(),
        quantity: Quantity::parse("12,5").unwrap(),
        unit: "hộ".to_owned(),
        due: "2026-11-20".parse().unwrap(),
        weight: 3,
        judged: "Có danh sách".to_owned(),
        confirmer: "Trưởng thôn".to_owned(),
        target: String::new(),
        serves: None,
        helpers: Vec::new(),
        carried: None,
        part_of: None,
        unplanned: false,
    }
}

#[test]
fn a_plan_in_the_fields_is_read_as_the_same_plan() {
    let owner = Owner::new();
    owner.with(|| {
        let form = TaskForm::new(TaskDraft::of_plan(&plan()));
        assert_eq!(form.plan(), Some(plan()));
    });
}

#[test]
fn a_task_without_a_quantity_is_one_product() {
    let owner = Owner::new();
    owner.with(|| {
        let form = TaskForm::new(TaskDraft {
            quantity: String::new(),
            unit: String::new(),
            ..TaskDraft::of_plan(&plan())
        });
        let read = form.plan().unwrap();
        assert_eq!(
            (read.quantity, read.unit.as_str()),
            (Quantity::ONE, UNIT_DEFAULT)
        );
        assert_eq!(TaskDraft::of_plan(&read).quantity, "");
    });
}

#[test]
fn fields_that_cannot_be_read_give_no_plan_and_say_why() {
    let owner = Owner::new();
    owner.with(|| {
        for draft in [
            TaskDraft {
                product: "  ".to_owned(),
                ..TaskDraft::of_plan(&plan())
            },
            TaskDraft {
                quantity: "0".to_owned(),
                ..TaskDraft::of_plan(&plan())
            },
            TaskDraft {
                quantity: "1.500".to_owned(),
                ..TaskDraft::of_plan(&plan())
            },
            TaskDraft {
                due: String::new(),
                ..TaskDraft::of_plan(&plan())
            },
            TaskDraft {
                weight: "101".to_owned(),
                ..TaskDraft::of_plan(&plan())
            },
            TaskDraft {
                weight: "0".to_owned(),
                ..TaskDraft::of_plan(&plan())
            },
        ] {
            let form = TaskForm::new(draft.clone());
            assert_eq!(form.plan(), None, "{draft:?}");
            assert_ne!(form.faults.get_untracked(), TaskFaults::default());
        }
    });
}

#[test]
fn a_change_names_only_what_differs() {
    let wanted = Plan {
        weight: 5,
        ..plan()
    };
    let change = difference(&plan(), &wanted);
    assert_eq!(
        change,
        PlanChange {
            weight: Some(5),
            ..PlanChange::default()
        }
    );
    assert_eq!(difference(&plan(), &plan()), PlanChange::default());
}

#[test]
fn a_task_that_serves_a_target_has_its_words_beside_it() {
    let owner = Owner::new();
    owner.with(|| {
        let store = Store::provide("2026-11-20".parse().unwrap());
        let target: InBook = targets::read_id("hu-bac-ngan/2026-01/t1.1").unwrap();
        let set = TargetSet {
            by: "an".parse().unwrap(),
            plan: TargetPlan {
                title: "Giảm 60 hộ nghèo".to_owned(),
                measure: "hộ".to_owned(),
                planned: Quantity::parse("60").unwrap(),
                counting: Counting::Up,
                from: "2026-01".parse().unwrap(),
                until: "2026-12".parse().unwrap(),
                document: String::new(),
                part_of: None,
            },
        };
        let mut row = TargetRow::new(target.clone());
        let said = TargetEntry::new(target.book.month);
        let said = TargetEntry {
            set: Some(set),
            ..said
        };
        row.months.insert(target.book.month, said);
        store.targets.update(|held| held.rows.push(row));
        let served = Plan {
            serves: Some(target),
            target: "Chỉ tiêu khác".to_owned(),
            ..plan()
        };
        let form = TaskForm::new(TaskDraft::of_plan(&served));
        let assigned = form.assigned(store).unwrap();
        assert_eq!(assigned.target, "Giảm 60 hộ nghèo");
    });
}
