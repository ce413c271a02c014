use serde_json::Value;
use web::Html;
use web::components::*;

use super::{content, leak, maybe, only, text};

pub fn table(options: &Value) -> Option<String> {
    only(options, &["caption", "firstCellIsHeader", "head", "rows", "responsive", "compact"]).then_some(())?;
    only(&options["caption"], &["text", "size"]).then_some(())?;
    let mut columns = Vec::new();
    for head in options["head"].as_array()? {
        only(head, &["text", "format"]).then_some(())?;
        let title = content(&head["text"])?;
        columns.push(Column { title, is_numeric: head["format"] == "numeric" });
    }
    let mut rows = Vec::new();
    for row in options["rows"].as_array()? {
        rows.push(row.as_array()?.iter().map(content).collect::<Option<Vec<Html>>>()?);
    }
    let table = Table {
        caption: content(&options["caption"]["text"])?,
        caption_size: options["caption"]["size"].is_string().then(|| leak(&options["caption"]["size"])),
        hides_caption: false,
        columns,
        rows,
        first_is_heading: options["firstCellIsHeader"] == true,
        is_responsive: options["responsive"] == true,
        is_compact: options["compact"] == true,
    };
    Some(Html::of(&table).into_string())
}

pub fn summary_list(options: &Value) -> Option<String> {
    only(options, &["rows"]).then_some(())?;
    let mut rows = Vec::new();
    for row in options["rows"].as_array()? {
        only(row, &["key", "value", "actions"]).then_some(())?;
        let mut actions = Vec::new();
        if !row["actions"].is_null() {
            only(&row["actions"], &["items"]).then_some(())?;
            for item in row["actions"]["items"].as_array()? {
                only(item, &["href", "text", "visuallyHiddenText"]).then_some(())?;
                let hidden_text = text(&item["visuallyHiddenText"]);
                actions.push(Action {
                    href: text(&item["href"]),
                    text: content(&item["text"])?,
                    hidden_text,
                });
            }
        }
        rows.push(SummaryRow { key: content(&row["key"])?, value: content(&row["value"])?, actions });
    }
    Some(Html::of(&SummaryList { rows }).into_string())
}

pub fn task_list(options: &Value) -> Option<String> {
    only(options, &["items", "idPrefix"]).then_some(())?;
    let mut tasks = Vec::new();
    for item in options["items"].as_array()? {
        only(item, &["heading", "hint", "href", "status"]).then_some(())?;
        let (title, hint) = (content(&item["heading"])?, maybe(&item["hint"])?);
        let tag = &item["status"]["tag"];
        let colour = match (tag["colour"].as_str(), tag["classes"].as_str()) {
            (Some(_), None) => TagColour::Colour(leak(&tag["colour"])),
            (None, Some("nhsuk-u-font-weight-normal")) => TagColour::Words,
            (None, Some(_)) => TagColour::Pale,
            _ => return None,
        };
        let href = item["href"].is_string().then(|| text(&item["href"]));
        tasks.push(Task { title, hint, href, status: Tag { text: content(&tag["text"])?, colour } });
    }
    let id_prefix = options["idPrefix"].as_str().unwrap_or("task-list").to_string();
    Some(Html::of(&TaskList { id_prefix, tasks }).into_string())
}

pub fn tag(options: &Value) -> Option<String> {
    only(options, &["text", "colour"]).then_some(())?;
    let colour = match options["colour"].as_str() {
        Some(_) => TagColour::Colour(leak(&options["colour"])),
        None if options["colour"].is_null() => TagColour::Plain,
        None => return None,
    };
    Some(Html::of(&Tag { text: content(&options["text"])?, colour }).into_string())
}

pub fn button(options: &Value) -> Option<String> {
    only(options, &["text", "variant", "href", "preventDoubleClick"]).then_some(())?;
    (options["preventDoubleClick"] != false).then_some(())?;
    let kind = match options["variant"].as_str() {
        None => ButtonKind::Primary,
        Some("secondary") => ButtonKind::Secondary,
        Some("warning") => ButtonKind::Warning,
        Some(_) => return None,
    };
    let prevents_double_click = options["preventDoubleClick"] == true;
    let href = options["href"].is_string().then(|| text(&options["href"]));
    let text = content(&options["text"])?;
    Some(
        Html::of(&Button { text, kind, href, sends: None, goes_to: None, prevents_double_click })
            .into_string(),
    )
}

pub fn details(options: &Value) -> Option<String> {
    only(options, &["summary", "text", "html"]).then_some(())?;
    let html = if options["html"].is_string() {
        Html::raw(text(&options["html"]))
    } else {
        content(&options["text"])?
    };
    Some(Html::of(&Details { summary: content(&options["summary"])?, html }).into_string())
}

pub fn inset_text(options: &Value) -> Option<String> {
    let html = match (only(options, &["text"]), only(options, &["html"])) {
        (true, _) => Html::raw("<p>").then(content(&options["text"])?).then(Html::raw("</p>")),
        (_, true) => Html::raw(text(&options["html"])),
        _ => return None,
    };
    Some(Html::of(&InsetText { html }).into_string())
}

