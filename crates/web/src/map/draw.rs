use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Boundaries;
use crate::Html;
use crate::chart::Words;
use crate::html::escape;

/// How one area looks, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaLook {
    /// Code of the area.
    pub code: String,
    /// Its band: a number of [`MapView::bands`]; none where nothing is known.
    pub band: Option<usize>,
    /// What is said of it: name and number.
    pub title: String,
    /// Where it leads.
    pub href: String,
}

/// One band of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Class of its fill.
    pub class: String,
    /// What it means.
    pub words: String,
}

/// A map that is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MapView {
    /// What it says in words.
    pub words: Words,
    /// How areas look; an area of the boundaries that isn't here has no link.
    pub areas: Vec<AreaLook>,
    /// The bands, from the least.
    pub bands: Vec<Band>,
    /// What an area without a band means.
    pub without_band: String,
    /// Is a line drawn around the areas of one band, with its number of the key in it? Then the bands are names, such
    /// as units, rather than amounts, and neighbouring ones get different fills.
    pub bands_are_names: bool,
}

/// So many fills tell names apart.
const NAME_FILLS: usize = 7;

impl MapView {
    /// The drawing: one link with a title for each area, to be reached by keyboard in the order of `areas`.
    pub fn svg(&self, boundaries: &Boundaries) -> Html {
        let Words { id, title, description } = &self.words;
        let places: BTreeMap<&str, usize> = boundaries.codes().zip(0..).collect();
        let classes = self.classes(boundaries, &places);
        let mut out = format!(
            "<svg class=\"app-map\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"group\" \
             aria-labelledby=\"{id}-title {id}-description\">\n<title id=\"{id}-title\">{}</title>\n\
             <desc id=\"{id}-description\">{}</desc>\n",
            boundaries.width,
            boundaries.height,
            escape(title),
            escape(description)
        );
        let mut drawn = vec![false; places.len()];
        for look in &self.areas {
            let Some(&place) = places.get(look.code.as_str()) else { continue };
            let class = look.band.and_then(|band| classes.get(band)).map_or("band-none", String::as_str);
            let _ = writeln!(
                out,
                "<a href=\"{}\"><title>{}</title><path class=\"{class}\" d=\"{}\"/></a>",
                escape(&look.href),
                escape(&look.title),
                boundaries.areas[place].path
            );
            drawn[place] = true;
        }
        for (area, _) in boundaries.areas.iter().zip(drawn).filter(|(_, drawn)| !drawn) {
            let _ = writeln!(out, "<path class=\"band-none\" d=\"{}\"/>", area.path);
        }
        if self.bands_are_names {
            self.edges_and_names(boundaries, &places, &mut out);
        }
        out.push_str("</svg>");
        Html::raw(out)
    }

    /// The class of each band. Names get one of a few fills, such that neighbours differ.
    fn classes(&self, boundaries: &Boundaries, places: &BTreeMap<&str, usize>) -> Vec<String> {
        if !self.bands_are_names {
            return self.bands.iter().map(|band| band.class.clone()).collect();
        }
        let of_place = self.band_of_place(places);
        let mut beside: Vec<Vec<usize>> = vec![Vec::new(); self.bands.len()];
        for (one, other) in boundaries.adjacent() {
            if let (Some(a), Some(b)) = (of_place[one], of_place[other])
                && a != b
            {
                beside[a].push(b);
                beside[b].push(a);
            }
        }
        let mut fills: Vec<usize> = Vec::new();
        for near in &beside {
            let taken: Vec<usize> = near.iter().filter_map(|band| fills.get(*band)).copied().collect();
            let used = |fill: &usize| fills.iter().filter(|other| *other == fill).count();
            // Of the fills that no neighbour has, the one that is used least.
            let free = (0..NAME_FILLS).filter(|fill| !taken.contains(fill)).min_by_key(used);
            fills.push(free.unwrap_or(fills.len() % NAME_FILLS));
        }
        fills.into_iter().map(|fill| format!("unit-{fill}")).collect()
    }

    fn band_of_place(&self, places: &BTreeMap<&str, usize>) -> Vec<Option<usize>> {
        let mut bands = vec![None; places.len()];
        for look in &self.areas {
            if let Some(&place) = places.get(look.code.as_str()) {
                bands[place] = look.band.filter(|band| *band < self.bands.len());
            }
        }
        bands
    }

    fn edges_and_names(&self, boundaries: &Boundaries, places: &BTreeMap<&str, usize>, out: &mut String) {
        let of_place = self.band_of_place(places);
        let differ = |border: &&super::Border| {
            border.other.is_some_and(|other| of_place[border.one] != of_place[other])
        };
        let edges: String =
            boundaries.borders.iter().filter(differ).map(|border| border.path.as_str()).collect();
        let _ = writeln!(out, "<path class=\"edge\" d=\"{edges}\"/>");
        for number in 0..self.bands.len() {
            let (mut x, mut y, mut whole) = (0i64, 0i64, 0i64);
            for (area, _) in boundaries.areas.iter().zip(&of_place).filter(|(_, band)| **band == Some(number))
            {
                let weight = area.size.max(1);
                x += i64::from(area.middle.0) * weight;
                y += i64::from(area.middle.1) * weight;
                whole += weight;
            }
            if whole > 0 {
                // A unit may lie in two parts: its number stands in the area that is nearest to the middle of all.
                let far = |area: &&super::Area| {
                    (i64::from(area.middle.0) - x / whole).pow(2)
                        + (i64::from(area.middle.1) - y / whole).pow(2)
                };
                let mine = boundaries.areas.iter().zip(&of_place).filter(|(_, band)| **band == Some(number));
                let (x, y) = mine.map(|(area, _)| area).min_by_key(far).map_or((0, 0), |area| area.middle);
                let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" aria-hidden=\"true\">{}</text>", number + 1);
            }
        }
    }

    /// The key, beside the drawing.
    pub fn legend(&self, boundaries: &Boundaries) -> Html {
        let places: BTreeMap<&str, usize> = boundaries.codes().zip(0..).collect();
        let mut out = String::from("<ul class=\"app-legend\">");
        let classes = self.classes(boundaries, &places);
        let mut item = |class: &str, number: &str, words: &str| {
            let _ = write!(
                out,
                "<li><svg width=\"28\" height=\"18\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"28\" \
                 height=\"18\"/>{number}</svg>{}</li>",
                escape(words)
            );
        };
        for (number, (class, band)) in classes.iter().zip(&self.bands).enumerate() {
            // Several names have the same fill: the number tells which is which.
            let number = match self.bands_are_names {
                true => format!("<text x=\"14\" y=\"14\">{}</text>", number + 1),
                false => String::new(),
            };
            item(class, &number, &band.words);
        }
        if self.areas.iter().any(|area| area.band.is_none()) {
            item("band-none", "", &self.without_band);
        }
        out.push_str("</ul>");
        Html::raw(out)
    }
}
