use vocabulary::choice;

choice! {
    /// Everything that somebody can ask of Ballast. Each has a row in the table of permissions, and a test for every
    /// role: a new one without a row doesn't compile, and one without its test fails.
    pub enum Operation {
        /// Sign in with a password.
        SignIn = "sign-in",
        /// End one's own session.
        SignOut = "sign-out",
        /// Change one's own password.
        ChangePassword = "change-password",
        /// Make a token for the API in one's own name.
        MakeToken = "make-token",
        /// Take back a token of one's own.
        RevokeToken = "revoke-token",
        /// See one's own tokens.
        SeeTokens = "see-tokens",
        /// See who has an account, and who holds which role at a body.
        SeeAccounts = "see-accounts",
        /// Make an account.
        AddPerson = "add-person",
        /// Set somebody's password anew: they have forgotten it.
        SetPassword = "set-password",
        /// Close an account.
        ClosePerson = "close-person",
        /// Give somebody a role at a body.
        GiveRole = "give-role",
        /// End a role.
        EndRole = "end-role",
        /// See the market: who buys what from whom.
        SeeMarket = "see-market",
        /// See a register of a body as it counted at a moment, and its history.
        SeeRegister = "see-register",
        /// Upload a pack, and see its findings and what it would change. Nothing is saved in the register.
        UploadRegister = "upload-register",
        /// Say how an upload is to be read, what became of bodies that end in it, or throw it away.
        ChangeUpload = "change-upload",
        /// Make an uploaded pack the register that counts.
        ConfirmImport = "confirm-import",
        /// Make an earlier snapshot count again.
        UndoImport = "undo-import",
        /// Take the whole pack of a register away, with the books of units in it.
        DownloadRegister = "download-register",
        /// See what has been done for a body.
        SeeAudit = "see-audit",
        /// Write, change or drop a question: who leaves, which services, when.
        WriteQuestion = "write-question",
        /// See the questions that a body is writing, and what is wrong with them.
        SeeQuestion = "see-question",
        /// Have a question answered, with ranges.
        Ask = "ask",
        /// Have the likely values of a question at once.
        AnswerNow = "answer-now",
        /// Stop the run of an answer.
        StopAnswer = "stop-answer",
        /// See an answer of a body, or a shared one that concerns it, as far as one's sight goes.
        SeeAnswer = "see-answer",
        /// Freeze an answer as an exhibit, and show it to those whom it concerns.
        ShareAnswer = "share-answer",
        /// Write, change or drop an appraisal: needs, options, criteria, scores and evidence.
        WriteAppraisal = "write-appraisal",
        /// Keep the schedule of posts of an appraisal.
        KeepPosts = "keep-posts",
        /// Lock the weights of an appraisal before the first score, or open them again.
        LockWeights = "lock-weights",
        /// See the appraisals that a body is writing, and what is wrong with them.
        SeeAppraisal = "see-appraisal",
        /// Have an appraisal worked out.
        Appraise = "appraise",
        /// See what a unit's income stands on.
        SeeStanding = "see-standing",
        /// Watch the whole country: units at risk, cases that wait, conditions overdue, agreements that end.
        SeeCountry = "see-country",
        /// Sign figures that are derived or assumed about a unit.
        SignAssumptions = "sign-assumptions",
        /// Say what a figure about a unit should be.
        CorrectAssumption = "correct-assumption",
        /// See what units say that figures of a register should be.
        SeeCorrections = "see-corrections",
        /// Take corrections of units up into an upload, or decline them.
        AnswerCorrections = "answer-corrections",
        /// See a case as far as one is told of it; a published one is everybody's.
        SeeCase = "see-case",
        /// See which cases concern one's bodies, and what waits there.
        SeeCases = "see-cases",
        /// Open a case on a frozen answer.
        OpenCase = "open-case",
        /// Write a case: its sections, exhibits and invitations, answers to points and questions, and what is followed later.
        WriteCase = "write-case",
        /// Certify a case and send it, publish it, or take it back.
        CertifyCase = "certify-case",
        /// Sign the analysis of a case off.
        SignOffCase = "sign-off-case",
        /// Decide what a case proposes.
        DecideCase = "decide-case",
        /// Reply to a case that one's body was asked about, or make an offer instead.
        ReplyToCase = "reply-to-case",
        /// Review a case for an oversight body, up to its outcome.
        ReviewCase = "review-case",
        /// See what the cases that one's oversight body is told of do together.
        SeeJoint = "see-joint",
        /// See a round that assures units as far as one is told of it; what is published is everybody's.
        SeeRound = "see-round",
        /// Open a round for units that one's body oversees.
        OpenRound = "open-round",
        /// Answer for a unit, rate it oneself, state its plan, and show that milestones are met.
        AnswerRound = "answer-round",
        /// Certify what a unit answers.
        CertifyAnswers = "certify-answers",
        /// Say as a customer what one intends to spend with a unit, and answer the survey.
        SpeakInRound = "speak-in-round",
        /// Rate a unit, and settle where assessors differ.
        RateUnit = "rate-unit",
        /// Lead a round: settle differences, record and publish the outcome, bind a plan, close.
        LeadRound = "lead-round",
        /// See the entry of the record that one has the receipt of, with its proof.
        SeeReceipt = "see-receipt",
        /// See the last signed head of each log of the record.
        SeeHeads = "see-heads",
        /// Take the record away, without its contents. It names acts and bodies of the whole server.
        DownloadRecord = "download-record",
    }
}
