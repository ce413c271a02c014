//! A section: written with the points that it came back with in view, or read beside what it is checked for.

use actions::{Refusal, acts};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casework::{Act, ActKind, ExhibitFigure, RestsOn, SectionId};

use super::act::{on_its_way, problems_of, signed_out};
use super::on::{On, found};
use super::{figures, files, parts, words};
use crate::Html;
use crate::components::{Button, ButtonKind, InsetText, NotificationBanner, Question, Textarea};
use crate::hurt::Problem;
use crate::site::plain::{Form, Plain, list};
use crate::site::{Posted, Refused, Site, Visitor};

fn section_of(on: &On, id: &str) -> Result<SectionId, Refused> {
    let id: SectionId = id.parse().map_err(|_| Refusal::NotFound)?;
    let view = on.seen.view();
    let known = view.sections.iter().any(|section| section.id == id)
        || view.texts.iter().any(|(known, _)| *known == id);
    if known { Ok(id) } else { Err(Refusal::NotFound.into()) }
}

/// What was typed, and what is wrong with it.
struct Typed<'a> {
    text: Option<&'a str>,
    problems: &'a [Problem],
    status: StatusCode,
}

/// `GET /cases/{reference}/sections/{section}`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, section)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    let id = section_of(&on, &section)?;
    if !on.seen.may(ActKind::Write) {
        return Ok(read(&on, id));
    }
    let reference = on.seen.reference();
    let typed = acts::see_typing(site.desk(), &visitor.actor, reference, site.now()).await?;
    let unsaved = typed.iter().find(|typed| typed.field == id.word()).map(|typed| typed.content.as_str());
    let typed = Typed { text: unsaved, problems: &[], status: StatusCode::OK };
    Ok(write(&on, id, &typed))
}

fn points(on: &On, id: SectionId, page: Plain) -> Plain {
    let view = on.seen.view();
    let own = view.points.iter().enumerate().filter(|(_, point)| point.section == id);
    let told = own.map(|(at, point)| {
        let answer = match &point.answer {
            Some(answer) => Html::from(format!(" Answered: {answer}")),
            None if on.seen.may(ActKind::AnswerPoint) => Html::from(" ")
                .then(Html::link(&on.at(&format!("do/answer-point?point={at}")), "Say how you put it right")),
            None => Html::default(),
        };
        Html::from(&point.text).then(answer)
    });
    let told: Vec<Html> = told.collect();
    match told.is_empty() {
        true => page,
        false => page
            .add(InsetText { html: Html::raw("<p><strong>To put right here</strong></p>").then(list(told)) }),
    }
}

fn text_of(on: &On, id: SectionId) -> String {
    let view = on.seen.view();
    let found = view.texts.iter().find(|(known, _)| *known == id);
    found.map_or(String::new(), |(_, text)| text.to_string())
}

fn write(on: &On, id: SectionId, typed: &Typed<'_>) -> Response {
    let kind = id.kind();
    let saved = text_of(on, id);
    let errors = typed.problems.iter().map(|problem| (Html::from(&problem.words), Some("#text".to_string())));
    let mut page = on.below(kind.title).errors(errors.collect()).text(format!("{}.", kind.asks));
    if kind.source != "ours" {
        page = page.text(format!("Source: {}.", kind.source));
    }
    page = points(on, id, page);
    let unsaved = typed.text.filter(|text| *text != saved);
    if unsaved.is_some() && typed.status == StatusCode::OK {
        let words = "What you typed last time wasn’t saved. It stands below: save it, or put what you want in its place.";
        page = page.add(NotificationBanner { is_success: false, heading: words.into(), html: None });
    }
    if typed.status == StatusCode::PRECONDITION_FAILED {
        page = page.heading("What is there now").add(parts::prose(&saved)).heading("What you typed");
    }
    let text = Textarea {
        question: Question::new("text", "Text")
            .hint("Leave a blank line between paragraphs; begin the lines of a list with a hyphen."),
        value: unsaved.unwrap_or(&saved).to_string(),
        rows: 18,
    };
    let mut form = Form::new(on.at(&format!("sections/{id}")), "Save")
        .hidden("seen", on.seen.seen(RestsOn::Section(id)));
    form = form.field(
        Html::raw(format!("<div data-keeps=\"{}\">", on.at(&format!("sections/{id}/typing"))))
            .then(text)
            .then(Html::raw("</div>")),
    );
    if on.seen.may(ActKind::Complete) {
        form = form.field(Button {
            text: "Save, and mark as done".into(),
            kind: ButtonKind::Secondary,
            sends: Some(("done".to_string(), "yes".to_string())),
            ..Button::default()
        });
    }
    page = page.add(form);
    files::of_section(on, id, figures(on, id, page)).answer(typed.status)
}

