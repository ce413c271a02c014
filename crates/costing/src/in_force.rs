use vocabulary::Date;

/// Does a row that holds from one day to another (or still) hold on a day?
pub fn holds(valid_from: Date, valid_to: Option<Date>, on: Date) -> bool {
    valid_from <= on && valid_to.is_none_or(|last| last >= on)
}
