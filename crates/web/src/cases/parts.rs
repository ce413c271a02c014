//! Blocks of a case's page: each shows one part of the view, or nothing where that part isn't seen.

use casework::{Answered, NoteKind, Outcome, View};

use exchange::document::{Block, Inline};

use super::on::On;
use super::words;
use crate::Html;
use crate::components::{Column, InsetText, SummaryList, Table, Tag};
use crate::site::plain::{Plain, list, paragraph};

/// A text as its author typed it, as documents read it too.
pub(super) fn prose(text: &str) -> Html {
    let block = |block: Block| match block {
        Block::List(items) => list(items.iter().map(Inline::plain)),
        Block::Paragraph(text) => paragraph(text.plain()),
        // A text has nothing else.
        _ => Html::default(),
    };
    exchange::paper::prose(text).into_iter().map(block).fold(Html::default(), Html::then)
}

/// The texts of the case, under their titles.
pub(super) fn texts(mut page: Plain, view: &View<'_>) -> Plain {
    for (id, text) in &view.texts {
        page = page.heading(id.kind().title).add(prose(text));
    }
    page
}

/// Who was asked and what each said, and what units offer.
pub(super) fn consultation(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if !view.asked.is_empty() {
        let row = |shown: &casework::Shown<'_>| {
            let tag = match shown.stands {
                Answered::Replied => Tag::coloured("Replied", "green"),
                Answered::Waiting => Tag::coloured("Asked", "blue"),
                Answered::NoReply => Tag::coloured("No reply", "grey"),
            };
            let said = shown.replies.iter().map(|(kind, text)| {
                paragraph(
                    Html::raw("<strong>")
                        .then(words::reply(*kind))
                        .then(Html::raw("</strong>: "))
                        .then(*text),
                )
            });
            let private = shown.private.iter().map(|text| {
                paragraph(Html::from("Read by the unit and the oversight body only: ").then(*text))
            });
            let said = said.chain(private).fold(Html::default(), Html::then);
            vec![on.name(shown.body).into(), tag.into(), said]
        };
        let columns = ["Body", "Stands at", "What it said"].map(Column::words).into();
        let rows = view.asked.iter().map(row).collect();
        page = page
            .heading("Who was asked, and what each answered")
            .text("No reply is never read as consent.")
            .add(Table::new("Bodies that were asked", columns, rows));
    }
    offers(on, page, view)
}

/// What units offer, each with what every commissioner answered; that one didn't is said.
fn offers(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    for (at, offer) in view.offers.iter().enumerate() {
        let heading = Html::from(format!("Offer of {}", on.name(&offer.unit)));
        let heading = match at {
            0 => Html::raw("<span id=\"offers\">").then(heading).then(Html::raw("</span>")),
            _ => heading,
        };
        let told = SummaryList::of([
            ("What is offered", Html::from(&offer.text)),
            ("Price a year", offer.annual_pence.whole_pounds().into()),
            ("Stands until", words::day(offer.until).into()),
            ("Answer", answers(on, offer)),
        ]);
        page = page.heading(heading).add(told);
        if on.seen.owes_answer_to(at) {
            let link = Html::link(&on.at(&format!("do/answer-offer?offer={at}")), "Answer this offer");
            page = page.add(paragraph(link));
        }
    }
    page
}

fn answers(on: &On, offer: &casework::Offer) -> Html {
    let answer = |answered: &casework::OfferAnswered| {
        let by = format!(" {}, {}: {}", on.name(&answered.body), words::day(answered.on), answered.text);
        paragraph(Html::default().then(words::answer_tag(answered.answer)).then(by))
    };
    let said = offer.answers.iter().map(answer).fold(Html::default(), Html::then);
    let open = on.seen.commissioners().into_iter().filter(|body| offer.answer_of(body).is_none());
    open.fold(said, |html, body| {
        let tag = Tag::coloured("Not answered", "orange");
        html.then(paragraph(Html::default().then(tag).then(format!(" {}", on.name(body)))))
    })
}

/// Questions, assumptions, interests, flags and comments, as far as they are seen.
pub(super) fn notes(on: &On, page: Plain, view: &View<'_>) -> Plain {
    if view.notes.is_empty() {
        return page;
    }
    let row = |(number, note): &(Option<usize>, &casework::Note)| {
        let what = match note.kind {
            NoteKind::Question => "Question",
            NoteKind::Flag => "Flag",
            NoteKind::Comment => "Comment",
            NoteKind::Assumption => "Agreed assumption",
            NoteKind::Interest => "Declared interest",
        };
        let section = note.section.map_or("", |section| section.kind().title);
        let answer = match (&note.answer, number) {
            (Some(answer), _) => Html::from(answer),
            (None, Some(number)) if on.seen.may(casework::ActKind::Answer) => {
                Html::link(&on.at(&format!("do/answer?note={number}")), "Answer this question")
            }
            (None, Some(_)) => Html::from("Not answered yet"),
            (None, None) => Html::default(),
        };
        vec![what.into(), on.name(&note.body).into(), section.into(), note.text.clone().into(), answer]
    };
    let columns = ["What", "By", "Section", "Text", "Answer"].map(Column::words).into();
    let rows = view.notes.iter().map(row).collect();
    page.heading("Questions and notes").add(Table::new("Questions and notes", columns, rows))
}

