//! The envelopes of lists: `{"data": […], "next_page": …}`.

use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::error::{Flaw, Unreadable};
use super::text::Text;
use super::wire::{Secrets, TokenSeed, flaw_of};
use crate::domain::resource::Resources;
use crate::domain::token::Token;

/// What an envelope tells of the whole list.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    next_page: Text<'a>,
    total_count: Text<'a>,
    total_pages: Text<'a>,
}

impl Numbers<'_> {
    pub(super) fn next_page(&self) -> Option<usize> {
        self.next_page.as_str().parse().ok()
    }

    pub(super) fn total_count(&self) -> Option<usize> {
        self.total_count.as_str().parse().ok()
    }

    pub(super) fn total_pages(&self) -> Option<usize> {
        self.total_pages.as_str().parse().ok()
    }
}

/// The envelope of a list, read field after field and row after row: a page of tokens with many accesses takes long
/// enough that the browser has to have its turn in between.
pub(super) struct ListReader<'a> {
    json: &'a str,
    at: usize,
    place: Place,
    has_rows: bool,
    numbers: Numbers<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the opening brace.
    Start,
    /// After a field.
    Fields,
    /// At a row.
    Rows,
    /// After the closing brace.
    End,
}

impl<'a> ListReader<'a> {
    pub(super) fn new(json: &'a str) -> Self {
        Self { json, at: 0, place: Place::Start, has_rows: false, numbers: Numbers::default() }
    }

    /// What the fields so far tell of the whole list.
    pub(super) fn numbers(&self) -> &Numbers<'a> {
        &self.numbers
    }

    /// Whether all is read.
    pub(super) fn is_done(&self) -> bool {
        self.place == Place::End
    }

    /// The tokens that come next, that many at most; then the rest of the envelope. Those that were given are given,
    /// whatever is wrong further on.
    pub(super) fn tokens(
        &mut self,
        resources: &mut Resources,
        most: usize,
    ) -> Result<Vec<Arc<Token>>, Unreadable> {
        let mut tokens = Vec::new();
        loop {
            match self.place {
                Place::Rows if tokens.len() == most => return Ok(tokens),
                Place::Rows => {
                    let read = self.value(TokenSeed(resources, Secrets::Dropped))?;
                    let read = read.ok_or(Unreadable::NoId)?;
                    tokens.push(Arc::new(read.token));
                    if !self.skip_byte(b',') {
                        self.expect_byte(b']')?;
                        self.place = Place::Fields;
                    }
                }
                Place::Start | Place::Fields => {
                    if self.advance_to_rows()? {
                        if !self.skip_byte(b'[') {
                            return Err(self.wrong(Flaw::OtherShape));
                        }
                        if !self.skip_byte(b']') {
                            self.place = Place::Rows;
                        }
                    }
                }
                Place::End => return Ok(tokens),
            }
        }
    }

    /// Reads fields until the value of `data` comes, or nothing more.
    fn advance_to_rows(&mut self) -> Result<bool, Unreadable> {
        loop {
            let begins = self.place == Place::Start;
            if begins {
                self.expect_byte(b'{')?;
                self.place = Place::Fields;
            }
            if self.skip_byte(b'}') {
                self.place = Place::End;
                // A list without rows is none, and nothing may follow it.
                return match (self.has_rows, self.peek()) {
                    (true, None) => Ok(false),
                    (false, _) => Err(self.wrong(Flaw::OtherShape)),
                    (true, Some(_)) => Err(self.wrong(Flaw::NotJson)),
                };
            }
            if !begins {
                self.expect_byte(b',')?;
            }
            let key: Text<'a> = self.value(PhantomData)?;
            self.expect_byte(b':')?;
            match key.as_str() {
                "data" => {
                    self.has_rows = true;
                    return Ok(true);
                }
                "next_page" => self.numbers.next_page = self.value(PhantomData)?,
                "total_count" => self.numbers.total_count = self.value(PhantomData)?,
                "total_pages" => self.numbers.total_pages = self.value(PhantomData)?,
                _ => {
                    self.value(PhantomData::<IgnoredAny>)?;
                }
            }
        }
    }

    fn value<S: DeserializeSeed<'a>>(&mut self, seed: S) -> Result<S::Value, Unreadable> {
        let mut reader = Deserializer::from_str(self.json.get(self.at..).unwrap_or_default());
        let read = seed.deserialize(&mut reader);
        let value = read.map_err(|error| {
            let (line, column) = self.position();
            // Its own first line begins where the value does.
            let before = if error.line() == 1 { column } else { 0 };
            let (line, column) = (line + error.line(), before + error.column());
            Unreadable::Flawed { flaw: flaw_of(&error), line, column }
        })?;
        self.at += reader.into_iter::<IgnoredAny>().byte_offset();
        Ok(value)
    }

    /// Why it cannot be read on, without a word of the answer.
    fn wrong(&mut self, flaw: Flaw) -> Unreadable {
        let flaw = if self.peek().is_none() { Flaw::EndsEarly } else { flaw };
        let (line, column) = self.position();
        Unreadable::Flawed { flaw, line: line + 1, column: column + 1 }
    }

    /// How many lines, and then bytes, are before what is read next.
    fn position(&self) -> (usize, usize) {
        let before = self.json.as_bytes().get(..self.at).unwrap_or_default();
        let lines = before.split(|&byte| byte == b'\n');
        let (line, column) = lines.fold((0, 0), |(line, _), text| (line + 1, text.len()));
        (line - 1, column)
    }

    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.json.as_bytes().get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    fn skip_byte(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn expect_byte(&mut self, byte: u8) -> Result<(), Unreadable> {
        if self.skip_byte(byte) { Ok(()) } else { Err(self.wrong(Flaw::NotJson)) }
    }
}

