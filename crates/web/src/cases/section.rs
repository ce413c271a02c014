//! A section: written with the points that it came back with in view, or read beside what it is checked for.

use actions::{Refusal, acts};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use casework::{Act, ActKind, ExhibitFigure, RestsOn, SectionId};
use vocabulary::Findings;

use super::act::{on_its_way, problems_of};
use super::on::{On, found};
use super::{figures, files, parts, words};
use crate::Html;
use crate::components::{Button, ButtonKind, InsetText, Link, NotificationBanner, Question, Textarea};
use crate::hurt::Problem;
use crate::site::plain::{Form, Plain, errors_of, list};
use crate::site::{Posted, Refused, Site, Visitor, encoded, signed_out};

/// What says what a file is.
const TITLE: &str = "title";

pub(super) fn section_of(on: &On, id: &str) -> Result<SectionId, Refused> {
    let id: SectionId = id.parse().map_err(|_| Refusal::NotFound)?;
    let view = on.seen.view();
    let known = view.sections.iter().any(|section| section.id == id)
        || view.texts.iter().any(|(known, _)| *known == id);
    if known { Ok(id) } else { Err(Refusal::NotFound.into()) }
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed<'a> {
    /// The text, where it isn't the one that is saved.
    pub text: Option<&'a str>,
    /// Was it typed on another text than the one that is there now?
    pub is_late: bool,
    /// What is said of a file.
    pub title: &'a str,
    /// What is wrong with the text.
    pub problems: &'a [Problem],
    /// What is wrong with the file.
    pub wrong: Findings,
    /// Was a file chosen that has to be chosen again?
    pub chooses_again: bool,
    pub status: StatusCode,
}

/// `GET /cases/{reference}/sections/{section}`.
pub(super) async fn page(
    State(site): State<Site>,
    visitor: Visitor,
    Path((reference, section)): Path<(String, String)>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let on = On::of(&site, &visitor, &reference).await?;
    let id = section_of(&on, &section)?;
    if !on.seen.may(ActKind::Write) {
        return Ok(read(&on, id));
    }
    let reference = on.seen.reference();
    let typed = acts::see_typing(site.desk(), &visitor.actor, reference, site.now()).await?;
    let unsaved = typed.iter().find(|typed| typed.field == id.word());
    let title = asked.iter().find(|(name, _)| name == TITLE).map(|(_, title)| title.as_str());
    let typed = Typed {
        text: unsaved.map(|typed| typed.content.as_str()),
        is_late: unsaved
            .is_some_and(|typed| !typed.seen.is_empty() && typed.seen != on.seen.seen(RestsOn::Section(id))),
        title: title.unwrap_or_default(),
        chooses_again: title.is_some(),
        ..Typed::default()
    };
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

pub(super) fn text_of(on: &On, id: SectionId) -> String {
    let view = on.seen.view();
    let found = view.texts.iter().find(|(known, _)| *known == id);
    found.map_or(String::new(), |(_, text)| text.to_string())
}

pub(super) fn write(on: &On, id: SectionId, typed: &Typed<'_>) -> Response {
    let kind = id.kind();
    let saved = text_of(on, id);
    let at_text = |problem: &Problem| (Html::from(&problem.words), Some("#text".to_string()));
    let errors = typed.problems.iter().map(at_text).chain(errors_of(&typed.wrong, &["title", "file"]));
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
    if typed.chooses_again && typed.status == StatusCode::OK {
        let words =
            "The text is saved. The file isn’t attached: choose it again, and press “Attach the file”.";
        page = page.add(NotificationBanner { is_success: false, heading: words.into(), html: None });
    }
    if unsaved.is_some() && typed.is_late {
        page = page.heading("What is there now").add(parts::prose(&saved)).heading("What you typed");
    }
    let text = Textarea {
        question: Question::new("text", "Text")
            .hint("Leave a blank line between paragraphs; begin the lines of a list with a hyphen."),
        value: unsaved.unwrap_or(&saved).to_string(),
        rows: 18,
    };
    let mut form = Form::new(on.at(&format!("sections/{id}")), "Save")
        .hidden("seen", on.seen.seen(RestsOn::Section(id)))
        .hidden("section", id);
    form = form.field(
        Html::raw(format!("<div data-keeps=\"{}\">", on.at(&format!("sections/{id}/typing"))))
            .then(text)
            .then(Html::raw("</div>")),
    );
    let done = Button {
        text: "Save, and mark as done".into(),
        kind: ButtonKind::Secondary,
        sends: Some(("done".to_string(), "yes".to_string())),
        ..Button::default()
    };
    let done = on.seen.may(ActKind::Complete).then_some(done);
    // Text and file are sent by one form, whichever button is pressed: so neither is lost for the other.
    form = match on.seen.may(ActKind::AttachFile) {
        true => files::beside(on, id, typed, done.into_iter().fold(with_save(form), Form::field)),
        false => done.into_iter().fold(form, Form::field),
    };
    figures(on, id, page.add(form)).answer(typed.status)
}

/// A form whose own button, its last, will be another.
fn with_save(form: Form) -> Form {
    let save = form.button.clone();
    form.field(save)
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
        return Ok(signed_out(&site, &visitor, Link::to("/cases", "Cases"), &sent));
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
                let (text, status) = (Some(text.as_str()), StatusCode::UNPROCESSABLE_ENTITY);
                let typed =
                    Typed { text, title: &field(TITLE), problems: &problems, status, ..Typed::default() };
                return Ok(write(&On::of(&site, &visitor, &reference).await?, id, &typed));
            }
            Err(Refusal::Stale { .. }) => {
                acts::keep_typing(desk, &visitor.actor, case, (id, &text), &seen, now).await?;
                let words = "Somebody else changed this section after you opened it. Both texts stand below: put yours together with theirs, and save.";
                let problems = [Problem::new("text", words)];
                let (text, status) = (Some(text.as_str()), StatusCode::PRECONDITION_FAILED);
                let title = &field(TITLE);
                let typed =
                    Typed { text, is_late: true, title, problems: &problems, status, ..Typed::default() };
                return Ok(write(&On::of(&site, &visitor, &reference).await?, id, &typed));
            }
            Err(other) => return Err(other.into()),
        }
        // The second act rests on what the first has made.
        seen = On::of(&site, &visitor, &reference).await?.seen.seen(RestsOn::Section(id));
    }
    // Whoever has begun to attach a file as well goes on with that: this button didn't send it.
    let begun = [field(TITLE), field("file")].concat();
    let next = match begun.is_empty() {
        true => on.home(),
        false => on.at(&format!("sections/{id}?{TITLE}={}", encoded(&field(TITLE)))),
    };
    Ok(on_its_way(&next, &receipt.unwrap_or_default()))
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
