use super::values::Values;
use crate::Html;
use crate::components::{
    Checkboxes, Choice, DateInput, FileUpload, Input, Question, Radios, Select, Textarea,
};
use crate::hurt::Problem;

/// The fields of a form, made one after the other: each with what stands in it, and what is wrong with it.
pub(crate) struct Sheet<'a> {
    values: &'a Values,
    problems: &'a [Problem],
    /// The fields so far.
    pub fields: Vec<Html>,
}

/// Value and words of a choice.
pub(crate) type Named = (String, String);

impl<'a> Sheet<'a> {
    pub fn new(values: &'a Values, problems: &'a [Problem]) -> Self {
        Sheet { values, problems, fields: Vec::new() }
    }

    fn error(&self, name: &str) -> Option<Html> {
        let found = self.problems.iter().find(|problem| problem.field == name);
        found.map(|problem| Html::from(&problem.words))
    }

    fn question(&self, name: &str, label: &str, hint: &str) -> Question {
        let question = Question::new(name, label).error(self.error(name));
        if hint.is_empty() { question } else { question.hint(hint) }
    }

    /// Something between the fields.
    pub fn put(&mut self, html: impl Into<Html>) {
        self.fields.push(html.into());
    }

    /// A heading between the fields.
    pub fn heading(&mut self, text: &str) {
        self.put(Html::raw("<h2 class=\"nhsuk-heading-m\">").then(text).then(Html::raw("</h2>")));
    }

    /// A paragraph between the fields.
    pub fn note(&mut self, text: &str) {
        self.put(crate::site::plain::paragraph(text));
    }

    /// A line of text.
    pub fn text(&mut self, name: &str, label: &str, hint: &str) {
        let question = self.question(name, label, hint);
        self.put(Input { question, value: self.values.get(name).to_string(), ..Input::default() });
    }

    /// Several lines of text.
    pub fn area(&mut self, name: &str, label: &str, hint: &str, rows: u8) {
        let question = self.question(name, label, hint);
        self.put(Textarea { question, value: self.values.get(name).to_string(), rows });
    }

    /// A number, with what it is counted in.
    pub fn number(&mut self, name: &str, label: &str, hint: &str, (before, after): (&str, &str)) {
        let question = self.question(name, label, hint);
        let input = self.small(question, name, (before, after));
        self.put(input);
    }

    fn small(&self, question: Question, name: &str, (before, after): (&str, &str)) -> Input {
        let some = |text: &str| (!text.is_empty()).then(|| Html::from(text));
        Input {
            question,
            value: self.values.get(name).to_string(),
            width: Some(10),
            input_mode: Some("decimal"),
            prefix: some(before),
            suffix: some(after),
            ..Input::default()
        }
    }

    /// An estimate: low, likely and high side by side.
    pub fn estimate(&mut self, name: &str, label: &str, hint: &str, around: (&str, &str)) {
        let (low, high) = (format!("{name}_low"), format!("{name}_high"));
        let inputs =
            [(low.as_str(), "Low"), (name, "Likely"), (high.as_str(), "High")].map(|(name, label)| {
                Html::from(self.small(Question::new(name, label).error(self.error(name)), name, around))
            });
        let legend = Html::raw("<fieldset class=\"nhsuk-fieldset app-range\"><legend class=\"nhsuk-fieldset__legend nhsuk-fieldset__legend--s\">")
            .then(label)
            .then(Html::raw("</legend>"));
        let hint = match hint {
            "" => Html::default(),
            hint => Html::raw("<div class=\"nhsuk-hint\">").then(hint).then(Html::raw("</div>")),
        };
        let row = inputs.into_iter().fold(Html::raw("<div class=\"app-range__row\">"), Html::then);
        self.put(legend.then(hint).then(row).then(Html::raw("</div></fieldset>")));
    }

    /// One of a few.
    pub fn radios(&mut self, name: &str, label: &str, hint: &str, choices: Vec<Choice>) {
        let question = Question { label_size: Some("s"), ..self.question(name, label, hint) };
        let chosen = self.values.get(name);
        let mark = |choice: Choice| Choice { is_chosen: choice.value == chosen, ..choice };
        let choices = choices.into_iter().map(mark).collect();
        self.put(Radios { question, choices, is_inline: false });
    }

    /// Any of a few.
    pub fn checkboxes(&mut self, boxes: Checkboxes) {
        let question = Question { label_size: Some("s"), ..boxes.question };
        let question = question.clone().error(self.error(&question.name));
        let chosen = self.values.all(&question.name);
        let mark = |choice: Choice| Choice { is_chosen: chosen.contains(&choice.value), ..choice };
        self.put(Checkboxes { choices: boxes.choices.into_iter().map(mark).collect(), question });
    }

    /// One of many.
    pub fn select(&mut self, name: &str, label: &str, hint: &str, options: Vec<Named>) {
        let question = self.question(name, label, hint);
        self.put(Select { question, options, selected: self.values.get(name).to_string() });
    }

    /// A file to be chosen.
    pub fn file(&mut self, upload: FileUpload) {
        let question = upload.question.clone().error(self.error(&upload.question.name));
        self.put(FileUpload { question, ..upload });
    }

    /// A day, or a month.
    pub fn date(&mut self, name: &str, label: &str, hint: &str, without_day: bool) {
        let question = Question { label_size: Some("s"), ..self.question(name, label, hint) };
        let part = |part: &str| self.values.get(&format!("{name}[{part}]")).to_string();
        let values = [part("day"), part("month"), part("year")];
        self.put(DateInput { question, values, without_day });
    }
}

/// The field that a problem is about, as a link to it.
pub(crate) fn link_to(problem: &Problem, values: &Values) -> Option<String> {
    // A date's own id is its group: the link leads to the first part that it has.
    let is_date = !values.all(&format!("{}[year]", problem.field)).is_empty();
    let has_day = !values.all(&format!("{}[day]", problem.field)).is_empty();
    let part = if has_day { "day" } else { "month" };
    let at = if is_date { format!("{}-{part}", problem.field) } else { problem.field.clone() };
    (!at.is_empty()).then(|| format!("#{at}"))
}