/// The figures of the exhibits of a section, beside its text.
fn figures(on: &On, id: SectionId, page: Plain) -> Plain {
    let view = on.seen.view();
    let own: Vec<_> = view.sources.iter().filter(|source| source.section == id).collect();
    let figures: Vec<&ExhibitFigure> = own.iter().flat_map(|source| source.figures.iter().copied()).collect();
    if figures.is_empty() {
        return page;
    }
    let table = figures::figures_table("Figures of its exhibits", &figures, &view);
    let page = page.heading("Figures that this section rests on").add(table);
    own.iter().flat_map(|source| source.basis).fold(page, |page, text| page.text(text))
}

fn read(on: &On, id: SectionId) -> Response {
    let kind = id.kind();
    let mut page = on.below(kind.title).text(format!("{}.", kind.asks));
    page = points(on, id, page);
    page = page.add(parts::prose(&text_of(on, id)));
    page = files::of_section(on, id, figures(on, id, page));
    let view = on.seen.view();
    let notes = view.notes.iter().filter(|(_, note)| note.section == Some(id));
    let notes: Vec<Html> = notes
        .map(|(_, note)| {
            let answer = note.answer.as_ref().map(|answer| format!(" Answer: {answer}")).unwrap_or_default();
            Html::from(format!("{} ({}): {}{answer}", on.name(&note.body), note.kind, note.text))
        })
        .collect();
    if !notes.is_empty() {
        page = page.heading("Notes on this section").add(list(notes));
    }
    let can: Vec<Html> = [ActKind::Ask, ActKind::Flag, ActKind::AgreeAssumption]
        .into_iter()
        .filter(|act| on.seen.may(*act))
        .map(|act| Html::link(&on.at(&format!("do/{act}?section={id}")), words::title(act)))
        .collect();
    let page = if can.is_empty() { page } else { page.heading("What you can do").add(list(can)) };
    found(page)
}

/// `POST /cases/{reference}/sections/{section}`: a new version, and perhaps that it is done.
pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, section)): Path<(String, String)>,
    Posted(sent): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    if visitor.actor.person.is_none() {
        return Ok(signed_out(&site, &visitor, &sent));
    }
    let field = |name: &str| {
        let found = sent.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.replace("\r\n", "\n")).unwrap_or_default()
    };
    let on = On::of(&site, &visitor, &reference).await?;
    let id = section_of(&on, &section)?;
    let (text, mut seen) = (field("text"), field("seen"));
    let (desk, now, case) = (site.desk(), site.now(), on.seen.reference());
    let is_done = field("done") == "yes";
    let mut receipt = None;
    let mut doing = Vec::new();
    if text != text_of(&on, id) {
        doing.push(Act::Write { section: id, text: text.clone() });
    }
    if is_done {
        doing.push(Act::Complete { section: id });
    }
    for act in doing {
        let told = acts::act_on_case(desk, &visitor.actor, case, (act, None), &seen, now).await;
        match told {
            Ok(given) => receipt = Some(given),
            Err(Refusal::Invalid(findings)) => {
                let problems = problems_of(&findings);
                let typed = Typed {
                    text: Some(&text),
                    problems: &problems,
                    status: StatusCode::UNPROCESSABLE_ENTITY,
                };
                return Ok(write(&On::of(&site, &visitor, &reference).await?, id, &typed));
            }
            Err(Refusal::Stale { .. }) => {
                acts::keep_typing(desk, &visitor.actor, case, (id, &text), &seen, now).await?;
                let words = "Somebody else changed this section after you opened it. Both texts stand below: put yours together with theirs, and save.";
                let problems = [Problem::new("text", words)];
                let typed =
                    Typed { text: Some(&text), problems: &problems, status: StatusCode::PRECONDITION_FAILED };
                return Ok(write(&On::of(&site, &visitor, &reference).await?, id, &typed));
            }
            Err(other) => return Err(other.into()),
        }
        // The second act rests on what the first has made.
        seen = On::of(&site, &visitor, &reference).await?.seen.seen(RestsOn::Section(id));
    }
    Ok(on_its_way(&on.home(), &receipt.unwrap_or_default()))
}

/// `POST /cases/{reference}/sections/{section}/typing`: keeps what is typed, while it is typed.
pub(super) async fn keep(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, section)): Path<(String, String)>,
    Posted(sent): Posted<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let field = |name: &str| {
        let found = sent.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str()).replace("\r\n", "\n")
    };
    let id: SectionId = section.parse().map_err(|_| Refusal::NotFound)?;
    let case = reference.parse().map_err(|_| Refusal::NotFound)?;
    let typed = field("text");
    acts::keep_typing(site.desk(), &visitor.actor, &case, (id, &typed), &field("seen"), site.now()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