/// Points of returns, with their answers.
pub(super) fn points(on: &On, page: Plain, view: &View<'_>) -> Plain {
    if view.points.is_empty() {
        return page;
    }
    let row = |(at, point): (usize, &casework::Point)| {
        let answer = match &point.answer {
            Some(answer) => Html::from(answer),
            None if on.seen.may(casework::ActKind::AnswerPoint) => {
                Html::link(&on.at(&format!("do/answer-point?point={at}")), "Answer this point")
            }
            None => Html::from("Not answered yet"),
        };
        vec![
            point.section.kind().title.into(),
            point.text.clone().into(),
            words::day(point.on).into(),
            answer,
        ]
    };
    let columns = ["Section", "Point", "Returned on", "Answer"].map(Column::words).into();
    let rows = view.points.iter().enumerate().map(row).collect();
    page.heading("Points to put right").add(Table::new("Points of the review", columns, rows))
}

fn outcome_list(on: &On, outcome: &Outcome) -> SummaryList {
    let conditions = outcome.conditions.iter().map(|condition| {
        format!("{} By {}, {}.", condition.text, words::day(condition.due), on.name(&condition.owner))
    });
    let conditions: Vec<String> = conditions.collect();
    let mut rows = vec![
        ("Verdict", Html::from(words::verdict(outcome.verdict))),
        ("Reason", if outcome.reason.is_empty() { "None was given.".into() } else { prose(&outcome.reason) }),
        ("On", words::day(outcome.on).into()),
    ];
    if !conditions.is_empty() {
        rows.push(("Conditions", list(conditions)));
    }
    SummaryList::of(rows)
}

/// Recommendation, outcome and decisions.
pub(super) fn verdicts(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if let Some(recommended) = view.recommendation {
        page = page
            .heading("Recommendation")
            .add(InsetText { html: "Seen by the reviewers of your body only.".into() })
            .add(outcome_list(on, recommended));
    }
    if let Some(outcome) = view.outcome {
        page = page.heading("Outcome of the review").add(outcome_list(on, outcome));
    }
    for (body, decision) in &view.decisions {
        let mut rows = vec![
            ("Decision", Html::from(words::choice(decision.choice))),
            ("Reasons", prose(&decision.reasons)),
            ("On", words::day(decision.on).into()),
        ];
        if !decision.changes.is_empty() {
            rows.push(("Changes", prose(&decision.changes)));
        }
        if decision.without_agreement {
            rows.push((
                "Agreement",
                "It goes ahead without agreement: the decision is the commissioner’s.".into(),
            ));
        }
        page = page.heading(format!("Decision of {}", on.name(body))).add(SummaryList::of(rows));
    }
    page
}

/// Milestones and benefits.
pub(super) fn followed(on: &On, mut page: Plain, view: &View<'_>) -> Plain {
    if !view.milestones.is_empty() {
        let row = |(at, milestone): (usize, &&casework::Milestone)| {
            let stands = match (&milestone.met, &milestone.waived) {
                (Some((day, shown)), _) => format!("Met on {}: {shown}", words::day(*day)).into(),
                (None, Some(why)) => format!("Let go: {why}").into(),
                (None, None) if milestone.is_overdue(on.seen.on()) => Tag::coloured("Overdue", "red").into(),
                (None, None) => Html::from("Open"),
            };
            let can = [casework::ActKind::MeetMilestone, casework::ActKind::WaiveMilestone];
            let open = milestone.met.is_none() && milestone.waived.is_none();
            let links =
                can.iter().filter(|act| open && on.seen.may(**act)).fold(Html::default(), |all, act| {
                    let at = on.at(&format!("do/{act}?milestone={at}"));
                    all.then(" ").then(Html::link(&at, words::title(*act)))
                });
            vec![
                milestone.text.clone().into(),
                words::day(milestone.due).into(),
                on.name(&milestone.owner).into(),
                stands.then(links),
            ]
        };
        let columns = ["Condition", "By", "Who", "Stands at"].map(Column::words).into();
        let rows = view.milestones.iter().enumerate().map(row).collect();
        page = page.heading("Conditions, followed").add(Table::new("Conditions", columns, rows));
    }
    if !view.benefits.is_empty() {
        let row = |(at, benefit): (usize, &&casework::Benefit)| {
            let outturn = benefit.outturn.map(|(pence, _)| Html::from(pence.whole_pounds()));
            let link = || match on.seen.may(casework::ActKind::RecordOutturn) {
                true => Html::link(&on.at(&format!("do/record-outturn?benefit={at}")), "Record it"),
                false => Html::from("Not yet"),
            };
            vec![
                benefit.title.clone().into(),
                benefit.forecast_pence.whole_pounds().into(),
                outturn.unwrap_or_else(link),
                benefit.difference_pence().map(|pence| pence.whole_pounds()).unwrap_or_default().into(),
                words::day(benefit.due).into(),
            ]
        };
        let columns = vec![
            Column::words("Benefit"),
            Column::number("Forecast"),
            Column::number("Outturn"),
            Column::number("Difference"),
            Column::words("Looked at on"),
        ];
        let rows = view.benefits.iter().enumerate().map(row).collect();
        page = page.heading("Benefits, against the forecast").add(Table::new("Benefits", columns, rows));
    }
    page
}

/// What was done, with the receipts.
pub(super) fn history(on: &On, page: Plain, view: &View<'_>) -> Plain {
    let receipts = on.seen.receipts();
    let step = |(at, step): (usize, &casework::Step<'_>)| {
        let what = format!("{} {}", on.name(step.body), words::done(step.act));
        (step.on, what, receipts.get(at).copied())
    };
    crate::site::history(page, view.history.iter().enumerate().map(step))
}
