//! Why what was asked for was not done: a sentence, or each fault of the file with its line.

use leptos::prelude::*;
use roviec_shared::api::{RulesProblem, RulesRefusal};

use super::entry::{Asked, RulesEntry, Why};
use super::line::show_line;
use crate::locale::{self, pick};
use crate::ui::{Button, ButtonKind, Icon, Notice, Tone};
use crate::{problem, say, t};

/// More would not be mended in one go.
const FAULTS_SHOWN: usize = 100;

/// Says why, where it was asked.
#[component]
pub fn WhyShown(entry: RulesEntry, asked: Asked) -> impl IntoView {
    let shown = move || {
        let (at, why) = entry.why.get()?;
        (at == asked).then(|| match why {
            Why::Faults(faults) => faults_shown(entry, faults).into_any(),
            other => {
                let words = words(&other);
                view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> }.into_any()
            }
        })
    };
    view! { <div role="alert">{shown}</div> }
}

fn words(why: &Why) -> String {
    match why {
        Why::Problem(why) => {
            format!("{} {}", problem::words(why), say!("admin.rules.kept"))
        }
        Why::Refused(why) => refused(*why),
        Why::Unreadable => say!("admin.rules.file.unreadable"),
        Why::Faults(_) => String::new(),
    }
}

fn refused(why: RulesRefusal) -> String {
    let month = |month| locale::month(&String::from(month));
    match why {
        RulesRefusal::MonthTaken { first } => {
            say!("admin.rules.refused.month", first = month(first))
        }
        RulesRefusal::NotAfter { version, from } => say!(
            "admin.rules.refused.not_after",
            version = version,
            month = month(from)
        ),
        RulesRefusal::OtherKind => say!("admin.rules.refused.kind"),
    }
}

fn faults_shown(entry: RulesEntry, mut faults: Vec<RulesProblem>) -> impl IntoView + use<> {
    roviec_shared::order::sort_by_key(&mut faults, |fault| fault.line.unwrap_or_default());
    let n = faults.len();
    let more = n.saturating_sub(FAULTS_SHOWN);
    let fault = move |fault: RulesProblem| {
        let words = pick(&fault.words);
        let place = match fault.line {
            Some(line) => say!("admin.rules.fault.line", n = line, place = fault.path),
            None => fault.path,
        };
        let look = fault.line.map(|line| {
            view! {
                <Button kind=ButtonKind::Quiet icon=Icon::Search on_press=move || show_line(entry, line)>
                    {t!("admin.rules.fault.show", n = line)}
                </Button>
            }
        });
        view! {
            <li class="rules-fault">
                <div class="grow"><p>{words}</p><p class="small soft">{place}</p></div>
                {look}
            </li>
        }
    };
    let faults = faults.into_iter().take(FAULTS_SHOWN).map(fault);
    view! {
        <Notice tone=Tone::Danger title=t!("admin.rules.faults", n = n)>
            <ol class="rules-faults">{faults.collect_view()}</ol>
            {(more > 0).then(|| view! { <p class="soft">{t!("admin.rules.faults.more", n = more)}</p> })}
        </Notice>
    }
}
