//! A value of a file as serde reads it, with its place; what is wrong keeps the place and is no text.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::de::{
    DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor,
    value::{StrDeserializer, StringDeserializer},
};
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::{find, join};
use crate::{
    id::IdError,
    month::DateError,
    points::{PercentError, Points},
    rules::{
        fault::{RuleFault, Wanted},
        name::NameError,
    },
};

/// What is gone around in a file: left out, or read from elsewhere.
pub(super) struct Around<'s> {
    pub(super) left_out: BTreeSet<String>,
    pub(super) put_in: BTreeMap<String, &'s Spanned<DeValue<'s>>>,
}

impl<'s> Around<'s> {
    /// Leaves a key or an item out; says whether that is new.
    pub(super) fn leave_out(&mut self, path: String) -> bool {
        self.left_out.insert(path)
    }

    /// Leaves the item of the outermost list out; where there is none, takes the value from elsewhere, or
    /// the table in which it stands. Says what it went around, if there is a way.
    pub(super) fn go_around(
        &mut self,
        path: &str,
        other: &'s Spanned<DeValue<'s>>,
    ) -> Option<String> {
        if let Some(end) = path.find(']') {
            let item = path[..=end].to_owned();
            return self.leave_out(item.clone()).then_some(item);
        }
        let mut path = path;
        while !path.is_empty() {
            if let Some(value) = find(other, path)
                && self.put_in.insert(path.to_owned(), value).is_none()
            {
                return Some(path.to_owned());
            }
            path = path.rsplit_once('.').map_or("", |(above, _)| above);
        }
        None
    }
}

/// What is wrong at a place.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) path: String,
    pub(super) fault: RuleFault,
}

impl Wrong {
    fn of(fault: RuleFault) -> Self {
        Self {
            path: String::new(),
            fault,
        }
    }

    /// The innermost place stands.
    fn at(mut self, path: &str) -> Self {
        if self.path.is_empty() {
            path.clone_into(&mut self.path);
        }
        self
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.path, self.fault)
    }
}

impl std::error::Error for Wrong {}

fn names(known: &[&str]) -> Vec<String> {
    known.iter().map(|name| (*name).to_owned()).collect()
}

impl serde::de::Error for Wrong {
    /// The domain's own types say why a value is none of theirs; each says it in words of its own.
    fn custom<T: fmt::Display>(said: T) -> Self {
        let said = said.to_string();
        let points = [i32::MIN, i32::MAX].map(|hundredths| {
            Points::from_hundredths(hundredths)
                .err()
                .map(|e| e.to_string())
        });
        let is = |error: &dyn fmt::Display| said == error.to_string();
        Self::of(
            if is(&NameError) || is(&IdError::Length) || is(&IdError::Character) {
                RuleFault::Name
            } else if is(&PercentError) {
                RuleFault::PercentRange
            } else if is(&DateError::Form) || is(&DateError::NoSuchDay) {
                RuleFault::Date
            } else if points.iter().flatten().any(|point| *point == said) {
                RuleFault::PointsRange
            } else {
                RuleFault::Kind(Wanted::Other)
            },
        )
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self::of(RuleFault::Kind(Wanted::Other))
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self::of(RuleFault::NumberRange)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::of(RuleFault::ChoiceUnknown {
            given: variant.to_owned(),
            known: names(expected),
        })
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::of(RuleFault::KeyUnknown {
            key: field.to_owned(),
            known: names(expected),
        })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::of(RuleFault::KeyMissing(field.to_owned()))
    }
}

/// A value with its place.
pub(super) struct Node<'n> {
    value: &'n Spanned<DeValue<'n>>,
    path: String,
    around: &'n Around<'n>,
}

impl<'n> Node<'n> {
    /// The whole file.
    pub(super) fn root(value: &'n Spanned<DeValue<'n>>, around: &'n Around<'n>) -> Self {
        Self::at(value, String::new(), around)
    }

    /// A part of it.
    pub(super) fn at(
        value: &'n Spanned<DeValue<'n>>,
        path: String,
        around: &'n Around<'n>,
    ) -> Self {
        Self {
            value,
            path,
            around,
        }
    }

    fn kind<T>(&self, wanted: Wanted) -> Result<T, Wrong> {
        Err(Wrong::of(RuleFault::Kind(wanted)).at(&self.path))
    }

