use register::tables::Service;
use vocabulary::Code;

use crate::lines::Market;

/// The people that a unit serves with one service, beside the smallest number that it can serve economically.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale<'a> {
    /// The unit.
    pub unit: &'a Code,
    /// The service.
    pub service: &'a Service,
    /// Registered people of its buyers.
    pub people: u64,
    /// The smallest scale of the service.
    pub min_people: u32,
}

impl Scale<'_> {
    /// Is the service under its smallest scale here?
    pub fn is_under(&self) -> bool {
        self.people < u64::from(self.min_people)
    }
}

impl<'a> Market<'a> {
    /// Every unit and service of this part for which a smallest scale is known.
    pub fn scales(&self) -> Vec<Scale<'a>> {
        let mut scales = Vec::new();
        for (unit, lines) in self.by_unit() {
            for (code, lines) in lines.by_service() {
                let service = self.snapshot.service(code);
                let Some((service, min_people)) = service.and_then(|row| Some((row, row.min_people?))) else {
                    continue;
                };
                scales.push(Scale { unit, service, people: lines.people_served(), min_people });
            }
        }
        scales
    }
}
