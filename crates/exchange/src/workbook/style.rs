use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// What a cell is for: it decides how the cell looks. Inputs have a frame, the engine's numbers a tint, and formulas
/// neither, so that the three differ in greyscale as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The title of a sheet.
    Title,
    /// The answer in one sentence.
    Answer,
    /// The heading of a part.
    Heading,
    /// The heading of a column of text.
    Column,
    /// The heading of a column of numbers.
    NumberColumn,
    /// Words.
    Words,
    /// Words that stand out.
    Strong,
    /// Words that stand out, and run on over what is empty beside them.
    StrongPlain,
    /// Words that run on over what is empty beside them.
    Plain,
    /// Words that explain.
    Aside,
    /// A number that may be changed here.
    Input,
    /// A number that the engine found; changing it here means nothing.
    Engine,
    /// A number that a formula finds.
    Formula,
    /// A sum.
    Total,
    /// One of the numbers that the appraisal is about.
    Headline,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whole pounds.
    Pounds,
    /// Pounds and pence.
    Pence,
    /// A share, shown as per cent.
    Share,
    /// Per cent, as the tables of rates have it.
    Percent,
    /// A factor.
    Factor,
    /// A ratio, to two places.
    Ratio,
    /// A plain number.
    Number,
    /// Points, to one place.
    Points,
    /// A whole number.
    Count,
    /// A number of things, with commas.
    Thousands,
    /// A place in an order; none for the last of all.
    Place,
    /// A day.
    Day,
    /// Words.
    Text,
}

pub(super) const FONT: &str = "Arial";
const INK: u32 = 0x0021_2B32;
const BLUE: u32 = 0x0000_3087;
const GREY: u32 = 0x004C_6272;
const INPUT: u32 = 0x00FF_F9DB;
const ENGINE: u32 = 0x00E8_EDEE;
const HEADLINE: u32 = 0x00D9_E4F1;

impl Kind {
    fn number_format(self) -> &'static str {
        match self {
            Kind::Pounds => "£#,##0;[Red]-£#,##0;\"–\"",
            Kind::Pence => "£#,##0.00;[Red]-£#,##0.00;£0.00",
            Kind::Share => "0.0%",
            Kind::Percent => "0.0##\"%\"",
            Kind::Factor => "0.000000",
            Kind::Ratio => "0.00",
            Kind::Number => "#,##0.###",
            Kind::Points => "0.0",
            Kind::Count => "0",
            Kind::Thousands => "#,##0",
            Kind::Place => "[>=9999]\"–\";0",
            Kind::Day => "d mmm yyyy",
            Kind::Text => "@",
        }
    }
}

/// The format of a cell.
pub(super) fn format(look: Look, kind: Kind) -> Format {
    let base =
        Format::new().set_font_name(FONT).set_font_size(10).set_font_color(INK).set_align(FormatAlign::Top);
    let numbers = || {
        let aligned = if kind == Kind::Text { FormatAlign::Left } else { FormatAlign::Right };
        base.clone().set_num_format(kind.number_format()).set_align(aligned)
    };
    match look {
        Look::Title => base.set_font_size(18).set_bold().set_font_color(BLUE),
        Look::Answer => base.set_font_size(13).set_bold().set_text_wrap().set_align(FormatAlign::Top),
        Look::Heading => base.set_font_size(13).set_bold().set_font_color(BLUE),
        Look::Column => heading(base),
        Look::NumberColumn => heading(base).set_align(FormatAlign::Right),
        Look::Words => base.set_text_wrap(),
        Look::Strong => base.set_text_wrap().set_bold(),
        Look::StrongPlain => base.set_bold(),
        Look::Plain => base,
        Look::Aside => base.set_font_color(GREY).set_italic(),
        Look::Input => {
            let framed =
                numbers().set_background_color(INPUT).set_border(FormatBorder::Thin).set_border_color(GREY);
            if kind == Kind::Text { framed.set_text_wrap() } else { framed }
        }
        Look::Engine => {
            let tinted = numbers().set_background_color(ENGINE);
            if kind == Kind::Text { tinted.set_text_wrap() } else { tinted }
        }
        Look::Formula if kind == Kind::Text => numbers().set_indent(1),
        Look::Formula => numbers(),
        Look::Total => numbers().set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(GREY),
        Look::Headline => numbers()
            .set_bold()
            .set_font_size(12)
            .set_background_color(HEADLINE)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(BLUE),
    }
}

fn heading(base: Format) -> Format {
    base.set_bold()
        .set_text_wrap()
        .set_font_color(BLUE)
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(BLUE)
}

/// The format of a link.
pub(super) fn link() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(10)
        .set_font_color(BLUE)
        .set_underline(rust_xlsxwriter::FormatUnderline::Single)
}