/// The rows of a list, as JSON, and what its envelope tells.
pub(super) fn envelope(json: &str) -> Result<(&str, Numbers<'_>), Unreadable> {
    let mut reader = ListReader::new(json);
    let mut rows = "[]";
    while reader.advance_to_rows()? {
        rows = reader.value(PhantomData::<&RawValue>)?.get();
        if !rows.starts_with('[') {
            return Err(reader.wrong(Flaw::OtherShape));
        }
    }
    Ok((rows, reader.numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page in slices of so many tokens: their ids.
    fn slices(json: &str, most: usize) -> Result<(Vec<Vec<String>>, Numbers<'_>), Unreadable> {
        let mut resources = Resources::of("acme");
        let (mut reader, mut all) = (ListReader::new(json), Vec::new());
        while !reader.is_done() {
            let slice = reader.tokens(&mut resources, most)?;
            all.push(slice.iter().map(|token| token.id.as_str().to_owned()).collect());
        }
        Ok((all, reader.numbers))
    }

    const PAGE: &str = r#"{"next_page":2, "type": "list","data":[{"id":"t1"} , {"id":"t2"},{"id":"t3"}],"total_count":"7"}
"#;

    #[test]
    fn a_page_is_read_whatever_the_order_of_its_fields_and_nothing_may_follow_it() {
        let (read, numbers) = slices(PAGE, 100).unwrap();
        assert_eq!(read, [["t1", "t2", "t3"]]);
        assert_eq!((numbers.next_page(), numbers.total_count()), (Some(2), Some(7)));
        assert_eq!(numbers.total_pages(), None);
        let (rows, numbers) = envelope(PAGE).unwrap();
        assert_eq!(rows, r#"[{"id":"t1"} , {"id":"t2"},{"id":"t3"}]"#);
        assert_eq!(numbers.next_page(), Some(2));
        assert_eq!(slices(r#"{"data":[]}"#, 1).unwrap().0, [[""; 0]]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let cut = PAGE.char_indices().map(|(at, _)| PAGE[..at].to_owned());
        let cut = cut.filter(|cut| !cut.ends_with('}') || cut.len() < PAGE.len() - 1);
        let wrong = [
            [PAGE, "<html>"].concat(),
            r#"{"next_page":null}"#.to_owned(),
            "[]".to_owned(),
            r#"{"data":[{"id":"t1"}{"id":"t2"}]}"#.to_owned(),
            r#"{"data":[{"id":"t1"},]}"#.to_owned(),
            r#"{"data":[] "next_page":2}"#.to_owned(),
            r#"{,"data":[]}"#.to_owned(),
            r#"{"data" []}"#.to_owned(),
        ];
        for wrong in cut.chain(wrong) {
            assert!(slices(&wrong, 2).is_err(), "{wrong}");
            assert!(envelope(&wrong).is_err() || wrong.starts_with(r#"{"data":[{"#), "{wrong}");
        }
        for data in ["null", "{}", "7"] {
            let wrong = [r#"{"data":"#, data, "}"].concat();
            assert!(slices(&wrong, 2).is_err() && envelope(&wrong).is_err(), "{data}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_in_the_whole_answer() {
        let told = |json| slices(json, 1).map(|_| ()).unwrap_err();
        let flawed = |flaw, line, column| Unreadable::Flawed { flaw, line, column };
        assert_eq!(told("{\n \"data\": [{\"id\": 1}, oops]}"), flawed(Flaw::NotJson, 2, 22));
        assert_eq!(told("{\n \"data\": 7}"), flawed(Flaw::OtherShape, 2, 10));
        assert_eq!(told("{\"data\": []"), flawed(Flaw::EndsEarly, 1, 12));
    }

    #[test]
    fn slices_hold_what_the_whole_page_holds() {
        let (read, numbers) = slices(PAGE, 2).unwrap();
        assert_eq!(read, [vec!["t1", "t2"], vec!["t3"]]);
        assert_eq!((numbers.next_page(), numbers.total_count()), (Some(2), Some(7)));
    }

    #[test]
    fn what_came_before_a_token_without_an_id_is_given() {
        let mut resources = Resources::of("acme");
        let mut reader = ListReader::new(r#"{"data":[{"id":"t1"},{"id":""}]}"#);
        assert_eq!(reader.tokens(&mut resources, 1).unwrap().len(), 1);
        assert_eq!(reader.tokens(&mut resources, 1).unwrap_err(), Unreadable::NoId);
    }
}
