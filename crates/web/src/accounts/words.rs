//! Words for roles, operations and moments.

use actions::{Operation, Role};
use jiff::Timestamp;

/// A role as people say it.
pub(crate) fn role_words(role: Role) -> String {
    match role {
        Role::HrLead => "HR lead".to_string(),
        other => capital(&other.word().replace('-', " ")),
    }
}

/// An operation as people say it.
pub(crate) const fn operation_words(operation: Operation) -> &'static str {
    match operation {
        Operation::SignIn => "Sign in",
        Operation::SignOut => "Sign out",
        Operation::ChangePassword => "Change the password",
        Operation::MakeToken => "Make a token",
        Operation::RevokeToken => "Revoke a token",
        Operation::SeeTokens => "See one’s own tokens",
        Operation::SeeAccounts => "See accounts and roles",
        Operation::AddPerson => "Make an account",
        Operation::SetPassword => "Set somebody’s password anew",
        Operation::ClosePerson => "Close an account",
        Operation::GiveRole => "Give a role",
        Operation::EndRole => "End a role",
        Operation::SeeMarket => "See the market",
        Operation::SeeRegister => "See registers and their history",
        Operation::UploadRegister => "Upload facts, and have them checked",
        Operation::ChangeUpload => "Change or discard an upload",
        Operation::ConfirmImport => "Save an upload in the register",
        Operation::UndoImport => "Go back to an earlier snapshot",
        Operation::DownloadRegister => "Download a whole register",
        Operation::SeeAudit => "See what was done",
        Operation::WriteQuestion => "Write, change or drop a question",
        Operation::SeeQuestion => "See questions",
        Operation::Ask => "Have a question answered, with ranges",
        Operation::AnswerNow => "Have the likely values of a question at once",
        Operation::StopAnswer => "Stop an answer that is under way",
        Operation::SeeAnswer => "See answers",
        Operation::ShareAnswer => "Freeze an answer as an exhibit, and share it",
        Operation::WriteAppraisal => "Write, change or drop an appraisal",
        Operation::KeepPosts => "Keep the schedule of posts of an appraisal",
        Operation::LockWeights => "Lock the weights of an appraisal, or open them again",
        Operation::SeeAppraisal => "See appraisals that are being written",
        Operation::Appraise => "Have an appraisal worked out",
        Operation::SeeStanding => "See what a unit’s income stands on",
        Operation::SeeCountry => "Watch the whole country",
        Operation::SignAssumptions => "Sign what is assumed about a unit",
        Operation::CorrectAssumption => "Correct what is assumed about a unit",
        Operation::SeeCorrections => "See units’ corrections to a register",
        Operation::SeeReceipt => "Prove what was recorded, by its receipt",
        Operation::SeeHeads => "See signed heads of the record",
        Operation::DownloadRecord => "Download the record without its contents",
        Operation::AnswerCorrections => "Take units’ corrections up, or decline them",
        Operation::SeeCase => "See a case",
        Operation::SeeCases => "See which cases concern your bodies",
        Operation::OpenCase => "Open a case",
        Operation::WriteCase => "Write a case",
        Operation::CertifyCase => "Certify a case, publish it or take it back",
        Operation::SignOffCase => "Sign the analysis of a case off",
        Operation::DecideCase => "Decide what a case proposes",
        Operation::ReplyToCase => "Reply to a case",
        Operation::ReviewCase => "Review a case",
        Operation::SeeJoint => "See what cases do together",
        _ => words_of_rounds(operation),
    }
}

/// What is done in rounds. Nothing else is left over: a test sees to it.
const fn words_of_rounds(operation: Operation) -> &'static str {
    match operation {
        Operation::SeeRound => "See a round that assures units",
        Operation::OpenRound => "Open a round",
        Operation::AnswerRound => "Answer for a unit in a round",
        Operation::CertifyAnswers => "Certify what a unit answers",
        Operation::SpeakInRound => "Say as a customer what you intend, and answer the survey",
        Operation::RateUnit => "Rate a unit",
        Operation::LeadRound => "Lead a round up to its outcome and plan",
        _ => "",
    }
}

/// A moment, to the minute.
pub(crate) fn when(moment: Timestamp) -> String {
    moment.strftime("%-d %B %Y, %H:%M UTC").to_string()
}

/// A sentence with a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_words_of_its_own() {
        let words: std::collections::BTreeSet<&str> =
            Operation::ALL.iter().map(|operation| operation_words(*operation)).collect();
        assert_eq!(words.len(), Operation::ALL.len());
        assert!(!words.contains(""));
    }
}
