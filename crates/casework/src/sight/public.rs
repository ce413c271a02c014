//! The public version: what was sent, without what is exempt.

use vocabulary::Date;

use super::view::View;
use crate::case::Case;
use crate::file::HeldFile;
use crate::writing::ExemptPart;

impl Case {
    pub(super) fn show_public<'a>(&'a self, on: Date, view: &mut View<'a>) {
        let exempt = |part: ExemptPart| self.exempt().iter().any(|exempt| exempt.part == part);
        view.notice = Some((&self.setup().title, self.state()));
        view.texts = self.sent().filter(|(id, _)| !exempt(ExemptPart::Section(*id))).collect();
        let hidden = |held: &HeldFile| {
            exempt(ExemptPart::Section(held.file.section)) || exempt(ExemptPart::File(held.file.hash.clone()))
        };
        view.files = self.sent_files().filter(|held| !hidden(held)).collect();
        view.figures = self.figures(&|figure| !exempt(ExemptPart::Figure(figure.id.clone())));
        let asked = self.asked(on, false).into_iter();
        view.asked = asked.filter(|shown| !exempt(ExemptPart::Reply(shown.body.clone()))).collect();
        view.outcome = self.review().outcome.as_ref();
        view.decisions = self.decisions();
    }

    pub(super) fn sent_files(&self) -> impl Iterator<Item = &HeldFile> {
        self.submissions().last().into_iter().flat_map(|sent| &sent.files)
    }
}
