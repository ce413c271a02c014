use actions::Refusal;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use vocabulary::{Finding, Findings, Place};

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
    pub async fn read(mut form: Multipart) -> Result<Sent, Refusal> {
        let mut sent = Sent::default();
        while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
            let name = field.name().unwrap_or_default().to_string();
            match field.file_name().map(file_name) {
                Some(file) => {
                    let bytes = field.bytes().await.map_err(|error| broken(&error))?;
                    // A field where no file was chosen sends one without a name.
                    if !file.is_empty() {
                        sent.files.push((file, bytes.to_vec()));
                    }
                }
                None => {
                    let text = field.text().await.map_err(|error| broken(&error))?;
                    sent.fields.push((name, text));
                }
            }
        }
        Ok(sent)
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