pub fn error_summary(options: &Value) -> Option<String> {
    only(options, &["heading", "errorList"]).then_some(())?;
    options["heading"]["text"].is_string().then_some(())?;
    let mut errors = Vec::new();
    for error in options["errorList"].as_array()? {
        only(error, &["text", "href"]).then_some(())?;
        errors.push((content(&error["text"])?, error["href"].as_str().map(str::to_string)));
    }
    Some(Html::of(&ErrorSummary { errors }).into_string())
}

pub fn notification_banner(options: &Value) -> Option<String> {
    only(options, &["text", "variant"]).then_some(())?;
    let (is_success, heading) = (options["variant"] == "success", content(&options["text"])?);
    Some(Html::of(&NotificationBanner { is_success, heading, html: None }).into_string())
}

pub fn panel(options: &Value) -> Option<String> {
    only(options, &["heading", "text"]).then_some(())?;
    let html = if options["text"].is_null() { Html::default() } else { content(&options["text"])? };
    Some(Html::of(&Panel { heading: content(&options["heading"])?, html }).into_string())
}

fn links(items: &Value) -> Option<Vec<Link>> {
    let link = |item: &Value| {
        only(item, &["href", "text", "active", "current"]).then_some(())?;
        let is_current = item["active"] == true;
        (item["current"] != true).then_some(())?;
        Some(Link { text: text(&item["text"]), href: item["href"].as_str()?.to_string(), is_current })
    };
    items.as_array()?.iter().map(link).collect()
}

/// Ours has the name of the product where theirs has a logo; for the comparison theirs is put in its place.
pub fn header(options: &Value) -> Option<String> {
    only(options, &["navigation", "account"]).then_some(())?;
    let navigation = match &options["navigation"] {
        Value::Null => Vec::new(),
        navigation => {
            only(navigation, &["items"]).then_some(())?;
            links(&navigation["items"])?
        }
    };
    let mut account = Vec::new();
    for item in options["account"]["items"].as_array().into_iter().flatten() {
        (only(item, &["href", "text"]) || only(item, &["action", "text"])).then_some(())?;
        let words = text(&item["text"]);
        account.push(match (&item["href"], &item["action"]) {
            (Value::String(href), _) => Account::Link(Link::to(href, words)),
            (_, Value::String(address)) => Account::Action { text: words, address: address.clone() },
            _ => Account::Text(words),
        });
    }
    let header = Header { product: Link::to("/", "Ballast"), account, navigation };
    let ours = Html::of(&header).into_string();
    let product = r#"<a class="nhsuk-header__service-name" href="/">Ballast</a>"#;
    assert!(ours.contains(product));
    Some(ours.replace(product, LOGO))
}

const LOGO: &str = concat!(
    r#"<svg class="nhsuk-header__logo" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80" height="40" width="100" focusable="false" role="img" aria-label="NHS"><title>NHS</title><path fill="currentcolor" d=""#,
    "M200 0v80H0V0h200Zm-27.5 5.5c-14.5 0-29 5-29 22 0 10.2 7.7 13.5 14.7 16.3l.7.3c5.4 2 10.1 3.9 10.1 8.4 0 6.5-8.5 7.5-14 7.5s-12.5-1.5-16-3.5L135 70c5.5 2 13.5 3.5 20 3.5 15.5 0 32-4.5 32-22.5 0-19.5-25.5-16.5-25.5-25.5 0-5.5 5.5-6.5 12.5-6.5a35 35 0 0 1 14.5 3l4-13.5c-4.5-2-12-3-20-3Zm-131 2h-22l-14 65H22l9-45h.5l13.5 45h21.5l14-65H64l-9 45h-.5l-13-45Zm63 0h-18l-13 65h17l6-28H117l-5.5 28H129l13.5-65H125L119.5 32h-20l5-24.5Z",
    r#""/></svg>"#
);

pub fn breadcrumbs(options: &Value) -> Option<String> {
    only(options, &["items"]).then_some(())?;
    Some(Html::of(&Breadcrumbs { links: links(&options["items"])? }).into_string())
}

pub fn back_link(options: &Value) -> Option<String> {
    only(options, &["text", "href"]).then_some(())?;
    let (href, text) = (options["href"].as_str()?.to_string(), text(&options["text"]));
    Some(Html::of(&BackLink { href, text }).into_string())
}

pub fn pagination(options: &Value) -> Option<String> {
    only(options, &["previous", "next", "items"]).then_some(())?;
    let address = |value: &Value| match value {
        Value::Null => Some(None),
        value => only(value, &["href"]).then(|| value["href"].as_str().map(str::to_string)),
    };
    let mut pages = Vec::new();
    for item in options["items"].as_array()? {
        if item["ellipsis"] == true {
            pages.push(PageLink::Ellipsis);
            continue;
        }
        only(item, &["number", "href", "current"]).then_some(())?;
        let number = item["number"].as_u64()? as usize;
        pages.push(PageLink::Page { number, href: text(&item["href"]), is_current: item["current"] == true });
    }
    let pagination =
        Pagination { previous: address(&options["previous"])?, next: address(&options["next"])?, pages };
    Some(Html::of(&pagination).into_string())
}
