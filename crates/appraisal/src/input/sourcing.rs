use register::tables::DestinationKind;

vocabulary::choice! {
    /// Make, share or buy: the first question of the tree.
    pub enum Branch {
        /// As today.
        Stay = "stay",
        /// Do it oneself.
        Make = "make",
        /// Do it with others.
        Share = "share",
        /// Have somebody else do it.
        Buy = "buy",
        /// Don't do it.
        Stop = "stop",
    }
}

vocabulary::choice! {
    /// Where a service could come from. The first is business as usual; the other ten are the kinds of sourcing.
    pub enum Sourcing {
        /// As today.
        Stay = "stay",
        /// The buyer does it alone.
        IndependentMake = "independent_make",
        /// Several buyers do it together; one of them hosts.
        CollaborativeMake = "collaborative_make",
        /// From the same unit, on new terms.
        Renegotiate = "renegotiate",
        /// From another unit.
        AnotherUnit = "another_unit",
        /// Called off a framework.
        FrameworkCallOff = "framework_call_off",
        /// Bought in the open market.
        OpenProcurement = "open_procurement",
        /// From a specialist's lot.
        SpecialistLot = "specialist_lot",
        /// From a council.
        Council = "council",
        /// With a strategic partner.
        StrategicPartnership = "strategic_partnership",
        /// Not done any more.
        Stop = "stop",
    }
}

impl Sourcing {
    /// Make, share or buy.
    pub fn branch(self) -> Branch {
        use Sourcing::*;
        match self {
            Stay | Renegotiate => Branch::Stay,
            IndependentMake => Branch::Make,
            CollaborativeMake | AnotherUnit | Council => Branch::Share,
            FrameworkCallOff | OpenProcurement | SpecialistLot | StrategicPartnership => Branch::Buy,
            Stop => Branch::Stop,
        }
    }

    /// Where the line goes; none where it stays with its unit.
    pub fn destination(self) -> Option<DestinationKind> {
        use Sourcing::*;
        Some(match self {
            Stay | Renegotiate => return None,
            IndependentMake => DestinationKind::InHouse,
            CollaborativeMake => DestinationKind::Shared,
            AnotherUnit => DestinationKind::Unit,
            FrameworkCallOff | SpecialistLot => DestinationKind::Framework,
            OpenProcurement | StrategicPartnership => DestinationKind::Supplier,
            Council => DestinationKind::Council,
            Stop => DestinationKind::Stop,
        })
    }

    /// As people read it.
    pub fn words(self) -> &'static str {
        use Sourcing::*;
        match self {
            Stay => "stay as we are",
            IndependentMake => "do it ourselves",
            CollaborativeMake => "do it together, hosted by one of us",
            Renegotiate => "stay and renegotiate",
            AnotherUnit => "move to another unit",
            FrameworkCallOff => "call off a framework",
            OpenProcurement => "buy in the open market",
            SpecialistLot => "buy a specialist lot",
            Council => "have a council do it",
            StrategicPartnership => "take a strategic partner",
            Stop => "stop doing it",
        }
    }
}
