use actions::Refusal;
use axum::extract::multipart::MultipartError;
use vocabulary::{Finding, Findings, Place};

use crate::site::Bounded;

/// What a form with files sent.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// Fields by name.
    pub fields: Vec<(String, String)>,
    /// Names and bytes of the files that aren't empty.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Sent {
    /// Reads a form with files.
    ///
    /// Errors: `Invalid` when it can't be read, or is too large.
    pub async fn read(form: Bounded) -> Result<Sent, Refusal> {
        match Sent::read_so_far(form).await {
            (sent, None) => Ok(sent),
            (_, Some(refusal)) => Err(refusal),
        }
    }

    /// Reads a form with files; when it can't be read whole, what came before, and why. What is typed must stand before the file in
    /// its form: so it isn't lost when the file is too large.
    pub async fn read_so_far(mut form: Bounded) -> (Sent, Option<Refusal>) {
        let mut sent = Sent::default();
        let read = sent.takes(&mut form.form).await;
        let stopped = match form.was_cut() {
            true => Some(too_large()),
            false => read.err().map(|error| broken(&error)),
        };
        (sent, stopped)
    }

    /// Only what was typed, as far as it can be read; files are let pass. For who may not send any just now.
    pub async fn read_typed(mut form: Bounded) -> Sent {
        let mut sent = Sent::default();
        while let Ok(Some(mut field)) = form.form.next_field().await {
            let name = field.name().unwrap_or_default().to_string();
            if field.file_name().is_some() {
                while let Ok(Some(_)) = field.chunk().await {}
            } else if let Ok(text) = field.text().await {
                sent.fields.push((name, text));
            }
        }
        sent
    }

    async fn takes(&mut self, form: &mut axum::extract::Multipart) -> Result<(), MultipartError> {
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_string();
            match field.file_name().map(file_name) {
                Some(file) => {
                    let bytes = field.bytes().await?;
                    // A field where no file was chosen sends one without a name.
                    if !file.is_empty() {
                        self.files.push((file, bytes.to_vec()));
                    }
                }
                None => self.fields.push((name, field.text().await?)),
            }
        }
        Ok(())
    }

    /// A text as it was typed, without the line ends of browsers; none if it wasn't sent.
    pub fn text(&self, name: &str) -> Option<String> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.replace("\r\n", "\n"))
    }

    /// The value of a field; blank if it wasn't sent.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }
}

/// The file's own name, without the folders that some browsers send before it.
fn file_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

fn too_large() -> Refusal {
    Refusal::Invalid(vec![
        not_sent("more than is taken")
            .expected("files within the limit of size")
            .action("Send a smaller file."),
    ])
}

fn broken(error: &MultipartError) -> Refusal {
    Refusal::Invalid(vec![
        not_sent(&error.body_text()).expected("files within the limit of size").action("Send them again."),
    ])
}

/// The finding for a form without a file.
pub(crate) fn no_file() -> Findings {
    vec![not_sent("no file").expected("a file").action("Choose a file.")]
}

fn not_sent(seen: &str) -> Finding {
    Finding::error("file-not-sent", Place::cell("upload", "", "file"), seen)
}
