use vocabulary::choice;

choice! {
    /// Everything that can be done to a case.
    pub enum ActKind {
        /// Begin a case.
        Open = "open",
        /// Write a section.
        Write = "write",
        /// Attach a frozen result.
        Attach = "attach",
        /// Say that a section is done.
        Complete = "complete",
        /// Attach a file as evidence.
        AttachFile = "attach-file",
        /// Take a file out again.
        TakeOutFile = "take-out-file",
        /// Leave something out of the public version.
        MarkExempt = "mark-exempt",
        /// Show draft sections to the oversight body.
        OpenSections = "open-sections",
        /// Agree an assumption before the case is certified.
        AgreeAssumption = "agree-assumption",
        /// Ask an affected body.
        Invite = "invite",
        /// Reply to an invitation.
        Reply = "reply",
        /// Offer something instead.
        CounterOffer = "counter-offer",
        /// Answer such an offer.
        AnswerOffer = "answer-offer",
        /// Take a body into the case that asked to join.
        AcceptJoining = "accept-joining",
        /// Leave a joint case.
        Leave = "leave",
        /// Sign the analysis off, with limits of use.
        SignOff = "sign-off",
        /// Certify; the last one that is needed sends the case.
        Certify = "certify",
        /// Go on without those whose day has passed.
        GoOnWithout = "go-on-without",
        /// Take the case in.
        Receive = "receive",
        /// Say that no view is needed.
        NeedNoView = "need-no-view",
        /// Take the case up for review.
        TakeUp = "take-up",
        /// Declare what the own body gains or loses.
        DeclareInterest = "declare-interest",
        /// Ask the author something.
        Ask = "ask",
        /// Answer a question.
        Answer = "answer",
        /// Mark something for other reviewers.
        Flag = "flag",
        /// Comment.
        Comment = "comment",
        /// Hand the case to the national body.
        Escalate = "escalate",
        /// Return the case with points.
        Return = "return",
        /// Answer a point.
        AnswerPoint = "answer-point",
        /// Recommend an outcome.
        Recommend = "recommend",
        /// Put the outcome on the record.
        RecordOutcome = "record-outcome",
        /// Put on the record that the day passed without a view.
        NoteSilence = "note-silence",
        /// Decide.
        Decide = "decide",
        /// Publish.
        Publish = "publish",
        /// Begin to follow conditions and benefits.
        Follow = "follow",
        /// Show that a milestone is met.
        MeetMilestone = "meet-milestone",
        /// Let a milestone go.
        WaiveMilestone = "waive-milestone",
        /// Record what came of a benefit.
        RecordOutturn = "record-outturn",
        /// Close the case.
        Close = "close",
        /// Take the case back.
        Withdraw = "withdraw",
        /// Name the case that takes its place.
        Supersede = "supersede",
    }
}
