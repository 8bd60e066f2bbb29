//! Who reads a person's CSV files, as their browser keeps it.

use super::csv::Separator;
use super::{Audience, ByteOrderMark, Formulas};

/// Whether files are for a spreadsheet, and what stands between cells then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preference {
    /// They are for a spreadsheet, not for programs.
    pub is_for_spreadsheet: bool,
    /// What was chosen by hand; else the locale says.
    pub separator: Option<Separator>,
}

impl Preference {
    const SPREADSHEET: &'static str = "spreadsheet";

    /// Reads what [`print`](Self::print) wrote; what it does not know is passed over.
    pub fn parse(text: &str) -> Self {
        Self {
            is_for_spreadsheet: text.split(' ').any(|word| word == Self::SPREADSHEET),
            separator: text.split(' ').find_map(Separator::from_key),
        }
    }

    /// Nothing for what is as it comes.
    pub fn print(self) -> String {
        let words = [
            self.is_for_spreadsheet.then_some(Self::SPREADSHEET),
            self.separator.map(Separator::key),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Who reads the next file, where a locale separates cells so, and what a program gets.
    pub fn reader(self, usual: Separator, formulas: Formulas, mark: ByteOrderMark) -> Audience {
        if self.is_for_spreadsheet {
            Audience::Spreadsheet(self.separator.unwrap_or(usual))
        } else {
            Audience::Program { formulas, mark }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preference_is_kept_as_words() {
        for is_for_spreadsheet in [false, true] {
            for separator in Separator::ALL.map(Some).into_iter().chain([None]) {
                let kept = Preference { is_for_spreadsheet, separator };
                assert_eq!(Preference::parse(&kept.print()), kept);
            }
        }
        assert_eq!(Preference::default().print(), "");
        assert_eq!(Preference::parse("colon of another version"), Preference::default());
    }

    #[test]
    fn the_locale_separates_unless_somebody_chose() {
        let reader = |kept: Preference| {
            kept.reader(Separator::Semicolon, Formulas::AsIs, ByteOrderMark::Absent)
        };
        let mut kept = Preference::default();
        assert_eq!(
            reader(kept),
            Audience::Program { formulas: Formulas::AsIs, mark: ByteOrderMark::Absent }
        );
        kept.is_for_spreadsheet = true;
        assert_eq!(reader(kept), Audience::Spreadsheet(Separator::Semicolon));
        kept.separator = Some(Separator::Tab);
        assert_eq!(reader(kept), Audience::Spreadsheet(Separator::Tab));
    }
}
