use serde_json::Value;
use web::Html;
use web::components::*;

use super::{content, leak, maybe, only, text};

/// Label or legend: `{"heading": ..}` is the heading of a page, `{"text": ..}` isn't.
fn label(value: &Value) -> Option<(Html, Option<&'static str>, bool)> {
    if value.is_string() {
        return Some((content(value)?, None, false));
    }
    if !only(value, &["heading", "text", "html", "size"]) {
        return None;
    }
    let size = value["size"].is_string().then(|| leak(&value["size"]));
    match (&value["heading"], &value["text"], &value["html"]) {
        (Value::String(heading), Value::Null, Value::Null) => Some((heading.into(), size, true)),
        (Value::Null, Value::String(text), Value::Null) => Some((text.into(), size, false)),
        _ => None,
    }
}

fn question(options: &Value, label_of: &Value, id_key: &str) -> Option<Question> {
    let (label, label_size, is_page_heading) = label(label_of)?;
    let id = options[id_key].is_string().then(|| text(&options[id_key]));
    let name = text(&options["name"]);
    let (hint, error) = (maybe(&options["hint"])?, maybe(&options["errorMessage"])?);
    Some(Question { name, id, label, label_size, is_page_heading, hint, error })
}

const FIELD: [&str; 5] = ["name", "id", "label", "hint", "errorMessage"];

fn field(options: &Value, more: &[&str]) -> Option<Question> {
    only(options, &[&FIELD, more].concat()).then_some(())?;
    question(options, &options["label"], "id")
}

pub fn input(options: &Value) -> Option<String> {
    let more = ["width", "value", "type", "inputmode", "autocomplete", "prefix", "suffix", "spellcheck"];
    let question = field(options, &more)?;
    let some = |key: &str| options[key].is_string().then(|| leak(&options[key]));
    let input = Input {
        question,
        value: text(&options["value"]),
        kind: leak(&options["type"]),
        width: options["width"].as_u64().and_then(|width| u8::try_from(width).ok()),
        input_mode: some("inputmode"),
        autocomplete: some("autocomplete"),
        prefix: maybe(&options["prefix"])?,
        suffix: maybe(&options["suffix"])?,
        without_spelling: options["spellcheck"] == false,
    };
    Some(Html::of(&input).into_string())
}

pub fn textarea(options: &Value) -> Option<String> {
    let question = field(options, &["value", "rows"])?;
    let rows = options["rows"].as_u64().unwrap_or(5) as u8;
    Some(Html::of(&Textarea { question, value: text(&options["value"]), rows }).into_string())
}

pub fn select(options: &Value) -> Option<String> {
    let question = field(options, &["items", "value"])?;
    let mut pairs = Vec::new();
    for item in options["items"].as_array()? {
        only(item, &["value", "text"]).then_some(())?;
        pairs.push((item["value"].as_str()?.to_string(), item["text"].as_str()?.to_string()));
    }
    let selected = options["value"].as_str().map_or("\u{0}".to_string(), str::to_string);
    Some(Html::of(&Select { question, options: pairs, selected }).into_string())
}

pub fn file_upload(options: &Value) -> Option<String> {
    let question = field(options, &["multiple", "accept"])?;
    let is_multiple = options["multiple"] == true;
    let ours =
        Html::of(&FileUpload { question, accept: leak(&options["accept"]), is_multiple }).into_string();
    // The one thing that we leave out on purpose.
    assert!(!ours.contains("data-module"));
    Some(ours.replacen(" nhsuk-file-upload\"", " nhsuk-file-upload\" data-module=\"nhsuk-file-upload\"", 1))
}

pub fn date_input(options: &Value) -> Option<String> {
    only(options, &["id", "namePrefix", "fieldset", "hint", "errorMessage"]).then_some(())?;
    only(&options["fieldset"], &["legend"]).then_some(())?;
    let mut question = question(options, &options["fieldset"]["legend"], "id")?;
    question.name = text(&options["namePrefix"]);
    Some(Html::of(&DateInput { question, ..DateInput::default() }).into_string())
}

fn choices(options: &Value) -> Option<(Question, Vec<Choice>)> {
    let known = ["name", "idPrefix", "fieldset", "hint", "errorMessage", "items", "inline"];
    (only(options, &known) && only(&options["fieldset"], &["legend"])).then_some(())?;
    let question = question(options, &options["fieldset"]["legend"], "idPrefix")?;
    let mut choices: Vec<Choice> = Vec::new();
    let mut after_or = false;
    for item in options["items"].as_array()? {
        if item["divider"] == "or" {
            after_or = true;
            continue;
        }
        only(item, &["value", "text", "hint", "checked"]).then_some(())?;
        choices.push(Choice {
            value: text(&item["value"]),
            text: content(&item["text"])?,
            hint: maybe(&item["hint"])?,
            is_chosen: item["checked"] == true,
            is_after_or: std::mem::take(&mut after_or),
        });
    }
    Some((question, choices))
}

pub fn radios(options: &Value) -> Option<String> {
    let (question, choices) = choices(options)?;
    Some(Html::of(&Radios { question, choices, is_inline: options["inline"] == true }).into_string())
}

pub fn checkboxes(options: &Value) -> Option<String> {
    options["inline"].is_null().then_some(())?;
    let (question, choices) = choices(options)?;
    Some(Html::of(&Checkboxes { question, choices }).into_string())
}
