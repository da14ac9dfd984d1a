//! What is done in a cell: tasks, scores, the meeting, the report.

use super::{Seeing, Wish, Wishes};
use crate::{
    act::{Because, Dated, Deed, HandOver, Leaving, TaskChange},
    apply::{counted, entitled_in_group, ready_rows},
    book::{
        Book, Record, grading,
        meeting::{Attendance, GroupVote, MeetingNotes, RowVote, Tally, VoteMode},
        seals,
        sheet::{Acknowledged, Comment, CommentKind, Proposal, SelfScore, StatedFact},
    },
    id::{PersonId, TaskId},
    level::{Level, Outcome},
    organisation::{Enrolled, Role},
    permission::LEADERS,
    points::{Points, Quantity},
    route::StepKind,
    sync::world::chance::Chance,
    task::{Plan, PlanChange, Remark, Report, Review},
};

impl Seeing<'_> {
    /// What those do who lead the unit.
    pub(super) fn leading(&self, book: &Book, chance: &mut Chance, wishes: &mut Wishes) {
        let people: Vec<&PersonId> = book.people.keys().collect();
        let Some(person) = chance.pick(&people).map(|person| (*person).clone()) else {
            return;
        };
        let record = &book.people[&person];
        let weight = if record.tasks.is_empty() { 4 } else { 1 };
        wishes.add(weight, book, self.assign(&person, chance));
        if let Some(task) = self.some_task(record, chance)
            && let Some(deed) = self.on_task(&person, task, chance)
        {
            wishes.add(3, book, deed);
        }
        wishes.add(2, book, self.score(&person, chance));
        wishes.add(1, book, self.state(&person, chance));
        if chance.percent(5) {
            wishes.add(3, book, self.leave(&person));
            wishes.0.extend(self.join(book, chance));
        }
        let weight = if record.stage.proposal().is_none() {
            4
        } else {
            1
        };
        wishes.add(weight, book, self.propose(book, record, &person, chance));
        self.meeting(book, chance, wishes);
    }

    /// What those do who lead a party group, or the cell that it is in.
    pub(super) fn of_groups(&self, book: &Book, chance: &mut Chance, wishes: &mut Wishes) {
        let leads_cell = self.holds(LEADERS, book);
        let people: Vec<(&PersonId, &Record)> = book
            .rated()
            .filter(|(_, record)| {
                let group = record.enrolled.group.as_ref();
                group.is_some_and(|group| {
                    let leads = self.author.holds(&[Role::GroupLeader], group, self.today);
                    leads || leads_cell
                })
            })
            .collect();
        // Where there is no group, nothing is drawn.
        if !people.is_empty()
            && let Some((person, record)) = chance.pick(&people)
        {
            let weight = if record.stage.group_vote().is_none() {
                20
            } else {
                1
            };
            let deed = self.vote_in_group(book, person, record, chance);
            wishes.add(weight, book, deed);
        }
    }

    fn vote_in_group(
        &self,
        book: &Book,
        person: &PersonId,
        record: &Record,
        chance: &mut Chance,
    ) -> Deed {
        let list = entitled_in_group(book, person);
        let vote = RowVote {
            mode: VoteMode::Consensus,
            tally: Tally {
                present: list.entitled,
                ..list
            },
            outcome: self.outcome(book, record, chance),
            remarks: String::new(),
            reason: "Tổ thống nhất".to_owned(),
            chair: self.author.person.clone().unwrap_or(person.clone()),
        };
        let day = self.today;
        Deed::VoteInGroup {
            people: [(person.clone(), GroupVote { day, vote })].into(),
        }
    }

    fn meeting(&self, book: &Book, chance: &mut Chance, wishes: &mut Wishes) {
        let has_day = book.meeting.notes.day.is_some();
        let has_list = !book.meeting.attendance.is_empty();
        wishes.add(if has_day { 1 } else { 10 }, book, self.convene(chance));
        wishes.add(
            if has_list { 1 } else { 10 },
            book,
            self.attend(book, chance),
        );
        let open: Vec<&PersonId> = book
            .rated()
            .filter(|(_, record)| record.stage.vote().is_none())
            .map(|(person, _)| person)
            .collect();
        if has_list && let Some(person) = chance.pick(&open) {
            wishes.add(40, book, self.vote(book, person, chance));
        }
        if book.meeting.minutes.is_some() {
            let reason = "Ghi thiếu ý kiến".to_owned();
            wishes.add(1, book, Deed::UnsealMinutes { reason });
        }
        if let Ok(rows) = ready_rows(book, self.rules, StepKind::Submit) {
            if book.meeting.minutes.is_none() {
                let people = seals(&rows);
                wishes.add(40, book, Deed::SealMinutes { people });
            } else if book.submission().is_none() {
                let day = self.today;
                wishes.add(40, book, Deed::Submit { day, people: rows });
            }
        }
        if let Some(submission) = book.submission() {
            let submission = submission.act.clone();
            let reason = "Sót một đồng chí".to_owned();
            wishes.add(1, book, Deed::Withdraw { submission, reason });
        }
    }

    pub(super) fn some_task(&self, record: &Record, chance: &mut Chance) -> Option<TaskId> {
        let tasks: Vec<&TaskId> = record.live_tasks().map(|(task, _)| task).collect();
        chance.pick(&tasks).map(|task| (*task).clone())
    }

    fn plan(&self, chance: &mut Chance) -> Plan {
        Plan {
            product: format!("Vận động {} hộ", chance.below(90)),
            quantity: quantity(chance),
            unit: "hộ".to_owned(),
            due: self.today.plus_days(10),
            weight: u8::try_from(chance.below(4)).unwrap_or_default(),
            judged: String::new(),
            confirmer: String::new(),
            target: String::new(),
            serves: None,
            helpers: Vec::new(),
            carried: None,
            part_of: None,
            unplanned: chance.percent(10),
        }
    }

    fn assign(&self, person: &PersonId, chance: &mut Chance) -> Deed {
        let plans = (0..=chance.below(2)).map(|_| self.plan(chance)).collect();
        Deed::Assign {
            people: [(person.clone(), plans)].into(),
        }
    }

    pub(super) fn report(&self, person: &PersonId, task: TaskId, chance: &mut Chance) -> Deed {
        let report = Report {
            done: quantity(chance),
            day: self.today,
            note: String::new(),
        };
        Deed::ReportResult {
            task,
            people: [(person.clone(), report)].into(),
        }
    }

    /// One of the things that are done to a task.
    fn on_task(&self, owner: &PersonId, task: TaskId, chance: &mut Chance) -> Option<Deed> {
        let reason = || "Mưa lũ".to_owned();
        let owner = owner.clone();
        Some(match chance.below(6) {
            0 => Deed::ChangeTask {
                task,
                people: [(
                    owner,
                    TaskChange {
                        plan: PlanChange {
                            quantity: Some(quantity(chance)),
                            weight: chance.percent(50).then_some(2),
                            ..PlanChange::default()
                        },
                        reason: reason(),
                    },
                )]
                .into(),
            },
            1 => Deed::CancelTask {
                task,
                people: [(owner, Because { reason: reason() })].into(),
            },
            2 => {
                let to = chance.pick(self.people)?.clone();
                let over = HandOver {
                    to,
                    reason: reason(),
                };
                Deed::HandOverTask {
                    task,
                    people: [(owner, over)].into(),
                }
            }
            3 => {
                let remark = Remark {
                    day: self.today,
                    text: "Mới được một nửa".to_owned(),
                    by: None,
                };
                Deed::CheckTask {
                    task,
                    people: [(owner, remark)].into(),
                }
            }
            4 => self.report(&owner, task, chance),
            _ => {
                let review = Review {
                    done: chance.percent(70).then(|| quantity(chance)),
                    delays: chance.percent(30).then_some(1),
                    ..Review::default()
                };
                Deed::ReviewResult {
                    task,
                    people: [(owner, review)].into(),
                }
            }
        })
    }

    pub(super) fn score(&self, person: &PersonId, chance: &mut Chance) -> Deed {
        let mut score = SelfScore {
            level: chance.percent(60).then_some(Level::Good),
            words: chance.percent(20).then(|| "Đã cố gắng".to_owned()),
            ..SelfScore::default()
        };
        let criteria: Vec<_> = self.rules.iter().flat_map(|set| set.criteria()).collect();
        for criterion in criteria {
            if chance.percent(40) {
                let max = u64::try_from(criterion.max.hundredths()).unwrap_or_default();
                // Sometimes more than there is.
                let points = i32::try_from(chance.below(max + 40)).unwrap_or_default();
                if let Ok(points) = Points::from_hundredths(points) {
                    score.criteria.insert(criterion.id.to_string(), points);
                }
            }
        }
        // A person's criteria are those of their own rule set; now and then of another.
        if chance.percent(90)
            && let Some(set) = self.rules_of(person)
        {
            score
                .criteria
                .retain(|id, points| set.criterion_max(id).is_some_and(|max| *points <= max));
        }
        Deed::Score {
            people: [(person.clone(), score)].into(),
        }
    }

    fn rules_of(&self, person: &PersonId) -> Option<&crate::rules::RuleSet> {
        let record = self.books.values().find_map(|book| book.people.get(person));
        self.rules.of(&record?.enrolled)
    }

    pub(super) fn acknowledge(&self, person: &PersonId) -> Deed {
        let said = Acknowledged {
            agrees: true,
            text: String::new(),
        };
        Deed::Acknowledge {
            people: [(person.clone(), said)].into(),
        }
    }

    fn state(&self, person: &PersonId, chance: &mut Chance) -> Deed {
        let facts = self.rules_of(person).map(|set| &set.facts);
        let facts = facts.into_iter().flatten().map(|fact| fact.id.to_string());
        let facts: Vec<String> = facts.collect();
        let fact = StatedFact {
            holds: false,
            percent: None,
            share: None,
            document: String::new(),
            day: self.today,
        };
        let stated = chance.pick(&facts).map(|id| (id.clone(), fact));
        Deed::StateFacts {
            people: [(person.clone(), stated.into_iter().collect())].into(),
        }
    }

    fn leave(&self, person: &PersonId) -> Deed {
        let leaving = Leaving {
            day: self.today,
            document: "QĐ 45".to_owned(),
        };
        Deed::Leave {
            people: [(person.clone(), leaving)].into(),
        }
    }

    /// Someone comes from elsewhere.
    fn join(&self, book: &Book, chance: &mut Chance) -> Option<(u64, Wish)> {
        let others = self.people.iter();
        let others: Vec<_> = others
            .filter(|person| !book.people.contains_key(person))
            .collect();
        let person = *chance.pick(&others)?;
        let like = book.people.values().next()?;
        let enrolled = Enrolled {
            name: person.to_string(),
            roles: vec![Role::Member],
            ..like.enrolled.clone()
        };
        let deed = Deed::Join {
            people: [(person.clone(), enrolled)].into(),
            day: self.today,
            document: "QĐ 46".to_owned(),
        };
        Some((3, (book.id.clone(), deed)))
    }

    fn propose(
        &self,
        book: &Book,
        record: &Record,
        person: &PersonId,
        chance: &mut Chance,
    ) -> Deed {
        let proposal = Proposal {
            outcome: chance
                .percent(80)
                .then(|| self.outcome(book, record, chance)),
            strengths: Some(format!("Sâu sát {}", chance.below(5))),
            reason: Some("Theo đề nghị của chi ủy".to_owned()),
            ..Proposal::default()
        };
        Deed::Propose {
            people: [(person.clone(), proposal)].into(),
        }
    }

    fn outcome(&self, book: &Book, record: &Record, chance: &mut Chance) -> Outcome {
        let rules = self.rules.of(&record.enrolled);
        let system = rules.and_then(|rules| grading::grade_of(rules, book, record, None).level);
        let level = match system {
            Some(level) if chance.percent(70) => level,
            _ => *chance.pick(&Level::ALL).unwrap_or(&Level::Good),
        };
        Outcome::Level(level)
    }

    fn convene(&self, chance: &mut Chance) -> Deed {
        let leaders: Vec<PersonId> = self.author.person.iter().cloned().collect();
        let notes = MeetingNotes {
            day: Some(self.today),
            chair: leaders.first().cloned(),
            place: chance
                .percent(30)
                .then(|| format!("Nhà văn hóa {}", chance.below(2))),
            ..MeetingNotes::default()
        };
        Deed::Convene { notes }
    }

    fn attend(&self, book: &Book, chance: &mut Chance) -> Deed {
        let how = |chance: &mut Chance| match chance.below(10) {
            0 => Attendance::Ill,
            _ => Attendance::Present,
        };
        let people = book
            .rated()
            .map(|(person, _)| (person.clone(), how(chance)));
        Deed::Attend {
            people: people.collect(),
        }
    }

    fn vote(&self, book: &Book, person: &PersonId, chance: &mut Chance) -> Deed {
        let vote = RowVote {
            mode: VoteMode::Consensus,
            tally: counted(book, person),
            outcome: self.outcome(book, &book.people[person], chance),
            remarks: String::new(),
            reason: "Chi bộ thống nhất".to_owned(),
            chair: self.author.person.clone().unwrap_or(person.clone()),
        };
        Deed::Vote {
            people: [(person.clone(), vote)].into(),
        }
    }

    pub(super) fn comment(&self, person: &PersonId, chance: &mut Chance) -> Deed {
        let comment = Comment {
            kind: CommentKind::Comment,
            text: format!("Ý kiến {}", chance.next()),
            day: self.today,
            by: None,
            is_late: false,
        };
        Deed::Comment {
            people: [(person.clone(), comment)].into(),
        }
    }

    pub(super) fn appeal(&self, person: &PersonId, chance: &mut Chance) -> Deed {
        let text = format!("Đề nghị xem lại {}", chance.below(100));
        let day = self.today;
        Deed::Appeal {
            people: [(person.clone(), Dated { day, text })].into(),
        }
    }
}

/// Sometimes nothing, which is refused.
fn quantity(chance: &mut Chance) -> Quantity {
    Quantity::from_thousandths(chance.below(20) * 500).unwrap_or(Quantity::ONE)
}