    /// The keys of a table: its own but for those left out, and those put in.
    fn entries(&self, table: &'n DeTable<'n>) -> Parts<'n> {
        let mut found: BTreeMap<String, &'n Spanned<DeValue<'n>>> = table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), value))
            .collect();
        for (path, value) in &self.around.put_in {
            let (above, key) = path.rsplit_once('.').unwrap_or(("", path));
            if above == self.path {
                found.insert(key.to_owned(), value);
            }
        }
        let parts = found.into_iter().map(|(key, value)| {
            let path = join(&self.path, &key);
            (key, Node::at(value, path, self.around))
        });
        self.parts(parts)
    }

    fn items(&self, list: &'n DeArray<'n>) -> Parts<'n> {
        let parts = list.iter().enumerate().map(|(index, value)| {
            let path = format!("{}[{}]", self.path, index + 1);
            (String::new(), Node::at(value, path, self.around))
        });
        self.parts(parts)
    }

    fn parts(&self, parts: impl Iterator<Item = (String, Node<'n>)>) -> Parts<'n> {
        let left_out = &self.around.left_out;
        let parts: Vec<_> = parts
            .filter(|(_, node)| !left_out.contains(&node.path))
            .collect();
        Parts {
            rest: parts.into_iter(),
            value: None,
        }
    }

    fn number<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let DeValue::Integer(number) = self.value.get_ref() else {
            return self.kind(Wanted::Number);
        };
        match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => visitor.visit_i64(number),
            Err(_) => Err(Wrong::of(RuleFault::NumberRange)),
        }
        .map_err(|wrong| wrong.at(&self.path))
    }

    fn text<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value.get_ref() {
            DeValue::String(text) => visitor
                .visit_str(text)
                .map_err(|wrong: Wrong| wrong.at(&self.path)),
            _ => self.kind(Wanted::Text),
        }
    }

    fn list<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value.get_ref() {
            DeValue::Array(list) => visitor
                .visit_seq(self.items(list))
                .map_err(|wrong| wrong.at(&self.path)),
            _ => self.kind(Wanted::List),
        }
    }

    fn table<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value.get_ref() {
            DeValue::Table(table) => visitor
                .visit_map(self.entries(table))
                .map_err(|wrong| wrong.at(&self.path)),
            _ => self.kind(Wanted::Table),
        }
    }
}

macro_rules! each {
    ($way:ident: $($method:ident)*) => {
        $(fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
            self.$way(visitor)
        })*
    };
}

impl<'n> Deserializer<'n> for Node<'n> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value.get_ref() {
            DeValue::String(_) => self.text(visitor),
            DeValue::Integer(_) => self.number(visitor),
            DeValue::Boolean(_) => self.deserialize_bool(visitor),
            DeValue::Array(_) => self.list(visitor),
            DeValue::Table(_) => self.table(visitor),
            DeValue::Float(_) => self.kind(Wanted::Number),
            DeValue::Datetime(_) => self.kind(Wanted::Text),
        }
    }

    fn deserialize_bool<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.value.get_ref() {
            DeValue::Boolean(holds) => visitor
                .visit_bool(*holds)
                .map_err(|wrong: Wrong| wrong.at(&self.path)),
            _ => self.kind(Wanted::YesNo),
        }
    }

    each!(number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64);
    each!(text: deserialize_char deserialize_str deserialize_string deserialize_identifier
        deserialize_bytes deserialize_byte_buf);
    each!(list: deserialize_seq);
    each!(table: deserialize_map);
    each!(deserialize_any: deserialize_ignored_any deserialize_unit);

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_unit_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'n>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.list(visitor)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.table(visitor)
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self.value.get_ref() {
            DeValue::String(text) => visitor
                .visit_enum(StrDeserializer::<Wrong>::new(text))
                .map_err(|wrong| wrong.at(&self.path)),
            _ => self.kind(Wanted::Text),
        }
    }
}

/// What is left of a table or a list.
struct Parts<'n> {
    rest: std::vec::IntoIter<(String, Node<'n>)>,
    value: Option<Node<'n>>,
}

impl<'n> MapAccess<'n> for Parts<'n> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'n>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        let Some((key, node)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(node);
        seed.deserialize(StringDeserializer::<Wrong>::new(key))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'n>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        let node = self.value.take();
        let node = node.ok_or_else(|| Wrong::of(RuleFault::Kind(Wanted::Table)))?;
        let path = node.path.clone();
        seed.deserialize(node).map_err(|wrong| wrong.at(&path))
    }
}

impl<'n> SeqAccess<'n> for Parts<'n> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'n>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Wrong> {
        let Some((_, node)) = self.rest.next() else {
            return Ok(None);
        };
        let path = node.path.clone();
        seed.deserialize(node)
            .map(Some)
            .map_err(|wrong| wrong.at(&path))
    }
}
